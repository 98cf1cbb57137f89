"""ODT tables: rows and cells with what they span (OpenDocument 1.3, part 3, chapter 9). Repeat counts have a budget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from reader.formats.odt_names import count, short, value
from reader.formats.office_blocks import MAX_SPAN, Blocks, unwrap_single_paragraph
from reader.formats.office_line import Line
from reader.formats.trees import Element, texts

if TYPE_CHECKING:
    from reader.formats.odt_body import OdtBody

_HEADER_ROWS = "table:table-header-rows"
_ROW_GROUPS = frozenset({"table:table-rows", "table:table-row-group", _HEADER_ROWS})
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_ALIGNS = {"middle": "middle", "bottom": "bottom"}
_MAX_REPEATS = 1000
_MAX_COLUMNS = 64


def write_table(body: OdtBody, element: Element, out: Blocks, depth: int) -> None:
    """Write a table. One whose columns run from right to left has `dir="rtl"`; the flow reverses its cells."""
    table = out.block("table")
    style = body.reading.styles.of("table", value(element, "table:style-name"))
    table.set("dir", body.direction(style, Line()) or "ltr")
    for row, header in _rows(element):
        cells = [each for each in row if short(each) in _CELLS]
        for _ in range(_times(body, row, "table:number-rows-repeated", len(cells))):
            _write_row(body, cells, etree.SubElement(table, "tr"), depth, "th" if header else "td")


def _write_row(body: OdtBody, cells: list[Element], target: Element, depth: int, name: str) -> None:
    for source in cells:
        if short(source) != "table:table-cell":
            continue
        for _ in range(_times(body, source, "table:number-columns-repeated", 1)):
            if len(target) >= _MAX_COLUMNS:
                body.reading.losses.add("repeated-cells")
                return
            _write_cell(body, source, etree.SubElement(target, name), depth)


def _write_cell(body: OdtBody, source: Element, cell: Element, depth: int) -> None:
    for span, attribute in (("colspan", "table:number-columns-spanned"), ("rowspan", "table:number-rows-spanned")):
        times = count(source, attribute, MAX_SPAN)
        if times > 1:
            cell.set(span, str(times))
    body.blocks(source, Blocks(cell), depth + 1)
    unwrap_single_paragraph(cell)
    style = body.reading.styles.of("table-cell", value(source, "table:style-name"))
    align = _ALIGNS.get(style.get("style:vertical-align", ""))
    if align:
        cell.set("style", ";".join(part for part in (cell.get("style"), f"vertical-align:{align}") if part))


def _times(body: OdtBody, element: Element, attribute: str, cells: int) -> int:
    """How often something is written: as its repeat count says, as long as the document's budget lasts.

    What is empty is not repeated: it would fill a page with nothing.
    """
    asked = count(element, attribute, _MAX_REPEATS)
    if asked == 1:
        return 1
    if not any(text.strip() for text in texts(element)) and attribute == "table:number-rows-repeated":
        return 1
    times = min(asked, max(body.reading.repeats_left // max(cells, 1), 1))
    body.reading.repeats_left -= times * cells
    if times < asked or asked == _MAX_REPEATS:
        body.reading.losses.add("repeated-cells")
    return times


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """The rows in order, out of their groups, and whether they stand in the head."""
    waiting = [(each, False) for each in reversed(table)]
    while waiting:
        element, header = waiting.pop()
        name = short(element)
        if name == "table:table-row":
            yield element, header
        elif name in _ROW_GROUPS:
            waiting += [(each, header or name == _HEADER_ROWS) for each in reversed(element)]
