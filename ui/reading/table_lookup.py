"""Brings a whole table from the library, in a job: it may be cut between many pieces."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from reader.reading.positions import PageMap
from reader.reading.table_grid import TableGrid, grids, joined
from reader.text.model import Piece
from ui.reading.note_lookup import with_images
from ui.reading.piece_document import PieceImage
from ui.reading.piece_loader import PieceSource

MOST_PIECES = 400
_HOLDERS = r"(?:</?(?:div|blockquote|ul|ol|li|dl|dd)\b[^>]*>\s*)*"
_BEGINS = re.compile(rf"\s*{_HOLDERS}(<table\b[^>]*>)")
_ENDS = re.compile(rf"</table>\s*{_HOLDERS}\s*\Z")


class FoundTable(msgspec.Struct, frozen=True):
    """A table and the pictures in it."""

    grid: TableGrid
    images: Mapping[str, PieceImage]


def whole_table(source: PieceSource, document: int, pages: PageMap, index: int, number: int) -> FoundTable | None:
    """The table that is number `number` of a piece, with its parts in the pieces before and behind. Blocks."""
    loaded = _piece(source, document, pages, index)
    own = grids(loaded.html)
    if number >= len(own):
        return None
    parts = [own[number]]
    html = [loaded.html]
    if number == 0:
        _go_on(source, document, pages, index, -1, parts, html)
    if number == len(own) - 1:
        _go_on(source, document, pages, index, 1, parts, html)
    images = with_images(source, document, Piece(html="".join(html), text="", start=0)).images
    return FoundTable(joined(parts), images)


def _go_on(
    source: PieceSource,
    document: int,
    pages: PageMap,
    index: int,
    step: int,
    parts: list[TableGrid],
    html: list[str],
) -> None:
    """Add what neighbours hold of the table, for as long as it fills them."""
    here = html[0]
    for _ in range(MOST_PIECES):
        index += step
        if not 0 <= index < len(pages) or pages.spans[index].section != pages.spans[index - step].section:
            return
        there = _piece(source, document, pages, index).html
        before, after = (here, there) if step > 0 else (there, here)
        if not _continues(before, after):
            return
        found = grids(there)
        parts.insert(len(parts) if step > 0 else 0, found[0 if step > 0 else -1])
        html.append(there)
        if len(found) != 1:
            return
        here = there


def _continues(before: str, after: str) -> bool:
    """Whether the table at the end of one piece is the one at the beginning of the next."""
    begins = _BEGINS.match(after)
    if _ENDS.search(before) is None or begins is None:
        return False
    last = re.findall(r"<table\b[^>]*>", before)
    return bool(last) and last[-1] == begins.group(1)


def _piece(source: PieceSource, document: int, pages: PageMap, index: int) -> Piece:
    span = pages.spans[index]
    return source.piece(document, span.section, span.number)
