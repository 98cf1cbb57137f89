"""Assembly: blocks to numbered sections, names of places to locators, pictures to resources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.errors import FileTooLarge
from reader.formats import limits
from reader.formats.flow import Flowed, Heading, Picture
from reader.formats.images import Encoded
from reader.text.addresses import outside_address
from reader.text.language import guess_language, language_direction, text_direction
from reader.text.markup import clean
from reader.text.model import (
    Anchors,
    Direction,
    Locator,
    Outline,
    OutlineEntry,
    Piece,
    Resource,
    Section,
    Simplified,
)
from reader.text.pieces import Block, closed, pack

__all__ = ["Assembly", "even_levels", "outside_address"]

_HEADING_NAME = re.compile("h[1-6]")
_MAX_TITLE_CHARACTERS = 300


@dataclass(slots=True)
class Assembly:
    """One document being put together. Places are named by page and fragment; the page itself has fragment ""."""

    language: str = ""
    direction: Direction = Direction.AUTO
    sections: int = 0
    pictures: int = 0
    picture_bytes: int = 0
    empty: bool = True
    _places: dict[tuple[str, str], Locator] = field(default_factory=dict)
    _names: dict[tuple[str, str], str] = field(default_factory=dict)
    _losses: set[str] = field(default_factory=set)
    _headings: list[tuple[str, Heading]] = field(default_factory=list)

    def add_page(self, page: str, flowed: Flowed, title: str = "") -> Iterator[Section | Simplified]:
        """The sections that a page becomes: one, or several where it is long."""
        for loss in sorted(flowed.losses - self._losses):
            self._losses.add(loss)
            yield Simplified(what=loss)
        self._headings += [(page, heading) for heading in flowed.headings]
        self._places.setdefault((page, ""), Locator(self.sections, 0))
        titles = {heading.anchor: heading.title for heading in flowed.headings}
        for number, part in enumerate(_parts([closed(block) for block in flowed.blocks])):
            yield self._section(page, part, title if number == 0 and title else _first_title(part, titles))

    def link(self, page: str, fragment: str) -> str:
        """The `href` of a link to a place in the document."""
        return "#" + self._names.setdefault((page, fragment), f"a{len(self._names) + 1}")

    def locator(self, page: str, fragment: str) -> Locator | None:
        """Where a place is, once its page was added; a fragment that is not there means its page."""
        return self._places.get((page, fragment)) or self._places.get((page, ""))

    def resource(self, encoded: Encoded) -> tuple[Picture, Resource] | None:
        """A picture's place in the document's resources, or None when the document holds too many."""
        self.picture_bytes += len(encoded.data)
        if self.pictures >= limits.MAX_IMAGES or self.picture_bytes > limits.MAX_IMAGE_BYTES_TOTAL:
            return None
        self.pictures += 1
        name = f"i{self.pictures}.{encoded.media_type.rpartition('/')[2]}"
        shown = (max(1, round(edge / encoded.scale)) for edge in (encoded.width_px, encoded.height_px))
        return Picture(name, *shown), Resource(
            name=name,
            media_type=encoded.media_type,
            width_px=encoded.width_px,
            height_px=encoded.height_px,
            data=encoded.data,
        )

    def outline(self) -> Outline:
        """An outline made from the headings."""
        entries = []
        for page, heading in self._headings:
            target = self.locator(page, heading.anchor)
            if target:
                entries.append(OutlineEntry(title=heading.title, level=heading.level, target=target))
        return Outline(entries=even_levels(entries))

    def anchors(self) -> Anchors:
        """The targets of all links that were handed out and lead somewhere."""
        targets = {name: self.locator(*place) for place, name in self._names.items()}
        return Anchors(targets={name: target for name, target in targets.items() if target})

    def _section(self, page: str, blocks: Sequence[Block], title: str) -> Section:
        if self.sections >= limits.MAX_SECTIONS:
            raise FileTooLarge("sections")
        packed = pack(blocks)
        index = self.sections
        for fragment, offset in packed.anchors.items():
            self._places.setdefault((page, fragment), Locator(index, offset))
        self.sections += 1
        self.empty = self.empty and not any(piece.text.strip() for piece in packed.pieces)
        sample = "".join(piece.text for piece in packed.pieces[:1])
        language = self.language or guess_language(sample)
        direction = self.direction if self.direction is not Direction.AUTO else text_direction(sample)
        return Section(
            index=index,
            title=title[:_MAX_TITLE_CHARACTERS],
            language=language,
            direction=direction if direction is not Direction.AUTO else language_direction(language),
            pieces=tuple(Piece(html=clean(piece.html), text=piece.text, start=piece.start) for piece in packed.pieces),
        )


def even_levels(entries: Sequence[OutlineEntry]) -> tuple[OutlineEntry, ...]:
    """The entries with levels that start at 1 and never go down by more than one."""
    evened: list[OutlineEntry] = []
    open_levels: list[int] = []
    for entry in entries:
        while open_levels and open_levels[-1] >= entry.level:
            open_levels.pop()
        open_levels.append(entry.level)
        evened.append(OutlineEntry(title=entry.title, level=len(open_levels), target=entry.target))
    return tuple(evened)


def _parts(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The blocks in runs of at most MAX_SECTION_TEXT_BYTES, cut before a heading where one is in the second half."""
    start, size, heading = 0, 0, 0
    for index, block in enumerate(blocks):
        top = len(block.path) == 1 and _HEADING_NAME.fullmatch(block.path[0].name) is not None
        if top and size > limits.MAX_SECTION_TEXT_BYTES // 2:
            heading = index
        block_size = block.size()
        if size + block_size > limits.MAX_SECTION_TEXT_BYTES and index > start:
            cut = heading if heading > start else index
            yield blocks[start:cut]
            start, heading = cut, 0
            size = sum(each.size() for each in blocks[cut:index])
        size += block_size
    yield blocks[start:]


def _first_title(blocks: Sequence[Block], titles: dict[str, str]) -> str:
    anchors = (anchor for block in blocks for run in block.runs for anchor in run.anchors if anchor in titles)
    return titles.get(next(anchors, ""), "")
