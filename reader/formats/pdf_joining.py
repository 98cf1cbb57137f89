"""The canonical text of a PDF page: each paragraph's lines joined into one block, so that phrases cross line ends.

Hyphens that only a line's end asked for go, those of compounds stay as far as the page tells them apart, and no space
is put where the script has none. Each character keeps PDFium's index, for its box.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from reader.formats.pdf_lines import IDEOGRAPH, UNSPACED, Line, Word, grid
from reader.formats.pdf_paragraphs import paragraphs
from reader.formats.trees import printable
from reader.text.model import BLOCK_END

MAX_PARAGRAPH_CHARACTERS = 4000
"""No block is longer than a piece, whatever its script: 4 bytes a character at most."""

_HYPHENS = "-\u2010\u00ad"
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_PLAIN = re.compile("[\x21-\x7e\xa1-\xac\xae-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff]*")
_SPACED = "[\x21-\x7e\xa1-\xac\xae-\u0dff\u10a0-\u167f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\uac00-\ud7a3]+"
_PLAIN_LINE = re.compile(f"{_SPACED}(?: {_SPACED})*")
_PRESENTATION = re.compile("[\ufb00-\ufb4f\ufb50-\ufbff\ufd3e-\ufdef\ufe70-\ufefc]")
_KEEPS_HYPHEN = frozenset({"self", "well", "half", "ex", "so"})
_SUSPENDED = frozenset({"and", "or", "und", "oder", "bis", "et", "ou", "y", "o", "e"})
"""Before these a hyphen stays and so does the space: "two- or threefold", "Ein- und Ausgang"."""

_FEWEST_FULL = 3
_EVEN_SPACES = 0.15


@dataclass(slots=True)
class Characters:
    """A page's canonical text and, for each of its characters, PDFium's character index (-1 for none).

    `line_starts` are the offsets at which lines of the page begin.
    """

    text: str
    indices: list[int]
    line_starts: list[int]


def canonical(lines: Sequence[Line], *, rtl: bool = False) -> Characters:
    """The text of lines in reading order: a paragraph's lines joined, each paragraph with U+000A behind it."""
    seen = _Seen(lines)
    writer = _Writer()
    previous: Line | None = None
    for paragraph in paragraphs(lines, rtl=rtl):
        for number, line in enumerate(paragraph):
            if number and previous is not None:
                writer.join(previous, line, seen)
            writer.words(line)
            previous = line
        writer.end()
    return writer.characters()


class _Seen:
    """What else stands on the page, to tell a compound's hyphen from one that the line's end asked for."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._words: set[str] | None = None
        self._hangul_breaks: bool | None = None

    def has(self, word: str) -> bool:
        if self._words is None:
            self._words = {_bare(each.text) for line in self._lines for each in line.words}
        return word.casefold() in self._words

    def hangul_breaks_anywhere(self) -> bool:
        """Whether this page's lines of Hangul end within words, so that no space belongs where none was written."""
        if self._hangul_breaks is None:
            lines = [line for line in self._lines if _HANGUL.match(line.words[-1].text[-1])]
            self._hangul_breaks = any(line.spaced for line in lines) or _are_full(lines)
        return self._hangul_breaks

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
        self._line_starts: list[int] = []
        self._length = 0

    def words(self, line: Line) -> None:
        """A line's words with the spaces between them."""
        self._line_starts.append(len(self._indices))
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
        return Characters("".join(self._text), self._indices, self._line_starts)

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
    if not (IDEOGRAPH.match(one.text[-1]) and IDEOGRAPH.match(other.text[0])):
        return False
    return other.box[0] - one.box[2] < 0.5 * line.height


def _wants_space(above: Line, line: Line, seen: _Seen) -> bool:
    last, first = above.words[-1].text[-1], line.words[0].text[0]
    if UNSPACED.match(last) and UNSPACED.match(first):
        return False
    if _HANGUL.match(last) and _HANGUL.match(first) and not above.spaced:
        return not seen.hangul_breaks_anywhere()
    return True


def _are_full(lines: Sequence[Line]) -> bool:
    """Whether lines end within one letter of their column's edge without wider spaces: words are cut to fill them."""
    inner = [above for above, below in pairwise(lines) if grid(above.left) == grid(below.left)]
    if len(inner) < _FEWEST_FULL:
        return False
    edge = max(line.right for line in inner)
    spaces = [
        fmean(behind.box[0] - word.box[2] for word, behind in pairwise(line.words)) / line.height
        for line in inner
        if len(line.words) > 2
    ]
    even = not spaces or max(spaces) - min(spaces) < _EVEN_SPACES
    return even and all(edge - line.right < 1.1 * line.height for line in inner)


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
