"""FictionBook as a tree: how the file is unpacked, decoded and mended, and what the description says.

FictionBook 2.1, http://www.gribuser.ru/xml/fictionbook/2.0 (schema FictionBook2.1.xsd).
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

from reader.errors import DamagedFile, FileTooLarge
from reader.formats import limits
from reader.formats.archive import Archive
from reader.formats.fb2_repair import mend
from reader.formats.names import one_line
from reader.formats.trees import Element, local_name, parse_xml, printable, texts
from reader.text.decoding import declared_encoding, decode
from reader.text.language import guess_language, language_direction, language_tag
from reader.text.model import Metadata

ZIP = b"PK\x03\x04"
_BINARY = re.compile(r"<(?:\w{1,20}:)?binary\b([^<>]{0,1000})>([^<]*)(?:</(?:\w{1,20}:)?binary\s*>)?", re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*["']([^"']{1,500})["']""")
_ATTRIBUTES = frozenset(
    {"id", "href", "type", "name", "number", "value", "lang", "align", "valign", "colspan", "rowspan", "alt", "title"}
)
_UNREADABLE_SHARE = 0.01
_MAX_NAMES = 100
_MAX_DESCRIPTION = 20_000


@dataclass(slots=True)
class Book:
    """A book's root with plain names, and its pictures by id as base64 text."""

    root: Element
    binaries: dict[str, str]

    def bodies(self) -> list[Element]:
        return [child for child in self.root if local_name(child) == "body"]

    def picture(self, href: str) -> bytes | None:
        """The bytes of the picture that `#id` means; None when there is none, or when it is too large."""
        text = self.binaries.get(href.removeprefix("#"))
        if text is None or len(text) > limits.MAX_ENTRY_BYTES:
            return None
        try:
            return binascii.a2b_base64(text + "===")
        except binascii.Error:
            return None


def only_book(names: list[str]) -> str:
    """The name of the one FB2 file in an archive that holds nothing else; empty otherwise."""
    real = [
        name
        for name in names
        if not name.startswith("__MACOSX/") and not name.rpartition("/")[2].startswith(".") and not name.endswith("/")
    ]
    return real[0] if len(real) == 1 and real[0].lower().endswith(".fb2") else ""


def read_book(data: bytes) -> Book:
    """The book in a file, plain or zipped. Raises DamagedFile, FileTooLarge, LockedFile."""
    if data.startswith(ZIP):
        archive = Archive(data)
        data = archive.read(only_book(archive.names()))
    if len(data) > limits.MAX_ENTRY_BYTES:
        raise FileTooLarge
    binaries: dict[str, str] = {}

    def kept(match: re.Match[str]) -> str:
        name = _ID.search(match[1])
        if name:
            binaries.setdefault(name[1], match[2])
        return ""

    text = _BINARY.sub(kept, printable(_decoded(data)))
    if len(text) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    return Book(_root(text), binaries)


def _decoded(data: bytes) -> str:
    """The text. Some bytes that do not fit the declared encoding are no reason to believe in another one."""
    decoded = decode(data)
    declared = declared_encoding(data) or ("utf-8" if data.lstrip()[:5] == b"<?xml" else "")
    if declared and decoded.encoding != declared and not decoded.encoding.startswith("utf"):
        text = data.decode(declared, "replace")
        if text.count("\ufffd") <= len(text) * _UNREADABLE_SHARE:
            return text
    return decoded.text


def _root(text: str) -> Element:
    """The tree: as it stands, or mended where it is not well formed."""
    try:
        root = parse_xml(text, recover=False)
    except DamagedFile:
        start = re.search(r"<(?:\w{1,20}:)?FictionBook\b", text)
        root = parse_xml(mend(text[start.start() :] if start else text))
    if local_name(root) != "fictionbook":
        raise DamagedFile("fictionbook")
    for element in root.iter("*"):
        element.tag = local_name(element)
        if element.attrib:
            _keep_known(element)
    return root


def _keep_known(element: Element) -> None:
    """Only what FictionBook means stays of the attributes, without prefixes: its `style` is no CSS."""
    found = {str(name).rpartition("}")[2].rpartition(":")[2]: str(value) for name, value in element.attrib.items()}
    element.attrib.clear()
    for name in _ATTRIBUTES & set(found):
        element.set(name, found[name])


def metadata_of(book: Book) -> Metadata:
    """What title-info, document-info and publish-info say."""
    title = book.root.find("description/title-info")
    publish = book.root.find("description/publish-info")
    series = _first(title, ".//sequence", publish, ".//sequence")
    language = language_tag(_text(title, "lang"))
    if not language:
        sample = "".join("".join(texts(body))[:4000] for body in book.bodies()[:1])
        language = guess_language(sample)
    return Metadata(
        title=_text(title, "book-title") or _text(publish, "book-name"),
        authors=tuple(name for name in map(_person, _all(title, "author")) if name),
        language=language,
        direction=language_direction(language),
        publisher=_text(publish, "publisher"),
        published=_text(publish, "year") or _date(title) or _date(book.root.find("description/document-info")),
        description=_annotation(title),
        subjects=_subjects(title),
        series=one_line(series.get("name", "")) if series is not None else "",
        series_index=one_line(series.get("number", "")) if series is not None else "",
    )


def cover_href(book: Book) -> str:
    """The address of the cover's picture, or empty."""
    image = book.root.find("description/title-info/coverpage/image")
    return image.get("href", "") if image is not None else ""


def _all(parent: Element | None, name: str) -> list[Element]:
    return parent.findall(name)[:_MAX_NAMES] if parent is not None else []


def _first(*places: Element | str | None) -> Element | None:
    for parent, path in zip(places[::2], places[1::2], strict=True):
        found = parent.find(str(path)) if parent is not None and not isinstance(parent, str) else None
        if found is not None:
            return found
    return None


def _text(parent: Element | None, path: str) -> str:
    found = parent.find(path) if parent is not None else None
    return one_line("".join(texts(found))) if found is not None else ""


def _person(author: Element) -> str:
    parts = [_text(author, name) for name in ("first-name", "middle-name", "last-name")]
    return " ".join(part for part in parts if part) or _text(author, "nickname")


def _date(parent: Element | None) -> str:
    found = parent.find("date") if parent is not None else None
    return one_line(found.get("value") or _text(parent, "date")) if found is not None else ""


def _annotation(title: Element | None) -> str:
    found = title.find("annotation") if title is not None else None
    if found is None:
        return ""
    lines = [" ".join("".join(texts(each)).split()) for each in found if local_name(each)]
    return "\n".join(line for line in lines if line)[:_MAX_DESCRIPTION]


def _subjects(title: Element | None) -> tuple[str, ...]:
    """Genres (codes such as `prose_history`, written with spaces) and keywords."""
    genres = [one_line("".join(texts(each))).replace("_", " ") for each in _all(title, "genre")]
    words = [one_line(word) for word in re.split("[,;]", _text(title, "keywords"))[:_MAX_NAMES]]
    return tuple(dict.fromkeys(subject for subject in genres + words if subject))
