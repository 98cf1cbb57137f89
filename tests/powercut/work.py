"""Realistic work on a vault with both shelves in use, recorded: what the power cut cuts.

Each transaction is reported when the program is told that it is committed, with what each passphrase must open from
then on. Between two reports there is one transaction, so that a cut there must leave what the one or the other says.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from reader.errors import DiskFull
from reader.formats.registry import recognise
from reader.store import batches
from reader.store.library import Library
from reader.store.rows import Position
from reader.text.model import Locator, Metadata
from reader.vault.connection import Connection
from reader.vault.shelf import Shelf
from reader.vault.vault import Vault
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, PERSIAN, epub, page, picture
from tests.powercut.disk import State, read_state
from tests.powercut.events import Event
from tests.powercut.recorder import Recorder, recording
from tests.store.samples import section
from tests.vault.conftest import FIRST, SECOND

T = TypeVar("T")
Promise = dict[str, str | None]
"""What each passphrase opens: the digest of a shelf's content, or None for nothing."""

_BLOB_BYTES = 900_000
_SPILLING_PAGES = 20


@dataclass(frozen=True)
class Recording:
    """A folder as it was, where its names led, and what happened then; `promise` held at the beginning."""

    state: State
    names: dict[str, int]
    promise: Promise
    events: list[Event]


def digest(connection: Connection) -> str:
    """A digest of every row of every table, the search index's own tables among them."""
    total = hashlib.sha256()
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name")
    for (table,) in tables.fetchall():
        total.update(f"\n{table}\n".encode())
        for row in connection.execute(f"SELECT * FROM '{table}'"):
            for value in row:
                total.update(value if isinstance(value, bytes) else repr(value).encode())
                total.update(b"\0")
    return total.hexdigest()


class ReportingShelf:
    """A shelf that reports each transaction once it is committed. What the store asks of a shelf, and no more."""

    def __init__(self, shelf: Shelf, report: Callable[[str], None]) -> None:
        self._shelf = shelf
        self._report = report

    def read(self) -> AbstractContextManager[Connection]:
        return self._shelf.read()

    def interrupt(self) -> None:
        self._shelf.interrupt()

    def run(self, work: Callable[[Connection], T]) -> T:
        result = self._shelf.run(work)
        with self._shelf.read() as connection:
            self._report(digest(connection))
        return result


class Worker:
    """Opens one shelf after the other and works on it."""

    def __init__(self, folder: Path, recorder: Recorder, promise: Promise) -> None:
        self._folder = folder
        self._recorder = recorder
        self._promise = promise

    @contextmanager
    def library(self, passphrase: str, *, spilling: bool = False) -> Iterator[tuple[Vault, Library]]:
        """A library whose transactions are reported; spilling, its pages reach the file in mid-transaction."""
        vault = open_cheap_vault(self._folder, passphrase)

        def report(content: str) -> None:
            self._promise[passphrase] = content
            self._recorder.report(dict(self._promise))

        if spilling:
            with vault.shelf.write() as connection:
                connection.execute(f"PRAGMA cache_size = {_SPILLING_PAGES}")
        yield vault, Library(ReportingShelf(vault.shelf, report), clock_s=lambda: 1_000_000.0)
        vault.close()


def record_work(folder: Path) -> Recording:
    """A new vault in `folder`, and some sessions on both of its shelves."""
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    promise: Promise = {FIRST: None, SECOND: None}
    for passphrase in promise:
        vault = open_cheap_vault(folder, passphrase)
        with vault.shelf.read() as connection:
            promise[passphrase] = digest(connection)
        vault.close()
    before, at_first = read_state(folder), dict(promise)
    with recording(folder) as recorder, _same_transactions_every_time():
        worker = Worker(folder, recorder, promise)
        with worker.library(FIRST) as (_, library):
            book = import_book(library)
            import_blob(library, b"one")
            library.set_position(book, Position(locator=Locator(1, 40), progress=0.4))
            library.set_setting("theme", "sepia")
        with worker.library(SECOND, spilling=True) as (vault, library):
            import_blob(library, b"two")
            hidden = import_book(library)
            grow_on_a_full_disk(vault)
            library.remove(hidden)
        with worker.library(FIRST, spilling=True) as (vault, library):
            import_blob(library, b"three", b"four", b"five", b"six")  # more than the 4 MiB of the file
            abandon(library)
            library.remove(book)
        with worker.library(SECOND) as (vault, library):
            vault.files.grow()
            library.set_position(1, Position(locator=Locator(0, 0), progress=1.0))
    return Recording(before, recorder.first_names, at_first, recorder.events)


def import_book(library: Library) -> int:
    """An EPUB with a picture, through the format's own parser; its number."""
    text = "".join(f"<p>{number}. {ENGLISH} {KOREAN} {ARABIC} {PERSIAN}</p>" for number in range(120))
    pages = {f"{number}.xhtml": page(f"<h1>{number}</h1>{text}<img src='p.png'/>") for number in range(4)}
    data = epub(pages, others={"p.png": picture(size=(300, 200))})
    kind = recognise(data)
    assert kind is not None
    writer = library.new_document(kind.kind, sha256=hashlib.sha256(data).digest())
    for event in kind.parse(data):
        writer.add(event)
    writer.add_chunk(data)
    return writer.finish()


def import_blob(library: Library, *names: bytes) -> None:
    """Documents of one section whose originals are large."""
    for name in names:
        writer = library.new_document("text", sha256=hashlib.sha256(name).digest())
        writer.add(Metadata(title=name.decode()))
        writer.add(section(0, f"{name.decode()} {ENGLISH}\n" * 300))
        writer.add_chunk(hashlib.shake_128(name).digest(_BLOB_BYTES))
        writer.finish()


def abandon(library: Library) -> None:
    """Begin a document and give it up half-way."""
    writer = library.new_document("text", sha256=b"abandoned")
    for number in range(40):
        writer.add(section(number, f"{number} {KOREAN}\n" * 50))
    writer.abandon()


def grow_on_a_full_disk(vault: Vault) -> None:
    """Both shelves grow, the disk is full in the middle of the second's step, and both are cut to what they were."""
    calls, write = [0], os.write

    def failing(descriptor: int, data: bytes) -> int:
        calls[0] += 1
        if calls[0] > 8:
            raise OSError(errno.ENOSPC, "no space left")
        return write(descriptor, data)

    with pytest.MonkeyPatch.context() as disk:
        disk.setattr(os, "write", failing)
        with pytest.raises(DiskFull):
            vault.files.grow()


@contextmanager
def _same_transactions_every_time() -> Iterator[None]:
    """Batches otherwise adapt to how fast the disk is, and no two records would have the same events."""
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr(batches.Batch, "_learn", lambda _batch, _took_ms: None)
        yield
