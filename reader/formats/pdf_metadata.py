"""What a PDF says of itself: its Info dictionary (ISO 32000-2, 14.3.3) and its XMP packet (ISO 16684-1)."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Sequence
from functools import partial

import pypdfium2  # type: ignore[import-untyped]  # its helpers carry no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from reader.formats.names import MAX_LINE_CHARACTERS, one_line
from reader.formats.trees import printable
from reader.formats.xmp import DC, XMP, Xmp
from reader.text.language import language_tag
from reader.text.model import Direction, Metadata

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_ISO_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_METADATA_REFERENCE = re.compile(rb"/Metadata\s+(\d{1,10})\s+(\d{1,5})\s+R")
_BETWEEN_NAMES = re.compile(r"\s+(?:and|und|et|y|&)\s+")
_MAX_PACKET_BYTES = 1024 * 1024
_MAX_NAMES = 200
_MAX_VALUE_CHARACTERS = 50_000
_MAX_DESCRIPTION_CHARACTERS = 20_000
_TRIED_CATALOGUES = 8


def pdf_metadata(document: pypdfium2.PdfDocument, data: bytes, guessed_language: str) -> Metadata:
    """The document's metadata. Info is what people fill in; XMP tells what Info lacks, and keeps names apart."""
    info = {
        name: printable(value[:_MAX_VALUE_CHARACTERS])
        for name, value in document.get_metadata_dict(skip_empty=True).items()
    }
    xmp = Xmp(xmp_packet(data))
    return Metadata(
        title=one_line(info.get("Title", "")) or xmp.line(f"{DC}title"),
        authors=_lines(xmp.lines(f"{DC}creator") or split_names(info.get("Author", ""))),
        language=_language(document, xmp) or guessed_language,
        direction=_direction(document),
        publisher=", ".join(xmp.lines(f"{DC}publisher"))[:MAX_LINE_CHARACTERS],
        published=_date(info.get("CreationDate", "")) or _iso_date(xmp.line(f"{XMP}CreateDate")),
        description=_description(info.get("Subject", "") or xmp.line(f"{DC}description")),
        subjects=_lines(xmp.lines(f"{DC}subject") or split_keywords(info.get("Keywords", ""))),
    )


def split_names(authors: str) -> list[str]:
    """Several authors in one line, taken apart where that is safe: "Doe, Jane" is one person."""
    authors = " ".join(authors.split())
    if ";" in authors:
        return [one_line(name) for name in authors.split(";")]
    names = _BETWEEN_NAMES.split(authors)
    parts = [part for name in names for part in name.split(",")]
    apart = len(parts) > len(names) and all(len(part.split()) > 1 for part in parts)
    return [one_line(name) for name in (parts if apart else names)]


def split_keywords(keywords: str) -> list[str]:
    """Keywords, at semicolons, else at commas and line ends."""
    between = ";" if ";" in keywords else r"[,\n،、]"
    return [one_line(keyword) for keyword in re.split(between, keywords)]


def xmp_packet(data: bytes) -> bytes:
    """The document's own XMP packet, as long as it is not compressed or encrypted; empty when it is not found.

    PDFium doesn't hand it out. Pictures have packets too, so that it must be the one that the catalogue names, or the
    only one.
    """
    end = len(data)
    for _ in range(_TRIED_CATALOGUES):
        end = data.rfind(b"/Catalog", 0, end)
        if end < 0:
            break
        beginning = max(data.rfind(b" obj", 0, end), 0)
        named = _METADATA_REFERENCE.search(data, beginning, data.find(b"endobj", end) + 1)
        at = data.rfind(b"\n%d %d obj" % (int(named[1]), int(named[2]))) if named else -1
        if at >= 0:
            return _packet_in(data, at, data.find(b"endobj", at))
    first = data.find(b"<x:xmpmeta")
    only = first >= 0 and data.find(b"<x:xmpmeta", first + 1) < 0
    return _packet_in(data, first, len(data)) if only else b""


def _packet_in(data: bytes, start: int, end: int) -> bytes:
    end = min(end if end > 0 else len(data), start + _MAX_PACKET_BYTES)
    for name in (b"x:xmpmeta", b"rdf:RDF"):
        first = data.find(b"<" + name, start, end)
        closing = b"</" + name + b">"
        last = data.find(closing, first, end) if first >= 0 else -1
        if last >= 0:
            return data[first : last + len(closing)]
    return b""


def _language(document: pypdfium2.PdfDocument, xmp: Xmp) -> str:
    declared = wide_text(partial(pdfium.FPDFCatalog_GetLanguage, document.raw))
    return language_tag(declared) or language_tag(xmp.line(f"{DC}language"))


def _direction(document: pypdfium2.PdfDocument) -> Direction:
    buffer = ctypes.create_string_buffer(16)
    written = pdfium.FPDF_VIEWERREF_GetName(document.raw, b"Direction", buffer, len(buffer))
    return Direction.RTL if 0 < written <= len(buffer) and buffer.value == b"R2L" else Direction.AUTO


def wide_text(ask: Callable[[object, int], int], most_bytes: int = 8192) -> str:
    """The text of a PDFium function that fills a buffer of UTF-16 with a NUL behind it; empty for one too long."""
    buffer = (ctypes.c_ushort * (most_bytes // 2))()
    written = ask(buffer, most_bytes)
    if not 2 < written <= most_bytes:
        return ""
    return printable(bytes(buffer)[: written - 2].decode("utf-16-le", "replace"))


def _date(pdf_date: str) -> str:
    match = _DATE.match(pdf_date)
    return "-".join(part for part in match.groups() if part) if match else ""


def _iso_date(text: str) -> str:
    match = _ISO_DATE.match(text)
    return match.group() if match else ""


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))[:_MAX_NAMES]


def _description(text: str) -> str:
    return text.strip()[:_MAX_DESCRIPTION_CHARACTERS]
