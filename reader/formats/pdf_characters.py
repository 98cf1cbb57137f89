"""The characters of a PDF page and their boxes, as PDFium tells them.

Boxes leave here in points from the top left of the page as it is shown. PDFium gives all characters at once; of a word
only the first and the last are asked for their boxes, since each question costs half a microsecond.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence

import pypdfium2  # type: ignore[import-untyped]  # its helpers carry no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; y grows downwards."""

HYPHEN_AT_LINE_END = "\x02"
"""PDFium's sign for a hyphen and the line end behind it (FPDFText_GetUnicode; FPDFText_GetText says U+FFFE)."""

_NOTHING = "\x00"
_SAME_HYPHEN = str.maketrans({"\ufffe": HYPHEN_AT_LINE_END, "\uffff": HYPHEN_AT_LINE_END})


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


def word_boxes(sheet: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> Callable[[int, int], Box | None]:
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
