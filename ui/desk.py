"""The desk between the guard's messages and its own window: what comes before the library, and the open library."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from reader.covers.slide import NO_SLIDE
from reader.guard.identity import NOTES, Identity
from reader.guard.keeper_link import KeeperLink
from reader.guard.messages import (
    HEARTBEAT_S,
    Alive,
    CloseRequested,
    Configure,
    CoverChosen,
    CoverKept,
    DeskReady,
    HideDesk,
    KeeperState,
    LockRequested,
    PanicKeys,
    PromptCancelled,
    PromptShown,
    RaiseDesk,
    ShowPrompt,
    SlideKept,
    SpeechNoted,
    SpeechRequested,
    ToDesk,
    ToGuard,
    TriggerReport,
    VaultChosen,
    VaultErased,
    WatchState,
)
from reader.guard.socket import is_listened_to, send_command
from reader.platform import this_platform
from reader.platform.base import Platform
from ui.contrast import Contrast
from ui.demo import Demo
from ui.desk_window import DeskWindow
from ui.entrance import Entrance
from ui.faces import speak
from ui.hiding import Commands, Hiding
from ui.jobs import Jobs
from ui.open_desk import OpenDesk
from ui.own_theme import OWN_THEMES_SETTING
from ui.safety import Safety
from ui.shortcuts import LockFilter, PanicFilter
from ui.stylesheet import apply_theme
from ui.theme import DEFAULT_THEME_NAME, Theme
from ui.themes import Themes
from ui.unlock.opening import (
    CAPTURE_SETTING,
    THEME_SETTING,
    OpenedVault,
    VaultOpener,
    demo_folder,
)
from ui.unlock.quick_return import QuickReturn
from ui.welcome.practice_step import PracticeStep
from ui.words import watch_sentence
from ui.write_queue import WriteQueue


class Desk(QObject):
    """Follows the guard. Everything it opens ends with this process; nothing is ever put away in order."""

    def __init__(
        self,
        app: QApplication,
        send: Callable[[ToGuard], None],
        panic: Callable[[], None],
        *,
        opener: Callable[[Path], VaultOpener] = VaultOpener,
        identity: Identity = NOTES,
        platform: Platform | None = None,
        keeper: KeeperLink | None = None,
    ) -> None:
        super().__init__(app)
        self._app, self._send, self._panic = app, send, panic
        self._make_opener = opener
        self._jobs = Jobs(self)
        self._writes = WriteQueue(self._jobs)
        self.quick_return = QuickReturn(keeper, send, self._jobs, self)
        self._panic_filter = PanicFilter(panic, app)
        self._prompt_filter: PanicFilter | None = None
        self._lock_filter = LockFilter(self._lock, app)
        self._hiding = Hiding(send, panic, _commands(identity.home), self._jobs, self)
        self._hiding.changed.connect(lambda: self._panic_filter.listen_for(self._hiding.settings.keys))
        self._hiding.watch_changed.connect(self._show_watch_state)
        self.heartbeat = QTimer(self)
        self.heartbeat.setInterval(round(HEARTBEAT_S * 1000))
        self.heartbeat.timeout.connect(lambda: send(Alive()))
        self._safety = Safety(app, platform or this_platform())
        self._safety.triggers_asked.connect(self._hiding.ask)
        self._hiding.watch_changed.connect(self._safety.note_watch)
        self._hiding.reported.connect(lambda report: self._safety.note_triggers(report.triggers))
        self._safety.capture_chosen.connect(lambda choice: self._keep_setting(CAPTURE_SETTING, choice))
        self._themes = Themes(self)
        self._themes.chosen.connect(self._choose_theme)
        self._themes.kept.connect(lambda own: self._keep_setting(OWN_THEMES_SETTING, own))
        self._chosen_theme = DEFAULT_THEME_NAME
        self._contrast = Contrast(self)
        self._contrast.changed.connect(lambda: self._set_theme(self._suited(self._chosen_theme)))
        self._theme = self._suited(DEFAULT_THEME_NAME)
        self._identity = identity
        self._is_demo = False
        self._language = ""
        self._cover, self._slide = identity.cover, NO_SLIDE
        self._opened: OpenedVault | None = None
        self._page: QWidget | None = None

    @property
    def opened(self) -> OpenedVault | None:
        """The open library, if it is."""
        return self._opened

    def abandon(self) -> None:
        """Tests only, in place of the kill: let go of threads, processes and files."""
        self.window.hide()
        self._jobs.close()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def receive(self, message: ToDesk) -> None:
        """Do what the guard says; call on the UI thread."""
        match message:
            case Configure():
                self._configure(message)
            case ShowPrompt():
                self._show_prompt(message)
            case RaiseDesk():
                self.window.come_forward()
            case HideDesk():
                self.window.step_back()
            case CoverKept():
                self._show_cover_kept(message.cover)
            case SlideKept():
                self._show_slide_kept(message)
            case WatchState() | TriggerReport():
                self._hiding.hear(message)
            case SpeechNoted():
                self._pass_speech_noted()
            case KeeperState():
                self.quick_return.receive(message)

    def _configure(self, message: Configure) -> None:
        """Warm up: all that can be made before anybody asks for it."""
        speak(self._app, self._identity, message.language)
        self._language = message.language
        self._cover, self._slide = message.cover, message.slide
        self._safety.note_deaths(message.deaths)
        self._is_demo = message.is_demo
        apply_theme(self._app, self._theme)  # the cover's: that of a library is known once it is open
        self.window = DeskWindow(self._identity)
        self.window.close_requested.connect(self._close)
        self._entrance = self._make_entrance(Path(message.vault))
        self._entrance.show_prompt()
        self.window.winId()  # the native window exists, hidden, before it is asked for
        self._send(DeskReady())

    def _make_entrance(self, folder: Path) -> Entrance:
        home = self._identity.home
        made = Entrance(
            self._make_opener(folder),
            self._make_opener,
            self._jobs,
            self._theme,
            self.window,
            # In the session's own folder. The guard keeps the real place; there is nothing to settle.
            lambda: demo_folder(this_platform().runtime_folder(home)),
        )
        made.page_changed.connect(self._show)
        made.place_chosen.connect(self._choose_place)
        made.opened.connect(self._take)
        made.finished.connect(lambda: self._hiding.call_when_heard(self._show_library))
        made.cancelled.connect(self._cancel_prompt)
        return made

    def _show_prompt(self, message: ShowPrompt) -> None:
        if self._is_demo:
            self._entrance.show_demo()
        elif message.first_run:
            self._entrance.show_welcome()
        else:
            self._entrance.show_prompt(self.quick_return if message.has_keeper else None)
        self._panic_filter.arm()  # from here on somebody may look; the watch stays deaf to passphrases
        if message.keys != PanicKeys():  # beside the keys that always work here
            self._prompt_filter = PanicFilter(self._panic, self._app)
            self._prompt_filter.listen_for(message.keys)
            self._prompt_filter.arm()
        self.window.take_place(message.placement)
        self.window.come_forward()
        self._entrance.start()
        self._send(PromptShown())
        self.heartbeat.start()

    def _cancel_prompt(self) -> None:
        self._entrance.forget()
        self.heartbeat.stop()
        self.window.hide()
        self._send(PromptCancelled())

    def _choose_place(self, folder: Path) -> None:
        self._send(VaultChosen(vault=str(folder)))
        self.quick_return.forget()  # what is kept opens that other one no more

    def _take(self, opened: OpenedVault) -> None:
        """The library is open: from here on the panic key is heard in every window, not in this one alone."""
        self._opened = opened
        if self._prompt_filter is not None:
            self._prompt_filter.deleteLater()  # the library says which keys it has now
            self._prompt_filter = None
        self._hiding.begin(opened.library, opened.hiding, opened.key_folder)
        self._safety.admit_to_capture(admitted=opened.is_capture_admitted)
        self.quick_return.take(opened)
        self._themes.load(opened.own_themes)
        if opened.theme_name in self._themes.names:
            self._chosen_theme = opened.theme_name
        self._set_theme(self._suited(self._chosen_theme))

    def _show_library(self) -> None:
        opened = self._opened
        if opened is None:
            return
        is_demo = opened.vault.slot is None
        desk = OpenDesk(
            opened,
            self._jobs,
            self._theme,
            self._hiding,
            quick_return=None if is_demo else self.quick_return,
            covers=(self._cover, self._identity.cover),
            slide=self._slide,
            themes=self._themes,
        )
        desk.add_safety(self._safety)
        desk.slide_requested.connect(self._send)
        desk.speech_requested.connect(lambda: self._send(SpeechRequested()))
        desk.cover_requested.connect(lambda cover: self._send(CoverChosen(cover=cover)))
        desk.theme_requested.connect(self._choose_theme)
        desk.lock_requested.connect(self._lock)
        desk.hide_requested.connect(self._panic)
        desk.close_requested.connect(self._close)
        desk.place_chosen.connect(self._choose_place)
        desk.erased.connect(lambda: self._send(VaultErased()))
        self._show(desk)
        desk.start()
        if is_demo:
            Demo(desk, opened.library, self._jobs, self._language).start()

    def _show(self, page: QWidget) -> None:
        self._page = page
        self.window.show_page(page, may_fill_screen=isinstance(page, OpenDesk))
        self._show_watch_state()

    def _show_watch_state(self) -> None:
        """Say where the panic key is not heard: on this page if it has room for it, else on the next that has."""
        watch, keys = self._hiding.watch, self._hiding.settings.keys
        text = "" if watch is None or watch.armed else watch_sentence(watch.reason, shift_taps=keys.shift_taps)
        if isinstance(self._page, OpenDesk | PracticeStep):
            self._page.say_not_armed(text)

    def _show_cover_kept(self, cover: str) -> None:
        self._cover = cover
        if isinstance(self._page, OpenDesk):
            self._page.show_cover_kept(cover)

    def _pass_speech_noted(self) -> None:
        if isinstance(self._page, OpenDesk):
            self._page.note_speech_noted()

    def _show_slide_kept(self, answer: SlideKept) -> None:
        self._slide = answer.slide
        if isinstance(self._page, OpenDesk):
            self._page.show_slide_kept(answer)

    def _suited(self, name: str) -> Theme:
        return self._contrast.suited(self._themes.theme(name), self._themes)

    def _choose_theme(self, name: str) -> None:
        """Whoever chooses another theme means it, whatever the system asks for."""
        self._chosen_theme = name
        self._set_theme(self._themes.theme(name))
        self._keep_setting(THEME_SETTING, name)

    def _set_theme(self, theme: Theme) -> None:
        self._theme = theme
        apply_theme(self._app, theme)
        if isinstance(self._page, OpenDesk):
            self._page.set_theme(theme)

    def _keep_setting(self, name: str, value: str) -> None:
        if self._opened is not None:
            library = self._opened.library
            self._writes.put(name, lambda: library.set_setting(name, value))

    def _lock(self) -> bool:
        """Whether there is anything to lock."""
        if self._opened is not None:
            self._send(LockRequested())
        return self._opened is not None

    def _close(self) -> None:
        if self._opened is not None:
            self._send(CloseRequested())
        else:
            self._cancel_prompt()


def _commands(home: str) -> Commands:
    platform = this_platform()
    return Commands(
        panic=functools.partial(send_command, "panic", home, platform),
        is_listened_to=functools.partial(is_listened_to, home, platform),
    )
