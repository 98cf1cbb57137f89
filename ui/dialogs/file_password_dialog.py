"""Asks for a file's own password, any number of times, until it fits or the person skips the file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.dialogs.text_dialog import TextDialog
from ui.direction_tricks import shown
from ui.widgets.passphrase_field import PassphraseField

_WIDTH_PX = 480


class FilePasswordDialog(TextDialog):
    """`more` other files wait for their turn. What was typed is forgotten with the dialog, and at each try."""

    tried = Signal(str)  # the password
    skipped = Signal()

    def __init__(self, name: str, more: int, parent: QWidget) -> None:
        super().__init__(self.tr("This file has a password of its own"), _WIDTH_PX, parent)
        self.say(shown(name), "matter")
        self.say(
            self.tr(
                "The password is kept in the library, encrypted like everything in it, so that the file's pages can be "
                "shown again."
            ),
            "soft",
        )
        if more:
            self.say(self.tr("%Ln more file(s) will be asked about after this one.", "", more), "soft")
        self._field = PassphraseField(self)
        self._field.name_letters(self.tr("Show the password"), self.tr("Hide the password"))
        self._field.setAccessibleName(self.tr("Password of the file"))
        self._field.textChanged.connect(self._judge)
        self._field.returnPressed.connect(self._try)
        self._message = self.body("")
        self._message.setProperty("look", "error")
        self._add = QPushButton(self.tr("Add"), self)
        self._add.clicked.connect(self._try)
        self._skip = QPushButton(self.tr("Skip"), self)
        self._skip.clicked.connect(self.reject)
        self.rejected.connect(self.skipped)
        self.foot.addWidget(self._field)
        self.foot.addWidget(self._message)
        self.foot.addLayout(self.button_row(self._add, self._skip))
        self._message.hide()
        self._judge()
        self._field.setFocus()

    def say_wrong(self, text: str) -> None:
        """The last one was not it: ask again."""
        self._field.set_busy(busy=False)
        self._field.forget()
        self._message.setText(text)
        self._message.show()
        self.make_room()
        self._judge()
        self._field.setFocus()

    def end(self) -> None:
        """It fitted, or there is no use in asking any more."""
        self._field.forget()
        self.accept()

    def _judge(self) -> None:
        self._add.setEnabled(bool(self._field.text()) and not self._field.isReadOnly())

    def _try(self) -> None:
        if not self._add.isEnabled():
            return
        password = self._field.text()
        self._field.set_busy(busy=True)
        self._message.hide()
        self._judge()
        self.tried.emit(password)
