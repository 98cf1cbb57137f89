"""First step: where the library lives. Or a look round first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.dialogs.folder_dialog import FolderDialog
from ui.jobs import Jobs
from ui.theme import Theme
from ui.welcome.places import beside_program, inside
from ui.welcome.start_command import StartCommand
from ui.welcome.step import Step


class PlaceStep(Step):
    """Three places to choose from; the default one is chosen already."""

    place_chosen = Signal(object)  # Path
    restore_requested = Signal(object)  # Path: a backup shall go there
    demo_requested = Signal()

    def __init__(self, default: Path, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_words(self.tr("Step {number} of 3").format(number=1), self.tr("A library of your own"))
        self.add_text(
            self.tr(
                "What you add here is kept encrypted in one folder, opens with your passphrase, and disappears from "
                "the screen on one key. Where should that folder be?"
            )
        )
        self._jobs, self._theme = jobs, theme
        self._place = default
        self._group = QButtonGroup(self)
        self._add_choice(self.tr("On this computer"), default).setChecked(True)
        beside = beside_program()
        if beside is not None:
            self._add_choice(self.tr("Beside the program, for example on a memory stick"), beside)
        self._other = self._add_choice(self.tr("In another folder…"), None)
        self._forgotten = self.add_text(
            self.tr(
                "This place is remembered nowhere, so that nobody can read it off this computer. Note this command: "
                "it starts the program with your library."
            ),
            "soft",
        )
        self._command = StartCommand(self)
        self._command.setAccessibleName(self.tr("Command that opens this library"))
        self.column.addWidget(self._command)
        self._show_command(needed=False)
        forward = QPushButton(self.tr("Continue"), self)
        forward.clicked.connect(lambda: self.place_chosen.emit(self._place))
        backup = QPushButton(self.tr("I have a backup…"), self)
        backup.clicked.connect(lambda: self.restore_requested.emit(self._place))
        demo = QPushButton(self.tr("Look round first, with a few texts that are thrown away afterwards"), self)
        demo.clicked.connect(self.demo_requested)
        self.add_buttons(forward, backup)
        self.column.addSpacing(8)
        self.column.addWidget(demo)

    def start(self) -> None:
        """The keyboard goes to the chosen place."""
        checked = self._group.checkedButton()
        if checked is not None:
            checked.setFocus()

    def _add_choice(self, name: str, place: Path | None) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("look", "choice")
        button.setCheckable(True)
        button.setText(name if place is None else _with_place(name, place))
        button.setAccessibleName(name)
        self._group.addButton(button)
        self.column.addWidget(button)
        button.clicked.connect((lambda: self._take(place)) if place is not None else self._ask)
        return button

    def _take(self, place: Path) -> None:
        self._place = place
        self._show_command(needed=False)

    def _ask(self) -> None:
        dialog = FolderDialog(self.tr("Where should the library be?"), self._jobs, self._theme, self)
        dialog.folder_chosen.connect(self._take_other)
        dialog.open()

    def _take_other(self, folder: str) -> None:
        self._place = inside(Path(folder))
        self._other.setText(_with_place(self.tr("In another folder…"), self._place))
        self._other.setChecked(True)
        self._command.show_place(self._place)
        self._show_command(needed=True)

    def _show_command(self, *, needed: bool) -> None:
        self._forgotten.setVisible(needed)
        self._command.setVisible(needed)


def _with_place(name: str, place: Path) -> str:
    """A path runs from left to right, in a line that does not as well: isolated, as Unicode has it."""
    return f"{name}\n\u2066{place}\u2069"
