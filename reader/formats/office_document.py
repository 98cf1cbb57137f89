"""Office document: a word processor's document once it is an HTML tree, as the events of a parse."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import msgspec
from lxml import etree

from reader.errors import DamagedFile, FileTooLarge, NothingToRead
from reader.formats import limits
from reader.formats.archive import Archive
from reader.formats.assembly import Assembly
from reader.formats.flow import Flowed, Picture
from reader.formats.names import one_line
from reader.formats.pages import page_blocks
from reader.formats.surroundings import SinglePage
from reader.formats.trees import Element, parse_xml, texts
from reader.text.decoding import decode
from reader.text.language import language_direction
from reader.text.model import Direction, Embedded, Metadata, ParseEvent, Progress
from reader.text.pieces import Block

PART = "part:"
"""Before the path of a picture in the document's archive, in the `src` of the tree."""

MAX_TAGS = 5_000_000
"""Tags in one part. A page of text has some 500 to 1000 of them, closing ones counted."""

MAX_EMBEDDED = 1000
_BLOCKS_PER_PROGRESS = 250
_PROGRESS_STEPS = 1000
_WALKED = 0.6
"""The share of a parse that is over once the tree is made (measured: 55 to 65 in a hundred)."""

_MAX_DESCRIPTION_CHARACTERS = 64 * 1024
_MAX_NAMES = 100
_METAFILES = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00\x00", b"\x02\x00\x09\x00\x00")
"""How a Windows metafile begins: placeable, in memory, on disk ([MS-WMF] 2.3.2)."""

_EMF_MAGIC = (b"\x01\x00\x00\x00", b" EMF")
_STARVIEW_MAGIC = b"VCLMTF"
_SEPARATORS = re.compile(r"[,;\u060c\u061b\u3001\uff0c\uff1b\n]+")


@dataclass(slots=True)
class OfficeDocument:
    """A document read to its end. `losses` are short names for Simplified."""

    metadata: Metadata
    root: Element
    losses: set[str] = field(default_factory=set)
    embedded: list[Embedded] = field(default_factory=list)


class _Around(SinglePage):
    """The surroundings of the one page: its pictures are parts of the archive, or `data:`."""

    def __init__(self, assembly: Assembly, read: Callable[[str], bytes | None], losses: set[str]) -> None:
        super().__init__(assembly)
        self._read = read
        self._losses = losses

    def picture(self, src: str) -> Picture | None:
        picture = super().picture(src) if src else None
        if picture is None:
            self._losses.add(self._reason(src))
        return picture

    def image_data(self, src: str) -> bytes | None:
        return self._read(src.removeprefix(PART)) if src.startswith(PART) else super().image_data(src)

    def _reason(self, src: str) -> str:
        data = self.image_data(src) if src else None
        if not data:
            return "missing-image"
        return "metafile" if is_metafile(data) else "image"


def office_events(document: OfficeDocument, read: Callable[[str], bytes | None]) -> Iterator[ParseEvent]:
    """All events of a document. `read` answers a part of its archive by path, None for what is missing or broken."""
    yield document.metadata
    yield from document.embedded[:MAX_EMBEDDED]
    metadata = document.metadata
    assembly = Assembly(metadata.language, metadata.direction)
    around = _Around(assembly, read, document.losses)
    flowed = Flowed()
    chunks = _chunks(document.root)
    for number, chunk in enumerate(chunks, 1):
        _append(flowed, page_blocks(chunk, around, metadata.language))
        if number < len(chunks):
            yield progress(_WALKED + number * (1 - _WALKED) / len(chunks))
    if not any(block.text.strip() for block in flowed.blocks):
        raise NothingToRead
    flowed.losses |= document.losses
    yield from assembly.add_page("", flowed)
    yield from around.taken_resources()
    yield assembly.outline()
    yield assembly.anchors()


def walk_progress(done: int, total: int) -> Iterator[Progress]:
    """Now and then a sign of life while the blocks of a document are walked through; none for a short one."""
    if done % _BLOCKS_PER_PROGRESS == 0 and 0 < done <= total:
        yield progress(_WALKED * done / total)


def progress(share: float) -> Progress:
    return Progress(done=min(round(share * _PROGRESS_STEPS), _PROGRESS_STEPS), total=_PROGRESS_STEPS)


def _chunks(root: Element) -> list[Element]:
    """The page in parts of some hundred blocks, so that none keeps the desk waiting for long. The page is used up."""
    blocks = list(root[0])
    chunks = []
    for start in range(0, len(blocks), _BLOCKS_PER_PROGRESS):
        chunk = etree.Element("html")
        etree.SubElement(chunk, "body").extend(blocks[start : start + _BLOCKS_PER_PROGRESS])
        chunks.append(chunk)
    return chunks


def _append(whole: Flowed, part: Flowed) -> None:
    """Put the next part of a page behind the others; its headings, which every part counts from 1, count on."""
    before = len(whole.headings)
    if before and part.headings:
        names = {heading.anchor: f"h:{before + number}" for number, heading in enumerate(part.headings, 1)}
        part.headings = [replace(heading, anchor=names[heading.anchor]) for heading in part.headings]
        part.blocks = [_renamed(block, names) for block in part.blocks]
    whole.headings += part.headings
    whole.blocks += part.blocks
    whole.losses |= part.losses


def _renamed(block: Block, names: dict[str, str]) -> Block:
    if not any(name in names for run in block.runs for name in run.anchors):
        return block
    runs = (replace(run, anchors=tuple(names.get(name, name) for name in run.anchors)) for run in block.runs)
    return replace(block, runs=tuple(runs))


def read_part(archive: Archive, path: str, losses: set[str]) -> Element | None:
    """The root of an XML part; None when there is none. Damage is noted among `losses` and read around."""
    data = archive.read_if_sound(path)
    if not data:
        return None
    try:
        root, sound = read_xml(data)
    except DamagedFile:
        losses.add("markup")
        return None
    if not sound:
        losses.add("markup")
    return root


def read_xml(data: bytes) -> tuple[Element, bool]:
    """The root of an XML part, and whether it is sound; what is broken is read as far as it goes.

    Raises DamagedFile when there is no markup at all, FileTooLarge when there is too much.
    """
    if len(data) > limits.MAX_TEXT_BYTES or data.count(b"<") > MAX_TAGS:
        raise FileTooLarge("markup")
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        text = decode(data).text
    try:
        return parse_xml(text, recover=False), True
    except DamagedFile:
        return parse_xml(text), False


def main_language(root: Element) -> tuple[str, Direction]:
    """The language that most letters of a finished tree are in, and the direction if it is right to left."""
    languages: Counter[str] = Counter()
    directions: Counter[str] = Counter()
    for block in root.iter("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
        length = len(block.text or "") + sum(len(run.text or "") + len(run.tail or "") for run in block)
        languages[block.get("lang", "")] += length
        directions[block.get("dir", "")] += length
    del languages[""], directions[""]
    language = languages.most_common(1)[0][0] if languages.total() else ""
    rtl = directions["rtl"] * 2 > directions.total() or (
        not directions.total() and language_direction(language) is Direction.RTL
    )
    return language, Direction.RTL if rtl else Direction.AUTO


def told(metadata: Metadata, page: Element) -> Metadata:
    """What the document says of itself, completed by what its page shows."""
    language, direction = main_language(page)
    return msgspec.structs.replace(
        metadata,
        title=metadata.title or first_title(page),
        language=language or metadata.language,
        direction=direction,
    )


def first_title(page: Element) -> str:
    """The heading that a document without a title in its properties begins with."""
    for block in page.iter("p", "h1", "li", "table"):
        text = one_line("".join(texts(block)))
        if block.tag == "h1":
            return text
        if text:
            return ""
    return ""


def paragraphs_of(text: str | None) -> str:
    """A description of foreign origin: lines stay."""
    lines = (one_line(line) for line in (text or "").splitlines()[:_MAX_NAMES])
    return "\n".join(line for line in lines if line)[:_MAX_DESCRIPTION_CHARACTERS]


def listed(text: str | None) -> list[str]:
    """The names in a row that commas or semicolons of any script divide."""
    return [name for name in (one_line(part) for part in _SEPARATORS.split(text or "")[:_MAX_NAMES]) if name]


def is_metafile(data: bytes) -> bool:
    """Whether a picture is a Windows or StarView metafile: drawing commands that nothing here carries out."""
    emf = data[:4] == _EMF_MAGIC[0] and data[40:44] == _EMF_MAGIC[1]
    return emf or data.startswith((*_METAFILES, _STARVIEW_MAGIC))
