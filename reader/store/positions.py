"""Where reading stopped, and small settings: each commit touches two rows or one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reader.store.access import ShelfAccess
from reader.store.rows import Position, ZoomMode
from reader.text.model import Locator

if TYPE_CHECKING:
    from reader.vault.connection import Connection


class Positions:
    """The part of the library that keeps reading positions."""

    def __init__(self, shelf: ShelfAccess, clock_s: Callable[[], float] = time.time) -> None:
        self._shelf = shelf
        self._clock_s = clock_s

    def position(self, document: int) -> Position | None:
        """Where reading stopped; None when it never began."""
        with self._shelf.read() as connection:
            row = connection.execute(
                """SELECT section, place, progress, page_fraction, zoom_mode, zoom
                FROM positions JOIN documents ON id = document WHERE document = ?""",
                (document,),
            ).fetchone()
        if row is None:
            return None
        section, place, progress, page_fraction, zoom_mode, zoom = row
        return Position(
            locator=Locator(section, place),
            progress=progress,
            page_fraction=page_fraction,
            zoom_mode=ZoomMode(zoom_mode),
            zoom=zoom,
        )

    def set_position(self, document: int, position: Position) -> None:
        """Keep where reading stopped; committed on return. A document removed meanwhile is no error."""
        now_s = int(self._clock_s())
        self._shelf.run(lambda connection: _store(connection, document, position, now_s))


class Settings:
    """The part of the library that keeps named settings of the app, as text."""

    def __init__(self, shelf: ShelfAccess) -> None:
        self._shelf = shelf

    def setting(self, name: str) -> str | None:
        """The value last set, if any."""
        with self._shelf.read() as connection:
            row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Keep a value; committed on return."""
        self.set_settings({name: value})

    def set_settings(self, values: Mapping[str, str]) -> None:
        """Keep all these values or, killed meanwhile, none; committed on return."""
        rows = list(values.items())
        self._shelf.run(
            lambda connection: connection.executemany(
                "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", rows
            )
        )


class DocumentSettings:
    """The part of the library that keeps named settings of one document, as text."""

    def __init__(self, shelf: ShelfAccess) -> None:
        self._shelf = shelf

    def document_setting(self, document: int, name: str) -> str | None:
        """The value last set for this document, if any."""
        with self._shelf.read() as connection:
            row = connection.execute(
                "SELECT value FROM document_settings WHERE document = ? AND name = ?", (document, name)
            ).fetchone()
        return None if row is None else str(row[0])

    def set_document_setting(self, document: int, name: str, value: str | None) -> None:
        """Keep a value, or with None forget it; committed on return. A document removed meanwhile is no error."""
        self._shelf.run(lambda connection: _set(connection, document, name, value))


def _set(connection: Connection, document: int, name: str, value: str | None) -> None:
    if value is None:
        connection.execute("DELETE FROM document_settings WHERE document = ? AND name = ?", (document, name))
        return
    connection.execute(
        """INSERT OR REPLACE INTO document_settings (document, name, value)
        SELECT id, ?, ? FROM documents WHERE id = ? AND ready = 1""",
        (name, value, document),
    )


def _store(connection: Connection, document: int, position: Position, now_s: int) -> None:
    updated = connection.execute(
        "UPDATE documents SET progress = ?, opened_at_s = ? WHERE id = ? AND ready = 1",
        (min(max(position.progress, 0.0), 1.0), now_s, document),
    )
    if updated.rowcount == 0:
        return
    connection.execute(
        """INSERT OR REPLACE INTO positions (document, section, place, page_fraction, zoom_mode, zoom)
        VALUES (?, ?, ?, ?, ?, ?)""",
        (
            document,
            position.locator.section,
            position.locator.offset,
            position.page_fraction,
            str(position.zoom_mode),
            position.zoom,
        ),
    )
