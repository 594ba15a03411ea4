"""Runs a full house against the site as it is shipped, and prints what everybody met; fails when a save was lost."""

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402  (after everything is made cooperative)
import os  # noqa: E402
import shutil  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections import Counter  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from bench.databases import new_databases  # noqa: E402
from bench.full_house.measuring import (  # noqa: E402
    Generator,
    Timings,
    descendants,
    memory_kb,
    processor_seconds,
    seconds_of_adding,
)
from bench.full_house.people import STREAM, Attendee, Facilitator, House, Listener  # noqa: E402
from bench.full_house.reconciling import limits, lost  # noqa: E402
from bench.sites import ROOT, run, served  # noqa: E402


def evening(house: House, cookie: str, options: argparse.Namespace) -> Facilitator:
    """Everybody joins and saves; meanwhile the facilitator opens, moves on, adds up and shows."""
    ada = Facilitator(house, cookie)
    ends = time.perf_counter() + options.join_within + options.seconds
    people = [Attendee(house, f"person-{number}") for number in range(options.people)]
    house.people = people

    def attend(number: int, person: Attendee) -> None:
        gevent.sleep(options.join_within * number / len(people))
        if person.join():
            person.save_until(ends, pause=options.pause)

    crowd = [gevent.spawn(attend, number, person) for number, person in enumerate(people)]
    for share, act in (
        (0.2, lambda: ada.press("open a step", "steps/2/opening")),
        (0.4, lambda: ada.press("pause", "steps/2/pause")),
        (0.6, ada.show),
    ):
        gevent.sleep(max(0, ends - options.seconds * (1 - share) - time.perf_counter()))
        act()
    gevent.joinall(crowd, raise_error=True)
    return ada


def warm_up(port: int) -> None:
    """The first pages of a process are made of cold templates: nobody measures those."""
    people = [Attendee(House(port), f"early-{number}") for number in range(16)]
    gevent.joinall([gevent.spawn(person.join) for person in people], raise_error=True)
    for person in people:
        person.save()


def report(house: House, ada: Facilitator, generator: Generator, options: argparse.Namespace) -> None:
    """Print it."""
    for deed, timings in house.timings.items():
        print(f"{deed:<14} {timings}")
    n_saves = len(house.timings["save"].took)
    print(f"{'saves':<14} {n_saves / (options.seconds + options.join_within / 2):.0f} a second, on average")
    for revision, (deed, pressed) in enumerate(ada.acts, 1):
        reached = Timings([heard - pressed for heard in house.heard[revision]])
        print(f"{deed + ' reached':<14} {reached} (of {house.n_streams} streams)")
    print(f"{'generator':<14} {generator.load():.0%} of one core, late by p95 {generator.lag.percentile(0.95):.0f} ms")
    print(f"{'trouble':<14} {len(house.trouble)}: {dict(Counter(house.trouble).most_common(5))}")


def say_speed(when: str) -> None:
    """Print how fast the processor is just now."""
    print(f"{'processor':<14} {seconds_of_adding():.2f} s for ten million additions, {when}", flush=True)


def memory_of_streams(house: House, pid: int, n: int) -> None:
    """Open further streams that only wait, and print what each one takes."""
    before = memory_kb(pid)
    for person in house.people[:n]:
        gevent.spawn(Listener(house, person.browser.cookies, STREAM).run)
        gevent.sleep(0.002)
    gevent.sleep(2)
    print(f"{'memory':<14} {(memory_kb(pid) - before) / n:.1f} kB for each further stream, {before // 1024} MB before")


def main() -> None:
    asked = argparse.ArgumentParser(prog="bin/bench room", description=__doc__)
    asked.add_argument("--people", type=int, default=2000)
    asked.add_argument("--join-within", type=float, default=60, help="seconds in which all of them join")
    asked.add_argument("--seconds", type=float, default=60, help="how long they go on once all have joined")
    asked.add_argument("--pause", type=float, default=12, help="seconds between two saves of one person")
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp(dir=ROOT / "instance", prefix="bench-"))
    try:
        url, _second = new_databases(folder, os.environ.get("TEST_DATABASE_URL", ""))
        print(f"{'on':<14} {limits(url)}; {options.people} people", flush=True)
        say_speed("before")
        run("flask", "--app", "app", "db", "upgrade", environ={"DATABASE_URL": url})
        cookie = run("python", "-m", "bench.full_house.setting", environ={"DATABASE_URL": url}).split()[-1]
        with served("app:app", {"DATABASE_URL": url, "LOG_LEVEL": "WARNING"}, log=folder / "site.log") as port:
            (pid,) = descendants(os.getpid())[1:2]
            warm_up(port)
            house, generator, began, before = House(port), Generator(), time.perf_counter(), processor_seconds(pid)
            ada = evening(house, cookie, options)
            used = (processor_seconds(pid) - before) / (time.perf_counter() - began)
            report(house, ada, generator, options)
            print(f"{'site':<14} {used:.2f} cores")
            say_speed("after")
            memory_of_streams(house, pid, min(options.people, 1000))
            missing = lost(url, house.acknowledged)
        print(f"{'kept':<14} {len(house.acknowledged) - len(missing)} of {len(house.acknowledged)} people's last save")
        said = (folder / "site.log").read_text()
        has_errors = "ERROR" in said
        print(said[-2000:] if has_errors else f"{'site log':<14} no error")
    finally:
        shutil.rmtree(folder)
    sys.exit(1 if missing or house.trouble or has_errors else 0)


if __name__ == "__main__":
    main()
