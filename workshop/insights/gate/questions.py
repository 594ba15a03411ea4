"""The questions that figures answer, and the one value a person can have for each."""

from dataclasses import dataclass
from enum import StrEnum

PAIR_HALVES = 2
SCALE = (1, 2, 3, 4, 5)

Value = int | str | tuple[int, int] | frozenset[str]


class Kind(StrEnum):
    """How the answers to a question are added up and printed. Yes or no is a choice."""

    RATING = "rating"
    PAIR = "pair"
    CHOICE = "choice"
    SET = "set"


@dataclass(frozen=True)
class Question:
    """One figure of one version of a worksheet, in one event.

    `key` is `<worksheet>.<figure>`, with the need as a third part where needs are rated.
    `reads` names the fields of a sheet it is made of: one, or importance and delivery for a pair.
    `counted_if` names the field that makes a person count at all.
    `options` are kept in list order; those of a choice run from the best to the worst.
    `favoured` is the option a choice is summed up by; `otherwise` the option of people who count
    but left the field empty, where leaving it empty is an answer.
    `by_team` is false where there are no team rows, as for the manager's sheet.

    Raises ValueError for a definition that cannot be added up.
    """

    key: str
    version: int
    kind: Kind
    reads: tuple[str, ...]
    counted_if: str
    options: tuple[str, ...] = ()
    favoured: str | None = None
    otherwise: str | None = None
    by_team: bool = True

    def __post_init__(self) -> None:
        if len(self.reads) != (PAIR_HALVES if self.kind is Kind.PAIR else 1):
            raise ValueError(f"{self.key}: a pair reads two fields, every other kind one")
        if (self.kind in {Kind.CHOICE, Kind.SET}) != bool(self.options):
            raise ValueError(f"{self.key}: choices and sets have options, ratings have none")
        if len(set(self.options)) != len(self.options):
            raise ValueError(f"{self.key}: an option is listed twice")
        if (self.kind is Kind.CHOICE) != (self.favoured in self.options):
            raise ValueError(f"{self.key}: a choice, and only a choice, has a favoured option")
        if self.otherwise is not None and self.otherwise not in self.options:
            raise ValueError(f"{self.key}: {self.otherwise} is not an option")
