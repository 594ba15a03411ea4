"""Writing in the audit log: the only way in, and there is no way to change it."""

from datetime import datetime

from sqlalchemy.orm import Session

from workshop.audit.models import AuditEntry


def note(session: Session, *, act: str, actor: str, subject: str, now: datetime) -> None:
    """Note that `actor` did `act` to `subject`: public ids and codes, never addresses, names or words of a sheet."""
    session.add(AuditEntry(at=now, act=act, actor=actor, subject=subject))
