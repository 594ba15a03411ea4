"""What is the same for everybody is drawn once; what somebody typed is never kept in it."""

import pytest
from markupsafe import Markup

from workshop.web import moulds
from workshop.web.moulds import Mould, for_everyone, gap, kept


def test_words_are_escaped_where_they_are_filled_in():
    mould = Mould(f'<p id="{gap("entry")}">{gap("value")}</p>')

    assert mould.filled(entry="a-1", value="<b> & co") == '<p id="a-1">&lt;b&gt; &amp; co</p>'
    assert mould.filled(entry="a-2", value=Markup("<b>co</b>")) == '<p id="a-2"><b>co</b></p>'


def test_words_that_look_like_a_gap_are_words():
    mould = Mould(f"<p>{gap('value')}</p>")

    assert mould.filled(value=f"{gap('value')} gap-value-") == f"<p>{gap('value')} gap-value-</p>"


def test_a_gap_without_words_is_an_error():
    with pytest.raises(KeyError):
        Mould(gap("value")).filled(entry="a-1")


def test_a_part_is_drawn_once_for_each_thing_it_is_given(app):
    drawn = []

    def draw(words: str) -> str:
        drawn.append(words)
        return words

    environment = app.jinja_env
    pages = [kept(environment, ("a test", one), lambda one=one: draw(one)).filled() for one in ("a", "b", "a")]

    assert (pages, drawn) == (["a", "b", "a"], ["a", "b"])


def test_while_templates_are_edited_every_page_is_drawn_anew(app, monkeypatch):
    monkeypatch.setattr(app.jinja_env, "auto_reload", True)

    pages = [kept(app.jinja_env, "edited", lambda one=one: one).filled() for one in ("before", "after")]

    assert pages == ["before", "after"]


def test_the_number_of_moulds_is_bounded(app, monkeypatch):
    monkeypatch.setattr(moulds, "MOST", 3)

    for number in range(20):
        kept(app.jinja_env, ("many", number), str)

    assert len(moulds._kept[app.jinja_env]) <= 3


def test_a_part_for_everyone_sees_only_what_it_is_given(app):
    with app.test_request_context(base_url="http://localhost"):
        done = for_everyone(app.jinja_env, "workbook/_finish.html", is_done=True, says_done=True)
        draft = for_everyone(app.jinja_env, "workbook/_finish.html", is_done=False, says_done=False)

    assert 'value="yes" checked' in done
    assert 'value="no" checked' in draft
