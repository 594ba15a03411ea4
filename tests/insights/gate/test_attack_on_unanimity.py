"""Attack 8 of privacy.md on whole releases: no room can be told to be of one mind."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import find, given

from tests.insights.gate.rooms import QUESTIONS, RATING, SET, Room, draw_value, histories, hunting, some_rooms
from workshop.insights.gate.questions import Kind
from workshop.insights.gate.rows import row


def another_value(question, value, number: int):
    """One of the values that are not this one, number 0…3 of them."""
    match question.kind:
        case Kind.RATING:
            return 1 + (value + number) % 5
        case Kind.PAIR:
            return 1 + (value[0] + number) % 5, value[1]
        case Kind.CHOICE:
            return question.options[(question.options.index(value) + 1 + number % 3) % 4]
        case Kind.SET:
            return value ^ {question.options[number]}


def dissenting(history, question, seen) -> Iterator:
    """What is seen of rooms of one mind in which one person, or two, see it differently."""
    quiet = replace(history, chapters=tuple(replace(one, disturbances=()) for one in history.chapters))
    value = draw_value(question, Random(history.seed))
    room = quiet.played(mind=lambda person, one: value, act=Room.release, questions=[question])
    yield seen(room, question)
    people = sorted(room.counted[question])[:3]
    for person, number in product(people, range(4)):
        other = another_value(question, value, number)
        yield seen(
            quiet.played(
                mind=lambda whom, one, person=person, other=other: other if whom == person else value,
                act=Room.release,
                questions=[question],
            ),
            question,
        )


def is_given_away(history, question, seen) -> bool:
    """Whether nothing but one mind explains what is seen (an empty room gives nobody away)."""
    unanimous, *others = dissenting(history, question, seen)
    return bool(others) and unanimous not in others


def printed(room: Room, question) -> list:
    return room.releases


def counted(room: Room, question) -> list:
    return [row(question, room.blocks[question], team) for team in (None, *range(1, room.n_teams + 1))]


@some_rooms
@given(histories())
def test_all_releases_of_a_room_of_one_mind_could_be_those_of_another(history):
    assert [question.key for question in QUESTIONS if is_given_away(history, question, printed)] == []


@pytest.mark.parametrize("question", [RATING, SET])
def test_printing_the_tallies_themselves_is_caught(question):
    find(histories(), lambda history: is_given_away(history, question, counted), settings=hunting)
