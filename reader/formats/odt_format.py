"""ODT: text documents of OpenDocument (OASIS OpenDocument 1.3), zipped or flat, and a true word on its relatives."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator

from lxml import etree

from reader.errors import DamagedFile
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.odt_body import OdtBody
from reader.formats.odt_lists import OdtLists
from reader.formats.odt_names import child
from reader.formats.odt_package import OdtPackage, kind_of
from reader.formats.odt_reading import OdtReading
from reader.formats.odt_styles import OdtStyles, page_edges_hold_text
from reader.formats.office_document import OfficeDocument, office_events, told
from reader.text.decoding import decode
from reader.text.model import ParseEvent, Progress

_MIME_TYPE = b"mimetypeapplication/vnd."
_FLAT_ROOT = "<office:document"
_FLAT_TYPE = "opendocument"
_HEAD_BYTES = 8192


def sniff(head: bytes) -> float:
    if head.startswith(b"PK\x03\x04"):
        start = head.find(_MIME_TYPE, 0, 200)
        mime_type = head[start + len("mimetype") : start + 120].decode("latin-1") if start >= 0 else ""
        return 1.0 if kind_of(mime_type.partition("PK")[0]) else 0.0
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] != b"<":
        return 0.0
    text = decode(head[:_HEAD_BYTES]).text
    return 1.0 if _FLAT_ROOT in text and _FLAT_TYPE in text else 0.0


def sniff_archive(names: Collection[str], mime_type: bytes) -> float:
    if kind_of(mime_type.decode("latin-1")):
        return 1.0
    return 0.9 if {"content.xml", "META-INF/manifest.xml"} <= set(names) else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    package = OdtPackage(data)
    document = yield from _read(package)
    yield from office_events(document, package.read)


def _read(package: OdtPackage) -> Generator[Progress, None, OfficeDocument]:
    """The whole document as a tree, with signs of life. Raises DamagedFile when it has no text body."""
    text = child(child(package.content, "office:body"), "office:text")
    if text is None:
        raise DamagedFile("body")
    styles = OdtStyles(package.content, package.styles)
    reading = OdtReading(package, styles, OdtLists(styles))
    page = etree.Element("html")
    body = OdtBody(reading, etree.SubElement(page, "body"))
    yield from body.document(text)
    if page_edges_hold_text(package.styles):
        reading.losses.add("page-header")
    return OfficeDocument(told(package.metadata(), page), page, reading.losses | package.losses, reading.embedded)


FORMAT = Format("odt", sniff, guarded(parse), sniff_archive=sniff_archive)
