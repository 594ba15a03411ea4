"""Fixtures of every test: a real database, a real site, people who are signed in."""

from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import event as sqlalchemy_event

from tests import databases, factories
from tests.serving import LiveSite
from workshop import create_app
from workshop.accounts.models import User
from workshop.accounts.sign_ins import begin_sign_in
from workshop.config import Settings
from workshop.database import utcnow
from workshop.events.models import Event
from workshop.extensions import db

SECRET = "a secret for the tests alone: 0123456789abcdef"

# A busy machine is no fault of the product.
hypothesis_settings.register_profile("site", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("site")


def pytest_collection_modifyitems(items):
    """What asks for no database does the very same beside any: once is enough."""
    for item in items:
        if "settings" not in item.fixturenames:
            item.add_marker(pytest.mark.no_database)


class Browser(FlaskClient):
    """A browser without scripts: posts as one of our own pages would, and never holds a transaction of the test open."""

    def open(self, *args, **kwargs):
        db.session.commit()
        headers = dict(kwargs.pop("headers", None) or {})
        headers.setdefault("Sec-Fetch-Site", "same-origin")
        # In a context of its own: the test's app context would lend it the person and the session of the request before.
        answer = Context().run(super().open, *args, headers=headers, **kwargs)
        db.session.rollback()  # the request shares the session of the test, and a GET leaves it read-only
        db.session.expire_all()
        return answer


@pytest.fixture(scope="session")
def worker(request) -> str:
    """The name of this test process."""
    return getattr(request.config, "workerinput", {}).get("workerid", "alone")


@pytest.fixture(scope="session")
def settings(worker) -> Iterator[Settings]:
    """Demo mode on a migrated database of this test process's own."""
    with databases.folder_in_memory() as folder:
        url = databases.new_database(folder, worker)
        yield Settings(demo=True, secret_key=SECRET, base_url="http://localhost", database_url=url)


@pytest.fixture(scope="session")
def site(settings) -> Iterator[Flask]:
    """The site, made once for the test process. CSRF tokens are tested by their own tests, which switch them on."""
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = Browser
    app.extensions["live"].longest = 0.2  # a page that is read to its end has one
    yield app
    databases.let_go(app)


@pytest.fixture
def another_site(settings) -> Iterator[Callable[..., Flask]]:
    """`another_site(base_url=…)` is one more site on the same database, with these settings, until the test ends."""
    made = []

    def make(**different) -> Flask:
        made.append(create_app(replace(settings, **different)))
        made[-1].config["WTF_CSRF_ENABLED"] = False
        return made[-1]

    yield make
    for one in made:
        databases.let_go(one)


@pytest.fixture
def app(site, settings) -> Iterator[Flask]:
    """The site with an empty database, inside an app context that the test shares."""
    databases.make_empty(settings.database_url)
    with site.app_context():
        yield site
        db.session.rollback()
        db.session.remove()


@pytest.fixture
def event(app) -> Event:
    """HERON-42: Northgate's open workshop with worksheets 1 and 2 open; Ada hosts it, Ben has a seat in Claims."""
    return factories.heron()


@pytest.fixture
def harbour(app) -> Event:
    """WREN-63: the open workshop of another client, Harbour, whose reports Dora reads."""
    return factories.wren()


@pytest.fixture
def browse(app) -> Callable[..., Browser]:
    """`browse(as_=BEN)` is a browser in which Ben is signed in; `browse()` is a visitor's."""

    def browse_as(as_: str | User | None = None) -> Browser:
        client = app.test_client()
        if as_ is not None:
            token = sign_in_token(as_)
            with client.session_transaction() as cookie:
                cookie["_user_id"] = token
                cookie["_fresh"] = True
        return client

    return browse_as


def sign_in_token(person: str | User) -> str:
    """Sign the person in on one more device, committed."""
    user = person if isinstance(person, User) else factories.user(person)
    token = begin_sign_in(db.session, user, proof="mail" if user.is_proven else "join", now=utcnow())
    db.session.commit()
    return token


@pytest.fixture
def statements(app) -> Iterator[list[str]]:
    """Every SQL statement sent while the fixture is in use, for tests of their number: clear it, act, count it."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    sqlalchemy_event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture(scope="session")
def serving(settings, tmp_path_factory) -> Iterator[LiveSite]:
    """The site behind gunicorn, as it is shipped, on the same database; started with the first browser test."""
    live = LiveSite(settings, Path(tmp_path_factory.mktemp("serving")))
    live.start()
    yield live
    live.stop()


@pytest.fixture
def live(app, serving) -> str:
    """The address of the running site, its database empty at the start of the test."""
    return serving.address


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Debian's Chromium, alone and quiet."""
    return {
        "executable_path": "/usr/bin/chromium",
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture
def visit(request, live, site) -> Iterator[Callable]:
    """`visit("/workbook", as_=BEN, **context options)` opens a page in a new real browser context, and returns it."""
    if not Path("/usr/bin/chromium").exists():
        databases.skip_or_fail("Chromium is not installed")
    browser = request.getfixturevalue("browser")
    contexts = []

    def open_page(path: str = "/", *, as_: str | User | None = None, context=None, **options):
        db.session.commit()
        if context is None:
            context = browser.new_context(base_url=live, **options)
            contexts.append(context)
        if as_ is not None:
            context.add_cookies([signed_in_cookie(site, sign_in_token(as_), live)])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def signed_in_cookie(site: Flask, token: str, address: str) -> dict:
    """The session cookie of a browser that is signed in with this token."""
    value = site.session_interface.get_signing_serializer(site).dumps({"_user_id": token, "_fresh": True})
    return {"name": site.config["SESSION_COOKIE_NAME"], "value": value, "url": address}
