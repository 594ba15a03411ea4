"""Makes reports of 30, 300 and 3,000 people, prints what each file costs, and how a room saves while reports are made."""

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402  (after everything is made cooperative)
import http.client  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from bench.databases import new_databases  # noqa: E402
from bench.load import Measured, run_round  # noqa: E402
from bench.sites import ROOT, run, served  # noqa: E402
from bench.workshop_person import WorkshopPerson  # noqa: E402

SIZES = (30, 300, 3000)


def beside(port: int, cookie: str, path: str, *, people: int, seconds: float) -> None:
    """Let a room save, first alone and then while one reader takes the PDF again and again; print both."""
    room = [WorkshopPerson(port, f"person-{number}") for number in range(people)]
    run_round([one.save for one in room], seconds=1, into=Measured())  # warm
    taken = 0

    def take() -> None:
        nonlocal taken
        while True:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            asked.request("GET", f"{path}.pdf", headers={"Cookie": cookie})
            answer = asked.getresponse()
            if answer.status != 200 or not answer.read().startswith(b"%PDF"):
                raise RuntimeError(f"the report answered {answer.status}")
            asked.close()
            taken += 1

    for name in ("alone", "beside a report"):
        reader = gevent.spawn(take) if name != "alone" else None
        saved = Measured()
        run_round([one.save for one in room], seconds=seconds, into=saved)
        if reader is not None:
            reader.kill()
        print(
            f"{people} people save, {name:<16} {saved.per_second:>4.0f} a second, p95 {saved.p95:>5.0f} ms; {taken} PDFs",
            flush=True,
        )


def main() -> None:
    asked = argparse.ArgumentParser(prog="bin/bench report", description=__doc__)
    asked.add_argument("--people", type=int, nargs="*", default=SIZES)
    asked.add_argument("--seconds", type=float, default=8)
    asked.add_argument("--savers", type=int, default=16)
    options = asked.parse_args()
    for n in options.people:
        folder = Path(tempfile.mkdtemp(dir=ROOT / "instance", prefix="bench-"))
        try:
            url, _second = new_databases(folder, os.environ.get("TEST_DATABASE_URL", ""))
            environ = {"DATABASE_URL": url, "BASE_URL": "http://localhost", "LOG_LEVEL": "WARNING"}
            run("flask", "--app", "app", "db", "upgrade", environ=environ)
            *lines, last = run("python", "-m", "bench.reports.files", str(n), environ=environ).splitlines()
            print("\n".join(lines), flush=True)
            if n == max(options.people):
                run("python", "-m", "bench.room", environ=environ)
                with served("app:app", environ, log=folder / "site.log") as port:
                    beside(port, *last.split(), people=options.savers, seconds=options.seconds)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
