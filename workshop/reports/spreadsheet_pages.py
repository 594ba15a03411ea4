"""The sheets of a report's workbook, each written from the top down, as they look when they are opened and printed."""

from collections.abc import Iterable, Sequence
from re import sub
from textwrap import shorten

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workshop.figures.table import Cell, Table
from workshop.reports.told import Figure, Part, Passage, Quotes

LONGEST_NAME = 31  # of a sheet
WIDTHS = (44, 26)  # of the first column, and of every other, in characters
INK, TINT = "#1C2430", "#F1ECDF"
A4 = 9  # as spreadsheets count kinds of paper


class Pages:
    """The sheets of the book, each written from the top down."""

    def __init__(self, book: Workbook, furniture: str) -> None:
        self.book, self.furniture = book, furniture
        self.names: set[str] = set()
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": INK})
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": TINT, "text_wrap": True, "valign": "top"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.plain = book.add_format({"valign": "top"})
        self.mean = book.add_format({"num_format": "0.0", "valign": "top", "align": "left"})
        self.counts: dict[int, Format] = {}

    def passages(self, name: str, passages: Sequence[Passage]) -> None:
        sheet, row = self._sheet(name), 0
        for passage in passages:
            if passage.heading:
                sheet.write_string(row, 0, passage.heading, self.title if row == 0 else self.bold)
                row += 1
            for line in filter(None, (passage.note, *passage.lines)):
                sheet.merge_range(row, 0, row, 3, "", self.wrap)
                sheet.write_string(row, 0, line, self.wrap)
                sheet.set_row(row, 15 * (1 + len(line) // 110))
                row += 1
            for term, meaning in passage.terms:
                sheet.write_string(row, 0, term, self.plain)
                sheet.merge_range(row, 1, row, 3, "", self.wrap)
                sheet.write_string(row, 1, meaning, self.wrap)
                sheet.set_row(row, 15 * (1 + len(meaning) // 70))
                row += 1
            row += 1 if passage.heading or passage.lines else 0

    def part(self, part: Part) -> None:
        sheet = self._sheet(part.title)
        sheet.write_string(0, 0, part.title, self.title)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        row = 2
        for figure in (*part.figures, *(figure for team in part.teams for figure in team.figures)):
            row = self._figure(sheet, row, figure) + 1
        for quotes in part.quotes:
            row = self._quotes(sheet, row, quotes) + 1

    def table_alone(self, name: str, passage: Passage, table: Table) -> None:
        sheet = self._sheet(name)
        sheet.write_string(0, 0, passage.heading, self.title)
        for number, line in enumerate(passage.lines, 1):
            sheet.write_string(number, 0, line, self.plain)
        row = len(passage.lines) + 2
        self._table(sheet, row, table)
        sheet.freeze_panes(row + 1, 1)

    def values(self, name: str, head: Sequence[str], rows: Iterable[tuple[Sequence[str], Cell]]) -> None:
        """A sheet of one value a row: what it is of, as it is printed, and the number where it is one; fit for a filter."""
        sheet = self._sheet(name)
        for column, words in enumerate(head):
            sheet.write_string(0, column, words, self.head)
        last = 0
        for last, (about, cell) in enumerate(rows, 1):
            for column, words in enumerate(about):
                sheet.write_string(last, column, words, self.plain)
            sheet.write_string(last, len(about), cell.words, self.plain)
            if cell.number is not None:
                sheet.write_number(last, len(about) + 1, cell.number, self.plain)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, last, len(head) - 1)

    def _sheet(self, name: str) -> Worksheet:
        """A sheet with this name, as far as sheets may be called so."""
        allowed = sub(r"[\[\]:*?/\\']", " ", name).strip()
        clean = shorten(allowed, LONGEST_NAME, placeholder="") or allowed[:LONGEST_NAME] or "-"
        while clean.casefold() in self.names:
            clean = f"{clean[: LONGEST_NAME - 3]} {len(self.names)}"
        self.names.add(clean.casefold())
        sheet = self.book.add_worksheet(clean)
        sheet.set_column(0, 0, WIDTHS[0])
        sheet.set_column(1, 12, WIDTHS[1])
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)
        sheet.set_footer(f"&L{self.furniture}&R&P / &N")
        return sheet

    def _figure(self, sheet: Worksheet, row: int, figure: Figure) -> int:
        sheet.write_string(row, 0, figure.title, self.bold)
        sheet.write_string(row + 1, 0, figure.subtitle, self.plain)
        row = self._table(sheet, row + 2, figure.table)
        for line in filter(None, (figure.rest, figure.reading)):
            sheet.write_string(row, 0, line, self.plain)
            row += 1
        return row

    def _quotes(self, sheet: Worksheet, row: int, quotes: Quotes) -> int:
        sheet.write_string(row, 0, quotes.heading, self.bold)
        sheet.write_string(row + 1, 0, quotes.note, self.plain)
        for place, text in enumerate(quotes.texts, row + 2):
            sheet.merge_range(place, 0, place, 3, "", self.wrap)
            sheet.write_string(place, 0, text, self.wrap)
            sheet.set_row(place, 15 * (1 + text.count("\n") + len(text) // 110))
        return row + 2 + len(quotes.texts)

    def _table(self, sheet: Worksheet, row: int, table: Table) -> int:
        for column, name in enumerate(table.head):
            sheet.write_string(row, column, name, self.head)
        for cells in table.rows:
            row += 1
            for column, cell in enumerate(cells):
                self._cell(sheet, row, column, cell)
        return row + 1

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if cell.number is None:
            sheet.write_string(row, column, cell.words, self.wrap)
        elif cell.of is not None:
            sheet.write_number(row, column, cell.number, self._of(cell.of, cell.words.replace(str(cell.number), "", 1)))
        else:
            sheet.write_number(row, column, cell.number, self.mean if isinstance(cell.number, float) else self.plain)

    def _of(self, people: int, said: str) -> Format:
        """Shows the number as it is printed, "9 of 24", and keeps it a number."""
        if people not in self.counts:
            kept = said.replace('"', "").strip()
            self.counts[people] = self.book.add_format({"num_format": f'0" {kept}"', "valign": "top", "align": "left"})
        return self.counts[people]
