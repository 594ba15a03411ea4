"""Measures the site beside the bare app, taking turns, and prints one line for each figure, its ratio last."""

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402  (after everything is made cooperative)
import itertools  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import tempfile  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from pathlib import Path  # noqa: E402

from bench import bare_person, workshop_person  # noqa: E402
from bench.databases import new_databases  # noqa: E402
from bench.load import Measured, run_round  # noqa: E402
from bench.sites import ROOT, run, served  # noqa: E402

PEOPLE = 64  # at once
DEEDS = ("open", "save", "respondent")
Deeds = dict[str, Sequence[Callable[[], None]]]


def deeds_on(site, port: int) -> Deeds:
    """What everybody does on this site, over and over."""
    people = [site(port, f"person-{number}") for number in range(PEOPLE)]
    numbers = itertools.count()

    def respond() -> None:
        person = site(port, f"respondent-{next(numbers)}")
        person.save_all()
        person.browser.close()

    return {
        "open": [person.open for person in people],
        "save": [person.save for person in people],
        "respondent": [respond] * PEOPLE,
    }


def compare(ours: Deeds, bare: Deeds, *, rounds: int, seconds: float) -> None:
    """Let both sites take turns at each deed, and print what came of it."""
    measured = {(name, who): Measured() for name in DEEDS for who in ("ours", "bare")}
    for name in DEEDS:
        for deeds in (ours, bare):
            run_round(deeds[name], seconds=1, into=Measured())  # warm
    for _, name in itertools.product(range(rounds), DEEDS):
        run_round(bare[name], seconds=seconds, into=measured[name, "bare"])
        run_round(ours[name], seconds=seconds, into=measured[name, "ours"])
    for name in DEEDS:
        we, they = measured[name, "ours"], measured[name, "bare"]
        figures = f"{we.per_second:.0f}/s, p95 {we.p95:.0f} ms; bare {they.per_second:.0f}/s, p95 {they.p95:.0f} ms"
        print(f"{figures:<60} {name} {we.per_second / they.per_second:.2f}", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=4)
    asked.add_argument("--seconds", type=float, default=4)
    options = asked.parse_args()
    # In the place where the site's own data would be: the same disk has to take every commit.
    folder = Path(tempfile.mkdtemp(dir=ROOT / "instance", prefix="bench-"))
    try:
        ours_url, bare_url = new_databases(folder, os.environ.get("TEST_DATABASE_URL", ""))
        run("flask", "--app", "app", "db", "upgrade", environ={"DATABASE_URL": ours_url})
        run("python", "-m", "bench.room", environ={"DATABASE_URL": ours_url})
        run("python", "-m", "bench.bare_app", environ={"DATABASE_URL": bare_url})
        milliseconds = run("python", "-m", "bench.adding_up", environ={"DATABASE_URL": ours_url}).strip()
        print(f"{'10,000 people × 3 entries, milliseconds':<60} adding-up {milliseconds}", flush=True)
        with (
            served("app:app", {"DATABASE_URL": ours_url}, log=folder / "ours.log") as ours,
            served("bench.bare_app:app", {"DATABASE_URL": bare_url}, log=folder / "bare.log") as bare,
        ):
            compare(
                deeds_on(workshop_person.WorkshopPerson, ours),
                deeds_on(bare_person.BarePerson, bare),
                rounds=options.rounds,
                seconds=options.seconds,
            )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
