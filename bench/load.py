"""Many people at once, each doing one thing again and again; how many things a second, and how long each took."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import gevent


@dataclass
class Measured:
    """What several rounds of one deed on one site came to."""

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)  # seconds, one for each deed done

    @property
    def per_second(self) -> float:
        """Deeds done in a second, over all rounds."""
        return len(self.took) / self.seconds

    @property
    def p95(self) -> float:
        """Milliseconds within which 95 of 100 were done."""
        return 1000 * sorted(self.took)[int(0.95 * len(self.took))]


def run_round(deeds: Sequence[Callable[[], None]], *, seconds: float, into: Measured) -> None:
    """Let everybody do their deed again and again for so long. A deed raises when it did not get what it came for."""
    began = time.perf_counter()
    ends = began + seconds
    took: list[float] = []

    def repeat(deed: Callable[[], None]) -> None:
        while (now := time.perf_counter()) < ends:
            deed()
            took.append(time.perf_counter() - now)

    gevent.joinall([gevent.spawn(repeat, deed) for deed in deeds], raise_error=True)
    into.seconds += time.perf_counter() - began
    into.took += took
