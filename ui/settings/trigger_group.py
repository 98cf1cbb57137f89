"""Triggers of one kind below each other, and for idleness the time after which nobody counts as there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.guard.messages import TriggerFact, TriggerSettings
from reader.guard.profiles import Deed, profile_of
from reader.guard.triggers.idle import Idle
from ui.settings.section import Section, plain_label
from ui.settings.trigger_row import CONTROLS_WIDTH_PX, TriggerRow
from ui.settings.trigger_words import duration
from ui.theme import Theme
from ui.widgets.choice_button import ChoiceButton

LIMITS_MIN = (1, 2, 3, 5, 10, 15, 20, 30, 60)
_AS_THE_PROFILE = 0


class TriggerGroup(Section):
    """Shows what it is told; decides nothing."""

    deed_chosen = Signal(str, object)  # the trigger's name, Deed
    limit_chosen = Signal(object)  # int, seconds; 0 is the profile's
    test_requested = Signal(object)  # TriggerRow

    def __init__(self, heading: str, names: Sequence[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self.triggers = [TriggerRow(name, theme, self) for name in names]
        for row in self.triggers:
            self.rows.addWidget(row)
            row.deed_chosen.connect(self.deed_chosen)
            row.test_requested.connect(lambda _name, tried=row: self.test_requested.emit(tried))
        self.limit = IdleLimit(theme, self) if Idle.name in names else None
        if self.limit is not None:
            self.rows.addWidget(self.limit)
            self.limit.limit_chosen.connect(self.limit_chosen)

    def show_settings(self, settings: TriggerSettings) -> None:
        """What is done from now on."""
        deeds = profile_of(settings).deeds
        for row in self.triggers:
            row.show_deed(deeds.get(row.trigger, Deed.NOTHING))
        if self.limit is not None:
            self.limit.show_settings(settings)

    def show_facts(self, facts: Iterable[TriggerFact], explained: Collection[str] = ()) -> None:
        """How they do; of those `explained`, why they do not work is said elsewhere."""
        by_name = {fact.name: fact for fact in facts}
        for row in self.triggers:
            row.show_fact(by_name.get(row.trigger), is_explained=row.trigger in explained)

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        for row in self.triggers:
            row.set_theme(theme)
        if self.limit is not None:
            self.limit.set_theme(theme)


class IdleLimit(QWidget):
    """After how long nobody counts as there."""

    limit_chosen = Signal(object)  # int, seconds; 0 is the profile's

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = plain_label("", "body", self)
        self.choice = ChoiceButton("{choice}", theme, self)
        self.choice.setFixedWidth(CONTROLS_WIDTH_PX)
        self.choice.add_choice(self.tr("As the profile has it"), _AS_THE_PROFILE)
        self._offered = {_AS_THE_PROFILE, *(minutes * 60 for minutes in LIMITS_MIN)}
        for limit_s in sorted(self._offered - {_AS_THE_PROFILE}):
            self.choice.add_choice(duration(limit_s), limit_s)
        self.choice.chosen.connect(self.limit_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self.choice)

    def show_settings(self, settings: TriggerSettings) -> None:
        """What holds; a time that is not on offer, as from another version, is offered too."""
        chosen_s = settings.idle_limit_s
        if chosen_s not in self._offered:
            self._offered.add(chosen_s)
            self.choice.add_choice(duration(chosen_s), chosen_s)
        self.choice.set_choice(chosen_s)
        text = self.tr("Counted as nobody there: after {time}").format(time=duration(profile_of(settings).idle_limit_s))
        self._label.setText(text)
        self.choice.setAccessibleName(text)

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self.choice.set_theme(theme)
