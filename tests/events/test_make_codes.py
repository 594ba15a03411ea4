"""Room codes: an animal and two numbers, never given out twice."""

import pytest

from tests import factories
from workshop.events.code_words import ANIMALS
from workshop.events.codes import NoCodeLeft, all_codes, new_code, normal_code
from workshop.extensions import db


def test_there_are_about_150_animals_each_short_and_once():
    assert 140 <= len(ANIMALS) <= 180
    assert len(set(ANIMALS)) == len(ANIMALS)
    assert all(animal.isalpha() and animal.isupper() and len(animal) <= 8 for animal in ANIMALS)


def test_every_code_is_read_back_as_people_type_it():
    for code in all_codes():
        assert normal_code(code.lower().replace("-", " ")) == code


def test_a_code_that_an_event_has_is_not_given_out_again(event):
    assert new_code(db.session, choose=lambda free: free[0]) == "ADDER-10"
    assert new_code(db.session, choose=lambda free: str(event.code in free)) == "False"


def test_when_every_code_is_taken_the_site_says_so(event, monkeypatch):
    monkeypatch.setattr("workshop.events.codes.ANIMALS", ("HERON",))
    monkeypatch.setattr("workshop.events.codes.LOWEST", 42)
    monkeypatch.setattr("workshop.events.codes.HIGHEST", 42)

    with pytest.raises(NoCodeLeft):
        new_code(db.session)


def test_two_events_cannot_share_a_code(event):
    with pytest.raises(Exception, match=r"(?i)unique"):
        factories.event(event.client, code=event.code, teams=("Claims",))
