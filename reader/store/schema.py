"""The tables of a shelf, and the way from each older version to this one.

`user_version` holds the version; 0 is an empty shelf. Each step of MIGRATIONS leads from its index to the next version,
in one transaction, forward only. What was written by a later Hearth is refused, not guessed at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import VaultTooNew
from reader.store.access import ShelfAccess

if TYPE_CHECKING:
    from reader.vault.connection import Connection

_FIRST = (
    # A document is shown once `ready` is 1: until its last event is stored, and from its removal on, it is 0.
    # Everything the list shows stands in this one row. `authors` and `simplified` are lines.
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        ready INTEGER NOT NULL DEFAULT 0,
        kind TEXT NOT NULL,
        title TEXT NOT NULL DEFAULT '',
        authors TEXT NOT NULL DEFAULT '',
        language TEXT NOT NULL DEFAULT '',
        direction TEXT NOT NULL DEFAULT 'auto',
        added_at_s INTEGER NOT NULL,
        opened_at_s INTEGER NOT NULL DEFAULT 0,
        progress REAL NOT NULL DEFAULT 0,
        section_count INTEGER NOT NULL DEFAULT 0,
        page_count INTEGER NOT NULL DEFAULT 0,
        text_length INTEGER NOT NULL DEFAULT 0,
        size_bytes INTEGER NOT NULL DEFAULT 0,
        has_cover INTEGER NOT NULL DEFAULT 0,
        simplified TEXT NOT NULL DEFAULT '',
        sha256 BLOB NOT NULL
    )""",
    "CREATE INDEX documents_by_added ON documents (ready, added_at_s DESC, id DESC)",
    "CREATE INDEX documents_by_sha256 ON documents (sha256)",
    """CREATE TABLE details (
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        publisher TEXT NOT NULL,
        published TEXT NOT NULL,
        description TEXT NOT NULL
    )""",
    """CREATE TABLE covers (
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        media_type TEXT NOT NULL,
        width_px INTEGER NOT NULL,
        height_px INTEGER NOT NULL,
        data BLOB NOT NULL
    )""",
    """CREATE TABLE sections (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        number INTEGER NOT NULL,
        title TEXT NOT NULL,
        language TEXT NOT NULL,
        direction TEXT NOT NULL,
        first_piece INTEGER NOT NULL,
        piece_count INTEGER NOT NULL,
        start INTEGER NOT NULL,
        length INTEGER NOT NULL,
        PRIMARY KEY (document, number)
    ) WITHOUT ROWID""",
    # Small rows apart from large ones: the view asks for the lengths of all pieces before it asks for a text.
    """CREATE TABLE pieces (
        id INTEGER PRIMARY KEY,
        section INTEGER NOT NULL,
        number INTEGER NOT NULL,
        start INTEGER NOT NULL,
        length INTEGER NOT NULL
    )""",
    "CREATE TABLE piece_texts (id INTEGER PRIMARY KEY, text BLOB NOT NULL, html BLOB NOT NULL)",
    "CREATE TABLE chunks (id INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    """CREATE TABLE resources (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        width_px INTEGER NOT NULL,
        height_px INTEGER NOT NULL,
        first_chunk INTEGER NOT NULL,
        chunk_count INTEGER NOT NULL,
        PRIMARY KEY (document, name)
    ) WITHOUT ROWID""",
    "CREATE TABLE resource_chunks (id INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    """CREATE TABLE outline (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        number INTEGER NOT NULL,
        title TEXT NOT NULL,
        level INTEGER NOT NULL,
        section INTEGER NOT NULL,
        place INTEGER NOT NULL,
        PRIMARY KEY (document, number)
    ) WITHOUT ROWID""",
    """CREATE TABLE anchors (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        name TEXT NOT NULL,
        section INTEGER NOT NULL,
        place INTEGER NOT NULL,
        PRIMARY KEY (document, name)
    ) WITHOUT ROWID""",
    """CREATE TABLE pages (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        number INTEGER NOT NULL,
        width_pt REAL NOT NULL,
        height_pt REAL NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (document, number)
    ) WITHOUT ROWID""",
    """CREATE TABLE positions (
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        section INTEGER NOT NULL,
        place INTEGER NOT NULL,
        page_fraction REAL NOT NULL,
        zoom_mode TEXT NOT NULL,
        zoom REAL NOT NULL
    )""",
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # The index keeps no text of its own, and rows go by their number alone: docs/decisions/0003-search-index.md.
    """CREATE VIRTUAL TABLE piece_index USING fts5 (
        words, content='', contentless_delete=1, tokenize='ascii'
    )""",
    """CREATE VIRTUAL TABLE title_index USING fts5 (
        title, authors, content='', contentless_delete=1, tokenize='ascii'
    )""",
)

_SECOND = (
    # Which slots of this shelf's half of `keys` are used, and for what. A row counts while its digest is the slot's:
    # so nothing is wrong between a change of this table and one of `keys`, whichever comes first.
    """CREATE TABLE credentials (
        slot INTEGER NOT NULL,
        digest BLOB NOT NULL,
        label TEXT NOT NULL,
        flags INTEGER NOT NULL,
        profile INTEGER NOT NULL,
        PRIMARY KEY (slot, digest)
    ) WITHOUT ROWID""",
)

_THIRD = (
    # `subjects` and `options` are lines. `password` is the document's own: without it nobody could draw its pages.
    # `options` names what the person wished of its parse, such as "whole-page".
    "ALTER TABLE details ADD COLUMN subjects TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE details ADD COLUMN series TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE details ADD COLUMN series_index TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE details ADD COLUMN password TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE details ADD COLUMN options TEXT NOT NULL DEFAULT ''",
    # Files inside the document, which are listed and never opened; `size_bytes` is -1 if unknown.
    """CREATE TABLE embedded (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        number INTEGER NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        PRIMARY KEY (document, number)
    ) WITHOUT ROWID""",
    # `parent` is 0 at the top; `position` orders those of one parent.
    """CREATE TABLE collections (
        id INTEGER PRIMARY KEY,
        parent INTEGER NOT NULL,
        name TEXT NOT NULL,
        position INTEGER NOT NULL
    )""",
    # The document comes first, as in every table of documents. No reference to `collections`: what a damaged shelf
    # still has of one table must not be refused for want of the other (mending_collections.py).
    """CREATE TABLE collection_documents (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        collection INTEGER NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (document, collection)
    ) WITHOUT ROWID""",
    "CREATE INDEX collection_documents_by_collection ON collection_documents (collection)",
)

_FOURTH = (
    # `kind` is "highlight" or "bookmark"; `tags` are lines. `quote`, `before` and `after` are the words that are marked
    # and those around them: by these the place is found again in another text of the same book. With `is_lost` it was
    # not found, and the place is a guess.
    """CREATE TABLE marks (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        section INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end_section INTEGER NOT NULL,
        end INTEGER NOT NULL,
        colour TEXT NOT NULL,
        note TEXT NOT NULL,
        tags TEXT NOT NULL,
        quote TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        made_at_s INTEGER NOT NULL,
        changed_at_s INTEGER NOT NULL,
        is_lost INTEGER NOT NULL,
        PRIMARY KEY (document, number)
    ) WITHOUT ROWID""",
    # What the person chose for one document alone, by name: how it is set, how its pages lie.
    """CREATE TABLE document_settings (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (document, name)
    ) WITHOUT ROWID""",
    # A dictionary counts once `ready` is 1. `word_blocks` and `article_chunks` tell whether all of it is there.
    """CREATE TABLE dictionaries (
        id INTEGER PRIMARY KEY,
        ready INTEGER NOT NULL,
        name TEXT NOT NULL,
        languages TEXT NOT NULL,
        word_count INTEGER NOT NULL,
        size_bytes INTEGER NOT NULL,
        position INTEGER NOT NULL,
        is_on INTEGER NOT NULL,
        word_blocks INTEGER NOT NULL,
        article_chunks INTEGER NOT NULL
    )""",
    # Ids as numbering.py makes them, of dictionaries. `first` is the key of a block's first word: blocks lie in order,
    # so that one is found by halving. No two tables whose rows have a number and a blob alone: salvaging could not
    # tell them apart.
    "CREATE TABLE dictionary_words (id INTEGER PRIMARY KEY, first TEXT NOT NULL, data BLOB NOT NULL)",
    "CREATE TABLE dictionary_articles (id INTEGER PRIMARY KEY, size_bytes INTEGER NOT NULL, data BLOB NOT NULL)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND, _THIRD, _FOURTH)
VERSION = len(MIGRATIONS)


def prepare(shelf: ShelfAccess) -> None:
    """Bring the shelf's tables to VERSION. Raises VaultTooNew when a later Hearth wrote them."""
    with shelf.read() as connection:
        version = read_version(connection)
    if version > VERSION:
        raise VaultTooNew
    for step in range(version, VERSION):
        shelf.run(lambda connection, step=step: _migrate(connection, step))  # type: ignore[misc]


def read_version(connection: Connection) -> int:
    """The schema version of a shelf."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _migrate(connection: Connection, step: int) -> None:
    for statement in MIGRATIONS[step]:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {step + 1:d}")
