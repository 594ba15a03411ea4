"""An action that its writer may be asked about, when that is, and what they said."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.actions.waves import SERIES, waves_of
from workshop.database import UtcDateTime, new_public_id
from workshop.events.models import Participant
from workshop.extensions import Base

CLOSING = {"done": "done", "no_longer": "no_longer"}  # what somebody says that ends an action, and how it ended then


class Action(Base):
    """One action of worksheet 5 whose writer said yes to being asked: a copy of its words, which follows the sheet.

    The copy goes when the yes is taken back. It may be made smaller later, when the sheet takes no words any more.
    """

    __tablename__ = "actions"
    __table_args__ = (
        UniqueConstraint("participant_id", "entry"),
        CheckConstraint("may_ask IN ('once', 'series')", name="may_ask"),
        CheckConstraint("ended_as IN ('', 'done', 'no_longer', 'stopped')", name="ended_as"),
        CheckConstraint("(ended_at IS NULL) = (ended_as = '')", name="ended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    entry: Mapped[str]  # of the sheet
    cue: Mapped[str]  # "When …"
    will: Mapped[str]  # "I will …"
    by_day: Mapped[date | None]
    may_ask: Mapped[str]
    sheet_digest: Mapped[str]  # of the words as the sheet had them last
    starts_on: Mapped[date]  # the day from which waves are counted
    agreed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_as: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # its entry was deleted, and can still be restored

    participant: Mapped[Participant] = relationship()
    check_ins: Mapped[list["CheckIn"]] = relationship(
        order_by="CheckIn.answered_at", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def waves(self) -> tuple[int, ...]:
        """The waves in which its writer agreed to be asked."""
        return waves_of(self.may_ask)

    @property
    def is_asked_about(self) -> bool:
        """True until it is done, no longer needed, or its writer asked not to be asked any more."""
        return self.ended_at is None

    def check_in(self, wave: int) -> "CheckIn | None":
        """What was said in this wave, if anything."""
        return next((one for one in self.check_ins if one.wave == wave), None)

    def heard(self, went: str, *, now: datetime) -> None:
        """Its writer said how it went: done, or no longer needed, ends it; anything else lets it go on."""
        ended_as = CLOSING.get(went, "")
        self.ended_at = (self.ended_at or now) if ended_as else None
        self.ended_as = ended_as

    def stop(self, *, now: datetime) -> None:
        """Ask no more about it; safe to repeat."""
        if self.ended_at is None:
            self.ended_at, self.ended_as = now, "stopped"

    def go_on(self) -> None:
        """Ask again after all, where its writer had wanted to hear no more."""
        if self.ended_as == "stopped":
            self.ended_at, self.ended_as = None, ""


class CheckIn(Base):
    """How an action went, as its writer said in one wave; 0 stands for any time after the last of them."""

    __tablename__ = "check_ins"
    __table_args__ = (
        CheckConstraint(f"wave IN (0, {', '.join(map(str, SERIES))})", name="wave"),
        CheckConstraint("went IN ('done', 'partly', 'stuck', 'not_yet', 'no_longer')", name="went"),
    )

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id", ondelete="CASCADE"), primary_key=True)
    wave: Mapped[int] = mapped_column(primary_key=True)
    went: Mapped[str]
    barriers: Mapped[str] = mapped_column(default="")  # option keys in list order, comma between
    plan: Mapped[str] = mapped_column(default="")
    often: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def given(self) -> dict[str, str]:
        """Everything that was said, by question."""
        return {key: getattr(self, key) for key in ("went", "barriers", "plan", "often", "result", "note")}


class Asking(Base):
    """That one person is asked in one wave about their actions of one event: a letter, perhaps a second, and a token."""

    __tablename__ = "askings"
    __table_args__ = (
        UniqueConstraint("participant_id", "wave"),
        CheckConstraint(f"wave IN ({', '.join(map(str, SERIES))})", name="wave"),
        Index(
            "ix_askings_due",
            "opens_at",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    wave: Mapped[int]
    token_hash: Mapped[str] = mapped_column(unique=True)
    opens_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime] = mapped_column(UtcDateTime)
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    nudged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # nothing is left to ask about

    participant: Mapped[Participant] = relationship()

    def is_open(self, *, now: datetime) -> bool:
        """True until the wave closes: what is said counts in it, also before its letter is written."""
        return now < self.closes_at
