"""Carrying out a session on a real vault: closed in this process, or in a child that is killed in mid-write."""

from __future__ import annotations

import os
import random
import select
import signal
import time
import traceback
from pathlib import Path

from reader.store.credentials import Credentials
from reader.store.library import Library
from reader.store.rows import Position
from reader.vault.credential import Credential
from reader.vault.files import JOURNAL_NAMES, SHELF_NAMES
from reader.vault.settle import settle
from reader.vault.vault import Vault
from tests.cheap import open_cheap_vault
from tests.inspector.books import import_book, place_in
from tests.inspector.power import cut_power
from tests.inspector.twins import Ending, Session, Shelf

LONGEST_DELAY_S = 0.15
GROWTH_DELAY_S = 0.03
"""From the first write to the kill: anywhere in an import, or before a growth is through."""

_BEGINS_IN_S = 60


def live(folder: Path, passphrase: str, session: Session) -> bool:
    """One session, from opening to settled files; answer whether it died in mid-transaction.

    Raises RuntimeError when the other shelf made the files grow.
    """
    size_before = (folder / SHELF_NAMES[0]).stat().st_size
    hot = False
    if session.ending is Ending.CLOSE:
        vault = open_cheap_vault(folder, passphrase)
        _work(vault, session)
        vault.close()
    else:
        _live_and_die(folder, passphrase, session)
        hot = any(_size(folder / name) for name in JOURNAL_NAMES)
        if session.ending is Ending.POWER_CUT:
            cut_power(folder, size_before, random.Random(session.seed))  # noqa: S311 - no secret
        settle(folder)
    if session.shelf is Shelf.OTHER and not session.grows and _size(folder / SHELF_NAMES[0]) != size_before:
        raise RuntimeError("the other shelf made the files grow, which the inspector would see")
    return hot


def _work(vault: Vault, session: Session) -> Library | None:
    lots = random.Random(session.seed)  # noqa: S311 - no secret
    if session.grows:
        vault.files.grow()
    if not session.books:
        return None
    library = Library(vault.shelf)
    library.purge_unfinished()
    for book in session.books:
        document = import_book(library, lots, book.sections, book.original_bytes)
        library.set_position(document, Position(locator=place_in(lots, book.sections), progress=0.0))
    documents = [row.id for row in library.documents()]
    for document in lots.sample(documents, min(session.removals, len(documents) - 1)):
        library.remove(document)
    _move_about(library, lots, session.moves)
    if session.new_passphrase:
        Credentials(vault).add(Credential(session.new_passphrase), "one more")
    return library


def _move_about(library: Library, lots: random.Random, moves: int) -> None:
    rows = library.documents()
    for _ in range(moves):
        row = lots.choice(rows)
        library.set_position(row.id, Position(locator=place_in(lots, row.section_count), progress=lots.random()))


def _live_and_die(folder: Path, passphrase: str, session: Session) -> None:
    """Fork a reader; kill it at a random instant after it began to write, in mid-growth or in mid-transaction.

    The unused twin draws the same, and is killed when it has nothing left to write: so both grew as far.
    """
    receiving, sending = os.pipe()
    files = [folder / name for name in (*SHELF_NAMES, *JOURNAL_NAMES)]
    before = [_size(file) for file in files]
    child = os.fork()
    if child == 0:
        _live_until_killed(folder, passphrase, session, sending)
    os.close(sending)
    try:
        lots = random.Random(session.seed ^ 1)  # noqa: S311 - no secret
        in_growth = session.grows and lots.random() < 0.6
        writes = _wait_until_writing(files, before, receiving)
        _spin(lots.uniform(0, GROWTH_DELAY_S if in_growth else LONGEST_DELAY_S))
        if writes and not in_growth:
            _wait_until_writing(files[2:], [0, 0], receiving)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(receiving)


def _live_until_killed(folder: Path, passphrase: str, session: Session, sending: int) -> None:
    try:
        library = _work(open_cheap_vault(folder, passphrase), session)
        while library is not None:
            _move_about(library, random.Random(), 10)  # noqa: S311 - no secret
        os.write(sending, b"idle")
        signal.pause()
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on as its parent
        traceback.print_exc()
    finally:
        os._exit(1)


def _wait_until_writing(files: list[Path], before: list[int], receiving: int) -> bool:
    """True once a size is another, False when the child says that it has nothing to write.

    Raises RuntimeError when it died, or does neither.
    """
    deadline = time.monotonic() + _BEGINS_IN_S
    while [_size(file) for file in files] == before:
        if select.select([receiving], [], [], 0)[0]:
            if not os.read(receiving, 4):
                raise RuntimeError("the reader ended by itself")
            return False
        if time.monotonic() > deadline:
            raise RuntimeError("the reader wrote nothing")
    return True


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:  # a journal that is being made anew
        return 0


def _spin(seconds: float) -> None:
    """Let a moment pass without sleeping through the instant."""
    deadline = time.perf_counter() + seconds
    while time.perf_counter() < deadline:
        pass
