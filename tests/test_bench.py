"""The people of the bench do on the site what real ones do; else its figures would be of nothing."""

from bench.room import open_room
from bench.workshop_person import CODE, SHEET, WorkshopPerson


def test_somebody_of_the_bench_joins_opens_and_saves(live):
    open_room(CODE)
    person = WorkshopPerson(int(live.rpartition(":")[2]), "somebody")

    person.open()
    person.save()
    person.save_all()

    page = person.browser.get(SHEET).body.decode()
    person.browser.close()
    assert page.count("A thought of mine about that.") >= len(person.sheet.texts)
    assert 'name="finished" value="yes" checked' in page
