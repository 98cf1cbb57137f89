"""Walking: what the walker over a page and the parts it calls (lists, tables, media, forms) know of each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from reader.formats.styles import Style
from reader.formats.trees import Element
from reader.text.pieces import Block, Tag

if TYPE_CHECKING:
    from reader.formats.block_writer import BlockWriter, Slot
    from reader.formats.places import Place


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that is in the document's resources: its name there and its size."""

    name: str
    width_px: int
    height_px: int


class Surroundings(Protocol):
    """What a page needs to know of the document around it."""

    def link(self, href: str) -> str:
        """The `href` as it stands in markup (`#NAME`, or an address outside); empty when it leads nowhere."""

    def picture(self, src: str) -> Picture | None:
        """The image that `src` means, or None when there is none that can be shown."""

    def embed(self, src: str, media_type: str) -> None:
        """Take note of a file that the page holds and that is not shown."""

    def is_target(self, fragment: str) -> bool:
        """Whether a link or the outline leads to this id."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, for an outline made from the text; `anchor` is among the anchors of its block."""

    level: int
    title: str
    anchor: str


@dataclass(slots=True)
class Flowed:
    """A page's blocks, its headings, and short names of what was lost."""

    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    losses: set[str] = field(default_factory=set)


class Walker(Protocol):
    """One pass over one page, as its parts see it."""

    around: Surroundings
    writer: BlockWriter
    flowed: Flowed

    def element(self, element: Element, place: Place) -> None:
        """One element with all that is in it, but not the text behind it."""

    def children(self, element: Element, place: Place) -> None:
        """All that is in an element."""

    def text(self, text: str, place: Place) -> None:
        """A stretch of text."""

    def block(self, element: Element, place: Place, style: Style, name: str = "div") -> None:
        """The element in blocks of its own."""

    def wrapped(
        self, element: Element, place: Place, style: Style, tag: Tag, *, holds_text: bool = False, pre: bool = False
    ) -> Slot:
        """The element inside a wrapper of its own."""

    def name_place(self, element: Element) -> None:
        """Let links find the element."""

    def is_shown(self, element: Element, style: Style) -> bool:
        """Whether the document shows the element, or a link leads to it."""
