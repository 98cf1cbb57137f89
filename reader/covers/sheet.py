"""The Sheet cover without its window: cells of text, kept as CSV, and the budget that stands there at first."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

ROWS, COLUMNS = 100, 26
MAX_TEXT = 500  # characters in one cell
MAX_FILE_BYTES = ROWS * COLUMNS * MAX_TEXT * 4
Cell = tuple[int, int]  # row and column, from 0
Cells = Mapping[Cell, str]  # what was typed; empty cells are not in it. Never changed, only replaced
BUDGET_ROWS = 8
_PLANNED = (850, 320, 75, 30, 40, 90, 60, 150)
_SPENT = (850, 287, 71, 30, 40, 64, 35, 150)


def name_of(cell: Cell) -> str:
    """B2 for row 1, column 1."""
    return f"{chr(ord('A') + cell[1])}{cell[0] + 1}"


def cell_of(name: str) -> Cell | None:
    """Row and column of B2, in small letters and any script's digits too; None where there is no such cell."""
    found = re.fullmatch(r"([A-Za-z])(\d{1,3})", name.strip())
    cell = (int(found[2]) - 1, ord(found[1].upper()) - ord("A")) if found else (-1, -1)
    return cell if _is_inside(cell) else None


def changed(cells: Cells, changes: Cells) -> Cells:
    """The cells with these texts in place; outside the sheet there are none, and "" empties one."""
    merged = {**cells, **{cell: text[:MAX_TEXT] for cell, text in changes.items() if _is_inside(cell)}}
    return {cell: text for cell, text in merged.items() if text}


def table(text: str, at: Cell = (0, 0), *, delimiter: str = ",") -> Cells:
    """Cells out of CSV, the first of them `at` this place; what does not fit is left out. Never raises."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return changed({}, dict(_placed(reader, at)))


def to_csv(cells: Cells) -> str:
    """As CSV, for any other program too."""
    rows = 1 + max((row for row, _ in cells), default=-1)
    columns = 1 + max((column for _, column in cells), default=-1)
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    for row in range(rows):
        writer.writerow([cells.get((row, column), "") for column in range(columns)])
    return written.getvalue()


def budget(headings: Sequence[str], items: Sequence[str], total: str, *, scale: int = 1) -> Cells:
    """A household's month: four `headings`, `BUDGET_ROWS` names of items; `scale` is for small currencies."""
    cells = {(0, column): heading for column, heading in enumerate(headings)}
    for row, (item, planned, spent) in enumerate(zip(items, _PLANNED, _SPENT, strict=True), start=1):
        line = (item, str(planned * scale), str(spent * scale), f"=B{row + 1}-C{row + 1}")
        cells |= {(row, column): text for column, text in enumerate(line)}
    last = BUDGET_ROWS + 1
    sums = (f"=SUM({letter}2:{letter}{last})" for letter in "BCD")
    return cells | {(last, column): text for column, text in enumerate((total, *sums))}


def _placed(reader: Iterator[list[str]], at: Cell) -> Iterator[tuple[Cell, str]]:
    try:
        for row, texts in enumerate(reader, start=at[0]):
            if row >= ROWS:
                return
            for column, text in enumerate(texts, start=at[1]):
                yield (row, column), text
    except csv.Error:
        return


def _is_inside(cell: Cell) -> bool:
    return 0 <= cell[0] < ROWS and 0 <= cell[1] < COLUMNS
