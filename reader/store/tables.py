"""Every table of a shelf, and what becomes of it when a library is copied: none may be forgotten.

A table that a step of schema.py adds has its line here; a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.search import index
from reader.store.numbering import owner_of


@dataclass(frozen=True)
class Table:
    """A table whose rows belong to documents: `key` is its primary key, the first column of which tells the document.

    With `by_part`, that column holds numbers of parts (numbering.py), else the document's own.
    """

    name: str
    key: tuple[str, ...]
    by_part: bool = False

    def owner(self, first: int) -> int:
        """The document of a row whose key begins with `first`."""
        return owner_of(first) if self.by_part else first


DOCUMENTS = Table("documents", ("id",))
PIECES = Table("pieces", ("id",), by_part=True)
PIECE_TEXTS = Table("piece_texts", ("id",), by_part=True)
CHUNKS = Table("chunks", ("id",), by_part=True)
RESOURCE_CHUNKS = Table("resource_chunks", ("id",), by_part=True)

PARTS = (PIECES, PIECE_TEXTS, CHUNKS, RESOURCE_CHUNKS)
"""Tables without a reference to `documents`: only their row ids tell whose they are."""

OF_DOCUMENTS = (
    DOCUMENTS,
    Table("details", ("document",)),
    Table("covers", ("document",)),
    Table("sections", ("document", "number")),
    PIECES,
    PIECE_TEXTS,
    CHUNKS,
    Table("resources", ("document", "name")),
    RESOURCE_CHUNKS,
    Table("outline", ("document", "number")),
    Table("anchors", ("document", "name")),
    Table("pages", ("document", "number")),
    Table("positions", ("document",)),
    Table("embedded", ("document", "number")),
    Table("collection_documents", ("document", "collection")),
    Table("marks", ("document", "number")),
    Table("document_settings", ("document", "name")),
)
"""Copied for every document that is ready, `documents` first: others refer to it."""

OF_DICTIONARIES = (
    Table("dictionaries", ("id",)),
    Table("dictionary_words", ("id",), by_part=True),
    Table("dictionary_articles", ("id",), by_part=True),
)
"""`dictionaries` first; only those that are ready are copied, or what is left of them."""

OF_THE_LIBRARY = ("settings", "collections", *(table.name for table in OF_DICTIONARIES))
"""Copied whole; of `settings` all but the notes that tell what is due in this very shelf."""

OF_THE_VAULT: tuple[str, ...] = ("credentials",)
"""Not copied: they tell of key slots, and another vault has others."""

MADE_FROM_TEXT = index.TABLES
"""Not copied but written anew, so that nothing of a removed document can come along."""

KEPT_BY_SQLITE = ("sqlite_sequence",)
"""Its one row, the last number given to a document, is copied: numbers are not given twice."""
