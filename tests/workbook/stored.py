"""What the database holds of answers: read straight from the tables, for tests that must not trust the pages."""

from sqlalchemy import text

from workshop.extensions import db


def stored_words() -> list[str]:
    """Every text that stands in a live entry, in order."""
    db.session.rollback()
    rows = db.session.execute(
        text(
            "SELECT a.text FROM answers a JOIN entries e ON e.id = a.entry_id "
            "WHERE a.text IS NOT NULL AND e.removed_at IS NULL ORDER BY e.rank, a.question"
        )
    )
    words = [row.text for row in rows]
    db.session.rollback()
    return words
