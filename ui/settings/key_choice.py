"""Whether a key that somebody presses can be the panic key, and if not, why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

from reader.platform.key_codes import X_CODES
from ui import shortcuts
from ui.panic_keys import NO_KEY, key_label, name_of
from ui.reading.page_actions import PAGE_ACTIONS
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "KeyChoice"
_NAMES = {"ScrollLock": "Scroll_Lock", "Ins": "Insert"}
"""Qt's portable text, where it is another."""
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)


class Refusal(Enum):
    """Why a key can't be the panic key."""

    USED = auto()  # by this program
    PRINT = auto()
    MODIFIER = auto()
    OTHER = auto()


_REFUSALS = {
    Refusal.USED: QT_TRANSLATE_NOOP("KeyChoice", "This program uses {key} for something else. Press another key."),
    Refusal.PRINT: QT_TRANSLATE_NOOP(
        "KeyChoice", "Many systems keep a picture of the screen when this key is pressed. Press another one."
    ),
    Refusal.MODIFIER: QT_TRANSLATE_NOOP(
        "KeyChoice", "This key is held together with others, and would hide everything by mistake. Press another one."
    ),
    Refusal.OTHER: QT_TRANSLATE_NOOP(
        "KeyChoice",
        "This key has work of its own. Press a function key, Pause, Scroll Lock, Insert or the right Ctrl.",
    ),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a pressed key is: a name for `PanicKeys.key_name`, or a reason why it can't be that."""

    name: str = NO_KEY
    refusal: Refusal | None = None


def judge(event: QKeyEvent, chosen: Collection[str] = ()) -> Judged:
    """Whether the key that has been pressed can hide everything. `chosen`: what the person has put on keys, as text."""
    name = name_of(event)
    if name in used_keys(chosen):
        return Judged(name, Refusal.USED)
    if name:
        return Judged(name)
    key = Qt.Key(event.key())
    if key in {Qt.Key.Key_Print, Qt.Key.Key_SysReq}:
        return Judged(refusal=Refusal.PRINT)
    return Judged(refusal=Refusal.MODIFIER if key in _MODIFIERS else Refusal.OTHER)


def refusal_sentence(judged: Judged) -> str:
    """Why not, and what then. Empty where nothing is refused."""
    if judged.refusal is None:
        return ""
    return QCoreApplication.translate(_CONTEXT, _REFUSALS[judged.refusal]).format(key=key_label(judged.name))


def used_keys(chosen: Collection[str] = ()) -> frozenset[str]:
    """The keys that do something in the program already, or would again if all of it were as it came."""
    of_pages = (key for action in PAGE_ACTIONS for key in action.keys)
    texts = (shortcuts.HELP, shortcuts.FULL_SCREEN, *of_pages, *chosen)
    names = {text.rpartition("+")[2] for text in texts}
    return frozenset(_NAMES.get(name, name) for name in names) & X_CODES.keys()
