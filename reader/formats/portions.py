"""Portions: a long document's tree in parts of some thousand elements, each flowed and answered by itself.

A worker that is silent for long is taken for one that hangs; a book in one tree takes seconds to flow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from lxml import etree

from reader.formats.assembly import Assembly, outside_address
from reader.formats.pages import page_blocks
from reader.formats.surroundings import SinglePage
from reader.formats.trees import Element
from reader.text.model import Direction, ParseEvent

MOST_ELEMENTS = 4000
_OPENED = frozenset({"div", "section", "blockquote"})
_MAX_DEPTH = 20


def portions(root: Element, depth: int = 0) -> Iterator[Element]:
    """The tree's children in order, in holders with the attributes of what they were in; the tree is used up.

    A container that is too long itself is opened; an id stands on the first of the parts.
    """
    held: list[Element] = []
    size, text, first = 0, root.text, True
    for child in list(root):
        count = sum(1 for _ in child.iter())
        opened = count > MOST_ELEMENTS and child.tag in _OPENED and depth < _MAX_DEPTH
        if held and (opened or size + count > MOST_ELEMENTS):
            yield _holder(root, held, text, first=first)
            held, size, text, first = [], 0, None, False
        if opened:
            text = child.tail
            yield from portions(child, depth + 1)
        else:
            held.append(child)
            size += count
    if held or (text or "").strip() or first:
        yield _holder(root, held, text, first=first)


def _holder(root: Element, children: list[Element], text: str | None, *, first: bool) -> Element:
    holder = etree.Element("blockquote" if root.tag == "blockquote" else "div")
    for name, value in root.attrib.items():
        if first or name != "id":
            holder.set(name, value)
    holder.text = text
    holder.extend(children)
    return holder


class Portioned(SinglePage):
    """The surroundings of a document in portions: an id is looked for in all of them. Portions are named by number."""

    def __init__(self, assembly: Assembly, parts: Sequence[Element], prefix: str = "") -> None:
        super().__init__(assembly, prefix)
        self._parts = parts
        self._prefix = prefix
        self._page_of: dict[str, str] = {}
        for number, part in enumerate(parts):
            for element in part.iter("*"):
                if element.get("id"):
                    self._page_of.setdefault(element.get("id", ""), f"{prefix}{number}")

    def link(self, href: str) -> str:
        if not href.startswith("#"):
            return outside_address(href)
        name = href[1:] if href[1:] in self._page_of else unquote(href[1:])
        return self.assembly.link(self._page_of[name], name) if name in self._page_of else ""

    def events(
        self,
        language: str = "",
        direction: Direction = Direction.AUTO,
        title: str = "",
        losses: frozenset[str] = frozenset(),
    ) -> Iterator[ParseEvent]:
        """Sections and pictures, portion by portion; `losses` are said before the first."""
        for number, part in enumerate(self._parts):
            self.page = f"{self._prefix}{number}"
            flowed = page_blocks(part, self, language, direction)
            if number == 0:
                flowed.losses |= losses
            if flowed.blocks or number == 0:
                yield from self.assembly.add_page(self.page, flowed, title if number == 0 else "")
            yield from self.taken_resources()
