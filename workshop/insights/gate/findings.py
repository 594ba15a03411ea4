"""Finding sentences: plain rules over printed figures. Never a cause, never more than is printed."""

from collections.abc import Mapping, Sequence

from workshop.insights.gate.blocks import LEVELS
from workshop.insights.gate.choice_sentences import OTHER_SENTENCES, SENTENCES
from workshop.insights.gate.derive import Place, Quarter, by_count, by_gap, most_named
from workshop.insights.gate.figures import (
    N_,
    ChoiceFigure,
    CountRange,
    CountWord,
    PairFigure,
    PeopleBand,
    PrintedCount,
    PrintedScale,
    SetFigure,
    Share,
    Silence,
)
from workshop.insights.gate.phrases import Phrase, counted_phrase, mean_phrase

CLOSE_TENTHS = 3
FIRST_LEVEL = LEVELS[0]
NO_KIND = N_("No kind stands out.")
NOTHING = N_("Nothing stands out.")


def set_finding(question: str, figure: SetFigure | Silence, names: Mapping[str, str]) -> Phrase | None:
    """What chips say; None for silence. `names` are labels by key, for the order of equals."""
    if isinstance(figure, Silence):
        return None
    first = by_count(figure, names)[:1]
    if not first or (figure.level > FIRST_LEVEL and len(most_named(figure)) != 1):
        return Phrase(NO_KIND if question.endswith(".kinds") else NOTHING)
    name = {"kind": first[0].option}
    if first[0].count is CountWord.NEARLY_EVERYONE:
        return Phrase(N_("%(kind)s is named by nearly everyone."), names=name)
    if isinstance(first[0].count, int | CountRange) and isinstance(figure.people, int):
        words = N_("%(kind)s is named most often: by %(count)s of %(n)s people.")
        return counted_phrase(words, first[0].count, figure.people, name)
    if len(figure.named) == 1:
        return Phrase(N_("%(kind)s alone is named by three people or more."), names=name)
    return Phrase(N_("Several are named, each by three people or more."))


def choice_finding(question: str, figure: ChoiceFigure | Silence) -> Phrase | None:
    """What a choice says about its favoured option; None where that is not printed by itself."""
    if isinstance(figure, Silence):
        return None
    said = _said_of_favoured(figure)
    if said is None:
        return None
    sentences = SENTENCES.get(question, OTHER_SENTENCES)
    names = {"option": figure.favoured}
    if isinstance(said, Share | CountWord):
        return Phrase(sentences[said], names=names)
    if not isinstance(figure.people, int):
        raise ValueError("a count is never printed beside a band of people")
    return counted_phrase(sentences[None], said, figure.people, names)


def rating_finding(scale: PrintedScale) -> Phrase:
    """What a rating says: its mean, as printed."""
    return Phrase(N_("The mean is %(mean)s, on a scale from 1 to 5."), parts={"mean": mean_phrase(scale.mean)})


def needs_finding(figures: Mapping[str, PairFigure | Silence], names: Mapping[str, str]) -> Phrase | None:
    """What the grid says first, by need; None when every need is silent.

    Only a solid mark in "Fix first" comes first; hollow ones are too close to call. The two widest
    gaps are called close together when less than 0.3 lies between them as printed, or when fewer
    than ten people rated them.
    """
    places = by_gap({need: one for need, one in figures.items() if not isinstance(one, Silence)}, names)
    if not places:
        return None
    first = [one for one in places if one.quarter is Quarter.FIX_FIRST]
    clear = [one for one in first if not one.is_hollow]
    if len(clear) > 1 and _are_close(clear[0], clear[1]):
        top = {"first": clear[0].need, "second": clear[1].need}
        return Phrase(N_("%(first)s and %(second)s come first, close together."), names=top)
    if clear:
        return _comes_first(clear[0])
    if first:
        return _too_close(first)
    if places[0].gap_tenths <= 0:
        return Phrase(N_("Nothing is in Fix first."))
    widest = {"need": places[0].need}
    return Phrase(N_("Nothing is in Fix first; the widest gap is %(need)s."), names=widest)


def _said_of_favoured(figure: ChoiceFigure) -> Share | PrintedCount | None:
    if figure.groups:
        alone = [one.count for one in figure.groups if one.options == (figure.favoured,)]
        return alone[0] if alone else None
    return figure.share if figure.share is not None else figure.count


def _are_close(first: Place, second: Place) -> bool:
    few = PeopleBand.SIX_TO_NINE in {first.figure.people, second.figure.people}
    return few or first.gap_span[0] - second.gap_span[1] < CLOSE_TENTHS


def _too_close(hollow: Sequence[Place]) -> Phrase:
    """What is said where nothing but hollow marks stands in "Fix first"; at least one, widest gap first."""
    if len(hollow) == 1:
        return Phrase(N_("Too close to call in Fix first: %(need)s."), names={"need": hollow[0].need})
    if len(hollow) == 2:
        both = {"first": hollow[0].need, "second": hollow[1].need}
        return Phrase(N_("Too close to call in Fix first: %(first)s, %(second)s."), names=both)
    return Phrase(N_("Too close to call in Fix first: several needs."))


def _comes_first(place: Place) -> Phrase:
    return Phrase(
        N_("%(need)s comes first: it matters (%(importance)s) and falls short (%(delivery)s)."),
        names={"need": place.need},
        parts={
            "importance": mean_phrase(place.figure.importance.mean),
            "delivery": mean_phrase(place.figure.delivery.mean),
        },
    )
