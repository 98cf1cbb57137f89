"""The settings of an open library: which pages there are, made while nobody waits, and what they ask of the desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.covers.slide import Slide
from reader.guard.messages import SlideKept
from ui.hiding import Hiding
from ui.jobs import Jobs
from ui.reading.key_binding import KeyBinding
from ui.reading.progressing import Progressing
from ui.reading.reading_page import ReadingPage
from ui.safety import Safety
from ui.settings.cover_page import CoverPage
from ui.settings.dictionaries_page import DictionariesPage
from ui.settings.keys_page import KeysPage
from ui.settings.reading_settings import ReadingSettings
from ui.settings.settings_column import SettingsColumn
from ui.settings.settings_page import SettingsPage
from ui.settings.triggers_page import TriggersPage
from ui.settings.vault_page import VaultPage
from ui.theme import Theme
from ui.unlock.opening import OpenedVault
from ui.unlock.quick_return import QuickReturn


class DeskSettings(QObject):
    """`page` is there once it was made; what its pages ask for, these signals say."""

    place_chosen = Signal(object)  # Path: from now on the library is there
    erased = Signal()  # there is no library in its place any more
    lock_requested = Signal()
    close_requested = Signal()
    library_requested = Signal()
    cover_requested = Signal(str)  # the next start shall wear it
    slide_requested = Signal(object)  # SlideChosen

    def __init__(  # noqa: PLR0913 - each is one thing that a page of the settings is about
        self,
        opened: OpenedVault,
        jobs: Jobs,
        hiding: Hiding,
        reading_page: ReadingPage,
        parent: QObject,
        *,
        is_adding: Callable[[], bool],
        quick_return: QuickReturn | None,
        covers: tuple[str, str],
        slide: Slide,
    ) -> None:
        """Without `quick_return` it is a demo. `covers`: the next start's and the one that is worn now."""
        super().__init__(parent)
        self.page: SettingsPage | None = None
        self.safety: Safety | None = None
        self._opened, self._jobs, self._hiding, self._reading_page = opened, jobs, hiding, reading_page
        self._is_adding, self._quick_return = is_adding, quick_return
        self._covers, self._slide = covers, slide
        self._cover_page: CoverPage | None = None

    def make(self, theme: Theme, parent: QWidget) -> SettingsPage:
        """All pages, each as soon as somebody opens it."""
        triggers_page = self._make_triggers_page(theme)
        pages = [
            self._make_vault_page(theme),
            triggers_page,
            KeysPage(self._reading_page.feature(KeyBinding), self._hiding),
            ReadingSettings(self._reading_page.feature(Progressing).pace),
            DictionariesPage(self._opened.library, self._opened.pool, self._jobs, theme),
            *self._make_cover_page(theme),
        ]
        safety_page = self.safety.make_page(self._opened, self._jobs, theme) if self.safety is not None else None
        page = SettingsPage([*pages, *([safety_page] if safety_page is not None else [])], theme, parent)
        if safety_page is not None:
            safety_page.link_triggers()
            safety_page.triggers_requested.connect(lambda: page.open_page(triggers_page))
        page.library_requested.connect(self.library_requested)
        self.page = page
        return page

    def show_cover_kept(self, cover: str) -> None:
        """Which cover the guard has saved, or still has."""
        self._covers = (cover, self._covers[1])
        if self._cover_page is not None:
            self._cover_page.show_kept(cover)

    def show_slide_kept(self, answer: SlideKept) -> None:
        """What the guard has saved for other screens, or still has."""
        self._slide = answer.slide
        if self._cover_page is not None:
            self._cover_page.show_kept_slide(answer)

    def _make_vault_page(self, theme: Theme) -> VaultPage:
        is_demo = self._quick_return is None
        page = VaultPage(self._opened, self._jobs, theme, is_demo=is_demo, is_adding=self._is_adding)
        page.place_chosen.connect(self.place_chosen)
        page.erased.connect(self.erased)
        page.lock_requested.connect(self.lock_requested)
        page.close_requested.connect(self.close_requested)
        if self._quick_return is not None:
            page.credentials_changed.connect(self._quick_return.renew)
        return page

    def _make_triggers_page(self, theme: Theme) -> TriggersPage:
        binding = self._reading_page.feature(KeyBinding)
        return TriggersPage(
            self._hiding, self._jobs, theme, quick_return=self._quick_return, taken=lambda: binding.key_map.all_keys
        )

    def _make_cover_page(self, theme: Theme) -> tuple[SettingsColumn, ...]:
        """None in a demo: what is thrown away decides nothing for later."""
        if self._quick_return is None:
            return ()
        self._cover_page = CoverPage(*self._covers, self._slide, self._jobs, theme)
        self._cover_page.cover_requested.connect(self.cover_requested)
        self._cover_page.slide_requested.connect(self.slide_requested)
        return (self._cover_page,)
