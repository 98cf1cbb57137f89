"""The index's rows, as statements for the store to carry out inside its own transactions."""

from __future__ import annotations

TABLES = ("piece_index", "title_index")

INSERT_PIECE = "INSERT INTO piece_index (rowid, words) VALUES (?, ?)"
"""Piece id, `words.row_words`."""

DELETE_PIECE = "DELETE FROM piece_index WHERE rowid = ?"
"""Piece id."""

INSERT_TITLE = "INSERT INTO title_index (rowid, title, authors) VALUES (?, ?, ?)"
"""Document id, words of the title, words of all authors."""

DELETE_TITLE = "DELETE FROM title_index WHERE rowid = ?"
"""Document id."""

MERGE = "INSERT INTO {0} ({0}, rank) VALUES ('merge', ?)"
"""Pages to write; below 0: first gather all segments in one level (https://sqlite.org/fts5.html, 6.8)."""

CHANGES_OF_A_MERGE = 2
"""A merge command that changed fewer rows than this had nothing left to do (same place)."""
