"""Ben's browser with a worksheet open in it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from werkzeug.test import TestResponse

from tests import factories
from tests.cast import BEN
from tests.conftest import Browser
from tests.workbook.pages import Form
from workshop.events.models import Event
from workshop.extensions import db


@dataclass
class Sheet:
    """One worksheet in one browser."""

    browser: Browser
    path: str

    def open(self) -> Form:
        """The worksheet's form, as the page has it now."""
        return Form(self.browser.get(self.path).text)

    def press(self, form: Form, action: str = "save", **more: str) -> TestResponse:
        """Send the form with one of its buttons; redirects are not followed."""
        return self.browser.post(self.path, data=form.sent(action, **more))

    def script(self, form: Form, action: str = "save", **more: str) -> TestResponse:
        """Send the form as a script does."""
        return self.browser.post(self.path, data=form.sent(action, **more), headers={"Accept": "application/json"})


@pytest.fixture
def open_sheet(browse, event: Event) -> Callable[..., Sheet]:
    """`open_sheet("needs")` is that worksheet of Ben's, its step open; a browser of his own each time."""

    def sheet(key: str, *, as_=BEN, code: str = "HERON-42") -> Sheet:
        step = factories.step(event, key)
        step.opened_at = step.opened_at or event.opened_at
        db.session.commit()
        return Sheet(browse(as_=as_), f"/workbook/{code}/{key}")

    return sheet
