"""The form about one action: what it asks, what was typed into it, and the sentence that follows an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from workshop.actions.answering import LONGEST, Given, NotChosen, TooLong, read_answers
from workshop.actions.definition import follow_up
from workshop.actions.models import Action
from workshop.events.models import Event
from workshop.worksheets.definition import Question

WORDS = ("cue", "will")


@dataclass(frozen=True)
class ActionForm:
    """What the page asks about one action, with what was said before or typed just now, and what is to be mended."""

    action: Action
    asked: tuple[Question, ...]
    values: Mapping[str, Any]
    problems: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    given: Given | None = None  # what can be kept of it

    @property
    def is_left_out(self) -> bool:
        """True where nothing was chosen: of several actions, one may be passed over."""
        return set(self.problems) == {"went"}


def action_form(action: Action, event: Event, wave: int, *, went: str = "") -> ActionForm:
    """The form as it is opened: with what was said in this wave, or the choice that a letter's link brought."""
    said = action.check_in(wave)
    values: dict[str, Any] = dict(said.given) if said else {}
    values["barriers"] = [one for one in values.get("barriers", "").split(",") if one]
    values |= {"cue": action.cue, "will": action.will} | ({"went": went} if went else {})
    return ActionForm(action, asked_of(event, wave), values, language=_language())


def read_form(action: Action, event: Event, wave: int, form: MultiDict[str, str]) -> ActionForm:
    """What was sent about this action, everything typed still in it, with what can be kept or what is to be mended."""
    asked = asked_of(event, wave)
    keys = [*(one.key for one in asked), *WORDS]
    typed = {key: form.getlist(f"{action.public_id}.{key}") for key in keys}
    values = {key: given if key == "barriers" else "".join(given[:1]) for key, given in typed.items()}
    given, problems = None, {}
    try:
        given = read_answers(asked, typed)
    except NotChosen:
        problems["went"] = _("Choose how it went: one of the five.")
    except TooLong as too_long:
        problems[str(too_long)] = _("Write at most %(n)s characters here.", n=LONGEST)
    return ActionForm(action, asked, values, problems, _language(), given)


def asked_of(event: Event, wave: int) -> tuple[Question, ...]:
    """What is asked in this wave of this event."""
    return follow_up(is_led_by_one_manager=event.is_led_by_one_manager).asked(wave)


def reply(went: str) -> str:
    """What is said to somebody who has answered: no praise, no blame."""
    match went:
        case "done":
            return _("Done, and noted. Thank you for telling us.")
        case "partly":
            return _("Noted. A part that is done stays done: pick the next chance for the rest.")
        case "stuck":
            return _("Noted. Trying was worth it: pick a smaller piece, or another moment.")
        case "not_yet":
            return _("Fine. Pick the next chance.")
        case _:
            return _("Noted: this one is off your list.")


def went_words(form: ActionForm) -> str:
    """How its writer said last that it went, in the words of the question."""
    went = form.action.check_ins[-1].went
    return next(one.label.in_(form.language) for one in form.asked[0].options if one.key == went)


def errors_of(forms: list[ActionForm]) -> list[dict[str, str]]:
    """Every problem of these forms, with a link to its field."""
    return [
        {"text": text, "href": f"#{form.action.public_id}.{key}"} for form in forms for key, text in form.problems.items()
    ]


def _language() -> str:
    locale = get_locale()
    return locale.language if locale else "en"
