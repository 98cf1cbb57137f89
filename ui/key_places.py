"""Letters by the place of their key, for layouts that have none of ours: Cyrillic, Arabic, Greek, Hebrew and others.

A person who reads with such a layout, or through an input method, presses the key that bears the Latin letter too.
"""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_ROWS = {0x02: "1234567890-=", 0x10: "QWERTYUIOP[]", 0x1E: "ASDFGHJKL;'`", 0x2B: "\\ZXCVBNM,./"}
_SHIFTED = dict(zip("1234567890-=[];'`\\,./", '!@#$%^&*()_+{}:"~|<>?', strict=True))
"""By scan code of the keyboard that IBM made the custom (set 1); a keyboard for US English."""
_PLACES = {first + at: letter for first, row in _ROWS.items() for at, letter in enumerate(row)}
_OFFSETS = {"xcb": 8, "wayland": 8, "windows": 0}
"""What QKeyEvent.nativeScanCode() adds to it: evdev has the same numbers, X counts from 8."""
_LAST_LATIN, _FIRST_SPECIAL = 0xFF, 0x01000000


def in_latin(event: QKeyEvent) -> QKeyCombination | None:
    """The same key on a US keyboard with what is held; None where the layout has a letter of ours, or it is no letter.

    Shift is part of a letter (Shift+B), but of a sign it is not: what Shift and the slash give is "?".
    """
    offset = _OFFSETS.get(QGuiApplication.platformName())
    if offset is None or not _LAST_LATIN < event.key() < _FIRST_SPECIAL:
        return None
    letter = _PLACES.get(event.nativeScanCode() - offset)
    if letter is None:
        return None
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held & Qt.KeyboardModifier.ShiftModifier and letter in _SHIFTED:
        held, letter = held & ~Qt.KeyboardModifier.ShiftModifier, _SHIFTED[letter]
    return QKeyCombination(held, Qt.Key(ord(letter)))


def is_written(event: QKeyEvent) -> bool:
    """Whether it is the key of a letter or sign, in any layout."""
    return Qt.Key.Key_Space < event.key() < _FIRST_SPECIAL


def as_pressed(event: QKeyEvent) -> QKeyCombination:
    """The key of an event as it is written in lists of keys: without the keypad, and without Shift for a sign."""
    by_place = in_latin(event)
    if by_place is not None:
        return by_place
    key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key == Qt.Key.Key_Backtab:
        return QKeyCombination(held | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Tab)
    is_sign = Qt.Key.Key_Space < key <= _LAST_LATIN and not Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    return QKeyCombination(held & ~Qt.KeyboardModifier.ShiftModifier if is_sign else held, key)
