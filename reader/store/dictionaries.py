"""Dictionaries that a person has added: lists of them, adding, removing, and finding a word in one.

Looking up halves the list of blocks by their first keys (some twelve rows by number), then reads one block and, for
what is shown, one chunk of articles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from reader.errors import Cancelled, ProtocolViolation
from reader.store.access import ShelfAccess
from reader.store.batches import Batch
from reader.store.numbering import part_id, span_of
from reader.text.dictionary import (
    Article,
    DictionaryChunk,
    DictionaryEvent,
    DictionaryHead,
    DictionaryWords,
    Entry,
    key_of,
    unpacked_article,
    unpacked_entries,
)

if TYPE_CHECKING:
    from reader.vault.connection import Connection

_ROW_MS = 0.05
_BYTE_MS = 1 / 50_000
_ROWS_PER_STEP = 16
_PUT_WORDS = "INSERT INTO dictionary_words (id, first, data) VALUES (?, ?, ?)"
_PUT_ARTICLES = "INSERT INTO dictionary_articles (id, size_bytes, data) VALUES (?, ?, ?)"
_CLEAR = (
    "DELETE FROM dictionary_words WHERE id IN (SELECT id FROM dictionary_words WHERE id BETWEEN ? AND ? LIMIT ?)",
    "DELETE FROM dictionary_articles WHERE id IN (SELECT id FROM dictionary_articles WHERE id BETWEEN ? AND ? LIMIT ?)",
)
_LIST = """SELECT id, name, languages, word_count, size_bytes, is_on,
        word_blocks = (SELECT count(*) FROM dictionary_words WHERE id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1)
        AND article_chunks =
            (SELECT count(*) FROM dictionary_articles WHERE id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1)
    FROM dictionaries AS d WHERE ready = 1 ORDER BY position, id"""


class DictionaryRow(msgspec.Struct, frozen=True):
    """One dictionary; without `is_whole`, some of it was lost with a damaged library."""

    id: int
    name: str
    languages: str
    word_count: int
    size_bytes: int
    is_on: bool
    is_whole: bool = True


class Dictionaries:
    """The part of the library that keeps dictionaries."""

    def __init__(self, shelf: ShelfAccess) -> None:
        self._shelf = shelf
        self._being_added: set[int] = set()

    def dictionaries(self) -> list[DictionaryRow]:
        """All, in the order in which they are asked."""
        with self._shelf.read() as connection:
            rows = connection.execute(_LIST).fetchall()
        return [
            DictionaryRow(number, name, languages, words, size_bytes, bool(is_on), bool(is_whole))
            for number, name, languages, words, size_bytes, is_on, is_whole in rows
        ]

    def dictionaries_on(self) -> list[tuple[int, str]]:
        """Number and name of those that are asked, in their order."""
        with self._shelf.read() as connection:
            return connection.execute(
                "SELECT id, name FROM dictionaries WHERE ready = 1 AND is_on = 1 ORDER BY position, id"
            ).fetchall()

    def new_dictionary(self) -> DictionaryWriter:
        """Begin one; it is there once its writer is finished."""
        return DictionaryWriter(self._shelf, self._being_added)

    def set_dictionary_on(self, dictionary: int, *, on: bool) -> None:
        """Ask it from now on, or no longer."""
        self._run("UPDATE dictionaries SET is_on = ? WHERE id = ?", int(on), dictionary)

    def order_dictionaries(self, order: Sequence[int]) -> None:
        """Let them be asked in this order."""
        rows = [(place, dictionary) for place, dictionary in enumerate(order)]
        self._shelf.run(
            lambda connection: connection.executemany("UPDATE dictionaries SET position = ? WHERE id = ?", rows)
        )

    def remove_dictionary(self, dictionary: int) -> None:
        """It is gone at once; its rows go in short transactions."""
        self._run("UPDATE dictionaries SET ready = 0 WHERE id = ?", dictionary)
        _purge(self._shelf, dictionary, _never)

    def purge_dictionaries(self, *, cancelled: Callable[[], bool] | None = None) -> None:
        """Clear what kills left of adding and removing. Raises Cancelled."""
        with self._shelf.read() as connection:
            rows = connection.execute("SELECT id FROM dictionaries WHERE ready = 0").fetchall()
        for dictionary in {number for (number,) in rows} - self._being_added:
            _purge(self._shelf, dictionary, cancelled or _never)

    # -- looking up

    def entries(self, dictionary: int, word: str, *, most: int = 50) -> list[Entry]:
        """The entries whose headword is the same word, as the search folds it."""
        key = key_of(word)
        found: list[Entry] = []
        for entry_key, entry in self._entries_from(dictionary, key):
            if entry_key != key or len(found) >= most:
                break
            found.append(entry)
        return found

    def entries_beginning(self, dictionary: int, word: str, *, most: int = 20) -> list[Entry]:
        """The entries whose headword begins with the word."""
        key = key_of(word)
        found: list[Entry] = []
        for entry_key, entry in self._entries_from(dictionary, key):
            if not entry_key.startswith(key) or len(found) >= most:
                break
            found.append(entry)
        return found

    def article(self, dictionary: int, entry: Entry) -> Article | None:
        """The article of an entry; None where it was lost."""
        chunk = self._one("SELECT data FROM dictionary_articles WHERE id = ?", part_id(dictionary, entry.chunk))
        try:
            return None if chunk is None else unpacked_article(chunk[0], entry)
        except ProtocolViolation:
            return None

    def _entries_from(self, dictionary: int, key: str) -> Iterator[tuple[str, Entry]]:
        """Entries from the first on whose key is not less than `key`."""
        block = self._block_before(dictionary, key)
        while (
            row := self._one("SELECT data FROM dictionary_words WHERE id = ?", part_id(dictionary, block))
        ) is not None:
            try:
                entries = unpacked_entries(row[0])
            except ProtocolViolation:
                entries = []
            keys = [key_of(entry.word) for entry in entries]
            at = bisect_left(keys, key)
            yield from zip(keys[at:], entries[at:], strict=True)
            block += 1

    def _block_before(self, dictionary: int, key: str) -> int:
        """The last block whose first key is less than `key`: equal words may begin in it."""
        low, high = 0, self._blocks(dictionary)
        while high - low > 1:
            middle = (low + high) // 2
            row = self._one("SELECT first FROM dictionary_words WHERE id = ?", part_id(dictionary, middle))
            if row is not None and row[0] < key:
                low = middle
            else:
                high = middle
        return low

    def _blocks(self, dictionary: int) -> int:
        row = self._one("SELECT word_blocks FROM dictionaries WHERE id = ?", dictionary)
        return 0 if row is None else int(row[0])

    def _one(self, statement: str, value: int) -> Any:
        with self._shelf.read() as connection:
            return connection.execute(statement, (value,)).fetchone()

    def _run(self, statement: str, *values: int) -> None:
        self._shelf.run(lambda connection: connection.execute(statement, values))


class DictionaryWriter:
    """Writes one dictionary in short transactions; nobody sees it before `finish`."""

    def __init__(self, shelf: ShelfAccess, being_added: set[int]) -> None:
        """`being_added` holds its number until it is finished or abandoned."""
        self._shelf = shelf
        self._being_added = being_added
        self._batch = Batch(shelf)
        self._id = int(
            shelf.run(
                lambda connection: (
                    connection.execute(
                        """INSERT INTO dictionaries (ready, name, languages, word_count, size_bytes, position, is_on,
                    word_blocks, article_chunks)
                    SELECT 0, '', '', 0, 0, coalesce(max(position) + 1, 0), 1, 0, 0 FROM dictionaries"""
                    ).lastrowid
                    or 0
                )
            )
        )
        being_added.add(self._id)
        self._head = DictionaryHead("", "", 0)
        self._blocks = self._chunks = self._size_bytes = 0

    def add(self, event: DictionaryEvent) -> None:
        """The next event of a dictionary, in their order. Raises DiskFull."""
        match event:
            case DictionaryHead():
                self._head = event
            case DictionaryChunk(data, size_bytes):
                self._put(_PUT_ARTICLES, (part_id(self._id, self._chunks), size_bytes, data), len(data))
                self._chunks += 1
            case DictionaryWords(first, data):
                self._put(_PUT_WORDS, (part_id(self._id, self._blocks), first, data), len(data))
                self._blocks += 1

    def finish(self) -> int:
        """Let it be seen; its number."""
        head = self._head
        self._batch.put(
            """UPDATE dictionaries SET ready = 1, name = ?, languages = ?, word_count = ?, size_bytes = ?,
            word_blocks = ?, article_chunks = ? WHERE id = ?""",
            (head.name, head.languages, head.word_count, self._size_bytes, self._blocks, self._chunks, self._id),
        )
        self._batch.flush()
        self._being_added.discard(self._id)
        return self._id

    def abandon(self) -> None:
        """Leave nothing of it."""
        self._batch.drop()
        _purge(self._shelf, self._id, _never)
        self._being_added.discard(self._id)

    def _put(self, statement: str, row: tuple[Any, ...], size_bytes: int) -> None:
        self._size_bytes += size_bytes
        self._batch.put(statement, row, estimate_ms=_ROW_MS + size_bytes * _BYTE_MS)


def _purge(shelf: ShelfAccess, dictionary: int, cancelled: Callable[[], bool]) -> None:
    for statement in _CLEAR:
        while shelf.run(lambda connection, statement=statement: _clear(connection, statement, dictionary)):  # type: ignore[misc]
            if cancelled():
                raise Cancelled
    shelf.run(lambda connection: connection.execute("DELETE FROM dictionaries WHERE id = ?", (dictionary,)))


def _clear(connection: Connection, statement: str, dictionary: int) -> bool:
    return connection.execute(statement, (*span_of(dictionary), _ROWS_PER_STEP)).rowcount > 0


def _never() -> bool:
    return False
