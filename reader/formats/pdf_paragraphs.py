"""Lines of a page to paragraphs. Pure geometry, and a little of how sentences, lists and verses begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reader.formats.pdf_lines import GRID_PT, UNSPACED, Line, grid

_BULLETS = frozenset("•◦▪▫●○■□‣⁃–—-*·➢➤✓")
_NUMBER = re.compile(r"[(\[]?(\d{1,3}|[A-Za-z]|[ivxlc]{1,6})[.)\]]")
_SENTENCE_END = re.compile(r"""[.!?:;…؟۔।。！？][)\]"'”’»›」』]*$""")

_SIZE_RATIO = 0.85
_INDENT = 0.8
_WIDEST_STEP = 3.0
_STEP_SLACK = 1.3
_OFF_AXIS = 0.5
_FEWEST_VERSES = 4
_VERSE_SHARE = 0.8
_SHARED_BY = 3
_MOST_COLUMNS = 20


@dataclass(slots=True)
class _Run:
    """Lines one under the other in one size: where they begin and end, and how far they lie apart."""

    lines: list[Line]
    left: float = 0.0
    right: float = 0.0
    step: float = 0.0
    is_centred: bool = False
    """All its lines stand on one axis: a title, a name, a date, each a line of its own."""

    def __post_init__(self) -> None:
        self.left = min(line.left for line in self.lines)
        self.right = max(line.right for line in self.lines)
        steps = [below.bottom - above.bottom for above, below in pairwise(self.lines)]
        self.step = median(steps) if steps else 0.0
        lefts, axes = [line.left for line in self.lines], [(line.left + line.right) / 2 for line in self.lines]
        height = self.lines[0].height
        self.is_centred = max(axes) - min(axes) < _OFF_AXIS * height and max(lefts) - min(lefts) > height

    def is_verse(self, *, rtl: bool) -> bool:
        """Whether most lines begin with a capital and end early, as no prose does."""
        if len(self.lines) < _FEWEST_VERSES:
            return False
        capitals = sum(line.words[0].text.strip("\"'“‘«([")[:1].isupper() for line in self.lines)
        short = sum(_has_room(above, below, self, rtl=rtl) for above, below in pairwise(self.lines))
        return capitals >= _VERSE_SHARE * len(self.lines) and 2 * short >= len(self.lines) - 1


class _Columns:
    """Where the columns of a page begin and end: the edges that many lines share."""

    def __init__(self, lines: Sequence[Line]) -> None:
        edges = Counter((grid(line.left), grid(line.right)) for line in lines)
        self._edges = [edge for edge, count in edges.most_common(_MOST_COLUMNS) if count >= _SHARED_BY]

    def widen(self, run: _Run) -> None:
        """Give a run the width of the column that it stands in, where its own lines are all short."""
        begins, ends = grid(run.left), grid(run.right)
        for left, right in self._edges:
            if left == begins and right > ends:
                run.right = max(run.right, right * GRID_PT)
            if right == ends and left < begins:
                run.left = min(run.left, left * GRID_PT)


def paragraphs(lines: Sequence[Line], *, rtl: bool = False) -> Iterator[list[Line]]:
    """The paragraphs of lines in reading order. A heading, an item of a list, a verse and a row are one, too."""
    paragraph: list[Line] = []
    last: _Run | None = None
    columns = _Columns(lines)
    for run in _runs(lines):
        columns.widen(run)
        verse = run.is_verse(rtl=rtl)
        for number, line in enumerate(run.lines):
            if paragraph:
                above = paragraph[-1]
                goes_on = (
                    not verse and _goes_on(paragraph, above, line, run, rtl=rtl)
                    if number
                    else last is not None and _goes_over(above, line, last, rtl=rtl)
                )
                if not goes_on:
                    yield paragraph
                    paragraph = []
            paragraph.append(line)
        last = run
    if paragraph:
        yield paragraph


def _runs(lines: Sequence[Line]) -> Iterator[_Run]:
    """Neighbours in reading order that stand one under the other."""
    run: list[Line] = []
    for line in lines:
        if run and not _is_below(run[-1], line):
            yield _Run(run)
            run = []
        run.append(line)
    if run:
        yield _Run(run)


def _is_below(above: Line, line: Line) -> bool:
    step = line.bottom - above.bottom
    overlap = min(above.right, line.right) - max(above.left, line.left)
    return (
        above.is_upright
        and line.is_upright
        and 0.3 * line.height < step <= _WIDEST_STEP * line.height
        and overlap > 0
        and _alike(above, line)
    )


def _alike(one: Line, other: Line) -> bool:
    return min(one.height, other.height) >= _SIZE_RATIO * max(one.height, other.height)


def _goes_on(paragraph: Sequence[Line], above: Line, line: Line, run: _Run, *, rtl: bool) -> bool:
    """Whether `line` continues the paragraph of the line right above it."""
    if above.hyphenated:
        return True
    if line.bottom - above.bottom > _STEP_SLACK * run.step or _is_tabular(above) or _is_tabular(line):
        return False
    first = line.words[0].text
    if first[0] in _BULLETS and len(first) == 1:
        return False
    ended = _SENTENCE_END.search(above.words[-1].text) is not None
    short = _has_room(above, line, run, rtl=rtl) or run.is_centred
    if (ended or short) and (_NUMBER.fullmatch(first) or _indent(above, line, rtl=rtl) > _INDENT * line.height):
        return False
    if len(paragraph) > 1 and _indent(above, line, rtl=rtl) < -_INDENT * line.height:
        return False
    return not short or (not ended and first[0].islower())


def _goes_over(above: Line, line: Line, run: _Run, *, rtl: bool) -> bool:
    """Whether a paragraph goes on in the next column: in its middle, and with a small letter or after a hyphen."""
    if above.hyphenated:
        return True
    if not (above.is_upright and line.is_upright and _alike(above, line)) or _is_tabular(above):
        return False
    ended = _SENTENCE_END.search(above.words[-1].text) is not None
    prose = len(above.words) >= 3 and len(line.words) >= 3
    return prose and not ended and line.words[0].text[0].islower() and not _has_room(above, line, run, rtl=rtl)


def _has_room(above: Line, line: Line, run: _Run, *, rtl: bool) -> bool:
    """Whether the next line's first word would have fitted behind the line above, so that the writer broke it."""
    room = above.left - run.left if rtl else run.right - above.right
    first = line.words[0]
    width = first.box[2] - first.box[0]
    if UNSPACED.match(first.text):
        width = line.height
    return room > width + 0.3 * line.height


def _indent(above: Line, line: Line, *, rtl: bool) -> float:
    return above.right - line.right if rtl else line.left - above.left


def _is_tabular(line: Line) -> bool:
    return any(end - start > 2 * line.height for _, start, end in line.gaps)
