"""Whether the domain of our letters says who may send for it."""

import dns.exception
import pytest

from workshop.operations.mail_domain import findings

GOOD = {
    "workshop.example": ["v=spf1 mx -all", "something else"],
    "_dmarc.workshop.example": ["v=DMARC1; p=none"],
    "s1._domainkey.workshop.example": ["v=DKIM1; k=rsa; p=MIIB"],
}


def told(records: dict[str, list[str]], selector: str = "s1") -> list[bool]:
    return [one.is_good for one in findings("workshop.example", selector, look_up=lambda name: records.get(name, []))]


def test_a_domain_that_says_all_three_is_good():
    assert told(GOOD) == [True, True, True]


@pytest.mark.parametrize(("missing", "verdicts"), list(zip(GOOD, ([0, 1, 1], [1, 0, 1], [1, 1, 0]), strict=True)))
def test_what_is_missing_is_named(missing, verdicts):
    assert told({name: records for name, records in GOOD.items() if name != missing}) == [bool(one) for one in verdicts]


def test_two_records_of_one_kind_are_none():
    assert told(GOOD | {"workshop.example": ["v=spf1 mx -all", "v=spf1 -all"]}) == [False, True, True]


def test_a_name_server_that_does_not_answer_is_no_trace():
    def fail(_name: str) -> list[str]:
        raise dns.exception.Timeout

    assert [one.is_good for one in findings("workshop.example", "", look_up=fail)] == [False, False]
