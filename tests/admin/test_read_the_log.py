"""The audit log on screen."""

from datetime import timedelta

import pytest

from tests import factories
from tests.admin.acting import client_named, letters_to, path_of, user_of
from tests.cast import ADA, CLEO, OMAR
from workshop.admin.paging import PAGE_SIZE
from workshop.audit.log import note
from workshop.database import utcnow
from workshop.extensions import db
from workshop.insights.adding_up import add_up
from workshop.reports.models import Report


@pytest.fixture
def omar(browse, event):
    return browse(as_=OMAR)


def test_an_act_is_read_as_who_did_what_to_whom(omar):
    omar.post(path_of(CLEO, "/planning"))

    assert first_row(omar) == ["Omar", "let somebody plan workshops", "Cleo"]


def test_an_act_on_two_things_names_both(omar):
    omar.post(f"/admin/clients/{client_named('Northgate').public_id}/readers/{user_of(CLEO).public_id}/removal")

    assert first_row(omar) == ["Omar", "removed a reader of reports", "Cleo · Northgate"]


def test_a_letter_is_named_by_its_masked_address(omar):
    omar.post(path_of(CLEO, "/letter"))
    omar.post(f"/admin/outbox/{letters_to(CLEO)[0].message_id}/cancelling")

    assert first_row(omar) == ["Omar", "cancelled a letter", "c…o@demo.example"]


def test_an_act_of_somebody_who_is_gone_keeps_their_id(omar):
    noted("report.released", actor="gone" * 5, subject="HERON-42")

    assert first_row(omar) == ["gone" * 5, "released a report", "Who are your customers?, HERON-42"]


def test_figures_reports_and_codes_are_told_by_the_event_they_are_of(omar, event):
    release = add_up(db.session, factories.step(event, "objectives"), now=utcnow())
    report = Report(event_id=event.id, created_at=utcnow())
    db.session.add(report)
    db.session.commit()

    told = []
    for act, subject in (("release.made", release.id), ("report.read", report.public_id), ("event.closed", event.code)):
        noted(act, actor=user_of(ADA).public_id, subject=subject)
        told.append(first_row(omar)[2])

    assert told == ["Who are your customers?, HERON-42"] * 3


def test_an_event_that_is_gone_keeps_its_code(omar):
    noted("rehearsal.ended", actor=user_of(ADA).public_id, subject="GNU-10")

    assert first_row(omar)[2] == "GNU-10"


def test_an_act_of_nobody_is_the_sites_own(omar):
    noted("person.erased", actor="", subject="x")

    assert first_row(omar)[0] == "The site itself"


def test_the_newest_act_stands_first_and_older_ones_on_the_next_page(omar):
    for number in range(PAGE_SIZE + 1):
        noted("staff.signed_in", actor=user_of(ADA).public_id, subject=f"number {number:02d}", minutes=number)

    first, second = omar.get("/admin/audit").text, omar.get("/admin/audit?page=2").text

    assert first.index(f"number · {PAGE_SIZE:02d}") < first.index(f"number · {PAGE_SIZE - 1:02d}")
    assert ("number · 00" in first, "number · 00" in second) == (False, True)


def test_the_log_cannot_be_changed_from_the_page(omar):
    assert [omar.open("/admin/audit", method=method).status_code for method in ("POST", "PUT", "DELETE")] == [405] * 3


def noted(act: str, *, actor: str, subject: str, minutes: int = 0) -> None:
    note(db.session, act=act, actor=actor, subject=subject, now=utcnow() + timedelta(minutes=minutes))
    db.session.commit()


def first_row(omar) -> list[str]:
    """Who, did what, to whom, in the newest line."""
    row = omar.get("/admin/audit").text.split("<tbody>")[1].split("</tr>")[0]
    cells = [cell.split(">", 1)[1] for cell in row.split("<td")[1:]]
    return [cell.split("</td>")[0].replace("<bdi>", "").replace("</bdi>", "") for cell in cells]
