"""Every way to an open library: the prompt, the welcome, a demo, and recovery where a library does not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import HearthError
from reader.vault.credential import Credential
from ui.jobs import Jobs
from ui.theme import Theme
from ui.unlock.opening import PRACTISED, WELCOME_SETTING, OpenedVault, VaultOpener, open_demo
from ui.unlock.pin_page import PinPage
from ui.unlock.quick_return import QuickReturn
from ui.unlock.recovery import Recovery
from ui.unlock.unlock_page import UnlockPage
from ui.welcome.practice_step import BackStep, PracticeStep
from ui.welcome.welcome_page import WelcomePage
from ui.widgets.waiting_page import WaitingPage
from ui.words import sentence


class Entrance(QObject):
    """Makes the pages before the library, and shows none itself. `opened` comes at once, `finished` after it.

    What lies between the two is the welcome's practice, and the greeting of whoever comes back from it.
    """

    page_changed = Signal(QWidget)  # to be shown
    place_chosen = Signal(object)  # Path: the guard must know it before anything is done there
    opened = Signal(object)  # OpenedVault
    finished = Signal()
    cancelled = Signal()

    def __init__(
        self,
        opener: VaultOpener,
        make_opener: Callable[[Path], VaultOpener],
        jobs: Jobs,
        theme: Theme,
        window: QWidget,
        own_demo: Callable[[], Path],
    ) -> None:
        """`own_demo` names the folder of a demo that is asked for in the welcome."""
        super().__init__(window)
        self._vault, self._make_opener = opener, make_opener
        self._jobs, self._theme, self._window, self._own_demo = jobs, theme, window, own_demo
        self._page: QWidget | None = None
        self._pin: PinPage | None = None
        self._unlock = UnlockPage(self._open, jobs, theme, is_there=self._is_there)
        self._unlock.opened.connect(self._enter)
        self._unlock.opened_too_late.connect(OpenedVault.close)
        self._unlock.cover_requested.connect(self.cancelled)
        self._unlock.rescue_requested.connect(self._rescue)
        self._unlock.restore_requested.connect(lambda: self._recovery().restore_over(self._vault.folder))

    def show_prompt(self, quick_return: QuickReturn | None = None) -> None:
        """The page that asks for the passphrase, or first for the PIN; also what a warm desk waits with."""
        if self._pin is not None:
            self._pin.deleteLater()
            self._pin = None
        self._show(self._unlock if quick_return is None else self._make_pin_page(quick_return))

    def show_welcome(self) -> None:
        """The first run. Where there is a library after all, even a damaged one, it is the prompt."""
        if self._vault.exists():
            self.show_prompt()
            return
        page = WelcomePage(self._vault.folder, self._create, self._jobs, self._theme)
        page.place_chosen.connect(self._choose_place)
        page.created.connect(self._practise)
        page.demo_requested.connect(lambda: self._open_demo(self._own_demo()))
        page.restore_requested.connect(self._restore_into)
        page.cover_requested.connect(self.cancelled)
        self._show(page)
        page.start()

    def show_demo(self) -> None:
        """Open a throw-away library in the folder that the guard named."""
        self._open_demo(self._vault.folder)

    def start(self) -> None:
        """The window is on the screen: the keyboard goes to the prompt, if that is what it shows."""
        if self._page is self._unlock:
            self._unlock.start()
        elif self._pin is not None:
            self._pin.start()

    def forget(self) -> None:
        """Drop what was typed."""
        self._unlock.forget()
        if self._pin is not None:
            self._pin.forget()

    def _show(self, page: QWidget) -> None:
        self._page = page
        self.page_changed.emit(page)

    def _make_pin_page(self, quick_return: QuickReturn) -> PinPage:
        page = PinPage(lambda pin: quick_return.try_pin(self._vault.reopen, pin), self._jobs)
        page.opened.connect(self._enter)
        page.opened_too_late.connect(OpenedVault.close)
        page.cover_requested.connect(self.cancelled)
        page.passphrase_wanted.connect(self._ask_for_passphrase)
        quick_return.ended.connect(page.end)
        self._pin = page
        return page

    def _ask_for_passphrase(self, why: str) -> None:
        self.show_prompt()
        self._unlock.start()
        self._unlock.say(why)

    def _is_there(self) -> bool:
        return self._vault.exists()

    def _open(self, credential: Credential) -> OpenedVault:
        return self._vault.open(credential)

    def _create(self, _folder: Path, credential: Credential, second: Credential | None) -> OpenedVault:
        return self._vault.create(credential, second)

    def _enter(self, opened: OpenedVault) -> None:
        self.opened.emit(opened)
        if not opened.was_practising:
            self.finished.emit()
            return
        page = BackStep()
        page.finished.connect(self.finished)
        self._show(page)
        page.start()

    def _practise(self, opened: OpenedVault) -> None:
        self.opened.emit(opened)
        page = PracticeStep(opened.hiding.keys)
        page.skipped.connect(lambda: self._skip_practice(opened))
        self._show(page)
        page.setFocus()

    def _skip_practice(self, opened: OpenedVault) -> None:
        self._jobs.run(
            lambda: opened.library.set_setting(WELCOME_SETTING, PRACTISED),
            lambda _nothing: None,
            lambda _error: None,  # then the next unlock greets once more
        )
        self.finished.emit()

    def _open_demo(self, folder: Path) -> None:
        page = WaitingPage()
        self._show(page)
        self._jobs.run(lambda: open_demo(folder), self._enter, lambda error: self._say_failure(page, error))

    @staticmethod
    def _say_failure(page: WaitingPage, error: HearthError) -> None:
        page.show_text(sentence(error))

    def _recovery(self) -> Recovery:
        """For the page on show; the prompt follows."""
        made = Recovery(self._jobs, self._theme, self._window, self._vault.profiles)
        made.place_chosen.connect(self._unlock_place)
        made.restored.connect(lambda: self._unlock_place(self._vault.folder))
        return made

    def _rescue(self, credential: Credential) -> None:
        self._recovery().rescue(self._vault.folder, credential)

    def _restore_into(self, folder: Path) -> None:
        self._choose_place(folder)
        self._recovery().restore_into(folder)

    def _unlock_place(self, folder: Path) -> None:
        self._choose_place(folder)
        self.show_prompt()
        self._unlock.start()

    def _choose_place(self, folder: Path) -> None:
        if folder != self._vault.folder:
            self._vault = self._make_opener(folder)
        self.place_chosen.emit(folder)
