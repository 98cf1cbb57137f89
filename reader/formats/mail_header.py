"""A mail's header fields: unfolded, decoded, and shown so that no name hides an address.

RFC 5322 (fields, addresses), RFC 2047 (encoded words). The standard library's parser of addresses is not used: it
recurses with each parenthesis, and takes quadratic time on others.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from dataclasses import dataclass
from datetime import UTC
from email.message import Message
from email.utils import parsedate_to_datetime

from reader.formats.names import one_line, shown_name
from reader.text.decoding import decode

MAX_FIELDS = 2000
MAX_FIELD_BYTES = 16 * 1024
_MAX_HEAD_BYTES = 512 * 1024
_MAX_ADDRESSES = 60
_MAX_ADDRESS_CHARACTERS = 3000
_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]*:(.*)", re.DOTALL)
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]{0,4000})\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t]+(?==\?[\w.:*+-]{1,60}\?[bBqQ]\?)")
_ADDRESS_PARTS = re.compile(
    r'"(?:[^"\\]|\\.){0,2000}"|<[^<>]{0,1000}>|\((?:[^()\\]|\\.){0,1000}\)|=\?[\w.:*+-]{1,60}\?[bBqQ]\?[^?]{0,4000}\?='
    r'|[,;]|(?:(?!=\?)[^",;<(])+|.'
)
_PLAIN_ADDRESS = re.compile(r"[^\s@<>]{1,200}@[^\s@<>]{1,200}")
_SHOWN = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject")
_ADDRESSES = frozenset({"from", "sender", "reply-to", "to", "cc", "bcc"})
_MIME_FIELDS = ("content-type", "content-disposition", "content-transfer-encoding", "content-id", "content-location")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one header by lower-case name, as bytes: all addresses (a second From is a trick that shows), of
    the others the first."""

    raw: dict[str, bytes]

    def text(self, name: str) -> str:
        """A field's text, decoded."""
        return decoded_words(self.raw.get(name, b""))

    def mime(self) -> Message:
        """The MIME fields in the standard library's form, which knows RFC 2231."""
        message = Message()
        for name in _MIME_FIELDS:
            if name in self.raw:
                message[name] = " ".join(self.raw[name].decode("utf-8", "replace").split())
        return message


def read_fields(head: bytes) -> Fields:
    """The fields at the top of `head`; lines that are none are passed over."""
    raw: dict[str, bytes] = {}
    name = ""
    for line in head[:_MAX_HEAD_BYTES].splitlines()[: MAX_FIELDS * 8]:
        if line[:1] in {b" ", b"\t"}:
            if name and len(raw[name]) + len(line) < MAX_FIELD_BYTES:
                raw[name] += line
            continue
        match = _FIELD.fullmatch(line)
        name = match[1].decode("ascii").lower() if match else ""
        value = match[2].strip()[:MAX_FIELD_BYTES] if match else b""
        if name in raw and name in _ADDRESSES and len(raw[name]) + len(value) < MAX_FIELD_BYTES:
            raw[name] += b", " + value
        elif name and name not in raw and len(raw) < MAX_FIELDS:
            raw[name] = value
        else:
            name = ""
    return Fields(raw)


def decoded_words(raw: bytes) -> str:
    """A field's value as text: encoded words decoded, and 8-bit letters that should not be there too."""
    text = raw.decode("ascii") if raw.isascii() else decode(raw).text
    if "=?" not in text:
        return one_line(text, MAX_FIELD_BYTES)
    text = _BETWEEN_WORDS.sub(r"\1", text)
    out: list[str] = []
    position = 0
    held, held_charset = b"", ""
    for match in _WORD.finditer(text):
        between = text[position : match.start()]
        charset = match[1].lower()
        if held and (between or charset != held_charset):
            out.append(_in_charset(held, held_charset))
            held = b""
        out.append(between)
        held, held_charset = held + _word_bytes(match[2], match[3]), charset
        position = match.end()
    out += [_in_charset(held, held_charset) if held else "", text[position:]]
    return one_line("".join(out), MAX_FIELD_BYTES)


def _in_charset(data: bytes, charset: str) -> str:
    return decode(data, charset).text


def _word_bytes(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return quopri.decodestring(raw, header=True)
    try:
        return base64.b64decode(raw + b"===")
    except binascii.Error:
        return raw


@dataclass(frozen=True, slots=True)
class Address:
    """One address as it is shown: the display name, in quotes where it looks like an address, and the true one."""

    label: str
    address: str

    def line(self) -> str:
        return f"{self.label} <{self.address}>" if self.label and self.address else self.label or self.address


def shown_fields(fields: Fields) -> list[tuple[str, list[Address]]]:
    """What a reader is shown of a header: a field's name, and its addresses or its text as a label."""
    shown: list[tuple[str, list[Address]]] = []
    for name in _SHOWN:
        key = name.lower()
        lines = addresses(fields, key) if key in _ADDRESSES else [Address(shown_name(fields.text(key)), "")]
        if any(line.line() for line in lines) and not (name == "Sender" and lines == addresses(fields, "from")):
            shown.append((name, lines))
    return shown


def addresses(fields: Fields, key: str) -> list[Address]:
    """The addresses of a field; of a long row the first, and how many more there are."""
    raw = fields.raw.get(key, b"")
    pairs = _addresses(raw.decode("ascii") if raw.isascii() else decode(raw).text)
    shown: list[Address] = []
    size = 0
    for name, address in pairs[:_MAX_ADDRESSES]:
        shown.append(_shown_address(name, address))
        size += len(shown[-1].line())
        if size > _MAX_ADDRESS_CHARACTERS:
            break
    more = len(pairs) - len(shown)
    return shown + ([Address(f"… (+{more})", "")] if more else [])


def author_names(fields: Fields) -> tuple[str, ...]:
    """Who wrote it, for the document's metadata."""
    return tuple(line for each in addresses(fields, "from")[:20] if (line := each.line()))


def published(fields: Fields) -> str:
    """The Date field as ISO 8601 in UTC; empty when it is none."""
    try:
        date = parsedate_to_datetime(fields.text("date")[:200])
        return (date.astimezone(UTC) if date.tzinfo else date).strftime("%Y-%m-%d %H:%M")
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""


def _addresses(text: str) -> list[tuple[str, str]]:
    """Pairs of display name and address."""
    found: list[tuple[str, str]] = []
    name, address = "", ""
    for part in [*_ADDRESS_PARTS.findall(text), ","]:
        if part in {",", ";"}:
            if name.strip() or address:
                found.append((name, address))
            name, address = "", ""
        elif part[0] == "<" and part[-1] == ">" and len(part) > 1:
            name += f" {address}" if address else ""
            address = part[1:-1].strip()
        elif part[0] == '"' and len(part) > 1:
            name += re.sub(r"\\(.)", r"\1", part[1:-1])
        else:
            name += part
    return found


def _shown_address(name: str, address: str) -> Address:
    label = shown_name(decoded_words(name.encode("utf-8", "replace")), 300)
    where = shown_name(decoded_words(address.encode("utf-8", "replace")), 400)
    if not where and _PLAIN_ADDRESS.fullmatch(label):
        return Address("", label)
    if where and any(sign in label for sign in "@<>"):
        label = "" if label == where else "“" + label.replace("”", "'") + "”"
    return Address(label, where)
