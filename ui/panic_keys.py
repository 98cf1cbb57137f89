"""The keys that may hide everything: what they are called, and which of them a pressed key is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from reader.guard.messages import PanicKeys
from reader.platform.key_codes import WINDOWS_CODES, X_CODES
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "PanicKeys"
PANIC_KEYS = tuple(X_CODES)
"""Values of `PanicKeys.key_name`: keys that write nothing, and that no person holds together with others."""
NO_KEY = ""
"""As `PanicKeys.key_name`: the taps of Shift alone."""

_LABELS = {
    "Pause": QT_TRANSLATE_NOOP("PanicKeys", "Pause"),
    "Scroll_Lock": QT_TRANSLATE_NOOP("PanicKeys", "Scroll Lock"),
    "Insert": QT_TRANSLATE_NOOP("PanicKeys", "Insert"),
    "Control_R": QT_TRANSLATE_NOOP("PanicKeys", "Right Ctrl"),
}
"""Function keys are called the same everywhere."""

_QT_KEYS: dict[Qt.Key, str] = {
    **{Qt.Key(Qt.Key.Key_F1.value + number - 1): f"F{number}" for number in range(1, 13)},
    Qt.Key.Key_Pause: "Pause",
    Qt.Key.Key_ScrollLock: "Scroll_Lock",
    Qt.Key.Key_Insert: "Insert",
}
"""Qt tells the right Ctrl from the left by its scan code only."""

_SCAN_CODES = {"xcb": X_CODES, "wayland": X_CODES, "windows": WINDOWS_CODES}


def name_of(event: QKeyEvent) -> str:
    """Which of the keys it is, by its place, or else by what Qt calls it; `NO_KEY` for any other."""
    return _name_by_place(event) or _name_by_meaning(event)


def is_key(event: QKeyEvent, name: str) -> bool:
    """Whether it is that key, by its place or by its meaning: who has moved it elsewhere means the other place."""
    return name != NO_KEY and name in (_name_by_place(event), _name_by_meaning(event))


def _name_by_place(event: QKeyEvent) -> str:
    code = event.nativeScanCode()
    return next((name for name, known in scan_codes().items() if known == code), NO_KEY)


def _name_by_meaning(event: QKeyEvent) -> str:
    is_keypad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)  # its 0 is an Insert of another kind
    return NO_KEY if is_keypad else _QT_KEYS.get(Qt.Key(event.key()), NO_KEY)


def scan_codes() -> dict[str, int]:
    """The numbers that QKeyEvent.nativeScanCode() has for the keys here; none where Qt does not tell."""
    return _SCAN_CODES.get(QGuiApplication.platformName(), {})


def key_label(name: str) -> str:
    """What is printed on the key, more or less."""
    return QCoreApplication.translate(_CONTEXT, _LABELS[name]) if name in _LABELS else name


def key_caps(keys: PanicKeys) -> tuple[tuple[str, ...], ...]:
    """The ways to hide everything, each as the keys to be drawn."""
    taps = (("⇧", "⇧", "⇧"),) if keys.shift_taps else ()
    return (((key_label(keys.key_name),),) if keys.key_name else ()) + taps


def press_sentence(keys: PanicKeys) -> str:
    """How to hide everything, to stand behind a colon or a comma."""
    if not keys.key_name:
        text = QCoreApplication.translate("PanicKeys", "tap Shift three times")
    elif keys.shift_taps:
        text = QCoreApplication.translate("PanicKeys", "press {key}, or tap Shift three times")
    else:
        text = QCoreApplication.translate("PanicKeys", "press {key}")
    return text.format(key=key_label(keys.key_name))
