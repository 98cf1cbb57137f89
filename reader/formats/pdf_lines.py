"""What stands on a PDF page as PDFium reads it: lines of words with their boxes, in PDFium's order.

Boxes are in points from the top left of the page as it is shown. PDFium gives a whole page's characters at once; only
the first and last of each word are asked for their boxes, since each question costs half a microsecond.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pypdfium2  # type: ignore[import-untyped]  # its helpers carry no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from reader.formats.trees import printable

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; y grows downwards."""

Gap = tuple[int, float, float]
"""Wide white space in a line: the number of the word behind it, and where it begins and ends from left to right."""

_HYPHEN_AT_LINE_END = "\x02"
"""PDFium's sign for a hyphen and the line end behind it (FPDFText_GetUnicode; FPDFText_GetText says U+FFFE)."""

_NOTHING = "\x00"
_SAME_HYPHEN = str.maketrans({"\ufffe": _HYPHEN_AT_LINE_END, "\uffff": _HYPHEN_AT_LINE_END})
_LINE = re.compile(r"[^\r\n\x02]+")
_WORD = re.compile(r"[^\s\x02]+")
_CELL_GAP = 1.0
"""Words farther apart than this, in line heights, may belong to two columns or two cells of a table."""

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


def page_characters(text_page: pypdfium2.PdfTextPage) -> str:
    """The page's characters, one for each of PDFium's indices; U+0000 where there is none."""
    count = text_page.count_chars()
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page.raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
    if len(text) != count:  # some have no form, others take two units: then the places would not fit
        text = _one_by_one(text_page, count)
    return text.translate(_SAME_HYPHEN)


def _one_by_one(text_page: pypdfium2.PdfTextPage, count: int) -> str:
    characters: list[str] = []
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
        character = chr(code) if 0 < code < 0x110000 else _NOTHING
        if "\udc00" <= character <= "\udfff" and characters and "\ud800" <= characters[-1] <= "\udbff":
            pair = characters[-1] + character
            characters[-1] = pair.encode("utf-16", "surrogatepass").decode("utf-16")
            character = _NOTHING
        characters.append(character)
    return "".join(characters)


def page_lines(sheet: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> list[Line]:
    """The lines of a page in PDFium's order."""
    characters = page_characters(text_page)
    box_of = _word_boxes(sheet, text_page)
    lines: list[Line] = []
    for match in _LINE.finditer(characters):
        words = []
        for word in _WORD.finditer(characters, match.start(), match.end()):
            box = box_of(word.start(), word.end())
            if box is not None and _has_form(word.group()):
                words.append(Word(word.start(), word.group(), box))
        if words:
            hyphenated = characters[match.end() : match.end() + 1] == _HYPHEN_AT_LINE_END
            text = characters[words[0].index : words[-1].end]
            for line in _level_runs(Line(words, hyphenated, characters[match.end() - 1].isspace(), text)):
                if lines and _is_beside(lines[-1], line):
                    lines[-1] = _joined(lines[-1], line)
                else:
                    lines.append(line)
    return lines


def _has_form(word: str) -> bool:
    return word.isprintable() or bool(printable(word).strip("\u00ad"))


def _level_runs(line: Line) -> list[Line]:
    """The line, cut where a word stands wholly above or below the one before: PDFium joins some that wrap."""
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


def _word_boxes(sheet: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> Callable[[int, int], Box | None]:
    """What answers the box of a word, from its first index to behind its last, by its first and last characters."""
    whole = box_reader(sheet, text_page)
    shown = shown_box(sheet)
    rect = pdfium.FS_RECTF()
    raw, ask = text_page.raw, pdfium.FPDFText_GetLooseCharBox

    def box_of(start: int, end: int) -> Box | None:
        if not ask(raw, start, rect) or rect.right <= rect.left:
            return whole(range(start, end))
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if end - start > 1:
            if not ask(raw, end - 1, rect) or rect.right <= rect.left:
                return whole(range(start, end))
            left, bottom = min(left, rect.left), min(bottom, rect.bottom)
            right, top = max(right, rect.right), max(top, rect.top)
        return shown((left, bottom, right, top))

    return box_of


def box_reader(sheet: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> Callable[[Sequence[int]], Box | None]:
    """What answers the box around characters, by their indices; None when none of them has one."""
    shown = shown_box(sheet)
    rect = pdfium.FS_RECTF()
    raw, ask = text_page.raw, pdfium.FPDFText_GetLooseCharBox

    def box_of(indices: Sequence[int]) -> Box | None:
        found = [
            (rect.left, rect.bottom, rect.right, rect.top)
            for index in indices
            if index >= 0 and ask(raw, index, rect) and rect.right > rect.left
        ]
        if not found:
            return None
        if len(found) == 1:
            return shown(found[0])
        lefts, bottoms, rights, tops = zip(*found, strict=True)
        return shown((min(lefts), min(bottoms), max(rights), max(tops)))

    return box_of


def shown_box(sheet: pypdfium2.PdfPage) -> Callable[[Box], Box]:
    """What turns a box in page space (left, bottom, right, top) into one on the page as shown, rotation applied."""
    width, height = sheet.get_size()
    grid = 100  # FPDF_PageToDevice answers whole units: hundredths of a point
    size = (round(width * grid), round(height * grid))

    def place(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(sheet.raw, 0, 0, *size, 0, x, y, across, down)
        return across.value / grid, down.value / grid

    far = 1000.0
    origin, right, up = place(0, 0), place(far, 0), place(0, far)
    a, b = (right[0] - origin[0]) / far, (right[1] - origin[1]) / far
    c, d = (up[0] - origin[0]) / far, (up[1] - origin[1]) / far

    def upright(box: Box) -> Box:
        return (origin[0] + a * box[0], origin[1] + d * box[3], origin[0] + a * box[2], origin[1] + d * box[1])

    def turned(box: Box) -> Box:
        x1, y1 = origin[0] + a * box[0] + c * box[1], origin[1] + b * box[0] + d * box[1]
        x2, y2 = origin[0] + a * box[2] + c * box[3], origin[1] + b * box[2] + d * box[3]
        return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    return upright if a > 0 and d < 0 and b == c == 0 else turned
