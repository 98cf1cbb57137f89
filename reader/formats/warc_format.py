"""WARC: the first page of a web archive (ISO 28500), with the pictures and stylesheets archived beside it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from email.message import Message

from reader.errors import DamagedFile, FileTooLarge, NothingToRead
from reader.formats import limits
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.saved_page import Part, SavedPage, saved_page_events
from reader.formats.warc_records import GZIP, MAGIC, Record, records, response_of
from reader.text.decoding import decode
from reader.text.model import ParseEvent, Simplified

_WANTED = frozenset({"response", "resource"})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_PARTS = ("image/", "text/css")
_OK = 200
_MAX_RECORDS = 20_000
_MAX_RECORDS_BEHIND_PAGE = 2000
_MAX_PARTS_BYTES = 128 * 1024 * 1024


def sniff(head: bytes) -> float:
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
        except zlib.error:
            return 0.0
    return 1.0 if head.startswith(MAGIC) else 0.0


def parse(data: bytes, options: ParseOptions) -> Iterator[ParseEvent]:
    gathered = _Gathered()
    gathered.read(data)
    if gathered.page is None:
        raise NothingToRead
    around = SavedPage(gathered.address, gathered.parts)
    text = decode(gathered.page.data, gathered.page.charset).text
    for event in saved_page_events(text, around, whole=options.whole_page):
        yield event
        if gathered.is_cut:
            yield Simplified(what="truncated")
            gathered.is_cut = False


class _Gathered:
    """The first page that was archived, where it was, and what may belong to it."""

    def __init__(self) -> None:
        self.page: Part | None = None
        self.address = ""
        self.parts: dict[str, Part] = {}
        self.is_cut = False
        self._parts_bytes = 0

    def read(self, data: bytes) -> None:
        behind = 0
        try:
            for number, record in enumerate(records(data, _WANTED, limits.MAX_TEXT_BYTES + 1)):
                self._take(record)
                behind += self.page is not None
                if number >= _MAX_RECORDS or behind > _MAX_RECORDS_BEHIND_PAGE or self._parts_bytes > _MAX_PARTS_BYTES:
                    return
        except (DamagedFile, FileTooLarge):
            if self.page is None:
                raise
            self.is_cut = True

    def _take(self, record: Record) -> None:
        part = _part(record)
        address = record.headers.get("warc-target-uri", "").strip("<>")
        if part is None:
            return
        if part.media_type.startswith(_PARTS):
            self.parts.setdefault(address, part)
            self._parts_bytes += len(part.data)
            return
        if self.page is not None or part.media_type not in _PAGES:
            return
        if len(part.data) > limits.MAX_TEXT_BYTES:
            raise FileTooLarge
        self.page, self.address = part, address
        self.is_cut = "warc-truncated" in record.headers or not record.is_whole


def _part(record: Record) -> Part | None:
    """What a record holds as a file; None where it is no answer with a body."""
    if record.headers.get("warc-type", "").lower() == "resource":
        return _typed(record.headers.get("content-type", ""), record.content)
    response = response_of(record.content, limits.MAX_TEXT_BYTES + 1)
    if response is None or response.status != _OK or not response.body:
        return None
    return _typed(response.headers.get("content-type", ""), response.body)


def _typed(content_type: str, data: bytes) -> Part:
    header = Message()
    header["Content-Type"] = "".join(content_type[:300].splitlines())
    return Part(data, header.get_content_type(), str(header.get_content_charset() or ""))


def _warm() -> Iterator[bytes]:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
    body += b"1b\r\n<html><body><p>a</p></body>\r\n0\r\n\r\n"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
    plain = head + b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(body), body)
    yield plain
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    yield packer.compress(plain) + packer.flush()


FORMAT = Format("warc", sniff, guarded(parse), warm=_warm)
