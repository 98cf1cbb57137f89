"""The strip at the foot of the library while files come in: which of how many, and a way to stop."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from ui.direction_tricks import shown

_SAID_FOR_MS = 8000


class ImportStrip(QWidget):
    """Hidden until something comes in."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = QLabel(self)
        self._name = QLabel(self)
        self._name.setProperty("look", "soft")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(self.tr("Import progress"))
        self._cancel = QPushButton(self.tr("Stop"), self)
        self._cancel.setAccessibleName(self.tr("Stop adding files"))
        self._cancel.clicked.connect(self._stop)
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.setInterval(_SAID_FOR_MS)
        self._said.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 8, 22, 8)
        row.setSpacing(14)
        row.addWidget(self._count)
        row.addWidget(self._name, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self.hide()

    def start(self) -> None:
        """Show that files are being looked for."""
        self._count.setText(self.tr("Looking at the files…"))
        self._name.clear()
        self._bar.setRange(0, 1)
        self._bar.setValue(0)
        self._cancel.setEnabled(True)
        self._said.stop()
        self._show_controls(shown=True)
        self.show()

    def show_progress(self, number: int, total: int, name: str, fraction: float) -> None:
        """File `number` (from 1) of `total` is coming in, `fraction` (0 to 1) of it is done."""
        locale = QLocale()
        self._count.setText(
            self.tr("Adding {number} of {total}").format(number=locale.toString(number), total=locale.toString(total))
        )
        self._name.setText(shown(name))
        self._bar.setRange(0, max(total, 1) * 100)
        self._bar.setValue(round((number - 1 + min(max(fraction, 0.0), 1.0)) * 100))

    def say_added(self, documents: int) -> None:
        """How many came in, for some seconds."""
        self._count.setText(self.tr("%Ln document(s) added", "", documents))
        self._name.clear()
        self._show_controls(shown=False)
        self._said.start()
        self.show()

    def _show_controls(self, *, shown: bool) -> None:
        self._bar.setVisible(shown)
        self._cancel.setVisible(shown)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._count.setText(self.tr("Stopping…"))
        self.cancel_requested.emit()
