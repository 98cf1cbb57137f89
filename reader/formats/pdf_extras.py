"""What a PDF holds beside its pages: files, which are listed and never opened, and what a reader can't show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pypdfium2  # type: ignore[import-untyped]  # its helpers carry no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from reader.formats.pdf_metadata import wide_text
from reader.text.model import Embedded

MOST_FILES = 1000
_MOST_ANNOTATIONS = 2000
_LONGEST_NAME = 300
_PARAMETERS_BYTES = 400
_SIZE = re.compile(rb"/Size\s+(\d{1,15})")
_MEDIA = {pdfium.FPDF_ANNOT_SOUND, pdfium.FPDF_ANNOT_MOVIE, pdfium.FPDF_ANNOT_SCREEN, pdfium.FPDF_ANNOT_RICHMEDIA}
_XFA = {pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND}


def document_files(document: pypdfium2.PdfDocument, data: bytes) -> Iterator[Embedded]:
    """The files attached to the whole document."""
    for number in range(min(pdfium.FPDFDoc_GetAttachmentCount(document.raw), MOST_FILES)):
        attachment = pdfium.FPDFDoc_GetAttachment(document.raw, number)
        if attachment:
            yield _listed(attachment, data)


def document_losses(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """Keys of what the document does that a page of pixels doesn't."""
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        yield "script"
    if document.get_formtype() in _XFA:
        yield "xfa"


def page_extras(sheet: pypdfium2.PdfPage, data: bytes) -> tuple[list[Embedded], set[str]]:
    """The files pinned to a page, and keys of what can't be shown of it."""
    files: list[Embedded] = []
    losses: set[str] = set()
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(sheet.raw), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(sheet.raw, number)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind in _MEDIA:
            losses.add("media")
        attachment = (
            pdfium.FPDFAnnot_GetFileAttachment(annotation) if kind == pdfium.FPDF_ANNOT_FILEATTACHMENT else None
        )
        if attachment:
            files.append(_listed(attachment, data))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return files, losses


def has_marks(sheet: pypdfium2.PdfPage) -> bool:
    """Whether anything at all is drawn on a page."""
    return bool(pdfium.FPDFPage_CountObjects(sheet.raw) > 0)


def _listed(attachment: pdfium.FPDF_ATTACHMENT, data: bytes) -> Embedded:
    name = wide_text(partial(pdfium.FPDFAttachment_GetName, attachment))
    kind = wide_text(partial(pdfium.FPDFAttachment_GetSubtype, attachment))
    return Embedded(
        name=" ".join(name.split())[:_LONGEST_NAME],
        media_type=" ".join(kind.split())[:_LONGEST_NAME],
        size_bytes=_size_bytes(attachment, data),
    )


def _size_bytes(attachment: pdfium.FPDF_ATTACHMENT, data: bytes) -> int:
    """What the file says of its size; -1 where that is not to be found.

    PDFium tells no numbers and would unpack the file to count it. Its check sum or date stand in the same dictionary.
    """
    for key in (b"CheckSum", b"CreationDate", b"ModDate"):
        value = wide_text(partial(pdfium.FPDFAttachment_GetStringValue, attachment, key))
        mark = value.strip("<>").encode("utf-8")
        at = data.find(mark) if len(mark) > 8 else -1
        if at >= 0:
            start = max(data.rfind(b"<<", 0, at), at - _PARAMETERS_BYTES)
            found = _SIZE.search(data, start, at + _PARAMETERS_BYTES)
            return int(found[1]) if found else -1
    return -1
