"""The least that could do the job with the same stack: a signed-in person, CSRF, ten questions, one committed upsert.

It stands on the same driver, durability and transaction policy as the site, so that only our own work differs.
"""

import os
import secrets
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, redirect, render_template, request, session
from flask_login import LoginManager, current_user, login_required, login_user
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import ForeignKey, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from workshop.database import apply_policy, engine_options

QUESTIONS = [(number, f"What must go well in the next three months, part {number}?") for number in range(1, 11)]


class Base(DeclarativeBase):
    """The tables."""


class Person(Base):
    """Somebody signed in."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str]
    is_authenticated = is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token


class Answer(Base):
    """One answer of one person."""

    __tablename__ = "answers"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    question: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


url = os.environ["DATABASE_URL"]
app = Flask(__name__, root_path=str(Path(__file__).parent))
app.config.update(
    SECRET_KEY=os.environ["SECRET_KEY"],
    SQLALCHEMY_DATABASE_URI=url,
    SQLALCHEMY_ENGINE_OPTIONS=engine_options(url),
    WTF_CSRF_TIME_LIMIT=None,
)
# The shipped gunicorn settings tell a worker's open streams that it ends; here there are none to tell.
app.extensions["live"] = SimpleNamespace()
db = SQLAlchemy(app, model_class=Base, session_options={"expire_on_commit": False})
CSRFProtect(app)
login_manager = LoginManager(app)
upsert = (sqlite if url.startswith("sqlite") else postgresql).insert
with app.app_context():
    apply_policy(db.engine)


@login_manager.user_loader
def load_person(token: str) -> Person | None:
    """The person behind a cookie."""
    return db.session.scalar(select(Person).where(Person.token == token))


@app.get("/readyz")
def ready():
    """Answers once the site is up."""
    return "ready"


@app.route("/join", methods=["GET", "POST"])
def join():
    """Type an address, be signed in."""
    if request.method == "GET":
        return render_template("join.html")
    person = Person(token=secrets.token_urlsafe(32), address=request.form["address"])
    db.session.add(person)
    db.session.commit()
    login_user(person)
    session.permanent = True
    return redirect("/sheet")


@app.get("/sheet")
@login_required
def sheet():
    """Ten questions with what was answered."""
    answers = db.session.execute(select(Answer.question, Answer.text).where(Answer.person_id == current_user.id))
    return render_template("sheet.html", questions=QUESTIONS, answers=dict(answers.all()))


@app.post("/sheet")
@login_required
def save():
    """Store what was sent, in one statement."""
    rows = [
        {"person_id": current_user.id, "question": number, "text": request.form[f"q{number}"]}
        for number, _ in QUESTIONS
        if f"q{number}" in request.form
    ]
    statement = upsert(Answer).values(rows)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=["person_id", "question"], set_={"text": statement.excluded.text})
    )
    db.session.commit()
    return {"saved": len(rows)}


if __name__ == "__main__":
    with app.app_context():
        Base.metadata.create_all(db.engine)
