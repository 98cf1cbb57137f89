"""DOCX tables: rows and cells with what they span (ECMA-376, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from reader.formats.docx_names import child, is_on, short, value, whole
from reader.formats.office_blocks import MAX_SPAN, Blocks, unwrap_single_paragraph
from reader.formats.trees import Element

if TYPE_CHECKING:
    from reader.formats.docx_body import Body

_WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"})
_ALIGNS = {"center": "middle", "bottom": "bottom"}


def write_table(body: Body, element: Element, out: Blocks, depth: int) -> None:
    """Write a table. One whose columns run from right to left has `dir="rtl"`; the flow reverses its cells."""
    table = out.block("table")
    mirrored = child(child(element, "w:tblPr"), "w:bidiVisual")
    table.set("dir", "rtl" if mirrored is not None and is_on(mirrored) else "ltr")
    merged: dict[int, Element] = {}
    for row in _inside(element, "w:tr"):
        marks = child(row, "w:trPr")
        if child(marks, "w:del") is not None:
            body.reading.losses.add("tracked-changes")
        elif child(marks, "w:hidden") is not None:
            body.reading.losses.add("hidden-text")
        else:
            _write_row(body, row, etree.SubElement(table, "tr"), merged, depth)


def _write_row(body: Body, row: Element, target: Element, merged: dict[int, Element], depth: int) -> None:
    marks = child(row, "w:trPr")
    header = child(marks, "w:tblHeader")
    name = "th" if header is not None and is_on(header) else "td"
    column = min(max(whole(value(child(marks, "w:gridBefore"))), 0), MAX_SPAN)
    if column:
        etree.SubElement(target, "td", {"colspan": str(column)})
    for source in _inside(row, "w:tc"):
        properties = child(source, "w:tcPr")
        span = min(max(whole(value(child(properties, "w:gridSpan"))), 1), MAX_SPAN)
        merge = child(properties, "w:vMerge")
        if merge is not None and value(merge) != "restart" and _goes_on(merged.get(column)):
            column += span
            continue
        cell = etree.SubElement(target, name)
        if span > 1:
            cell.set("colspan", str(span))
        if merge is not None:
            merged[column] = cell
        else:
            merged.pop(column, None)
        align = _ALIGNS.get(value(child(properties, "w:vAlign")))
        body.blocks(source, Blocks(cell), depth + 1)
        unwrap_single_paragraph(cell)
        if align:
            cell.set("style", ";".join(part for part in (cell.get("style"), f"vertical-align:{align}") if part))
        column += span


def _goes_on(origin: Element | None) -> bool:
    """Whether a cell can span one row more; it then does."""
    rows = whole(origin.get("rowspan") or "1") if origin is not None else MAX_SPAN
    if origin is None or rows >= MAX_SPAN:
        return False
    origin.set("rowspan", str(rows + 1))
    return True


def _inside(container: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, out of all wrappers."""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        name = short(element)
        if name == wanted:
            yield element
        elif name in _WRAPPERS:
            waiting += reversed(element)
