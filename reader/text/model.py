"""The canonical form of a document: what a worker answers and what a shelf keeps.

A document is a row of sections, a section a row of pieces. The canonical text of a section is the text of each of
its blocks (paragraph, heading, list item, table cell, preformatted line run), in reading order, each followed by one
U+000A; an image counts as U+FFFC, a forced line break as U+2028. A piece is a run of whole blocks of at most
PIECE_LIMIT_BYTES of that text in UTF-8 (a longer block is cut into two, see pieces.py); joining the pieces' texts gives
the section's canonical text. Offsets count Unicode code points.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

PIECE_LIMIT_BYTES = 16 * 1024
"""Laying out 16 KiB takes 2 to 4 ms, 246 KiB takes 126 ms (measured, see docs/measurements.md)."""

MAX_NAMES = 1000
MAX_PIECES = 100_000
MAX_TARGETS = 500_000
MAX_PAGES = 100_000
MAX_BOXES = 500_000
"""How long a row of each may be. A struct that is decoded is held to them before the row takes memory: 80 MB of
one-letter names would take 2 GB and 3.4 s (measured)."""

IMAGE_CHARACTER = "\ufffc"
BLOCK_END = "\n"


class Direction(StrEnum):
    """The base direction of a block, section or document; AUTO lets the first strong character decide."""

    AUTO = "auto"
    LTR = "ltr"
    RTL = "rtl"


class Locator(msgspec.Struct, frozen=True, order=True):
    """A place in a document: section index and code point offset in that section's canonical text."""

    section: int
    offset: int = 0


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A run of whole blocks: its markup (closed list, see reader/text/markup.py) and its canonical text.

    `html` is empty in fixed documents (PDF), where the text only serves search, find and copying.
    """

    html: str
    text: str
    start: int


class Event(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One thing a format finds while it parses. Formats are generators of these."""


class Metadata(Event, frozen=True, kw_only=True):
    """What the document says of itself; any of it may be empty. Always the first event but for Progress."""

    title: str = ""
    authors: Annotated[tuple[str, ...], Meta(max_length=MAX_NAMES)] = ()
    language: str = ""
    direction: Direction = Direction.AUTO
    publisher: str = ""
    published: str = ""
    description: str = ""
    subjects: Annotated[tuple[str, ...], Meta(max_length=MAX_NAMES)] = ()
    series: str = ""
    series_index: str = ""


class Section(Event, frozen=True, kw_only=True):
    """A spine item, chapter or PDF page, in reading order. Sections come in order, index from 0."""

    index: int
    title: str = ""
    language: str = ""
    direction: Direction = Direction.AUTO
    pieces: Annotated[tuple[Piece, ...], Meta(max_length=MAX_PIECES)] = ()


class Resource(Event, frozen=True, kw_only=True):
    """An image inside text, decoded and encoded again. `name` is what `src="res:NAME"` in markup refers to."""

    name: str
    media_type: str
    width_px: int
    height_px: int
    data: bytes


class Cover(Event, frozen=True, kw_only=True):
    """The document's cover, at most COVER_LONG_EDGE_PX on its longer edge, JPEG or PNG."""

    media_type: str
    width_px: int
    height_px: int
    data: bytes


COVER_LONG_EDGE_PX = 640


class OutlineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table of contents. `level` counts from 1."""

    title: str
    level: int
    target: Locator


class Outline(Event, frozen=True, kw_only=True):
    """The whole table of contents, once, after the last section."""

    entries: Annotated[tuple[OutlineEntry, ...], Meta(max_length=MAX_TARGETS)]


class Anchors(Event, frozen=True, kw_only=True):
    """Where links inside lead: `href="#NAME"` in markup goes to `targets[NAME]`. After the last section."""

    targets: Annotated[dict[str, Locator], Meta(max_length=MAX_TARGETS)]


class PageSize(msgspec.Struct, frozen=True, kw_only=True):
    """One fixed page, in points (1/72 inch), rotation applied; `label` as printed ("iv")."""

    width_pt: float
    height_pt: float
    label: str = ""


class FixedPages(Event, frozen=True, kw_only=True):
    """The document is made of fixed pages; page n is section n, drawn by a worker from the original."""

    pages: Annotated[tuple[PageSize, ...], Meta(max_length=MAX_PAGES)]


class Embedded(Event, frozen=True, kw_only=True):
    """A file inside the document that is listed and never opened: an attachment. `size_bytes` is -1 if unknown."""

    name: str
    media_type: str = ""
    size_bytes: int = -1


class Simplified(Event, frozen=True, kw_only=True):
    """Something that can't be shown as meant; `what` is a short key such as "mathml" or "vertical-text"."""

    what: str


class Progress(Event, frozen=True, kw_only=True):
    """How far a parse has come, in any unit of the format's own."""

    done: int
    total: int


ParseEvent = Metadata | Section | Resource | Cover | Outline | Anchors | FixedPages | Embedded | Simplified | Progress


class TextBox(msgspec.Struct, frozen=True, kw_only=True):
    """A run of characters on a fixed page: offset and length in its canonical text, box in points from top left."""

    offset: int
    length: int
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float


class PageLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link on a fixed page: to another page (`target_page`, else -1) or to an address outside (`uri`)."""

    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    target_page: int = -1
    uri: str = ""


class PagePixels(msgspec.Struct, frozen=True, kw_only=True):
    """A drawn page: 32-bit BGRx rows (QImage.Format_RGB32 on little endian), `stride` bytes each."""

    page: int
    width_px: int
    height_px: int
    stride: int
    data: bytes


class PageText(msgspec.Struct, frozen=True, kw_only=True):
    """The text layer of a fixed page."""

    page: int
    text: str
    boxes: Annotated[tuple[TextBox, ...], Meta(max_length=MAX_BOXES)]
    links: Annotated[tuple[PageLink, ...], Meta(max_length=MAX_BOXES)]
