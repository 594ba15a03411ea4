from workshop.worksheets import catalogue
from workshop.worksheets.definition import Kind
from workshop.worksheets.forms import missing_sentence, sentence
from workshop.worksheets.kinds import Problem, missing_core

NEEDS = ("speed", "right", "clarity", "ease", "care")


def test_a_missing_answer_is_placed_by_its_customer(app):
    sheet = catalogue.worksheet("needs").for_needs(NEEDS)
    missing = missing_core(sheet, [{"who": "Brokers", "needs": ("quick",)}, {"who": "Branches"}], {})

    with app.test_request_context():
        sentences = [missing_sentence(one, sheet, "en") for one in missing]

    assert sentences[:2] == [
        "Choose at least one for ‘What do they need?’ (customer 2)",
        "Choose a rating from 1 to 5 for ‘How much does a quick answer matter to them?’",
    ]


def test_a_text_that_is_too_long_is_told_both_numbers(app):
    with app.test_request_context():
        told = sentence(Problem("too_long", {"length": 2150, "limit": 2000}), "The need in your words")

    assert told == "‘The need in your words’ has 2,150 characters; we can keep 2,000. Please shorten it."


def test_every_core_question_of_every_sheet_has_a_sentence(app):
    with app.test_request_context():
        for worksheet in catalogue.worksheets():
            sheet = worksheet.for_needs(NEEDS if worksheet.needs else ())
            for missing in missing_core(sheet, [], {}):
                assert missing.question.label.in_("en") in missing_sentence(missing, sheet, "en")


def test_a_sheet_with_one_entry_needs_no_number(app):
    closing = catalogue.worksheet("closing")
    missing = missing_core(closing, [], {})

    with app.test_request_context():
        told = missing_sentence(missing[0], closing, "en")

    assert missing[0].question.kind == Kind.SCALE
    assert told == "Choose a rating from 1 to 5 for ‘Useful for my work?’"
