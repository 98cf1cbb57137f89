"""Asks before something that can't be undone and would be a disaster by mistake: a word has to be typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from ui.dialogs.text_dialog import TextDialog
from ui.widgets.safe_line_edit import SafeLineEdit

_WIDTH_PX = 480


class WordDialog(TextDialog):
    """`accepted` follows once `word`, which is shown, has been typed. The keyboard starts on the harmless button."""

    def __init__(self, heading: str, paragraphs: Sequence[str], word: str, deed: str, parent: QWidget) -> None:
        super().__init__(heading, _WIDTH_PX, parent)
        self._word = word
        self._do = QPushButton(deed, self)
        self._do.clicked.connect(self.accept)
        keep = QPushButton(self.tr("Cancel"), self)
        keep.clicked.connect(self.reject)
        asking = self.tr("If you are sure, type this word: {word}").format(word=word)
        self._field = SafeLineEdit(self)
        self._field.setAccessibleName(asking)
        self._field.textChanged.connect(self._judge)
        self._field.returnPressed.connect(self._try)
        for text in paragraphs:
            self.say(text)
        self.foot.addWidget(self.body(asking))
        self.foot.addWidget(self._field)
        self.foot.addLayout(self.button_row(self._do, keep))
        self._do.setAutoDefault(False)
        self._do.setDefault(False)
        keep.setDefault(True)
        self._judge()
        keep.setFocus()

    def _judge(self) -> None:
        self._do.setEnabled(self._field.text().strip().casefold() == self._word.casefold())

    def _try(self) -> None:
        if self._do.isEnabled():
            self.accept()
