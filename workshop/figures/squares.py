"""How far a room is, drawn: a square for each person, in an order that says nothing about who sits where."""

from random import Random

from workshop.figures.shapes import Box, Drawing, Shape

FEWEST, MOST = 5, 60  # people; of fewer or more a number says it better
COLUMNS = 12
PITCH, SIDE, MARK = 12, 9, 6


def squares(joined: int, started: int, done: int, *, seed: str) -> Drawing | None:
    """A square for each who joined: full for those who started, with a square in it for those who are done.

    The numbers are printed ones, in steps of five. With the same `seed`, such as the event's code, the order is the same.
    None for fewer people than five, or more than sixty.
    """
    if not FEWEST <= joined <= MOST:
        return None
    states = ["done"] * done + ["started"] * (started - done) + [""] * (joined - started)
    Random(f"{seed} {joined}").shuffle(states)  # nosec B311: a drawing, and only of printed numbers
    columns = min(COLUMNS, -(-joined // 2) if joined < 2 * COLUMNS else COLUMNS)
    shapes: list[Shape] = []
    for number, state in enumerate(states):
        x, y = (PITCH * place + (PITCH - SIDE) / 2 for place in (number % columns, number // columns))
        shapes.append(Box(x, y, SIDE, SIDE, fill="ink" if state else None, stroke="ink", line=0.5))
        if state == "done":
            inset = (SIDE - MARK) / 2
            shapes.append(Box(x + inset, y + inset, MARK, MARK, stroke="paper", line=0.9))
    return Drawing(columns * PITCH, -(-joined // columns) * PITCH, tuple(shapes))
