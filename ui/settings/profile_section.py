"""Which profile holds, and whether the person has set something otherwise."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from reader.guard.messages import TriggerSettings
from reader.guard.profiles import PROFILES
from ui.settings.section import DeedRow, Section
from ui.settings.trigger_words import profile_words


class ProfileSection(Section):
    """A row for each profile; the button of the one that holds has nothing to do."""

    profile_chosen = Signal(str)
    reset_requested = Signal()  # the profile as it is, without what was set otherwise

    def __init__(self, parent: QWidget | None = None, *, is_demo: bool = False) -> None:
        super().__init__(self.tr("What hides the library by itself"), parent)
        self.add_text(
            self.tr(
                "While the library is open, things that happen to the machine can end it, as you can by a key. “Hide”"
                " brings the cover; “Lock” asks for the passphrase again. Nothing is lost by either."
            )
        )
        if is_demo:
            self.add_text(self.tr("This is the demo: what you choose here goes with it."), "soft")
        self.buttons: dict[str, QPushButton] = {}
        for name in PROFILES:
            title, about = profile_words(name)
            self.buttons[name] = self.add_deed(title, about, "")
            self.buttons[name].clicked.connect(lambda _checked=False, wanted=name: self.profile_chosen.emit(wanted))
        self.own = DeedRow(
            self.tr("Your own"),
            self.tr("You have set some of what is below otherwise than the profile has it."),
            self.tr("Undo that"),
            self,
        )
        self.own.button.setAccessibleName(self.tr("Undo what you have set otherwise than the profile"))
        self.own.button.clicked.connect(self.reset_requested)
        self.rows.addWidget(self.own)

    def show_settings(self, settings: TriggerSettings) -> None:
        """What holds."""
        for name, button in self.buttons.items():
            is_chosen = name == settings.profile
            button.setText(self.tr("Chosen") if is_chosen else self.tr("Use"))
            button.setEnabled(not is_chosen)
        self.own.setVisible(bool(settings.deeds) or settings.idle_limit_s > 0)
