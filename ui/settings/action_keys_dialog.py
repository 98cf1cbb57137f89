"""The keys of one action: those it has can be taken away, another is added by pressing it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.guard.messages import PanicKeys
from ui.dialogs.dialog import Dialog
from ui.key_places import as_pressed
from ui.panic_keys import press_sentence
from ui.reading.key_binding import KeyBinding
from ui.reading.key_judgement import Judged, Reason, judge
from ui.reading.key_map import WAY_OUT, native
from ui.reading.page_actions import title_of

_WIDTH_PX = 480
_KEYS_OF_THE_DIALOG = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_PRESSES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class ActionKeysDialog(Dialog):
    """What is chosen holds at once; the dialog stays for more."""

    def __init__(self, action: str, binding: KeyBinding, panic: PanicKeys, parent: QWidget) -> None:
        super().__init__(parent)
        self._action, self._binding, self._panic = action, binding, panic
        self._judged: Judged | None = None
        self.fit_text(_WIDTH_PX)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.clicked.connect(self.accept)
        self.reset = QPushButton(self.tr("As it came"), self)
        self.reset.setAccessibleName(self.tr("Give “{action}” the keys it came with").format(action=title_of(action)))
        self.reset.clicked.connect(lambda: self._binding.choose(self._binding.key_map.reset(self._action)))
        self.use = QPushButton(self)
        self.use.clicked.connect(self._use_it)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 22, 24, 20)
        down.setSpacing(14)
        down.addWidget(self.heading(title_of(action)))
        down.addLayout(self._rows)
        down.addWidget(self.body(self._about()))
        down.addLayout(self._make_answer())
        down.addLayout(self.button_row(self.use, self.reset, self.close_button))
        binding.changed.connect(self._show)
        self._show()
        self.close_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _KEYS_OF_THE_DIALOG or (key in _PRESSES and is_bare):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._hear(event)

    def _about(self) -> str:
        text = self.tr("Press the key that you want to add, with Ctrl, Alt or Shift if you like.")
        still = self.tr("To hide everything, also here: {press}. Ctrl+L locks.")
        return f"{text} {still.format(press=press_sentence(self._panic))}"

    def _make_answer(self) -> QHBoxLayout:
        self.pressed = QLabel("…", self)
        self.pressed.setProperty("look", "bigkey")
        self.pressed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.pressed.setAccessibleName(self.tr("No key has been pressed yet"))
        self.message = self.body("")
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.pressed, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.message, 1)
        return row

    def _hear(self, event: QKeyEvent) -> None:
        self._judged = judge(as_pressed(event), self._action, self._binding.key_map, self._panic)
        self._show_judged()
        if self._judged.can_be_used:
            self.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_judged(self) -> None:
        judged = self._judged
        can_be_used = judged is not None and judged.can_be_used
        self.pressed.setText((native(judged.key) if judged is not None else "") or "…")
        if judged is not None:
            self.pressed.setAccessibleName(self.pressed.text())
        self.message.setText(judged.sentence() if judged is not None else "")
        is_taken = judged is not None and judged.reason is Reason.TAKEN
        self.use.setText(self.tr("Take it") if is_taken else self.tr("Add this key"))
        self.use.setEnabled(can_be_used)
        self.use.setAccessibleDescription(self.message.text())
        self._grow()

    def _use_it(self) -> None:
        judged, self._judged = self._judged, None
        if judged is not None and judged.can_be_used:
            self._binding.choose(self._binding.key_map.with_key(self._action, judged.key))
            self.close_button.setFocus()

    def _show(self) -> None:
        """The keys that hold, each with the button that takes it away."""
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        keys = self._binding.key_map.keys(self._action)
        for key in keys:
            self._rows.addWidget(self._row(key))
        if not keys:
            self._rows.addWidget(self.body(self.tr("No key means this.")))
        self.reset.setEnabled(self._binding.key_map.is_changed(self._action))
        self._show_judged()

    def _row(self, key: str) -> QWidget:
        row = QWidget(self)
        label = QLabel(native(key), row)
        label.setProperty("look", "key")
        label.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch()
        if key != WAY_OUT:
            take = QPushButton(self.tr("Remove"), row)
            take.setAutoDefault(False)
            take.setAccessibleName(self.tr("Remove the key {key}").format(key=native(key)))
            take.clicked.connect(partial(self._take_away, key))
            across.addWidget(take)
        return row

    def _take_away(self, key: str) -> None:
        self._judged = None
        self._binding.choose(self._binding.key_map.without_key(self._action, key))
        self.close_button.setFocus()

    def _grow(self) -> None:
        """A sentence may need another line, a key another row."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
