"""A sheet's rows as blocks: table rows under a repeated header, or a record of lines where a row is no table row."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from reader.formats.csv_rows import NUMBER
from reader.formats.tables import MAX_CELL_CHARACTERS
from reader.text.language import language_direction, text_direction
from reader.text.model import Direction
from reader.text.pieces import Block, Run, Tag, break_run

MAX_COLUMNS = 16
"""A wider sheet is set row by row, each cell on a line under its column's name."""

_TABLE_BLOCKS = 300
_TABLE_BYTES = 12 * 1024
_WHITE_SPACE = re.compile("[ \t\x85\u2028\u2029]+")
_NUMERIC_SHARE = 0.8
_NAME_CHARACTERS = 200


def sheet_of(rows: list[list[str]], language: str) -> Sheet:
    """What the first rows of a file say of its columns."""
    header = rows[0] if _is_header(rows) else []
    body = rows[1:] if header else rows
    lengths = Counter(map(len, rows))
    columns = max(len(header), *lengths)
    numeric = frozenset(index for index in range(min(columns, MAX_COLUMNS)) if _is_numeric(body, index))
    direction = text_direction(header or (cell for row in rows[:20] for cell in row))
    if direction is Direction.AUTO:
        direction = language_direction(language)
    return Sheet(tuple(_cut(name) for name in header), columns, numeric, language, direction)


@dataclass(slots=True)
class Sheet:
    """Makes blocks of one file's rows. A table holds so many rows that it fits into one piece."""

    header: tuple[str, ...]
    columns: int
    numeric: frozenset[int]
    language: str
    direction: Direction
    _table: tuple[Tag, ...] = ()
    _table_blocks: int = 0
    _table_bytes: int = 0
    _attributes: dict[tuple[Direction, bool], str] = field(default_factory=dict)

    def begin(self) -> None:
        """The next row begins a table of its own."""
        self._table = ()

    def add(self, row: list[str], number: int, blocks: list[Block], losses: set[str]) -> int:
        """Append a row's blocks; answers their size in bytes of text."""
        if max(self.columns, len(row)) > MAX_COLUMNS or any(len(cell) > MAX_CELL_CHARACTERS for cell in row):
            losses.add("table")
            self.begin()
            new = self._record(row, number)
            blocks += new
            return sum(block.size() for block in new)
        new = []
        size = sum(len(cell.encode("utf-8", "replace")) + 1 for cell in row)
        full = self._table_blocks + self.columns > _TABLE_BLOCKS or self._table_bytes + size > _TABLE_BYTES
        if not self._table or full:
            attributes = self._block_attributes(self.direction)
            self._table = (Tag("table", attributes), Tag("tbody", attributes))
            self._table_blocks = self._table_bytes = 0
            new = self._row(list(self.header), "th", self._table) if self.header else []
        new += self._row(row, "td", self._table)
        self._table_blocks += len(new)
        self._table_bytes += size
        blocks += new
        return sum(block.size() for block in new)

    def _row(self, cells: list[str], name: str, table: tuple[Tag, ...]) -> list[Block]:
        path = (*table, Tag("tr", self._block_attributes(self.direction)))
        padded = cells + [""] * (self.columns - len(cells))
        blocks = [
            Block((*path, Tag(name, self._cell_attributes(cell, index, name))), _runs(cell))
            for index, cell in enumerate(padded)
        ]
        return blocks[::-1] if self.direction is Direction.RTL else blocks

    def _record(self, row: list[str], number: int) -> list[Block]:
        """A row as lines: its number, then each filled cell behind its column's name."""
        strong = Tag("b")
        blocks = [Block((Tag("p", self._block_attributes(Direction.AUTO)),), (Run(str(number), (strong,)),))]
        for index, cell in enumerate(row):
            if not cell.strip():
                continue
            name = self.header[index] if index < len(self.header) else ""
            attributes = self._block_attributes(text_direction(cell))
            lead = (Run(f"{name}: ", (strong,)),) if name else ()
            blocks.append(Block((Tag("div", attributes),), (*lead, *_runs(cell))))
        return blocks

    def _cell_attributes(self, cell: str, index: int, name: str) -> str:
        # In a right-to-left table the view would mirror it to the left, away from the column's name.
        right = self.direction is not Direction.RTL and name == "td" and index in self.numeric
        key = (text_direction(cell), right)
        if key not in self._attributes:
            style = ' style="text-align:right"' if key[1] else ""
            self._attributes[key] = self._block_attributes(key[0]) + style
        return self._attributes[key]

    def _block_attributes(self, direction: Direction) -> str:
        rtl = (direction if direction is not Direction.AUTO else self.direction) is Direction.RTL
        language = f' lang="{self.language}"' if self.language else ""
        return f' dir="{"rtl" if rtl else "ltr"}"{language}'


def _runs(cell: str) -> tuple[Run, ...]:
    """A cell's text; its line ends are forced breaks."""
    lines = [_WHITE_SPACE.sub(" ", line).strip() for line in cell.strip().split("\n")]
    runs = [run for line in lines for run in (Run(line), break_run()) if run.text]
    return tuple(runs[:-1]) or (Run(""),)


def _is_header(rows: list[list[str]]) -> bool:
    """Whether the first row names columns: words, no two the same, and something below them."""
    names = [cell.strip() for cell in rows[0]]
    named = [name for name in names if name]
    if len(rows) < 2 or len(named) < max(1, len(names) - 1) or len(set(named)) < len(named):
        return False
    return not any(NUMBER.fullmatch(name) for name in named) and all(len(name) <= _NAME_CHARACTERS for name in named)


def _is_numeric(rows: list[list[str]], index: int) -> bool:
    cells = [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
    return bool(cells) and sum(bool(NUMBER.fullmatch(cell)) for cell in cells) >= _NUMERIC_SHARE * len(cells)


def _cut(name: str) -> str:
    return " ".join(name.split())
