"""Webarchive: a page saved by Safari, a property list (binary or XML) of the page and what it loaded."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from typing import Any, TypeVar

from reader.errors import DamagedFile, FileTooLarge
from reader.formats import limits
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.saved_page import MAX_PARTS, Part, SavedPage, saved_page_events
from reader.text.decoding import decode
from reader.text.model import ParseEvent

_MAGIC = b"bplist00"
_MAIN, _PARTS, _FRAMES = "WebMainResource", "WebSubresources", "WebSubframeArchives"
_Kind = TypeVar("_Kind")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def sniff(head: bytes) -> float:
    binary = head.startswith(_MAGIC)
    listed = b"<plist" in head[:1024] and b"<key>" in head
    return 1.0 if (binary or listed) and _MAIN.encode() in head else 0.0


def parse(data: bytes, options: ParseOptions) -> Iterator[ParseEvent]:
    archive = plistlib.loads(data)
    main = _field(archive, _MAIN, dict)
    page = _part(main)
    if page.media_type not in _PAGES or not page.data:
        raise DamagedFile("no page")
    if len(page.data) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    listed = _field(archive, _PARTS, list)
    if len(listed) > MAX_PARTS:
        raise FileTooLarge("parts")
    parts = {_field(each, "WebResourceURL", str): _part(each) for each in listed if isinstance(each, dict)}
    around = SavedPage(_field(main, "WebResourceURL", str), parts)
    yield from saved_page_events(decode(page.data, page.charset).text, around, whole=options.whole_page)


def _part(resource: dict[str, Any]) -> Part:
    return Part(
        _field(resource, "WebResourceData", bytes),
        _field(resource, "WebResourceMIMEType", str).lower()[:100],
        _field(resource, "WebResourceTextEncodingName", str)[:40],
    )


def _field(found: Any, name: str, kind: type[_Kind]) -> _Kind:
    """What `found` holds by that name, or an empty one where there is none of that kind."""
    value = found.get(name) if isinstance(found, dict) else None
    return value if isinstance(value, kind) else kind()


def _warm() -> Iterator[bytes]:
    page = {"WebResourceData": b"<html><body><p>a</p></body></html>", "WebResourceMIMEType": "text/html",
            "WebResourceTextEncodingName": "UTF-8", "WebResourceURL": "https://a.example/"}  # fmt: skip
    for kind in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        yield plistlib.dumps({_MAIN: page, _PARTS: [page]}, fmt=kind)


FORMAT = Format("webarchive", sniff, guarded(parse), warm=_warm)
