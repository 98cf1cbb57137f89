"""What every format is: recognised by content, parsed into events, or refused with a true reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from reader.text.model import PagePixels, PageText, ParseEvent


class FixedDocument(Protocol):
    """An open document of fixed pages. Not for more than one thread."""

    def render(self, page: int, scale: float) -> PagePixels:
        """Draw page `page` (from 0) at `scale` pixels per point; the scale is lowered where the page would be huge."""

    def text(self, page: int) -> PageText:
        """The text layer of page `page`, its boxes and links."""

    def close(self) -> None:
        """Free the document."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    `sniff(head)` gets the first SNIFFED_BYTES of the file and answers how sure it is, 0 to 1. `parse(data)` yields
    events in this order: Metadata; then Sections (index from 0 up by 1), Resources, FixedPages, Simplified and
    Progress as they come; then Outline, Anchors and Cover, each at most once. It raises DocumentRefused and nothing
    else. `open` is there for documents of fixed pages only.
    """

    kind: str
    sniff: Callable[[bytes], float]
    parse: Callable[[bytes], Iterator[ParseEvent]]
    open: Callable[[bytes], FixedDocument] | None = None


SNIFFED_BYTES = 64 * 1024
