"""Pieces: a section's blocks as flat rows, packed into markup of bounded size and canonical text.

A format turns its document into a row of `Block`. A block holds the elements around it (its path) and runs of text,
each with the inline elements around it. Being flat, a row can be cut at any block: `pack` closes what is open at the
end of a piece and opens it again in the next one. Elements are compared by identity, so that two paragraphs with the
same attributes stay two.

Canonical text (see model.py) is each block's text and one U+000A. Within a block, white space is what is shown; a
forced line break is U+2028, an image U+FFFC; every line of preformatted text is a block of its own, and so is a
horizontal rule, an empty one. Where a block is over the limit, it is cut behind a sentence and becomes two blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reader.text.bidi import MAX_DEPTH, balanced, needs_balance
from reader.text.markup import PX_PER_EM, escape
from reader.text.model import BLOCK_END, IMAGE_CHARACTER, PIECE_LIMIT_BYTES, Piece

LINE_BREAK = "\u2028"
PIECE_LIMIT_BLOCKS = 400
"""Sixteen thousand empty table cells are few bytes and still take long to lay out."""

_VOID = frozenset({"hr"})
_HOLDS_PARAGRAPHS = frozenset({"li", "td", "th", "dd", "blockquote", "div"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SENTENCE_END = re.compile(r"""[.!?…؟۔।;]['"”’»)\]]*\s+|[。！？｡]['"”’」』）]*\s*|[\u2028]""")
_DIRECTION = re.compile(' (?:dir|lang)="[^"]*"')
_LIST_INDENT_PX = 2 * PX_PER_EM
_CLOSING_BYTES = 3 * MAX_DEPTH
"""Room for what closes the turns of a part that is cut."""


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One open element: its name and its attributes, already written as markup (`' dir="rtl"'`)."""

    name: str
    attributes: str = ""
    number: int = 0  # of a list item in an ordered list: where the list goes on in the next piece

    def open(self) -> str:
        return f"<{self.name}{self.attributes}>"

    def close(self) -> str:
        return f"</{self.name}>"


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one set of inline elements around it, or an image or line break with its own markup."""

    text: str
    tags: tuple[Tag, ...] = ()
    markup: str = ""
    anchors: tuple[str, ...] = ()  # names of the places just before this run


@dataclass(frozen=True, slots=True)
class Block:
    """One block: the elements around it from the outside in, the last being its own, and its runs."""

    path: tuple[Tag, ...]
    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])

    def size(self) -> int:
        """Bytes of canonical text in UTF-8, with the block's end."""
        text = self.text
        return (len(text) if text.isascii() else len(text.encode("utf-8", "replace"))) + len(BLOCK_END)


@dataclass(slots=True)
class Packed:
    """A section's pieces and the offsets of its anchors in the section's canonical text."""

    pieces: tuple[Piece, ...] = ()
    anchors: dict[str, int] = field(default_factory=dict)


def image_run(markup: str, tags: tuple[Tag, ...] = (), anchors: tuple[str, ...] = ()) -> Run:
    return Run(IMAGE_CHARACTER, tags, markup, anchors)


def break_run(tags: tuple[Tag, ...] = ()) -> Run:
    return Run(LINE_BREAK, tags, "<br>")


def closed(block: Block) -> Block:
    """The block, where what turns text round in it ends with it."""
    runs = block.runs
    if not any(needs_balance(run.text) for run in runs):
        return block
    if runs[-1].markup:
        runs = (*runs, Run(""))
    texts = balanced([run.text for run in runs])
    return replace(block, runs=tuple(replace(run, text=text) for run, text in zip(runs, texts, strict=True)))


def pack(blocks: Iterable[Block], limit: int = PIECE_LIMIT_BYTES) -> Packed:
    """Pack blocks into pieces of at most `limit` bytes of canonical text and PIECE_LIMIT_BLOCKS blocks."""
    pieces: list[Piece] = []
    anchors: dict[str, int] = {}
    offset = 0
    begun: set[Tag] = set()
    for group in _groups([part for block in blocks for part in _within(block, limit)], limit):
        text = ""
        for block in group:
            inner = offset + len(text)
            for run in block.runs:
                anchors.update((name, inner) for name in run.anchors if name not in anchors)
                inner += len(run.text)
            text += block.text + BLOCK_END
        pieces.append(Piece(html=_render(_continued(group, begun)), text=text, start=offset))
        begun.update(tag for block in group for tag in block.path if tag.name == "li")
        offset += len(text)
    return Packed(tuple(pieces), anchors)


def _groups(blocks: Sequence[Block], limit: int) -> Iterator[Sequence[Block]]:
    sizes = [block.size() for block in blocks]
    start = 0
    while start < len(blocks):
        end, size = start, 0
        while end < len(blocks) and end - start < PIECE_LIMIT_BLOCKS and size + sizes[end] <= limit:
            size += sizes[end]
            end += 1
        if end < len(blocks):
            end = _best_border(blocks, start, max(end, start + 1))
        yield blocks[start:end]
        start = end


def _best_border(blocks: Sequence[Block], start: int, end: int) -> int:
    """The last of the cheapest borders in the second half of `blocks[start:end]`."""
    earliest = max(start + 1, start + (end - start) // 2)
    return min(range(end, earliest - 1, -1), key=lambda border: _cost(blocks[border - 1], blocks[border]), default=end)


def _cost(before: Block, after: Block) -> int:
    shared = {tag.name for tag in _common(before.path, after.path)}
    if shared & {"td", "th", "tr"}:
        return 4
    if shared & {"li", "dd"} or before.path[-1].name in _HEADINGS:
        return 3
    return 2 if shared & {"table", "pre"} else bool(shared)


def _common(one: tuple[Tag, ...], other: tuple[Tag, ...]) -> tuple[Tag, ...]:
    for depth, (first, second) in enumerate(zip(one, other, strict=False)):
        if first is not second:
            return one[:depth]
    return one[: len(other)]


# --- a block over the limit


def _within(block: Block, limit: int) -> Iterator[Block]:
    """`block`, or the blocks that it is cut into when it is over the limit."""
    left = block.size()
    if left <= limit:
        yield block
        return
    if needs_balance(block.text):
        limit -= _CLOSING_BYTES
    for runs in _split_runs(block.runs, _cut_lengths(block.text, left, limit)):
        yield closed(Block(_own_paragraph(block.path), runs))


def _cut_lengths(text: str, size: int, limit: int) -> Iterator[int]:
    """How many characters each part gets of a text of `size` bytes; the last part is what is left."""
    at = 0
    while size > limit:
        length = _cut_offset(text[at : at + limit], limit - len(BLOCK_END))
        yield length
        size -= len(text[at : at + length].encode("utf-8", "replace"))
        at += length
    yield len(text) - at


def _own_paragraph(path: tuple[Tag, ...]) -> tuple[Tag, ...]:
    last = path[-1]
    if last.name in _HOLDS_PARAGRAPHS:
        return (*path, Tag("p", "".join(_DIRECTION.findall(last.attributes))))
    return path if last.name == "pre" else (*path[:-1], replace(last))


def _cut_offset(text: str, limit: int) -> int:
    """Where to cut: behind the last sentence that fits, else behind the last space, else where the limit is."""
    fits = len(text.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore"))
    ends = [match.end() for match in _SENTENCE_END.finditer(text, fits // 2, fits)]
    if ends:
        return ends[-1]
    space = max(text.rfind(" ", fits // 2, fits), text.rfind("\t", fits // 2, fits))
    return space + 1 if space > 0 else max(fits, 1)


def _split_runs(runs: Sequence[Run], lengths: Iterable[int]) -> Iterator[tuple[Run, ...]]:
    """The runs in parts of so many characters each; whatever stands at a border without text goes before it."""
    index = begun = 0  # so many characters of runs[index] are in earlier parts
    for length in lengths:
        part: list[Run] = []
        while index < len(runs) and (rest := len(runs[index].text) - begun) <= length:
            part.append(_stretch(runs[index], begun, begun + rest))
            length -= rest  # noqa: PLW2901 - what this part still takes
            index, begun = index + 1, 0
        if index < len(runs) and length:
            part.append(_stretch(runs[index], begun, begun + length))
            begun += length
        yield tuple(part)


def _stretch(run: Run, start: int, end: int) -> Run:
    if start == 0 and end == len(run.text):
        return run
    return replace(run, text=run.text[start:end], anchors=() if start else run.anchors)


# --- markup


def _continued(group: Sequence[Block], begun: set[Tag]) -> Iterator[Block]:
    """The group's blocks, where an item begun in an earlier piece goes on indented, without a second bullet."""
    stand_ins: dict[Tag, Tag] = {}
    for block in group:
        if begun.isdisjoint(block.path):
            yield block
            continue
        path: list[Tag] = []
        for tag in block.path:
            if tag.name == "li" and tag in begun and path:
                path[-1] = stand_ins.setdefault(path[-1], Tag("div", _beside_marker(tag.attributes)))
            else:
                path.append(tag)
        yield replace(block, path=tuple(path))


def _beside_marker(attributes: str) -> str:
    """What a list item's attributes say of direction and language, with the room that its marker took."""
    side = "right" if ' dir="rtl"' in attributes else "left"
    return "".join(_DIRECTION.findall(attributes)) + f' style="margin-{side}:{_LIST_INDENT_PX}px"'


def _render(blocks: Iterable[Block]) -> str:
    out: list[str] = []
    opened: list[Tag] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None and previous.path == block.path and block.path[-1].name == "pre":
            _go_to(block.path, opened, out)
            if out[-1] != block.path[-1].open():  # HTML's parser takes a line end there away, each time
                out.append("\n")
        if block.path[-1].name in _VOID:
            _go_to(block.path[:-1], opened, out)
            out.append(block.path[-1].open())
        else:
            _go_to(block.path, opened, out)
        for run in block.runs:
            if run.text:
                _go_to(block.path + run.tags, opened, out)
                out.append(run.markup or escape(run.text))
        previous = block
    _go_to((), opened, out)
    return "".join(out)


def _go_to(path: tuple[Tag, ...], opened: list[Tag], out: list[str]) -> None:
    """Close and open elements until exactly those of `path` are open."""
    shared = len(_common(tuple(opened), path))
    while len(opened) > shared:
        out.append(opened.pop().close())
    for depth in range(shared, len(path)):
        tag = path[depth]
        opened.append(tag)
        out.append(_list_from(tag, path[depth + 1].number) if depth + 1 < len(path) else tag.open())


def _list_from(tag: Tag, number: int) -> str:
    if tag.name != "ol" or number in {0, 1}:
        return tag.open()
    return f'<ol{tag.attributes} start="{number}">'
