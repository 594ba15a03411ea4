"""Every setting of the site: typed, frozen, read from the environment once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo only: everyone who reads the source knows this key"
MIN_SECRET_LENGTH = 32
MIN_TOKEN_LENGTH = 20


_NUMBERS = (
    "smtp_port",
    "smtp_connections",
    "mail_per_second",
    "mail_per_hour",
    "mail_per_day",
    "mail_per_domain",
    "streams",
    "trusted_proxies",
    "backup_days",
)


class BadSetting(RuntimeError):
    """A setting is missing or weak; the message names the variable and what to set."""


def setting(default: Any, explained: str) -> Any:
    """A field with its default and the sentence that the README prints about it."""
    return field(default=default, metadata={"help": explained})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The site's settings. A field `mail_from` is read from the variable `MAIL_FROM`."""

    secret_key: str = setting("", "Signs cookies and tokens: at least 32 random characters.")
    base_url: str = setting(
        "http://127.0.0.1:8000",
        "The address people type, with https. Mailed links are built from it, and no other host name is answered.",
    )
    database_url: str = setting(
        f"sqlite:///{ROOT / 'instance' / 'workshop.db'}",
        "SQLite file, or PostgreSQL as `postgresql+psycopg://user:password@host/name`.",
    )
    demo: bool = setting(False, "Demo mode: known people and passwords, mail read at /demo/mail. Never on a public address.")
    debug: bool = setting(False, "Flask's debug mode, for developers; refused with an https address.")
    site_name: str = setting("Workshop Companion", "The name in the page head and in mail.")
    practice_name: str = setting("Workshop Companion", "Who runs the workshops, and answers for the workbooks.")
    postal_address: str = setting("", "The practice's postal address, for mail footers and the privacy page.")
    contact_address: str = setting("hello@localhost.example", "Where questions and comments go.")
    mail_from: str = setting("workshop@localhost.example", "The address mail is sent from.")
    bounce_address: str = setting(
        "",
        "Where undeliverable mail comes back, such as `bounces@workshop.example`; what follows a `+` must arrive there too. "
        "Empty: it comes back to MAIL_FROM, and nobody reads it.",
    )
    bounce_folder: str = setting("", "The Maildir to which mail for BOUNCE_ADDRESS is delivered; the worker reads it.")
    related_sites: str = setting(
        "", "Sites named under each tipsheet, as `Name https://its.example, Another https://other.example`."
    )
    forwarding: bool = setting(
        False,
        "Readers may have a tipsheet mailed to one friend at a time. Look at the law where you are first.",
    )
    smtp_host: str = setting("", "The mail server; empty keeps mail in the outbox.")
    smtp_port: int = setting(587, "The mail server's port.")
    smtp_security: str = setting("starttls", "`starttls`, `tls`, or `none` for a relay on the same machine.")
    smtp_user: str = setting("", "User name at the mail server; empty sends without signing in.")
    smtp_password: str = setting("", "Password at the mail server.")
    smtp_connections: int = setting(
        8, "How many connections a mailing is sent over at once; what people wait for has one of its own beside them."
    )
    mail_per_second: int = setting(0, "How many letters of mailings a worker sends in a second at most; 0 is no limit.")
    mail_per_hour: int = setting(
        0,
        "How many letters the mail server takes in an hour. Mailings wait when nine tenths have gone, other letters do not. "
        "0 is no limit.",
    )
    mail_per_day: int = setting(0, "The same for twenty-four hours.")
    mail_per_domain: int = setting(0, "How many letters of mailings go to one domain at the same time; 0 is no limit.")
    streams: int = setting(4000, "How many open pages one worker keeps up to date at once; further ones ask by themselves.")
    trusted_proxies: int = setting(0, "How many proxies stand before the site; their forwarded headers are believed.")
    backup_folder: str = setting(
        str(ROOT / "instance" / "backups"),
        "Where backups are kept, and beside them the ledger of erasures: best on another disk than the database.",
    )
    backup_days: int = setting(30, "How many days a backup is kept; printed on the privacy page.")
    metrics_token: str = setting(
        "",
        "With this bearer token, of 20 characters or more, a monitor reads /metrics; without one, only this machine does.",
    )
    log_level: str = setting("INFO", "Logs are JSON lines on standard error from this level up.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Settings from environment variables. Raises `BadSetting`, naming the variable."""
        given: dict[str, Any] = {f.name: environ[f.name.upper()] for f in fields(cls) if environ.get(f.name.upper())}
        for number in _NUMBERS:
            if number in given:
                given[number] = _whole_number(number, given[number])
        for flag in ("demo", "forwarding", "debug"):
            given[flag] = given.get(flag, "") in ("1", "true", "yes")
        if given["demo"]:
            given.setdefault("secret_key", DEMO_SECRET)
        return cls(**given)

    def __post_init__(self) -> None:
        object.__setattr__(self, "base_url", self.base_url.rstrip("/"))
        _refuse_weak(self)

    def address_of(self, path: str) -> str:
        """The full address of a path of this site: what a request says of its host is not to be believed."""
        return self.base_url + path

    @property
    def related(self) -> list[tuple[str, str]]:
        """Name and address of each related site, in their order."""
        parted = [one.strip().rpartition(" ") for one in self.related_sites.split(",") if one.strip()]
        return [(name.strip(), href) for name, _space, href in parted]

    @property
    def is_secure(self) -> bool:
        """True behind TLS: cookies are Secure and carry the __Host- prefix."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def host(self) -> str:
        """The only host name, with port, that the site answers to."""
        return urlsplit(self.base_url).netloc


def _whole_number(name: str, text: str) -> int:
    if not text.isdigit():
        raise BadSetting(f"{name.upper()} must be a whole number, not {text!r}.")
    return int(text)


def _refuse_weak(settings: Settings) -> None:
    if len(settings.secret_key) < MIN_SECRET_LENGTH or len(set(settings.secret_key)) < 8:
        raise BadSetting("SECRET_KEY is missing or too short: set at least 32 random characters.")
    if settings.secret_key == DEMO_SECRET and not settings.demo:
        raise BadSetting("SECRET_KEY is the demo key: set a random one.")
    if settings.demo and settings.is_secure:
        raise BadSetting("DEMO is on with an https BASE_URL: demo passwords are public; unset DEMO.")
    if settings.debug and settings.is_secure:
        raise BadSetting("DEBUG is on with an https BASE_URL: unset DEBUG.")
    if not urlsplit(settings.base_url).netloc:
        raise BadSetting("BASE_URL must be a full address such as https://workshop.example.")
    if not 1 <= settings.smtp_connections <= 50:
        raise BadSetting("SMTP_CONNECTIONS must be 1 to 50.")
    if settings.metrics_token and len(settings.metrics_token) < MIN_TOKEN_LENGTH:
        raise BadSetting(f"METRICS_TOKEN is too short: set at least {MIN_TOKEN_LENGTH} random characters, or none.")
    for name, href in settings.related:
        if not name or not href.startswith("https://"):
            raise BadSetting("RELATED_SITES must be names with their https address, with commas between.")
    if settings.smtp_security not in ("starttls", "tls", "none"):
        raise BadSetting("SMTP_SECURITY must be starttls, tls or none.")
