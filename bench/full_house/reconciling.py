"""Whether everything that was acknowledged is there."""

import os
import platform
import re

from sqlalchemy import create_engine, text

_SAID = re.compile(r"(?P<who>.+) has said (?P<n>\d+)")


def lost(database_url: str, acknowledged: dict[str, int]) -> list[str]:
    """The people whose last acknowledged save, or a newer one of theirs, is not in the database."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT text FROM answers WHERE text LIKE '% has said %'")).scalars().all()
    engine.dispose()
    stored = {found["who"]: int(found["n"]) for row in rows if (found := _SAID.fullmatch(row))}
    return [f"{who}: {n}, stored {stored.get(who)}" for who, n in acknowledged.items() if stored.get(who, 0) < n]


def limits(database_url: str) -> str:
    """The database, the Python and what the machine allows, in a line."""
    kind = database_url.partition(":")[0].partition("+")[0]
    n_cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    return f"{kind}, Python {platform.python_version()}, {n_cores} cores, load before {load:.1f}"
