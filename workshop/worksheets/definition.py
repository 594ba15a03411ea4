"""What a worksheet is: texts, questions, scales and figures, read from data and never changed."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    model_validator,
)

SOURCE_LANGUAGE = "en"

Key = Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,39}$")]


class Frozen(BaseModel):
    """Read once, never changed; a field nobody knows is a spelling mistake, so it is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(RootModel[tuple[tuple[str, str], ...]]):
    """One text in every language it has been written in; English is always among them.

    Kept as pairs because a dict inside a frozen model could still be changed.
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def from_table(cls, table: Any) -> Any:
        if not isinstance(table, Mapping):
            raise ValueError("give this text by language, as in: en = “…”")
        if not all(isinstance(words, str) and words.strip() for words in table.values()):
            raise ValueError("every language needs words here")
        if SOURCE_LANGUAGE not in table:
            raise ValueError("the English text (en) is missing")
        return tuple(table.items())

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(language for language, _ in self.root)

    def in_(self, language: str) -> str:
        """The words in this language ("fr_CA" may be answered by "fr"), else in English."""
        words = dict(self.root)
        for candidate in (language, language.replace("-", "_").split("_")[0]):
            if candidate in words:
                return words[candidate]
        return words[SOURCE_LANGUAGE]


MOST_OPTIONS, MOST_NEEDS = 12, 6  # what a drawing has room for on one screen


class Kind(StrEnum):
    """What may be given in answer to a question; kinds.py says how each is read."""

    SHORT = "short"
    LONG = "long"
    CHIP = "chip"
    CHIPS = "chips"
    SCALE = "scale"
    CHOICE = "choice"
    DAY = "day"
    REFERENCE = "reference"


class Option(Frozen):
    """One chip or choice. Figures count its key, so that languages add up together."""

    key: Key
    label: Text


class Source(Frozen):
    """Where a reference points: the entries of another worksheet, named by one of its questions."""

    worksheet: Key
    question: Key


class Condition(Frozen):
    """True while another question of the same entry is answered with one of these options."""

    question: Key
    options: tuple[Key, ...] = Field(min_length=1)

    def holds(self, answers: Mapping[str, Any]) -> bool:
        given = answers.get(self.question)
        chosen = given if isinstance(given, tuple) else (given,)
        return any(option in chosen for option in self.options)


class Advice(Frozen):
    """A line shown beside a rating of `at_most` or less."""

    at_most: int = Field(ge=1, le=5)
    text: Text


class Question(Frozen):
    """One thing asked. `core` questions must be answered before a sheet is done.

    `anchors` are the five steps of a scale in words, `low` and `high` its ends; a scale has the
    ends at least. `dont_know` and `someone_else` are the labels of those two ways out, and None
    where the question does not offer them. `shared_with`: who may read a text that its author chooses
    to share, without a name and among five others; None keeps it with its author.
    """

    key: Annotated[str, Field(pattern=r"^[a-z][a-z_]*(\.[a-z][a-z_]*)?$")]
    kind: Kind
    label: Text
    hint: Text | None = None
    core: bool = False
    options: tuple[Option, ...] = ()
    anchors: tuple[Text, ...] = ()
    low: Text | None = None
    high: Text | None = None
    dont_know: Text | None = None
    advice: Advice | None = None
    sources: tuple[Source, ...] = ()
    someone_else: Text | None = None
    unless: Condition | None = None
    only_if: Condition | None = None
    shared_with: Literal["room", "facilitator"] | None = None

    @model_validator(mode="before")
    @classmethod
    def take_ends_from_anchors(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("anchors"), list | tuple):
            anchors = data["anchors"]
            if len(anchors) == 5 and "low" not in data and "high" not in data:
                return {**data, "low": anchors[0], "high": anchors[-1]}
        return data

    @model_validator(mode="after")
    def check_parts(self) -> Self:
        match self.kind:
            case Kind.CHIP | Kind.CHIPS | Kind.CHOICE:
                wanted, told = len(self.options) >= 2, "needs at least two options"
            case Kind.SCALE:
                wanted = bool(self.low and self.high) and len(self.anchors) in (0, 5)
                told = "needs five anchors, or the two ends low and high"
            case Kind.REFERENCE:
                wanted, told = bool(self.sources), "needs the worksheet it points to (sources)"
            case Kind.SHORT | Kind.LONG | Kind.DAY:
                wanted, told = not self.options, "takes no options"
        if not wanted:
            raise ValueError(f"a {self.kind} question {told}")
        return self

    @property
    def option_keys(self) -> tuple[str, ...]:
        return tuple(option.key for option in self.options)

    def is_asked(self, answers: Mapping[str, Any]) -> bool:
        """Whether this is asked in an entry that has these answers so far."""
        if self.only_if is not None and not self.only_if.holds(answers):
            return False
        return self.unless is None or not self.unless.holds(answers)


class Need(Frozen):
    """One need all customers share, with the two sentences that ask people to rate it."""

    key: Key
    label: Text
    meaning: Text
    importance: Text
    delivery: Text


class Scale(Frozen):
    """Five steps in words, and perhaps a way to say "I don't know"."""

    anchors: tuple[Text, ...] = Field(min_length=5, max_length=5)
    dont_know: Text | None = None


class Guide(Frozen):
    """What the facilitator reads before the room begins."""

    purpose: Text
    minutes: int = Field(ge=1, le=90)
    say: Text
    talk: tuple[Text, ...] = Field(min_length=2, max_length=2)
    under_six: Text
