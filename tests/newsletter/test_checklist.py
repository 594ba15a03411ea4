"""What is looked at before a tipsheet goes to many, and what keeps it from going."""

import re

import pytest

from tests.admin.tips import PATH, SLUG, WHOLE, begin, opened, row
from tests.cast import OMAR
from tests.newsletter.readers import subscribe
from tests.newsletter.runs import letters_of, message_of, readers, ring
from workshop.extensions import db
from workshop.newsletter.mailings import mailing_of

MAILING = f"{PATH}/mailing"


@pytest.fixture
def omar(browse, event, app, settings, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", type(settings)(**{**vars(settings), "postal_address": "1 Front Street"}))
    return browse(as_=OMAR)


def points(client) -> dict[str, str]:
    """Each point of the list, and how it stands."""
    found = re.findall(r'<li class="(good|look|bad)"><strong>[^<]+</strong> <span>(.*?)</span>', client.get(MAILING).text)
    return {words: state for state, words in found}


def test_a_good_tipsheet_has_nothing_to_mend(omar):
    readers(2)
    begin(omar)

    assert points(omar) == {
        "It prints on one page: 12 words.": "good",
        "It has no links.": "good",
        "Everybody gets the same words.": "good",
        "The letter has 4 kB of at most 90.": "good",
        "The plain text is made from the article.": "good",
        "Nothing in the subject sounds like spam.": "good",
        "It says who wrote it: Workshop Companion, 1 Front Street.": "good",
        "It goes to 2 readers.": "good",
        "Nobody has had a copy of this version yet: mail yourself one, and read it on a phone.": "look",
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"source": "[Before](/tips/ask-first)"}, "The link “Before” leads to “/tips/ask-first”."),
        ({"source": "[Before]()"}, "The link “Before” leads to “”."),
        ({"source": "[Old](http://localhost/tips/nowhere)"}, "This link leads nowhere on this site: http://localhost/tips/nowhere"),
        ({"source": "Hello %%first_name%%"}, "The place “first_name” needs one word for readers who gave no name"),
        ({"source": "Hello %%shoe_size|42%%"}, "Nothing is known by the name “shoe_size”."),
        ({"title": "%%first_name|you%%, ask first", "slug": SLUG}, "may stand in the article only"),
        ({"action": ""}, "Give it one action for the week."),
        ({"source": "word " * 600}, "It does not print on one page"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_said_and_nothing_is_planned(omar, words, sentence):
    begin(omar, **words)

    found = points(omar)
    page = omar.post(MAILING, data={"n_readers": "0"})

    (told,) = [told for told, state in found.items() if state == "bad"]
    assert sentence in told.replace("&#39;", "’")
    assert (page.status_code, mailing_of(db.session, SLUG)) == (422, None)


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("ASK FIRST", "The subject shouts."),
        ("Ask first!!", "The subject shouts."),
        ("Ask first, act now", "The subject sounds like an advertisement."),
        ("Re: ask first", "The subject looks like an answer"),
        ("Ask first " + "and often " * 8, "a phone shows some 70"),
    ],
)
def test_a_subject_that_may_be_taken_for_spam_is_pointed_out_and_may_go(omar, title, sentence):
    begin(omar, title=title, slug=SLUG)

    found = points(omar)
    page = omar.post(MAILING, data={"n_readers": "0"})

    assert [state for told, state in found.items() if sentence in told] == ["look"]
    assert page.status_code == 303


def test_links_to_open_pages_of_the_site_are_good_and_others_are_listed(omar):
    begin(omar, source="[Ours](http://localhost/tips/be-the-name-that-comes-up) and [theirs](https://elsewhere.example/a)")

    found = points(omar)

    assert [state for told, state in found.items() if "https://elsewhere.example/a" in told] == ["look"]
    assert "bad" not in found.values()


def test_a_copy_to_oneself_counts_for_these_words_only(omar):
    begin(omar)
    omar.post(f"{MAILING}/trying")

    tried = points(omar)
    omar.post(PATH, data=opened(omar) | {"action": "Ask two questions."})

    assert tried["A copy of it was mailed to try it."] == "good"
    assert "A copy of it was mailed to try it." not in points(omar)


def test_without_a_postal_address_nothing_goes(omar, app, settings, monkeypatch):
    begin(omar)
    monkeypatch.setitem(app.config, "SETTINGS", settings)

    page = omar.post(MAILING, data={"n_readers": "0"})

    assert [state for told, state in points(omar).items() if "POSTAL_ADDRESS is empty" in told] == ["bad"]
    assert (page.status_code, mailing_of(db.session, SLUG)) == (422, None)


def test_a_draft_opens_with_its_mailing_and_is_a_draft_again_when_that_is_cancelled(omar, browse):
    begin(omar)
    omar.post(MAILING, data={"at": "2031-01-01T10:00", "n_readers": "0"})
    planned = row().published_at.isoformat()

    still_planned = omar.post(f"{PATH}/publication/ending").status_code
    omar.post(f"{MAILING}/cancelling")

    assert planned == "2031-01-01T15:00:00+00:00"
    assert still_planned == 422
    assert row().published_at is None


def test_letters_hold_the_readers_name_and_stay_as_they_were_when_the_page_is_corrected(omar, browse, settings):
    subscribe(browse(), "fay@reader.example", first_name="Fay")
    subscribe(browse(), "nameless@reader.example")
    begin(omar, source="1. ## Ask\n\n   Hello %%first_name|there%%, then listen.")
    omar.post(MAILING, data={"n_readers": "2"})
    ring(settings)

    omar.post(PATH, data=opened(omar) | {"action": "Ask two questions."})
    ring(settings)

    made = [message_of(letter, settings) for letter in letters_of(mailing_of(db.session, SLUG))]
    said = [
        [" ".join(re.sub("<[^>]+>", "", part.get_content()).split()) for part in message.iter_parts()] for message in made
    ]
    assert [["Hello Fay, then listen." in part for part in parts] for parts in said] == [[True, True], [False, False]]
    assert ["Hello there, then listen." in part for part in said[1]] == [True, True]
    assert not any("Ask two questions." in part for parts in said for part in parts)
    page = browse().get(f"/tips/{SLUG}").text
    assert "Hello there, then listen." in page
    assert "Ask two questions." in page


def test_the_plain_text_can_be_written_by_hand(omar, settings):
    readers(1)
    begin(omar, plain="In my own words.")
    omar.post(MAILING, data={"n_readers": "1"})
    ring(settings)

    text, html = message_of(letters_of(mailing_of(db.session, SLUG))[0], settings).iter_parts()

    assert "In my own words." in text.get_content()
    assert WHOLE["source"].split()[-1] not in text.get_content()
    assert "Then listen." in html.get_content()
