"""Mobipocket books (MOBI, PRC, the older half of Kindle's files) and PalmDOC texts, without protection.

The text is HTML 3.2 with a few elements of its own; links and contents name byte offsets in it (`filepos`), pictures
are records (`recindex`). Kindle's newer form alone (KF8, "AZW3") is not read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from lxml import etree

from reader.errors import NothingToRead, ProtectedByDrm, UnsupportedKind
from reader.formats import images
from reader.formats.assembly import Assembly, even_levels, outside_address
from reader.formats.contract import Format, ParseOptions
from reader.formats.epub_metadata import plain_description
from reader.formats.guarding import guarded
from reader.formats.mobi_locales import locale_tag
from reader.formats.names import one_line
from reader.formats.pages import page_blocks, page_title
from reader.formats.palm_records import Header, PalmFile
from reader.formats.surroundings import SinglePage
from reader.formats.text_format import parse as parse_text
from reader.formats.trees import Element, parse_html, texts
from reader.text.language import guess_language, language_direction, language_tag, text_direction
from reader.text.model import Cover, Locator, Metadata, Outline, OutlineEntry, ParseEvent, Progress

_TYPES = (b"BOOKMOBI", b"TEXtREAd")
_TYPE_OFFSET = 60
_KF8 = 8
_MAX_PLACES = 100_000
_MAX_LINES = 20_000
_AUTHOR, _PUBLISHER, _DESCRIPTION, _SUBJECT, _PUBLISHED, _COVER, _TITLE, _LANGUAGE = (
    100,
    101,
    103,
    105,
    106,
    201,
    503,
    524,
)
"""EXTH's numbers (MobileRead wiki, MOBI, EXTH header)."""

_NO_RECORD = 0xFFFFFFFF
_FILE_POSITION = re.compile(rb"filepos\s*=\s*[\"']?0*(\d{1,9})", re.IGNORECASE)
_LINK = re.compile(r"\bfilepos\s*=\s*[\"']?0*(\d{1,9})[\"']?", re.IGNORECASE)
_PLACE = re.compile(r"#fp(\d{1,9})", re.ASCII)
_PAGE_BREAK = re.compile(r"<\s*mbp:pagebreak\b[^<>]*>|</\s*mbp:pagebreak\s*>", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:html|head|body|p|div|br|h[1-6])\b", re.IGNORECASE)
_LENGTH = re.compile(r"-?\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|%)?")
_SAMPLE_CHARACTERS = 20_000
_MANY_PAGES = 1000
_GROUP_CHARACTERS = 16 * 1024


def sniff(head: bytes) -> float:
    return 0.9 if head[_TYPE_OFFSET : _TYPE_OFFSET + 8] in _TYPES else 0.0


def parse(data: bytes, options: ParseOptions) -> Iterator[ParseEvent]:
    palm = PalmFile(data)
    header = palm.header
    if header.encryption:
        raise ProtectedByDrm("mobi")
    if header.version >= _KF8:
        raise UnsupportedKind("azw3")
    raw = palm.text()
    if not _MARKUP.search(raw[:_SAMPLE_CHARACTERS]):
        yield from parse_text(raw, options)
        return
    yield from _Book(palm, raw).events()


class _Around(SinglePage):
    """The surroundings of one page: links by byte offset, pictures by record."""

    def __init__(self, book: _Book, page: str) -> None:
        super().__init__(book.assembly, page)
        self._book = book

    def link(self, href: str) -> str:
        place = _PLACE.fullmatch(href)
        if place:
            return self.assembly.link(self._book.page_of(int(place.group(1))), href[1:])
        return outside_address(href)

    def is_target(self, fragment: str) -> bool:
        return False

    def image_data(self, src: str) -> bytes | None:
        number = src.removeprefix("record:")
        return self._book.picture(int(number)) if number.isascii() and number.isdigit() and len(number) < 8 else None


class _Book:
    """One book while it is parsed."""

    def __init__(self, palm: PalmFile, raw: bytes) -> None:
        self._palm = palm
        self._places = sorted({int(found) for found in _FILE_POSITION.findall(raw)} - {0})[:_MAX_PLACES]
        text = _with_places(raw, self._places).decode(palm.header.encoding, "replace")
        self._pages = _grouped([page for page in _PAGE_BREAK.split(text) if page.strip()])
        self._starts = _first_places(self._pages)
        sample = "".join(texts(parse_html(text[:_SAMPLE_CHARACTERS])))
        title = page_title(parse_html(text[:_SAMPLE_CHARACTERS])) or palm.name
        self.metadata = _metadata(palm.header, sample, title)
        self.assembly = Assembly(self.metadata.language)
        self._contents: list[tuple[str, int]] = []

    def events(self) -> Iterator[ParseEvent]:
        yield self.metadata
        contents = _contents_place(self._pages[0]) if self._pages else 0
        contents_page = self.page_of(contents) if contents else ""
        around = _Around(self, "")
        for number, page in enumerate(self._pages):
            root = parse_html(_LINK.sub(r'href="#fp\1"', page))
            if str(number) == contents_page:
                self._contents = _lines(root)
            around.page = str(number)
            _settle(root)
            yield from self.assembly.add_page(str(number), page_blocks(root, around, self.metadata.language))
            yield from around.taken_resources()
            yield Progress(done=number + 1, total=len(self._pages))
        if self.assembly.empty:
            raise NothingToRead
        yield self._outline()
        yield self.assembly.anchors()
        cover = self._cover()
        if cover:
            yield cover

    def page_of(self, place: int) -> str:
        """The page that a byte offset is on."""
        return str(max(0, bisect_right(self._starts, place) - 1))

    def picture(self, number: int) -> bytes | None:
        """A picture by its number from 1."""
        first = self._palm.header.first_image
        return self._palm.record(first + number - 1) if first and number > 0 else None

    def _outline(self) -> Outline:
        """The lines of the contents that the book names, or its headings."""
        entries = []
        for title, place in self._contents:
            target: Locator | None = self.assembly.locator(self.page_of(place), f"fp{place}")
            if target:
                entries.append(OutlineEntry(title=title[:300], level=1, target=target))
        return Outline(entries=even_levels(entries)) if entries else self.assembly.outline()

    def _cover(self) -> Cover | None:
        number = self._palm.header.number(_COVER)
        data = self.picture(number + 1) if 0 <= number < _NO_RECORD else None
        encoded = images.cover(data) if data else None
        if encoded is None:
            return None
        return Cover(
            media_type=encoded.media_type, width_px=encoded.width_px, height_px=encoded.height_px, data=encoded.data
        )


def _metadata(header: Header, sample: str, title: str) -> Metadata:
    tags = (language_tag(tag) for tag in header.texts(_LANGUAGE))
    language = next((tag for tag in tags if tag), "") or locale_tag(header.locale) or guess_language(sample)
    direction = language_direction(language) if language else text_direction(sample)
    named = [*header.texts(_TITLE), header.title.decode(header.encoding, "replace"), title]
    return Metadata(
        title=next((one_line(each) for each in named if one_line(each)), ""),
        authors=tuple(dict.fromkeys(one_line(name) for name in header.texts(_AUTHOR)[:100] if one_line(name))),
        language=language,
        direction=direction,
        publisher=next(map(one_line, header.texts(_PUBLISHER)), ""),
        published=next((one_line(date)[:10] for date in header.texts(_PUBLISHED) if not date.startswith("0101")), ""),
        description=plain_description(next(iter(header.texts(_DESCRIPTION)), "")),
        subjects=tuple(dict.fromkeys(one_line(each) for each in header.texts(_SUBJECT)[:100] if one_line(each))),
    )


def _with_places(raw: bytes, places: list[int]) -> bytes:
    """The text with an anchor at each byte offset that something leads to; inside a tag, before the tag."""
    parts, last = [], 0
    for place in places:
        if place > len(raw):
            break
        opened = raw.rfind(b"<", last, place)
        inside = opened >= 0 and raw.find(b">", opened, place) < 0
        at = opened if inside else place
        parts += [raw[last:at], b'<a id="fp%d"></a>' % place]
        last = at
    return b"".join([*parts, raw[last:]])


def _grouped(pages: list[str]) -> list[str]:
    """The pages; those of a dictionary, which has one for each word, put together."""
    if len(pages) <= _MANY_PAGES:
        return pages
    grouped: list[str] = []
    size = _GROUP_CHARACTERS
    for page in pages:
        if size >= _GROUP_CHARACTERS:
            grouped.append(page)
            size = 0
        else:
            grouped[-1] += page
        size += len(page)
    return grouped


_ANCHOR = re.compile(r'<a id="fp(\d{1,9})"></a>')


def _first_places(pages: list[str]) -> list[int]:
    """For each page the first offset that is marked on it; a page without one starts where the next does."""
    starts: list[int] = []
    following = 1 << 40
    for page in reversed(pages):
        found = _ANCHOR.search(page)
        following = int(found.group(1)) if found else following
        starts.append(following)
    return starts[::-1]


def _contents_place(first_page: str) -> int:
    """Where the book's guide says that its table of contents is; 0 for nowhere."""
    for reference in re.finditer(r"<reference\b[^<>]{0,500}>", first_page[:_SAMPLE_CHARACTERS], re.IGNORECASE):
        place = _LINK.search(reference.group())
        if place and re.search(r"\btype\s*=\s*[\"']?toc\b", reference.group(), re.IGNORECASE):
            return int(place.group(1))
    return 0


def _lines(root: Element) -> list[tuple[str, int]]:
    lines = []
    for link in root.iter("a"):
        href = link.get("href") or ""
        title = one_line("".join(texts(link)))
        place = _PLACE.fullmatch(href)
        if title and place:
            lines.append((title, int(place.group(1))))
    return lines[:_MAX_LINES]


def _settle(root: Element) -> None:
    """Mobipocket's own attributes as the style that they mean: indents by `width`, spaces by `height`."""
    for image in root.iter("img"):
        number = image.get("recindex") or image.get("hirecindex") or ""
        image.set("src", f"record:{number.lstrip('0') or '0'}")
    for block in root.iter("p", "div", "blockquote"):
        style = block.get("style") or ""
        for name, prefix in (("width", "text-indent"), ("height", "margin-top")):
            value = block.get(name) or ""
            if _LENGTH.fullmatch(value):
                style += (
                    f";{prefix}:{value}{'' if value[-1:].isalpha() or value.endswith('%') or value == '0' else 'px'}"
                )
        if style:
            block.set("style", style.strip(";"))
    etree.strip_elements(root, "guide", "metadata", with_tail=False)


FORMAT = Format("mobi", sniff, guarded(parse))
