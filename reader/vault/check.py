"""Checking an open vault: what is written is what was written, and the database is sound."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.vault.files import PAGE_BYTES, read_at, size_of
from reader.vault.free_pages import free_leaves
from reader.vault.page import LOCK_BYTE_PAGE, SALT_BYTES, is_genuine, mac_key
from reader.vault.vault import Vault

_BATCH_PAGES = 256


class FindingKind(StrEnum):
    """What can be wrong with a vault."""

    PAGE_NOT_GENUINE = "page-not-genuine"
    DATABASE_UNSOUND = "database-unsound"
    DANGLING_REFERENCE = "dangling-reference"
    SIZES_DIFFER = "sizes-differ"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: `detail` names the page, table or rule, never a document's text."""

    kind: FindingKind
    detail: str = ""


def check(vault: Vault) -> list[Finding]:
    """Everything wrong with the open shelf and the files' sizes; empty when all is well. Blocks readers meanwhile.

    Only the pages that the database uses are checked: the rest of the file is noise on purpose, and what a power cut
    tore of a free page was nothing.
    """
    findings = _sizes(vault)
    with vault.shelf.read() as connection:
        count = int(connection.execute("PRAGMA page_count").fetchone()[0])
        findings += _pages(vault, count)
        for (line,) in connection.execute("PRAGMA integrity_check"):
            if line != "ok":
                findings.append(Finding(FindingKind.DATABASE_UNSOUND, str(line)))
        for table, _, referred, _ in connection.execute("PRAGMA foreign_key_check"):
            findings.append(Finding(FindingKind.DANGLING_REFERENCE, f"{table} to {referred}"))
    return findings


def _sizes(vault: Vault) -> list[Finding]:
    a, b = (size_of(vault.files.descriptor(shelf)) for shelf in (0, 1))
    return [] if a == b else [Finding(FindingKind.SIZES_DIFFER)]


def _pages(vault: Vault, count: int) -> list[Finding]:
    descriptor = vault.files.descriptor(vault.content.shelf)
    mac = mac_key(vault.content.key, read_at(descriptor, 0, SALT_BYTES))
    free = free_leaves(descriptor, vault.content.key, mac, count)
    findings = []
    for first in range(1, count + 1, _BATCH_PAGES):
        batch = read_at(descriptor, (first - 1) * PAGE_BYTES, min(_BATCH_PAGES, count + 1 - first) * PAGE_BYTES)
        for number in range(first, min(first + _BATCH_PAGES, count + 1)):
            start = (number - first) * PAGE_BYTES
            if number == LOCK_BYTE_PAGE or number in free:
                continue
            if not is_genuine(batch[start : start + PAGE_BYTES], number, mac):
                findings.append(Finding(FindingKind.PAGE_NOT_GENUINE, str(number)))
    return findings
