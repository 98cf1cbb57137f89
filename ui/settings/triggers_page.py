"""The page of what hides the library, by hand and by itself: each thing with its state, and a way to try it."""

from __future__ import annotations

from collections.abc import Callable, Collection

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from reader.guard.hiding import HidingSettings
from reader.guard.messages import PanicKeys, TriggerReport, TriggerSettings
from reader.guard.profiles import PROFILES, TRIGGERS, Deed
from ui.hiding import Hiding
from ui.jobs import Jobs
from ui.settings.keys_section import KeysSection
from ui.settings.profile_section import ProfileSection
from ui.settings.quick_return_section import QuickReturnSection
from ui.settings.settings_column import SettingsColumn
from ui.settings.shared_reasons import SharedReasons, shared_reasons
from ui.settings.trial_dialog import TrialDialog
from ui.settings.trigger_group import TriggerGroup
from ui.settings.trigger_row import TriggerRow
from ui.settings.trigger_words import grouped
from ui.theme import Theme
from ui.unlock.quick_return import QuickReturn

ASK_EVERY_MS = 1000


class TriggersPage(SettingsColumn):
    """How the triggers do is asked while the page is on the screen, and only then."""

    def __init__(
        self,
        hiding: Hiding,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        quick_return: QuickReturn | None = None,
        taken: Callable[[], Collection[str]] = tuple,
    ) -> None:
        """`quick_return` is None in a demo: nobody comes back to what is thrown away. `taken`: keys with other uses."""
        super().__init__(parent)
        self.set_name(self.tr("Hiding"))
        self._hiding, self._jobs, self._theme, self._quick_return = hiding, jobs, theme, quick_return
        self._taken = taken
        self.profiles: ProfileSection | None = None
        self.keys: KeysSection | None = None
        self.coming_back: QuickReturnSection | None = None
        self.shared: SharedReasons | None = None
        self.groups: list[TriggerGroup] = []
        self._asking = QTimer(self)
        self._asking.setInterval(ASK_EVERY_MS)
        self._asking.timeout.connect(hiding.ask)
        hiding.changed.connect(self._show_settings)
        hiding.reported.connect(self._show_report)
        names = [kind.name for kind in TRIGGERS]
        groups = [self._group_maker(*group) for group in grouped(names)]
        self.add_later(self._add_profiles, self._add_keys, self._add_coming_back, self._add_shared, *groups)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self.keys is not None:
            self.keys.set_theme(theme)
        if self.coming_back is not None:
            self.coming_back.set_theme(theme)
        for group in self.groups:
            group.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._hiding.ask()
        self._asking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._asking.stop()

    def rows(self) -> list[TriggerRow]:
        """Every trigger's, in the order in which they stand."""
        return [row for group in self.groups for row in group.triggers]

    def _add_profiles(self) -> None:
        self.profiles = ProfileSection(self, is_demo=self._quick_return is None)
        self.profiles.profile_chosen.connect(self._choose_profile)
        self.profiles.reset_requested.connect(self._reset)
        self.add_section(self.profiles, self._show_settings)

    def _add_keys(self) -> None:
        self.keys = KeysSection(self._theme, self)
        self.keys.taken = self._taken
        self.keys.keys_chosen.connect(self._choose_keys)
        self.keys.panic_requested.connect(lambda what: self._try(what, self._hiding.panic))
        self.keys.close_requested.connect(lambda what: self._try(what, self._hiding.close))
        self.keys.command_requested.connect(lambda what: self._try(what, self._hiding.command))
        self._hiding.watch_changed.connect(self.keys.show_watch)
        self._hiding.commands_tried.connect(self.keys.show_command)
        self.add_section(self.keys, self._hiding.try_commands)
        self.keys.show_keys(self._hiding.settings.keys)
        self.keys.show_watch(self._hiding.watch)

    def _add_coming_back(self) -> None:
        if self._quick_return is not None:
            self.coming_back = QuickReturnSection(self._quick_return, self._jobs, self._theme, self)
            self.add_section(self.coming_back, self.coming_back.start)

    def _add_shared(self) -> None:
        self.shared = SharedReasons(self)
        self.add_section(self.shared, self.shared.start)

    def _group_maker(self, heading: str, names: list[str]) -> Callable[[], None]:
        return lambda: self._add_group(TriggerGroup(heading, names, self._theme, self))

    def _add_group(self, group: TriggerGroup) -> None:
        group.deed_chosen.connect(self._choose_deed)
        group.limit_chosen.connect(self._choose_limit)
        group.test_requested.connect(self._try_trigger)
        self.groups.append(group)
        self.add_section(group, lambda: None)
        group.show_settings(self._hiding.settings.triggers)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _show_settings(self) -> None:
        settings = self._hiding.settings
        if self.profiles is not None:
            self.profiles.show_settings(settings.triggers)
        if self.keys is not None:
            self.keys.show_keys(settings.keys)
        for group in self.groups:
            group.show_settings(settings.triggers)

    def _show_report(self, report: TriggerReport) -> None:
        watched = {row.trigger for row in self.rows() if row.deed is not Deed.NOTHING}
        shared = shared_reasons(fact for fact in report.triggers if fact.name in watched)
        if self.shared is not None:
            self.shared.show_shared(shared)
        explained = {name for names in shared.values() for name in names} if self.shared is not None else set()
        for group in self.groups:
            group.show_facts(report.triggers, explained)

    # --- what is chosen ---------------------------------------------------------------------------------------------

    def _choose_profile(self, name: str) -> None:
        self._choose_triggers(lambda _settings: msgspec.convert({"profile": name}, TriggerSettings))

    def _reset(self) -> None:
        self._choose_triggers(lambda settings: TriggerSettings(profile=settings.profile))

    def _choose_deed(self, trigger: str, deed: Deed) -> None:
        self._choose_triggers(lambda settings: with_deed(settings, trigger, deed))

    def _choose_limit(self, limit_s: int) -> None:
        self._choose_triggers(lambda settings: msgspec.structs.replace(settings, idle_limit_s=limit_s))

    def _choose_triggers(self, change: Callable[[TriggerSettings], TriggerSettings]) -> None:
        self._hiding.choose(lambda holds: HidingSettings(keys=holds.keys, triggers=change(holds.triggers)))

    def _choose_keys(self, keys: PanicKeys) -> None:
        self._hiding.choose(lambda holds: HidingSettings(keys=keys, triggers=holds.triggers))

    # --- what is tried ----------------------------------------------------------------------------------------------

    def _try_trigger(self, row: TriggerRow) -> None:
        dialog = TrialDialog(row.name, self, locks=row.deed is Deed.LOCK, is_noticed=row.works())
        dialog.accepted.connect(lambda: self._hiding.fire(row.trigger))
        dialog.open()

    def _try(self, what: str, fire: Callable[[], None]) -> None:
        dialog = TrialDialog(what, self)
        dialog.accepted.connect(fire)
        dialog.open()


def with_deed(settings: TriggerSettings, trigger: str, deed: Deed) -> TriggerSettings:
    """As `settings`, but for one trigger; what is as the profile has it is not kept as one's own."""
    deeds = {name: own for name, own in settings.deeds.items() if name != trigger}
    if PROFILES[settings.profile].deeds.get(trigger) is not deed:
        deeds[trigger] = deed.value
    return msgspec.structs.replace(settings, deeds=deeds)
