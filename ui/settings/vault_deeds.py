"""What the pages on the library's own files can do. Everything here blocks: call it from a job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import CredentialInUse, HearthError, NoSuchDocument, NotAVault, VaultError, VaultExists
from reader.store.checking import check_all
from reader.store.copying import CopyReport, copy_library
from reader.store.reindexing import rebuild_index
from reader.store.salvaging import salvage_library
from reader.vault.check import Finding
from reader.vault.connection import DatabaseError
from reader.vault.copy_target import is_free
from reader.vault.copying import back_up
from reader.vault.credential import Credential
from reader.vault.erasing import erase_open_vault, erase_shelf
from reader.vault.kdf import PRODUCT_PROFILES, KdfProfile
from reader.vault.moving import move
from reader.vault.new_vault import new_vault
from reader.vault.renewing import is_copy_of, renew
from reader.vault.restoring import restore
from reader.vault.shelf_pages import open_damaged, pages_of
from reader.vault.slot_changes import dearest_profile, own_profile, set_up_other_shelf
from reader.vault.space import Space, space_of
from reader.vault.vault import Vault, is_vault
from ui.settings.control import Control
from ui.unlock.opening import OpenedVault
from ui.welcome.places import inside


@dataclass(frozen=True)
class NewLibrary:
    """A library made out of this one: where it is, what is in it, what is not."""

    place: Path
    report: CopyReport


@dataclass(frozen=True)
class Moved:
    """Where the library is now; whether nothing is left where it was."""

    place: Path
    is_old_erased: bool


@dataclass(frozen=True)
class Restored:
    """How a restoring ended once the library had been closed for it. `aside` is where the one before is now."""

    aside: Path | None = None
    error: HearthError | None = None


@dataclass(frozen=True)
class NewCredentials:
    """What shall open a new library. Without `other` the other shelf is not carried over."""

    own: Credential
    other: Credential | None = field(default=None)


@dataclass(frozen=True)
class CheckedFinding:
    """A finding, and the title of the document that it is about ("" for none)."""

    finding: Finding
    title: str


class VaultDeeds:
    """For an open library. After `move`, `restore`, `erase_shelf` and `erase_everything` it is closed."""

    def __init__(self, opened: OpenedVault) -> None:
        self._opened = opened
        self._vault = opened.vault
        self._library = opened.library

    @property
    def folder(self) -> Path:
        """Where the library is."""
        return self._vault.folder

    def space(self) -> Space:
        """What it takes up and what is free."""
        return space_of(self._vault)

    def make_room(self, room_bytes: int, control: Control) -> None:
        """Let both files grow until so much is free in each, or not at all. Raises DiskFull."""
        self._vault.shelf.make_room(room_bytes, on_progress=control.on_progress, cancelled=control.cancelled)

    def set_up_other_shelf(self, credential: Credential) -> None:
        """Make the other shelf new and empty. Raises CredentialInUse."""
        set_up_other_shelf(self._vault, credential, own_profile(self._vault))

    def back_up(self, chosen: Path, control: Control) -> Path:
        """A verified copy in the chosen folder, in the place of an earlier one there, or in a new folder inside it."""
        if self.is_backed_up_in(chosen):
            renew(lambda place: self._copy_to(place, control), self._vault.keys.load(), chosen)
            return chosen
        place = _place_for_copy(chosen)
        self._copy_to(place, control)
        return place

    def is_backed_up_in(self, folder: Path) -> bool:
        """Whether there is an earlier backup of this library there."""
        return is_copy_of(self._vault.keys.load(), folder) and not folder.samefile(self.folder)

    def _copy_to(self, place: Path, control: Control) -> None:
        back_up(self._vault, place, on_progress=control.on_copy, cancelled=control.cancelled)

    def move(self, chosen: Path, control: Control) -> Moved:
        """A verified copy as `back_up` makes it; then what is here is erased."""
        place = _place_for_copy(chosen)
        is_erased = move(self._vault, place, on_progress=control.on_copy, cancelled=control.cancelled)
        return Moved(place, is_erased)

    def restore(self, backup: Path, control: Control) -> Restored:
        """Put a copy of `backup` in the library's place. From its closing on, errors are in the answer.

        Raises NotAVault and VaultExists while the library is still open.
        """
        if not is_vault(backup):
            raise NotAVault
        if backup.samefile(self.folder):
            raise VaultExists
        self._opened.close()
        try:
            aside = restore(backup, self.folder, replace=True, on_progress=control.on_copy, cancelled=control.cancelled)
        except HearthError as error:
            return Restored(error=error)
        return Restored(aside)

    def check(self, control: Control) -> list[CheckedFinding]:
        """Read and compare everything."""
        found = check_all(self._vault, self._library, on_progress=control.on_progress, cancelled=control.cancelled)
        return [CheckedFinding(finding, self._title(finding.document)) for finding in found]

    def rebuild_index(self, control: Control) -> None:
        """Make the search index anew."""
        rebuild_index(self._library, on_progress=control.on_progress, cancelled=control.cancelled)

    def compact(self, chosen: Path, credentials: NewCredentials, control: Control) -> NewLibrary:
        """Copy everything into a new library. Raises WrongPassphrase when `other` does not open the other shelf."""
        both = (credentials.own, credentials.other)
        if both[1] is not None and both[0].secret(b"") == both[1].secret(b""):
            raise CredentialInUse
        if both[1] is not None:
            control.take_part(0.0, 0.5)
        place = inside(chosen)
        with self._new_vault(place, credentials) as target:
            report = copy_library(
                self._vault.shelf, target.shelf, on_progress=control.on_progress, cancelled=control.cancelled
            )
            if both[1] is not None:
                control.take_part(0.5, 1.0)
                self._copy_other(target, both[1], control)
        return NewLibrary(place, report)

    def rescue(self, chosen: Path, credentials: NewCredentials, control: Control) -> NewLibrary:
        """Copy what can be read into a new library, and say what could not."""
        place = inside(chosen)
        with self._new_vault(place, credentials) as target:
            report = self._salvage(target, control)
        return NewLibrary(place, report)

    def erase_shelf(self, control: Control) -> bool:
        """Make this shelf noise: nothing opens it from the first moment on. False: it could not be overwritten too.

        Raises VaultError while the library is still as it was.
        """
        return self._erased(
            lambda: erase_shelf(self._vault, on_progress=control.on_progress, cancelled=control.cancelled)
        )

    def erase_everything(self, _control: Control) -> bool:
        """Make both shelves noise and take their files away. False: some are left. Raises as `erase_shelf` does."""
        return self._erased(lambda: erase_open_vault(self._vault))

    def _erased(self, erase: Callable[[], None]) -> bool:
        try:
            erase()
        except VaultError:
            if self._is_open():
                raise
            return False
        return True

    def _is_open(self) -> bool:
        try:
            self._vault.shelf.page_count()
        except DatabaseError:
            return False
        return True

    def _salvage(self, target: Vault, control: Control) -> CopyReport:
        """With the shelf held for reading, so that nobody writes meanwhile."""
        told, asked = control.on_progress, control.cancelled
        with self._vault.shelf.read():
            return salvage_library(pages_of(self._vault), target.shelf, on_progress=told, cancelled=asked)

    def _new_vault(self, place: Path, credentials: NewCredentials) -> AbstractContextManager[Vault]:
        """No cheaper to guess than this one."""
        profile = dearest_profile(self._vault, credentials.other)
        return new_vault(place, credentials.own, credentials.other, profile, self._vault.profiles)

    def _copy_other(self, target: Vault, credential: Credential, control: Control) -> None:
        with self._vault.other_shelf(credential) as source, target.other_shelf(credential) as copy:
            copy_library(source, copy, on_progress=control.on_progress, cancelled=control.cancelled)

    def _title(self, document: int) -> str:
        if not document:
            return ""
        try:
            return self._library.document(document).title
        except NoSuchDocument:
            return ""


def _place_for_copy(chosen: Path) -> Path:
    """The chosen folder, also when a kill has left half a copy there; else a new one in it."""
    return chosen if is_free(chosen) else inside(chosen)


def rescue_damaged(
    damaged: Path,
    credential: Credential,
    profiles: Sequence[KdfProfile] = PRODUCT_PROFILES,
) -> Callable[[Path, NewCredentials, Control], NewLibrary]:
    """The same as `VaultDeeds.rescue` for a vault that does not open. `profiles` are those of the product."""

    def rescue(chosen: Path, credentials: NewCredentials, control: Control) -> NewLibrary:
        place = inside(chosen)
        told, asked = control.on_progress, control.cancelled
        with (
            open_damaged(damaged, credential, profiles) as pages,
            new_vault(place, credentials.own, credentials.other, pages.profile, profiles) as target,
        ):
            return NewLibrary(place, salvage_library(pages, target.shelf, on_progress=told, cancelled=asked))

    return rescue


def restore_closed(folder: Path, *, replace: bool) -> Callable[[Path, Control], Path | None]:
    """Put a copy of a backup where nothing is open; answers where the vault before it is now, if there was one."""

    def put_back(backup: Path, control: Control) -> Path | None:
        told, asked = control.on_copy, control.cancelled
        return restore(backup, folder, replace=replace, on_progress=told, cancelled=asked)

    return put_back
