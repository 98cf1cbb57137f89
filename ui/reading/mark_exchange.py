"""Marks of the open document out to a file, and in from one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from reader.errors import HearthError
from reader.marks.exporting import gather
from reader.marks.importing import Placed, read_file, take_in_for
from ui.dialogs.mark_exports import MarkExports
from ui.dialogs.marks_file_dialog import MarksFileDialog
from ui.dialogs.outcome_dialog import OutcomeDialog
from ui.reading.mark_book import MarkBook
from ui.reading.page_feature import PageParts
from ui.words import sentence


class MarkExchange(QObject):
    """Asks with dialogs of our own; where files were is forgotten with them."""

    def __init__(self, parts: PageParts, book: MarkBook) -> None:
        super().__init__(parts.page)
        self._parts, self._book = parts, book
        self.exports = MarkExports(parts.jobs, parts.theme, parts.page)

    def ask_for_export(self) -> None:
        """All marks of the open document."""
        library, document = self._parts.library, self._book.document
        if document:
            self.exports.ask(lambda: gather(library, [document]))

    def ask_for_import(self) -> None:
        """Which file."""
        if self._book.document:
            dialog = MarksFileDialog(self._parts.jobs, self._parts.theme(), self._parts.page)
            dialog.file_chosen.connect(lambda path: self._take_in(Path(path)))
            dialog.open()

    def _take_in(self, path: Path) -> None:
        library, document = self._parts.library, self._book.document
        self._parts.jobs.run(
            lambda: take_in_for(library, document, read_file(path)), self._tell, self._tell_failure, owner=self
        )

    def _tell(self, placed: Sequence[Placed]) -> None:
        self._book.read_again()
        here = [each for each in placed if each.document]
        counts = {name: sum(getattr(each, name) for each in here) for name in ("added", "joined", "known", "lost")}
        sentences = {
            "added": self.tr("%Ln marks were added.", "", counts["added"]),
            "joined": self.tr("%Ln marks were there already and took on a note or a tag.", "", counts["joined"]),
            "known": self.tr("%Ln marks were there already.", "", counts["known"]),
            "lost": self.tr(
                "%Ln marks did not find their words in this text. They are in the list as lost places.",
                "",
                counts["lost"],
            ),
        }
        said = [text for name, text in sentences.items() if counts[name]]
        elsewhere = sum(each.left for each in placed)
        if elsewhere:
            said.append(self.tr("%Ln marks belong to other documents and were left out.", "", elsewhere))
        OutcomeDialog(
            self.tr("Imported") if here else self.tr("Nothing fits this document"),
            said or [self.tr("The file holds no marks.")],
            self._parts.page,
        ).open()

    def _tell_failure(self, error: HearthError) -> None:
        OutcomeDialog(self.tr("Not imported"), [sentence(error)], self._parts.page).open()
