"""Questions as HTML: each is drawn once for everybody, with gaps for whose it is and what they wrote, and then filled in.

What somebody chose from a list is part of the mould, as the list is short; what somebody typed never is. Whatever is rare
(an error, the focus, a list of one's own entries) is drawn afresh.
"""

from dataclasses import replace
from typing import Any

from jinja2 import Environment, pass_environment
from markupsafe import Markup

from workshop.answers.own import OwnEntry
from workshop.web.moulds import gap, kept
from workshop.workbook.controls import Control, Words
from workshop.workbook.sheet_form import Block, SheetForm
from workshop.worksheets.definition import Kind
from workshop.worksheets.worksheet import Worksheet

MACROS = "workbook/_controls.html"
TYPED = (Kind.SHORT, Kind.LONG, Kind.DAY)


class Anybody(OwnEntry):
    """An entry of whoever it may be: its id, and what its answers were, are gaps."""

    def was(self, question: str) -> str:
        return gap("was")


@pass_environment
def draw_control(environment: Environment, it: Control, focus: bool = False) -> Markup:
    """The question as it stands in its entry, with what is answered there. `focus`: its first field takes the focus."""
    if focus or it.error or it.question.kind == Kind.REFERENCE or it.is_long:
        return _macros(environment).control(it, focus)
    shown = None if it.question.kind in TYPED else it.value
    today = it.today if it.question.kind == Kind.DAY else None
    key = ("control", *_name(it.worksheet), it.question.key, it.spoken, it.hidden_label, shown, today)
    mould = kept(environment, key, lambda: _macros(environment).control(_anybodys(it, shown)))
    return mould.filled(entry=it.entry, was=it.was, value=str(it.value))


def draw_entries(environment: Environment, form: SheetForm, *, focus: str = "") -> Markup:
    """All entries of the sheet. `focus` is the id of the one that takes the focus, or ""."""
    entries = form.sheet.entries
    drawn = [_entry(environment, form, one, n, n == len(entries), one.id == focus) for n, one in enumerate(entries, 1)]
    return Markup().join(drawn)


def draw_once(environment: Environment, form: SheetForm) -> Markup:
    """What is asked once on the sheet, or nothing."""
    if not form.worksheet.once:
        return Markup()
    return Markup(environment.get_template("workbook/_once.html").render(form=form))  # nosec B704


def _entry(
    environment: Environment, form: SheetForm, entry: OwnEntry, number: int, is_last: bool, takes_focus: bool
) -> Markup:
    if takes_focus or not form.is_untouched(entry):
        return draw_block(environment, form.block(entry, number), form, is_last, takes_focus)
    key = ("untouched", *_name(form.worksheet), form.spoken, number, is_last, form.today)
    anybodys = OwnEntry(gap("entry"))
    drawn = kept(environment, key, lambda: draw_block(environment, form.block(anybodys, number), form, is_last))
    return drawn.filled(entry=entry.id)


def draw_block(environment: Environment, it: Block, form: SheetForm, is_last: bool, focus: bool = False) -> Markup:
    """One entry: its questions, its further detail folded away, and the acts on it."""
    key = ("block", *_name(form.worksheet), form.spoken, it.number, is_last, bool(it.more), it.opens_more)
    frame = kept(environment, key, lambda: _macros(environment).block(_frame(it), form, is_last))
    core = [draw_control(environment, one, focus and one is it.core[0]) for one in it.core]
    more = [draw_control(environment, one) for one in it.more]
    return frame.filled(entry=it.id, core=Markup().join(core), more=Markup().join(more))


def _name(worksheet: Worksheet) -> tuple[str, int]:
    """A worksheet in one version never changes, whatever it asks once in which event."""
    return worksheet.key, worksheet.version


def _anybodys(it: Control, shown: str | tuple[str, ...] | None) -> Control:
    return replace(it, place=Anybody(gap("entry")), references=(), words=Words(gap("value") if shown is None else shown))


def _frame(it: Block) -> dict[str, object]:
    return {
        "id": gap("entry"),
        "number": it.number,
        "legend": it.legend,
        "core": gap("core"),
        "more": gap("more") if it.more else "",
        "opens_more": it.opens_more,
    }


def _macros(environment: Environment) -> Any:
    return environment.get_template(MACROS).module
