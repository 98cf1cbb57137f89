"""Copies that leave little behind: CLIPBOARD only, hidden from clipboard managers, emptied after half a minute."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from shiboken6 import Shiboken

EMPTIED_AFTER_MS = 30_000
_HINTS = {
    # KDE's Klipper, and others after it, keep no entry that carries this.
    "x-kde-passwordManagerHint": b"secret",
    # Windows: formats that keep an entry out of the history, the cloud and clipboard viewers (Microsoft's documentation
    # of "Cloud Clipboard and Clipboard History Formats"); Qt hands them on under this form of name.
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="Clipboard Viewer Ignore"': b"1",
    # macOS: nspasteboard.org's mark for passwords.
    "org.nspasteboard.ConcealedType": b"1",
}


class FleetingClipboard(QObject):
    """Puts text on the clipboard for EMPTIED_AFTER_MS. Never touches the PRIMARY selection."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offered: QMimeData | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EMPTIED_AFTER_MS)
        self._timer.timeout.connect(self.empty)

    def copy(self, text: str) -> None:
        """Offer `text` to other programs for a while; empty text changes nothing."""
        if not text:
            return
        data = QMimeData()
        data.setText(text)
        for name, value in _HINTS.items():
            data.setData(name, QByteArray(value))
        self._offered = data
        QGuiApplication.clipboard().setMimeData(data, QClipboard.Mode.Clipboard)
        self._timer.start()

    def empty(self) -> None:
        """Take back what was copied, unless another program has copied something since."""
        self._timer.stop()
        offered, self._offered = self._offered, None
        clipboard = QGuiApplication.clipboard()
        if offered is not None and Shiboken.isValid(offered) and clipboard.mimeData() is offered:
            clipboard.clear(QClipboard.Mode.Clipboard)
