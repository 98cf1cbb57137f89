"""HTML: one page, saved from the web or written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.errors import FileTooLarge
from reader.formats import limits
from reader.formats.assembly import Assembly
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.page_metadata import page_metadata
from reader.formats.saved_page import SavedPage, saved_page_events
from reader.formats.single_page import single_page_events
from reader.formats.surroundings import SinglePage
from reader.formats.trees import parse_page
from reader.text.decoding import decode
from reader.text.model import ParseEvent

__all__ = ["FORMAT", "single_page_events"]

_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAGS = re.compile(r"<(?:p|div|h[1-6]|table|ul|ol|meta|title|span|br|a|article|section)\b[^<>]*>", re.IGNORECASE)
_HEAD_CHARACTERS = 8192
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,5}\)(\S{1,2000})|Page saved with SingleFile\s{1,20}(?:url:\s{1,5}(\S{1,2000}))?)"
)
"""What browsers and SingleFile write at the top of a page that they save."""


def sniff(head: bytes) -> float:
    text = decode(head[:_HEAD_CHARACTERS]).text
    if _ROOT.match(text):
        return 1.0
    if text.lstrip()[:1] == "<" and len(_TAGS.findall(text)) >= 3:
        return 0.7
    return 0.0


def parse(data: bytes, options: ParseOptions) -> Iterator[ParseEvent]:
    if len(data) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    text = decode(data).text
    banner = _SAVED.search(text[:_HEAD_CHARACTERS])
    if banner:
        yield from saved_page_events(text, SavedPage(banner[1] or banner[2] or ""), whole=options.whole_page)
        return
    root = parse_page(text)
    metadata = page_metadata(root)
    yield metadata
    assembly = Assembly(metadata.language, metadata.direction)
    yield from single_page_events(root, SinglePage(assembly), text)


def _warm() -> Iterator[bytes]:
    yield b"<!DOCTYPE html><html><head><style>p{margin:1em}</style></head><body><p>a<img src=x>"
    yield '<html><body><p><a href="https://b\u00fc.example/">b</a></p></body></html>'.encode()  # codecs of host names
    yield (
        b"<!DOCTYPE html><!-- saved from url=(0017)https://a.example --><html><head><style>p{margin:1em}</style>"
        b'<script type="application/ld+json">{"@type":"Article","headline":"a"}</script></head><body><nav>b</nav>'
        b'<div class="post"><p>' + b"some words, and more. " * 30 + b"</p></div></body></html>"
    )


FORMAT = Format("html", sniff, guarded(parse), warm=_warm)
