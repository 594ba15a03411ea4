"""Two years after an event nobody can be read from its invitations."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.cast import ADA
from tests.invitations.letters import LEAD, letters, next_week
from workshop.database import utcnow
from workshop.extensions import db
from workshop.invitations.forgetting import forget_old_invitations
from workshop.invitations.models import Invitation
from workshop.mail.forgetting import wipe_old


@pytest.mark.parametrize(("days", "left"), [(700, 3), (760, 0)])
def test_invitations_are_forgotten_with_their_roster(event, browse, settings, days, left):
    next_week(event)
    browse(as_=ADA).post(LEAD)

    forget_old_invitations(db.session, settings=settings, now=event.ends_at + timedelta(days=days))

    assert db.session.scalar(select(func.count()).select_from(Invitation)) == left


def test_those_of_next_week_stay(event, browse, settings):
    next_week(event)
    browse(as_=ADA).post(LEAD)

    forget_old_invitations(db.session, settings=settings, now=utcnow())

    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 3


def test_an_old_letter_loses_its_entry_too(event, browse):
    next_week(event)
    browse(as_=ADA).post(LEAD)
    [invitation] = letters(kind="invitation")
    invitation.state = "sent"
    db.session.flush()

    wipe_old(db.session, now=utcnow() + timedelta(days=31))
    db.session.refresh(invitation)

    assert (invitation.to_address, invitation.calendar) == ("", "")
