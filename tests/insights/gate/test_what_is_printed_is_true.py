"""Whatever is printed holds for the people it counts, however coarse other rows made it."""

from hypothesis import given

from tests.insights.gate.rooms import CHOICE, PAIR, RATING, SET, histories, some_rooms
from workshop.insights.gate.coarsen import coarsen
from workshop.insights.gate.derive import reach
from workshop.insights.gate.figures import PrintedScale, Silence
from workshop.insights.gate.rows import row

HALF_STEPS = {True: 2.5, False: 0.5}  # tenths by which rounding may move a mean


def rows_of(history, question) -> list:
    """Each row of the room's last release that is printed, with its figure."""
    room = history.played()
    rows = [row(question, room.blocks[question], team) for team in (None, *range(1, room.n_teams + 1))]
    told = [(one, coarsen(question, one)) for one in rows if one is not None]
    return [(one, figure) for one, figure in told if not isinstance(figure, Silence)]


def check_scale(scale: PrintedScale, counts: tuple[int, ...], n: int) -> None:
    mean = 10 * sum(rating * people for rating, people in enumerate(counts, 1)) / n
    least, most = scale.mean.span
    rounded = 0 if scale.mean.range else HALF_STEPS[scale.mean.is_to_half]
    assert least - rounded <= mean <= most + rounded
    if scale.high is not None:
        fewest, most, of = reach(scale.high, n)
        assert fewest <= sum(counts[3:]) <= most <= of == n


@some_rooms
@given(histories())
def test_of_ratings(history):
    for one, figure in rows_of(history, RATING):
        check_scale(figure.scale, one.tally.counts, one.tally.n)
    for one, figure in rows_of(history, PAIR):
        check_scale(figure.importance, one.tally.counts[:5], one.tally.n)
        check_scale(figure.delivery, one.tally.counts[5:], one.tally.n)


@some_rooms
@given(histories())
def test_of_a_choice(history):
    for one, figure in rows_of(history, CHOICE):
        chose = dict(zip(CHOICE.options, one.tally.counts, strict=True))
        for group in figure.groups:
            assert group.count == sum(chose[option] for option in group.options) >= 3
        if figure.count is not None:
            fewest, most, _of = reach(figure.count, one.tally.n)
            assert fewest <= chose["told"] <= most


@some_rooms
@given(histories())
def test_of_chips(history):
    for one, figure in rows_of(history, SET):
        named = dict(zip(SET.options, one.tally.counts, strict=True))
        for chip in figure.named:
            fewest, most, _of = (3, one.tally.n, 0) if chip.count is None else reach(chip.count, one.tally.n)
            assert 3 <= fewest <= named[chip.option] <= most
        assert all(named[option] < 7 for option in figure.rest)
