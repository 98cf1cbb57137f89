"""Checking an open vault: what is written is what was written, and the database is sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from reader.errors import VaultDamaged
from reader.vault.connection import Connection
from reader.vault.files import PAGE_BYTES, read_at, size_of
from reader.vault.free_pages import free_leaves
from reader.vault.page import LOCK_BYTE_PAGE, SALT_BYTES, is_genuine, mac_key, page_count_in
from reader.vault.progress import IsCancelled, OnProgress, go_on, never, part_of, unheard
from reader.vault.shelf_pages import pages_of
from reader.vault.vault import Vault

_BATCH_PAGES = 256
_STEPS_BETWEEN_QUESTIONS = 1000  # some 0.3 ms, and no slower than unasked
_OF_AN_INDEX = re.compile(r"(?i:fts5)\b.*?\btable (?:\w+\.|\")(\w+)")
"""As in `malformed inverted index for FTS5 table main.x`, `fts5: corruption found reading blob 1 from table "x"`."""

_PAGES_SHARE = 0.35
"""Measured: 7 µs for a page's HMAC, 13 µs for what SQLite then does with it."""


class FindingKind(StrEnum):
    """What can be wrong with a vault; the last four are of the library in it (reader/store/checking.py)."""

    PAGE_NOT_GENUINE = "page-not-genuine"
    DATABASE_UNSOUND = "database-unsound"
    DANGLING_REFERENCE = "dangling-reference"
    SIZES_DIFFER = "sizes-differ"
    INDEX_DIFFERS = "index-differs"
    ORPHANED_ROWS = "orphaned-rows"
    PARTS_MISSING = "parts-missing"
    COUNT_DIFFERS = "count-differs"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: `detail` names the page, table, part or rule, never a document's text.

    `document` is the number of the one that it is about, 0 when it is about none.
    """

    kind: FindingKind
    detail: str = ""
    document: int = 0


def check(vault: Vault, *, on_progress: OnProgress = unheard, cancelled: IsCancelled = never) -> list[Finding]:
    """Everything wrong with the open shelf and the files' sizes; empty when all is well. Raises Cancelled.

    Only the pages that the database uses are checked: the rest of the file is noise on purpose, and what a power cut
    tore of a free page was nothing. The first part lets others use the shelf in between, the second blocks them. It is
    left out when a page is not genuine: SQLCipher refuses everything on a connection that has met one.
    """
    findings = _sizes(vault)
    pages = _pages(vault, part_of(on_progress, 0, _PAGES_SHARE), cancelled)
    findings += pages or _database(vault, cancelled)
    on_progress(1, 1)
    return findings


def _sizes(vault: Vault) -> list[Finding]:
    a, b = (size_of(vault.files.descriptor(shelf)) for shelf in (0, 1))
    return [] if a == b else [Finding(FindingKind.SIZES_DIFFER)]


def _pages(vault: Vault, on_progress: OnProgress, cancelled: IsCancelled) -> list[Finding]:
    findings: list[Finding] = []
    first, count = 1, 1
    while first <= count:
        go_on(cancelled)
        with vault.shelf.read():  # nobody writes while raw pages are read
            count = _page_count(vault)
            findings += _batch(vault, first, min(_BATCH_PAGES, count + 1 - first))
        first += _BATCH_PAGES
        on_progress(min(first, count), count)
    return findings


def _page_count(vault: Vault) -> int:
    """How many pages the first one says there are; 1 when it can't be read. Asked of SQLite, it might refuse."""
    first = pages_of(vault).page(1)
    return 1 if first is None else page_count_in(first)


def _batch(vault: Vault, first: int, count: int) -> list[Finding]:
    descriptor = vault.files.descriptor(vault.content.shelf)
    mac = mac_key(vault.content.key, read_at(descriptor, 0, SALT_BYTES))
    batch = read_at(descriptor, (first - 1) * PAGE_BYTES, count * PAGE_BYTES)
    pages = ((first + at, batch[at * PAGE_BYTES : (at + 1) * PAGE_BYTES]) for at in range(count))
    bad = [number for number, page in pages if number != LOCK_BYTE_PAGE and not is_genuine(page, number, mac)]
    free = free_leaves(descriptor, vault.content.key, mac, _page_count(vault)) if bad else set()
    return [Finding(FindingKind.PAGE_NOT_GENUINE, str(number)) for number in bad if number not in free]


def _database(vault: Vault, cancelled: IsCancelled) -> list[Finding]:
    findings: list[Finding] = []
    try:
        with vault.shelf.read() as connection, _stoppable(connection, cancelled):
            for (line,) in connection.execute("PRAGMA integrity_check"):
                if line != "ok":
                    findings.append(_unsound(str(line)))
            for table, _, referred, _ in connection.execute("PRAGMA foreign_key_check"):
                findings.append(Finding(FindingKind.DANGLING_REFERENCE, f"{table} to {referred}"))
    except VaultDamaged as error:  # so unsound that SQLite can't even list it
        findings.append(Finding(FindingKind.DATABASE_UNSOUND, error.detail))
    return list(dict.fromkeys(findings))


def _unsound(line: str) -> Finding:
    """What a line of SQLite's says: of a search index, which can be written anew, or of anything else."""
    index = _OF_AN_INDEX.search(line)
    return Finding(FindingKind.INDEX_DIFFERS, index[1]) if index else Finding(FindingKind.DATABASE_UNSOUND, line)


@contextmanager
def _stoppable(connection: Connection, cancelled: IsCancelled) -> Iterator[None]:
    """SQLite asks now and then whether to go on; what it raises when not becomes Cancelled in the shelf."""
    connection.set_progress_handler(lambda: int(cancelled()), _STEPS_BETWEEN_QUESTIONS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)
