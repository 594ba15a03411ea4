"""Lending a report: a link that expires, that its readers stop whenever they like, and that dies with the report."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, contains_eager, selectinload

from workshop.accounts.models import User
from workshop.clients.models import Reader
from workshop.database import NOT_SERVED, insert_into, stand_in_line, writing
from workshop.events.models import Event
from workshop.reports.models import Report, ShareLink, ShareOpening
from workshop.tokens import new_token, token_hash

LONGEST = 90  # days
SHOWN_FOR = timedelta(minutes=10)  # the address of a new link, to whoever made it
MOST = 10  # links of a report that work at the same time


class BadDays(ValueError):
    """A link works for 1 to 90 days."""


class TooManyLinks(RuntimeError):
    """As many links of this report work as may."""


def make_share_link(
    session: Session, report: Report, maker: User, *, days: int, now: datetime, token: str | None = None
) -> str:
    """Make a link that works for so many days; returns its token, given or new, of which only a hash is kept.

    Raises BadDays and TooManyLinks.
    """
    if not 1 <= days <= LONGEST:
        raise BadDays(days)
    stand_in_line(session, f"links of report {report.id}")
    if len(working_links(session, report, now=now)) >= MOST:
        raise TooManyLinks(report.public_id)
    token = token or new_token()
    kept = {"token_hash": token_hash(token), "made_at": now, "expires_at": now + timedelta(days=days)}
    session.add(ShareLink(report_id=report.id, maker_id=maker.id, **kept))
    session.flush()
    return token


def was_just_made(session: Session, report: Report, maker: User, token: str, *, now: datetime) -> bool:
    """Whether the maker made the link with this token minutes ago, and it works."""
    link = opened_link(session, token, now=now)
    if link is None or (link.report_id, link.maker_id) != (report.id, maker.id):
        return False
    return now - link.made_at <= SHOWN_FOR


def links_of(session: Session, report: Report) -> Sequence[ShareLink]:
    """Every link of the report with when it was opened, the newest first."""
    mine = select(ShareLink).where(ShareLink.report_id == report.id).options(selectinload(ShareLink.openings))
    return session.scalars(mine.order_by(ShareLink.id.desc())).all()


def link_of(session: Session, report: Report, public_id: str) -> ShareLink | None:
    """The link of this report with this id."""
    return session.scalar(select(ShareLink).where(ShareLink.report_id == report.id, ShareLink.public_id == public_id))


def working_links(session: Session, report: Report, *, now: datetime) -> set[int]:
    """The ids of the report's links that open it."""
    return set(session.scalars(_working(now).where(ShareLink.report_id == report.id).with_only_columns(ShareLink.id)))


def opened_link(session: Session, token: str, *, now: datetime) -> ShareLink | None:
    """The link with this token, while it works, with its report, event, client and maker."""
    found = _working(now).where(ShareLink.token_hash == token_hash(token))
    event = contains_eager(ShareLink.report).contains_eager(Report.event)
    return session.scalar(found.options(event.joinedload(Event.client), contains_eager(ShareLink.maker)))


def _working(now: datetime) -> Select[ShareLink]:
    """Links that neither expired nor were stopped, of reports that can be read, whose makers have read ever since."""
    reads = (Reader.client_id == Event.client_id) & (Reader.user_id == ShareLink.maker_id)
    found = select(ShareLink).join(ShareLink.report).join(Report.event).join(Reader, reads).join(ShareLink.maker)
    return found.where(
        ShareLink.ended_at.is_(None),
        ShareLink.expires_at > now,
        ShareLink.made_at >= Reader.invited_at,
        Report.released_at.is_not(None),
        Report.withdrawn_at.is_(None),
        User.disabled_at.is_(None),
        User.proven_at.is_not(None),
    )


def note_opening(engine: Engine, link_id: int, *, now: datetime) -> None:
    """Note that a link was opened in this minute, in a transaction of its own, the page's own being over.

    A page that could be read is never taken back for it: if the note cannot be stored, the operator's log says so.
    """
    minute = now.replace(second=0, microsecond=0)
    try:
        with writing(), Session(engine) as session:
            noted = insert_into(session, ShareOpening).values(link_id=link_id, opened_at=minute)
            session.execute(noted.on_conflict_do_nothing())
            session.commit()
    except IntegrityError:
        return  # the link went with its maker while the page was read
    except NOT_SERVED:
        logging.getLogger("workshop.reports").error("an opening could not be noted", exc_info=True)
