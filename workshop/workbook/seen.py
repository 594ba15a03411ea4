"""What others can see of one's own sheets: what is counted in which figure, what one shares, and what nobody ever reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from workshop.answers.own import OwnEntry
from workshop.workbook.open_sheet import OpenSheet
from workshop.workbook.wording import in_words, language
from workshop.worksheets.definition import Question
from workshop.worksheets.figures import Figure, Rule


@dataclass(frozen=True)
class Counted:
    """One figure, and what is taken for it from one's own sheet: words, never a text. "" while nothing is."""

    title: str
    taken: str
    by_team: bool


@dataclass(frozen=True)
class Shared:
    """One text that its writer lets others read without a name: the room, or its facilitator alone."""

    title: str
    words: str
    is_for_room: bool


@dataclass(frozen=True)
class Seen:
    """One worksheet: what is counted of it, what its writer shares, what stays with them alone, and if the client reads."""

    title: str
    counted: Sequence[Counted]
    shared: Sequence[Shared]
    private: Sequence[str]
    is_for_client: bool


def seen(opened: OpenSheet, shared: Mapping[tuple[int, str], str]) -> Seen:
    """What others can see of this sheet; `shared` are the person's shared words by the step's id and the question's key."""
    place, worksheet = opened.place, opened.place.worksheet
    figures = worksheet.figures_for(place.event.chosen_needs)
    asked = (*worksheet.questions, *worksheet.once)
    words = {one.key: shared[place.step.id, one.key] for one in asked if (place.step.id, one.key) in shared}
    read = {key for figure in figures if figure.rule != Rule.FILLED for key in figure.questions} | words.keys()
    return Seen(
        title=worksheet.title.in_(language()),
        counted=[_counted(opened, figure) for figure in figures],
        shared=[
            Shared(one.label.in_(language()), words[one.key], one.shared_with == "room") for one in asked if one.key in words
        ],
        private=[question.label.in_(language()) for question in asked if question.key not in read],
        is_for_client=place.event.client is not None
        and not (worksheet.about_one_manager and place.event.is_led_by_one_manager),
    )


def _counted(opened: OpenSheet, figure: Figure) -> Counted:
    counts = figure.counted_if is None or any(_given(opened, figure.counted_if))
    taken = _taken(opened, figure) if counts else ""
    return Counted(figure.title.in_(language()), taken, figure.has_team_rows)


def _taken(opened: OpenSheet, figure: Figure) -> str:
    """What is counted for the figure, in words; of a text only whether there is one."""
    if figure.rule == Rule.FILLED:
        return _("that you answered it") if any(_given(opened, figure.questions[0])) else _("that you left it empty")
    parts = [dict.fromkeys(_given(opened, key)) for key in figure.questions]
    if figure.rule == Rule.BOTH and not all(parts):
        return ""
    return " · ".join(", ".join(said) for said in parts if said)


def _given(opened: OpenSheet, key: str) -> Iterator[str]:
    """The answers to one question, in words, entry by entry."""
    question = opened.place.worksheet.question(key)
    if question is None:
        return
    for entry in _entries_with(opened, question):
        said = in_words(question, entry.value(key), opened.labels)
        if said:
            yield said


def _entries_with(opened: OpenSheet, question: Question) -> Sequence[OwnEntry]:
    is_once = question in opened.place.worksheet.once
    return (opened.sheet.once,) if is_once else opened.sheet.entries
