"""How the site uses its database: aware times, and one transaction policy for SQLite and PostgreSQL.

A safe method (GET, HEAD) only reads, and the database itself sees to that: in a read-only transaction of SQLite, in a
read-only session of PostgreSQL. Anything else may write. On SQLite it takes the write lock at once: a transaction that reads
first and writes later fails as soon as someone else commits in between, however long it would be willing to wait. What many
do at once looks first, without the lock, and checks as it writes whether what it saw still holds (`looking_first`,
`begin_writing`).
"""

from workshop.database.engines import apply_policy, begin_writing, engine_options, is_looking, open_engine, stand_in_line
from workshop.database.faults import NOT_SERVED
from workshop.database.inserting import insert_for, insert_into
from workshop.database.intent import SAFE_METHODS, looking_first, may_write, reading, writing
from workshop.database.sqlite import DatabaseBusy
from workshop.database.values import UtcDateTime, new_public_id, utcnow

__all__ = [
    "NOT_SERVED", "SAFE_METHODS", "DatabaseBusy", "UtcDateTime", "apply_policy", "begin_writing", "engine_options",
    "insert_for", "insert_into", "is_looking", "looking_first", "may_write", "new_public_id", "open_engine", "reading",
    "stand_in_line", "utcnow", "writing",
]  # fmt: skip
