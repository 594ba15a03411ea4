"""The access matrix, walked from the site's own map: every route × method × actor × membership.

For someone who is signed in, foreign, unknown and forbidden things are the same 404. A visitor is sent to sign in on GET and
gets 401 otherwise, whether the thing exists or not.
"""

from collections.abc import Iterator

import pytest

from tests.access.policy import (
    ADMINISTRATOR,
    ANY_READER,
    EXPECTED,
    HOST,
    OFF,
    PLANNER,
    POLICY,
    PUBLIC,
    READER,
    SEAT,
    SIGNED_IN,
)
from tests.access.world import ACTORS, MAY, World, a_world
from tests.databases import let_go
from workshop import create_app
from workshop.config import Settings

REFUSED = {401, 403, 404, 405, 500}


def routes() -> Iterator[tuple[str, str]]:
    """Every (endpoint, method) of the site, but those that Flask answers by itself."""
    app = create_app(
        Settings(demo=True, secret_key="only to read the map: 0123456789", database_url="sqlite:////dev/null/never-opened")
    )
    let_go(app)
    for rule in app.url_map.iter_rules():
        yield from ((rule.endpoint, method) for method in sorted(rule.methods - {"HEAD", "OPTIONS"}))


ROUTES = sorted(set(routes()))
PRIVATE = [(endpoint, method) for endpoint, method in ROUTES if POLICY.get(endpoint, PUBLIC) != PUBLIC]


@pytest.fixture
def world(event, harbour) -> World:
    return a_world(event, harbour)


def test_every_route_has_a_policy_and_every_policy_a_route():
    assert {endpoint for endpoint, _method in ROUTES} == set(POLICY)


def test_only_those_who_may_read_a_page(world, browse, app):
    browsers = {actor: browse(as_=world.people[actor]) for actor in ACTORS}
    wrong = []
    for endpoint, method in PRIVATE:
        if method == "GET":  # which changes nothing: one world does for all
            path = world.path(app, endpoint)
            seen = {actor: browsers[actor].get(path).status_code for actor in ACTORS}
            wrong += wrongly_answered(endpoint, "GET", path, seen)

    assert wrong == []


@pytest.mark.parametrize(("endpoint", "method"), [route for route in PRIVATE if route[1] != "GET"])
def test_only_those_who_may_get_in(world, browse, app, endpoint, method):
    path = world.path(app, endpoint)

    seen = {actor: ask(browse, world, actor, method, path).status_code for actor in ACTORS}

    assert wrongly_answered(endpoint, method, path, seen) == []


def wrongly_answered(endpoint: str, method: str, path: str, seen: dict[str, int]) -> list[str]:
    """A sentence for each actor who was let in and should not have been, or was refused and should not have been."""
    allowed, visitor = MAY[POLICY[endpoint]], 302 if method == "GET" else 401
    told = []
    for actor, status in seen.items():
        if actor in allowed:
            is_right = status not in REFUSED
        else:
            is_right = status == (visitor if actor in ("visitor", "disabled") else 404)
        if not is_right:
            told.append(f"{actor} got {status} for {method} {path}")
    return told


def test_foreign_and_unknown_things_are_the_same_404(world, browse, app):
    told = {}
    for endpoint, method in [route for route in PRIVATE if POLICY[route[0]] in (SEAT, EXPECTED, HOST, READER)]:
        ours, unknown = world.path(app, endpoint), world.path(app, endpoint, exists=False)
        foreign_page, unknown_page = (ask(browse, world, "dora", method, path) for path in (ours, unknown))
        statuses = (foreign_page.status_code, unknown_page.status_code)
        if statuses != (404, 404) or foreign_page.text.replace(ours, "") != unknown_page.text.replace(unknown, ""):
            told[endpoint, method] = statuses

    assert told == {}


def test_a_visitor_cannot_tell_what_exists(world, browse, app):
    told = {}
    for endpoint, method in PRIVATE:
        paths = [world.path(app, endpoint, exists=exists) for exists in (True, False)]
        statuses = [ask(browse, world, "visitor", method, path).status_code for path in paths]
        if statuses != [302 if method == "GET" else 401] * 2:
            told[endpoint, method] = statuses

    assert told == {}


def ask(browse, world: World, actor: str, method: str, path: str):
    """What the actor gets for this method on this path."""
    person = world.people[actor]
    return browse(as_=person).open(path, method=method, data={"step": 2} if path.endswith("/releases") else None)


def test_the_actors_cover_every_policy():
    assert set(MAY) == {SIGNED_IN, SEAT, EXPECTED, HOST, PLANNER, ANY_READER, READER, ADMINISTRATOR, OFF}
