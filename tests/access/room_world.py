"""What the addresses of the room's own things are made of, for everyone who might try them."""

from tests import factories
from tests.actions.people import agree
from tests.cast import BEN
from workshop.database import utcnow
from workshop.events.models import Event, Step
from workshop.extensions import db
from workshop.insights.models import StatementBatch


def room_values(heron: Event) -> dict[str, str]:
    """A screen, a part of the control room, a question that may be shared, and statements that were gathered."""
    batch = a_batch(factories.step(heron, "objectives"))
    return {"screen_id": "x" * 22, "name": "now", "question": "objective", "batch_id": batch} | {
        "action_id": agree(heron, BEN).public_id
    }


def a_batch(step: Step) -> str:
    """Statements that were gathered in this step."""
    made = StatementBatch(step=step, question="objective", made_at=utcnow(), statements="[]")
    db.session.add(made)
    db.session.commit()
    return made.public_id
