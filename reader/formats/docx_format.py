"""DOCX: the word processor documents of Office Open XML (ECMA-376), and a true word on their relatives.

Compound files (those of older Office, of encrypted documents, of Hangul) are recognised here too, to be refused by
their kind.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator

from lxml import etree

from reader.errors import DamagedFile
from reader.formats.archive import Archive
from reader.formats.compound_file import COMPOUND_MAGIC, refuse_compound_file
from reader.formats.contract import Format, ParseOptions
from reader.formats.docx_body import Body
from reader.formats.docx_names import child
from reader.formats.docx_notes import Notes, has_text
from reader.formats.docx_numbering import Numbering
from reader.formats.docx_package import CONTENT_TYPES, DocxPackage, other_kind
from reader.formats.docx_reading import Reading
from reader.formats.docx_styles import Styles
from reader.formats.guarding import guarded
from reader.formats.office_document import OfficeDocument, office_events, told
from reader.text.model import ParseEvent, Progress

_ZIP = b"PK\x03\x04"
_MAX_EDGES = 50


def sniff(head: bytes) -> float:
    if head.startswith(COMPOUND_MAGIC):
        return 0.9
    if not head.startswith(_ZIP):
        return 0.0
    if b"word/document.xml" in head:
        return 0.8
    return 0.5 if CONTENT_TYPES.encode() in head else 0.0


def sniff_archive(names: Collection[str], _mime_type: bytes) -> float:
    lowered = {name.lower() for name in names}
    if CONTENT_TYPES.lower() not in lowered:
        return 0.9 if "word/document.xml" in lowered else 0.0
    return 1.0 if any(name.startswith("word/") for name in lowered) else 0.8 if other_kind(list(names)) else 0.6


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    if data.startswith(COMPOUND_MAGIC):
        refuse_compound_file(data)
    package = DocxPackage(Archive(data))
    document = yield from _read(package)
    yield from office_events(document, package.archive.read_if_sound)


def _read(package: DocxPackage) -> Generator[Progress, None, OfficeDocument]:
    """The whole document as a tree, with signs of life. Raises DamagedFile when its main part can't be read."""
    root = package.tree(package.main)
    body_element = child(root, "w:body")
    if body_element is None:
        raise DamagedFile("main part")
    styles = Styles(package.related("styles"))
    reading = Reading(package, styles, Numbering(package.related("numbering"), styles), package.main)
    page = etree.Element("html")
    body = Body(reading, Notes(package), etree.SubElement(page, "body"))
    yield from body.document(body_element)
    embedded = package.embedded()
    if any(has_text(package.tree(path)) for path in _page_edges(package)):
        reading.losses.add("page-header")
    return OfficeDocument(told(package.metadata(), page), page, reading.losses | package.losses, embedded)


def _page_edges(package: DocxPackage) -> list[str]:
    """The parts that hold headers and footers."""
    relations = package.relations(package.main).values()
    return [package.archive.find(each.target) for each in relations if each.kind in {"header", "footer"}][:_MAX_EDGES]


FORMAT = Format("docx", sniff, guarded(parse), sniff_archive=sniff_archive)
