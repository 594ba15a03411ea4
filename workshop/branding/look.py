"""The practice's look as pages, paper and mail use it."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from workshop.branding.colours import Shades, shades
from workshop.branding.models import PracticeLook
from workshop.branding.png import Picture


@dataclass(frozen=True)
class Look:
    """What is set; `accent` is "" and `logo` empty where the site looks as it does by itself."""

    accent: str = ""
    logo: bytes = b""
    width: int = 0
    height: int = 0

    @property
    def stamp(self) -> str:
        """Stands for all of it; "" where nothing is set."""
        kept = f"{self.accent} ".encode() + self.logo
        return sha256(kept).hexdigest()[:16] if kept.strip() else ""

    @property
    def shades(self) -> Shades | None:
        """The colours that follow from the practice's own."""
        return shades(self.accent) if self.accent else None

    @property
    def as_svg(self) -> str:
        """The logo as a drawing, for documents; "" without one."""
        if not self.logo:
            return ""
        href = f"data:image/png;base64,{b64encode(self.logo).decode()}"
        inside = f'<image width="{self.width}" height="{self.height}" href="{href}"/>'
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}">{inside}</svg>'


PLAIN = Look()


def stored_look(session: Session) -> Look:
    """The look as it is stored."""
    row = session.get(PracticeLook, 1)
    return PLAIN if row is None else Look(row.accent, row.logo or b"", row.logo_width, row.logo_height)


def set_accent(session: Session, accent: str, *, now: datetime) -> None:
    """Use this colour, which `read_colour` took; "" for the site's own."""
    _row(session, now=now).accent = accent
    session.flush()


def set_logo(session: Session, picture: Picture | None, *, now: datetime) -> None:
    """Use this logo; None for the site's name in letters."""
    row = _row(session, now=now)
    row.logo = picture.data if picture else None
    row.logo_width, row.logo_height = (picture.width, picture.height) if picture else (0, 0)
    session.flush()


def _row(session: Session, *, now: datetime) -> PracticeLook:
    row = session.get(PracticeLook, 1)
    if row is None:
        row = PracticeLook(id=1)
        session.add(row)
    row.changed_at = now
    return row
