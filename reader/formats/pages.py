"""Pages: one page of a document with its stylesheets and drawings, made into blocks."""

from __future__ import annotations

import re
from typing import Protocol

from lxml import etree

from reader.formats.flow import Flowed, Surroundings, flow
from reader.formats.images import svg_text
from reader.formats.styles import remove_keeping_tail, resolve
from reader.formats.stylesheets import media_applies
from reader.formats.trees import SVG, Element, local_name
from reader.text.language import language_tag
from reader.text.model import Direction

_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?([^;]*);""", re.IGNORECASE)
_MAX_IMPORT_DEPTH = 3


class PageSurroundings(Surroundings, Protocol):
    """What a page needs besides links and pictures: stylesheets, and its inline drawings as pictures."""

    def stylesheet(self, href: str, base: str = "") -> tuple[str, str]:
        """A stylesheet's text and what its own addresses are relative to; `base` is that of the sheet importing it."""

    def drawing(self, svg: Element) -> str:
        """Keep an inline SVG as a picture and answer the `src` by which `picture` finds it."""


def page_blocks(
    root: Element, around: PageSurroundings, language: str = "", direction: Direction = Direction.AUTO
) -> Flowed:
    """The blocks of a page whose root has plain HTML names. The tree is used up."""
    language = language_tag(root.get("lang")) or language
    words = _replace_drawings(root, around)
    flowed = flow(resolve(root, _take_stylesheets(root, around)), around, language, direction)
    if words:
        flowed.losses.add("svg-text")
    return flowed


def page_title(root: Element) -> str:
    """The text of the page's title element."""
    title = next((each for each in root.iter("title", "{*}title")), None)
    return " ".join("".join(str(text) for text in title.itertext()).split()) if title is not None else ""


def _replace_drawings(root: Element, around: PageSurroundings) -> bool:
    """Put an image in the place of each inline SVG, and its words behind it. True when one of them holds words."""
    words = False
    for svg in list(root.iter("svg", f"{{{SVG}}}svg")):
        if next(svg.iterancestors("svg", f"{{{SVG}}}svg"), None) is not None:
            continue
        text = svg_text(svg)
        words = words or bool(text)
        image = etree.Element("img", {"src": around.drawing(svg)})
        for name in ("id", "style", "width"):
            if svg.get(name):
                image.set(name, svg.get(name) or "")
        behind = image
        if text:
            behind = etree.Element("div")
            behind.text = text
        behind.tail = svg.tail
        parent = svg.getparent()
        if parent is not None:
            parent.replace(svg, image)
            if text:
                image.addnext(behind)
    return words


def _take_stylesheets(root: Element, around: PageSurroundings) -> list[str]:
    """The page's stylesheets in order; their elements and all that loads or runs leave the tree."""
    sheets: list[str] = []
    for element in list(root.iter("style", "link", "base", "script")):
        shown = media_applies(element.get("media") or "")
        if local_name(element) == "style" and shown:
            sheets.append(_with_imports("".join(str(text) for text in element.itertext()), "", around))
        elif local_name(element) == "link" and shown and _is_stylesheet(element):
            sheets.append(_with_imports(*around.stylesheet(element.get("href") or ""), around))
        remove_keeping_tail(element)
    return sheets


def _is_stylesheet(link: Element) -> bool:
    relations = (link.get("rel") or "").lower().split()
    return "stylesheet" in relations and "alternate" not in relations


def _with_imports(sheet: str, base: str, around: PageSurroundings, depth: int = 0) -> str:
    def imported(match: re.Match[str]) -> str:
        if depth >= _MAX_IMPORT_DEPTH or not media_applies(match.group(2)):
            return ""
        return _with_imports(*around.stylesheet(match.group(1), base), around, depth + 1)

    return _IMPORT.sub(imported, sheet)
