"""A real library in memory, filled with small documents of the tests' own or of the corpus's pages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from reader.store.library import Library
from reader.text.model import Anchors, Direction, Locator, Metadata, Outline, OutlineEntry, Piece, Resource, Section
from reader.text.pieces import Block, Run, Tag, image_run, pack
from tests.shelves import MemoryShelf

_BLOCK = re.compile(r"<(p|h[1-6]|li)\b[^>]*>(.*?)</\1>", re.DOTALL)


def paragraph(text: str, *, direction: str = "ltr", tag: str = "p", attributes: str = "") -> Block:
    """One block of plain text."""
    return Block((Tag(tag, f' dir="{direction}"{attributes}'),), (Run(text),))


def picture(name: str) -> Block:
    return Block((Tag("p", ' dir="ltr"'),), (image_run(f'<img src="res:{name}" alt="a picture">'),))


def section_of(index: int, text: str) -> Section:
    """A section of one block without markup, as fixed pages have."""
    return Section(index=index, pieces=(Piece(html="", text=f"{text}\n", start=0),))


def udhr(path: Path, *, direction: str = "ltr") -> list[Block]:
    """The paragraphs of one page of the corpus."""
    found = _BLOCK.findall(path.read_text(encoding="utf-8"))
    texts = [(tag, " ".join(html.unescape(re.sub("<[^>]+>", "", inner)).split())) for tag, inner in found]
    return [paragraph(text, direction=direction, tag="p" if tag == "li" else tag) for tag, text in texts if text]


class FakeLibrary(Library):
    """The store's own library on a shelf in memory."""

    def __init__(self) -> None:
        super().__init__(MemoryShelf(), clock_s=lambda: 1_700_000_000.0)

    def add(
        self,
        sections: Sequence[Iterable[Block]],
        *,
        title: str = "A document",
        language: str = "en",
        direction: Direction = Direction.AUTO,
        resources: Iterable[Resource] = (),
        outline: Sequence[OutlineEntry] = (),
        anchors: dict[str, Locator] | None = None,
        section_titles: Sequence[str] | None = None,
    ) -> int:
        """Write a document; its number."""
        writer = self.new_document("text", sha256=title.encode().ljust(32, b"\0")[:32])
        writer.add(Metadata(title=title, language=language, direction=direction))
        for resource in resources:
            writer.add(resource)
        for index, blocks in enumerate(sections):
            packed = pack(blocks)
            heading = f"Section {index + 1}" if section_titles is None else section_titles[index]
            writer.add(Section(index=index, title=heading, language=language, pieces=packed.pieces))
        writer.add(Outline(entries=tuple(outline)))
        writer.add(Anchors(targets=anchors or {}))
        return writer.finish()
