"""The block writer: text, images and anchors in reading order become blocks with their white space settled."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reader.text.pieces import LINE_BREAK, Block, Run, Tag, break_run

_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
_SPACES = re.compile(r"  +")
TAB_AS_SPACES = "    "


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

    def anchor(self, name: str) -> None:
        """Name the place of whatever comes next."""
        self._anchors.append(name)

    def text(self, text: str, slot: Slot, tags: tuple[Tag, ...], *, keep_lines: bool = False) -> None:
        """Add text. White space collapses, but in a preformatted slot each line becomes a block, and with
        `keep_lines` line ends become forced breaks and rows of spaces stay."""
        if slot.preformatted:
            self._lines(text, slot, tags)
        elif keep_lines:
            self._kept_lines(text, slot, tags)
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

    def _kept_lines(self, text: str, slot: Slot, tags: tuple[Tag, ...]) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self._add(break_run(tags), slot)
            if line:
                kept = _SPACES.sub(lambda match: "\xa0" * len(match.group()), line.replace("\t", TAB_AS_SPACES))
                self._add(Run(kept, tags), slot)

    def _lines(self, text: str, slot: Slot, tags: tuple[Tag, ...]) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                if self._path is None:
                    self._path = slot.path()
                self.end()
            if line:
                self._add(Run(line.expandtabs(len(TAB_AS_SPACES)), tags), slot)

    def _add(self, run: Run, slot: Slot) -> None:
        if self._path is None:
            self._path = slot.path()
        if self._anchors:
            run = replace(run, anchors=self._taken_anchors() + run.anchors)
        last = self._runs[-1] if self._runs else None
        if last and last.tags == run.tags and not (run.anchors or last.markup or run.markup):
            self._runs[-1] = replace(last, text=last.text + run.text)
        else:
            self._runs.append(run)

    def _taken_anchors(self) -> tuple[str, ...]:
        anchors, self._anchors = tuple(self._anchors), []
        return anchors

    def _after_space(self) -> bool:
        for run in reversed(self._runs):
            if run.text:
                return run.text.endswith((" ", LINE_BREAK))
        return True

    def _trim_end(self) -> None:
        for index in range(len(self._runs) - 1, -1, -1):
            run = self._runs[index]
            if run.markup:
                return
            if self._path is None or self._path[-1].name != "pre":
                self._runs[index] = replace(run, text=run.text.rstrip(" "))
            if self._runs[index].text:
                return
