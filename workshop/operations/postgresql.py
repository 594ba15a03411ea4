"""PostgreSQL's own programs for backup and restore."""

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

# pg_restore --clean leaves what the dump does not know: tables that came after it. Waiting for ever helps nobody.
_EMPTY = """
SET lock_timeout = '30s';
DO $$
DECLARE thing text;
BEGIN
    FOR thing IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'DROP TABLE IF EXISTS public.' || thing || ' CASCADE';
    END LOOP;
    FOR thing IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace LOOP
        EXECUTE 'DROP FUNCTION ' || thing || ' CASCADE';
    END LOOP;
END $$
"""


class ProgramFailed(RuntimeError):
    """pg_dump or pg_restore is missing or ended with an error; the message quotes it."""


def dump(url: str, file: Path) -> None:
    """Write the database to `file` in PostgreSQL's custom format. Raises `ProgramFailed`."""
    _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}"], url)


def restore(url: str, file: Path) -> None:
    """Replace what the database holds by the dump, all of it or nothing. Raises `ProgramFailed`."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "restore.sql"
        script.touch(mode=0o600)
        _run(["pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file)], url)
        quietly = ["--no-psqlrc", "--quiet", "--output=/dev/null"]
        wholly = ["--single-transaction", "--set=ON_ERROR_STOP=1"]
        _run(["psql", *quietly, *wholly, f"--command={_EMPTY}", f"--file={script}"], url)


def _run(command: list[str], url: str) -> None:
    try:
        done = subprocess.run(command, env=_environment(url), text=True, capture_output=True, check=False)
    except FileNotFoundError:
        raise ProgramFailed(f"{command[0]} is not installed; it comes with PostgreSQL's client programs.") from None
    if done.returncode:
        raise ProgramFailed(done.stderr.strip())


def _environment(url: str) -> dict[str, str]:
    # Through the environment: a password among the arguments could be read by everyone on the machine.
    parts = make_url(url)
    given = {
        "PGHOST": parts.host or parts.query.get("host"),
        "PGPORT": parts.port,
        "PGUSER": parts.username,
        "PGPASSWORD": parts.password,
        "PGDATABASE": parts.database,
    }
    return {**os.environ, **{name: str(value) for name, value in given.items() if value}}
