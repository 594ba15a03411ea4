"""The same answer changed in two windows."""

import pytest

from tests.workbook.pages import Form


@pytest.fixture
def two_windows(open_sheet):
    """A phone and a laptop with the same worksheet open; the laptop has saved another version."""
    phone, laptop = open_sheet("needs"), open_sheet("needs")
    first = phone.open().fill("who", "Advisers")
    phone.press(first)
    on_phone, on_laptop = phone.open(), laptop.open()
    laptop.press(on_laptop.fill("who", "Advisers in Leeds"))
    answer = phone.press(on_phone.fill("who", "Branch advisers").fill("own_words", "By noon"))
    return phone, answer


def test_both_versions_are_shown_and_everything_else_is_saved(two_windows):
    phone, answer = two_windows

    assert answer.status_code == 409
    assert "This worksheet changed in another window" in answer.text
    assert "Branch" in answer.text
    assert "in Leeds" in answer.text
    assert phone.open().value("own_words") == "By noon"
    assert phone.open().value("who") == "Advisers in Leeds"


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ("keep-both", ["Advisers in Leeds", "Branch advisers"]),
        ("keep-mine", ["Branch advisers"]),
        ("keep-theirs", ["Advisers in Leeds"]),
    ],
)
def test_the_choice_is_kept_and_nothing_is_lost(two_windows, choice, names):
    phone, answer = two_windows

    settled = phone.press(Form(answer.text, "data-resolution"), choice)

    assert settled.status_code == 303
    form = phone.open()
    found = [form.value("who", entry=number) for number in range(1, len(form.entries) + 1)]
    assert [name for name in found if name] == names
    page = phone.browser.get(phone.path).text
    for version in ("Advisers in Leeds", "Branch advisers"):
        assert version in page


def test_after_going_back_to_keep_both_other_words_are_kept_and_their_writer_is_told(open_sheet):
    phone, laptop = open_sheet("objectives"), open_sheet("objectives")
    on_phone, on_laptop = phone.open(), laptop.open()
    laptop.press(on_laptop.fill("objective", "Fewer calls"))
    for words in ("Fewer claims", "Fewer letters"):
        asked = phone.press(on_phone.fill("objective", words))
        phone.press(Form(asked.text, "data-resolution"), "keep-both")

    page = phone.browser.get(phone.path).text

    assert "Fewer letters" in page
    assert "The other version is kept at the foot of this page" in page


def test_a_script_is_told_of_both_versions_in_a_form_of_its_own(open_sheet):
    phone, laptop = open_sheet("objectives"), open_sheet("objectives")
    on_phone, on_laptop = phone.open(), laptop.open()
    laptop.press(on_laptop.fill("objective", "Fewer calls"))

    answer = phone.script(on_phone.fill("objective", "Fewer claims"))

    assert answer.status_code == 409
    assert Form(answer.json["conflict"], "data-resolution").fields
    assert "claims" in answer.json["conflict"]
