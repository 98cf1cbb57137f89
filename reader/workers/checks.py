"""What the desk believes of a worker: nothing it has not checked here.

A worker has read a hostile file and may have been taken over by it. Its answers are decoded by type already; these
checks hold their order, sizes, indices and markup to reader/text/model.py. Whatever breaks them is a ProtocolViolation
and the end of that worker. Honest formats stay far below the limits.
"""

from __future__ import annotations

import math
import re

from reader.errors import ProtocolViolation
from reader.text.markup import is_clean
from reader.text.model import (
    COVER_LONG_EDGE_PX,
    MAX_BOXES,
    MAX_NAMES,
    MAX_TARGETS,
    PIECE_LIMIT_BYTES,
    Anchors,
    Cover,
    Embedded,
    FixedPages,
    Locator,
    Metadata,
    Outline,
    PagePixels,
    PageText,
    ParseEvent,
    Piece,
    Progress,
    Resource,
    Section,
    Simplified,
)
from reader.text.page_content import Clip, PageContent
from reader.workers.pictures import picture_size
from reader.workers.shape import is_plain_sailing

MAX_SECTIONS = 100_000
MAX_TEXT_CHARACTERS = 256 * 1024 * 1024
MAX_PIECE_MARKUP_CHARACTERS = 64 * PIECE_LIMIT_BYTES
MAX_RESOURCES = 20_000
MAX_PICTURE_PX = 100_000_000
MAX_LINE_CHARACTERS = 4096
MAX_DESCRIPTION_CHARACTERS = 256 * 1024
MAX_EMBEDDED = 1000
MAX_EMBEDDED_BYTES = 2**62
MAX_SIMPLIFIED = 1000
MAX_PAGE_PT = 1_000_000.0
BYTES_PER_PIXEL = 4

_KIND = re.compile(r"[a-z][a-z0-9-]{0,15}")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{0,64}")
_WHAT = re.compile(r"[a-z0-9-]{1,64}")


def check_kind(kind: str) -> str:
    """A format's name, as it came."""
    _require(_KIND.fullmatch(kind) is not None, "kind")
    return kind


class ParseCheck:
    """Follows one parse. Every method raises ProtocolViolation for what an honest worker never sends."""

    def __init__(self) -> None:
        self._has_metadata = False
        self._section_lengths: list[int] = []
        self._text_characters = 0
        self._resources: set[str] = set()
        self._once: set[type] = set()
        self._simplified = 0
        self._embedded = 0
        self._page_count: int | None = None

    def event(self, event: ParseEvent) -> None:
        """Look at the next event."""
        if not isinstance(event, (Metadata, Progress)):
            _require(self._has_metadata, "metadata first")
        match event:
            case Metadata():
                self._metadata(event)
            case Section():
                self._section(event)
            case Resource():
                self._resource(event)
            case Cover():
                self._only_once(event)
                _check_picture(event)
                _require(max(event.width_px, event.height_px) <= COVER_LONG_EDGE_PX, "cover size")
            case Outline():
                self._outline(event)
            case Anchors():
                self._anchors(event)
            case FixedPages():
                self._fixed_pages(event)
            case Embedded():
                self._embedded += 1
                _check_embedded(event)
                _require(self._embedded <= MAX_EMBEDDED, "embedded files")
            case Simplified():
                self._simplified += 1
                _require(_WHAT.fullmatch(event.what) is not None, "simplified")
                _require(self._simplified <= MAX_SIMPLIFIED, "simplified count")
            case Progress():
                _require(0 <= event.done <= event.total, "progress")

    def done(self) -> None:
        """Look at the whole, once it is said to be complete."""
        _require(self._has_metadata, "metadata missing")
        _require(bool(self._section_lengths), "no section")
        if self._page_count is not None:
            _require(self._page_count == len(self._section_lengths), "as many sections as pages")

    def _only_once(self, event: ParseEvent) -> None:
        _require(type(event) not in self._once, "sent twice")
        self._once.add(type(event))

    def _metadata(self, metadata: Metadata) -> None:
        self._only_once(metadata)
        self._has_metadata = True
        _require(len(metadata.authors) <= MAX_NAMES, "authors")
        _require(len(metadata.subjects) <= MAX_NAMES, "subjects")
        for line in (metadata.title, metadata.publisher, metadata.published, metadata.series, metadata.series_index):
            _check_line(line)
        for line in (*metadata.authors, *metadata.subjects):
            _check_line(line)
        _require(_LANGUAGE.fullmatch(metadata.language) is not None, "language")
        _require(len(metadata.description) <= MAX_DESCRIPTION_CHARACTERS, "description")

    def _section(self, section: Section) -> None:
        _require(not self._once & {Outline, Anchors}, "section after outline or anchors")
        _require(section.index == len(self._section_lengths) < MAX_SECTIONS, "section order")
        _check_line(section.title)
        _require(_LANGUAGE.fullmatch(section.language) is not None, "language")
        start = 0
        for piece in section.pieces:
            _require(piece.start == start, "piece order")
            _check_piece(piece)
            start += len(piece.text)
        self._section_lengths.append(start)
        self._text_characters += start
        _require(self._text_characters <= MAX_TEXT_CHARACTERS, "text length")

    def _resource(self, resource: Resource) -> None:
        _require(_NAME.fullmatch(resource.name) is not None, "resource name")
        _require(resource.name not in self._resources, "resource twice")
        self._resources.add(resource.name)
        _require(len(self._resources) <= MAX_RESOURCES, "resource count")
        _check_picture(resource)

    def _outline(self, outline: Outline) -> None:
        self._only_once(outline)
        _require(len(outline.entries) <= MAX_TARGETS, "outline length")
        for entry in outline.entries:
            _check_line(entry.title)
            _require(1 <= entry.level <= 64, "outline level")
            self._locator(entry.target)

    def _anchors(self, anchors: Anchors) -> None:
        self._only_once(anchors)
        _require(len(anchors.targets) <= MAX_TARGETS, "anchor count")
        for name, target in anchors.targets.items():
            _require(_NAME.fullmatch(name) is not None, "anchor name")
            self._locator(target)

    def _locator(self, locator: Locator) -> None:
        _require(0 <= locator.section < len(self._section_lengths), "locator's section")
        _require(0 <= locator.offset <= self._section_lengths[locator.section], "locator's offset")

    def _fixed_pages(self, fixed: FixedPages) -> None:
        self._only_once(fixed)
        self._page_count = len(fixed.pages)
        _require(0 < self._page_count <= MAX_SECTIONS, "page count")
        for page in fixed.pages:
            _check_line(page.label)
            _require(all(0 < edge <= MAX_PAGE_PT for edge in (page.width_pt, page.height_pt)), "page size")


def check_pixels(pixels: PagePixels, *, page: int, clip: Clip | None = None) -> PagePixels:
    """A drawn page: the one asked for, its rows as long as they say; a part of one no larger than that part."""
    _require(pixels.page == page, "another page")
    if clip is not None:
        _require(pixels.width_px <= clip.width and pixels.height_px <= clip.height, "more than the part")
    _require(pixels.width_px > 0 and pixels.height_px > 0, "pixels without size")
    _require(pixels.stride >= pixels.width_px * BYTES_PER_PIXEL, "stride")
    _require(pixels.stride % BYTES_PER_PIXEL == 0, "stride")
    _require(pixels.stride * pixels.height_px == len(pixels.data), "rows")
    return pixels


def check_content(content: PageContent, *, page: int) -> PageContent:
    """Where a page has anything: numbers that are numbers, and some room between them."""
    _require(content.page == page, "another page")
    _check_finite(content.x_pt, content.y_pt, content.width_pt, content.height_pt)
    _require(content.x_pt >= 0 and content.y_pt >= 0, "content outside its page")
    _require(0 < content.width_pt <= MAX_PAGE_PT and 0 < content.height_pt <= MAX_PAGE_PT, "content's size")
    return content


def check_page_text(text: PageText, *, page: int) -> PageText:
    """A page's text: boxes inside the text, links to pages there may be, numbers that are numbers."""
    _require(text.page == page, "another page")
    _require(len(text.boxes) <= MAX_BOXES and len(text.links) <= MAX_BOXES, "boxes")
    for box in text.boxes:
        _require(box.offset >= 0 and 0 <= box.length <= len(text.text) - box.offset, "box outside the text")
        _check_finite(box.x_pt, box.y_pt, box.width_pt, box.height_pt)
    for link in text.links:
        _require(-1 <= link.target_page < MAX_SECTIONS, "link's page")
        _check_line(link.uri)
        _check_finite(link.x_pt, link.y_pt, link.width_pt, link.height_pt)
    return text


def _check_piece(piece: Piece) -> None:
    _require(0 < len(piece.text.encode()) <= PIECE_LIMIT_BYTES, "piece size")
    _require(len(piece.html) <= MAX_PIECE_MARKUP_CHARACTERS, "markup size")
    _require(is_plain_sailing(piece.html), "markup's shape")
    _require(is_clean(piece.html), "markup")


def _check_embedded(embedded: Embedded) -> None:
    _check_line(embedded.name)
    _check_line(embedded.media_type)
    _require(-1 <= embedded.size_bytes <= MAX_EMBEDDED_BYTES, "embedded file's size")


def _check_picture(picture: Resource | Cover) -> None:
    """The picture's own header agrees with what was said of it, so that nothing is decoded that swells."""
    _require(picture.width_px * picture.height_px <= MAX_PICTURE_PX, "picture size")
    _require(
        picture_size(picture.media_type, picture.data) == (picture.width_px, picture.height_px), "picture's header"
    )


def _check_line(line: str) -> None:
    _require(len(line) <= MAX_LINE_CHARACTERS, "line length")
    _require(not any(character < " " or character == "\x7f" for character in line), "control character in a line")


def _check_finite(*numbers: float) -> None:
    _require(all(math.isfinite(number) for number in numbers), "not a number")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ProtocolViolation(what)
