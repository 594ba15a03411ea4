"""Clients and their teams."""

import pytest

from tests import factories
from tests.admin.acting import client_named, noted, statuses_at_once, user_of
from tests.cast import ADA, CLEO, DORA, OMAR
from workshop.extensions import db

TEAM_TAKEN = "The name “service” is in use. Choose another."


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


@pytest.fixture
def northgate(event) -> str:
    """The path of Northgate's page."""
    return f"/admin/clients/{event.client.public_id}"


def test_clients_are_listed_with_their_numbers(omar, harbour):
    page = omar.get("/admin/clients").text

    assert [words(page, name) for name in ("Harbour", "Northgate")] == [("2", "1", "1"), ("3", "1", "1")]


def test_a_new_client_is_offered_when_planning(omar, browse):
    page = omar.post("/admin/clients", data={"name": "  Lakeside   Library "})

    client = client_named("Lakeside Library")
    assert (page.status_code, page.location) == (303, f"/admin/clients/{client.public_id}")
    assert ">Lakeside Library</option>" in browse(as_=ADA).get("/events/new").text
    assert noted() == [("client.added", user_of(OMAR).public_id, client.public_id)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write a name of at most 80 letters"),
        ("   ", "Write a name of at most 80 letters"),
        ("N" * 81, "Write a name of at most 80 letters"),
        ("\u200b", "Write a name of at most 80 letters"),
        ("NORTHGATE", "The name “NORTHGATE” is in use."),
    ],
)
def test_a_client_without_a_name_of_its_own_is_refused_and_stays_typed(omar, typed, sentence):
    page = omar.post("/admin/clients", data={"name": typed})

    assert (page.status_code, sentence in page.text) == (422, True)
    assert f'name="name" value="{typed}"' in page.text


def test_a_client_is_renamed_everywhere(omar, browse, northgate):
    omar.post(f"{northgate}/name", data={"name": "Northgate Mutual"})

    assert "Northgate Mutual" in omar.get("/admin/clients").text
    assert "Northgate Mutual" in browse(as_=ADA).get("/events").text
    assert [act for act, *_rest in noted()] == ["client.renamed"]


def test_a_client_may_keep_its_name_but_not_take_anothers(omar, harbour, northgate):
    statuses = [
        omar.post(f"{northgate}/name", data={"name": name, "team-name": name}).status_code
        for name in ("Northgate", "Harbour")
    ]

    assert statuses == [303, 422]


def test_a_team_is_added_renamed_and_removed(omar, northgate):
    omar.post(f"{northgate}/teams", data={"team-name": "Pricing"})
    omar.post(f"{northgate}/teams/name", data={"team": "Pricing", "name": "Actuaries"})
    with_it = teams(omar, northgate)
    omar.post(f"{northgate}/teams/removal", data={"team": "Actuaries"})

    assert with_it == ["Actuaries", "Claims", "Service", "Underwriting"]
    assert teams(omar, northgate) == ["Claims", "Service", "Underwriting"]
    assert [act for act, *_rest in noted()] == ["team.added", "team.renamed", "team.removed"]


def test_a_team_that_an_event_is_made_of_stays(omar, northgate):
    page = omar.post(f"{northgate}/teams/removal", data={"team": "Claims"})

    assert page.status_code == 422
    assert "A workshop or webinar was planned with this team, so it stays." in page.text
    assert "Remove Claims" not in page.text
    assert teams(omar, northgate) == ["Claims", "Service", "Underwriting"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("service", TEAM_TAKEN), ("Claims + Service", "without a plus sign for a team"), ("", "Write a name")],
)
@pytest.mark.parametrize("act", ["teams", "teams/name"])
def test_a_team_name_that_cannot_be_is_refused_and_stays_typed(omar, northgate, act, typed, sentence):
    page = omar.post(f"{northgate}/{act}", data={"team": "Claims", "name": typed, "team-name": typed})

    assert (page.status_code, sentence in page.text) == (422, True)
    assert f'value="{typed}" aria-describedby' in page.text
    assert teams(omar, northgate) == ["Claims", "Service", "Underwriting"]


@pytest.mark.parametrize("act", ["teams/name", "teams/removal"])
def test_a_team_that_is_gone_is_said_to_be(omar, northgate, act):
    page = omar.post(f"{northgate}/{act}", data={"team": "Pricing", "name": "Actuaries"})

    assert (page.status_code, "That team has another name by now" in page.text) == (422, True)


def test_another_clients_team_is_not_reached(omar, harbour, northgate):
    page = omar.post(f"{northgate}/teams/removal", data={"team": "Cranes"})

    assert page.status_code == 422
    assert teams(omar, f"/admin/clients/{harbour.client.public_id}") == ["Cranes", "Pilots"]


@pytest.mark.parametrize("reader", [ADA, CLEO, DORA])
def test_nobody_else_changes_a_client(browse, event, harbour, northgate, reader):
    statuses = [browse(as_=reader).post(f"{northgate}/{act}").status_code for act in ("name", "teams", "readers")]

    assert statuses == [404, 404, 404]


def test_a_fresh_client_has_a_page_without_teams_and_readers(omar):
    factories.client("Lakeside", teams=(), reader=DORA)

    page = omar.get(f"/admin/clients/{client_named('Lakeside').public_id}")

    assert (page.status_code, "Rename " in page.text) == (200, False)


def words(page: str, name: str) -> tuple[str, ...]:
    """The numbers in the row of this client: teams, readers, events."""
    row = page[page.index(f"<bdi>{name}</bdi>") :].split("</tr>")[0]
    return tuple(cell.split(">")[-1] for cell in row.split("</td>")[:3])


def teams(omar, path: str) -> list[str]:
    """The teams that the client's page shows, in order."""
    db.session.rollback()
    page = omar.get(path).text
    return [part.split('"')[0] for part in page.split('name="team" value="')[1:]]


def test_two_administrators_who_add_the_same_client_at_once_both_get_an_answer(app, browse, event):
    assert statuses_at_once(app, browse, "/admin/clients", {"name": "Lakeside", "team-name": "Lakeside"}) == [303, 422]


def test_one_team_added_twice_at_once_is_added_once(app, browse, northgate):
    assert statuses_at_once(app, browse, f"{northgate}/teams", {"name": "Sales", "team-name": "Sales"}) == [303, 422]
