"""CSV: rows of cells as tables of whole rows, each with the header above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from reader.errors import FileTooLarge, NothingToRead
from reader.formats import limits
from reader.formats.assembly import Assembly
from reader.formats.contract import SNIFFED_BYTES, Format, ParseOptions
from reader.formats.csv_rows import find_delimiter, read_rows
from reader.formats.csv_table import Sheet, sheet_of
from reader.formats.flow import Flowed
from reader.formats.guarding import guarded
from reader.formats.names import one_line
from reader.formats.trees import printable
from reader.text.decoding import decode
from reader.text.language import guess_language
from reader.text.model import Locator, Metadata, Outline, OutlineEntry, ParseEvent, Simplified
from reader.text.pieces import Block

MAX_CELLS = 300_000
"""What lies behind is left out, and that is said."""

_SAMPLE_ROWS = 1000
_SECTION_BYTES = 48 * 1024
_SURE = 0.6
_TITLE_CHARACTERS = 60


def sniff(head: bytes) -> float:
    text = printable(decode(head).text)
    return _SURE if find_delimiter(text, cut=len(head) >= SNIFFED_BYTES) else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    if len(data) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    text = printable(decode(data).text)
    rows = read_rows(text, find_delimiter(text) or ",")
    first = list(islice(rows, _SAMPLE_ROWS))
    if not first:
        raise NothingToRead
    sheet = sheet_of(first, guess_language(text))
    yield Metadata(language=sheet.language, direction=sheet.direction)
    assembly = Assembly(sheet.language, sheet.direction)
    yield from _sections(sheet, assembly, _chained(first[1:] if sheet.header else first, rows))


def _sections(sheet: Sheet, assembly: Assembly, rows: Iterator[list[str]]) -> Iterator[ParseEvent]:
    """Sections of whole rows, and an outline with a line for each: its rows' numbers and its first cell."""
    entries: list[OutlineEntry] = []
    losses: set[str] = set()
    numbered = enumerate(_counted(sheet, rows, losses), 1)
    while run := _run(sheet, numbered, losses):
        title = f"{run.first}–{run.last}"
        entry = f"{title} · {run.opening}" if run.opening else title
        entries.append(OutlineEntry(title=entry, level=1, target=Locator(assembly.sections)))
        yield from assembly.add_page(title, Flowed(run.blocks, losses=losses), title)
    if not entries:
        raise FileTooLarge("cells")
    if "table-cut" in losses:
        yield Simplified(what="table-cut")
    yield Outline(entries=tuple(entries) if len(entries) > 1 else ())
    yield assembly.anchors()


def _counted(sheet: Sheet, rows: Iterator[list[str]], losses: set[str]) -> Iterator[list[str]]:
    cells = 0
    for row in rows:
        cells += max(len(row), sheet.columns)
        if cells > MAX_CELLS:
            losses.add("table-cut")
            return
        yield row


@dataclass(slots=True)
class _Run:
    """The rows of one section."""

    first: int
    last: int = 0
    opening: str = ""
    blocks: list[Block] = field(default_factory=list)


def _run(sheet: Sheet, numbered: Iterator[tuple[int, list[str]]], losses: set[str]) -> _Run | None:
    """The next rows, up to a section's size; None behind the last."""
    sheet.begin()
    run: _Run | None = None
    size = 0
    for number, row in numbered:
        run = run or _Run(number)
        run.last = number
        run.opening = run.opening or next((one_line(cell, _TITLE_CHARACTERS) for cell in row if cell.strip()), "")
        size += sheet.add(row, number, run.blocks, losses)
        if size > _SECTION_BYTES:
            break
    return run


def _chained(first: list[list[str]], rest: Iterator[list[str]]) -> Iterator[list[str]]:
    yield from first
    yield from rest


def warm() -> Iterable[bytes]:
    """A table with numbers."""
    return (b"a;b\nc;1\nd;2\n",)


FORMAT = Format("csv", sniff, guarded(parse), warm=warm)
