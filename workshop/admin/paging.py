"""Long lists, fifty rows at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, func
from sqlalchemy.orm import Session

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """Some rows of a list. `number` counts from 1; a list without rows has one page."""

    rows: Sequence[Row]
    number: int
    n_rows: int

    @property
    def n_pages(self) -> int:
        """How many pages the whole list has, at least one."""
        return max(1, -(-self.n_rows // PAGE_SIZE))

    @property
    def has_more(self) -> bool:
        """True while another page follows."""
        return self.number < self.n_pages


def page_of(session: Session, found: Select, number: int) -> Page:
    """The page with this number of an ordered select, in two statements; the nearest there is when it has none such."""
    n_rows = session.scalar(found.order_by(None).with_only_columns(func.count(), maintain_column_froms=True)) or 0
    number = min(max(number, 1), Page((), 1, n_rows).n_pages)
    rows = session.execute(found.limit(PAGE_SIZE).offset(PAGE_SIZE * (number - 1))).all()
    return Page(rows, number, n_rows)
