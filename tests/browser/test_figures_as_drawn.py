"""What a browser makes of the drawings: names and sentences for who cannot see them, and type that can be read."""

import pytest

from tests.browser.sweeping import layout_problems

pytestmark = [pytest.mark.browser, pytest.mark.look]


@pytest.mark.parametrize(("width", "is_wide"), [(320, False), (390, False), (1280, True)])
def test_one_drawing_of_the_grid_is_shown_and_its_type_is_large_enough(visit, width, is_wide):
    page = visit("/patterns", viewport={"width": width, "height": 800})
    figure = page.locator("#drawn-needs")
    shown = [drawing for drawing in figure.locator(".grid-drawings > svg").all() if drawing.is_visible()]

    assert [drawing.get_attribute("class") for drawing in shown] == ["drawing wide" if is_wide else "drawing narrow"]
    assert figure.locator("ol").is_visible() is not is_wide
    assert layout_problems(page) == []


def test_a_grid_has_a_name_a_reading_and_a_table_with_the_same_numbers(visit):
    page = visit("/patterns")
    title = page.locator("#drawn-needs-title").inner_text()
    drawing = page.get_by_role("figure", name=title).get_by_role("img", name=title)
    reading = page.locator(f"#{drawing.get_attribute('aria-describedby')}").inner_text()
    rows = page.locator("#drawn-needs .needs tbody tr").all()

    assert reading.startswith("One need is in Fix first: Speed (importance 4.4, delivery 2.1 to 2.4).")
    assert [cell.inner_text() for cell in rows[0].locator("th, td.number").all()] == [
        "Speed",
        "4.4",
        "2.1 to 2.4",
        "about 2.2",
    ]
    assert place_of(drawing.locator(".fill-a").first) == pytest.approx((2.2, 4.4), abs=0.05)
    assert rows[-1].inner_text().endswith("Not shown, to protect the people behind it.")


def place_of(mark) -> tuple[float, float]:
    """Delivery and importance where the triangle of the wide drawing stands."""
    corners = [tuple(map(float, corner.split(","))) for corner in mark.get_attribute("points").split()]
    x, y = corners[0][0], corners[0][1] + 9 * 1.2
    return 1 + 4 * (x - 36) / 588, 5 - 4 * (y - 34) / 352
