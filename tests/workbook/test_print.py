"""Everything one has written, on paper."""


def test_every_sheet_is_printed_in_words(open_sheet):
    needs = open_sheet("needs")
    form = needs.open().fill("who", "Branch advisers").fill("needs", "quick", "clear").fill("own_words", "By noon")
    needs.press(form.fill("importance.speed", "5", entry=0).fill("delivery.speed", "dont_know", entry=0))

    page = needs.browser.get("/workbook/HERON-42/print").text

    for words in ("Branch advisers", "A faster answer, Plain words", "By noon", "5 of 5 – They’d go elsewhere or stop"):
        assert words in page
    assert "I don’t know" in page
    assert "HERON-42" in page


def test_an_empty_workbook_says_so(open_sheet):
    assert "Nothing is written yet." in open_sheet("needs").browser.get("/workbook/HERON-42/print").text
