"""What stands on a PDF page as PDFium reads it: lines of words with their boxes, in PDFium's order.

A page whose text is written downwards or upwards is turned first, so that whoever orders and joins lines sees lines
that run from left to right, one below the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pypdfium2  # type: ignore[import-untyped]  # its helpers carry no types

from reader.formats.pdf_characters import HYPHEN_AT_LINE_END, Box, page_characters, word_boxes
from reader.formats.trees import printable
from reader.text.language import text_direction
from reader.text.model import Direction

Gap = tuple[int, float, float]
"""Wide white space in a line: the number of the word behind it, and where it begins and ends from left to right."""

_LINE = re.compile(r"[^\r\n\x02]+")
_WORD = re.compile(r"[^\s\x02]+")
_CELL_GAP = 1.0
"""Words farther apart than this, in line heights, may belong to two columns or two cells of a table."""

_IDEOGRAPHS = "\u2e80-\u2fdf\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffef"
_IDEOGRAPHS += "\U00020000-\U0003ffff"
IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
UNSPACED = re.compile(f"[{_IDEOGRAPHS}\u0e01-\u0e5b\u0e81-\u0edf\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")
"""Scripts in which a line ends anywhere; of these, Thai and its neighbours still have spaces between phrases."""

GRID_PT = 3.0
_TELLING_LETTERS = 3
_LEAST_LEVEL = 0.25
_GLUE_GAP = 0.12


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space: PDFium's index of its first one, its letters, its box.

    `glued`: no white space stands between it and the word before (a superscript, say).
    """

    index: int
    text: str
    box: Box
    glued: bool = False

    @property
    def end(self) -> int:
        return self.index + len(self.text)


@dataclass(slots=True)
class Line:
    """Words that stand side by side. `hyphenated`: its last letter was a hyphen; `spaced`: white space stood behind.

    `text` is PDFium's, from the first word's beginning to the last one's end; empty where that is not known. Top and
    bottom are those of the middle word, so that a superscript makes no line taller.
    """

    words: list[Word]
    hyphenated: bool = False
    spaced: bool = False
    text: str = ""
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    height: float = 0.0
    gaps: list[Gap] = field(default_factory=list)

    def __post_init__(self) -> None:
        lefts, tops, rights, bottoms = zip(*[word.box for word in self.words], strict=True)
        self.left, self.right = min(lefts), max(rights)
        middle = len(self.words) // 2
        self.top, self.bottom = sorted(tops)[middle], sorted(bottoms)[middle]
        self.height = max(self.bottom - self.top, 0.1)
        wide = _CELL_GAP * self.height
        for number, (end, start) in enumerate(zip(rights, lefts[1:], strict=False), 1):
            if start - end > wide:
                self.gaps.append((number, end, start))
            elif lefts[number - 1] - rights[number] > wide:  # right to left
                self.gaps.append((number, rights[number], lefts[number - 1]))

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def is_upright(self) -> bool:
        """Whether the words run across the page; a table's heading may be turned on its side."""
        return self.width >= self.height or sum(len(word.text) for word in self.words) <= 2

    def cut(self, number: int) -> tuple[Line, Line]:
        """The words before word `number`, and the others."""
        return Line(self.words[:number]), Line(self.words[number:], self.hyphenated, self.spaced)


def grid(x: float) -> int:
    """The place of an edge, so coarse that the edges of one column's lines are the same."""
    return round(x / GRID_PT)


def page_lines(sheet: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> list[Line]:
    """The lines of a page in PDFium's order."""
    characters = page_characters(text_page)
    box_of = word_boxes(sheet, text_page)
    rows = [(match.end(), row) for match in _LINE.finditer(characters) if (row := _words(match, box_of))]
    turn = _turn([word for _, row in rows for word in row], box_of)
    lines: list[Line] = []
    for end, row in rows:
        words = row if turn is None else [replace(word, box=turn(word.box)) for word in row]
        hyphenated = characters[end : end + 1] == HYPHEN_AT_LINE_END
        text = characters[words[0].index : words[-1].end]
        for line in _level_runs(Line(words, hyphenated, characters[end - 1].isspace(), text)):
            if lines and _is_beside(lines[-1], line):
                lines[-1] = _joined(lines[-1], line)
            else:
                lines.append(line)
    return lines


def _words(line: re.Match[str], box_of: Callable[[int, int], Box | None]) -> list[Word]:
    words = []
    for word in _WORD.finditer(line.string, line.start(), line.end()):
        box = box_of(word.start(), word.end())
        if box is not None and _has_form(word.group()):
            words.append(Word(word.start(), word.group(), box))
    return words


def _turn(words: Sequence[Word], box_of: Callable[[int, int], Box | None]) -> Callable[[Box], Box] | None:
    """What lays text written downwards (vertical Chinese, a page on its side), upwards or overhead; None if upright."""
    long = [word for word in words if len(word.text) >= _TELLING_LETTERS]
    tall = [word for word in long if word.box[3] - word.box[1] > word.box[2] - word.box[0]]
    is_tall = 2 * sum(len(word.text) for word in tall) > sum(len(word.text) for word in long)
    longest = max(tall if is_tall else long, key=lambda word: len(word.text), default=None)
    if longest is None:
        return None
    first, last = box_of(longest.index, longest.index + 1), box_of(longest.end - 1, longest.end)
    if first is None or last is None:
        return None
    if is_tall:
        return _laid_from_below if last[1] < first[1] else _laid_from_above
    return _laid_from_overhead if last[2] < first[0] and text_direction(longest.text) is Direction.LTR else None


def _laid_from_above(box: Box) -> Box:
    return (box[1], -box[2], box[3], -box[0])


def _laid_from_overhead(box: Box) -> Box:
    return (-box[2], -box[3], -box[0], -box[1])


def _laid_from_below(box: Box) -> Box:
    return (-box[3], box[0], -box[1], box[2])


def _has_form(word: str) -> bool:
    return word.isprintable() or bool(printable(word).strip("\u00ad"))


def _level_runs(line: Line) -> list[Line]:
    """The line, cut where a word stands neither beside, above nor below the one before: PDFium joins some that wrap."""
    boxes = [word.box for word in line.words]
    cuts = [number for number, (one, other) in enumerate(pairwise(boxes), 1) if other[1] > one[3] or other[3] < one[1]]
    if not cuts:
        return [line]
    borders = [0, *cuts]
    runs = [Line(line.words[start:end]) for start, end in zip(borders, cuts, strict=False)]
    return [*runs, Line(line.words[cuts[-1] :], line.hyphenated, line.spaced)]


def _is_beside(line: Line, other: Line) -> bool:
    """Whether `other` goes on where `line` ends: PDFium ends a line at every superscript."""
    one, next_one = line.words[-1].box, other.words[0].box
    height = max(line.height, other.height)
    level = min(line.bottom, other.bottom) - max(line.top, other.top)
    if line.hyphenated or level < _LEAST_LEVEL * min(line.height, other.height):
        return False
    return -0.3 * height <= next_one[0] - one[2] <= 0.5 * height and other.left >= line.left


def _joined(line: Line, other: Line) -> Line:
    first = other.words[0]
    glued = not line.spaced and first.box[0] - line.words[-1].box[2] < _GLUE_GAP * max(line.height, other.height)
    words = [*line.words, replace(first, glued=glued), *other.words[1:]]
    return Line(words, other.hyphenated, other.spaced)
