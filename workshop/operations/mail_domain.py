"""Does the domain of our letters say who may send for it? Asked of the domain name system by a command, never by a page."""

from collections.abc import Callable

import dns.exception
import dns.resolver

from workshop.operations.condition import Finding

PATIENCE = 10.0  # seconds

LookUp = Callable[[str], list[str]]


def text_records(name: str) -> list[str]:
    """The TXT records of a name; none when it has none, or does not exist. Raises `dns.exception.DNSException`."""
    try:
        found = dns.resolver.resolve(name, "TXT", lifetime=PATIENCE)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    return [b"".join(record.strings).decode("utf-8", "replace") for record in found]


def findings(domain: str, selector: str, *, look_up: LookUp = text_records) -> list[Finding]:
    """SPF, DMARC and, under the selector that the mail server signs with, DKIM: each found once, or what to set."""
    asked = [
        ("SPF", domain, "v=spf1", "a record that begins with v=spf1 and names your mail server"),
        ("DMARC", f"_dmarc.{domain}", "v=DMARC1", "a record such as v=DMARC1; p=none"),
    ]
    if selector:
        asked.append(("DKIM", f"{selector}._domainkey.{domain}", "p=", "the public key that your mail server signs with"))
    return [_finding(*one, look_up=look_up) for one in asked]


def _finding(what: str, name: str, sign: str, wanted: str, *, look_up: LookUp) -> Finding:
    try:
        records = [record for record in look_up(name) if sign.lower() in record.lower()]
    except dns.exception.DNSException as failure:
        return Finding(False, f"{what}: {name} could not be looked up: {failure}.")
    if len(records) == 1:
        return Finding(True, f"{what}: {name} says {records[0]}")
    if records:
        return Finding(False, f"{what}: {name} has {len(records)} records; receivers then take none.")
    return Finding(False, f"{what}: {name} has none. Set {wanted}.")
