"""What every format is: recognised by content, parsed into events, or refused with a true reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import msgspec

from reader.errors import DocumentRefused
from reader.text.model import PagePixels, PageText, ParseEvent, Progress
from reader.text.page_content import Clip, PageContent


class FixedDocument(Protocol):
    """An open document of fixed pages. Not for more than one thread."""

    def render(self, page: int, scale: float, clip: Clip | None = None, *, dark: bool = False) -> PagePixels:
        """Draw page `page` (from 0) at `scale` pixels per point; the scale is lowered where the page would be huge.

        Of a `clip` only that part is drawn, at this scale or not at all. `dark` asks for light ink on dark paper, where
        pages have ink and paper; pictures in them stay as they are.
        """

    def content(self, page: int) -> PageContent:
        """Where on page `page` anything is drawn."""

    def text(self, page: int) -> PageText:
        """The text layer of page `page`, its boxes and links."""

    def close(self) -> None:
        """Free the document."""


class ParseOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the person wishes of a parse: the document's own password, and a saved page whole, not its article only."""

    password: str = ""
    whole_page: bool = False


PLAIN = ParseOptions()


class Parse(Protocol):
    """Makes events of a document's bytes."""

    def __call__(self, data: bytes, options: ParseOptions = PLAIN) -> Iterator[ParseEvent]: ...


class Open(Protocol):
    """Opens a document of fixed pages, whose bytes it reads as it needs them. Raises DocumentRefused."""

    def __call__(self, file: BinaryIO, password: str = "") -> FixedDocument: ...


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file that was inside another: its path there, and its bytes, MEMBER_CHUNK_BYTES each time, fewer at the end."""

    path: str
    chunks: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class NotUnpacked:
    """A file inside another that can't be had."""

    path: str
    error: DocumentRefused


MEMBER_CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    `sniff(head)` gets the first SNIFFED_BYTES of the file and answers how sure it is, 0 to 1. `sniff_archive` is asked
    too when the file is a ZIP archive: it gets the names of all entries, and what stands in the one called `mimetype`.
    `parse` yields events in this order: Metadata; then Sections (index from 0 up by 1), Resources, FixedPages,
    Embedded, Simplified and Progress as they come; then Outline, Anchors and Cover, each at most once. It raises
    DocumentRefused and nothing else. `open` is there for documents of fixed pages only. `warm` answers small samples
    that use every module which parsing loads late: a worker parses them before its sandbox closes. `unpack` is there
    for what is no document but holds files: it is called in place of `parse`.
    """

    kind: str
    sniff: Callable[[bytes], float]
    parse: Parse
    open: Open | None = None
    sniff_archive: Callable[[Collection[str], bytes], float] | None = None
    warm: Callable[[], Iterable[bytes]] = tuple
    unpack: Callable[[bytes], Iterator[Unpacked | NotUnpacked | Progress]] | None = None


SNIFFED_BYTES = 64 * 1024
