"""WARC records (ISO 28500) and the HTTP responses in them (RFC 9112), read with a cap on everything.

Time is linear in what is unpacked: warcio, which would be the library for it, joins a long line block by block (40 MB
without a line end take it 27 s), and unpacks without a limit.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from reader.errors import DamagedFile, FileTooLarge
from reader.formats import limits

MAGIC = b"WARC/"
GZIP = b"\x1f\x8b"
_MAX_LINE_BYTES = 64 * 1024
_MAX_HEADERS = 500
_STEP_BYTES = 256 * 1024
_LENGTH = re.compile(r"\d{1,15}")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,15})[^\r\n]{0,1000}\r?\n")

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """A record's headers by their names in lower case, and what it holds, up to the limit asked for."""

    headers: Headers
    content: bytes
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of a web server: its status, headers, and body unpacked."""

    status: int
    headers: Headers
    body: bytes


def records(data: bytes, wanted: frozenset[str], limit: int) -> Iterator[Record]:
    """The records of the `wanted` types (`response` …) in order, each read to at most `limit` bytes.

    `data` may be gzip. What is no record ends them. Raises FileTooLarge for what unpacks without end, DamagedFile for
    what does not unpack.
    """
    stream: io.BufferedIOBase = io.BufferedReader(_Unpacked(data)) if data.startswith(GZIP) else io.BytesIO(data)
    while True:
        line = stream.readline(_MAX_LINE_BYTES)
        if not line.strip() and line:
            continue
        if not line.startswith(MAGIC):
            return
        headers = _headers(stream)
        length_text = headers.get("content-length", "")
        if not _LENGTH.fullmatch(length_text):
            return
        length = int(length_text)
        read = min(length, limit) if headers.get("warc-type", "").lower() in wanted else 0
        content = stream.read(read)
        if read:
            yield Record(headers, content, is_whole=len(content) == length)
        _skip(stream, length - read)


def response_of(content: bytes, limit: int) -> Response | None:
    """The response in a record's content, its body at most `limit` bytes; None where it is none that can be read."""
    stream = io.BytesIO(content)
    status = _STATUS.match(stream.readline(_MAX_LINE_BYTES))
    if not status:
        return None
    headers = _headers(stream)
    body = content[stream.tell() :]
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _unchunked(body)
    coding = headers.get("content-encoding", "").lower()
    if coding in {"gzip", "x-gzip", "deflate"}:
        unpacked = _unpacked(body, coding, limit)
        return Response(int(status[1]), headers, unpacked) if unpacked is not None else None
    return Response(int(status[1]), headers, body[:limit]) if coding in {"", "identity"} else None


def _headers(stream: io.BufferedIOBase) -> Headers:
    headers: Headers = {}
    for _number in range(_MAX_HEADERS):
        line = stream.readline(_MAX_LINE_BYTES)
        if not line.strip():
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _skip(stream: io.BufferedIOBase, count: int) -> None:
    if isinstance(stream, io.BytesIO):
        stream.seek(count, io.SEEK_CUR)
        return
    while count > 0:
        step = len(stream.read(min(count, _STEP_BYTES)))
        if not step:
            return
        count -= step


def _unchunked(body: bytes) -> bytes:
    """The body without its chunks' sizes (RFC 9112, 7.1); as it is where it has none, since many archives unpack it."""
    parts: list[bytes] = []
    position = 0
    while (size := _CHUNK.match(body, position)) is not None:
        length = int(size[1], 16)
        if not length:
            break
        parts.append(body[size.end() : size.end() + length])
        position = size.end() + length
    return b"".join(parts) if parts else body


def _unpacked(body: bytes, coding: str, limit: int) -> bytes | None:
    for bits in (-zlib.MAX_WBITS, zlib.MAX_WBITS) if coding == "deflate" else (zlib.MAX_WBITS | 16,):
        try:
            return zlib.decompressobj(bits).decompress(body, limit)
        except zlib.error:
            continue
    return None if body.startswith(GZIP) else body[:limit]


class _Unpacked(io.RawIOBase):
    """The content of a gzip file, its members one after the other (RFC 1952)."""

    def __init__(self, data: bytes) -> None:
        self._rest = memoryview(data)
        self._pending = b""
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._unpacked_bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stub wants any buffer
        while True:
            data = self._step(len(buffer))
            if data:
                break
            if not self._pending and not self._rest and not self._next_member():
                return 0
        self._unpacked_bytes += len(data)
        if self._unpacked_bytes > limits.MAX_UNPACKED_BYTES:
            raise FileTooLarge("gzip")
        buffer[: len(data)] = data
        return len(data)

    def _step(self, count: int) -> bytes:
        if self._unpacker.eof and not self._next_member():
            return b""
        if not self._pending:
            self._pending, self._rest = bytes(self._rest[:_STEP_BYTES]), self._rest[_STEP_BYTES:]
        try:
            data = self._unpacker.decompress(self._pending, count)
        except zlib.error as error:
            raise DamagedFile("gzip") from error
        self._pending = self._unpacker.unconsumed_tail
        return data

    def _next_member(self) -> bool:
        """Go on with the member behind the one that has ended; False where there is none."""
        if not self._unpacker.eof:
            return False
        behind = self._unpacker.unused_data or bytes(self._rest[:_STEP_BYTES])
        if not self._unpacker.unused_data:
            self._rest = self._rest[_STEP_BYTES:]
        if not behind.startswith(GZIP):
            self._rest, self._pending = memoryview(b""), b""
            return False
        self._pending = behind
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return True
