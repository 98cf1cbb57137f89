"""The settings of the library itself: what opens it, its room, its copies, its health, its end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.store.credentials import Credentials
from ui.jobs import Jobs
from ui.settings.copies_section import CopiesSection
from ui.settings.credentials_section import CredentialsSection
from ui.settings.erase_section import EraseSection
from ui.settings.health_section import HealthSection
from ui.settings.second_shelf_section import SecondShelfSection
from ui.settings.settings_column import SettingsColumn
from ui.settings.space_section import SpaceSection
from ui.settings.vault_deeds import VaultDeeds
from ui.settings.vault_section import Surroundings, VaultSection
from ui.theme import Theme
from ui.unlock.opening import OpenedVault


class VaultPage(SettingsColumn):
    """All sections. A demo has only those that mean something for what is thrown away anyway."""

    place_chosen = Signal(object)  # Path: from now on the library is there
    erased = Signal()  # there is no library in its place any more
    lock_requested = Signal()
    close_requested = Signal()
    credentials_changed = Signal()  # what opens the library

    def __init__(
        self,
        opened: OpenedVault,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        is_demo: bool = False,
        is_adding: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self.set_name(self.tr("Library"))
        self._credentials: CredentialsSection | None = None
        self._vault_sections: list[VaultSection] = []
        self._jobs, self._theme = jobs, theme
        around = Surroundings(VaultDeeds(opened), jobs, theme, is_adding)
        if is_demo:
            self.add_later(
                lambda: self._add(SpaceSection(around, self)),
                lambda: self._add(HealthSection(around, self)),
            )
            return
        self.add_later(  # in the order in which they stand: the Tab key follows it
            lambda: self._add_credentials(Credentials(opened.vault)),
            lambda: self._add(SecondShelfSection(around, self)),
            lambda: self._add(SpaceSection(around, self, can_compact=True)),
            lambda: self._add(CopiesSection(around, self)),
            lambda: self._add(HealthSection(around, self, can_rescue=True)),
            lambda: self._add(EraseSection(around, self)),
        )

    def _add_credentials(self, credentials: Credentials) -> None:
        self._credentials = CredentialsSection(credentials, self._jobs, self._theme, self)
        self._credentials.changed.connect(self.credentials_changed)
        self.add_section(self._credentials, self._credentials.start)

    def _add(self, section: VaultSection) -> None:
        section.set_theme(self._theme)
        self._vault_sections.append(section)
        self.add_section(section, section.start)
        self._connect(section)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for section in self._vault_sections:
            section.set_theme(theme)
        if self._credentials is not None:
            self._credentials.set_theme(theme)

    def _connect(self, section: VaultSection) -> None:
        section.place_chosen.connect(self.place_chosen)
        section.erased.connect(self.erased)
        section.lock_requested.connect(self.lock_requested)
        section.close_requested.connect(self.close_requested)
