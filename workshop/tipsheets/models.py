"""Tipsheets that are written on the site."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.database import UtcDateTime
from workshop.extensions import Base
from workshop.tipsheets.tipsheet import Tipsheet


class WrittenTipsheet(Base):
    """A tipsheet as it stands in the database: a draft until `published_at` is set, open to everybody from that moment on.

    One with the slug of a file of the library takes that file's place.
    """

    __tablename__ = "tipsheets"
    __table_args__ = (CheckConstraint("corrected_at IS NULL OR published_at IS NOT NULL", name="corrected_once_published"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str] = mapped_column(default="en")
    translation_of: Mapped[str | None]  # the slug of the first version
    title: Mapped[str] = mapped_column(default="")
    standfirst: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")
    action: Mapped[str] = mapped_column(default="")
    comments: Mapped[str | None]
    source: Mapped[str] = mapped_column(default="")  # Markdown
    plain: Mapped[str] = mapped_column(default="")  # the letter's text, where the one made from the article will not do
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    corrected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int] = mapped_column(default=1)  # counts what was saved: two editors never write over each other

    def is_published(self, now: datetime) -> bool:
        """True from the moment on at which everybody may read it."""
        return self.published_at is not None and self.published_at <= now

    def publish(self, at: datetime, *, now: datetime) -> None:
        """Open its page at this moment, whatever was planned before; what is open now stays open since when it was."""
        if not self.is_published(now):
            self.published_at = at

    def withdraw(self, *, now: datetime) -> bool:
        """Make it a draft again; False once its page is open: what people have read is corrected, not taken back."""
        if self.is_published(now):
            return False
        self.published_at = None
        return True

    def as_tipsheet(self) -> Tipsheet:
        """What it says, as everything else reads it."""
        return Tipsheet(
            slug=self.slug,
            title=self.title,
            standfirst=self.standfirst,
            author=self.author,
            published_at=self.published_at,
            language=self.language,
            action=self.action,
            comments=self.comments,
            source=self.source,
            translation_of=self.translation_of,
            corrected_at=self.corrected_at,
            plain=self.plain,
        )
