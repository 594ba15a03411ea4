"""That something was read or taken away goes into the audit log, although reading changes nothing."""

import logging
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from workshop.audit.log import note
from workshop.database import NOT_SERVED, writing


def note_reading(engine: Engine, *, act: str, reader: str, subject: str, now: datetime) -> None:
    """Note it in a transaction of its own, the page's own being over; a page that could be read is never taken back for it.

    `reader` is a public id, `subject` one or a code. If the note cannot be stored, the operator's log says so.
    """
    try:
        with writing(), Session(engine) as session:
            note(session, act=act, actor=reader, subject=subject, now=now)
            session.commit()
    except NOT_SERVED:
        logging.getLogger("workshop.audit").error("a reading could not be noted", exc_info=True)
