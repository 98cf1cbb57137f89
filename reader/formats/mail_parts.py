"""A mail's parts: a tree of MIME entities, with a cap on their number and depth (RFC 2045, 2046).

Written anew, because the standard library's parser asks every boundary that is open at every line and recurses.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from dataclasses import dataclass, field
from email.message import Message

from reader.formats.mail_header import Fields, decoded_words, read_fields
from reader.formats.names import one_line
from reader.text.decoding import decode

MAX_DEPTH = 16
MAX_PARTS = 2000
_HEAD_END = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r(?!\n)")
_MAX_BOUNDARY = 200
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_UU_LINE = re.compile(rb"^begin [0-7]{3,4} ", re.MULTILINE)


@dataclass(slots=True)
class Part:
    """One entity: its header, its bytes as they stand in the file, and the entities in it."""

    fields: Fields
    mime: Message
    body: bytes
    children: list[Part] = field(default_factory=list)
    problem: str = ""

    @property
    def media_type(self) -> str:
        return self.mime.get_content_type()

    @property
    def is_attachment(self) -> bool:
        return self.mime.get_content_disposition() == "attachment"

    @property
    def name(self) -> str:
        """The file name that the part carries, decoded however it is written; empty without one."""
        try:
            name = self.mime.get_filename() or ""
        except (LookupError, ValueError, TypeError):
            name = ""
        return decoded_words(name.encode("utf-8", "surrogateescape")) if name else ""

    @property
    def content_id(self) -> str:
        return one_line(str(self.mime.get("content-id", ""))).strip("<> ")

    def parameter(self, name: str) -> str:
        """A parameter of the content type, in lower case; empty when it is not there or broken."""
        try:
            value = self.mime.get_param(name, "")
        except (LookupError, ValueError, TypeError):
            return ""
        return value.lower() if isinstance(value, str) else str(value[2]).lower()

    def data(self) -> bytes:
        """The content with its transfer encoding taken off."""
        encoding = str(self.mime.get("content-transfer-encoding", "")).strip().lower()
        if encoding == "base64":
            return _from_base64(self.body)
        if encoding == "quoted-printable":
            return quopri.decodestring(self.body)
        if encoding in {"x-uuencode", "uuencode", "x-uue"}:
            return _from_uuencode(self.body)
        return self.body

    def size_bytes(self) -> int:
        """About how long the content is; base64 is measured, not decoded."""
        if str(self.mime.get("content-transfer-encoding", "")).strip().lower() == "base64":
            return len(self.body.translate(None, b"\r\n\t =")) * 3 // 4
        return len(self.data())

    def text(self) -> str:
        """The content as text, in its own charset or whatever it turns out to be in."""
        return decode(self.data(), self.parameter("charset")).text


class _Budget:
    """How many parts there may still be."""

    def __init__(self) -> None:
        self.left = MAX_PARTS

    def take(self) -> bool:
        self.left -= 1
        return self.left >= 0


def read_mail(data: bytes) -> Part:
    """A whole message as a tree of parts."""
    return _part(data, 0, _Budget(), "text/plain")


def _part(data: bytes, depth: int, budget: _Budget, default: str) -> Part:
    head, body = _split_head(data)
    fields = read_fields(head)
    mime = fields.mime()
    mime.set_default_type(default)
    part = Part(fields, mime, body)
    kind = part.media_type
    if kind.startswith("multipart/"):
        boundary = str(mime.get_boundary() or "")[:_MAX_BOUNDARY]
        inside = _between_boundaries(body, boundary) if boundary else []
        inner = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        _add_children(part, inside, depth, budget, inner)
    elif kind in {"message/rfc822", "message/global"}:
        _add_children(part, [part.data()], depth, budget, "text/plain")
    return part


def _add_children(part: Part, inside: list[bytes], depth: int, budget: _Budget, default: str) -> None:
    for data in inside:
        if depth >= MAX_DEPTH or not budget.take():
            part.problem = "mail-cut"
            return
        part.children.append(_part(data, depth + 1, budget, default))


def _split_head(data: bytes) -> tuple[bytes, bytes]:
    if data[:1] == b"\n" or data[:2] == b"\r\n":
        return b"", data.lstrip(b"\r\n")
    end = _HEAD_END.search(data)
    return (data[: end.start()], data[end.end() :]) if end else (data, b"")


def _between_boundaries(body: bytes, boundary: str) -> list[bytes]:
    """What stands between the boundary lines; the last part goes to the end where its closing line is missing."""
    mark = re.escape(boundary.encode("utf-8", "replace"))
    lines = re.compile(rb"(?:\A|\r?\n|\r)--" + mark + rb"(--)?[ \t]*(?=\r?\n|\r|\Z)")
    parts: list[bytes] = []
    start = -1
    for match in lines.finditer(body):
        if start >= 0:
            parts.append(body[start : match.start()])
        start = match.end()
        if match[1] or len(parts) > MAX_PARTS:
            start = -1
            break
    if start >= 0:
        parts.append(body[start:])
    return [_without_first_line_end(part) for part in parts]


def _without_first_line_end(part: bytes) -> bytes:
    for end in (b"\r\n", b"\n", b"\r"):
        if part.startswith(end):
            return part[len(end) :]
    return part


def _from_base64(body: bytes) -> bytes:
    letters = _NOT_BASE64.sub(b"", body)
    try:
        return base64.b64decode(letters[: len(letters) // 4 * 4] + _last_group(letters))
    except binascii.Error:
        return b""


def _last_group(letters: bytes) -> bytes:
    rest = letters[len(letters) // 4 * 4 :]
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""


def _from_uuencode(body: bytes) -> bytes:
    begin = _UU_LINE.search(body)
    out: list[bytes] = []
    for line in body[begin.end() :].splitlines()[1:] if begin else []:
        if line.strip() == b"end":
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(out)
