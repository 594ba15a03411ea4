"""What single components promise: ratings without colour, print without backgrounds, little to load."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.look]
CHOSEN = "#pattern-importance-5"
FONT_BYTES = 85_000
STYLE_BYTES = 12_000  # of every component there is; a page loads only those it needs


def box_of(page, selector):
    return page.locator(selector).locator("xpath=following-sibling::span")


def test_arrows_choose_within_a_rating_and_tab_leaves_it(visit):
    page = visit("/patterns")
    page.locator("#pattern-delivery").focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    chosen = page.evaluate("document.activeElement.value")
    page.keyboard.press("Tab")

    assert chosen == "3"
    assert page.evaluate("document.activeElement.name") == "pattern-useful"


def test_a_rating_says_its_words_to_a_screen_reader(visit):
    page = visit("/patterns", viewport={"width": 320, "height": 700})
    group = page.get_by_role("group", name="A faster answer: how important is it to them?")

    assert [group.get_by_role("radio", name=words, exact=True).count() for words in NAMES] == [1] * 5


NAMES = ["1, hardly notice it", "2, small plus", "3, they’d mind", "4, they’d complain", "5, they’d go elsewhere or stop"]


def test_on_a_phone_the_words_of_a_chosen_step_stand_under_it(visit):
    page = visit("/patterns", viewport={"width": 320, "height": 700})

    page.locator("#pattern-importance-2").check(force=True)
    words = box_of(page, "#pattern-importance-2").locator(".words").bounding_box()

    assert words["width"] > 60
    assert words["x"] >= 0
    assert words["x"] + words["width"] <= 320


def test_a_chosen_rating_shows_in_forced_colours(visit):
    page = visit("/patterns", forced_colors="active")
    chosen = box_of(page, CHOSEN).evaluate("(el) => getComputedStyle(el).backgroundColor")
    other = box_of(page, "#pattern-importance").evaluate("(el) => getComputedStyle(el).backgroundColor")

    assert chosen != other


def test_print_says_a_rating_in_words_and_frames_it(visit):
    page = visit("/patterns")
    page.emulate_media(media="print")
    said = box_of(page, CHOSEN).evaluate("(el) => getComputedStyle(el, '::after').content")
    frame = box_of(page, CHOSEN).evaluate("(el) => getComputedStyle(el).borderWidth")

    assert (said, frame) == ('"Your rating: 5 of 5 – they’d go elsewhere or stop"', "3px")


def test_print_shows_all_that_was_typed_and_no_buttons(visit):
    page = visit("/patterns")
    page.locator("#pattern-words").fill("One line.\n" * 12)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    assert page.locator("#pattern-words + .print-value").inner_text().count("One line.") == 12
    assert page.locator("#pattern-words").is_visible() is False
    assert page.locator(".button:visible").count() == 0


def test_print_is_black_on_white_in_the_dark_too(visit):
    page = visit("/patterns", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"


def test_the_save_bar_stays_at_the_foot_and_steps_aside_on_a_flat_screen(visit):
    page = visit("/patterns", viewport={"width": 390, "height": 844})
    page.locator("#customer-1-need").scroll_into_view_if_needed()
    bar = page.locator(".save-bar").bounding_box()
    page.set_viewport_size({"width": 844, "height": 390})

    assert (round(bar["y"] + bar["height"]), bar["height"] <= 68) == (844, True)
    assert page.locator(".save-bar").evaluate("(el) => getComputedStyle(el).position") == "static"


def test_nothing_moves_for_whoever_asked_for_no_motion(visit):
    page = visit("/patterns", reduced_motion="reduce")

    assert (
        page.evaluate(
            "[...document.querySelectorAll('*')].filter((el) => parseFloat(getComputedStyle(el).transitionDuration)).length"
        )
        == 0
    )


def test_a_page_asks_nobody_else_and_loads_little_type(visit):
    page = visit("/healthz")
    bodies = []
    page.on("requestfinished", lambda request: bodies.append((request.url, request.sizes()["responseBodySize"])))
    page.goto("/patterns", wait_until="networkidle")
    own = page.evaluate("location.origin")
    fonts = [size for url, size in bodies if url.endswith(".woff2")]
    styles = [size for url, size in bodies if url.endswith(".css")]

    assert [url for url, _size in bodies if not url.startswith(own + "/")] == []
    assert 0 < sum(fonts) <= FONT_BYTES
    assert 0 < sum(styles) <= STYLE_BYTES
