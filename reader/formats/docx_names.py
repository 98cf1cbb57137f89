"""DOCX names: elements and attributes of Office Open XML by short names, transitional and strict alike (ECMA-376)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reader.formats.trees import Element

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_W = (f"{{{_TRANSITIONAL}wordprocessingml/2006/main}}", f"{{{_STRICT}wordprocessingml/main}}")
_R = (f"{{{_TRANSITIONAL}officeDocument/2006/relationships}}", f"{{{_STRICT}officeDocument/relationships}}")
_M = (f"{{{_TRANSITIONAL}officeDocument/2006/math}}", f"{{{_STRICT}officeDocument/math}}")
_PREFIXES = {
    _W[0][1:-1]: "w",
    _W[1][1:-1]: "w",
    _M[0][1:-1]: "m",
    _M[1][1:-1]: "m",
    f"{_TRANSITIONAL}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_TRANSITIONAL}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_TRANSITIONAL}drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    f"{_TRANSITIONAL}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "c",
    f"{_TRANSITIONAL}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    f"{_TRANSITIONAL}markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_OFF = frozenset({"0", "false", "off"})


@lru_cache(maxsize=8192)
def _short_tag(tag: str) -> str:
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    prefix = _PREFIXES.get(namespace, "")
    return f"{prefix}:{name}" if prefix else name


def short(element: Element) -> str:
    """The element's name as it usually stands in files (`w:p`), without a prefix where it is of no interest."""
    return _short_tag(element.tag) if isinstance(element.tag, str) else ""


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML; empty when it is missing."""
    if element is None:
        return ""
    return element.get(_W[0] + name) or element.get(_W[1] + name) or ""


def math_value(element: Element | None) -> str:
    """The `val` attribute of OMML; empty when it is missing."""
    return "" if element is None else element.get(f"{_M[0]}val") or element.get(f"{_M[1]}val") or ""


def relation_id(element: Element, name: str = "id") -> str:
    """An attribute that names a relationship; empty when it is missing."""
    return element.get(_R[0] + name) or element.get(_R[1] + name) or ""


def child(element: Element | None, name: str) -> Element | None:
    """The first child called `name`, or None."""
    if element is None:
        return None
    return next((each for each in element if short(each) == name), None)


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children called `name`."""
    return (each for each in element if short(each) == name) if element is not None else iter(())


def is_on(element: Element) -> bool:
    """What an on/off property says (ECMA-376, 17.17.4): on, unless it is said to be off."""
    return value(element).lower() not in _OFF


def whole(text: str, otherwise: int = 0) -> int:
    """An integer of a document, a fraction cut off; nothing beyond nine digits is believed."""
    digits = text.strip().partition(".")[0]
    plain = digits.removeprefix("-")
    return int(digits) if plain.isascii() and plain.isdigit() and len(plain) <= 9 else otherwise
