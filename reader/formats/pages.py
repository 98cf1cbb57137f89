"""Pages: one page of a document with its stylesheets and drawings, made into blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from lxml import etree

from reader.formats.flow import Flowed, Surroundings, flow
from reader.formats.images import svg_text
from reader.formats.page_metadata import page_title
from reader.formats.styles import remove_keeping_tail, resolve
from reader.formats.stylesheets import media_applies
from reader.formats.trees import SVG, Element, is_flattened, local_name
from reader.text.language import language_tag
from reader.text.model import Direction

__all__ = ["PageSurroundings", "page_blocks", "page_title"]

_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?([^;]*);""", re.IGNORECASE)
_MAX_IMPORT_DEPTH = 3
_FOREIGN = ("foreignObject", "foreignobject", f"{{{SVG}}}foreignObject")
_SHADOW_ROOT = ("shadowrootmode", "shadowroot", "shadowmode")


class PageSurroundings(Surroundings, Protocol):
    """What a page needs besides links and pictures: stylesheets, and its inline drawings as pictures."""

    def stylesheet(self, href: str, base: str = "") -> tuple[str, str]:
        """A stylesheet's text and what its own addresses are relative to; `base` is that of the sheet importing it."""

    def drawing(self, svg: Element) -> str:
        """Keep an inline SVG as a picture and answer the `src` by which `picture` finds it."""


def page_blocks(
    root: Element,
    around: PageSurroundings,
    language: str = "",
    direction: Direction = Direction.AUTO,
    choose: Callable[[Element], bool] | None = None,
) -> Flowed:
    """The blocks of a page whose root has plain HTML names. The tree is used up.

    `choose` may take elements out of the page once its styles are resolved, and says whether it took words.
    """
    language = language_tag(root.get("lang")) or language
    flattened = is_flattened(root)
    _open_shadow_roots(root)
    words = _replace_drawings(root, around)
    root = resolve(root, _take_stylesheets(root, around))
    chosen = choose is not None and choose(root)
    flowed = flow(root, around, language, direction)
    if flattened:
        flowed.losses.add("nesting")
    if chosen:
        flowed.losses.add("article-only")
    if words:
        flowed.losses.add("svg-text")
    return flowed


def _open_shadow_roots(root: Element) -> None:
    """Put what a saved component draws in the component's place, and what it is given into its slots."""
    for template in list(root.iter("template")):
        host = template.getparent()
        if host is None or not any(template.get(name) for name in _SHADOW_ROOT):
            continue
        for style in list(template.iter("style", "link")):
            remove_keeping_tail(style)  # it holds inside the component only
        given: dict[str, list[Element]] = {}
        for child in host:
            if child is not template and isinstance(child.tag, str):
                given.setdefault(child.get("slot") or "", []).append(child)
        for slot in list(template.iter("slot")):
            wanted = given.pop(slot.get("name") or "", None)
            if wanted:
                slot.text, slot[:] = None, wanted
        template.tag = "div"


def _replace_drawings(root: Element, around: PageSurroundings) -> bool:
    """Put an image in the place of each inline SVG, and its words behind it. True when one of them holds words."""
    words = False
    for svg in list(root.iter("svg", f"{{{SVG}}}svg")):
        if next(svg.iterancestors("svg", f"{{{SVG}}}svg"), None) is not None:
            continue
        text = svg_text(svg)
        foreign = [child for each in svg.iter(*_FOREIGN) for child in each if isinstance(child.tag, str)]
        words = words or bool(text or foreign)
        image = etree.Element("img", {"src": around.drawing(svg)})
        for name in ("id", "style", "width"):
            if svg.get(name):
                image.set(name, svg.get(name) or "")
        behind = image
        if text or foreign:
            behind = etree.Element("div")
            behind.text = text
            behind.extend(foreign)
        behind.tail = svg.tail
        parent = svg.getparent()
        if parent is not None:
            parent.replace(svg, image)
            if behind is not image:
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
