"""Comparing the search index, word by word, with what the texts say.

Every place of every word in the index, and every one that the texts give, is a number; both sides are added up for
each document, so that neither has to be held. Two sums that agree by chance are one in 2^64.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.errors import VaultDamaged
from reader.search import index
from reader.store.access import ShelfAccess
from reader.store.documents import Documents
from reader.store.indexing import piece_rows, title_row
from reader.store.numbering import owner_of
from reader.vault.check import Finding, FindingKind
from reader.vault.progress import IsCancelled, OnProgress, go_on, part_of

if TYPE_CHECKING:
    from reader.vault.connection import Connection

_LONGEST_WORD_BYTES = 32768
"""FTS5 cuts a longer one (FTS5_MAX_TOKEN_SIZE)."""

_PLACES_AT_ONCE = 50_000
_SAMPLE_EVERY = 50
"""Words on one page of the index are more than that, so that none goes untried (a page of 4 KiB holds some hundred)."""

_SCAN_SHARE = 0.3
_PIECES, _TITLES = index.TABLES
_PIECE_COLUMNS, _TITLE_COLUMNS = (b"words",), (b"title", b"authors")
_SUM = (1 << 64) - 1

_MAKE = "CREATE VIRTUAL TABLE temp.index_words USING fts5vocab(main, {}, instance)"
_PLACES = """SELECT CAST(term AS BLOB), doc, CAST(col AS BLOB), offset FROM temp.index_words
    WHERE term >= CAST(? AS TEXT) ORDER BY term"""

_FIND = "SELECT 1 FROM {0} WHERE {0} MATCH ? LIMIT 1"

Sums = Counter[int]
"""For each document, the sum of the numbers of its words' places."""


def compare_index(library: Documents, on_progress: OnProgress, cancelled: IsCancelled) -> list[Finding]:
    """The documents of which the index says something else than their text or title. Raises Cancelled.

    Only documents that are there before and after are judged, so that others can come and go meanwhile.
    """
    documents = _shown(library.shelf)
    scan = part_of(on_progress, 0, _SCAN_SHARE)
    pieces, found = _sums(library.shelf, _PIECES, cancelled)
    scan(1, 2)
    titles, missed = _sums(library.shelf, _TITLES, cancelled)
    scan(2, 2)
    texts = part_of(on_progress, _SCAN_SHARE, 1)
    total, done = sum(documents.values()), 0
    found += missed
    for document, text_length in documents.items():
        go_on(cancelled)
        if _text_sum(library.shelf, document, cancelled) != pieces[document] & _SUM:
            found.append(Finding(FindingKind.INDEX_DIFFERS, _PIECES, document))
        if _title_sum(library.shelf, document) != titles[document] & _SUM:
            found.append(Finding(FindingKind.INDEX_DIFFERS, _TITLES, document))
        done += text_length
        texts(done, total)
    still = _shown(library.shelf) if found else {}
    return [finding for finding in found if not finding.document or finding.document in still]


def _shown(shelf: ShelfAccess) -> dict[int, int]:
    """The documents that are shown, and the lengths of their texts."""
    with shelf.read() as connection:
        return dict(connection.execute("SELECT id, text_length FROM documents WHERE ready = 1 ORDER BY id").fetchall())


def _sums(shelf: ShelfAccess, table: str, cancelled: IsCancelled) -> tuple[Sums, list[Finding]]:
    """What the index holds, and whether its words are found there.

    It is read in stretches of whole words, each of them a read of its own.
    """
    sums: Sums = Counter()
    after: bytes | None = b""
    found: list[Finding] = []
    while after is not None:
        go_on(cancelled)
        samples: list[bytes] = []
        try:
            with shelf.read() as connection, _words_of(connection, table):
                after = _add_stretch(connection, table, after, sums, samples)
                if not found and not all(_is_found(connection, table, word) for word in samples):
                    found.append(Finding(FindingKind.INDEX_DIFFERS, table))
        except VaultDamaged:  # the pages are sound, so it is the index that can't be followed
            return sums, [Finding(FindingKind.INDEX_DIFFERS, table)]
    return sums, found


def _add_stretch(connection: Connection, table: str, first: bytes, sums: Sums, samples: list[bytes]) -> bytes | None:
    """Add the places from the word `first` on; the word to go on with, None after the last."""
    before, words = b"", 0
    for count, (word, row, column, offset) in enumerate(connection.execute(_PLACES, (first,))):
        if word != before:
            if count >= _PLACES_AT_ONCE:
                return bytes(word)
            if words % _SAMPLE_EVERY == 0 and len(word) < _LONGEST_WORD_BYTES:
                samples.append(word)
            words += 1
        before = word
        sums[owner_of(row) if table == _PIECES else row] += _number_of(row, column, offset, word)
    return None


def _is_found(connection: Connection, table: str, word: bytes) -> bool:
    """Whether a search finds a word that the index holds: it goes by an index of its own, which a scan does not use."""
    asked = f'"{word.decode()}"'
    return connection.execute(_FIND.format(table), (asked,)).fetchone() is not None


@contextmanager
def _words_of(connection: Connection, table: str) -> Iterator[None]:
    """SQLite's own view of what the index holds, as long as it is needed; it lives in memory, not in the shelf."""
    (query_only,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only = 0")  # which means temporary tables too
    connection.execute(_MAKE.format(table))
    try:
        yield
    finally:
        connection.execute("DROP TABLE temp.index_words")
        connection.execute(f"PRAGMA query_only = {query_only:d}")


def _text_sum(shelf: ShelfAccess, document: int, cancelled: IsCancelled) -> int:
    total = 0
    for row, _, words in piece_rows(shelf, document):
        go_on(cancelled)
        total += _sum_of(row, _PIECE_COLUMNS[0], words)
    return total & _SUM


def _title_sum(shelf: ShelfAccess, document: int) -> int:
    with shelf.read() as connection:
        columns = title_row(connection, document)
    return sum(_sum_of(document, *column) for column in zip(_TITLE_COLUMNS, columns or ("", ""), strict=True)) & _SUM


def _sum_of(row: int, column: bytes, words: str) -> int:
    encoded = words.encode().split(b" ") if words else []
    return sum(_number_of(row, column, offset, word[:_LONGEST_WORD_BYTES]) for offset, word in enumerate(encoded))


def _number_of(row: int, column: bytes, offset: int, word: bytes) -> int:
    """One number for a word at a place; it holds within this process, which is all that is asked of it.

    It is Python's keyed hash (SipHash) of one run of bytes. That of a tuple would not do: it is so nearly linear that
    two words in each other's place often add up to the same.
    """
    return hash(b"%d %b %d %b" % (row, column, offset, word))
