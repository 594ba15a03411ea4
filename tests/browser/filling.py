"""What the browser tests of filling in share: where things stand on the page."""

from playwright.sync_api import Locator, Page

NEEDS = "/workbook/HERON-42/needs"


def status(page: Page) -> Locator:
    """The page's one status line."""
    return page.locator("[data-status]")


def who(page: Page, number: int = 1) -> Locator:
    """The field for the name of one customer."""
    return page.get_by_label(f"Who are they? (customer {number})", exact=True)


def entry(page: Page, number: int) -> Locator:
    """The heading of one customer's entry, which takes the focus when the entry is meant."""
    return page.locator("[data-entry] > legend", has_text=f"Customer {number}")


def drafts(page: Page) -> list[str]:
    """The keys of what is kept on this device."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))")
