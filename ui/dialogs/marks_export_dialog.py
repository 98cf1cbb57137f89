"""How marks go out: as what, and under which name. It says first what going out means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.marks.exporting import NEUTRAL_NAME, MarksFormat
from ui.dialogs.dialog import Dialog
from ui.widgets.safe_line_edit import SafeLineEdit

_WIDTH_PX = 500


class MarksExportDialog(Dialog):
    """`chosen` carries the format and the name; where to is asked next."""

    chosen = Signal(object, str)  # MarksFormat, name without its extension

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fit_text(_WIDTH_PX)
        self.formats = {form: self._choice(text) for form, text in self._texts().items()}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.formats.values():
            group.addButton(button)
            row.addWidget(button, 1)
        self.formats[MarksFormat.MARKDOWN].setChecked(True)
        self.name = SafeLineEdit(self)
        self.name.setText(NEUTRAL_NAME)
        self.name.setAccessibleName(self.tr("Name of the file"))
        self._compose(row)
        self.formats[MarksFormat.MARKDOWN].setFocus()

    def _compose(self, choices: QHBoxLayout) -> None:
        label = QLabel(self.tr("Name of the file"), self)
        label.setProperty("look", "group")
        go_on = QPushButton(self.tr("Choose a folder…"), self)
        go_on.clicked.connect(self._choose)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 22, 24, 20)
        down.setSpacing(12)
        down.addWidget(self.heading(self.tr("Export marks and notes")))
        down.addWidget(self.body(self._warning()))
        down.addLayout(choices)
        down.addWidget(label)
        down.addWidget(self.name)
        down.addWidget(self._soft(self.tr(
            "The file is not called after the document: a title in a folder’s list, or in another program’s list of "
            "recent files, is read without opening anything."
        )))  # fmt: skip
        down.addSpacing(4)
        down.addLayout(self.button_row(go_on, cancel))

    def _choose(self) -> None:
        form = next(form for form, button in self.formats.items() if button.isChecked())
        name = self.name.text()
        self.accept()
        self.chosen.emit(form, name)

    def _warning(self) -> str:
        return self.tr(
            "What is exported is not encrypted. Whoever finds the file reads which documents you have, what you marked "
            "in them and what you wrote. Deleting it later may not remove it from the disk."
        )

    def _texts(self) -> dict[MarksFormat, str]:
        return {
            MarksFormat.MARKDOWN: self.tr("Markdown\nfor text editors"),
            MarksFormat.HTML: self.tr("HTML\nfor browsers, printing"),
            MarksFormat.JSON: self.tr("JSON\nto take in again"),
        }

    def _choice(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("look", "choice")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(text.replace("\n", ", "))
        return button

    def _soft(self, text: str) -> QLabel:
        label = self.body(text)
        label.setProperty("look", "soft")
        return label
