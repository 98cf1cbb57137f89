"""Tidying a book's page before it is set: choices settled, printed page numbers out of the text, pictures bare."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from reader.formats.epub_notes import types_of
from reader.formats.names import one_line
from reader.formats.styles import remove_keeping_tail
from reader.formats.trees import MATHML, SVG, XHTML, Element, local_name, texts

_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_SHOWN_NAMESPACES = frozenset({MATHML, SVG, XHTML})
_PAGE_BREAK = frozenset({"pagebreak", "doc-pagebreak"})
_MAX_LABEL_CHARACTERS = 12
_BESIDE_IMAGE = frozenset({"svg", "g", "title", "desc", "defs", "metadata", "a", "image"})


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page of the printed edition begins: its label and the id of its mark."""

    label: str
    fragment: str


def settle_switches(root: Element) -> None:
    """Of `epub:switch` keep the first case that can be shown, else its default (EPUB 3.0.1); triggers go."""
    for element in list(root.iter(etree.Element)):
        name = local_name(element)
        if name == "trigger" and element.get("action"):
            remove_keeping_tail(element)
        if name != "switch":
            continue
        choices = [child for child in element if local_name(child) in {"case", "default"}]
        shown = [each for each in choices if _can_show(each)]
        for choice in choices:
            if choice is not next(iter(shown), None):
                remove_keeping_tail(choice)


def _can_show(choice: Element) -> bool:
    return local_name(choice) == "default" or choice.get("required-namespace") in _SHOWN_NAMESPACES


def take_page_breaks(root: Element) -> list[PageBreak]:
    """The marks of printed pages. Their numbers leave the text, where they would stand in the middle of a sentence."""
    breaks: list[PageBreak] = []
    for element in list(root.iter(etree.Element)):
        said = element.get("data-type") or element.get("role")
        if not said or not types_of(element) & _PAGE_BREAK:
            continue
        text = one_line("".join(texts(element)))
        label = one_line(element.get("title") or element.get("aria-label") or text)
        if len(text) > _MAX_LABEL_CHARACTERS:
            continue
        element.tag = "span"
        element.text = None
        for child in list(element):
            element.remove(child)
        if not element.get("id"):
            element.set("id", f"printed.{len(breaks) + 1}")
        breaks.append(PageBreak(label, element.get("id") or ""))
    return breaks


def bare_pictures(root: Element) -> None:
    """Put a plain image in the place of each drawing that only wraps one, as covers are made."""
    for svg in list(root.iter("svg", f"{{{SVG}}}svg")):
        image = wrapped_image(svg)
        parent = svg.getparent()
        if image is not None and parent is not None:
            image.tail = svg.tail
            parent.replace(svg, image)


def wrapped_image(svg: Element) -> Element | None:
    """An `img` in the place of a drawing that holds one picture and nothing else; None for any other."""
    names = [local_name(each) for each in svg.iter(etree.Element)]
    if names.count("image") != 1 or not _BESIDE_IMAGE.issuperset(names):
        return None
    inner = next(each for each in svg.iter(etree.Element) if local_name(each) == "image")
    href = inner.get(_XLINK_HREF) or inner.get("href") or ""
    if not href or any(each.get("clip-path") or each.get("mask") for each in svg.iter(etree.Element)):
        return None
    named = (each for each in svg.iter(etree.Element) if local_name(each) in {"title", "desc"})
    alt = svg.get("aria-label") or next((one_line("".join(texts(each))) for each in named), "")
    image = etree.Element("img", {"src": href, "alt": alt})
    if svg.get("id"):
        image.set("id", svg.get("id") or "")
    return image
