"""The report for the client: the facilitator's words around releases."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.accounts.models import User
from workshop.database import UtcDateTime, new_public_id
from workshop.events.models import Event
from workshop.extensions import Base


class Report(Base):
    """One version of an event's team report: a draft until it is released to the client."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("event_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    version: Mapped[int] = mapped_column(default=1)
    summary: Mapped[str] = mapped_column(
        default=""
    )  # the facilitator's three sentences, a line each; in a correction a fourth
    next_steps: Mapped[str] = mapped_column(default="")  # what to do next, a line for each thing
    talk_guide: Mapped[str] = mapped_column(default="")  # how a team may talk about it, a line for each question
    choices: Mapped[str] = mapped_column(default="{}")  # JSON: own findings, worksheets and statements left out
    hash: Mapped[str] = mapped_column(default="")  # SHA-256 of what was released: later words are not in it
    turnout: Mapped[str] = mapped_column(default="")  # JSON: how many joined, started and finished, frozen when released
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    event: Mapped[Event] = relationship()

    def withdraw(self, *, now: datetime) -> None:
        """Take it back from the client; safe to repeat."""
        self.withdrawn_at = self.withdrawn_at or now

    @property
    def is_readable(self) -> bool:
        """True while the client may read it."""
        return self.released_at is not None and self.withdrawn_at is None


class ReportRelease(Base):
    """A release that a report is made of."""

    __tablename__ = "report_releases"

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"), primary_key=True)


class ReadyPdf(Base):
    """The PDF of a released report, made before anybody asks; handed out only while it is of what the report says."""

    __tablename__ = "ready_pdfs"

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    paper: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    occasion: Mapped[str]  # what had come after the release when it was made, so that it is made anew in time
    digest: Mapped[str]  # SHA-256 of all it says and of what lays it out; "" where it could not be made
    made: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ShareLink(Base):
    """An address under which one released report can be read without an account, for some days; stored as a hash.

    It goes with whoever made it: who may not read any more lends nothing either.
    """

    __tablename__ = "share_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    maker_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    report: Mapped[Report] = relationship()
    maker: Mapped[User] = relationship()
    openings: Mapped[list["ShareOpening"]] = relationship(order_by="ShareOpening.opened_at.desc()", viewonly=True)

    def end(self, *, now: datetime) -> None:
        """Stop sharing; safe to repeat."""
        self.ended_at = self.ended_at or now


class ShareOpening(Base):
    """A minute in which a shared report was opened: of whoever did, nothing is kept."""

    __tablename__ = "share_openings"

    link_id: Mapped[int] = mapped_column(ForeignKey("share_links.id", ondelete="CASCADE"), primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
