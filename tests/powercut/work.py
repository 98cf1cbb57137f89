"""Realistic work on the libraries of a vault with both shelves in use."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.errors import DiskFull
from reader.formats.registry import recognise
from reader.store import batches
from reader.store.library import Library
from reader.store.rows import Position
from reader.text.model import Locator, Metadata
from reader.vault.vault import Vault
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, PERSIAN, epub, page, picture
from tests.powercut.sessions import Recording, recorded_sessions
from tests.store.samples import section
from tests.vault.conftest import FIRST, SECOND

_BLOB_BYTES = 900_000
_SPILLING_PAGES = 20


def record_work(folder: Path) -> Recording:
    """A new vault in `folder`, and some sessions on both of its shelves: imports, removals, growth."""
    with recorded_sessions(folder, [FIRST, SECOND]) as sessions, _same_transactions_every_time():
        with sessions.library(FIRST) as (_, library):
            book = import_book(library)
            import_blobs(library, b"one")
            library.set_position(book, Position(locator=Locator(1, 40), progress=0.4))
            library.set_setting("theme", "sepia")
        with sessions.library(SECOND) as (vault, library):
            spill(vault)
            import_blobs(library, b"two")
            removed = import_book(library)
            grow_on_a_full_disk(vault)
            library.remove(removed)
        with sessions.library(FIRST) as (vault, library):
            spill(vault)
            import_blobs(library, b"three", b"four", b"five", b"six")  # more than the 4 MiB of the file
            abandon(library)
            library.remove(book)
        with sessions.library(SECOND) as (vault, library):
            vault.files.grow()
            library.set_position(1, Position(locator=Locator(0, 0), progress=1.0))
    return sessions.recording


def spill(vault: Vault) -> None:
    """From here on pages reach the file in mid-transaction."""
    with vault.shelf.write() as connection:
        connection.execute(f"PRAGMA cache_size = {_SPILLING_PAGES}")


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


def import_blobs(library: Library, *names: bytes) -> None:
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
