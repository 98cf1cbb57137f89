"""Quick return, as the desk sees it: what the library keeps of it, and the keeper that has it while nobody reads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import msgspec
from PySide6.QtCore import QObject, Signal

from reader.errors import HearthError, WrongPassphrase
from reader.guard.keeper_link import KeeperLink
from reader.guard.messages import KeeperDismissed, KeeperRequested, KeeperState, ToGuard
from reader.vault.credential import Credential
from reader.vault.quick_return import (
    QUICK_RETURN_SETTING,
    LimitMinutes,
    QuickReturnSettings,
    decode,
    encode,
    seal,
    settings_for,
)
from ui.jobs import Jobs
from ui.unlock.opening import OpenedVault

_OFF = ""


@dataclass(frozen=True)
class PinTry:
    """What a PIN opened; or nothing, and how many tries are left."""

    opened: OpenedVault | None
    tries_left: int


class QuickReturn(QObject):
    """Switches it on and off for the open library, and gives the keeper what it shall hold. Used on the UI thread.

    Only `try_pin` and `choose_pin` block, and belong in a job.
    """

    ended = Signal()  # there is no keeper, or none any more
    changed = Signal()  # what `settings` and `is_ready` say
    failed = Signal(object)  # HearthError: a choice could not be kept

    def __init__(
        self, link: KeeperLink | None, send: Callable[[ToGuard], None], jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """Without a link, this system can't hand a socket from one process to another."""
        super().__init__(parent)
        self._link, self._send, self._jobs = link, send, jobs
        self._opened: OpenedVault | None = None
        self._choices, self._latest_choice, self._keeping = count(), -1, threading.Lock()
        self.settings: QuickReturnSettings | None = None
        self.is_ready = False

    @property
    def is_offered(self) -> bool:
        """Whether it works on this system."""
        return self._link is not None

    def take(self, opened: OpenedVault) -> None:
        """A library is open, and the guard knows it. In a throw-away one there is nothing to come back to."""
        if self._link is None or opened.vault.slot is None:
            return
        self._opened = opened
        self._jobs.run(
            lambda: decode(opened.library.setting(QUICK_RETURN_SETTING)), self.adopt, lambda _error: self._say_ended()
        )

    def receive(self, state: KeeperState) -> None:
        """The guard has started a keeper, could not, or has seen its end."""
        if state.alive:
            self._give()
        else:
            self._say_ended()

    def try_pin(self, reopen: Callable[[Credential, Callable[[], bytes]], OpenedVault], pin: Credential) -> PinTry:
        """One try. Raises what `reopen` raises but WrongPassphrase; then no try is used up."""
        tries_left = 0

        def ask() -> bytes:
            nonlocal tries_left
            handed = self._link.ask() if self._link else None
            if handed is None:
                raise WrongPassphrase
            tries_left = handed.tries_left
            return handed.sealed

        try:
            return PinTry(reopen(pin, ask), tries_left)
        except WrongPassphrase:
            return PinTry(None, tries_left)

    def choose_pin(self, pin: Credential, limit_min: LimitMinutes) -> QuickReturnSettings:
        """Derive, and keep what comes of it inside the library; `adopt` follows. Raises MemoryShort and VaultError."""
        settings = settings_for(pin, limit_min)
        self._keep(settings, next(self._choices))
        return settings

    def adopt(self, settings: QuickReturnSettings | None) -> None:
        """This is what the library keeps now."""
        self.settings = settings
        self.renew()
        self.changed.emit()

    def choose_limit(self, limit_min: LimitMinutes) -> None:
        """How long the PIN is good for after a lock."""
        if self.settings is not None:
            self._choose(msgspec.structs.replace(self.settings, limit_min=limit_min))

    def switch_off(self) -> None:
        """What is kept is forgotten at once, in the keeper first."""
        self.forget()
        self._choose(None)

    def renew(self) -> None:
        """Give the keeper what opens the library now; also after a change of the credential that had opened it."""
        self.is_ready = False
        if self.settings is not None:
            self._send(KeeperRequested())

    def forget(self) -> None:
        """Let the keeper end."""
        if self._link is not None:
            self.is_ready = False
            self._send(KeeperDismissed())

    def _give(self) -> None:
        opened, settings = self._opened, self.settings
        if opened is not None and settings is not None:
            self._jobs.run(lambda: self._hand(opened, settings), self._say_given, lambda _error: self.forget())

    def _hand(self, opened: OpenedVault, settings: QuickReturnSettings) -> bool:
        sealed = seal(opened.vault, settings, opened.key_folder)
        return bool(sealed and self._link and self._link.keep(sealed, settings.limit_min * 60))

    def _say_given(self, given: bool) -> None:
        self.is_ready = given
        if not given:
            self.forget()
        self.changed.emit()

    def _say_ended(self) -> None:
        self.is_ready = False
        self.ended.emit()
        self.changed.emit()

    def _choose(self, settings: QuickReturnSettings | None) -> None:
        choice = next(self._choices)

        def adopt(is_latest: bool) -> None:
            if is_latest:
                self.adopt(settings)

        self._jobs.run(lambda: self._keep(settings, choice), adopt, self._keep_failed)

    def _keep(self, settings: QuickReturnSettings | None, choice: int) -> bool:
        """Jobs may overtake each other: a choice that comes after a later one is not kept, which is False."""
        with self._keeping:
            if choice < self._latest_choice or self._opened is None:
                return False
            self._latest_choice = choice
            self._opened.library.set_setting(QUICK_RETURN_SETTING, encode(settings) if settings else _OFF)
            return True

    def _keep_failed(self, error: HearthError) -> None:
        """A full disk: what the library keeps stays as it was, and so does what is shown."""
        self.changed.emit()
        self.failed.emit(error)
