"""Two empty databases of the same kind: files beside each other, or two of one PostgreSQL server."""

from pathlib import Path

from sqlalchemy import create_engine, make_url, text


def new_databases(folder: Path, server: str) -> tuple[str, str]:
    """The addresses of two new databases, in `folder` or, named after it, on the server with this address."""
    if not server:
        return f"sqlite:///{folder / 'ours.db'}", f"sqlite:///{folder / 'bare.db'}"
    names = [f"{folder.name}-ours", f"{folder.name}-bare"]  # several runs may share a server
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in names:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    ours, bare = (make_url(server).set(database=name).render_as_string(hide_password=False) for name in names)
    return ours, bare
