"""Static files at addresses that carry a hash of the whole tree: `/static/<hash>/css/base.css`.

Hashing the tree rather than each name keeps `import` and `url()` between files working without a bundler, and lets
every browser keep what it fetched for good. Each version is published once, compressed, into the instance folder, its
style sheets with their imports in place. The versions before it stay there, so that a page opened before a deploy still
finds its files.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from workshop.web.style_sheets import as_sent

VERSIONS_SERVED = 8
VERSIONS_KEPT = 2 * VERSIONS_SERVED  # nobody removes what another process is about to serve
SHORT_SECONDS = 60


class StaticTree:
    """One version of the static files, published under its hash."""

    def __init__(self, source: Path, published: Path):
        files = _files(source)
        self.files = frozenset(files)
        self.digest = _digest(files)
        self.folder = _publish(files, published / self.digest)

    def has(self, path: str) -> bool:
        """True where the tree has this file; typefaces may be missing."""
        return path in self.files

    def address(self, path: str) -> str:
        """Where a file is served. Raises LookupError for a file the tree does not have."""
        if path not in self.files:
            raise LookupError(f"no static file {path}")
        return f"/static/{self.digest}/{path}"


class CurrentForUnknown:
    """Answers a hash nobody here knows with the current file, kept briefly: during a deploy another host may be ahead."""

    def __init__(self, served: WhiteNoise):
        self.served = served

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if path.startswith("/static/") and path not in self.served.files:
            fallback = "/static/current/" + path.removeprefix("/static/").partition("/")[2]
            if fallback in self.served.files:
                environ = environ | {"PATH_INFO": fallback}
        return self.served(environ, start_response)


def install(app: Flask) -> None:
    """Serve the tree as it is now, and give templates `asset("css/base.css")` and `has_asset(…)`."""
    published = Path(app.instance_path) / "static"
    tree = StaticTree(Path(app.root_path) / "static", published)
    served = WhiteNoise(
        app.wsgi_app,
        max_age=SHORT_SECONDS,
        allow_all_origins=False,
        immutable_file_test=_is_hashed,
        add_headers_function=_add_headers,
    )
    for version in _keep_newest(published):
        served.add_files(version, prefix=f"static/{version.name}/")
    served.add_files(tree.folder, prefix="static/current/")
    app.wsgi_app = CurrentForUnknown(served)
    app.add_template_global(tree.address, "asset")
    app.add_template_global(tree.has, "has_asset")


def _files(source: Path) -> dict[str, bytes]:
    """What is sent, by its path in the tree. Raises ValueError for a style sheet that cannot be joined."""
    names = sorted(path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file())
    return {name: _sent(source, name) for name in names}


def _sent(source: Path, name: str) -> bytes:
    if name.endswith(".css"):
        return as_sent(name, lambda sheet: (source / sheet).read_text()).encode()
    return (source / name).read_bytes()


def _digest(files: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def _publish(files: dict[str, bytes], target: Path) -> Path:
    """Write and compress into place in one step, so that two starting workers cannot see half a tree."""
    if target.is_dir():
        os.utime(target)
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=target.parent, prefix="."))
    compressor = Compressor(quiet=True)
    for name, content in files.items():
        copy = unfinished / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(content)
        if compressor.should_compress(name):
            list(compressor.compress(str(copy)) or ())
    unfinished.chmod(0o755)
    try:
        unfinished.rename(target)
    except OSError:
        shutil.rmtree(unfinished)
    return target


def _keep_newest(published: Path) -> list[Path]:
    """The versions to serve; older ones are removed."""
    versions = [path for path in published.iterdir() if path.is_dir() and not path.name.startswith(".")]
    versions.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for old in versions[VERSIONS_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return versions[:VERSIONS_SERVED]


def _is_hashed(_path: str, url: str) -> bool:
    return not url.startswith("/static/current/")


def _add_headers(headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
