"""Whether a key that somebody presses can mean an action of the page, and if not, or not everywhere, why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from reader.guard.messages import PanicKeys
from ui import shortcuts
from ui.reading.key_map import WAY_OUT, KeyMap, native
from ui.reading.page_actions import title_of
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "KeyJudgement"
Key, Modifier = Qt.Key, Qt.KeyboardModifier
_HELD = frozenset({Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_AltGr, Key.Key_Meta, Key.Key_CapsLock,
                   Key.Key_NumLock, Key.Key_unknown, Key.Key_Multi_key})  # fmt: skip
_ARROWS = frozenset({Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down})
_READING = _ARROWS | {Key.Key_PageUp, Key.Key_PageDown, Key.Key_Home, Key.Key_End, Key.Key_Space}
_PANIC_NAMES = {"ScrollLock": "Scroll_Lock", "Ins": "Insert"}
_OF_WRITING = frozenset({"Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Del", "Backspace",
                         "Ctrl+Backspace", "Ctrl+Del"})  # fmt: skip
_OF_LIBRARY = frozenset({shortcuts.SEARCH, shortcuts.ADD, shortcuts.INFORMATION, "Del", "Return"})
_OF_SYSTEMS = frozenset({"Alt+F4", "Alt+Tab", "Alt+Space", "Ctrl+Alt+Del", "Print"})


class Reason(Enum):
    """What there is to say of a key. Those before `FREE` are refused; those after it can be used all the same."""

    HELD = auto()
    PANIC = auto()
    LOCK = auto()
    HELP = auto()
    SETTINGS = auto()
    FULL_SCREEN = auto()
    WAY_OUT = auto()
    FOCUS = auto()
    PRESSES = auto()
    READS = auto()
    SELECTS = auto()
    SYSTEM = auto()
    HAS_IT = auto()
    FREE = auto()
    TAKEN = auto()
    LETTER = auto()
    WRITING = auto()
    LIBRARY = auto()


_SENTENCES = {
    Reason.HELD: QT_TRANSLATE_NOOP("KeyJudgement", "This key is held together with others. Press one with it."),
    Reason.PANIC: QT_TRANSLATE_NOOP("KeyJudgement", "{key} hides everything, and nothing else can be put on it."),
    Reason.LOCK: QT_TRANSLATE_NOOP("KeyJudgement", "{key} locks the library, wherever you are."),
    Reason.HELP: QT_TRANSLATE_NOOP("KeyJudgement", "{key} shows all keys, wherever you are."),
    Reason.SETTINGS: QT_TRANSLATE_NOOP("KeyJudgement", "{key} opens the settings, wherever you are."),
    Reason.FULL_SCREEN: QT_TRANSLATE_NOOP("KeyJudgement", "{key} fills the screen."),
    Reason.WAY_OUT: QT_TRANSLATE_NOOP("KeyJudgement", "{key} leads out of whatever is open, and stays that."),
    Reason.FOCUS: QT_TRANSLATE_NOOP("KeyJudgement", "{key} leads from one button to the next."),
    Reason.PRESSES: QT_TRANSLATE_NOOP("KeyJudgement", "{key} presses the button that you are on."),
    Reason.READS: QT_TRANSLATE_NOOP("KeyJudgement", "{key} moves the text. Press it with Ctrl or Alt, or another key."),
    Reason.SELECTS: QT_TRANSLATE_NOOP("KeyJudgement", "{key} selects text. Press another key."),
    Reason.SYSTEM: QT_TRANSLATE_NOOP("KeyJudgement", "Most systems keep {key} for themselves. Press another key."),
    Reason.HAS_IT: QT_TRANSLATE_NOOP("KeyJudgement", "{key} means that already."),
    Reason.FREE: QT_TRANSLATE_NOOP("KeyJudgement", "{key} is free."),
    Reason.TAKEN: QT_TRANSLATE_NOOP("KeyJudgement", "{key} means “{action}” now, and would no longer."),
    Reason.LETTER: QT_TRANSLATE_NOOP("KeyJudgement", "{key} is free. While you write in a field, it writes."),
    Reason.WRITING: QT_TRANSLATE_NOOP("KeyJudgement", "{key} is free. In a field it changes what is written there."),
    Reason.LIBRARY: QT_TRANSLATE_NOOP("KeyJudgement", "{key} is free here. In the library it means something else."),
}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """A key in portable text, what there is to say of it, and which action has it now."""

    key: str
    reason: Reason
    owner: str = ""

    @property
    def can_be_used(self) -> bool:
        return self.reason.value >= Reason.FREE.value

    def sentence(self) -> str:
        """In words, for whoever pressed it."""
        text = QCoreApplication.translate(_CONTEXT, _SENTENCES[self.reason])
        return text.format(key=native(self.key), action=title_of(self.owner) if self.owner else "")


def judge(pressed: QKeyCombination, action: str, key_map: KeyMap, panic: PanicKeys) -> Judged:
    """Whether `pressed` can mean `action` besides what it means already."""
    if pressed.key() in _HELD:
        return Judged("", Reason.HELD)
    key = QKeySequence(pressed).toString(QKeySequence.SequenceFormat.PortableText)
    owner = key_map.owner(key)
    if owner == action:
        return Judged(key, Reason.HAS_IT)
    refusal = _refusal(pressed, key, panic)
    if refusal is not None:
        return Judged(key, refusal)
    return Judged(key, Reason.TAKEN, owner) if owner else Judged(key, _remark(pressed, key))


def _refusal(pressed: QKeyCombination, key: str, panic: PanicKeys) -> Reason | None:
    bare = QKeySequence(pressed.key()).toString(QKeySequence.SequenceFormat.PortableText)
    if _PANIC_NAMES.get(bare, bare) in {panic.key_name, PanicKeys().key_name}:  # the default still holds at the prompt
        return Reason.PANIC
    of_the_program = {
        "Ctrl+L": Reason.LOCK, shortcuts.HELP: Reason.HELP, shortcuts.SETTINGS: Reason.SETTINGS,
        shortcuts.FULL_SCREEN: Reason.FULL_SCREEN, WAY_OUT: Reason.WAY_OUT,
    }  # fmt: skip
    if key in of_the_program:
        return of_the_program[key]
    if key in _OF_SYSTEMS or pressed.keyboardModifiers() & Modifier.MetaModifier:
        return Reason.SYSTEM
    if pressed.key() == Key.Key_Tab:
        return Reason.FOCUS
    return _refusal_of_reading(pressed)


def _refusal_of_reading(pressed: QKeyCombination) -> Reason | None:
    held, key = pressed.keyboardModifiers(), pressed.key()
    if key in {Key.Key_Return, Key.Key_Enter} and held == Modifier.NoModifier:
        return Reason.PRESSES
    if key not in _READING or held & Modifier.AltModifier:
        return None
    if held & Modifier.ShiftModifier and key != Key.Key_Space:
        return Reason.SELECTS
    is_plain = held & ~Modifier.ShiftModifier == Modifier.NoModifier
    return Reason.READS if is_plain or key in {Key.Key_Home, Key.Key_End} | _ARROWS else None


def _remark(pressed: QKeyCombination, key: str) -> Reason:
    if key in _OF_WRITING:
        return Reason.WRITING
    if key in _OF_LIBRARY:
        return Reason.LIBRARY
    writes = pressed.keyboardModifiers() & ~Modifier.ShiftModifier == Modifier.NoModifier and pressed.key() < 0xFF
    return Reason.LETTER if writes else Reason.FREE
