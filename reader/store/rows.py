"""What the store hands out: plain values, filled from rows in the order of their columns."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from reader.text.model import Direction, Locator


class DocumentRow(msgspec.Struct, frozen=True, gc=False):
    """One document as lists show it. `progress` runs from 0 to 1; `opened_at_s` is 0 until it is opened.

    Times are seconds since 1970; `text_length` counts code points; `size_bytes` is the original's size; `page_count`
    is 0 unless the pages are fixed; `simplified` names what could not be shown as meant (see model.Simplified).
    """

    id: int
    kind: str
    title: str
    authors: tuple[str, ...]
    language: str
    direction: Direction
    added_at_s: int
    opened_at_s: int
    progress: float
    section_count: int
    page_count: int
    text_length: int
    size_bytes: int
    has_cover: bool
    simplified: tuple[str, ...]


class SectionInfo(msgspec.Struct, frozen=True, gc=False):
    """A section without its text. `start` is where its text begins when all sections are laid end to end."""

    index: int
    title: str
    language: str
    direction: Direction
    piece_count: int
    start: int
    length: int


class PieceInfo(msgspec.Struct, frozen=True, gc=False):
    """A piece without its text: its number in its section, and offset and length in the section's text."""

    section: int
    number: int
    start: int
    length: int


class Details(msgspec.Struct, frozen=True):
    """What a document says of itself beyond what lists show."""

    publisher: str = ""
    published: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    series: str = ""
    series_index: str = ""
    whole_page: bool = False
    """A saved page was taken in whole, not its article alone."""


class Collection(msgspec.Struct, frozen=True):
    """A collection of documents. `parent` is the number of the one that it is in, 0 at the top; so is `level`.

    `document_count` counts documents that are in it or in one below it, each once.
    """

    id: int
    parent: int
    name: str
    level: int = 0
    document_count: int = 0


class ZoomMode(StrEnum):
    """How a fixed page is scaled."""

    FIT_WIDTH = "fit-width"
    FIT_PAGE = "fit-page"
    FIT_TEXT = "fit-text"
    FREE = "free"


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Where reading stopped: the first paragraph on screen, or the page.

    `progress` runs from 0 to 1 through the document. For fixed pages, `page_fraction` is how far down the page the top
    edge of the view is (0 to 1), and `zoom` is the scale that counts when `zoom_mode` is FREE (1 is 100 %).
    """

    locator: Locator
    progress: float
    page_fraction: float = 0.0
    zoom_mode: ZoomMode = ZoomMode.FIT_WIDTH
    zoom: float = 1.0
