"""The event of a full house, and the facilitator who leads it: run in the site's own settings, prints her cookie."""

from bench.room import CODE, open_room
from workshop import create_app
from workshop.accounts.sign_ins import begin_sign_in
from workshop.accounts.users import make_user
from workshop.database import utcnow
from workshop.events.models import Facilitator, Step
from workshop.extensions import db


def main() -> None:
    """Make the event and sign its facilitator in."""
    app = create_app()
    with app.app_context():
        event = open_room(CODE, n_teams=1)
        now = utcnow()
        ada = make_user(db.session, address="ada@bench.example", name="Ada", now=now, zone="America/Toronto")
        db.session.add(Facilitator(event_id=event.id, user_id=ada.id))
        db.session.add(
            Step(
                event_id=event.id, number=2, rank=2, kind="worksheet", worksheet_key="needs", worksheet_version=1, minutes=10
            )
        )
        token = begin_sign_in(db.session, ada, proof="mail", now=now)
        db.session.commit()
        cookie = app.session_interface.get_signing_serializer(app).dumps({"_user_id": token, "_fresh": True})
        print(f"{app.config['SESSION_COOKIE_NAME']}={cookie}")


if __name__ == "__main__":
    main()
