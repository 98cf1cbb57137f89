"""An open PDF: its pages drawn, their text with boxes, their links. The only module that speaks to PDFium.

Coordinates leave here in points from the top left of the page as it is shown, rotation applied.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]  # its helpers carry no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image

from reader.errors import DamagedFile, DocumentRefused, PasswordNeeded, ProtectedByDrm, WrongPassword
from reader.formats import limits
from reader.formats.assembly import outside_address
from reader.formats.trees import printable
from reader.text.model import BLOCK_END, PageLink, PagePixels, PageText, TextBox

_REFUSALS: dict[int, type[DocumentRefused]] = {
    pdfium.FPDF_ERR_PASSWORD: PasswordNeeded,
    pdfium.FPDF_ERR_SECURITY: ProtectedByDrm,
}
_WORD = re.compile(r"[^\s\u2028]+")
_HYPHEN_CODES = ("\x02", "\ufffe", "\uffff")
"""PDFium gives a hyphen at a line's end as one of these."""

_MAX_LINKS_PER_PAGE = 2000
_MAX_LINE_CHARACTERS = 4000


def open_pdf(data: bytes, password: str = "") -> pypdfium2.PdfDocument:
    """The document. Raises PasswordNeeded, WrongPassword, ProtectedByDrm or DamagedFile."""
    try:
        document = pypdfium2.PdfDocument(data, password or None)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None) or 0
        if code == pdfium.FPDF_ERR_PASSWORD and password:
            raise WrongPassword("pdf") from error
        raise _REFUSALS.get(code, DamagedFile)("pdf") from error
    if document.get_formtype():
        document.init_forms()
    return document


def pdf_with_text() -> bytes:
    """A small page with a letter in a font that is not embedded, to make PDFium load what it loads late."""
    content = b"BT /F 9 Tf (a) Tj ET"
    return b"\n".join(
        (
            b"%PDF-1.4",
            b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
            b"2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 9 9] >> endobj",
            b"3 0 obj << /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >> endobj",
            b"4 0 obj << /Type /Font /Subtype /TrueType /BaseFont /Unknown /Encoding /WinAnsiEncoding >> endobj",
            b"5 0 obj << /Length %d >> stream\n%s\nendstream endobj" % (len(content), content),
            b"trailer << /Root 1 0 R >>",
            b"%%EOF",
        )
    )


@dataclass(frozen=True, slots=True)
class _Characters:
    """A page's canonical text and, for each of its characters, PDFium's character index (-1 for none)."""

    text: str
    indices: list[int]


class PdfPages:
    """The pages of one open document (a FixedDocument)."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self.document = document

    def close(self) -> None:
        self.document.close()

    def render(self, page: int, scale: float) -> PagePixels:
        with self._page(page) as sheet:
            scale = _bounded_scale(sheet, scale)
            with closing(self._bitmap(sheet, scale)) as bitmap:
                return PagePixels(
                    page=page,
                    width_px=bitmap.width,
                    height_px=bitmap.height,
                    stride=bitmap.stride,
                    data=bytes(bitmap.buffer),
                )

    def image(self, page: int, longest_px: int) -> Image.Image:
        """The page as a picture, `longest_px` on its longer edge."""
        with self._page(page) as sheet:
            bitmap = self._bitmap(sheet, _bounded_scale(sheet, longest_px / max(*_size(sheet), 1.0)))
        with closing(bitmap):
            size = (bitmap.width, bitmap.height)
            return Image.frombytes("RGB", size, bytes(bitmap.buffer), "raw", "BGRX", bitmap.stride)

    def page_text(self, page: int) -> str:
        """The canonical text of a page: its lines, each with U+000A; empty for a page without text or a broken one."""
        try:
            with self._page(page) as sheet, closing(sheet.get_textpage()) as text_page:
                return _characters(text_page).text
        except (DamagedFile, pypdfium2.PdfiumError):
            return ""

    def text(self, page: int) -> PageText:
        with self._page(page) as sheet, closing(sheet.get_textpage()) as text_page:
            characters = _characters(text_page)
            boxes = tuple(_boxes(sheet, text_page, characters))
            return PageText(page=page, text=characters.text, boxes=boxes, links=tuple(self._links(sheet)))

    def _page(self, page: int) -> closing[pypdfium2.PdfPage]:
        if not 0 <= page < len(self.document):
            raise DamagedFile("page")
        try:
            return closing(self.document[page])
        except pypdfium2.PdfiumError as error:
            raise DamagedFile("page") from error

    def _bitmap(self, sheet: pypdfium2.PdfPage, scale: float) -> pypdfium2.PdfBitmap:
        try:
            return sheet.render(scale=scale, rev_byteorder=False, force_bitmap_format=pdfium.FPDFBitmap_BGRx)
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise DamagedFile("page") from error

    def _links(self, sheet: pypdfium2.PdfPage) -> Iterator[PageLink]:
        start = ctypes.c_int(0)
        link = pdfium.FPDF_LINK()
        for _ in range(_MAX_LINKS_PER_PAGE):
            if not pdfium.FPDFLink_Enumerate(sheet.raw, start, link):
                return
            rect = pdfium.FS_RECTF()
            if not pdfium.FPDFLink_GetAnnotRect(link, rect):
                continue
            target, uri = self._target(link)
            if target >= 0 or uri:
                x, y, width, height = _shown(sheet, (rect.left, rect.bottom, rect.right, rect.top))
                yield PageLink(x_pt=x, y_pt=y, width_pt=width, height_pt=height, target_page=target, uri=uri)

    def _target(self, link: pdfium.FPDF_LINK) -> tuple[int, str]:
        document = self.document.raw
        action = pdfium.FPDFLink_GetAction(link)
        kind = pdfium.FPDFAction_GetType(action) if action else None
        if kind == pdfium.PDFACTION_URI:
            return -1, _uri(document, action)
        destination = pdfium.FPDFLink_GetDest(document, link)
        if not destination and kind == pdfium.PDFACTION_GOTO:
            destination = pdfium.FPDFAction_GetDest(document, action)
        page = pdfium.FPDFDest_GetDestPageIndex(document, destination) if destination else -1
        return (page if 0 <= page < len(self.document) else -1), ""


def _uri(document: pdfium.FPDF_DOCUMENT, action: pdfium.FPDF_ACTION) -> str:
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length < 4096:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return outside_address(buffer.value.decode("utf-8", "replace"))


def _size(sheet: pypdfium2.PdfPage) -> tuple[float, float]:
    width, height = sheet.get_size()
    return float(width), float(height)


def _bounded_scale(sheet: pypdfium2.PdfPage, scale: float) -> float:
    width, height = _size(sheet)
    most = math.sqrt(limits.MAX_RENDERED_PIXELS / max(width * height, 1.0))
    return max(min(scale, most), 1.0 / max(min(width, height), 1.0))


# --- text


def _characters(text_page: pypdfium2.PdfTextPage) -> _Characters:
    """PDFium's characters with line ends as U+000A and without what has no form.

    Each character is asked for by itself, since PDFium's own text leaves some out and its offsets then drift. A line
    without end is cut, so that none is longer than a piece.
    """
    text: list[str] = []
    indices: list[int] = []
    line = 0
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
        character = _character(code)
        if character and not (character == BLOCK_END and (not text or text[-1] == BLOCK_END)):
            text.append(character)
            indices.append(index)
            line = 0 if character == BLOCK_END else line + 1
            if line >= _MAX_LINE_CHARACTERS:
                text.append(BLOCK_END)
                indices.append(-1)
                line = 0
    if text and text[-1] != BLOCK_END:
        text.append(BLOCK_END)
        indices.append(-1)
    return _joined_pairs(text, indices)


def _character(code: int) -> str:
    if code in {0x0A, 0x0D}:
        return BLOCK_END
    character = chr(code) if 0 < code < 0x110000 else ""
    if character in _HYPHEN_CODES:
        return "-"
    if 0xD800 <= code <= 0xDFFF:
        return character
    return " " if character == "\t" else printable(character)


def _joined_pairs(text: list[str], indices: list[int]) -> _Characters:
    """UTF-16 pairs as one character; a lone half becomes U+FFFD."""
    joined: list[str] = []
    kept: list[int] = []
    for character, index in zip(text, indices, strict=True):
        if "\udc00" <= character <= "\udfff" and joined and "\ud800" <= joined[-1] <= "\udbff":
            joined[-1] = (joined[-1] + character).encode("utf-16", "surrogatepass").decode("utf-16")
        else:
            joined.append(character)
            kept.append(index)
    return _Characters("".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in joined), kept)


def _boxes(sheet: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, characters: _Characters) -> Iterator[TextBox]:
    """One box for each word, on each line that it stands on."""
    for word in _WORD.finditer(characters.text):
        box = _word_box(text_page, characters.indices[word.start() : word.end()])
        if box:
            x, y, width, height = _shown(sheet, box)
            yield TextBox(
                offset=word.start(), length=len(word.group()), x_pt=x, y_pt=y, width_pt=width, height_pt=height
            )


def _word_box(text_page: pypdfium2.PdfTextPage, indices: list[int]) -> tuple[float, float, float, float] | None:
    rect = pdfium.FS_RECTF()
    found = [
        (rect.left, rect.bottom, rect.right, rect.top)
        for index in indices
        if index >= 0 and pdfium.FPDFText_GetLooseCharBox(text_page.raw, index, rect) and rect.right > rect.left
    ]
    if not found:
        return None
    lefts, bottoms, rights, tops = zip(*found, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _shown(sheet: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box in page space (left, bottom, right, top) as x, y, width and height on the page as shown."""
    width, height = sheet.get_size()
    grid = 100  # FPDF_PageToDevice answers whole units: hundredths of a point
    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        size = (round(width * grid), round(height * grid))
        pdfium.FPDF_PageToDevice(sheet.raw, 0, 0, *size, 0, x, y, device_x, device_y)
        corners.append((device_x.value / grid, device_y.value / grid))
    (x1, y1), (x2, y2) = corners
    return min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)
