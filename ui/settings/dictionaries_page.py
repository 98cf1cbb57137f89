"""The settings' page of the dictionaries: adding, ordering, turning off, removing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.errors import HearthError
from reader.imports.dictionaries import SUFFIXES, DictionaryReader, add_dictionary
from reader.store.dictionaries import DictionaryRow
from reader.store.library import Library
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.dialogs.file_dialog import FileDialog
from ui.jobs import Jobs
from ui.settings.control import Control
from ui.settings.long_task import LongTask
from ui.settings.section import Section, plain_label
from ui.settings.settings_column import SettingsColumn
from ui.theme import Theme
from ui.words import sentence


class DictionariesPage(SettingsColumn):
    """One section."""

    def __init__(
        self, library: Library, reader: DictionaryReader, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.set_name(self.tr("Dictionaries"))
        self.section = DictionariesSection(library, reader, jobs, theme, self)
        self.add_section(self.section, self.section.start)

    def set_theme(self, theme: Theme) -> None:
        self.section.theme = theme


class DictionariesSection(Section):
    """What is added lies inside the library; nothing of a look-up is kept or leaves the machine."""

    def __init__(
        self, library: Library, reader: DictionaryReader, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Dictionaries"), parent)
        self.theme = theme
        self._library, self._reader, self._jobs = library, reader, jobs
        self._task = LongTask(jobs, self)
        self._found: list[DictionaryRow] = []
        self.list_rows: list[DictionaryLine] = []
        self.add_text(
            self.tr(
                "On a page, D looks a word up (or another key, if you chose one). It is found here, inside the"
                " library: nothing is asked on a network, and nothing is kept of what you looked up."
            ),
            "soft",
        )
        self.add_button = self.add_deed(
            self.tr("Add a dictionary"),
            self.tr("In StarDict's format: its .ifo file, with the others beside it, or an archive of them."),
            self.tr("Add…"),
        )
        self.add_button.clicked.connect(self._ask)
        self._outcome = self.add_text("")
        self._outcome.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self.rows.addLayout(self._lines)

    def start(self) -> None:
        """Read the list, in a job."""
        self._say("")
        self._read()

    def add(self, path: str) -> None:
        """Add the dictionary in this file."""
        self._task.run(
            self.tr("Adding a dictionary"),
            lambda control: self._add(path, control),
            self._added,
            self._fail,
            stage=self.tr("Reading and sorting its words…"),
        )

    def _add(self, path: str, control: Control) -> int:
        return add_dictionary(self._library, self._reader, Path(path), cancelled=control.cancelled)

    def _added(self, _number: int) -> None:
        self._say(self.tr("It is added, and asked from now on."))
        self._read()

    def _ask(self) -> None:
        dialog = DictionaryDialog(self._jobs, self.theme, self)
        dialog.file_chosen.connect(self.add)
        dialog.open()

    def _read(self) -> None:
        self._jobs.run(self._library.dictionaries, self._show, self._fail, owner=self)

    def _show(self, found: list[DictionaryRow]) -> None:
        self._found = found
        for line in self.list_rows:
            line.hide()
            line.deleteLater()
        self.list_rows = [DictionaryLine(row, is_first=number == 0, parent=self) for number, row in enumerate(found)]
        for number, line in enumerate(self.list_rows):
            line.switched.connect(partial(self._switch, line.row))
            line.raised.connect(partial(self._raise, number))
            line.removed.connect(partial(self._ask_to_remove, line.row))
            self._lines.addWidget(line)

    def _switch(self, row: DictionaryRow, on: bool) -> None:
        self._change(lambda: self._library.set_dictionary_on(row.id, on=on))

    def _raise(self, number: int) -> None:
        order = [row.id for row in self._found]
        order.insert(number - 1, order.pop(number))
        self._change(lambda: self._library.order_dictionaries(order))

    def _ask_to_remove(self, row: DictionaryRow) -> None:
        heading = self.tr("Remove “{name}”?").format(name=row.name)
        text = self.tr("It goes from the library. The file that it came from stays where it is.")
        dialog = ConfirmDialog(heading, text, self.tr("Remove"), self)
        dialog.accepted.connect(lambda: self._change(lambda: self._library.remove_dictionary(row.id)))
        dialog.open()

    def _change(self, change: object) -> None:
        self._say("")
        self._jobs.run(change, lambda _none: self._read(), self._fail, owner=self)  # type: ignore[arg-type]

    def _fail(self, error: HearthError) -> None:
        detail = f" ({error.detail})" if getattr(error, "detail", "") else ""
        self._say(sentence(error) + detail)
        self._read()

    def _say(self, text: str) -> None:
        self._outcome.setText(text)
        self._outcome.setVisible(bool(text))


class DictionaryLine(QWidget):
    """One dictionary, and what can be done with it."""

    switched = Signal(bool)
    raised = Signal()
    removed = Signal()

    def __init__(self, row: DictionaryRow, *, is_first: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain_label(f"\u2068{row.name}\u2069", "body", self))
        words.addWidget(plain_label(self._about(row), "soft", self))
        self.switch = QPushButton(self.tr("On") if row.is_on else self.tr("Off"), self)
        self.switch.setCheckable(True)
        self.switch.setChecked(row.is_on)
        self.switch.setAccessibleName(self.tr("Look words up in “{name}”").format(name=row.name))
        self.switch.clicked.connect(lambda: self.switched.emit(not row.is_on))
        self.up = QPushButton(self.tr("Higher"), self)
        self.up.setAccessibleName(self.tr("Ask “{name}” earlier").format(name=row.name))
        self.up.setEnabled(not is_first)
        self.up.clicked.connect(self.raised)
        self.remove = QPushButton(self.tr("Remove…"), self)
        self.remove.setAccessibleName(self.tr("Remove “{name}”").format(name=row.name))
        self.remove.clicked.connect(self.removed)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addLayout(words, 1)
        for button in (self.switch, self.up, self.remove):
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _about(self, row: DictionaryRow) -> str:
        locale = QLocale()
        parts = [
            self.tr("{count} words").format(count=locale.toString(row.word_count)),
            locale.formattedDataSize(row.size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat),
            row.languages,
            "" if row.is_whole else self.tr("some of it was lost: remove it, and add it again"),
        ]
        return " · ".join(part for part in parts if part)


class DictionaryDialog(FileDialog):
    """Lists what may be a dictionary."""

    def __init__(self, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(jobs, theme, parent)
        self.ask(self.tr("Which dictionary?"), nothing_here=self.tr("There are no dictionaries in this folder."))
        self.browser.set_suffixes(frozenset(SUFFIXES))
