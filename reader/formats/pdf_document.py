"""An open PDF: its pages drawn, their text with boxes, their links. The only module that speaks to PDFium.

Coordinates leave here in points from the top left of the page as it is shown, rotation applied.
"""

from __future__ import annotations

import ctypes
import math
import re
import time
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from typing import BinaryIO

import pypdfium2  # type: ignore[import-untyped]  # its helpers carry no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image

from reader.errors import DamagedFile, DocumentRefused, PasswordNeeded, ProtectedByDrm, WrongPassword
from reader.formats import limits
from reader.formats.assembly import outside_address
from reader.formats.clips import clip_ground, clip_within
from reader.formats.page_survey import Survey, survey, survey_scale, turned_over
from reader.formats.pdf_characters import Box, box_reader, shown_box
from reader.formats.pdf_images import image_boxes
from reader.formats.pdf_joining import Characters, canonical
from reader.formats.pdf_lines import Line, page_lines
from reader.formats.pdf_order import in_reading_order
from reader.text.language import text_direction
from reader.text.model import Direction, PageLink, PagePixels, PageText, TextBox
from reader.text.page_content import Clip, PageContent

_REFUSALS: dict[int, type[DocumentRefused]] = {
    pdfium.FPDF_ERR_PASSWORD: PasswordNeeded,
    pdfium.FPDF_ERR_SECURITY: ProtectedByDrm,
}
_WORD = re.compile(r"\S+")
_MAX_LINKS_PER_PAGE = 2000
_LEAST_EDGE_PT = 1e-3
_SURVEYS_KEPT = 256
COVER_CPU_S = 2.0
"""A first page that takes longer to draw (a map, a bomb) makes no cover; the document is worth more than that."""


def open_pdf(data: bytes | BinaryIO, password: str = "") -> pypdfium2.PdfDocument:
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


class PdfPages:
    """The pages of one open document (a FixedDocument). The page asked for last stays loaded: loading is the work."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self.document = document
        self._loaded: tuple[int, pypdfium2.PdfPage] | None = None
        self._surveys: OrderedDict[int, Survey] = OrderedDict()

    def close(self) -> None:
        self._unload()
        self.document.close()

    def render(self, page: int, scale: float, clip: Clip | None = None, *, dark: bool = False) -> PagePixels:
        found = self._survey(page) if dark else None
        sheet = self.page(page)
        width, height = _size(sheet)
        if clip is None:
            scale = _bounded_scale(sheet, scale)
            whole = (math.ceil(width * scale), math.ceil(height * scale))
            part = (0, 0, *whole)
        else:
            whole = clip_ground(width, height, scale)
            part = clip_within(clip, whole)
        pixels = _drawn(sheet, page, whole, part)
        if found is None or found.is_dark:
            return pixels
        across, down = whole[0] / width, whole[1] / height
        left, top = part[:2]
        kept = [
            (x1 * across - left, y1 * down - top, x2 * across - left, y2 * down - top)
            for x1, y1, x2, y2 in found.pictures
        ]
        return turned_over(pixels, kept, is_grey=found.is_grey)

    def content(self, page: int) -> PageContent:
        return self._survey(page).content

    def _survey(self, page: int) -> Survey:
        if page not in self._surveys:
            sheet = self.page(page)
            size = _size(sheet)
            scale = survey_scale(*size)
            whole = (math.ceil(size[0] * scale), math.ceil(size[1] * scale))
            self._surveys[page] = survey(_drawn(sheet, page, whole, (0, 0, *whole)), *size, image_boxes(sheet))
            while len(self._surveys) > _SURVEYS_KEPT:
                self._surveys.popitem(last=False)
        return self._surveys[page]

    def image(self, page: int, longest_px: int, *, cpu_s: float = COVER_CPU_S) -> Image.Image:
        """The page as a picture, `longest_px` on its longer edge. Raises DamagedFile, also when it takes too long.

        PDFium looks at the clock after every hundred objects.
        """
        sheet = self.page(page)
        scale = _bounded_scale(sheet, longest_px / max(_size(sheet)))
        width, height = (max(1, math.ceil(edge * scale)) for edge in _size(sheet))
        size = (width, height)
        until_s = time.process_time() + cpu_s
        pause = pdfium.IFSDK_PAUSE(version=1)
        ask = dict(pdfium.IFSDK_PAUSE._fields_)["NeedToPauseNow"]
        pause.NeedToPauseNow = ask(lambda _pause: time.process_time() > until_s)
        with closing(pypdfium2.PdfBitmap.new_native(*size, pdfium.FPDFBitmap_BGRx)) as bitmap:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
            place = (bitmap, sheet, 0, 0, *size, 0, pdfium.FPDF_ANNOT)
            status = pdfium.FPDF_RenderPageBitmap_Start(*place, pause)
            pdfium.FPDF_RenderPage_Close(sheet)
            if status != pdfium.FPDF_RENDER_DONE:
                raise DamagedFile("page")
            if sheet.formenv:
                pdfium.FPDF_FFLDraw(sheet.formenv, *place)
            return Image.frombytes("RGB", size, bytes(bitmap.buffer), "raw", "BGRX", bitmap.stride)

    def page_text(self, page: int) -> str:
        """The canonical text of a page, see pdf_joining.py; empty for one without text. Raises DamagedFile."""
        sheet = self.page(page)
        with _text_page(sheet) as text_page:
            return _characters(sheet, text_page).text

    def text(self, page: int) -> PageText:
        sheet = self.page(page)
        with _text_page(sheet) as text_page:
            characters = _characters(sheet, text_page)
            boxes = tuple(_boxes(box_reader(sheet, text_page), characters))
        return PageText(page=page, text=characters.text, boxes=boxes, links=tuple(self._links(sheet)))

    def page(self, page: int) -> pypdfium2.PdfPage:
        """A page, loaded until another one is. Raises DamagedFile."""
        if self._loaded is not None and self._loaded[0] == page:
            return self._loaded[1]
        self._unload()
        if not 0 <= page < len(self.document):
            raise DamagedFile("page")
        try:
            sheet = self.document[page]
        except pypdfium2.PdfiumError as error:
            raise DamagedFile("page") from error
        self._loaded = (page, sheet)
        return sheet

    def _unload(self) -> None:
        if self._loaded is not None:
            self._loaded[1].close()
            self._loaded = None

    def _links(self, sheet: pypdfium2.PdfPage) -> Iterator[PageLink]:
        shown = shown_box(sheet)
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
                left, top, right, bottom = shown((rect.left, rect.bottom, rect.right, rect.top))
                yield PageLink(
                    x_pt=left, y_pt=top, width_pt=right - left, height_pt=bottom - top, target_page=target, uri=uri
                )

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


def _drawn(sheet: pypdfium2.PdfPage, page: int, whole: tuple[int, int], part: tuple[int, int, int, int]) -> PagePixels:
    """A part (left, top, right, bottom) of the page drawn as large as `whole`, annotations and forms with it."""
    left, top, right, bottom = part
    try:
        bitmap = pypdfium2.PdfBitmap.new_native(right - left, bottom - top, pdfium.FPDFBitmap_BGRx)
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise DamagedFile("page") from error
    with closing(bitmap):
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, bitmap.width, bitmap.height)
        place = (bitmap, sheet, -left, -top, *whole, 0, pdfium.FPDF_ANNOT)
        pdfium.FPDF_RenderPageBitmap(*place)
        if sheet.formenv:
            pdfium.FPDF_FFLDraw(sheet.formenv, *place)
        return PagePixels(
            page=page, width_px=bitmap.width, height_px=bitmap.height, stride=bitmap.stride, data=bytes(bitmap.buffer)
        )


def _uri(document: pdfium.FPDF_DOCUMENT, action: pdfium.FPDF_ACTION) -> str:
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length < 4096:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return outside_address(buffer.value.decode("utf-8", "replace"))


def _size(sheet: pypdfium2.PdfPage) -> tuple[float, float]:
    width, height = sheet.get_size()
    return max(float(width), _LEAST_EDGE_PT), max(float(height), _LEAST_EDGE_PT)


def _bounded_scale(sheet: pypdfium2.PdfPage, scale: float) -> float:
    """A scale at which the page has a pixel at least, and neither edge nor area beyond what is drawn."""
    width, height = _size(sheet)
    longest = max(width, height)
    most = min(math.sqrt(limits.MAX_RENDERED_PIXELS / (width * height)), limits.MAX_RENDERED_EDGE_PX / longest)
    return min(max(scale, 1.0 / longest), most)


# --- text


def _text_page(sheet: pypdfium2.PdfPage) -> closing[pypdfium2.PdfTextPage]:
    try:
        return closing(sheet.get_textpage())
    except pypdfium2.PdfiumError as error:
        raise DamagedFile("page") from error


def _characters(sheet: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> Characters:
    lines = page_lines(sheet, text_page)
    rtl = _is_rtl(lines)
    return canonical(in_reading_order(lines, rtl=rtl), rtl=rtl)


def _is_rtl(lines: Sequence[Line]) -> bool:
    """Whether most lines are written from right to left."""
    balance = 0
    for line in lines:
        first = line.words[0].text
        if not first.isascii():
            direction = text_direction(first)
            balance += (direction is Direction.RTL) - (direction is Direction.LTR)
        else:
            balance -= first.isalpha()
    return balance > 0


def _boxes(box_of: Callable[[Sequence[int]], Box | None], characters: Characters) -> Iterator[TextBox]:
    """One box for each word, on each line that it stands on."""
    for word in _WORD.finditer(characters.text):
        first = bisect_right(characters.line_starts, word.start())
        inner = characters.line_starts[first : bisect_left(characters.line_starts, word.end())]
        for start, end in pairwise((word.start(), *inner, word.end())):
            box = box_of(characters.indices[start:end])
            if box:
                left, top, right, bottom = box
                yield TextBox(
                    offset=start, length=end - start,
                    x_pt=left, y_pt=top, width_pt=right - left, height_pt=bottom - top,
                )  # fmt: skip
