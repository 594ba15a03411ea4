"""Saving a worksheet from a page without scripts."""

import re

from tests.workbook.pages import Form


def test_what_is_typed_is_there_when_the_page_comes_back(open_sheet):
    sheet = open_sheet("objectives")
    form = (
        sheet.open()
        .fill("objective", "Cut open claims from 900 to 500 by June.")
        .fill("kind", "target")
        .fill("sure", "told")
    )

    answer = sheet.press(form)

    assert answer.status_code == 303
    again = sheet.open()
    assert again.value("objective") == "Cut open claims from 900 to 500 by June."
    assert again.value("kind") == "target"
    assert again.value("sure") == "told"


def test_several_chips_and_a_rating_and_dont_know_are_kept(open_sheet):
    sheet = open_sheet("needs")
    form = sheet.open().fill("who", "Branch advisers").fill("needs", "quick", "clear", entry=1)
    form.fill("importance.speed", "5", entry=0).fill("delivery.speed", "dont_know", entry=0)

    sheet.press(form)

    again = sheet.open()
    assert again.value("needs") == ["quick", "clear"]
    assert [f"a-{again.once}-importance.speed", "5"] in again.fields
    assert [f"a-{again.once}-delivery.speed", "dont_know"] in again.fields


def test_the_status_line_says_when_it_was_saved(open_sheet):
    sheet = open_sheet("objectives")
    assert "Nothing to save yet" in sheet.browser.get(sheet.path).text

    sheet.press(sheet.open().fill("objective", "Fewer calls"))

    assert 'data-state="saved">Saved at ' in sheet.browser.get(sheet.path).text


def test_a_text_that_is_too_long_is_shown_again_with_a_sentence(open_sheet):
    sheet = open_sheet("objectives")
    long = "x" * 2001
    form = sheet.open().fill("objective", long).fill("kind", "cost")

    answer = sheet.press(form)

    assert answer.status_code == 422
    assert "<title>Error: Worksheet 1 of 5: " in answer.text
    assert "‘What must go well?’ has 2,001 characters; we can keep 2,000. Please shorten it. (objective 1)" in answer.text
    shown = Form(answer.text)
    assert shown.value("objective") == long
    assert sheet.open().value("kind") == "cost"
    assert sheet.open().value("objective") == ""


def test_an_unfinished_sheet_is_kept_and_finishing_says_what_is_missing(open_sheet):
    sheet = open_sheet("objectives")
    form = sheet.open().fill("objective", "Fewer calls").set("finished", "yes")

    answer = sheet.press(form)

    assert answer.status_code == 422
    shown = Form(answer.text)
    assert "Check 2 answers" in answer.text
    assert ["finished", "yes"] in shown.fields
    assert ["was-finished", "no"] in shown.fields
    for question in ("kind", "sure"):
        name = f"a-{shown.entries[0]}-{question}"
        assert f'href="#{name}"' in answer.text
        assert name in shown.ids
    assert sheet.open().value("objective") == "Fewer calls"
    assert "In progress" in sheet.browser.get("/workbook/HERON-42").text


def test_a_sheet_that_is_saved_and_not_finished_says_so(open_sheet):
    sheet = open_sheet("objectives")

    answer = sheet.press(sheet.open().fill("objective", "Fewer calls"))

    assert answer.location == sheet.path
    assert "Saved, and not marked as done." in sheet.browser.get(answer.location).text


def test_a_finished_sheet_that_is_saved_again_leads_back_too(open_sheet):
    sheet = open_sheet("objectives")
    form = sheet.open().fill("objective", "Fewer calls").fill("kind", "cost").fill("sure", "guessing").set("finished", "yes")
    sheet.press(form)

    assert sheet.press(sheet.open().fill("objective", "Fewer complaints")).location == "/workbook/HERON-42"


def test_a_finished_sheet_is_done_and_leads_back_to_the_contents(open_sheet):
    sheet = open_sheet("objectives")
    form = sheet.open().fill("objective", "Fewer calls").fill("kind", "cost").fill("sure", "guessing").set("finished", "yes")

    answer = sheet.press(form)

    assert answer.status_code == 303
    assert answer.location == "/workbook/HERON-42"
    assert "Done" in sheet.browser.get("/workbook/HERON-42").text
    assert ["finished", "yes"] in sheet.open().fields


def test_someone_else_can_be_named_where_no_customer_was_written(open_sheet):
    sheet = open_sheet("strengths")
    form = sheet.open().fill("strength", "Explain a refusal").fill("for_whom-other", "The new starters")

    sheet.press(form)

    assert sheet.open().value("for_whom-other") == "The new starters"


def test_own_customers_are_offered_to_choose_from(open_sheet):
    needs = open_sheet("needs")
    needs.press(needs.open().fill("who", "Branch advisers"))
    customer = needs.open().entries[0]
    strengths = open_sheet("strengths")

    strengths.press(strengths.open().fill("strength", "Explain").fill("for_whom", customer))

    assert strengths.open().value("for_whom") == customer
    assert "Branch advisers" in strengths.browser.get(strengths.path).text


def test_without_scripts_what_to_mend_comes_first_and_leads_to_its_fields(open_sheet):
    sheet = open_sheet("objectives")

    page = sheet.press(sheet.open().fill("objective", "Fewer calls").set("finished", "yes")).text

    main = page.partition('<main id="main"')[2].partition("</main>")[0]
    links = re.findall(r'href="#(a-[^"]+)"', main.partition("<h1>")[0])
    assert re.search(r"<title>Error: Worksheet 1 of \d: ", page)
    assert len(links) == 2
    assert [page.count(f'id="{link}"') for link in links] == [1, 1]
    assert [f'id="{link}-error"' in page for link in links] == [True, True]
    assert main.index("error-summary") < main.index("kicker")
