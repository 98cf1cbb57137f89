"""Office blocks: the HTML blocks of a word processor's document, where paragraphs in a row may be items of one list."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from reader.formats.trees import Element

MAX_LIST_LEVEL = 9
MAX_SPAN = 50
"""Columns or rows that one cell takes at most; no page is wide enough for more."""

MAX_DEPTH = 40
"""Tables in tables and text boxes in text boxes, deeper than any that a person has made."""


@dataclass(slots=True)
class _OpenList:
    element: Element
    level: int
    mark: str
    number: int


class Blocks:
    """A place that holds blocks: the body, a cell, a note."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.blank_lines = 0  # empty paragraphs since the last block, which stand for space above the next
        self._lists: list[_OpenList] = []

    def block(self, name: str) -> Element:
        """A new block behind the last one; no list goes on after it."""
        self._lists.clear()
        return etree.SubElement(self.element, name)

    def item(self, level: int, mark: str, number: int = 0) -> Element:
        """A new item of the list at `level` (from 0). `mark` is `1`, `a`, `A`, `i` or `I`, or empty for a bullet.

        The list that is open goes on if it has the same mark and this is its next number; else a new one begins.
        """
        level = max(0, min(level, MAX_LIST_LEVEL - 1))
        self._close_below(level + 1)
        top = self._lists[-1] if self._lists else None
        if top and top.level == level and not (top.mark == mark and (not mark or number == top.number + 1)):
            self._lists.pop()
            top = None
        if top is None or top.level < level:
            top = self._open_list(level, mark)
        top.number = number
        item = etree.SubElement(top.element, "li")
        if mark:
            item.set("value", str(number))
        return item

    def labelled(self, level: int) -> tuple[Element, bool]:
        """A new paragraph for an item of `level` that has words for a number, and whether it stands inside a list.

        It does inside the item of a higher level that is open, whose list goes on after it.
        """
        self._close_below(level)
        holder = self._lists[-1].element[-1] if self._lists else self.element
        return etree.SubElement(holder, "p"), bool(self._lists)

    def _close_below(self, level: int) -> None:
        while self._lists and self._lists[-1].level >= level:
            self._lists.pop()

    def _open_list(self, level: int, mark: str) -> _OpenList:
        outer = self._lists[-1].element if self._lists else None
        holder = outer[-1] if outer is not None else self.element
        element = etree.SubElement(holder, "ol" if mark else "ul")
        if mark and mark != "1":
            element.set("type", mark)
        opened = _OpenList(element, level, mark, 0)
        self._lists.append(opened)
        return opened


def unwrap_single_paragraph(cell: Element) -> None:
    """A cell that holds one paragraph alone holds its content itself."""
    if len(cell) != 1 or cell[0].tag != "p":
        return
    paragraph = cell[0]
    for name, value in paragraph.attrib.items():
        if name != "id" or not cell.get("id"):
            cell.set(name, value)
    cell.text = paragraph.text
    cell.remove(paragraph)
    cell.extend(list(paragraph))


def css(**lengths_px: int | None) -> str:
    """Declarations of lengths, `margin_left=16` as `margin-left:16px`; None is left out."""
    return ";".join(f"{name.replace('_', '-')}:{px}px" for name, px in lengths_px.items() if px is not None)
