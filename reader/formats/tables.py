"""Tables: rows and cells as blocks, mirrored where the table runs from right to left."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.formats.block_writer import Slot
from reader.formats.elements import each, whole
from reader.formats.places import Place, block_direction, inner_place, plain_attributes, wrapper_attributes
from reader.formats.styles import Style, declarations
from reader.formats.trees import Element, local_name, texts
from reader.formats.walking import Walker
from reader.text.model import Direction
from reader.text.pieces import Tag

MAX_CELL_CHARACTERS = 4096
_MAX_SPAN = 50
_MAX_COLUMNS = 200
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_COLUMNS = frozenset({"colgroup", "col"})
_ORDER = {"thead": 0, "tfoot": 2}
_HOLD_THEIR_OWN = frozenset({"table", "caption"})


@dataclass(slots=True)
class _Row:
    """A row of cells, the elements between it and the table with itself last, and how many columns it lacks."""

    around: tuple[Element, ...]
    cells: list[Element] = field(default_factory=list)
    missing: int = 0


@dataclass(slots=True)
class _Parts:
    """What stands in a table: its rows in the order in which they are shown, and what belongs in no cell."""

    rows: list[_Row] = field(default_factory=list)
    strays: list[Element | str] = field(default_factory=list)


def table(walker: Walker, element: Element, place: Place, style: Style) -> None:
    """A table as a table; one that holds tables or pages of text as blocks, cell by cell."""
    parts = _parts_of(element)
    for stray in parts.strays:
        walker.writer.end()
        if isinstance(stray, str):
            walker.text(stray, place)
        elif local_name(stray) == "caption":
            walker.block(stray, place, declarations(stray))
        else:
            walker.element(stray, place)
    rows = parts.rows
    if not _is_simple(element, rows):
        walker.flowed.losses.add("table")
        _as_blocks(walker, rows, inner_place(element, place, style, "div"))
    else:
        _as_table(walker, element, rows, place, style)
    place.slot.used = True


def _parts_of(element: Element) -> _Parts:
    """The rows, `thead` first and `tfoot` last, wherever a page's author or parser put them (a `form` between)."""
    found: list[tuple[int, _Row]] = []
    parts = _Parts()
    _gather(element, (), 1, found, parts)
    parts.rows = [row for _order, row in sorted(found, key=lambda each: each[0])]
    for row in parts.rows:
        if not row.cells:
            _gather_cells(row.around[-1], row, parts)
    return parts


def _gather(
    element: Element, around: tuple[Element, ...], order: int, found: list[tuple[int, _Row]], parts: _Parts
) -> None:
    _gather_text(element.text, parts)
    for child in each(element):
        name = local_name(child)
        if name == "tr":
            found.append((order, _Row((*around, child))))
        elif name in _SECTIONS or (next(child.iterdescendants("tr"), None) is not None and name not in _HOLD_THEIR_OWN):
            _gather(child, (*around, child), _ORDER.get(name, order), found, parts)
        elif name in _CELLS:
            found.append((order, _Row(around, [child])))
        elif name not in _COLUMNS:
            parts.strays.append(child)
        _gather_text(child.tail, parts)


def _gather_cells(element: Element, row: _Row, parts: _Parts) -> None:
    _gather_text(element.text, parts)
    for child in each(element):
        if local_name(child) in _CELLS:
            row.cells.append(child)
        elif local_name(child) not in _HOLD_THEIR_OWN and next(child.iterdescendants(*_CELLS), None) is not None:
            _gather_cells(child, row, parts)
        else:
            parts.strays.append(child)
        _gather_text(child.tail, parts)


def _gather_text(text: str | None, parts: _Parts) -> None:
    if text and text.strip():
        parts.strays.append(text)


def _is_simple(element: Element, rows: list[_Row]) -> bool:
    """Whether the table can be set as a table: not nested, no cell as long as a page, more than one column."""
    nested = (
        next(element.iterdescendants("table"), None) is not None
        or next(element.iterancestors("table"), None) is not None
    )
    if nested or max((len(row.cells) for row in rows), default=0) < 2:
        return False
    return all(sum(len(text) for text in texts(cell)) <= MAX_CELL_CHARACTERS for row in rows for cell in row.cells)


def _as_blocks(walker: Walker, rows: list[_Row], place: Place) -> None:
    for row in rows:
        inside = _in_row(row, place)
        for cell in row.cells:
            style = declarations(cell)
            if inside is not None and walker.is_shown(cell, style):
                walker.name_place(cell)
                walker.block(cell, inside, style)


def _as_table(walker: Walker, element: Element, rows: list[_Row], place: Place, style: Style) -> None:
    walker.writer.end()
    mirrored = block_direction(element, inner_place(element, place, style, "p")) is Direction.RTL
    inside = inner_place(element, place._replace(left_px=0, right_px=0), style, "p", indent=False)
    if mirrored:
        inside = inside._replace(direction=Direction.RTL if inside.direction is Direction.AUTO else inside.direction)
        _measure(rows)
    attributes = plain_attributes(element, inside)
    wrappers = (
        *place.slot.wrappers,
        Tag("table", wrapper_attributes(element, place, style)),
        Tag("tbody", attributes),
    )
    for row in rows:
        in_row = _in_row(row, inside)
        last = row.around[-1] if row.around else element
        if in_row is None or not row.cells:
            continue
        if last is not element:
            walker.name_place(last)
        tag = Tag("tr", plain_attributes(last, in_row))
        in_row = in_row._replace(slot=Slot((*wrappers, tag), place.slot.leaf))
        if mirrored and row.missing:
            filler = Tag("td", attributes + (f' colspan="{row.missing}"' if row.missing > 1 else ""))
            walker.writer.empty((*in_row.slot.wrappers, filler))
        for cell in reversed(row.cells) if mirrored else row.cells:
            _cell(walker, cell, in_row)


def _in_row(row: _Row, place: Place) -> Place | None:
    """The place inside a row, with what its section and itself declare; None where one of them is hidden."""
    for element in row.around:
        style = declarations(element)
        if style.get("display") == "none":
            return None
        slot = place.slot
        place = inner_place(element, place, style, "p", indent=False)._replace(slot=slot)
    return place


def _cell(walker: Walker, cell: Element, place: Place) -> None:
    style = declarations(cell)
    name = local_name(cell)
    walker.name_place(cell)
    kept = {key: value for key, value in style.items() if key in {"text-align", "vertical-align", "direction"}}
    spans = "".join(f' {span}="{_span(cell, span)}"' for span in ("colspan", "rowspan") if _span(cell, span) > 1)
    inside = place._replace(look=place.look._replace(bold=True, strong_base=True)) if name == "th" else place
    if cell.get("nowrap") is not None:
        inside = inside._replace(look=inside.look._replace(nowrap=True))
    tag = Tag(name, plain_attributes(cell, inside, kept) + spans)
    before = len(walker.writer.blocks)
    if walker.is_shown(cell, style):
        walker.wrapped(cell, inside, style, tag, holds_text=True)
    if len(walker.writer.blocks) == before:
        walker.writer.empty((*place.slot.wrappers, tag))


def _span(cell: Element, name: str) -> int:
    return max(1, min(whole(cell.get(name), 1), _MAX_SPAN))


def _measure(rows: list[_Row]) -> None:
    """Say of each row how many columns it lacks at its end: mirrored, they are what it begins with."""
    below: list[int] = []  # for each column, how many rows from here on a cell above reaches into
    widths: list[int] = []
    for row in rows:
        column = 0
        for cell in row.cells:
            while column < len(below) and below[column] > 0:
                column += 1
            width = min(_span(cell, "colspan"), max(0, _MAX_COLUMNS - column))
            below += [0] * (column + width - len(below))
            below[column : column + width] = [_span(cell, "rowspan")] * width
            column += width
        reached = [number + 1 for number, rest in enumerate(below) if rest > 0]
        widths.append(max(reached, default=0))
        below = [max(0, rest - 1) for rest in below]
    widest = max(widths, default=0)
    for row, width in zip(rows, widths, strict=True):
        row.missing = widest - width
