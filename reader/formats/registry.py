"""The registry: which format a file's content is. Names are never looked at."""

from __future__ import annotations

from reader.errors import EmptyFile, UnknownKind
from reader.formats import epub_format, html_format, markdown_format, pdf_format, text_format
from reader.formats.contract import SNIFFED_BYTES, Format

FORMATS: tuple[Format, ...] = (
    epub_format.FORMAT,
    pdf_format.FORMAT,
    html_format.FORMAT,
    markdown_format.FORMAT,
    text_format.FORMAT,
)
"""In the order in which they are asked; the surest answer wins, the earlier one at a tie."""


def recognise(data: bytes) -> Format:
    """The format of a file. Raises EmptyFile, or UnknownKind when no format takes it."""
    if not data:
        raise EmptyFile
    head = data[:SNIFFED_BYTES]
    best = max(FORMATS, key=lambda each: each.sniff(head))
    if best.sniff(head) <= 0:
        raise UnknownKind
    return best
