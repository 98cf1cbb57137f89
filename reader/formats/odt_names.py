"""ODT names: elements and attributes of OpenDocument by the short names of its standard (OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reader.formats.trees import MATHML, Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    **{
        name: f"{_OASIS}{name}:1.0"
        for name in ("office", "text", "style", "table", "meta", "manifest", "script", "form", "number", "presentation")
    },
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "math": MATHML,
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_PREFIXES = {namespace: prefix for prefix, namespace in _NAMESPACES.items()}


@lru_cache(maxsize=8192)
def short_name(tag: str) -> str:
    """A name with its namespace as `prefix:name`, without a prefix where it is of no interest."""
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    prefix = _PREFIXES.get(namespace, "")
    return f"{prefix}:{name}" if prefix else name


def short(element: Element) -> str:
    """The element's name as it usually stands in files (`text:p`)."""
    return short_name(element.tag) if isinstance(element.tag, str) else ""


def value(element: Element | None, name: str) -> str:
    """An attribute by its short name; empty when it is missing."""
    return (element.get(_long(name)) or "") if element is not None else ""


def child(element: Element | None, name: str) -> Element | None:
    """The first child called `name`, or None."""
    if element is None:
        return None
    return next((each for each in element if short(each) == name), None)


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children called `name`."""
    return (each for each in element if short(each) == name) if element is not None else iter(())


def count(element: Element, name: str, most: int) -> int:
    """A positive number of an attribute, at most `most`; 1 when it is missing or none."""
    digits = value(element, name)
    if not (digits.isascii() and digits.isdigit()):
        return 1
    return max(1, int(digits)) if len(digits) <= 9 and int(digits) <= most else most


@lru_cache(maxsize=512)
def _long(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"
