"""Which questions a step's worksheet puts to the gate, as its figures define them."""

from typing import assert_never

from workshop.answers.countable import FILLED
from workshop.events.models import Step
from workshop.insights.gate.questions import Kind, Question
from workshop.worksheets.catalogue import worksheet
from workshop.worksheets.figures import Figure, FigureKind, Published, Rule


def questions_of(step: Step) -> tuple[Question, ...]:
    """Every question of the step's worksheet, in printing order; none if it has no worksheet."""
    if step.worksheet_key is None:
        return ()
    sheet = worksheet(step.worksheet_key, step.worksheet_version)
    return tuple(question_of(sheet, figure) for figure in sheet.figures_for(step.event.chosen_needs))


def is_about_one_manager(step: Step) -> bool:
    """Whether the figures of this step's worksheet may be about one person (privacy.md, rule 3)."""
    return step.worksheet_key is not None and worksheet(step.worksheet_key, step.worksheet_version).about_one_manager


def question_of(sheet: Published, figure: Figure) -> Question:
    """The question that this figure of a worksheet, or of check-ins, puts to the gate."""
    return Question(
        key=sheet.gate_key(figure),
        version=sheet.version,
        kind=_kind(figure.kind),
        reads=figure.questions,
        counted_if=figure.counted_if or figure.questions[0],
        options=figure.option_keys,
        favoured=figure.favoured,
        otherwise=_otherwise(figure),
        by_team=figure.has_team_rows and not sheet.about_one_manager,
    )


def _kind(kind: FigureKind) -> Kind:
    match kind:
        case FigureKind.RATING:
            return Kind.RATING
        case FigureKind.PAIR:
            return Kind.PAIR
        case FigureKind.CHOICE:
            return Kind.CHOICE
        case FigureKind.SET:
            return Kind.SET
    assert_never(kind)


def _otherwise(figure: Figure) -> str | None:
    """Where being filled in is itself the answer, the option of those who left the field empty."""
    if figure.rule is not Rule.FILLED:
        return None
    return next(option for option in figure.option_keys if option != FILLED)
