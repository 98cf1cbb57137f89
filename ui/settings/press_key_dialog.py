"""The panic key is chosen by pressing it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.guard.messages import PanicKeys
from ui.dialogs.dialog import Dialog
from ui.panic_keys import NO_KEY, key_label
from ui.settings.key_choice import judge, refusal_sentence

_WIDTH_PX = 460
_KEYS_OF_THE_DIALOG = frozenset(
    {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
)


class PressKeyDialog(Dialog):
    """`chosen` has the key's name, or `NO_KEY` where the taps of Shift are to do alone."""

    chosen = Signal(str)

    def __init__(self, keys: PanicKeys, parent: QWidget, *, taken: Collection[str] = ()) -> None:
        super().__init__(parent)
        self._taken = taken
        self._pressed = NO_KEY
        self.fit_text(_WIDTH_PX)
        self._use = QPushButton(self.tr("Use this key"), self)
        self._use.clicked.connect(lambda: self._choose(self._pressed))
        self._use.setEnabled(False)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 22, 24, 20)
        down.setSpacing(14)
        down.addWidget(self.heading(self.tr("Press the key that you want")))
        down.addWidget(self.body(self._about(keys)))
        down.addLayout(self._make_answer())
        others = [cancel]
        if keys.shift_taps and keys.key_name:
            without = QPushButton(self.tr("No key"), self)
            without.setAccessibleDescription(self.tr("Three taps of Shift are then the only way."))
            without.clicked.connect(lambda: self._choose(NO_KEY))
            others.insert(0, without)
        down.addLayout(self.button_row(self._use, *others))
        cancel.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _KEYS_OF_THE_DIALOG:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._judge(event)

    def _about(self, keys: PanicKeys) -> str:
        text = self.tr(
            "It is meant by its place on the keyboard: layouts and input methods change nothing. On many laptops the "
            "function keys need Fn held down."
        )
        if not keys.key_name:
            return text
        still = self.tr("Until you choose another, {key} hides everything, also here.")
        return f"{text} {still.format(key=key_label(keys.key_name))}"

    def _make_answer(self) -> QHBoxLayout:
        self._cap = QLabel("…", self)
        self._cap.setProperty("look", "bigkey")
        self._cap.setAccessibleName(self.tr("No key has been pressed yet"))
        self._message = self.body("")
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._message, 1)
        return row

    def _judge(self, event: QKeyEvent) -> None:
        judged = judge(event, self._taken)
        is_good = judged.refusal is None
        self._pressed = judged.name if is_good else NO_KEY
        self._cap.setText(key_label(judged.name) or "…")
        self._cap.setAccessibleName(self._cap.text())
        self._message.setText(self.tr("This key can be used.") if is_good else refusal_sentence(judged))
        self._use.setEnabled(is_good)
        if is_good:
            self._use.setFocus(Qt.FocusReason.OtherFocusReason)
        self._use.setAccessibleDescription(self._message.text())
        layout = self.layout()
        if layout is not None:  # a sentence may need another line
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _choose(self, name: str) -> None:
        self.chosen.emit(name)
        self.accept()
