"""The sentences a participant reads when an answer was not taken or is still missing."""

from flask_babel import format_number
from flask_babel import gettext as _

from workshop.worksheets.kinds import Missing, Problem
from workshop.worksheets.worksheet import Worksheet


def sentence(problem: Problem, label: str) -> str:
    """What to do about this problem with the question of this label. Never blame."""
    sentences = {
        "too_long": _("‘%(label)s’ has %(length)s characters; we can keep %(limit)s. Please shorten it."),
        "control_characters": _("‘%(label)s’ contains a character that cannot be shown. Type it again, please."),
        "unknown_option": _("Choose from the list for ‘%(label)s’"),
        "unknown_step": _("Choose a rating from 1 to 5 for ‘%(label)s’"),
        "unknown_day": _("Give a day like 2026-11-30 for ‘%(label)s’"),
        "unknown_entry": _("Choose from your own entries for ‘%(label)s’"),
        "too_many_entries": _("‘%(label)s’ was not saved: %(limit)s is plenty. Delete one first, please."),
        "write": _("Write something for ‘%(label)s’"),
        "choose_one": _("Choose one for ‘%(label)s’"),
        "choose_some": _("Choose at least one for ‘%(label)s’"),
        "choose_rating": _("Choose a rating from 1 to 5 for ‘%(label)s’"),
        "choose_day": _("Choose a day for ‘%(label)s’"),
        "choose_who": _("Choose who it is for in ‘%(label)s’"),
    }
    return sentences[problem.message] % {"label": label, **_grouped(problem)}


def missing_sentence(missing: Missing, worksheet: Worksheet, language: str) -> str:
    """What to do about a core question without an answer: "Choose a rating … (customer 2)"."""
    asked = sentence(missing.problem, missing.question.label.in_(language))
    if missing.entry is None or not worksheet.repeats:
        return asked
    return _(
        "%(asked)s (%(entry_name)s %(number)s)",
        asked=asked,
        entry_name=worksheet.entry_name.in_(language),
        number=missing.entry,
    )


def _grouped(problem: Problem) -> dict[str, str]:
    return {name: format_number(value) if isinstance(value, int) else value for name, value in problem.params.items()}
