"""Checking a library: its vault, the index against the texts, rows that nobody owns, parts that are missing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.errors import VaultDamaged
from reader.search import index
from reader.store.completeness import Shortfall, shortfalls
from reader.store.documents import Documents
from reader.store.index_checking import compare_index
from reader.store.indexing import owners
from reader.store.mending_collections import cut_off_collections, stray_documents
from reader.store.numbering import span_of
from reader.store.tables import PARTS
from reader.vault.check import Finding, FindingKind, check
from reader.vault.progress import IsCancelled, OnProgress, go_on, never, part_of, unheard
from reader.vault.vault import Vault

if TYPE_CHECKING:
    from reader.vault.connection import Connection

_VAULT_SHARE = 0.5
_ROWS_SHARE = 0.2
_DOCUMENTS_AT_ONCE = 50
_STOPPED_BY_PAGES = {FindingKind.PAGE_NOT_GENUINE, FindingKind.DATABASE_UNSOUND}


def check_all(
    vault: Vault, library: Documents, *, on_progress: OnProgress = unheard, cancelled: IsCancelled = never
) -> list[Finding]:
    """Everything wrong with the vault and its open library; empty when all is well. Raises Cancelled.

    Run `purge_unfinished` before: what a kill left of an import counts as orphaned. Of a shelf whose pages or database
    are damaged nothing more is said.
    """
    findings = check(vault, on_progress=part_of(on_progress, 0, _VAULT_SHARE), cancelled=cancelled)
    if not any(finding.kind in _STOPPED_BY_PAGES for finding in findings):
        rest = part_of(on_progress, _VAULT_SHARE, 1)
        try:
            findings += check_library(library, on_progress=rest, cancelled=cancelled)
        except VaultDamaged as error:
            findings.append(Finding(FindingKind.DATABASE_UNSOUND, error.detail))
    on_progress(1, 1)
    return list(dict.fromkeys(findings))


def check_library(
    library: Documents, *, on_progress: OnProgress = unheard, cancelled: IsCancelled = never
) -> list[Finding]:
    """Everything wrong with a library whose shelf is sound. Lets others use the shelf in between. Raises Cancelled."""
    before = library.being_written
    findings = _orphans(library, before, cancelled)
    findings += _missing_parts(library, part_of(on_progress, 0, _ROWS_SHARE), cancelled)
    findings += compare_index(library, part_of(on_progress, _ROWS_SHARE, 1), cancelled)
    return list(dict.fromkeys(findings))


def _orphans(library: Documents, being_written: frozenset[int], cancelled: IsCancelled) -> list[Finding]:
    with library.shelf.read() as connection:
        rows = connection.execute("SELECT id, ready FROM documents").fetchall()
        at_hand = {document for document, ready in rows if ready} | being_written | library.being_written
        found = [("documents", document) for document, _ in rows if document not in at_hand]
        for table in (*(part.name for part in PARTS), "piece_index_docsize"):
            go_on(cancelled)
            found += [(table, document) for document in owners(connection, table) if document not in at_hand]
        found += [("collection_documents", document) for document in stray_documents(connection)]
        titles = connection.execute("SELECT id FROM title_index_docsize")
        found += [("title_index_docsize", document) for (document,) in titles if document not in at_hand]
        if cut_off_collections(connection):
            found.append(("collections", 0))
    return [Finding(FindingKind.ORPHANED_ROWS, table.removesuffix("_docsize"), document) for table, document in found]


def _missing_parts(library: Documents, on_progress: OnProgress, cancelled: IsCancelled) -> list[Finding]:
    findings: list[Finding] = []
    with library.shelf.read() as connection:
        waiting = iter([row[0] for row in connection.execute("SELECT id FROM documents WHERE ready = 1")])
    done, total = 0, library.document_count()
    while batch := list(islice(waiting, _DOCUMENTS_AT_ONCE)):
        go_on(cancelled)
        with library.shelf.read() as connection:
            findings += [finding for document in batch for finding in _parts_of(connection, document)]
        done += len(batch)
        on_progress(min(done, total), total)
    return findings


def _parts_of(connection: Connection, document: int) -> list[Finding]:
    found = [_finding(document, each) for each in shortfalls(connection, document)]
    if not _is_shown(connection, document):  # removed meanwhile
        return []
    return found + _index_rows(connection, document)


def _finding(document: int, shortfall: Shortfall) -> Finding:
    is_missing = shortfall.found < shortfall.expected
    return Finding(
        FindingKind.PARTS_MISSING if is_missing else FindingKind.COUNT_DIFFERS, str(shortfall.part), document
    )


def _is_shown(connection: Connection, document: int) -> bool:
    return connection.execute("SELECT 1 FROM documents WHERE id = ? AND ready = 1", (document,)).fetchone() is not None


def _index_rows(connection: Connection, document: int) -> list[Finding]:
    """A row for each piece and one for the title, be they without a word."""
    span = span_of(document)
    (pieces,) = connection.execute("SELECT count(*) FROM pieces WHERE id BETWEEN ? AND ?", span).fetchone()
    (rows,) = connection.execute("SELECT count(*) FROM piece_index_docsize WHERE id BETWEEN ? AND ?", span).fetchone()
    (titles,) = connection.execute("SELECT count(*) FROM title_index_docsize WHERE id = ?", (document,)).fetchone()
    found = [name for name, right in zip(index.TABLES, (pieces == rows, titles == 1), strict=True) if not right]
    return [Finding(FindingKind.INDEX_DIFFERS, name, document) for name in found]
