"""Adding, changing, strengthening, naming and taking away what opens a library: one dialog each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reader.errors import CredentialInUse, HearthError, LastCredential, WrongPassphrase
from reader.store.credentials import LONGEST_LABEL, CredentialInfo
from reader.vault.credential import Credential
from reader.vault.kdf import KdfProfile
from ui.credentials.deed_dialog import DeedDialog
from ui.credentials.existing_credential import ExistingCredential
from ui.credentials.new_credential import NewCredential
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets.passphrase_field import tab_through
from ui.widgets.safe_line_edit import SafeLineEdit


class ChangesCredentials(Protocol):
    """What is needed of reader.store's Credentials; all of it blocks."""

    def all(self) -> list[CredentialInfo]: ...
    def add(self, credential: Credential, label: str = "", /) -> CredentialInfo: ...
    def change(self, current: Credential, new: Credential, /) -> CredentialInfo: ...
    def strengthen(self, current: Credential, profile: KdfProfile, /) -> CredentialInfo: ...
    def slot_of(self, credential: Credential, /) -> int: ...
    def remove(self, slot: int, /) -> None: ...
    def rename(self, slot: int, label: str, /) -> None: ...


class AddDialog(DeedDialog):
    """One more."""

    def __init__(self, credentials: ChangesCredentials, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        text = self.tr("Each of them alone opens the whole library. The name is for you, and is kept inside it only.")
        words = self.tr("Add a passphrase or key file"), text, self.tr("Add")
        super().__init__(words, jobs, parent)
        self._credentials = credentials
        self._new = NewCredential(jobs, theme, self)
        self._new.validity_changed.connect(self.follow)
        self._new.submitted.connect(self.try_it)
        self._label = _label_edit(self.tr("Name, if you like"), self)
        self._label.returnPressed.connect(self.try_it)
        self.add(self._new)
        self.add(self._label)
        self.follow()
        self._new.start()

    def is_ready(self) -> bool:
        return self._new.is_valid()

    def work(self) -> Callable[[], object] | None:
        credential, label = self._new.credential(), self._label.text().strip()
        return None if credential is None else lambda: self._credentials.add(credential, label)

    def show_error(self, _error: HearthError, text: str) -> None:
        self._new.set_message(text)

    def set_busy(self, *, busy: bool) -> None:
        self._new.set_busy(busy=busy)
        self._label.setReadOnly(busy)

    def forget(self) -> None:
        self._new.forget()


class ChangeDialog(DeedDialog):
    """Another in the place of the one that is typed."""

    def __init__(self, credentials: ChangesCredentials, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        text = self.tr("The current one opens nothing from then on. If a key file belongs to it, choose that too.")
        words = self.tr("Change a passphrase or key file"), text, self.tr("Change")
        super().__init__(words, jobs, parent)
        self._credentials = credentials
        self._current = ExistingCredential(jobs, theme, self)
        self._current.set_name(self.tr("The current passphrase"))
        self._new = NewCredential(jobs, theme, self)
        self._new.set_names(self.tr("The new passphrase"), self.tr("The new one once more"))
        for each in (self._current, self._new):
            each.validity_changed.connect(self.follow)
            self.add(each)
        tab_through((*self._current.fields, *self._new.fields))
        self._current.submitted.connect(self._go_on)
        self._new.submitted.connect(self.try_it)
        self.follow()
        self._current.start()

    def is_ready(self) -> bool:
        return self._current.is_valid() and self._new.is_valid()

    def work(self) -> Callable[[], object] | None:
        current, new = self._current.credential(), self._new.credential()
        return None if current is None or new is None else lambda: self._credentials.change(current, new)

    def show_error(self, error: HearthError, text: str) -> None:
        (self._current if isinstance(error, WrongPassphrase) else self._new).set_message(text)

    def set_busy(self, *, busy: bool) -> None:
        self._current.set_busy(busy=busy)
        self._new.set_busy(busy=busy)

    def forget(self) -> None:
        self._current.forget()
        self._new.forget()

    def _go_on(self) -> None:
        self._new.setFocus(Qt.FocusReason.TabFocusReason)


class _ExistingDialog(DeedDialog):
    """What takes one credential that opens the library already."""

    def __init__(
        self, words: tuple[str, str, str], credentials: ChangesCredentials, jobs: Jobs, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(words, jobs, parent)
        self.credentials = credentials
        self.existing = ExistingCredential(jobs, theme, self)
        self.existing.validity_changed.connect(self.follow)
        self.existing.submitted.connect(self.try_it)
        self.add(self.existing)
        self.follow()
        self.existing.start()

    def is_ready(self) -> bool:
        return self.existing.is_valid()

    def show_error(self, _error: HearthError, text: str) -> None:
        self.existing.set_message(text)

    def set_busy(self, *, busy: bool) -> None:
        self.existing.set_busy(busy=busy)

    def forget(self) -> None:
        self.existing.forget()


class StrengthenDialog(_ExistingDialog):
    """The same credential under a dearer key derivation."""

    def __init__(
        self, credentials: ChangesCredentials, profile: KdfProfile, jobs: Jobs, theme: Theme, parent: QWidget
    ) -> None:
        self._profile = profile
        text = self.tr(
            "Every guess at it will cost several times as much. Opening with it takes some seconds and one gigabyte "
            "of free memory, each time and on each computer. From outside nobody can see that it was done."
        )
        super().__init__(
            (self.tr("Strengthen a passphrase or key file"), text, self.tr("Strengthen")),
            credentials, jobs, theme, parent,
        )  # fmt: skip

    def work(self) -> Callable[[], object] | None:
        current = self.existing.credential()
        return None if current is None else lambda: self.credentials.strengthen(current, self._profile)

    def show_error(self, error: HearthError, text: str) -> None:
        done = isinstance(error, CredentialInUse)
        super().show_error(error, self.tr("This one has been strengthened already.") if done else text)


class RemoveCurrentDialog(_ExistingDialog):
    """Takes away what opened the library now, once another one has been shown to open it."""

    def __init__(
        self, info: CredentialInfo, credentials: ChangesCredentials, jobs: Jobs, theme: Theme, parent: QWidget
    ) -> None:
        self._slot = info.slot
        text = self.tr(
            "The library was opened with it this time. Give another one that stays, so that you don't lock yourself "
            "out: nobody could let you in again."
        )
        words = self.tr("Remove what is in use now?"), text, self.tr("Remove")
        super().__init__(words, credentials, jobs, theme, parent)
        self.existing.set_name(self.tr("Another passphrase that stays"))

    def work(self) -> Callable[[], object] | None:
        other = self.existing.credential()
        return None if other is None else lambda: self._remove(other)

    def show_error(self, error: HearthError, text: str) -> None:
        same = isinstance(error, LastCredential)
        super().show_error(error, self.tr("That is the one to be removed. Give another one.") if same else text)

    def _remove(self, other: Credential) -> None:
        """In the job. Raises LastCredential when it is not another one."""
        if self.credentials.slot_of(other) == self._slot:
            raise LastCredential
        self.credentials.remove(self._slot)


class RenameDialog(DeedDialog):
    """Another name for one of them."""

    def __init__(self, info: CredentialInfo, credentials: ChangesCredentials, jobs: Jobs, parent: QWidget) -> None:
        text = self.tr("It is kept inside the library, and nowhere else.")
        super().__init__((self.tr("What shall it be called?"), text, self.tr("Rename")), jobs, parent)
        self._credentials, self._slot = credentials, info.slot
        self._label = _label_edit(self.tr("Name"), self)
        self._label.setText(info.label)
        self._label.selectAll()
        self._label.returnPressed.connect(self.try_it)
        self._message = self.body("")
        self._message.setProperty("look", "error")
        self._message.hide()
        self.add(self._label)
        self.add(self._message)
        self.follow()
        self._label.setFocus()

    def is_ready(self) -> bool:
        return True

    def work(self) -> Callable[[], object] | None:
        label = self._label.text().strip()
        return lambda: self._credentials.rename(self._slot, label)

    def show_error(self, _error: HearthError, text: str) -> None:
        self._message.setText(text)
        self._message.show()


def _label_edit(name: str, parent: QWidget) -> SafeLineEdit:
    made = SafeLineEdit(parent)
    made.setMaxLength(LONGEST_LABEL)
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    return made
