"""Tables of one dated workshop or webinar: the event, its teams, agenda, roster and seats."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.accounts.models import User
from workshop.clients.models import Client, Team
from workshop.database import UtcDateTime, new_public_id
from workshop.events.paced import Paced
from workshop.events.typed_up import TypedUp
from workshop.extensions import Base


class Event(TypedUp, Base):
    """One dated workshop or webinar, joined with a short code."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("kind IN ('workshop', 'webinar')", name="kind"),
        CheckConstraint("admission IN ('roster', 'code')", name="admission"),
        CheckConstraint("floor >= 6", name="floor"),
        CheckConstraint(
            "client_id IS NOT NULL OR rehearsal_of_id IS NOT NULL OR (kind = 'webinar' AND admission = 'code')",
            name="public",
        ),
        CheckConstraint("typing_until IS NULL OR closed_at IS NOT NULL", name="typing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int | None] = mapped_column(ForeignKey("clients.id"), index=True)  # none: a public webinar
    code: Mapped[str] = mapped_column(unique=True)  # HERON-42; never given out twice
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(default="workshop")
    admission: Mapped[str] = mapped_column(default="roster")  # people on the roster, or anyone with the code
    language: Mapped[str] = mapped_column(default="en")
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    zone: Mapped[str]  # IANA name, e.g. America/Toronto
    floor: Mapped[int] = mapped_column(default=6)  # smallest number of people in a figure
    is_led_by_one_manager: Mapped[bool] = mapped_column(default=False)  # then worksheet 1 stays in the room
    is_self_paced: Mapped[bool] = mapped_column(default=False)  # every step is open from the start, and no room to follow
    has_managers: Mapped[bool] = mapped_column(default=False)  # managers of people here take part
    needs: Mapped[str] = mapped_column(default="speed,right,clarity,ease,value")  # the five shared needs, in order
    highest_step: Mapped[int] = mapped_column(default=0)  # the highest number a step of it ever had
    meeting_link: Mapped[str] = mapped_column(default="")  # where a webinar is held; for participants alone
    recording_link: Mapped[str] = mapped_column(default="")  # for participants, once the event is closed
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    locked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the first saved answer
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rehearsal_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("events.id"), index=True
    )  # made-up people, counts nowhere

    rehearsed: Mapped["Event | None"] = relationship(remote_side=[id])
    client: Mapped[Client | None] = relationship()
    teams: Mapped[list["EventTeam"]] = relationship(back_populates="event", order_by="EventTeam.id")
    steps: Mapped[list["Step"]] = relationship(back_populates="event", order_by="Step.rank")
    facilitators: Mapped[list["Facilitator"]] = relationship(back_populates="event", order_by="Facilitator.user_id")

    @property
    def is_open(self) -> bool:
        """True while people may join and write."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def chosen_needs(self) -> tuple[str, ...]:
        """Keys of the shared needs that worksheet 2 asks about, in order."""
        return tuple(self.needs.split(","))

    def open(self, *, now: datetime) -> None:
        """Let people in; safe to repeat."""
        self.opened_at = self.opened_at or now

    def lock(self, *, now: datetime) -> None:
        """Fix readers, floor, consents and teams: the first answer has been saved; safe to repeat."""
        self.locked_at = self.locked_at or now

    def close(self, *, now: datetime) -> None:
        """Take no more answers; safe to repeat."""
        self.closed_at = self.closed_at or now


class EventTeam(Base):
    """A team as it takes part in one event: one team of the client, or several pooled."""

    __tablename__ = "event_teams"
    __table_args__ = (UniqueConstraint("id", "event_id"), UniqueConstraint("event_id", "name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    name: Mapped[str]

    event: Mapped[Event] = relationship(back_populates="teams")


class EventTeamPart(Base):
    """One of the client's teams that an event team is made of."""

    __tablename__ = "event_team_parts"

    event_team_id: Mapped[int] = mapped_column(ForeignKey("event_teams.id", ondelete="CASCADE"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), primary_key=True)

    team: Mapped[Team] = relationship()


class Facilitator(Base):
    """A user who runs one event; its owner planned it."""

    __tablename__ = "facilitators"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    is_owner: Mapped[bool] = mapped_column(default=True)

    event: Mapped[Event] = relationship(back_populates="facilitators")
    user: Mapped[User] = relationship()


class Planner(Base):
    """A user of the practice who may plan events, for any client."""

    __tablename__ = "planners"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)

    user: Mapped[User] = relationship()


class Step(Paced, Base):
    """One thing the room does: a tipsheet, a worksheet, talk, words, a break, the closing question."""

    __tablename__ = "steps"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        UniqueConstraint("event_id", "worksheet_key"),
        CheckConstraint("kind IN ('tipsheet', 'worksheet', 'talk', 'words', 'break', 'closing')", name="kind"),
        CheckConstraint("(kind IN ('worksheet', 'closing')) = (worksheet_key IS NOT NULL)", name="worksheet"),
        CheckConstraint("groups_of IN (0, 2, 3)", name="groups_of"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    number: Mapped[int]  # its own for ever, in addresses
    kind: Mapped[str]
    worksheet_key: Mapped[str | None]
    worksheet_version: Mapped[int | None]
    tipsheet_slug: Mapped[str | None]
    prompt: Mapped[str] = mapped_column(default="")  # a sentence to talk about; for words, a slide in Markdown
    groups_of: Mapped[int] = mapped_column(default=0)  # talk in pairs or in threes; 0: all together

    event: Mapped[Event] = relationship(back_populates="steps")


class RosterLine(Base):
    """An address that is expected at an event, and its team."""

    __tablename__ = "roster_lines"
    __table_args__ = (
        UniqueConstraint("event_id", "address_key"),
        ForeignKeyConstraint(["event_team_id", "event_id"], ["event_teams.id", "event_teams.event_id"], ondelete="CASCADE"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    event_team_id: Mapped[int]
    address: Mapped[str]
    address_key: Mapped[str]
    name: Mapped[str] = mapped_column(default="")

    team: Mapped[EventTeam] = relationship(
        viewonly=True, primaryjoin="RosterLine.event_team_id == EventTeam.id", foreign_keys="RosterLine.event_team_id"
    )


class Participant(Base):
    """One user's place in one event, in exactly one of its teams."""

    __tablename__ = "participants"
    __table_args__ = (
        UniqueConstraint("event_id", "user_id"),
        ForeignKeyConstraint(["event_team_id", "event_id"], ["event_teams.id", "event_teams.event_id"]),
        Index("ix_participants_team", "event_team_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    event_team_id: Mapped[int]
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rostered_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # since when the roster names this seat; only a change of the address takes it back
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_staff: Mapped[bool] = mapped_column(default=False)  # took the seat as one of the practice: counted nowhere

    event: Mapped[Event] = relationship()
    user: Mapped[User] = relationship()
    team: Mapped[EventTeam] = relationship(
        viewonly=True, primaryjoin="Participant.event_team_id == EventTeam.id", foreign_keys="Participant.event_team_id"
    )

    @property
    def is_expected(self) -> bool:
        """True if the roster named whoever sits here when they sat down, or when people began to write."""
        if self.rostered_at is None:
            return False
        begun = self.event.locked_at
        return begun is None or self.rostered_at <= max(begun, self.joined_at)

    @property
    def has_to_prove(self) -> bool:
        """True while nothing written or shared here can count, and would if the address were proven."""
        is_by_roster = self.event.is_open and self.event.admission == "roster"
        return is_by_roster and not (self.is_expected or self.user.is_proven)


class SeatKey(Base):
    """A device that joined, and whose seat went to the address's owner: it gets back in once they say that it is theirs.

    The device stays with its provisional user, so that it never opens anything else of the owner's, who may end it.
    """

    __tablename__ = "seat_keys"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # until then it opens nothing
