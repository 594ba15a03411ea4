import unicodedata
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.worksheets import catalogue
from workshop.worksheets.definition import Kind, Question
from workshop.worksheets.kinds import DONT_KNOW, Problem, clean, is_answered

TEXT = {"en": "What?"}
SHORT = Question(key="what", kind="short", label=TEXT)
LONG = Question(key="what", kind="long", label=TEXT)
SCALE = Question(key="what", kind="scale", label=TEXT, low=TEXT, high=TEXT)
SURE_SCALE = SCALE.model_copy(update={"dont_know": TEXT})
DAY = Question(key="what", kind="day", label=TEXT)
OPTIONS = [{"key": key, "label": {"en": key}} for key in ("red", "green", "blue")]
CHIP = Question(key="what", kind="chip", label=TEXT, options=OPTIONS)
CHIPS = Question(key="what", kind="chips", label=TEXT, options=OPTIONS)
CHOICE = Question(key="what", kind="choice", label=TEXT, options=OPTIONS)
SOURCES = [{"worksheet": "needs", "question": "who"}]
OWN_ENTRY = Question(key="what", kind="reference", label=TEXT, sources=SOURCES)
ANYONE = OWN_ENTRY.model_copy(update={"someone_else": TEXT})
EACH_KIND = [SHORT, LONG, CHIP, CHIPS, SCALE, CHOICE, DAY, ANYONE]
ENTRY = UUID("3f2b8c1e-9d47-4a6b-8e21-5c7d90a1b2c3")


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        (SHORT, "Branch advisers", "Branch advisers"),
        (SHORT, " two  spaces kept ", " two  spaces kept "),
        (SHORT, "cafe\N{COMBINING ACUTE ACCENT}", "café"),
        (SHORT, "=1+1", "=1+1"),
        (SHORT, "a\tb", "a\tb"),
        (LONG, "one\r\ntwo\rthree", "one\ntwo\nthree"),
        (CHIP, "green", "green"),
        (CHIPS, ["blue", "red", "blue", ""], ("red", "blue")),
        (CHIPS, "blue", ("blue",)),
        (CHOICE, ["blue"], "blue"),
        (SCALE, "1", 1),
        (SCALE, "5", 5),
        (SURE_SCALE, "dont_know", DONT_KNOW),
        (DAY, "2026-11-30", date(2026, 11, 30)),
        (OWN_ENTRY, str(ENTRY), ENTRY),
        (ANYONE, "The night shift", "The night shift"),
    ],
)
def test_an_answer_is_kept_as_it_was_meant(question, raw, value):
    assert clean(question, raw) == value


@pytest.mark.parametrize(
    ("question", "raw", "message"),
    [
        (SHORT, "two\nlines", "control_characters"),
        (SHORT, "bell\a", "control_characters"),
        (LONG, "bell\a", "control_characters"),
        (LONG, "\N{ZERO WIDTH SPACE}", "control_characters"),
        (SHORT, " \N{ZERO WIDTH JOINER} ", "control_characters"),
        (LONG, "\uffff", "control_characters"),
        (LONG, "\U0010ffff", "control_characters"),
        (LONG, "half a pair \ud83d", "control_characters"),
        (CHIP, "purple", "unknown_option"),
        (CHIPS, ["red", "purple"], "unknown_option"),
        (CHOICE, "Red", "unknown_option"),
        (SCALE, "0", "unknown_step"),
        (SCALE, "6", "unknown_step"),
        (SCALE, "٣", "unknown_step"),
        (SCALE, "dont_know", "unknown_step"),
        (DAY, "30 November", "unknown_day"),
        (DAY, "2026-02-30", "unknown_day"),
        (DAY, "0026-11-30", "unknown_day"),
        (OWN_ENTRY, "The night shift", "unknown_entry"),
        (ANYONE, "bell\a", "control_characters"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_with_a_reason(question, raw, message):
    problem = clean(question, raw)

    assert isinstance(problem, Problem)
    assert problem.message == message


@pytest.mark.parametrize(("question", "limit"), [(SHORT, 200), (LONG, 2_000), (ANYONE, 200)])
def test_a_text_may_be_just_as_long_as_the_limit(question, limit):
    assert clean(question, "é" * limit) == "é" * limit
    assert clean(question, "é" * (limit + 1)) == Problem("too_long", {"length": limit + 1, "limit": limit})


@pytest.mark.parametrize("question", EACH_KIND, ids=lambda question: question.kind)
@pytest.mark.parametrize("nothing", [None, "", [], [""]])
def test_nothing_is_no_answer_for_any_kind(question, nothing):
    assert clean(question, nothing) is None


@pytest.mark.parametrize("blank", [" ", "\t", "\n \n", "\N{NO-BREAK SPACE}"])
def test_a_text_nobody_can_see_is_no_answer(blank):
    assert clean(LONG, blank) is None
    assert not is_answered(blank)


@pytest.mark.parametrize(("value", "answered"), [(None, False), ((), False), ("", False), ("x", True), (1, True)])
def test_a_value_is_an_answer_when_there_is_something_in_it(value, answered):
    assert is_answered(value) == answered


@given(raw=st.text() | st.lists(st.text(), max_size=3), question=st.sampled_from(EACH_KIND))
def test_whatever_is_sent_gives_a_value_nothing_or_a_problem(raw, question):
    value = clean(question, raw)

    assert value is None or isinstance(value, Problem) or is_answered(value)


@given(words=st.text(min_size=1, max_size=250))
def test_cleaning_a_text_twice_changes_nothing(words):
    once = clean(LONG, words)

    if isinstance(once, str):
        assert clean(LONG, once) == once
        assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize("worksheet", catalogue.worksheets(), ids=lambda worksheet: worksheet.key)
def test_every_question_of_the_catalogue_takes_an_answer_of_its_kind(worksheet):
    asked = worksheet.for_needs([need.key for need in worksheet.needs])

    for question in (*asked.questions, *asked.once):
        raw, value = example_of(question)
        assert clean(question, raw) == value


def example_of(question):
    match question.kind:
        case Kind.SHORT | Kind.LONG:
            return "Words", "Words"
        case Kind.CHIP | Kind.CHOICE:
            return question.option_keys[-1], question.option_keys[-1]
        case Kind.CHIPS:
            return list(reversed(question.option_keys)), question.option_keys
        case Kind.SCALE:
            return "4", 4
        case Kind.DAY:
            return "2026-11-30", date(2026, 11, 30)
        case Kind.REFERENCE:
            return str(ENTRY), UUID(str(ENTRY))


def test_the_catalogue_uses_every_kind_of_question():
    used = {
        question.kind
        for worksheet in catalogue.worksheets()
        for question in worksheet.for_needs([need.key for need in worksheet.needs]).questions
    }

    assert used == set(Kind)


@pytest.mark.parametrize(("question", "may_be"), [(SHORT, "\t"), (LONG, "\t\n")])
def test_of_all_letters_only_control_characters_and_half_pairs_are_refused(question, may_be):
    refused = Problem("control_characters")

    wrong = [
        number
        for number in range(0x110000)
        if (letter := chr(number)) != "\r"  # read as the end of a line
        and (clean(question, f"a{letter}b") == refused)
        != (unicodedata.category(letter) in ("Cc", "Cs") and letter not in may_be)
    ]

    assert wrong == []
