"""What a book's package says of it: EPUB 3.3 (chapter 5.5, with refinements), OPF 2.0.1, and Calibre's series."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from reader.formats.names import one_line
from reader.formats.trees import XML_LANG, Element, local_name, parse_html, texts
from reader.text.language import language_direction, language_tag, led
from reader.text.model import Direction, Metadata

_MAX_LINES = 100
_MAX_DESCRIPTION_CHARACTERS = 32 * 1024
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_UNKNOWN_YEAR = "0101"
"""What Calibre writes for a date that nobody knows."""
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z][^<>]*>|&#?\w{1,31};")
_PARAGRAPHS = ("p", "div", "li", "br", "h1", "h2", "h3", "h4", "tr")
_WRITERS = frozenset({"", "aut", "author", "creator", "cre"})
_SERIES = frozenset({"", "series", "set"})


@dataclass(slots=True)
class _Entry:
    """One element of the metadata with what other elements say about it (`refines`), by property."""

    name: str
    text: str
    attributes: dict[str, str]
    refined: dict[str, str] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The text as one line that runs in the direction that the package gives it."""
        return led(one_line(self.text), self.attributes.get("dir", "").strip().lower())


def read_metadata(package: Element) -> Metadata:
    """The metadata of a package document whose root is given."""
    entries = _entries(package)
    language = _language(package, entries)
    series, index = _series(entries)
    return Metadata(
        title=_title(entries),
        authors=tuple(_authors(entries)),
        language=language,
        direction=_direction(package, language),
        publisher=next(_lines(entries, "publisher"), ""),
        published=_published(entries),
        description=plain_description(next((each.text for each in _named(entries, "description")), "")),
        subjects=tuple(dict.fromkeys(_lines(entries, "subject"))),
        series=series,
        series_index=index,
    )


def plain_description(text: str) -> str:
    """A blurb without its markup, which shops put into it; its paragraphs stay lines."""
    if _MARKUP.search(text):
        root = parse_html(f"<div>{text}</div>")
        etree.strip_elements(root, "script", "style", "title", with_tail=False)
        for element in root.iter(*_PARAGRAPHS):
            element.tail = "\n" + (element.tail or "")
        text = "".join(texts(root))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)[:_MAX_DESCRIPTION_CHARACTERS]


def _entries(package: Element) -> list[_Entry]:
    """The metadata's elements (EPUB 1 wraps them in `dc-metadata`), refined."""
    block = next(package.iter("{*}metadata"), package)
    entries: list[_Entry] = []
    by_id: dict[str, _Entry] = {}
    refinements: list[tuple[str, str, str]] = []
    for element in block.iter("{*}*"):
        name = local_name(element)
        if element is block or name in {"dc-metadata", "x-metadata", "manifest", "spine", "item", "itemref"}:
            continue
        attributes = {str(key).rpartition("}")[2].lower(): str(value) for key, value in element.attrib.items()}
        attributes = {"dir": package.get("dir") or ""} | attributes
        text = "".join(texts(element))
        refines = attributes.get("refines", "").removeprefix("#")
        if refines:
            refinements.append((refines, attributes.get("property", ""), one_line(text)))
            continue
        entry = _Entry(name, text, attributes)
        entries.append(entry)
        by_id.setdefault(attributes.get("id", ""), entry)
    for refines, name, value in refinements:
        if refines in by_id:
            by_id[refines].refined.setdefault(name, value)
    return entries


def _named(entries: Iterable[_Entry], name: str) -> Iterator[_Entry]:
    return (each for each in entries if each.name == name and one_line(each.text))


def _lines(entries: Iterable[_Entry], name: str) -> Iterator[str]:
    for number, entry in enumerate(_named(entries, name)):
        if number < _MAX_LINES:
            yield one_line(entry.text)


def _title(entries: list[_Entry]) -> str:
    """The main title, and the subtitle behind it where one is called so."""
    titles = list(_named(entries, "title"))
    if not titles:
        return ""
    kinds = [each.refined.get("title-type", "").lower() for each in titles]
    main = titles[kinds.index("main") if "main" in kinds else 0]
    subtitle = next((each for each, kind in zip(titles, kinds, strict=True) if kind == "subtitle"), None)
    if subtitle is None or subtitle is main:
        return main.line
    return led(f"{one_line(main.text)}: {one_line(subtitle.text)}", main.attributes.get("dir", ""))


def _authors(entries: list[_Entry]) -> list[str]:
    """The creators who wrote it; without one, all creators. Sort names (`file-as`) have no place in Hearth."""
    creators = list(_named(entries, "creator"))
    writers = [each for each in creators if _role(each) in _WRITERS]
    return list(dict.fromkeys(each.line for each in (writers or creators)[:_MAX_LINES]))


def _role(entry: _Entry) -> str:
    """The MARC relator code of a creator."""
    return (entry.refined.get("role") or entry.attributes.get("role") or "").strip().lower()


def _language(package: Element, entries: list[_Entry]) -> str:
    tags = (language_tag(line) for line in _lines(entries, "language"))
    return next((tag for tag in tags if tag), "") or language_tag(package.get(XML_LANG) or package.get("xml:lang"))


def _direction(package: Element, language: str) -> Direction:
    """The language's own; where pages are only said to go from right to left, that, unless its text does not.

    Japanese and Chinese books say so because their lines are vertical, and vertical text is set horizontally.
    """
    direction = language_direction(language)
    spine = next(package.iter("{*}spine"), None)
    progression = (spine.get("page-progression-direction") or "") if spine is not None else ""
    return Direction.RTL if direction is Direction.AUTO and progression == "rtl" else direction


def _published(entries: list[_Entry]) -> str:
    """The date of publication, else the first date that is not one of a change."""
    dates = [(each.attributes.get("event", "").lower(), one_line(each.text)) for each in _named(entries, "date")]
    dates = [(event, text) for event, text in dates if event != "modification" and not text.startswith(_UNKNOWN_YEAR)]
    chosen = next((text for event, text in dates if event == "publication"), dates[0][1] if dates else "")
    day = _DATE.match(chosen)
    return day.group() if day else chosen


def _series(entries: list[_Entry]) -> tuple[str, str]:
    """The series and the place in it: a collection that is one (EPUB 3), or what Calibre writes."""
    metas = [each for each in entries if each.name == "meta"]
    for each in metas:
        collection = each.attributes.get("property") == "belongs-to-collection" and one_line(each.text)
        if collection and each.refined.get("collection-type", "").lower() in _SERIES:
            return collection, each.refined.get("group-position", "")
    named = {each.attributes.get("name", "").lower(): each.attributes.get("content", "") for each in metas}
    series = one_line(named.get("calibre:series", ""))
    index = one_line(named.get("calibre:series_index", "")) if series else ""
    return series, index.removesuffix(".0")
