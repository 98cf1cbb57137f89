"""MHTML: a page saved with what belongs to it (RFC 2557), as browsers and Word write it.

It begins like a mail. It is none when no mail server or recipient is in its head and its parts have addresses.
"""

from __future__ import annotations

import email
import email.header
import re
from collections.abc import Iterator
from email.message import Message

from reader.errors import DamagedFile, FileTooLarge
from reader.formats import limits
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.saved_page import MAX_PARTS, Part, SavedPage, joined_address, saved_page_events
from reader.text.decoding import decode
from reader.text.model import ParseEvent

_HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]*(.*(?:\n[ \t].*)*)", re.MULTILINE)
_OF_MAIL = frozenset(
    {"to", "cc", "received", "delivered-to", "return-path", "message-id", "dkim-signature", "in-reply-to"}
)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_SAVED_BY = "<saved by"
_FRAMESET = re.compile("<frameset", re.IGNORECASE)
_FRAMESET_WITHIN_CHARACTERS = 20_000
_MAX_SUBJECT_CHARACTERS = 2000
_MAX_BYTES = 256 * 1024 * 1024
"""The library makes text of the file several times over, in 2 GiB for all."""


def sniff(head: bytes) -> float:
    text = head.decode("latin-1").replace("\r\n", "\n").lstrip("\n")
    if not _HEADER.match(text):
        return 0.0
    top, _, rest = text.partition("\n\n")
    headers = {name.lower(): value for name, value in _HEADER.findall(top)}
    kind = headers.get("content-type", "").lower()
    if not kind.startswith(("multipart/related", "text/html", "multipart/alternative")):
        return 0.0
    if "snapshot-content-location" in headers or headers.get("from", "").lower().startswith(_SAVED_BY):
        return 1.0
    located = "content-location" in headers or re.search(r"^Content-Location:", rest, re.MULTILINE | re.IGNORECASE)
    return 1.0 if located and "mime-version" in headers and not _OF_MAIL & headers.keys() else 0.0


def parse(data: bytes, options: ParseOptions) -> Iterator[ParseEvent]:
    if len(data) > _MAX_BYTES:
        raise FileTooLarge
    message = email.message_from_bytes(data.lstrip(b"\r\n"))
    leaves = _leaves(message)
    root = _root(message, leaves)
    if root is None:
        raise DamagedFile("no page")
    address = _text(message, "Snapshot-Content-Location") or _text(root, "Content-Location")
    page, text = root, _page_text(root)
    if _FRAMESET.search(text[:_FRAMESET_WITHIN_CHARACTERS]):  # it only says where its frames stand
        page, text = max(
            ((leaf, _page_text(leaf)) for leaf in leaves if leaf.get_content_type() in _PAGES and leaf is not root),
            key=lambda each: len(each[1]),
            default=(root, text),
        )
        address = _text(page, "Content-Location") or address
    parts = dict(_parts(leaves, page, address))
    yield from saved_page_events(
        text, SavedPage(address, parts), whole=options.whole_page, title=_text(message, "Subject")
    )


def _leaves(message: Message) -> list[Message]:
    leaves: list[Message] = []
    for part in message.walk():
        if len(leaves) >= MAX_PARTS:
            raise FileTooLarge("parts")
        if not part.is_multipart():
            leaves.append(part)
    return leaves


def _root(message: Message, leaves: list[Message]) -> Message | None:
    """The part that `start` names (RFC 2387), or the first that is a page."""
    pages = [leaf for leaf in leaves if leaf.get_content_type() in _PAGES]
    start = message.get_param("start")
    wanted = str(start).strip() if start else ""
    return next((page for page in pages if wanted and _text(page, "Content-ID") == wanted), next(iter(pages), None))


def _parts(leaves: list[Message], page: Message, address: str) -> Iterator[tuple[str, Part]]:
    for number, leaf in enumerate(leaves):
        if leaf is page:
            continue
        part = Part(_data(leaf), leaf.get_content_type(), str(leaf.get_content_charset() or ""))
        location, identity = _text(leaf, "Content-Location"), _text(leaf, "Content-ID").strip("<>")
        if identity:
            yield f"cid:{identity}", part
        if location:
            yield joined_address(address, location), part
        if not identity and not location:
            yield f"part:{leaf.get_filename() or number}", part


def _page_text(part: Message) -> str:
    data = _data(part)
    if len(data) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    return decode(data, str(part.get_content_charset() or "")).text


def _data(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: Message, name: str) -> str:
    """A header's text, encoded words read (RFC 2047)."""
    value = str(part.get(name, ""))[:_MAX_SUBJECT_CHARACTERS]
    if "=?" not in value:
        return "".join(value.split("\n")).strip()
    return str(email.header.make_header(email.header.decode_header(value))).strip()


def _warm() -> Iterator[bytes]:
    yield (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nSubject: =?utf-8?Q?a=C3=A4?=\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://a.example/\r\n\r\n<html><body><p>a=C3=A4</p></body></html>\r\n--b\r\n"
        b"Content-Type: text/css\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <c@d>\r\n"
        b"Content-Location: https://a.example/a.css\r\n\r\ncHt9\r\n--b--\r\n"
    )


FORMAT = Format("mhtml", sniff, guarded(parse), warm=_warm)
