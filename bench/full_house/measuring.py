"""How long things took, and what the processes used."""

import os
import resource
import time
from dataclasses import dataclass, field
from pathlib import Path

import gevent

LOOK_EVERY = 0.05  # seconds
# Outside a function, as docs/performance.md gives it; inside one it is a third quicker.
_ADDING = compile("n = 0\nfor i in range(10_000_000):\n    n += i", "adding", "exec")


@dataclass
class Timings:
    """Seconds that one kind of deed took, each time."""

    took: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share (0…1) of the deeds was done; 0 when there was none."""
        return 1000 * sorted(self.took)[int(share * (len(self.took) - 1))] if self.took else 0.0

    def __str__(self) -> str:
        half, most, all_ = (self.percentile(share) for share in (0.5, 0.95, 1))
        return f"{len(self.took):>6} times, p50 {half:.0f} ms, p95 {most:.0f} ms, longest {all_:.0f} ms"


class Generator:
    """What the load generator itself needs: its processor time, and how late it is with what it wants to do."""

    def __init__(self):
        self.lag = Timings()
        self._began = time.perf_counter(), self._used()
        self._watch = gevent.spawn(self._look)

    def load(self) -> float:
        """The share of one processor that it has used so far."""
        began, used = self._began
        return (self._used() - used) / (time.perf_counter() - began)

    def _look(self) -> None:
        while True:
            before = time.perf_counter()
            gevent.sleep(LOOK_EVERY)
            self.lag.took.append(time.perf_counter() - before - LOOK_EVERY)

    @staticmethod
    def _used() -> float:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime


def seconds_of_adding() -> float:
    """How long the processor takes for ten million additions just now: on a shared machine that changes within minutes."""
    began = time.perf_counter()
    exec(_ADDING, {})
    return time.perf_counter() - began


def descendants(pid: int) -> list[int]:
    """The process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in descendants(int(child)))]


def memory_kb(pid: int) -> int:
    """Kilobytes that the process and its children hold by themselves, shared pages in their share."""
    total = 0
    for one in descendants(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total


def processor_seconds(pid: int) -> float:
    """Processor time that the process and its children have used."""
    ticks = 0
    for one in descendants(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
