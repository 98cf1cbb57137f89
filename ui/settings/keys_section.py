"""What a person does to hide everything: the panic key, three taps of Shift, closing a window, a command."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from reader.guard.messages import PanicKeys, WatchState
from ui.panic_keys import NO_KEY, key_label
from ui.settings.press_key_dialog import PressKeyDialog
from ui.settings.section import Section
from ui.settings.trigger_row import CHOICE_WIDTH_PX, Sign, StateRow
from ui.theme import Theme
from ui.words import watch_sentence

COMMAND = "main.py panic"


class KeysSection(Section):
    """Shows what it is told; what is chosen holds once it is told so."""

    keys_chosen = Signal(object)  # PanicKeys
    panic_requested = Signal(str)  # to try it; what would do it, in words
    close_requested = Signal(str)
    command_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Keys and commands"), parent)
        self._theme, self._keys = theme, PanicKeys()
        self._watch: WatchState | None = None
        self.taken: Callable[[], Collection[str]] = tuple  # the keys that the person has put other things on
        self.about = self.add_text("")
        self.about_prompt = self.add_text("", "soft")
        self.change = self._make_button(self.tr("Change the panic key"), self.tr("Change…"))
        self.change.clicked.connect(self._ask_for_key)
        self.key = self._add_row(self.tr("Panic key"), self.change)
        self.key.test.clicked.connect(lambda: self.panic_requested.emit(self.key.happening))
        self.switch = self._make_button("", "")
        self.switch.clicked.connect(self._switch_taps)
        self.taps = self._add_row(self.tr("Shift tapped three times, quickly and with nothing between"), self.switch)
        self.taps.test.clicked.connect(lambda: self.panic_requested.emit(self.taps.name))
        self.closing = self._add_row(self.tr("A window of the library is closed"))
        self.closing.test.clicked.connect(lambda: self.close_requested.emit(self.closing.name))
        self.closing.say(Sign.WORKS, self.tr("Works here"))
        command = self.tr("The command {command}, from you or from another tool").format(command=COMMAND)
        self.command = self._add_row(command)
        self.command.test.clicked.connect(lambda: self.command_requested.emit(self.command.name))
        self.command.say(Sign.NONE, self.tr("Looking…"))
        self._show()

    def show_keys(self, keys: PanicKeys) -> None:
        """What holds."""
        self._keys = keys
        self._show()

    def show_watch(self, watch: WatchState | None) -> None:
        """Whether keys are heard in every window; None: not known yet."""
        self._watch = watch
        self._show()

    def show_command(self, is_heard: bool) -> None:
        """Whether commands reach the guard."""
        if is_heard:
            self.command.say(Sign.WORKS, self.tr("Works here"))
        else:
            self.command.say(Sign.FAILS, self.tr("Does not work here: nobody answers. Start the program again."))

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self._theme = theme
        for row in (self.key, self.taps, self.closing, self.command):
            row.set_theme(theme)

    def _add_row(self, name: str, *controls: QPushButton) -> StateRow:
        row = StateRow(name, self._theme, self)
        row.add_controls(*controls)
        self.rows.addWidget(row)
        return row

    def _make_button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(name)
        button.setMinimumWidth(CHOICE_WIDTH_PX)
        return button

    def _show(self) -> None:
        self.about.setText(self._about())
        self.about_prompt.setText(self._about_prompt())
        self._show_key()
        self._show_taps()

    def _about(self) -> str:
        if not self._keys.key_name:
            text = self.tr(
                "Shift tapped three times hides everything, whatever is open and however busy the program is."
            )
        elif self._keys.shift_taps:
            text = self.tr(
                "{key} hides everything, whatever is open and however busy the program is. So does Shift tapped three"
                " times."
            )
        else:
            text = self.tr("{key} hides everything, whatever is open and however busy the program is.")
        return text.format(key=key_label(self._keys.key_name))

    def _about_prompt(self) -> str:
        first = key_label(PanicKeys().key_name)
        if self._keys == PanicKeys():
            return self.tr("It is the same at the prompt.")
        return self.tr(
            "What you choose is kept inside the library. So at the prompt {key} and Shift tapped three times always"
            " work; what you have chosen works there too once the library has been open since the program was started."
        ).format(key=first)

    def _show_key(self) -> None:
        name = self._keys.key_name
        key = key_label(name) if name else self.tr("none")
        self.key.rename(self.tr("Panic key: {key}").format(key=key), self._when_pressed(key))
        self.key.test.setEnabled(bool(name))
        if name == NO_KEY:
            self.key.say(Sign.NONE, self.tr("Off"))
        else:
            self._say_where_heard(self.key, ())

    def _when_pressed(self, key: str) -> str:
        return self.tr("The panic key {key} is pressed").format(key=key) if self._keys.key_name else ""

    def _show_taps(self) -> None:
        are_on, are_all = self._keys.shift_taps, not self._keys.key_name
        self.switch.setText(self.tr("Switch off") if are_on else self.tr("Switch on"))
        self.switch.setAccessibleName(f"{self.switch.text()}: {self.taps.name}")
        self.switch.setEnabled(not are_all)
        about = self.tr("There is no panic key, so this stays on.") if are_all else ""
        self.taps.explain(about)
        self.switch.setAccessibleDescription(about)
        self.taps.test.setEnabled(are_on)
        if are_on:
            self._say_where_heard(self.taps, ("no-such-key",))
        else:
            self.taps.say(Sign.NONE, self.tr("Off"))

    def _say_where_heard(self, row: StateRow, indifferent: tuple[str, ...]) -> None:
        """`indifferent`: reasons that are none for this row."""
        if self._watch is None:
            row.say(Sign.NONE, self.tr("Looking…"))
        elif self._watch.armed or self._watch.reason in indifferent:
            row.say(Sign.WORKS, self.tr("Works here, in every window of every program"))
        else:
            row.say(Sign.FAILS, watch_sentence(self._watch.reason, shift_taps=self._keys.shift_taps))

    def _ask_for_key(self) -> None:
        dialog = PressKeyDialog(self._keys, self, taken=self.taken())
        dialog.chosen.connect(lambda name: self._choose(name, shift_taps=self._keys.shift_taps))
        dialog.open()

    def _switch_taps(self) -> None:
        self._choose(self._keys.key_name, shift_taps=not self._keys.shift_taps)

    def _choose(self, key_name: str, *, shift_taps: bool) -> None:
        self.keys_chosen.emit(PanicKeys(key_name=key_name, shift_taps=shift_taps))
