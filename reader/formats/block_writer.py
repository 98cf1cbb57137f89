"""The block writer: text, images and anchors in reading order become blocks with their white space settled."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from reader.text.pieces import LINE_BREAK, Block, Run, Tag, break_run

_WHITE_SPACE = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")  # what is not one space already
_SPACES = re.compile(r"  +")
TAB_AS_SPACES = "    "
_MARGIN = re.compile(r"margin-(top|bottom):(\d{1,3})px")
_OPENING = frozenset({"Ps", "Pi"})
_TAKES_SPACE = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6"})
_MAX_SPACE_PX = 48
"""A stanza stands apart by no more than three lines; pages with wide white bands round everything are to be read."""


@dataclass(slots=True)
class Slot:
    """Where the text directly inside an element goes: each call of `path` is a new block there.

    `leaf` is the name and attributes of the block to make; with `holds_text` the innermost wrapper itself (`li`,
    `td`) is the first block and `leaf` serves from the second on.
    """

    wrappers: tuple[Tag, ...]
    leaf: tuple[str, str]
    holds_text: bool = False
    preformatted: bool = False
    used: bool = False

    def path(self) -> tuple[Tag, ...]:
        own = self.preformatted or (self.holds_text and not self.used)
        self.used = True
        return self.wrappers if own else (*self.wrappers, Tag(*self.leaf))


class BlockWriter:
    """Collects blocks. A block is open from its first text to `end`."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._path: tuple[Tag, ...] | None = None
        self._runs: list[Run] = []
        self._anchors: list[str] = []
        self._above_px = 0
        self._new_page = False
        self._parts = False

    def anchor(self, name: str) -> None:
        """Name the place of whatever comes next."""
        self._anchors.append(name)

    def above(self, space_px: int, *, new_page: bool = False) -> None:
        """Keep at least this much space above the next block; with `new_page` a page begins with it."""
        self._above_px = max(self._above_px, min(space_px, _MAX_SPACE_PX))
        self._new_page = self._new_page or new_page

    def below(self, space_px: int) -> None:
        """Keep at least this much space below the last block."""
        if space_px > 0 and self.blocks and self.blocks[-1].path[-1].name in _TAKES_SPACE:
            last = self.blocks[-1]
            self.blocks[-1] = Block(_spaced(last.path, "bottom", min(space_px, _MAX_SPACE_PX)), last.runs)

    def part(self) -> None:
        """What comes next stood apart on the page from what is there: a space between them, if nothing else does."""
        self._parts = True

    def text(self, text: str, slot: Slot, tags: tuple[Tag, ...], *, space: str = "") -> None:
        """Add text. White space collapses, but in a preformatted slot each line becomes a block; with `space` "lines"
        line ends become forced breaks, with "keep" rows of spaces stay as well."""
        if self._parts and text:
            self._parts = False
            text = f" {text}" if _begins_word(text[0]) and self._after_word() else text
        if slot.preformatted:
            self._lines(text, slot, tags)
        elif space:
            self._kept_lines(text, slot, tags, keeps_spaces=space == "keep")
        else:
            self._collapsed(_WHITE_SPACE.sub(" ", text), slot, tags)

    def line_break(self, slot: Slot, tags: tuple[Tag, ...]) -> None:
        if slot.preformatted:
            self._lines("\n", slot, tags)
            return
        self._trim_end()
        self._add(break_run(tags), slot)

    def object(self, run: Run, slot: Slot) -> None:
        """Add an image, or any run that is kept as it is."""
        self._add(run, slot)

    def end(self) -> None:
        """Close the open block; one with neither text nor image is dropped and its anchors wait for the next."""
        if self._path is None:
            return
        self._trim_end()
        while self._runs and self._runs[-1].text == LINE_BREAK:
            self._anchors = [*self._runs.pop().anchors, *self._anchors]
            self._trim_end()
        if self._path[-1].name != "pre" and not any(run.text for run in self._runs):
            self._anchors = [name for run in self._runs for name in run.anchors] + self._anchors
        else:
            self.blocks.append(Block(self._path, tuple(self._runs)))
        self._path, self._runs = None, []

    def empty(self, path: tuple[Tag, ...]) -> None:
        """Add a block without text: a rule, an empty table cell."""
        self.end()
        self._above_px, self._new_page = 0, False
        self.blocks.append(Block(path, (Run("", anchors=self._taken_anchors()),)))

    def finish(self) -> list[Block]:
        """All blocks; anchors behind the last text name its end."""
        self.end()
        if self._anchors and self.blocks:
            last = self.blocks[-1]
            self.blocks[-1] = replace(last, runs=(*last.runs, Run("", anchors=self._taken_anchors())))
        return self.blocks

    def _collapsed(self, text: str, slot: Slot, tags: tuple[Tag, ...]) -> None:
        if text.startswith(" ") and self._after_space():
            text = text[1:]
        if text:
            self._add(Run(text, tags), slot)

    def _kept_lines(self, text: str, slot: Slot, tags: tuple[Tag, ...], *, keeps_spaces: bool) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self._trim_end()
                self._add(break_run(tags), slot)
            if not keeps_spaces:
                self._collapsed(_WHITE_SPACE.sub(" ", line), slot, tags)
            elif line:
                kept = _SPACES.sub(lambda match: "\xa0" * len(match.group()), line.replace("\t", TAB_AS_SPACES))
                kept = "\xa0" + kept[1:] if kept.startswith(" ") and self._after_space() else kept
                self._add(Run(kept, tags), slot)

    def _lines(self, text: str, slot: Slot, tags: tuple[Tag, ...]) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self._open(slot)
                self.end()
            if line:
                self._add(Run(line.expandtabs(len(TAB_AS_SPACES)), tags), slot)

    def _add(self, run: Run, slot: Slot) -> None:
        if self._path is None:
            self._open(slot)
        if self._anchors:
            run = Run(run.text, run.tags, run.markup, self._taken_anchors() + run.anchors)
        last = self._runs[-1] if self._runs else None
        if last and last.tags == run.tags and not (run.anchors or last.markup or run.markup):
            self._runs[-1] = Run(last.text + run.text, last.tags, "", last.anchors)
        else:
            self._runs.append(run)

    def _open(self, slot: Slot) -> None:
        if self._path is not None:
            return
        self._path = slot.path()
        if (self._above_px or self._new_page) and self._path[-1].name in _TAKES_SPACE:
            self._path = _spaced(self._path, "top", self._above_px, new_page=self._new_page)
        self._above_px, self._new_page = 0, False

    def _taken_anchors(self) -> tuple[str, ...]:
        anchors, self._anchors = tuple(self._anchors), []
        return anchors

    def _after_space(self) -> bool:
        for run in reversed(self._runs):
            if run.text:
                return run.text.endswith((" ", LINE_BREAK))
        return True

    def _after_word(self) -> bool:
        """Whether words stand there without a space behind them; an opening bracket or quotation mark waits for one."""
        last = next((run.text[-1] for run in reversed(self._runs) if run.text), LINE_BREAK)
        return last not in f" \xa0\"'{LINE_BREAK}" and unicodedata.category(last) not in _OPENING

    def _trim_end(self) -> None:
        for index in range(len(self._runs) - 1, -1, -1):
            run = self._runs[index]
            if run.markup:
                return
            if run.text.endswith(" ") and (self._path is None or self._path[-1].name != "pre"):
                self._runs[index] = Run(run.text.rstrip(" "), run.tags, "", run.anchors)
            if self._runs[index].text:
                return


def _begins_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in _OPENING


def _spaced(path: tuple[Tag, ...], side: str, space_px: int, *, new_page: bool = False) -> tuple[Tag, ...]:
    """`path` whose last element keeps at least this space on one side."""
    tag = path[-1]
    if not new_page and f"margin-{side}:{space_px}px" in tag.attributes:
        return path
    head, _, style = tag.attributes.partition(' style="')
    declared = [each for each in style.removesuffix('"').split(";") if each]
    for number, each in enumerate(declared):
        margin = _MARGIN.fullmatch(each)
        if margin and margin[1] == side:
            declared[number] = f"margin-{side}:{max(int(margin[2]), space_px)}px"
            break
    else:
        declared += [f"margin-{side}:{space_px}px"] if space_px else []
    if new_page and "page-break-before:always" not in declared:
        declared.append("page-break-before:always")
    attributes = f'{head} style="{";".join(declared)}"' if declared else head
    return (*path[:-1], Tag(tag.name, attributes, tag.number))
