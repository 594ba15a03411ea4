"""Who asks and where they sit are learnt together, and nobody whose sign-in is over is taken for anybody."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from workshop.accounts.models import SignIn, User
from workshop.answers.models import Sheet
from workshop.database import utcnow
from workshop.extensions import db

AN_HOUR = timedelta(hours=1)
OVER = {
    "ended": lambda now: update(SignIn).values(ended_at=now),
    "expired": lambda now: update(SignIn).values(expires_at=now - AN_HOUR),
    "idle": lambda now: update(SignIn).values(is_staff=True, seen_at=now - 2 * AN_HOUR),
    "disabled": lambda now: update(User).values(disabled_at=now),
}


@pytest.mark.parametrize("over", OVER)
def test_whoever_is_not_signed_in_any_more_neither_saves_nor_reads(open_sheet, over):
    sheet = open_sheet("objectives")
    form = sheet.open().fill("objective", "Fewer calls")
    db.session.execute(OVER[over](utcnow()))
    db.session.commit()

    saved = sheet.press(form)
    page = sheet.browser.get(sheet.path)

    assert (saved.status_code, page.status_code) == (401, 302)
    assert page.headers["Location"].startswith("/sign-in")
    assert db.session.query(Sheet).count() == 0


def test_an_everyday_save_asks_in_one_statement_who_sits_where(open_sheet, statements):
    sheet = open_sheet("objectives")
    sheet.press(sheet.open().fill("objective", "Fewer calls"))
    form = sheet.open().fill("objective", "Fewer calls by June")
    statements.clear()

    saved = sheet.script(form)

    assert saved.status_code == 200
    assert len(statements) <= (3 if db.engine.dialect.name == "postgresql" else 5), "\n".join(statements)
    assert sum("sign_ins" in one for one in statements) == 1
