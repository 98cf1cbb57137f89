"""Copies a selection as plain text: read from the library in a job, put on the fleeting clipboard."""

from __future__ import annotations

from PySide6.QtCore import QObject

from reader.reading.find import SectionTexts
from reader.text.model import IMAGE_CHARACTER, Locator
from reader.text.pieces import LINE_BREAK
from ui.jobs import Jobs
from ui.reading.clipboard import FleetingClipboard


class Copier(QObject):
    """Works across pieces that were never loaded, because it asks for sections' texts."""

    def __init__(self, source: SectionTexts, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._jobs = jobs
        self.clipboard = FleetingClipboard(self)

    def copy(self, document_id: int, span: tuple[Locator, Locator] | None) -> None:
        """Put what lies between the two locators on the clipboard."""
        if span is not None:
            source = self._source
            self._jobs.run(lambda: text_between(source, document_id, *span), self.clipboard.copy, lambda _error: None)


def text_between(source: SectionTexts, document_id: int, start: Locator, end: Locator) -> str:
    """The plain text of a stretch, without images. Blocks."""
    parts = []
    for section in range(start.section, end.section + 1):
        text = source.section_text(document_id, section)
        first = start.offset if section == start.section else 0
        last = end.offset if section == end.section else len(text)
        parts.append(text[first:last])
    return "".join(parts).replace(IMAGE_CHARACTER, "").replace(LINE_BREAK, "\n")
