"""The desk between the guard's messages and its own window: prompt, welcome, open library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from reader.errors import HearthError
from reader.guard.identity import NOTES, Identity
from reader.guard.messages import (
    HEARTBEAT_S,
    Alive,
    CloseRequested,
    Configure,
    CoverChosen,
    CoverKept,
    DeskReady,
    Dressed,
    LockRequested,
    Opened,
    PromptCancelled,
    PromptShown,
    RaiseDesk,
    ShowPrompt,
    ToDesk,
    ToGuard,
    VaultChosen,
    VaultErased,
    WatchState,
)
from reader.platform import this_platform
from reader.vault.credential import Credential
from ui import shortcuts
from ui.demo import Demo
from ui.desk_window import DeskWindow
from ui.jobs import Jobs
from ui.open_desk import OpenDesk
from ui.shortcuts import PanicFilter
from ui.stylesheet import apply_theme
from ui.theme import DEFAULT_THEME_NAME, THEME_NAMES, Theme, load_theme
from ui.translations import install_language
from ui.unlock.opening import (
    PRACTISED,
    THEME_SETTING,
    WELCOME_SETTING,
    OpenedVault,
    VaultOpener,
    demo_folder,
    open_demo,
)
from ui.unlock.recovery import Recovery
from ui.unlock.unlock_page import UnlockPage
from ui.welcome.practice_step import BackStep, PracticeStep
from ui.welcome.welcome_page import WelcomePage
from ui.widgets.waiting_page import WaitingPage
from ui.words import sentence, watch_sentence


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
    ) -> None:
        super().__init__(app)
        self._app, self._send, self._panic = app, send, panic
        self._make_opener = opener
        self._jobs = Jobs(self)
        self._panic_filter = PanicFilter(panic, app)
        self.heartbeat = QTimer(self)
        self.heartbeat.setInterval(round(HEARTBEAT_S * 1000))
        self.heartbeat.timeout.connect(lambda: send(Alive()))
        self._theme = load_theme(DEFAULT_THEME_NAME)
        self._identity = identity
        self._is_demo = False
        self._language = ""
        self._cover = identity.cover
        self._watch_state: WatchState | None = None
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
            case CoverKept():
                self._show_cover_kept(message.cover)
            case WatchState():
                self._watch_state = message
                self._show_watch_state()

    def _configure(self, message: Configure) -> None:
        """Warm up: all that can be made before anybody asks for it."""
        install_language(self._app, message.language)
        self._language = message.language
        self._cover = message.cover
        self._vault = self._make_opener(Path(message.vault))
        self._is_demo = message.is_demo
        if message.theme in THEME_NAMES:
            self._theme = load_theme(message.theme)
        apply_theme(self._app, self._theme)
        self.window = DeskWindow(self._identity)
        self.window.close_requested.connect(self._close)
        QShortcut(QKeySequence(shortcuts.LOCK), self.window, self._lock)
        self._unlock = UnlockPage(self._open, self._jobs, self._theme, is_there=self._is_there)
        self._unlock.opened.connect(self._show_opened)
        self._unlock.opened_too_late.connect(OpenedVault.close)
        self._unlock.cover_requested.connect(self._cancel_prompt)
        self._unlock.rescue_requested.connect(
            lambda credential: self._recovery().rescue(self._vault.folder, credential)
        )
        self._unlock.restore_requested.connect(lambda: self._recovery().restore_over(self._vault.folder))
        self._show(self._unlock)
        self.window.winId()  # the native window exists, hidden, before it is asked for
        self._send(DeskReady())

    def _show_prompt(self, message: ShowPrompt) -> None:
        if self._is_demo:
            self._open_demo(self._vault.folder)
        elif message.first_run and not self._vault.exists():  # never over a damaged one
            self._show_welcome()
        else:
            self._show(self._unlock)
        self._panic_filter.arm()  # from here on somebody may look; the watch stays deaf to passphrases
        self.window.take_place(message.placement)
        self.window.come_forward()
        if self._page is self._unlock:
            self._unlock.start()
        self._send(PromptShown())
        self.heartbeat.start()

    def _cancel_prompt(self) -> None:
        self._unlock.forget()
        self.heartbeat.stop()
        self.window.hide()
        self._send(PromptCancelled())

    def _is_there(self) -> bool:
        return self._vault.exists()

    def _open(self, credential: Credential) -> OpenedVault:
        return self._vault.open(credential)

    def _show_welcome(self) -> None:
        page = WelcomePage(self._vault.folder, self._create, self._jobs, self._theme)
        page.place_chosen.connect(self._choose_place)
        page.created.connect(self._show_practice)
        page.demo_requested.connect(self._open_own_demo)
        page.restore_requested.connect(self._restore_into)
        page.cover_requested.connect(self._cancel_prompt)
        self._show(page)
        page.start()

    def _recovery(self) -> Recovery:
        """For the page on show; the prompt follows."""
        made = Recovery(self._jobs, self._theme, self.window, self._vault.profiles)
        made.place_chosen.connect(self._unlock_place)
        made.restored.connect(lambda: self._unlock_place(self._vault.folder))
        return made

    def _restore_into(self, folder: Path) -> None:
        self._choose_place(folder)
        self._recovery().restore_into(folder)

    def _unlock_place(self, folder: Path) -> None:
        self._choose_place(folder)
        self._show(self._unlock)
        self._unlock.start()

    def _choose_place(self, folder: Path) -> None:
        if folder != self._vault.folder:
            self._vault = self._make_opener(folder)
        self._send(VaultChosen(vault=str(folder)))

    def _create(self, _folder: Path, credential: Credential, second: Credential | None) -> OpenedVault:
        return self._vault.create(credential, second)

    def _open_own_demo(self) -> None:
        """From the welcome: a demo in the session's own folder. The guard keeps the real place; nothing to settle."""
        self._open_demo(demo_folder(this_platform().runtime_folder(self._identity.home)))

    def _open_demo(self, folder: Path) -> None:
        self._show(WaitingPage())
        self._jobs.run(lambda: open_demo(folder), self._show_demo, self._say_failure)

    def _show_demo(self, opened: OpenedVault) -> None:
        self._take(opened)
        self._show_library()
        if isinstance(self._page, OpenDesk):
            Demo(self._page, opened.library, self._jobs, self._language).start()

    def _say_failure(self, error: HearthError) -> None:
        if isinstance(self._page, WaitingPage):
            self._page.show_text(sentence(error))

    def _show_opened(self, opened: OpenedVault) -> None:
        self._take(opened)
        if opened.was_practising:
            page = BackStep()
            page.finished.connect(self._show_library)
            self._show(page)
            page.start()
        else:
            self._show_library()

    def _show_practice(self, opened: OpenedVault) -> None:
        self._take(opened)
        page = PracticeStep()
        page.skipped.connect(self._skip_practice)
        self._show(page)
        page.setFocus()

    def _skip_practice(self) -> None:
        self._keep_setting(WELCOME_SETTING, PRACTISED)
        self._show_library()

    def _take(self, opened: OpenedVault) -> None:
        """The library is open: from here on the panic key is heard in every window, not in this one alone."""
        self._opened = opened
        self._send(Opened(keys=opened.hiding.keys, triggers=opened.hiding.triggers))
        if opened.theme_name in THEME_NAMES:
            self._set_theme(load_theme(opened.theme_name))

    def _show_library(self) -> None:
        if self._opened is None:
            return
        desk = OpenDesk(
            self._opened,
            self._jobs,
            self._theme,
            is_demo=self._opened.vault.slot is None,
            covers=(self._cover, self._identity.cover),
        )
        desk.cover_requested.connect(lambda cover: self._send(CoverChosen(cover=cover)))
        desk.theme_requested.connect(self._choose_theme)
        desk.lock_requested.connect(self._lock)
        desk.hide_requested.connect(self._panic)
        desk.close_requested.connect(self._close)
        desk.place_chosen.connect(self._choose_place)
        desk.erased.connect(lambda: self._send(VaultErased()))
        self._show(desk)
        desk.start()

    def _show(self, page: QWidget) -> None:
        self._page = page
        self.window.show_page(page)
        self._show_watch_state()

    def _show_watch_state(self) -> None:
        """Say where the panic key is not heard: on this page if it has room for it, else on the next that has."""
        if self._watch_state is None or self._watch_state.armed:
            return
        text = watch_sentence(self._watch_state.reason)
        if isinstance(self._page, OpenDesk):
            self._page.notice.show_text(text)
        elif isinstance(self._page, PracticeStep):
            self._page.say_not_armed(text)

    def _show_cover_kept(self, cover: str) -> None:
        self._cover = cover
        if isinstance(self._page, OpenDesk):
            self._page.show_cover_kept(cover)

    def _choose_theme(self, name: str) -> None:
        self._set_theme(load_theme(name))
        self._keep_setting(THEME_SETTING, name)

    def _set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._send(Dressed(theme=theme.name))
        apply_theme(self._app, theme)
        if isinstance(self._page, OpenDesk):
            self._page.set_theme(theme)

    def _keep_setting(self, name: str, value: str) -> None:
        if self._opened is not None:
            library = self._opened.library
            self._jobs.run(lambda: library.set_setting(name, value), lambda _nothing: None, lambda _error: None)

    def _lock(self) -> None:
        if self._opened is not None:
            self._send(LockRequested())

    def _close(self) -> None:
        if self._opened is not None:
            self._send(CloseRequested())
        else:
            self._cancel_prompt()
