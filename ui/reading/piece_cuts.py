"""Where a laid-out piece may be cut into pages: between lines, images and rows of tables, never through them."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextFormat, QTextFrame, QTextTable

from reader.reading.paging import Cost, Cuts
from ui.reading.piece_document import PieceDocument

_ALWAYS_BEFORE = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
_ALWAYS_AFTER = QTextFormat.PageBreakFlag.PageBreak_AlwaysAfter


class _Unit(NamedTuple):
    """What is not cut: a line, or one of a table's rows. `cost` is that of a page that begins with it."""

    top: float
    bottom: float
    position: int
    cost: Cost


def cuts_of(document: PieceDocument) -> Cuts:
    """All places where the piece may be cut; about a third of what laying it out took."""
    units = _kept_whole(list(_units(document)), list(_floats(document)))
    height = document.height_px
    if not units:
        return Cuts([max(0, height)], [height], [Cost.GOOD], [0], height)
    ends: list[int] = []
    starts: list[int] = []
    costs: list[Cost] = []
    positions: list[int] = []
    bottom = units[0].bottom
    for unit in units[1:]:
        middle = (unit.top + bottom) / 2  # of lines that overlap, each loses as much
        start, end = round(max(unit.top, middle)), round(min(bottom, middle))
        if start > (starts[-1] if starts else 0) and end > (ends[-1] if ends else 0):
            ends.append(end)
            starts.append(start)
            costs.append(unit.cost)
            positions.append(unit.position)
        bottom = max(bottom, unit.bottom)
    last = document.lastBlock()
    cost = Cost.LONE_HEADING if last.blockFormat().headingLevel() else Cost.GOOD
    ends.append(max(round(bottom), ends[-1] + 1 if ends else 1))
    starts.append(max(height, starts[-1] + 1 if starts else 1))
    costs.append(Cost.ALWAYS if _ends_page(last) else cost)
    positions.append(max(0, document.characterCount() - 1))
    return Cuts(ends, starts, costs, positions, height, _begins_page(document.firstBlock()))


def _units(document: PieceDocument) -> Iterator[_Unit]:
    tables = _tables(document.rootFrame())
    follows_heading = False
    block = document.begin()
    while block.isValid():
        table = next((each for each in tables if each.firstPosition() <= block.position() <= each.lastPosition()), None)
        if table is not None:
            block = yield from _rows(document, table, block, follows_heading)
            follows_heading = False
            continue
        yield from _lines(document, block, follows_heading)
        follows_heading = block.blockFormat().headingLevel() > 0
        block = block.next()


def _lines(document: PieceDocument, block: QTextBlock, follows_heading: bool) -> Iterator[_Unit]:
    layout, top = block.layout(), document.documentLayout().blockBoundingRect(block).top()
    is_heading, last = block.blockFormat().headingLevel() > 0, layout.lineCount() - 1
    lead = max(0.0, layout.lineAt(0).y()) if last >= 0 else 0.0  # or the first lines of columns would not be level
    cost = Cost.LONE_HEADING if follows_heading else Cost.GOOD
    if _begins_page(block) or _ends_page(block.previous()):
        cost = Cost.ALWAYS
    for number in range(last + 1):
        line = layout.lineAt(number)
        if number:
            cost = Cost.LONE_LINE if number in {1, last} else Cost.GOOD
            cost = Cost.LONE_HEADING if is_heading else cost
        y = top + line.y()
        yield _Unit(y - lead, y + line.height(), block.position() + line.textStart(), cost)


def _rows(
    document: PieceDocument, table: QTextTable, block: QTextBlock, follows_heading: bool
) -> Generator[_Unit, None, QTextBlock]:
    """One unit for each row that nothing spans; rows higher than a page may be cut between their lines."""
    lines: list[list[_Unit]] = [[] for _ in range(table.rows())]
    reach = list(range(table.rows()))
    padding = 0.0
    while block.isValid() and block.position() <= table.lastPosition():
        cell = table.cellAt(block.position())
        row = max(0, cell.row())
        reach[row] = max(reach[row], row + cell.rowSpan() - 1)
        padding = max(padding, cell.format().toTableCellFormat().topPadding())
        lines[row] += _lines(document, block, follows_heading=False)
        block = block.next()
    band: list[_Unit] = []
    stop, bands = -1, 0
    for row, of_row in enumerate(lines):
        stop = max(stop, reach[row])
        band += of_row
        if row < stop or not band:
            continue
        cost = Cost.LONE_HEADING if follows_heading and not bands else Cost.LONE_LINE if bands == 1 else Cost.GOOD
        yield from _band(band, padding, cost)
        band, bands = [], bands + 1
    return block


def _band(lines: list[_Unit], padding: float, cost: Cost) -> Iterator[_Unit]:
    """A row as units: its beginning at `cost`, then wherever no cell's line would be cut through."""
    lines = sorted(lines)
    top, bottom, position = lines[0].top - padding, lines[0].bottom, lines[0].position
    for line in lines[1:]:
        if line.top >= bottom - 1:
            yield _Unit(top, bottom, position, cost)
            top, position, cost = line.top, line.position, Cost.INSIDE_ROW
        bottom = max(bottom, line.bottom)
    yield _Unit(top, bottom + padding, position, cost)


def _kept_whole(units: list[_Unit], floats: list[tuple[float, float]]) -> list[_Unit]:
    """A page begins beside a floating image only where there is no other way."""
    for top, bottom in floats:
        units = [unit._replace(cost=Cost.INSIDE_ROW) if top + 1 < unit.top < bottom - 1 else unit for unit in units]
    return units


def _floats(document: PieceDocument) -> Iterator[tuple[float, float]]:
    if "float" not in document.piece.html:
        return
    for frame in document.rootFrame().childFrames():
        if not isinstance(frame, QTextTable):
            rect = document.documentLayout().frameBoundingRect(frame)
            yield rect.top(), rect.bottom()


def _tables(frame: QTextFrame) -> list[QTextTable]:
    """The outermost tables."""
    found: list[QTextTable] = []
    for child in frame.childFrames():
        found += [child] if isinstance(child, QTextTable) else _tables(child)
    return found


def _begins_page(block: QTextBlock) -> bool:
    return bool(block.blockFormat().pageBreakPolicy() & _ALWAYS_BEFORE)


def _ends_page(block: QTextBlock) -> bool:
    return block.isValid() and bool(block.blockFormat().pageBreakPolicy() & _ALWAYS_AFTER)
