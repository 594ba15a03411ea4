"""Adding, deleting and moving entries without scripts."""

from urllib.parse import urlsplit

from tests.workbook.pages import Form


def names(sheet) -> list[str]:
    form = sheet.open()
    return [form.value("who", entry=number) for number in range(1, len(form.entries) + 1)]


def three_customers(sheet) -> Form:
    form = sheet.open()
    for number, who in enumerate(["Advisers", "Brokers", "Clerks"], 1):
        form.fill("who", who, entry=number)
    return form


def follow(sheet, answer) -> str:
    assert answer.status_code == 303
    return sheet.browser.get(answer.location).text


def test_add_another_keeps_what_was_typed_and_puts_the_cursor_in_the_new_entry(open_sheet):
    sheet = open_sheet("needs")

    answer = sheet.press(three_customers(sheet), "add")

    page = Form(follow(sheet, answer))
    assert len(page.entries) == 4
    assert page.value("who", entry=1) == "Advisers"
    assert page.focus == [f"a-{page.entries[3]}-who"]


def test_pressing_add_twice_by_the_back_button_adds_one_entry(open_sheet):
    sheet = open_sheet("needs")
    form = three_customers(sheet)

    sheet.press(form, "add")
    sheet.press(form, "add")

    assert len(sheet.open().entries) == 4


def test_five_entries_are_plenty(open_sheet):
    sheet = open_sheet("needs")
    sheet.press(three_customers(sheet), "add")
    sheet.press(sheet.open(), "add")

    page = sheet.browser.get(sheet.path).text

    assert "Five is plenty. Pick the ones that matter most." in page
    assert "Add another customer" not in page
    assert len(Form(page).entries) == 5


def test_a_deleted_entry_can_be_brought_back_with_everything_in_it(open_sheet):
    sheet = open_sheet("needs")
    form = three_customers(sheet).fill("needs", "quick", "clear", entry=2).fill("own_words", "By noon", entry=2)
    second = form.entries[1]
    answer = sheet.press(form, f"remove-{second}")
    page = follow(sheet, answer)
    assert urlsplit(answer.location).fragment in Form(page).ids
    assert "‘Brokers’ was deleted." in page
    assert names(sheet)[:2] == ["Advisers", "Clerks"]

    sheet.press(Form(page), f"restore-{second}")

    form = sheet.open()
    again = form.entries.index(second) + 1
    assert sorted(names(sheet)) == ["Advisers", "Brokers", "Clerks"]
    assert form.value("who", entry=again) == "Brokers"
    assert form.value("needs", entry=again) == ["quick", "clear"]
    assert form.value("own_words", entry=again) == "By noon"


def test_entries_move_up_and_down(open_sheet):
    sheet = open_sheet("needs")
    form = three_customers(sheet)

    sheet.press(form, f"up-{form.entries[2]}")
    assert names(sheet) == ["Advisers", "Clerks", "Brokers"]
    sheet.press(sheet.open(), f"down-{form.entries[0]}")

    assert names(sheet) == ["Clerks", "Advisers", "Brokers"]


def test_all_ids_are_unique_with_five_entries_and_so_are_all_labels(open_sheet):
    sheet = open_sheet("needs")
    sheet.press(three_customers(sheet), "add")
    sheet.press(sheet.open(), "add")
    page = sheet.browser.get(sheet.path).text

    form = Form(page)

    assert len(form.ids) == len(set(form.ids))
    assert page.count('Who are they?<span class="visually-hidden"> (customer 3)</span>') == 1
