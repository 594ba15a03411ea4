"""The libraries the site stands on, unbound; `create_app` binds them. Imports nothing of ours."""

from flask import Flask, current_app, g, request, session
from flask_babel import Babel
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """What every table inherits: constraint names that migrations can refer to."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Csrf(CSRFProtect):
    """Knows a form's token again that it has found to be right: a page sends the same one with each of its saves."""

    MOST_REMEMBERED = 4_000  # in each process

    def __init__(self) -> None:
        super().__init__()
        self._right: set[tuple[str | bytes | None, str | None, str | None]] = set()

    def init_app(self, app: Flask) -> None:
        """As always. Raises RuntimeError where a token that was right may not be right later."""
        super().init_app(app)
        if app.config["WTF_CSRF_TIME_LIMIT"] is not None or app.config["WTF_CSRF_SSL_STRICT"]:
            raise RuntimeError("tokens are known again: they must hold as long as their session, wherever it comes from")

    def protect(self, apply_exemptions: bool = False) -> None:
        """Refuse what changes something and does not come with the token of its session."""
        if request.method not in current_app.config["WTF_CSRF_METHODS"]:
            return
        named = current_app.secret_key, session.get("csrf_token"), self._get_csrf_token()
        if named in self._right:
            g.csrf_valid = True
            return
        super().protect(apply_exemptions)
        if g.get("csrf_valid"):
            self._remember(named)

    def token(self) -> str:
        """The token of this session, for a form that will come back with it."""
        is_new = "csrf_token" not in g  # one that was made before may be of a session that has changed since
        made: str = generate_csrf()
        if is_new:
            self._remember((current_app.secret_key, session["csrf_token"], made))
        return made

    def _remember(self, named: tuple[str | bytes | None, str | None, str | None]) -> None:
        if len(self._right) >= self.MOST_REMEMBERED:
            self._right.clear()
        self._right.add(named)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
migrate = Migrate(render_as_batch=True)
login_manager = LoginManager()
csrf = Csrf()
babel = Babel()
