"""The switch for presenting: whether screenshots and recordings show the windows. Only where they can be kept out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.settings.section import Section


class CaptureSection(Section):
    """One row. What it shows is what holds, and not what was asked for."""

    capture_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Presenting"), parent)
        self._is_admitted = False
        self.button = self.add_deed(
            self.tr("Let the windows be captured"),
            self.tr(
                "For a projector that shows a shared screen, or a recording. It holds for this library, until you keep"
                " them out again."
            ),
            "",
        )
        self.button.setCheckable(True)
        self.button.clicked.connect(self._ask)
        self.show_admitted(admitted=False)

    def show_admitted(self, *, admitted: bool) -> None:
        """Whether the windows may be captured."""
        self._is_admitted = admitted
        self.button.setChecked(admitted)
        self.button.setText(self.tr("Keep them out") if admitted else self.tr("Let them"))

    def _ask(self) -> None:
        self.button.setChecked(self._is_admitted)
        self.capture_requested.emit(not self._is_admitted)
