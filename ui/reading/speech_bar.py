"""The bar of reading aloud: sentence back, pause, sentence on, what is going on, speed, voice, stop."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from reader.reading.speech_preferences import FASTEST, SLOWEST
from reader.reading.voices import Voice
from ui.icons import icon
from ui.reading.actions import Actions
from ui.reading.page_actions import title_of
from ui.theme import Theme
from ui.translations import is_mirrored, reading_edge

SLEEP_MINUTES = (10, 20, 30, 60)
_SPEED_WIDTH_PX = 34
_BUTTONS = {
    "speak_previous": "previous",
    "speak": "pause",
    "speak_next": "next",
    "speak_slower": "minus",
    "speak_faster": "add",
    "speak_stop": "close",
}
"""Actions of the page and the icons that stand for them here."""


class SpeechBar(QWidget):
    """Says what is going on and asks by the names of actions; it speaks nothing itself."""

    voice_chosen = Signal(object)  # Voice
    pictures_chosen = Signal(bool)
    sleep_chosen = Signal(int)  # minutes, 0 for none

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self._theme = theme
        self._is_speaking = False
        self._voices: Sequence[Voice] = ()
        self._voice: Voice | None = None
        self._describes, self._sleep, self._speed_now = True, 0, 0
        self._buttons = {name: self._button(name) for name in _BUTTONS}
        self.status = QLabel(self)
        self.status.setProperty("look", "soft")
        self.status.setMinimumWidth(1)
        self.status.setAlignment(reading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.status.setWordWrap(True)  # what is missing takes a sentence or two
        self._speed = QLabel(self)
        self._speed.setProperty("look", "soft")
        self._speed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._speed.setMinimumWidth(_SPEED_WIDTH_PX)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more = self._menu_button()
        self._compose()
        actions.changed.connect(self._follow)
        self.set_theme(theme)
        self.show_speed(0)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self._theme = theme
        for name, button in self._buttons.items():
            button.setIcon(icon(self._icon_of(name), theme.soft, mirrored=is_mirrored()))
        self.more.setIcon(icon("speak", theme.soft))

    def show_state(self, text: str, *, is_speaking: bool) -> None:
        """What is going on, in words; the middle button pauses or goes on."""
        self._is_speaking = is_speaking
        self.status.setText(text)
        self.status.setAccessibleName(text)
        self._name("speak", self.tr("Pause") if is_speaking else self._way_in())
        self._buttons["speak"].setIcon(icon(self._icon_of("speak"), self._theme.soft))

    def show_speed(self, speed: int) -> None:
        """0 is the voice's own."""
        self._speed_now = speed
        self._speed.setText(f"{speed:+d}" if speed else "0")
        self._speed.setAccessibleName(self.tr("Speed {speed}").format(speed=self._speed.text()))
        self._show_buttons()

    def show_voices(self, voices: Sequence[Voice], now: Voice | None) -> None:
        """The voices of the language that is being said, and the one that says it."""
        self._voices, self._voice = voices, now
        name = self.tr("Voice: {name}").format(name=now.name) if now is not None else self.tr("Voice")
        self.more.setAccessibleName(name)
        self.more.setToolTip(name)

    def show_choices(self, *, describes_pictures: bool, sleep_minutes: int) -> None:
        """What the menu shows as chosen."""
        self._describes, self._sleep = describes_pictures, sleep_minutes

    @property
    def menu(self) -> QMenu:
        """Voices, and what else may be chosen; filled when it opens."""
        return self._menu

    def _compose(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(4)
        for name in ("speak_previous", "speak", "speak_next"):
            row.addWidget(self._buttons[name])
        row.addSpacing(8)
        row.addWidget(self.status, 1)
        for widget in (self._buttons["speak_slower"], self._speed, self._buttons["speak_faster"]):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.more)
        row.addWidget(self._buttons["speak_stop"])

    def _icon_of(self, name: str) -> str:
        return "play" if name == "speak" and not self._is_speaking else _BUTTONS[name]

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.clicked.connect(lambda: self._actions.act(name))
        return button

    def _menu_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self._menu)
        button.setAccessibleName(self.tr("Voice"))  # until there is one to name
        return button

    def _follow(self) -> None:
        """Keys may have been chosen anew, and what can be done is another."""
        for name in _BUTTONS:
            if name != "speak":
                self._name(name, title_of(name))
        self._name("speak", self.tr("Pause") if self._is_speaking else self._way_in())
        self._show_buttons()

    def _way_in(self) -> str:
        is_paused = self._actions.is_available("speak_next")
        return self.tr("Go on reading aloud") if is_paused else title_of("speak")

    def _show_buttons(self) -> None:
        """Where nothing is read aloud, a reason stands here, and a way to try again."""
        is_on = self._actions.is_available("speak_next")
        for name, button in self._buttons.items():
            button.setVisible(is_on or name in {"speak", "speak_stop"})
        for widget in (self._speed, self.more):
            widget.setVisible(is_on)
        self._buttons["speak_slower"].setEnabled(self._speed_now > SLOWEST)
        self._buttons["speak_faster"].setEnabled(self._speed_now < FASTEST)

    def _name(self, action: str, name: str) -> None:
        key = self._actions.key_text(action)
        self._buttons[action].setAccessibleName(name)
        self._buttons[action].setToolTip(f"{name} ({key})" if key else name)

    def _fill_menu(self) -> None:
        self._menu.clear()
        voices = QActionGroup(self._menu)
        for voice in self._voices:
            entry = self._entry(voice.name, is_on=voice == self._voice)
            entry.triggered.connect(partial(self.voice_chosen.emit, voice))
            voices.addAction(entry)
        self._menu.addSeparator()
        pictures = self._entry(self.tr("Describe pictures"), is_on=self._describes)
        pictures.triggered.connect(lambda: self.pictures_chosen.emit(not self._describes))
        sleep = self._menu.addMenu(self.tr("Stop after a while"))
        for minutes in (0, *SLEEP_MINUTES):
            text = self.tr("%Ln minutes", "", minutes) if minutes else self.tr("Not by itself")
            entry = sleep.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(minutes == self._sleep)
            entry.triggered.connect(partial(self.sleep_chosen.emit, minutes))

    def _entry(self, text: str, *, is_on: bool) -> QAction:
        entry = self._menu.addAction(text)
        entry.setCheckable(True)
        entry.setChecked(is_on)
        return entry
