"""What the keyboard is doing to a passphrase: Caps Lock, and the script of the letters that arrive."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.translations import QT_TRANSLATE_NOOP

_CAPS_BITS = {"xcb": 0x2, "wayland": 0x2, "windows": 0x100, "cocoa": 0x10000}
"""Caps Lock in QKeyEvent.nativeModifiers(): X's LockMask; qwindowskeymapper.cpp; NSEventModifierFlagCapsLock."""

_SCRIPTS = {
    # First word of the character's Unicode name, and what the person calls such letters.
    "HANGUL": QT_TRANSLATE_NOOP("KeyboardHints", "Typing 한글"),
    "CJK": QT_TRANSLATE_NOOP("KeyboardHints", "Typing 漢字"),
    "HIRAGANA": QT_TRANSLATE_NOOP("KeyboardHints", "Typing かな"),
    "KATAKANA": QT_TRANSLATE_NOOP("KeyboardHints", "Typing かな"),
    "ARABIC": QT_TRANSLATE_NOOP("KeyboardHints", "Typing عربي"),
    "HEBREW": QT_TRANSLATE_NOOP("KeyboardHints", "Typing עברית"),
    "CYRILLIC": QT_TRANSLATE_NOOP("KeyboardHints", "Typing кириллица"),
    "GREEK": QT_TRANSLATE_NOOP("KeyboardHints", "Typing ελληνικά"),
    "THAI": QT_TRANSLATE_NOOP("KeyboardHints", "Typing ไทย"),
    "TIBETAN": QT_TRANSLATE_NOOP("KeyboardHints", "Typing བོད་ཡིག"),
    "LATIN": QT_TRANSLATE_NOOP("KeyboardHints", "Typing ABC"),
}


class KeyboardHints(QObject):
    """Watches one field and says what its keyboard does, as one short line."""

    changed = Signal(str)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._caps = False
        self._script = ""
        field.installEventFilter(self)
        field.textChanged.connect(self._note_script)

    def text(self) -> str:
        """The hints as they stand, or nothing."""
        caps = self.tr("Caps Lock is on") if self._caps else ""
        script = QCoreApplication.translate("KeyboardHints", _SCRIPTS[self._script]) if self._script else ""
        return " · ".join(part for part in (caps, script) if part)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._note_caps(event)
        return False

    def _note_caps(self, event: QKeyEvent) -> None:
        bit = _CAPS_BITS.get(QGuiApplication.platformName(), 0)
        was_on = bool(event.nativeModifiers() & bit)
        # The event that turns the lock carries the state before it.
        self._set(caps=was_on != (event.key() == Qt.Key.Key_CapsLock and bit != 0), script=self._script)

    def _note_script(self, text: str) -> None:
        self._set(caps=self._caps, script=script_of(text[-1:]))

    def _set(self, *, caps: bool, script: str) -> None:
        if (caps, script) != (self._caps, self._script):
            self._caps, self._script = caps, script
            self.changed.emit(self.text())


def script_of(character: str) -> str:
    """The key of `_SCRIPTS` for a letter; "" for digits, signs, other scripts and nothing."""
    if not character or not character.isalpha():
        return ""
    word = unicodedata.name(character, "").partition(" ")[0]
    return word if word in _SCRIPTS else ""
