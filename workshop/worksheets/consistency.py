"""Whether the parts of a worksheet fit one another: what contradicts, and what an author may want to mend."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from workshop.worksheets.definition import (
    MOST_NEEDS,
    MOST_OPTIONS,
    SOURCE_LANGUAGE,
    Condition,
    Frozen,
    Kind,
    Question,
    Text,
)
from workshop.worksheets.figures import Figure, FigureKind, Rule
from workshop.worksheets.worksheet import Worksheet

LABEL_LIMIT = 80
CHIP_LIMIT = 40

# Pages that stand where a worksheet with this key would: /workbook/<code>/check.
RESERVED = frozenset(
    {"actions", "certificate", "check", "finished", "keep", "poll", "print", "questions", "room", "stream", "tipsheet"}
)

NEVER_COUNTED = frozenset({Kind.DAY, Kind.REFERENCE})  # nothing of them is stored with what is counted of a sheet
KINDS_COUNTED = {
    FigureKind.RATING: {Kind.SCALE},
    FigureKind.PAIR: {Kind.SCALE},
    FigureKind.SET: {Kind.CHIP, Kind.CHIPS, Kind.CHOICE},
    FigureKind.CHOICE: {Kind.CHIP, Kind.CHOICE},
}


class Finding(NamedTuple):
    """A sentence about one place in a worksheet, given by its path of field names and list positions."""

    path: tuple[str | int, ...]
    sentence: str


def contradictions(worksheet: Worksheet) -> Iterator[Finding]:
    """Everything for which the worksheet cannot be used."""
    if worksheet.key in RESERVED:
        yield Finding(("key",), f"“{worksheet.key}” is the address of another page; take another word")
    if worksheet.suggested_entries > worksheet.max_entries:
        yield Finding(("suggested_entries",), f"is more than max_entries ({worksheet.max_entries})")
    if worksheet.needs and not (worksheet.importance and worksheet.delivery):
        yield Finding(("needs",), "want both scales, importance and delivery")
    yield from _repeated(("questions",), [one.key for one in worksheet.questions], "key")
    yield from _repeated(("questions",), [_english(one.label) for one in worksheet.questions], "label")
    yield from _repeated(("needs",), [one.key for one in worksheet.needs], "key")
    yield from _repeated(("figures",), [one.key for one in worksheet.figures], "key")
    if len(worksheet.needs) > MOST_NEEDS:
        yield Finding(("needs",), f"are more than {MOST_NEEDS}, for which a drawing has room")
    for at, question in enumerate(worksheet.questions):
        path = ("questions", at)
        if len(question.options) > MOST_OPTIONS:
            yield Finding((*path, "options"), f"are more than {MOST_OPTIONS}, for which a drawing has room")
        yield from _repeated((*path, "options"), list(question.option_keys), "key")
        yield from _repeated((*path, "options"), [_english(one.label) for one in question.options], "label")
        yield from _condition(worksheet, (*path, "unless"), question, question.unless)
        yield from _condition(worksheet, (*path, "only_if"), question, question.only_if)
    for at, figure in enumerate(worksheet.figures):
        yield from _figure(worksheet, ("figures", at), figure)


def strangers(worksheets: Sequence[Worksheet], worksheet: Worksheet) -> Iterator[Finding]:
    """References of this worksheet to a worksheet, or a question, that is not among these."""
    known = {(one.key, question.key) for one in worksheets for question in one.questions}
    for at, question in enumerate(worksheet.questions):
        for nth, source in enumerate(question.sources):
            if (source.worksheet, source.question) not in known:
                sentence = f"points to {source.worksheet}.{source.question}, which is not asked anywhere"
                yield Finding(("questions", at, "sources", nth), sentence)


def warnings(worksheet: Worksheet) -> Iterator[Finding]:
    """What works but reads badly: texts missing in a language others have, and labels too long for a phone."""
    texts = list(_texts(worksheet, ()))
    languages = {language for _, text in texts for language in text.languages}
    for path, text in texts:
        for language in sorted(languages - set(text.languages)):
            yield Finding(path, f"has no text in {language}; people will read the English one")
    for path, text in texts:
        if path[-1] == "label":
            limit = CHIP_LIMIT if "options" in path else LABEL_LIMIT
            for language in text.languages:
                n_characters = len(text.in_(language))
                if n_characters > limit:
                    yield Finding(path, f"has {n_characters} characters in {language}; more than {limit} is hard to read")


def _repeated(path: tuple[str | int, ...], values: list[str], what: str) -> Iterator[Finding]:
    for at, value in enumerate(values):
        if value in values[:at]:
            yield Finding((*path, at, what), f"“{value}” is used twice")


def _condition(
    worksheet: Worksheet, path: tuple[str | int, ...], question: Question, condition: Condition | None
) -> Iterator[Finding]:
    if condition is None:
        return
    asked_before = worksheet.questions[: worksheet.questions.index(question)]
    depends_on = next((one for one in asked_before if one.key == condition.question), None)
    if depends_on is None:
        yield Finding(path, f"depends on {condition.question}, which is not asked before it")
        return
    for key in condition.options:
        if key not in depends_on.option_keys:
            yield Finding(path, f"{condition.question} has no option {key}")


def _figure(worksheet: Worksheet, path: tuple[str | int, ...], figure: Figure) -> Iterator[Finding]:
    if figure.per_need:
        if figure.questions != ("importance", "delivery") or not worksheet.needs:
            yield Finding((*path, "questions"), "a figure per need reads importance and delivery of the shared needs")
        return
    asked = {question.key: question for question in worksheet.questions}
    for key in figure.questions:
        if key not in asked:
            yield Finding((*path, "questions"), f"reads {key}, which is not asked")
        elif asked[key].kind in NEVER_COUNTED or (
            figure.rule != Rule.FILLED and asked[key].kind not in KINDS_COUNTED[figure.kind]
        ):
            yield Finding((*path, "questions"), f"a {figure.kind} cannot be counted from a {asked[key].kind} question")
        else:
            yield from _favoured(path, figure, asked[key])
    if figure.counted_if not in asked:
        yield Finding((*path, "counted_if"), f"counts people by {figure.counted_if}, which is not asked")
    elif asked[figure.counted_if].kind in NEVER_COUNTED:
        yield Finding((*path, "counted_if"), f"nobody can be counted by a {asked[figure.counted_if].kind} question")


def _favoured(path: tuple[str | int, ...], figure: Figure, question: Question) -> Iterator[Finding]:
    options = figure.option_keys or question.option_keys
    if figure.rule == Rule.FILLED and options != ("yes", "no"):
        yield Finding((*path, "options"), "a figure of what is filled in has the options yes and no")
    if figure.favoured is not None and figure.favoured not in options:
        yield Finding((*path, "favoured"), f"there is no option {figure.favoured}")


def _texts(part: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, Frozen):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), (*path, name))
    elif isinstance(part, tuple):
        for at, item in enumerate(part):
            yield from _texts(item, (*path, at))


def _english(text: Text) -> str:
    return text.in_(SOURCE_LANGUAGE)
