"""How something ended: sentences, perhaps a list, and what can be done next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from ui.dialogs.line_list import Lines
from ui.dialogs.text_dialog import TextDialog
from ui.welcome.start_command import StartCommand

WIDTH_PX = 540


class OutcomeDialog(TextDialog):
    """One button closes it. `offer()` adds another, `show_lines` a list, `show_command` what opens a place."""

    def __init__(self, heading: str, paragraphs: Sequence[str], parent: QWidget, *, close: str = "") -> None:
        super().__init__(heading, WIDTH_PX, parent)
        self._close = QPushButton(close or self.tr("Close"), self)
        self._close.clicked.connect(self.accept)
        for text in paragraphs:
            self.say(text)
        self._buttons = self.button_row(self._close)
        self.foot.addLayout(self._buttons)
        self._close.setFocus()

    def show_lines(self, name: str, lines: Sequence[tuple[str, str]], *, more: int = 0) -> None:
        """What there is to tell of single things, of `more` only that there are so many.

        Nothing of it can be selected, so nothing of it is copied.
        """
        self.words.addWidget(Lines(name, lines, self, more=more))

    def show_command(self, place: Path) -> None:
        """The command that opens a place which nothing remembers."""
        self.say(
            self.tr(
                "The program looks for the library in its usual places and remembers no other, so that nobody can read "
                "it off this computer. Note this command: it starts the program with the new one."
            )
        )
        command = StartCommand(self)
        command.setAccessibleName(self.tr("Command that opens this library"))
        command.show_place(place)
        self.words.addWidget(command)

    def offer(self, name: str) -> QPushButton:
        """One more button, which closes the dialog too: connect to its `clicked`. It becomes Return's first choice."""
        button = QPushButton(name, self)
        button.setProperty("look", "primary")
        button.clicked.connect(self.accept)
        self._close.setProperty("look", "")
        self._close.setDefault(False)
        self._buttons.addWidget(button)
        button.setDefault(True)
        button.setFocus()
        return button
