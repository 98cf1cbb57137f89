"""Asks before something that can't be undone."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.dialogs.dialog import Dialog

_WIDTH_PX = 420


class ConfirmDialog(Dialog):
    """`accepted` follows when the person says yes. The keyboard starts on the harmless button."""

    def __init__(self, heading: str, text: str, deed: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.fit_text(_WIDTH_PX)
        do = QPushButton(deed, self)
        do.clicked.connect(self.accept)
        keep = QPushButton(self.tr("Cancel"), self)
        keep.clicked.connect(self.reject)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 22, 24, 20)
        down.setSpacing(14)
        down.addWidget(self.heading(heading))
        down.addWidget(self.body(text))
        down.addSpacing(6)
        down.addLayout(self.button_row(do, keep))
        do.setAutoDefault(False)
        do.setDefault(False)
        keep.setDefault(True)
        keep.setFocus()
