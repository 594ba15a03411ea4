"""Made-up figures, as printed, for the page that shows every drawing in every state: nobody stands behind them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from workshop.figures.panels import Panel
from workshop.insights.gate.figures import (
    SILENCE,
    ChoiceFigure,
    CountRange,
    CountWord,
    Figure,
    MeanEnd,
    NamedOption,
    OptionGroup,
    PairFigure,
    PeopleBand,
    PrintedMean,
    PrintedScale,
    RatingFigure,
    SetFigure,
    Share,
)
from workshop.worksheets.figures import FigureKind

DAY = date(2027, 3, 4)
N = 24
SURE = ("told", "worked_out", "guessing", "unknown")


def example_panels(names: Mapping[str, str]) -> tuple[Panel, ...]:
    """Every kind of panel in its states; `names` are the words for its needs, chips, answers and titles, by key."""
    needs = {"speed": _pair(44, 24), "clarity": _pair(41, 29), "right": _pair(45, 41), "ease": _pair(30, 30)}
    needs["speed"] = replace(needs["speed"], delivery=PrintedScale(PrintedMean(22, None, False, (21, 24)), CountRange(3, 5)))
    rough = {"speed": _rough(40, 20), "clarity": _rough(40, 20), "right": _rough(40, 40), "ease": _rough(30, 35)}
    some = (("quick", 12), ("ontime", CountWord.NEARLY_EVERYONE), ("plain", CountRange(4, 6)))
    quick = tuple(NamedOption(*one) for one in some)
    groups = OptionGroup(("told",), 11), OptionGroup(("worked_out",), 6), OptionGroup(("guessing", "unknown"), 7)
    six = PeopleBand.SIX_TO_NINE
    return (
        _panel("needs", FigureKind.PAIR, needs | {"value": SILENCE}, names),
        _panel("needs-of-few", FigureKind.PAIR, rough, names),
        _panel("chips", FigureKind.SET, {"chips": SetFigure(20, N, quick, ("price", "owner"))}, names),
        _panel(
            "chips-of-few", FigureKind.SET, {"chips": SetFigure(6, six, (NamedOption("quick"), NamedOption("plain")))}, names
        ),
        _panel("sure", FigureKind.CHOICE, {"sure": ChoiceFigure(20, N, "told", groups=groups)}, names),
        _panel("sure-of-few", FigureKind.CHOICE, {"sure": ChoiceFigure(6, six, "told", share=Share.ABOUT_HALF)}, names),
        _panel("useful", FigureKind.RATING, {"useful": RatingFigure(20, N, _scale(43, 19))}, names),
        _panel("silent", FigureKind.SET, {"chips": SILENCE}, names),
    )


def _panel(key: str, kind: FigureKind, figures: Mapping[str, Figure], names: Mapping[str, str]) -> Panel:
    labels = {option: names[option] for option in SURE} if kind is FigureKind.CHOICE else names
    question = "objectives.how_sure" if kind is FigureKind.CHOICE else f"example.{key}"
    return Panel(f"drawn-{key}", kind, question, names[f"title-{kind}"], figures, labels, DAY)


def _pair(importance: int, delivery: int) -> PairFigure:
    return PairFigure(20, N, _scale(importance, 18), _scale(delivery, CountWord.FEW_OR_NONE if delivery < 29 else 9))


def _rough(importance: int, delivery: int) -> PairFigure:
    ends = {20: MeanEnd.OR_LESS, 40: MeanEnd.OR_MORE}
    first, second = (PrintedScale(PrintedMean(tenths, ends.get(tenths))) for tenths in (importance, delivery))
    return PairFigure(6, PeopleBand.SIX_TO_NINE, first, second)


def _scale(tenths: int, high: int | CountWord) -> PrintedScale:
    end = MeanEnd.OR_MORE if tenths == 45 else None
    return PrintedScale(PrintedMean(tenths, end, is_to_half=False), high)
