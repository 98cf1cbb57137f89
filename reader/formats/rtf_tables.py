"""Tables of an RTF file: rows of cells with their right edges, as an HTML table with spans."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from lxml import etree

from reader.formats.trees import Element

MAX_CELLS_IN_ROW = 64
_SAME_EDGE_TWIPS = 30


@dataclass(slots=True)
class CellPlan:
    """What a row's definition says of one cell: its right edge in twips, and whether it goes on from another."""

    edge: int = 0
    continues_left: bool = False
    continues_above: bool = False


@dataclass(slots=True)
class Row:
    """One row: its cells in reading order, and their plans."""

    cells: list[Element]
    plans: list[CellPlan]
    rtl: bool


@dataclass(slots=True)
class RowPlan:
    """A row's definition while it is read: `\\trowd` to the next one."""

    plans: list[CellPlan] = field(default_factory=list)
    rtl: bool = False
    _next: CellPlan = field(default_factory=CellPlan)

    def word(self, word: str, number: int | None) -> bool:
        """Take a control word; False for those that are not of rows."""
        if word == "trowd":
            self.plans, self.rtl, self._next = [], False, CellPlan()
        elif word in {"rtlrow", "ltrrow"}:
            self.rtl = word == "rtlrow"
        elif word == "clmrg":
            self._next.continues_left = True
        elif word == "clvmrg":
            self._next.continues_above = True
        elif word == "cellx":
            self._next.edge = number or 0
            if len(self.plans) < MAX_CELLS_IN_ROW:
                self.plans.append(self._next)
            self._next = CellPlan()
        else:
            return False
        return True


def table_element(rows: list[Row]) -> Element:
    """The table of these rows. Cells that go on from the left or from above become spans of those that they go on."""
    table = etree.Element("table")
    if any(row.rtl for row in rows):
        table.set("dir", "rtl")
    edges = _edges(rows)
    above: dict[tuple[int, int], Element] = {}
    for row in rows:
        line = etree.SubElement(table, "tr")
        reached = 0
        spanning: dict[tuple[int, int], Element] = {}
        for start, end, cell, goes_on in _placed(row, edges):
            key = (max(start, reached), end)
            kept = above.get(key) if goes_on else None
            if kept is not None:
                kept.set("rowspan", str(int(kept.get("rowspan", "1")) + 1))
                spanning[key] = kept
                kept.extend(list(cell))
            else:
                if key[1] - key[0] > 1:
                    cell.set("colspan", str(key[1] - key[0]))
                line.append(cell)
                spanning[key] = cell
            reached = end
        above = spanning
    return table


def _edges(rows: list[Row]) -> list[int]:
    """The right edges of all columns, those taken together that a hair parts."""
    found: list[int] = []
    for edge in sorted({plan.edge for row in rows for plan in row.plans}):
        if not found or edge - found[-1] > _SAME_EDGE_TWIPS:
            found.append(edge)
    return found


def _placed(row: Row, edges: list[int]) -> list[tuple[int, int, Element, bool]]:
    """Each cell with the columns from and to which it reaches; one merged with its left neighbour is part of it."""
    placed: list[tuple[int, int, Element, bool]] = []
    start = 0
    for number, cell in enumerate(row.cells):
        plan = row.plans[number] if number < len(row.plans) else None
        end = bisect_left(edges, plan.edge - _SAME_EDGE_TWIPS) + 1 if plan else start + 1
        end = max(end, start + 1)
        if plan and plan.continues_left and placed:
            first, _end, whole, goes_on = placed[-1]
            whole.extend(list(cell))
            placed[-1] = (first, end, whole, goes_on)
        else:
            placed.append((start, end, cell, bool(plan and plan.continues_above)))
        start = end
    return placed
