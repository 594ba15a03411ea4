"""What becomes of one answer that arrives: the rule by which two writers never overwrite each other unseen."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What to do with an answer that arrived."""

    NOTHING = "nothing"  # it is stored already, or its writer did not touch it
    WRITE = "write"
    REPLACE = "replace"  # write, and keep what stood there: the same page brought both, in an order nobody can tell
    IGNORE = "ignore"  # the same page has saved something newer since
    KEEP = "keep"  # the same page has saved since, and may have taken this back: kept as a private copy
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Mark:
    """Whose save an answer came with: the page load, and the number of its save."""

    writer: str
    seq: int


def decide(*, stored: str, by: Mark | None, sent: str, was: str, mark: Mark, is_late: bool = False) -> Verdict:
    """What to do with an answer of digest `sent`, on a page that was rendered with digest `was`.

    `stored` is the digest of what the database holds (that of nothing, if nothing), `by` whoever wrote it last. A writer's
    own saves are told apart by their numbers before `was` is looked at: a late one may find its own starting point again
    (written, then cleared) and must not bring the old words back; a newer one may return to it, and means to.
    `is_late` says that the writer has sent a newer save, of whatever answers: a page sends again whatever it has had no
    answer for, so a late answer was sent once more since, or taken back to what was stored, which left no mark.
    """
    if sent == stored:
        return Verdict.NOTHING
    is_own = by is not None and by.writer == mark.writer
    if by is not None and is_own and by.seq != mark.seq:
        if by.seq > mark.seq:
            return Verdict.IGNORE
        return Verdict.KEEP if is_late else Verdict.WRITE
    if sent == was:
        return Verdict.NOTHING
    if stored == was:
        return Verdict.KEEP if is_late else Verdict.WRITE
    return Verdict.REPLACE if is_own else Verdict.CONFLICT
