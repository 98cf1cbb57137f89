"""High contrast where the system asks for it: the theme that one has chosen gives way to black and white."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from ui.theme import HIGH_CONTRAST_NAMES, Theme
from ui.themes import Themes


class Contrast(QObject):
    """Asks Qt, which asks the desktop. Nothing is kept: who no longer needs it has their own colours back."""

    changed = Signal()  # the system asks for it, or no longer

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hints = QGuiApplication.styleHints()
        self._asked = self._hints.accessibility()
        self._asked.contrastPreferenceChanged.connect(self._tell)

    def suited(self, theme: Theme, themes: Themes) -> Theme:
        """`theme`, or the one of high contrast that is as dark."""
        if theme.name in HIGH_CONTRAST_NAMES or not is_asked_for():
            return theme
        light, dark = HIGH_CONTRAST_NAMES
        return themes.theme(dark if theme.is_dark else light)

    def _tell(self) -> None:
        self.changed.emit()


def is_asked_for() -> bool:
    """Whether the person has asked the system for high contrast."""
    hints = QGuiApplication.styleHints()  # held while it is asked: PySide (6.11.3) takes its parts for gone with it
    asked = hints.accessibility()
    return asked.contrastPreference() == Qt.ContrastPreference.HighContrast
