"""A disk that is full, or a stick that is pulled out, at every single write, truncation and sync of an operation.

The person is told so in an error with words; the medium plugged in again, all that was there before is there.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
import sqlcipher3  # type: ignore[import-untyped]

from reader.errors import DiskFull, HearthError, VaultDamaged
from reader.store.checking import check_all
from reader.store.credentials import Credentials
from reader.store.library import Library
from reader.vault.credential import Credential
from reader.vault.growth import ShelfFiles
from reader.vault.settle import settle
from reader.vault.vault import Vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.powercut.sqlite_hooks import watched
from tests.store.samples import short, store
from tests.vault.conftest import FIRST, SECOND

_SQLITE = Path(sqlcipher3._sqlite3.__file__)
_FULL = 13
_FAILED = {"write": 10 | 3 << 8, "truncate": 10 | 6 << 8, "sync": 10 | 4 << 8}
"""SQLITE_IOERR_WRITE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_FSYNC (https://www.sqlite.org/rescode.html)."""
TITLE, LATER = "before", "later"
Deed = Callable[[Vault, Library], object]


class Nobody:
    """Watches nothing."""

    def opened(self, handle: int, path: Path, *, existed: bool) -> None: ...
    def closed(self, handle: int) -> None: ...
    def written(self, handle: int, offset: int, data: bytes) -> None: ...
    def resized(self, handle: int, size: int) -> None: ...
    def synced(self, handle: int) -> None: ...
    def deleted(self, path: Path, *, folder_synced: bool) -> None: ...


class Medium:
    """Counts changes; from number `last` on it fails: for good, or with a full disk until `relieve`."""

    def __init__(self, last: int, *, is_full: bool) -> None:
        self.count = 0
        self._last = last
        self._is_full = is_full
        self._relieved = False

    def __call__(self, what: str) -> int:
        self.count += 1
        if self._relieved or self.count <= self._last or (self._is_full and what != "write"):
            return 0
        return _FULL if self._is_full else _FAILED[what]

    def relieve(self) -> None:
        """Plugged in again, or room was made."""
        self._relieved = True

    def is_struck(self) -> bool:
        """Whether anything has failed by now."""
        return self.count > self._last


def import_one(_vault: Vault, library: Library) -> None:
    store(library, short(LATER, "words of a later day\n" * 800), b"later" * 40_000)


def remove_one(_vault: Vault, library: Library) -> None:
    library.remove(library.documents()[0].id)


def change_the_list_of_credentials(vault: Vault, _library: Library) -> None:
    Credentials(vault).add(Credential("third"), "third")


DEEDS: tuple[Deed, ...] = (import_one, remove_one, change_the_list_of_credentials)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "vault"
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    for passphrase in (FIRST, SECOND):
        with closing(open_cheap_vault(folder, passphrase)) as vault:
            store(Library(vault.shelf), short(TITLE, "words\n"), b"before" * 1000)
            store(Library(vault.shelf), short(TITLE, "other words\n"), b"also before" * 1000)
    return folder


@contextmanager
def opened_on(medium: Medium, folder: Path) -> Iterator[tuple[Vault, Library]]:
    """The vault on a medium that will fail, and will be well again before it is closed."""
    with watched(_SQLITE, Nobody(), medium):
        vault = open_cheap_vault(folder, FIRST)
        try:
            yield vault, Library(vault.shelf)
        finally:
            medium.relieve()
            vault.close()


def changes_of(filled: Path, scratch: Path, deed: Deed) -> tuple[int, int]:
    """How many changes of the files opening makes, and how many there are at the deed's end."""
    shutil.copytree(filled, scratch)
    medium = Medium(10**9, is_full=False)
    with opened_on(medium, scratch) as (vault, library):
        before = medium.count
        deed(vault, library)
        return before, medium.count


@pytest.mark.parametrize("is_full", [False, True], ids=["pulled", "full"])
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_every_failure_is_said_and_loses_nothing(
    filled: Path, tmp_path: Path, deed: Deed, is_full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_files: ShelfFiles) -> int:
        raise DiskFull

    if is_full:
        monkeypatch.setattr(ShelfFiles, "grow", no_room)
    first, last = changes_of(filled, tmp_path / "count", deed)
    assert last > first
    told = set()
    for number in range(first, last):
        folder = tmp_path / str(number)
        shutil.copytree(filled, folder)
        medium = Medium(number, is_full=is_full)
        with opened_on(medium, folder) as (vault, library):
            try:
                deed(vault, library)
            except HearthError as error:
                told.add(type(error))
            assert medium.is_struck()
            look_at(vault, library, medium)
        settle(folder)
        look_again(folder)
        shutil.rmtree(folder)
    assert told == ({DiskFull} if is_full else {VaultDamaged})


def look_at(vault: Vault, library: Library, medium: Medium) -> None:
    """The process goes on: once all is well again it reads what was there."""
    medium.relieve()
    with suppress(HearthError):  # the first statement may still have to roll back
        library.documents()
    assert any(row.title == TITLE for row in library.documents())
    assert vault.shelf.page_count() > 0


def look_again(folder: Path) -> None:
    """What a new start finds: both shelves whole, the deed done or not."""
    for passphrase in (FIRST, SECOND):
        with closing(open_cheap_vault(folder, passphrase)) as vault:
            library = Library(vault.shelf)
            library.purge_unfinished()
            assert check_all(vault, library) == []
            titles = sorted(row.title for row in library.documents())
            allowed = [[TITLE, TITLE]] if passphrase == SECOND else [[TITLE], [TITLE, TITLE], [TITLE, TITLE, LATER]]
            assert sorted(titles) in [sorted(each) for each in allowed]
