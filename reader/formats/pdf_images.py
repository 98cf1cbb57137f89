"""Where a PDF page has pictures made of pixels, also those inside its forms (PDF 32000-1, 8.9 and 8.10)."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # its helpers carry no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from reader.formats.pdf_characters import Box, shown_box

_MOST_OBJECTS = 20_000
_MAX_DEPTH = 8
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def image_boxes(sheet: pypdfium2.PdfPage) -> list[Box]:
    """The boxes of the page's pictures, in points from the top left of the page as it is shown."""
    shown = shown_box(sheet)
    left = [_MOST_OBJECTS]
    count = pdfium.FPDFPage_CountObjects(sheet.raw)
    objects = (pdfium.FPDFPage_GetObject(sheet.raw, number) for number in range(count))
    return [shown(box) for box in _boxes(objects, _IDENTITY, left, 0)]


def _boxes(objects: Iterator[pdfium.FPDF_PAGEOBJECT], around: _Matrix, left: list[int], depth: int) -> Iterator[Box]:
    for each in objects:
        left[0] -= 1
        if left[0] < 0:
            return
        kind = pdfium.FPDFPageObj_GetType(each)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield _unit_square(_joined(_matrix(each), around))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = (pdfium.FPDFFormObj_GetObject(each, n) for n in range(pdfium.FPDFFormObj_CountObjects(each)))
            yield from _boxes(inner, _joined(_matrix(each), around), left, depth + 1)


def _matrix(each: pdfium.FPDF_PAGEOBJECT) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(each, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _joined(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """The matrix that does first what `inner` does, then what `outer` does."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _unit_square(matrix: _Matrix) -> Box:
    """Left, bottom, right, top of what a picture fills: the unit square under its matrix."""
    a, b, c, d, e, f = matrix
    across, down = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return min(across), min(down), max(across), max(down)
