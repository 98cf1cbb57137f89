"""The tables of a piece as grids of cells: what shows a table too wide for the column is made from them."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

import msgspec

from reader.reading.markup_walk import written
from reader.text.markup import escape
from reader.text.model import IMAGE_CHARACTER

MOST_COLUMNS = 400
_VOID = frozenset({"img", "br", "hr"})
_BLOCKS = frozenset({"p", "div", "li", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dt", "dd"})


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell: its markup and plain text, how many columns and rows it takes, whether it heads others."""

    html: str = ""
    text: str = ""
    columns: int = 1
    rows: int = 1
    is_heading: bool = False
    is_rtl: bool = False


class TableGrid(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of cells as they are read: of a table from right to left, the first cell is the rightmost."""

    rows: tuple[tuple[Cell, ...], ...]
    is_rtl: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(_width, self.rows), default=0)

    @property
    def heading_rows(self) -> int:
        """How many rows at the top only head the others; never all of them."""
        count = 0
        for row in self.rows:
            if not row or not all(cell.is_heading or not cell.text for cell in row) or not any(c.text for c in row):
                break
            count += 1
        return count if count < len(self.rows) else 0


def grids(html: str) -> list[TableGrid]:
    """Every table of a piece in order. Tables do not nest in canonical markup."""
    walk = _Walk()
    walk.feed(html)
    walk.close()
    return walk.found


def joined(parts: Sequence[TableGrid]) -> TableGrid:
    """One table that was cut between pieces, perhaps in the middle of a row."""
    is_rtl, width = parts[0].is_rtl, max(part.width for part in parts)
    rows: list[tuple[Cell, ...]] = []
    for part in parts:
        own = list(part.rows)
        if rows and own and _width(rows[-1]) < width and _width(rows[-1]) + _width(own[0]) <= width:
            before, after = rows.pop(), own.pop(0)
            rows.append((*after, *before) if is_rtl else (*before, *after))
        rows += own
    return TableGrid(rows=tuple(rows), is_rtl=is_rtl)


def _width(row: Sequence[Cell]) -> int:
    return sum(cell.columns for cell in row)


class _Open(msgspec.Struct):
    attributes: dict[str, str]
    is_heading: bool
    html: list[str] = []
    text: list[str] = []


class _Walk(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[TableGrid] = []
        self._rows: list[list[Cell]] | None = None
        self._rtl = False
        self._cell: _Open | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "table":
            self._rows, self._rtl = [], attributes.get("dir") == "rtl"
        elif self._rows is None:
            return
        elif tag == "tbody":
            self._rtl = self._rtl or attributes.get("dir") == "rtl"
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"} and self._rows:
            self._cell = _Open(attributes, tag == "th")
        elif self._cell is not None:
            self._cell.html.append(f"<{tag}{written(attributes)}>")
            self._note_text(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None and self._rows:
            self._rows[-1].append(_cell(self._cell))
            self._cell = None
        elif tag == "table" and self._rows is not None:
            self.found.append(_grid(self._rows, is_rtl=self._rtl))
            self._rows = None
        elif self._cell is not None and tag not in _VOID:
            self._cell.html.append(f"</{tag}>")
            if tag in _BLOCKS:
                self._cell.text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.html.append(escape(data))
            self._cell.text.append(data)

    def _note_text(self, tag: str) -> None:
        if self._cell is not None and tag in {"br", "hr"}:
            self._cell.text.append("\n")
        elif self._cell is not None and tag == "img":
            self._cell.text.append(IMAGE_CHARACTER)


def _cell(opened: _Open) -> Cell:
    return Cell(
        html="".join(opened.html),
        text="".join(opened.text).strip(),
        columns=_span(opened.attributes.get("colspan", "")),
        rows=_span(opened.attributes.get("rowspan", "")),
        is_heading=opened.is_heading,
        is_rtl=opened.attributes.get("dir") == "rtl",
    )


def _span(written: str) -> int:
    return max(1, min(int(written), MOST_COLUMNS)) if written.isdecimal() else 1


def _grid(rows: Sequence[Sequence[Cell]], *, is_rtl: bool) -> TableGrid:
    """Rows with something in them; the worker mirrors a table that runs from right to left, which is undone here."""
    kept = (row for row in rows if row)
    return TableGrid(rows=tuple(tuple(reversed(row)) if is_rtl else tuple(row) for row in kept), is_rtl=is_rtl)
