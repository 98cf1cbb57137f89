"""A piece's markup as a row of stretches, each with the elements around it: what finds blocks and cuts them out.

Markup and canonical text hold the same solid characters in the same order (reader/text/alignment.py), so that a count
of those leads from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from reader.text.markup import escape
from reader.text.model import IMAGE_CHARACTER

SOLID = re.compile("[^\\s\u00ad\u200b\ufdd0\ufdd1]")
_VOID = frozenset({"img", "br", "hr"})
_QUOTE = '"'


class Element:
    """One element of the markup; two of the same name are told apart by identity. `number` of a list's item."""

    __slots__ = ("attributes", "name", "number")

    def __init__(self, name: str, attributes: dict[str, str], number: int = 0) -> None:
        self.name = name
        self.attributes = attributes
        self.number = number


class Stretch:
    """Text without an element's border in it, or a picture or line break (`void`); `solid` counts its characters."""

    __slots__ = ("path", "solid", "text", "void")

    def __init__(self, path: tuple[Element, ...], text: str, solid: int, void: Element | None = None) -> None:
        self.path = path
        self.text = text
        self.solid = solid
        self.void = void

    @property
    def names(self) -> frozenset[str]:
        return frozenset(element.name for element in self.path)


def stretches(html: str) -> list[Stretch]:
    """The stretches of clean markup (reader/text/markup.py) in order."""
    walk = _Walk()
    walk.feed(html)
    walk.close()
    return walk.found


def solid_count(text: str) -> int:
    """How many solid characters canonical text has."""
    return len(SOLID.findall(text))


def opening(element: Element, *, first_item: int = 0) -> str:
    """The start tag; of a list that begins in its middle, with the number of its first item."""
    attributes = dict(element.attributes)
    if element.name == "ol" and first_item > 1:
        attributes["start"] = str(first_item)
    return f"<{element.name}{written(attributes)}>"


def written(attributes: Mapping[str, str]) -> str:
    """Attributes as they stand in a start tag."""
    return "".join(f' {name}="{escape(value).replace(_QUOTE, "&quot;")}"' for name, value in attributes.items())


class _Walk(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Stretch] = []
        self._path: tuple[Element, ...] = ()
        self._next: dict[Element, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            text = IMAGE_CHARACTER if tag == "img" else ""
            self.found.append(Stretch(self._path, text, len(text), element))
            return
        if tag == "li":
            self._count(element)
        self._path = (*self._path, element)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._path) - 1, -1, -1):
            if self._path[depth].name == tag:
                self._path = self._path[:depth]
                return

    def handle_data(self, data: str) -> None:
        self.found.append(Stretch(self._path, data, solid_count(data)))

    def _count(self, item: Element) -> None:
        around = next((each for each in reversed(self._path) if each.name in {"ol", "ul"}), None)
        if around is not None:
            start = around.attributes.get("start", "")
            item.number = self._next.get(around, int(start) if start.isdecimal() else 1)
            self._next[around] = item.number + 1
