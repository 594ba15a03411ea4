"""Forty people and a hundred days, by the clock: nobody is written to too often, too late, or for nothing."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from tests.actions.people import SECRET, SETTINGS, move_to
from workshop.accounts.models import User
from workshop.accounts.own_data import address_hmac
from workshop.actions.answering import Given, hear, stop_asking
from workshop.actions.definition import GROUPS
from workshop.actions.following import Written, actions_of, follow
from workshop.actions.models import Asking
from workshop.actions.running import ask_how_it_went
from workshop.actions.waves import over_after
from workshop.database import new_public_id
from workshop.events.models import Event, Participant
from workshop.extensions import db
from workshop.insights.closing_waves import close_wave
from workshop.insights.gate.figures import ChoiceFigure
from workshop.insights.turnout import WaveTurnout, wave_turnouts
from workshop.mail.models import OutgoingMail
from workshop.mail.suppressions import suppress

PEOPLE, IN_BOTH, DAYS = 40, 12, 100
LOOKS = (2, 4, 10, 15)  # hours in UTC at which the worker looks: for some it is always night then
FIRST = datetime(2027, 2, 25, 15, tzinfo=UTC)  # clocks change on 14 March in Toronto and St John's, on 28 March in London
ZONES = ("America/Toronto", "America/St_Johns", "Europe/London", "Asia/Kolkata")
SAYS = {"done": 4, "partly": 3, "stuck": 2, "not_yet": 3, "no_longer": 1, "stop": 1, "bounce": 1, "": 5}


@dataclass
class Hundred:
    """What happened: letters by address, what ended somebody's letters of an event, and what was said in which wave."""

    letters: dict[str, list[tuple[datetime, str, int]]] = field(default_factory=lambda: defaultdict(list))
    ended: dict[tuple[str, str], datetime] = field(default_factory=dict)
    bounced: dict[str, datetime] = field(default_factory=dict)
    said: dict[tuple[str, int], dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    asked: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))


@pytest.fixture
def days(event, harbour) -> Hundred:
    """All of it: two workshops a day apart, the second with twelve people of the first."""
    source = Random(500)
    take_place(event, range(PEOPLE), FIRST, source)
    take_place(harbour, range(IN_BOTH), FIRST + timedelta(days=1), source)
    kept, answers, newest = Hundred(), [], 0
    for now in (FIRST.replace(hour=hour) + timedelta(days=day) for day in range(1, DAYS) for hour in LOOKS):
        answers, due = [one for one in answers if one[0] > now], [one for one in answers if one[0] <= now]
        for _at, asking, says in due:
            act(kept, asking, says, now=now)
        ask_how_it_went(db.session, settings=SETTINGS, now=now)
        found = select(OutgoingMail.id, OutgoingMail.dedupe_key, OutgoingMail.to_address).where(OutgoingMail.id > newest)
        for letter_id, key, address in db.session.execute(found.order_by(OutgoingMail.id)).all():
            newest = letter_id
            asking = db.session.scalars(select(Asking).where(Asking.public_id == key.split(":")[1])).one()
            code = asking.participant.event.code
            kept.letters[address].append((now, code, asking.wave))
            kept.asked[code, asking.wave].add(address)
            says = source.choices(list(SAYS), weights=list(SAYS.values()))[0]
            answers.append((now + timedelta(hours=source.randint(1, 200)), asking, says))
        db.session.commit()
    return kept


def take_place(event: Event, numbers: range, moment: datetime, source: Random) -> None:
    """The workshop, with everybody's action and a yes of one kind or the other."""
    move_to(event, moment)
    team = event.teams[0].id
    for number in numbers:
        address = f"p{number}@demo.example"
        user = db.session.scalar(select(User).where(User.address_key == address))
        if user is None:
            user = User(address=address, address_key=address, created_at=moment, zone=ZONES[number % len(ZONES)])
        seat = Participant(
            public_id=new_public_id(), event=event, user=user, event_team_id=team, joined_at=moment, rostered_at=moment
        )
        db.session.add(seat)
        db.session.flush()
        may_ask = source.choice(("once", "series", "series"))
        follow(db.session, seat, [Written("1", "it ends", "ask", None, may_ask)], pepper=SECRET, now=moment)
    db.session.commit()


def act(kept: Hundred, asking: Asking, says: str, *, now: datetime) -> None:
    """One person does with a letter what they do: answer, while that counts; stop; or their address is gone."""
    address, code = asking.participant.user.address, asking.participant.event.code
    if says == "bounce":
        suppress(db.session, address_hmac(address, SECRET), "bounced", now=now)
        kept.bounced.setdefault(address, now)
    elif says == "stop":
        stop_asking(db.session, asking.participant, pepper=SECRET, now=now)
        kept.ended.setdefault((address, code), now)
    elif says and asking.is_open(now=now):
        (action,) = actions_of(db.session, asking.participant)
        hear(db.session, action, Given({"went": says}), wave=asking.wave, pepper=SECRET, now=now)
        kept.said[code, asking.wave][address] = says
        kept.ended.pop((address, code), None)
        if says in ("done", "no_longer"):
            kept.ended[address, code] = now


def test_a_hundred_days_go_by(days, event):
    gaps = [after[0] - one[0] for letters in days.letters.values() for one, after in pairwise(letters)]
    zone_of = dict(db.session.execute(select(User.address, User.zone)).all())
    local = [at.astimezone(ZoneInfo(zone_of[who])) for who, letters in days.letters.items() for at, _code, _wave in letters]
    letters = [(who, at, code) for who, own in days.letters.items() for at, code, _wave in own]

    assert len(letters) > PEOPLE
    assert min(gaps) >= timedelta(days=5)
    assert [at for at in local if not (8 <= at.hour < 17 and at.weekday() < 5)] == []
    assert [one for one in letters if (one[0], one[2]) in days.ended and one[1] > days.ended[one[0], one[2]]] == []
    assert [one for one in letters if one[0] in days.bounced and one[1] > days.bounced[one[0]]] == []
    assert max(Counter((who, code, wave) for who, own in days.letters.items() for _at, code, wave in own).values()) == 2
    check_figures(days, event)


def check_figures(days: Hundred, event: Event) -> None:
    """The report of the first wave is a recount by hand, and who is deleted moves none of it."""
    groups = Counter(GROUPS[went] for went in days.said[event.code, 7].values())
    n_asked, n_said = len(days.asked[event.code, 7]), len(days.said[event.code, 7])
    release = close_wave(db.session, event, 7, now=event.closed_at + over_after(7))

    assert release.figure("follow_up.week") == ChoiceFigure(
        20, n_said, "done", groups=release.figure("follow_up.week").groups
    )
    assert {one.options: one.count for one in release.figure("follow_up.week").groups} == {
        (name,): n for name, n in groups.items()
    }
    assert wave_turnouts(db.session, event) == (WaveTurnout(7, n_asked - n_asked % 5, n_said - n_said % 5),)

    db.session.delete(db.session.scalars(select(Participant).where(Participant.event_id == event.id)).first())
    db.session.flush()
    assert close_wave(db.session, event, 7, now=event.closed_at + over_after(7)).hash == release.hash
