"""HTML: one page, saved from the web or written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.errors import FileTooLarge, NothingToRead
from reader.formats import limits
from reader.formats.assembly import Assembly
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.pages import page_blocks, page_title
from reader.formats.surroundings import SinglePage
from reader.formats.trees import Element, parse_page
from reader.text.decoding import decode
from reader.text.language import language_tag
from reader.text.model import Direction, Metadata, ParseEvent

_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAGS = re.compile(r"<(?:p|div|h[1-6]|table|ul|ol|meta|title|span|br|a|article|section)\b[^<>]*>", re.IGNORECASE)
_FRAGMENT_LINK = re.compile(r"""href\s*=\s*["']?#([^"'\s>]+)""", re.IGNORECASE)
_HEAD_CHARACTERS = 8192


def sniff(head: bytes) -> float:
    text = decode(head[:_HEAD_CHARACTERS]).text
    if _ROOT.match(text):
        return 1.0
    if text.lstrip()[:1] == "<" and len(_TAGS.findall(text)) >= 3:
        return 0.7
    return 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    if len(data) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    text = decode(data).text
    root = parse_page(text)
    metadata = _metadata(root)
    yield metadata
    assembly = Assembly(metadata.language, metadata.direction)
    yield from single_page_events(root, SinglePage(assembly), text)


def single_page_events(root: Element, around: SinglePage, text: str) -> Iterator[ParseEvent]:
    """All events but Metadata of a document that is one page. Raises NothingToRead for an empty page."""
    assembly = around.assembly
    around.targets = set(_FRAGMENT_LINK.findall(text))
    flowed = page_blocks(root, around, assembly.language, assembly.direction)
    events = list(assembly.add_page("", flowed))
    if assembly.empty:
        raise NothingToRead
    yield from events
    yield from around.taken_resources()
    yield from around.taken_embedded()
    yield assembly.outline()
    yield assembly.anchors()


def _metadata(root: Element) -> Metadata:
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        named.setdefault(name, (meta.get("content") or "").strip())
    declared = (root.get("dir") or "").lower()
    return Metadata(
        title=page_title(root) or named.get("og:title", ""),
        authors=tuple(name for name in [named.get("author", "")] if name),
        language=language_tag(root.get("lang") or named.get("language")),
        direction=Direction(declared) if declared in {"ltr", "rtl"} else Direction.AUTO,
        description=named.get("description", ""),
        published=named.get("date", ""),
    )


FORMAT = Format("html", sniff, guarded(parse))
