"""The typed face of an SQLCipher connection, and how one is opened. Other rooms take `Connection` from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from reader.errors import Cancelled, VaultDamaged, VaultError, VaultReadOnly
from reader.vault.kdf import SecretKey

DatabaseError: type[Exception] = sqlcipher.Error
IntegrityError: type[Exception] = sqlcipher.IntegrityError

_DENIED_ACTIONS = {sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH}
_SETTINGS = """
    PRAGMA cipher_compatibility = 4;
    PRAGMA temp_store = MEMORY;
    PRAGMA secure_delete = ON;
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = 1;
    PRAGMA foreign_keys = ON;
    PRAGMA auto_vacuum = NONE;
    PRAGMA journal_mode = TRUNCATE;
    PRAGMA max_page_count = {max_pages:d};
"""
"""The last one reads the schema, and with it finds out whether the key fits."""


class Cursor(Protocol):
    """The part of a database cursor that Hearth uses."""

    @property
    def lastrowid(self) -> int: ...
    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchmany(self, size: int = ...) -> list[Any]: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """The part of a database connection that Hearth uses. Rows are tuples."""

    @property
    def in_transaction(self) -> bool: ...
    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ..., /) -> Cursor: ...
    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Cursor: ...
    def interrupt(self) -> None: ...
    def set_progress_handler(self, handler: Callable[[], int] | None, steps: int, /) -> None: ...
    def close(self) -> None: ...


def connect(path: Path, key: SecretKey, max_pages: int) -> Connection:
    """Open a shelf with its raw key and the settings of docs/vault-format.md. Raises VaultDamaged when it isn't one.

    SQLite may fill `max_pages` pages of the file, which it must not lengthen. One script, since each statement
    by itself costs some 5 % of all that opening takes.
    """
    with_mode = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlcipher.connect(with_mode, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # SQLCipher would write failures to stderr
        connection.set_key(f"x'{key.raw.hex()}'")
        connection.executescript(_SETTINGS.format(max_pages=max_pages))
        connection.set_authorizer(_authorise)
    except sqlcipher.Error as error:
        connection.close()
        raise translated(error) or VaultDamaged("the shelf can't be read") from None
    return cast(Connection, connection)


def translated(error: Exception) -> VaultError | Cancelled | None:
    """What an SQLite error means for the vault, or None when it is about the statement alone."""
    match _code(error):
        case sqlcipher.SQLITE_NOTADB | sqlcipher.SQLITE_CORRUPT:
            return VaultDamaged("the shelf holds pages that can't be read")
        case sqlcipher.SQLITE_IOERR | sqlcipher.SQLITE_CANTOPEN:
            return VaultDamaged("the medium failed")
        case sqlcipher.SQLITE_READONLY:
            return VaultReadOnly()
        case sqlcipher.SQLITE_INTERRUPT:
            return Cancelled()
    return None


def is_full(error: Exception) -> bool:
    """Whether the database has used up its file (or the journal the disk)."""
    return _code(error) == int(sqlcipher.SQLITE_FULL)


def _code(error: Exception) -> int:
    """The primary result code; extended codes carry more in their upper bytes."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _authorise(action: int, *_: object) -> int:
    """No ATTACH, and so no VACUUM either: super-journals hold paths, and VACUUM holds everything in memory."""
    return int(sqlcipher.SQLITE_DENY if action in _DENIED_ACTIONS else sqlcipher.SQLITE_OK)
