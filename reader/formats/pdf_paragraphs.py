"""Lines of a page to paragraphs, so that a phrase is found across line ends: the canonical text of a PDF page.

A paragraph is one block. Hyphens that only a line's end asked for go, those of compounds stay as far as the page tells
them apart, and no space is put where the script has none. Each character keeps PDFium's index, for its box.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from reader.formats.pdf_lines import Line, Word
from reader.formats.trees import printable
from reader.text.model import BLOCK_END

MAX_PARAGRAPH_CHARACTERS = 4000
"""No block is longer than a piece, whatever its script: 4 bytes a character at most."""

_HYPHENS = "-\u2010\u00ad"
_BULLETS = frozenset("•◦▪▫●○■□‣⁃–—-*·➢➤✓")
_NUMBER = re.compile(r"[(\[]?(\d{1,3}|[A-Za-z]|[ivxlc]{1,6})[.)\]]")
_SENTENCE_END = re.compile(r"""[.!?:;…؟۔।。！？][)\]"'”’»›」』]*$""")
_IDEOGRAPHS = "\u2e80-\u2fdf\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffef"
_IDEOGRAPHS += "\U00020000-\U0003ffff"
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_UNSPACED = re.compile(f"[{_IDEOGRAPHS}\u0e01-\u0e5b\u0e81-\u0edf\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")
"""Scripts in which a line ends anywhere; of these, Thai and its neighbours still have spaces between phrases."""

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_PLAIN = re.compile("[\x21-\x7e\xa1-\xac\xae-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff]*")
_SPACED = "[\x21-\x7e\xa1-\xac\xae-\u0dff\u10a0-\u167f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\uac00-\ud7a3]+"
_PLAIN_LINE = re.compile(f"{_SPACED}(?: {_SPACED})*")
_PRESENTATION = re.compile("[\ufb00-\ufb4f\ufb50-\ufbff\ufd3e-\ufdef\ufe70-\ufefc]")
_KEEPS_HYPHEN = frozenset({"self", "well", "half", "ex", "so", "e", "non-"})
_SUSPENDED = frozenset({"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "of"})
"""After these a hyphen stays and so does the space: "two- or threefold", "Ein- und Ausgang"."""

_SIZE_RATIO = 0.8
_INDENT = 0.8
_WIDEST_STEP = 3.0
_STEP_SLACK = 1.3
_GRID_PT = 3.0
_SHARED_BY = 3


@dataclass(slots=True)
class Characters:
    """A page's canonical text and, for each of its characters, PDFium's character index (-1 for none)."""

    text: str = ""
    indices: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """Lines one under the other in one size: where they begin and end, and how far they lie apart."""

    lines: list[Line]
    left: float = 0.0
    right: float = 0.0
    step: float = 0.0

    def __post_init__(self) -> None:
        self.left = min(line.left for line in self.lines)
        self.right = max(line.right for line in self.lines)
        steps = [below.bottom - above.bottom for above, below in zip(self.lines, self.lines[1:], strict=False)]
        self.step = median(steps) if steps else 0.0


class _Columns:
    """Where the columns of a page begin and end: the edges that many lines share."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._edges = Counter((_grid(line.left), _grid(line.right)) for line in lines)

    def widen(self, run: _Run) -> None:
        """Give a run the width of the column that it stands in, where its own lines are all short."""
        for (left, right), count in self._edges.items():
            if count >= _SHARED_BY and left == _grid(run.left) and right > _grid(run.right):
                run.right = right * _GRID_PT
            if count >= _SHARED_BY and right == _grid(run.right) and left < _grid(run.left):
                run.left = left * _GRID_PT


def canonical(lines: Sequence[Line], *, rtl: bool = False) -> Characters:
    """The text of lines in reading order: a paragraph's lines joined, each paragraph with U+000A behind it."""
    seen = _Seen(lines)
    writer = _Writer()
    previous: Line | None = None
    for paragraph in _paragraphs(lines, rtl=rtl):
        for number, line in enumerate(paragraph):
            if number and previous is not None:
                writer.join(previous, line, seen)
            writer.words(line)
            previous = line
        writer.end()
    return writer.characters()


# --- which lines belong together


def _paragraphs(lines: Sequence[Line], *, rtl: bool) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    last: _Run | None = None
    columns = _Columns(lines)
    for run in _runs(lines):
        columns.widen(run)
        for number, line in enumerate(run.lines):
            if paragraph:
                above = paragraph[-1]
                goes_on = (
                    _goes_on(paragraph, above, line, run, rtl=rtl)
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
    short = _has_room(above, line, run, rtl=rtl) or _is_centred(above, line)
    if (ended or short) and (_NUMBER.fullmatch(first) or _indent(above, line, rtl=rtl) > _INDENT * line.height):
        return False
    if len(paragraph) > 1 and _indent(above, line, rtl=rtl) < -_INDENT * line.height:
        return False
    return not short or (not ended and first[0].islower())


def _goes_over(above: Line, line: Line, run: _Run, *, rtl: bool) -> bool:
    """Whether a paragraph goes on in the next column: in its middle, and with a small letter or after a hyphen."""
    if not (above.is_upright and line.is_upright and _alike(above, line)) or _is_tabular(above):
        return False
    if above.hyphenated:
        return True
    ended = _SENTENCE_END.search(above.words[-1].text) is not None
    prose = len(above.words) >= 3 and len(line.words) >= 3
    return prose and not ended and line.words[0].text[0].islower() and not _has_room(above, line, run, rtl=rtl)


def _has_room(above: Line, line: Line, run: _Run, *, rtl: bool) -> bool:
    """Whether the next line's first word would have fitted behind the line above, so that the writer broke it."""
    room = above.left - run.left if rtl else run.right - above.right
    first = line.words[0]
    width = first.box[2] - first.box[0]
    if _UNSPACED.match(first.text):
        width = line.height
    return room > width + 0.3 * line.height


def _is_centred(above: Line, line: Line) -> bool:
    """Whether two lines stand on one axis: a title, a name, a date, each a line of its own."""
    off_axis = abs(above.left + above.right - line.left - line.right) / 2
    return off_axis < 0.3 * line.height and abs(above.left - line.left) > line.height


def _indent(above: Line, line: Line, *, rtl: bool) -> float:
    return above.right - line.right if rtl else line.left - above.left


def _is_tabular(line: Line) -> bool:
    return any(end - start > 2 * line.height for _, start, end in line.gaps)


def _grid(x: float) -> int:
    return round(x / _GRID_PT)


# --- how they are joined


class _Seen:
    """What else stands on the page, to tell a compound's hyphen from one that the line's end asked for."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._words: set[str] | None = None
        self._hangul_spaces: bool | None = None

    def has(self, word: str) -> bool:
        if self._words is None:
            self._words = {_bare(each.text) for line in self._lines for each in line.words}
        return word.casefold() in self._words

    def hangul_ends_with_spaces(self) -> bool:
        """Whether this page's writer puts white space at the end of a line that ends between words."""
        if self._hangul_spaces is None:
            self._hangul_spaces = any(line.spaced and _HANGUL.match(line.words[-1].text[-1]) for line in self._lines)
        return self._hangul_spaces

    def is_compound(self, before: str, behind: str) -> bool:
        """Whether the hyphen between the two parts belongs to the word."""
        if "-" in before or len(before) == 1 or before.casefold() in _KEEPS_HYPHEN:
            return True
        return self.has(f"{before}-{behind}") and not self.has(before + behind)


class _Writer:
    """Puts the text together with the index of each character."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._indices: list[int] = []
        self._length = 0

    def words(self, line: Line) -> None:
        """A line's words with the spaces between them."""
        if line.text and self._length + len(line.text) < MAX_PARAGRAPH_CHARACTERS and _PLAIN_LINE.fullmatch(line.text):
            self._put(line.text, range(line.words[0].index, line.words[-1].end))
            return
        previous: Word | None = None
        for word in line.words:
            if previous is not None and not _touch(previous, word, line):
                self._put(" ", (previous.end,))
            self._put(*_clean(word))
            previous = word

    def join(self, above: Line, line: Line, seen: _Seen) -> None:
        """What stands between two lines of a paragraph."""
        before, behind = above.words[-1].text, line.words[0].text
        word = before.rstrip(_HYPHENS)
        hyphenated = above.hyphenated or (word != before and word[-1:].isalpha())
        if not hyphenated:
            if _wants_space(above, line, seen):
                self._put(" ", (-1,))
            return
        if _bare(behind) in _SUSPENDED:
            self._hyphen(above, " ")
        elif behind[0].islower() and not seen.is_compound(_last_part(word), _bare(behind)):
            self._drop_hyphen(before)
        else:
            self._hyphen(above, "")

    def end(self) -> None:
        """The end of a paragraph."""
        if self._length:
            self._break()

    def characters(self) -> Characters:
        return Characters("".join(self._text), self._indices)

    def _put(self, text: str, indices: Iterable[int]) -> None:
        if not text:
            return
        if self._length + len(text) >= MAX_PARAGRAPH_CHARACTERS:
            self._put_long(text, tuple(indices))
            return
        self._text.append(text)
        self._indices.extend(indices)
        self._length += len(text)

    def _put_long(self, text: str, indices: Sequence[int]) -> None:
        """A paragraph without end is cut, at a space where it has one."""
        if self._length:
            if self._text[-1] == " ":
                self._text.pop()
                self._indices.pop()
            self._break()
        for start in range(0, len(text), MAX_PARAGRAPH_CHARACTERS - 1):
            if self._length:
                self._break()
            part = text[start : start + MAX_PARAGRAPH_CHARACTERS - 1]
            if part != " ":
                self._text.append(part)
                self._indices.extend(indices[start : start + len(part)])
                self._length += len(part)

    def _break(self) -> None:
        self._text.append(BLOCK_END)
        self._indices.append(-1)
        self._length = 0

    def _hyphen(self, above: Line, behind: str) -> None:
        """Let the hyphen stand; PDFium may have taken it away."""
        if above.hyphenated and above.words[-1].text[-1] not in _HYPHENS:
            self._put("-", (above.words[-1].end,))
        self._put(behind, (-1,) * len(behind))

    def _drop_hyphen(self, before: str) -> None:
        count = len(before) - len(before.rstrip("-\u2010"))
        if count and self._text and self._text[-1].endswith(before[-count:]):
            self._text[-1] = self._text[-1][:-count]
            del self._indices[-count:]
            self._length -= count


def _touch(one: Word, other: Word, line: Line) -> bool:
    """Whether no space belongs between two words, though PDFium saw one: letters of scripts that have none."""
    if other.glued:
        return True
    if not (_IDEOGRAPH.match(one.text[-1]) and _IDEOGRAPH.match(other.text[0])):
        return False
    return other.box[0] - one.box[2] < 0.5 * line.height


def _wants_space(above: Line, line: Line, seen: _Seen) -> bool:
    last, first = above.words[-1].text[-1], line.words[0].text[0]
    if _UNSPACED.match(last) and _UNSPACED.match(first):
        return False
    if _HANGUL.match(last) and _HANGUL.match(first) and not above.spaced:
        return not seen.hangul_ends_with_spaces()
    return True


def _clean(word: Word) -> tuple[str, Sequence[int]]:
    """The word's letters as text has them, each with its index: ligatures and forms opened, soft hyphens gone."""
    if _PLAIN.fullmatch(word.text):
        return word.text, range(word.index, word.end)
    letters: list[str] = []
    indices: list[int] = []
    for index, character in enumerate(word.text, word.index):
        letter = _opened(character)
        letters.append(letter)
        indices += [index] * len(letter)
    return "".join(letters), indices


def _opened(character: str) -> str:
    if character == "\u00ad":
        return ""
    if _PRESENTATION.match(character):
        return unicodedata.normalize("NFKC", character).replace(" ", "")
    return "\ufffd" if "\ud800" <= character <= "\udfff" else printable(character)


def _bare(word: str) -> str:
    return word.strip(".,;:!?()[]\"'“”‘’«»").casefold()


def _last_part(word: str) -> str:
    return word.lstrip("(\"'“‘«[")
