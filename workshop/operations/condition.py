"""Is this site fit to be used? Each question about its machine, answered in one sentence."""

import shutil
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from workshop.accounts.models import SignIn
from workshop.audit.sealing import verify
from workshop.config import Settings
from workshop.mail.outbox import n_overdue
from workshop.mail.pausing import current_pause
from workshop.mail.transport import TransportFailure, send_now
from workshop.operations.backups import backups

FREE_BYTES = 1_000_000_000
BACKUP_AGE = timedelta(hours=26)
CERTIFICATE_DAYS = 14
PATIENCE = 10  # seconds


@dataclass(frozen=True)
class Finding:
    """One answer: good or not, and the sentence that says so."""

    is_good: bool
    sentence: str


def base_url(url: str) -> Finding:
    """Does the address stand behind TLS, with a certificate that lasts two more weeks?"""
    parts = urlsplit(url)
    if parts.scheme != "https":
        return Finding(False, f"{url} is not https: words and passwords would travel in the clear.")
    try:
        days = _certificate_days(parts.hostname or "", parts.port or 443)
    except OSError as failure:
        return Finding(False, f"{url} cannot be reached over TLS: {failure}.")
    return Finding(days >= CERTIFICATE_DAYS, f"{url} answers; its certificate lasts {days} more days.")


def clock(session: Session, *, now: datetime) -> Finding:
    """Is the clock at or after the newest sign-in? One that was set back makes links and sign-ins outlive their time."""
    newest = session.scalar(select(func.max(SignIn.seen_at)))
    is_good = newest is None or newest <= now + timedelta(minutes=1)
    told = (
        "is right as far as the database can tell"
        if is_good
        else f"stands before the newest sign-in, {newest:%Y-%m-%d %H:%M}"
    )
    return Finding(is_good, f"The clock says {now:%Y-%m-%d %H:%M} UTC and {told}.")


def database(session: Session, *, newest_revision: str) -> Finding:
    """Does the database answer, with the tables of this version and, on SQLite, with every commit on the disk?"""
    revision = session.scalar(text("SELECT version_num FROM alembic_version"))
    if revision != newest_revision:
        return Finding(False, "The database's tables are of another version: run `flask --app app upgrade`.")
    if session.get_bind().dialect.name == "sqlite":
        if session.scalar(text("PRAGMA synchronous")) < 1:
            return Finding(False, "SQLite runs with synchronous=OFF: a power cut could damage it.")
        if session.scalar(text("PRAGMA quick_check")) != "ok":
            return Finding(False, "The database is damaged: run `flask --app app restore` with the newest backup.")
    return Finding(True, f"The database is sound and up to date ({session.get_bind().dialect.name}).")


def disk(folder: Path) -> Finding:
    """Is there a gigabyte free where the data is?"""
    free = shutil.disk_usage(folder).free
    return Finding(free >= FREE_BYTES, f"{free / 1e9:.1f} GB are free at {folder}.")


def newest_backup(folder: Path, *, now: datetime) -> Finding:
    """Was a backup made within a day?"""
    made = backups(folder)
    if not made:
        return Finding(False, f"There is no backup in {folder}: run `flask --app app backup` every day.")
    age = now - made[-1][0]
    return Finding(age <= BACKUP_AGE, f"The newest backup is {age / timedelta(hours=1):.0f} hours old: {made[-1][1].name}.")


def audit_log(session: Session, *, now: datetime) -> Finding:
    """Is every line of the audit log as it was when the worker sealed it, and does the worker seal?"""
    verdict = verify(session, now=now)
    if not verdict.holds:
        return Finding(False, f"The audit log was changed after it was written: from line {verdict.broken_at} on.")
    if verdict.is_late:
        return Finding(False, "Lines of the audit log wait for their seal since an hour: is the worker running?")
    if verdict.newest is None:
        return Finding(True, "The audit log holds no sealed lines yet.")
    lines = f"{verdict.n_lines} line{'s' if verdict.n_lines != 1 else ''}"
    seals = f"{verdict.newest.id} seal{'s' if verdict.newest.id != 1 else ''}"
    return Finding(True, f"The audit log holds: {lines} under {seals}. The newest seal: {verdict.newest.digest}")


def outbox(session: Session, *, now: datetime) -> Finding:
    """Does mail go: is it not paused, and does no letter that is due wait for an hour?"""
    pause = current_pause(session)
    if pause is not None:
        told = f": {pause.said}" if pause.said else ""
        return Finding(False, f"No mail goes since {pause.since:%Y-%m-%d %H:%M} UTC ({pause.because}{told}).")
    n = n_overdue(session, since=now - timedelta(hours=1))
    return Finding(n == 0, f"Letters that are due for an hour: {n}." + ("" if n == 0 else " Is the worker running?"))


def mail(settings: Settings, *, to: str) -> Finding:
    """Does the mail server take a letter to this address?"""
    if not settings.smtp_host:
        return Finding(False, "SMTP_HOST is empty: mail stays in the outbox.")
    try:
        send_now(
            settings, to=to, subject=f"A test letter from {settings.site_name}", text="Mail from the site reaches you.\n"
        )
    except TransportFailure as failure:
        return Finding(False, f"The test letter was not sent: {failure}.")
    return Finding(True, f"{settings.smtp_host} took a test letter to {to}. Look whether it came.")


def _certificate_days(host: str, port: int) -> int:
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as plain,
        ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured,
    ):
        ends = ssl.cert_time_to_seconds(str((secured.getpeercert() or {})["notAfter"]))
    return (datetime.fromtimestamp(ends, UTC) - datetime.now(UTC)).days
