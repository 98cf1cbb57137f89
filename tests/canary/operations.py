"""What is done to a vault under the eyes of the tracer: one operation a process.

python3 -m tests.canary.operations NAME FOLDER SCRATCH
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from reader.errors import Cancelled, CredentialInUse, DiskFull, VaultExists, WrongPassphrase
from reader.search.search import Search
from reader.store.checking import check_all
from reader.store.copying import copy_library
from reader.store.credentials import Credentials
from reader.store.library import Library
from reader.store.reindexing import rebuild_index
from reader.store.salvaging import salvage_library
from reader.vault import growth, slot_changes
from reader.vault.connection import Connection
from reader.vault.copying import back_up, back_up_locked
from reader.vault.credential import Credential
from reader.vault.erasing import erase_shelf, erase_vault
from reader.vault.files import PAGE_BYTES, SHELF_NAMES
from reader.vault.key_file import read_key_file
from reader.vault.moving import move
from reader.vault.restoring import restore
from reader.vault.settle import settle
from reader.vault.shelf_pages import open_damaged
from reader.vault.vault import Vault
from tests.cheap import CHEAP_FOR_TESTS, DEARER_FOR_TESTS, TEST_PROFILES, create_cheap_vault, open_cheap_vault
from tests.store.samples import IMAGE, short, store

CANARY = "Quokkazanzibar"
CANARY_KO = "은하수고래섬"
PASSPHRASE = "Passphrasecanary"
OTHER = "Othercanary"
ADDED = "Addedcanary"
_SORTED_ROWS = 60_000

Operation = Callable[[Path, Path], None]


def fill(library: Library, documents: int = 12) -> None:
    """Documents whose titles, authors, texts and bytes hold the canaries."""
    for number in range(documents):
        text = f"{CANARY} {number} walks. {CANARY_KO} and a good many other words. " * 40 + "\n"
        original = f"{CANARY} {CANARY_KO} original {number}\n".encode() * 3000
        store(library, short(f"{CANARY} {CANARY_KO} {number}", text, text, authors=(CANARY,)), original + IMAGE)


@contextmanager
def opened(folder: Path, passphrase: Credential | str = PASSPHRASE) -> Iterator[tuple[Vault, Library]]:
    """The vault and its library, closed in the end."""
    with closing(open_cheap_vault(folder, passphrase)) as vault:
        yield vault, Library(vault.shelf)


def create_and_fill(folder: Path, _scratch: Path) -> None:
    """From nothing, both shelves."""
    create_cheap_vault(folder, PASSPHRASE, second_passphrase=OTHER)
    for passphrase in (PASSPHRASE, OTHER):
        with opened(folder, passphrase) as (_vault, library):
            fill(library)


def search_and_sort(folder: Path, _scratch: Path) -> None:
    """A search, and sorts and groups that are far larger than any cache."""
    with opened(folder) as (vault, _library):
        assert Search(vault.shelf).hits(CANARY_KO)
        vault.shelf.run(_make_large_table)
        with vault.shelf.read() as connection:
            assert connection.execute(f"SELECT count(*) FROM ({_LARGE_SORT})").fetchone() == (_SORTED_ROWS,)
        vault.shelf.run(lambda connection: connection.execute(_LARGE_INDEX))


_LARGE_INDEX = "CREATE INDEX large_by_word ON large (word DESC, number)"
_LARGE_SORT = "SELECT DISTINCT word FROM large ORDER BY substr(word, 3), number % 7 DESC"


def _make_large_table(connection: Connection) -> None:
    connection.execute("PRAGMA cache_size = 50")
    connection.execute("CREATE TABLE large (number INTEGER PRIMARY KEY, word TEXT)")
    words = ((number, f"{number * 7919 % _SORTED_ROWS:06d}{CANARY}{CANARY_KO}") for number in range(_SORTED_ROWS))
    connection.executemany("INSERT INTO large VALUES (?, ?)", words)


def remove_and_sweep(folder: Path, _scratch: Path) -> None:
    """Documents go, and their words after them."""
    with opened(folder) as (_vault, library):
        library.remove(*[row.id for row in library.documents()][:6])
        library.purge_unfinished()


def change_credentials(folder: Path, scratch: Path) -> None:
    """Everything that can be done to slots, also what is refused."""
    (scratch / "stick").write_bytes(b"key file")
    stick = Credential(ADDED, read_key_file(scratch / "stick"))
    with opened(folder) as (vault, _library):
        credentials = Credentials(vault)
        credentials.add(stick, f"{CANARY} label")
        credentials.strengthen(stick, DEARER_FOR_TESTS)
        with suppress(CredentialInUse):
            credentials.add(Credential(OTHER))
        credentials.change(Credential(PASSPHRASE), Credential(ADDED))
        credentials.change(Credential(ADDED), Credential(PASSPHRASE))
        credentials.remove(next(info.slot for info in credentials.all() if info.has_key_file))


def set_up_other_shelf(folder: Path, _scratch: Path) -> None:
    """The other shelf anew."""
    with opened(folder) as (vault, _library):
        slot_changes.set_up_other_shelf(vault, ADDED, CHEAP_FOR_TESTS)
    with opened(folder, ADDED) as (_vault, library):
        fill(library, 2)


def fail_to_open(folder: Path, _scratch: Path) -> None:
    """Wrong passphrases, and a place that is taken."""
    for wrong in (CANARY, CANARY_KO * 1000):
        with suppress(WrongPassphrase):
            open_cheap_vault(folder, wrong)
    with suppress(VaultExists):
        create_cheap_vault(folder, CANARY)


def fail_in_a_transaction(folder: Path, _scratch: Path) -> None:
    """A transaction that has spilled into the file is given up; then a disk that takes no more."""

    def work(connection: Connection) -> None:
        _make_large_table(connection)
        raise ZeroDivisionError

    with opened(folder) as (vault, library):
        with suppress(ZeroDivisionError):
            vault.shelf.run(work)
        growth.ShelfFiles.grow = _no_room  # type: ignore[method-assign, assignment]
        with suppress(DiskFull):
            fill(library, 30)


def _no_room(_files: growth.ShelfFiles) -> int:
    raise DiskFull


def write_until_killed(folder: Path, _scratch: Path) -> None:
    """Import without end, with a small cache, so that the kill finds pages in the file and originals in the journal."""
    with opened(folder) as (vault, library):
        vault.shelf.run(lambda connection: connection.execute("PRAGMA cache_size = 20"))
        print("begun", flush=True)
        while True:
            fill(library, 3)


def settle_it(folder: Path, _scratch: Path) -> None:
    """What the guard does after a death."""
    settle(folder)


def back_up_and_restore(folder: Path, scratch: Path) -> None:
    """A backup of an open vault, put back in its place; the vault that it replaces is kept, and then erased."""
    with opened(folder) as (vault, library):
        back_up(vault, scratch / "backup")
        fill(library, 2)
    aside = restore(scratch / "backup", folder, replace=True)
    assert aside is not None
    erase_vault(aside)
    back_up_locked(folder, scratch / "second")


def fail_to_back_up(folder: Path, scratch: Path) -> None:
    """Cancelled in the middle, then refused."""
    with opened(folder) as (vault, _library):
        with suppress(Cancelled):
            back_up(vault, scratch / "backup", cancelled=iter([False] * 3 + [True] * 9).__next__)
        with suppress(VaultExists):
            back_up(vault, folder)


def move_away(folder: Path, scratch: Path) -> None:
    """A verified copy elsewhere, and the old one erased."""
    with opened(folder) as (vault, _library):
        assert move(vault, scratch / "moved")


def compact(folder: Path, scratch: Path) -> None:
    """Both shelves copied, row by row, into a new vault, where the index is written anew."""
    create_cheap_vault(scratch / "new", PASSPHRASE, second_passphrase=OTHER)
    with opened(folder) as (vault, _library), opened(scratch / "new") as (target, _new):
        assert copy_library(vault.shelf, target.shelf).copied
        with vault.other_shelf(OTHER) as source, target.other_shelf(OTHER) as place:
            Library(source)
            assert copy_library(source, place).copied


def check_and_rebuild(folder: Path, _scratch: Path) -> None:
    """Everything looked at; the index emptied and written anew; everything looked at again."""
    with opened(folder) as (vault, library):
        assert check_all(vault, library) == []
        rebuild_index(library)
        assert check_all(vault, library) == []


def salvage(folder: Path, scratch: Path) -> None:
    """A shelf with spoilt pages: found by the check, then what is readable is copied."""
    with opened(folder) as (vault, _library):
        shelf, count = folder / SHELF_NAMES[vault.content.shelf], vault.shelf.page_count()
    with shelf.open("r+b") as file:
        for page in (5, count // 2, count - 3):
            file.seek(page * PAGE_BYTES + 99)
            file.write(b"spoilt")
    create_cheap_vault(scratch / "new", PASSPHRASE)
    with (
        open_damaged(folder, PASSPHRASE, profiles=TEST_PROFILES) as pages,
        opened(scratch / "new") as (target, _library),
    ):
        assert salvage_library(pages, target.shelf).copied


def erase_own_shelf(folder: Path, _scratch: Path) -> None:
    """One shelf becomes noise."""
    erase_shelf(open_cheap_vault(folder, PASSPHRASE))


def erase_everything(folder: Path, _scratch: Path) -> None:
    """Both."""
    erase_vault(folder)


OPERATIONS: dict[str, Operation] = {
    each.__name__: each
    for each in (
        create_and_fill,
        search_and_sort,
        remove_and_sweep,
        change_credentials,
        set_up_other_shelf,
        fail_to_open,
        fail_in_a_transaction,
        write_until_killed,
        settle_it,
        back_up_and_restore,
        fail_to_back_up,
        move_away,
        compact,
        check_and_rebuild,
        salvage,
        erase_own_shelf,
        erase_everything,
    )
}

if __name__ == "__main__":
    OPERATIONS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
