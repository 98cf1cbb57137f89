"""Making a document whole again after parts of it were lost: what remains must open, be found, and pass the check.

A piece whose text is gone becomes as many characters of nothing, so that places behind it stay where they were. An
original or an image of which a chunk is missing is given up: half of one is not one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.store import purging
from reader.store.access import ShelfAccess
from reader.store.completeness import Part, shortfalls
from reader.store.mending_text import mend_text, show_as_text
from reader.store.numbering import part_id, span_of

if TYPE_CHECKING:
    from reader.vault.connection import Connection

_A4_PT = (595.0, 842.0)
_ENTRY_FROM_ROWS = """UPDATE documents SET kind = :kind,
    title = coalesce(
        (SELECT title FROM sections WHERE document = :document AND title <> '' ORDER BY number LIMIT 1), ''),
    section_count = (SELECT coalesce(max(number) + 1, 0) FROM sections WHERE document = :document),
    text_length = (SELECT coalesce(sum(length), 0) FROM sections WHERE document = :document),
    page_count = (SELECT coalesce(max(number) + 1, 0) FROM pages WHERE document = :document),
    size_bytes = (SELECT coalesce(sum(length(data)), 0) FROM chunks WHERE id BETWEEN :first AND :last),
    has_cover = (SELECT count(*) FROM covers WHERE document = :document)
    WHERE id = :document"""
_COUNT_CHUNKS = "SELECT count(*), coalesce(max(id), 0) FROM chunks WHERE id BETWEEN ? AND ?"
_SET_SHA256 = "UPDATE documents SET sha256 = ? WHERE id = ?"
_UNSET_SIZE = "UPDATE documents SET size_bytes = 0 WHERE id = ?"  # what is there then counts as too much
_MAGIC_KINDS = (
    (b"%PDF", "pdf"), (b"{\\rtf", "rtf"), (b"bplist00", "webarchive"), (b"WARC/", "warc"),
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"RIFF", "image"),
    (b"II*\x00", "image"), (b"MM\x00*", "image"),
)  # fmt: skip
_ARCHIVE_MAGIC = b"PK"
_ARCHIVE_KINDS = (
    (b"application/epub+zip", "epub"), (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"[Content_Types].xml", "docx"), (b".fb2", "fb2"),
)  # fmt: skip
"""What stands near the beginning of an archive of each kind (OCF 3.3; OpenDocument 1.3 part 2, 3.3; OPC, annex B)."""
_ARCHIVE_HEAD_BYTES = 4096
_DELETE_LOOSE_IMAGES = """DELETE FROM resource_chunks WHERE id BETWEEN :first AND :last AND NOT EXISTS (
    SELECT 1 FROM resources WHERE document = :document
    AND resource_chunks.id - :first >= first_chunk AND resource_chunks.id - :first < first_chunk + chunk_count)"""


@dataclass(frozen=True)
class Made:
    """What became of a document: whether anything of it was worth keeping, and what it lost."""

    title: str
    lost: tuple[Part, ...]
    kept: bool


def make_whole(shelf: ShelfAccess, document: int, known_lost: set[Part]) -> Made:
    """Bring a hidden document's rows into agreement with each other; remove it when nothing is left to read.

    `known_lost` are parts that are known to have lost rows though no count tells. Raises DiskFull.
    """
    lost = set(known_lost)
    if Part.ENTRY in lost:
        lost |= _make_entry(shelf, document)
    with shelf.read() as connection:
        short = {each.part for each in shortfalls(connection, document)}
    lost |= short
    if not lost:
        return Made("", (), kept=True)
    if Part.TEXT in lost:
        shelf.run(lambda connection: mend_text(connection, document))
    if Part.ORIGINAL in known_lost | short:
        _give_up_original(shelf, document, lost)
    for part, mend in _MENDERS.items():
        if part in lost:
            shelf.run(lambda connection, mend=mend: mend(connection, document))  # type: ignore[misc]
    with shelf.read() as connection:
        title, has_something = _what_is_left(connection, document)
    if not has_something:
        remove(shelf, document)
        return Made(title, tuple(Part), kept=False)
    return Made(title, tuple(part for part in Part if part in lost), kept=True)


def remove(shelf: ShelfAccess, document: int) -> None:
    """Take every row of a hidden document away."""
    for step in purging.STEPS:
        while shelf.run(lambda connection, step=step: step(connection, document)):  # type: ignore[misc]
            pass


def _make_entry(shelf: ShelfAccess, document: int) -> set[Part]:
    """Fill the row of a document that lost its own, from all that is there. What it can't vouch for counts as lost."""
    first, last = span_of(document)
    with shelf.read() as connection:
        (pages,) = connection.execute("SELECT count(*) FROM pages WHERE document = ?", (document,)).fetchone()
        (sha256,) = connection.execute("SELECT sha256 FROM documents WHERE id = ?", (document,)).fetchone()
        chunks, last_chunk = connection.execute(_COUNT_CHUNKS, (first, last)).fetchone()
    head = _chunk(shelf, first)
    kind = _kind(head, has_pages=bool(pages))
    named = {"document": document, "first": first, "last": last, "kind": kind}
    shelf.run(lambda connection: connection.execute(_ENTRY_FROM_ROWS, named))
    digest = _digest(shelf, document)
    if sha256 == digest:
        return set()
    if sha256 or chunks != last_chunk + 1 - first:
        shelf.run(lambda connection: connection.execute(_UNSET_SIZE, (document,)))
    else:
        shelf.run(lambda connection: connection.execute(_SET_SHA256, (digest, document)))
    return {Part.ORIGINAL}


def _kind(head: bytes, *, has_pages: bool) -> str:
    """What a document most likely is, by the beginning of its original: for its name in the list, and when exported."""
    if head.startswith(_ARCHIVE_MAGIC):
        start = head[:_ARCHIVE_HEAD_BYTES]
        otherwise = "comic" if has_pages else "epub"
        return next((kind for mark, kind in _ARCHIVE_KINDS if mark in start), otherwise)
    return next((kind for magic, kind in _MAGIC_KINDS if head.startswith(magic)), "pdf" if has_pages else "text")


def _digest(shelf: ShelfAccess, document: int) -> bytes:
    digest, chunk = hashlib.sha256(), span_of(document)[0]
    while data := _chunk(shelf, chunk):
        digest.update(data)
        chunk += 1
    return digest.digest()


def _chunk(shelf: ShelfAccess, chunk: int) -> bytes:
    with shelf.read() as connection:
        row = connection.execute("SELECT data FROM chunks WHERE id = ?", (chunk,)).fetchone()
    return bytes(row[0]) if row else b""


def _give_up_original(shelf: ShelfAccess, document: int, lost: set[Part]) -> None:
    """Remove what is left of it. Pages that were drawn from it can't be any more: their text is shown instead."""
    while shelf.run(lambda connection: purging.remove_chunks(connection, document)):
        pass
    shelf.run(lambda connection: connection.execute("UPDATE documents SET size_bytes = 0 WHERE id = ?", (document,)))
    with shelf.read() as connection:
        (pages,) = connection.execute("SELECT page_count FROM documents WHERE id = ?", (document,)).fetchone()
    if pages:
        show_as_text(shelf, document)
        lost.add(Part.PAGES)


def _mend_images(connection: Connection, document: int) -> None:
    first, last = span_of(document)
    images = connection.execute("SELECT name, first_chunk, chunk_count FROM resources WHERE document = ?", (document,))
    for name, start, count in images.fetchall():
        span = part_id(document, start), part_id(document, start) + count
        found = connection.execute("SELECT count(*) FROM resource_chunks WHERE id >= ? AND id < ?", span).fetchone()
        if found[0] != count:
            connection.execute("DELETE FROM resources WHERE document = ? AND name = ?", (document, name))
    connection.execute(_DELETE_LOOSE_IMAGES, {"document": document, "first": first, "last": last})


def _mend_cover(connection: Connection, document: int) -> None:
    connection.execute(
        "UPDATE documents SET has_cover = (SELECT count(*) FROM covers WHERE document = id) WHERE id = ?", (document,)
    )


def _mend_pages(connection: Connection, document: int) -> None:
    """A page whose size is gone gets that of the one before it."""
    (count,) = connection.execute("SELECT page_count FROM documents WHERE id = ?", (document,)).fetchone()
    rows = connection.execute("SELECT number, width_pt, height_pt FROM pages WHERE document = ?", (document,))
    known = {number: (width, height) for number, width, height in rows}
    size = _A4_PT
    for number in range(count):
        size = known.get(number, size)
        connection.execute("INSERT OR IGNORE INTO pages VALUES (?, ?, ?, ?, '')", (document, number, *size))
    connection.execute("DELETE FROM pages WHERE document = ? AND number >= ?", (document, count))


def _mend_position(connection: Connection, document: int) -> None:
    connection.execute("INSERT OR IGNORE INTO positions VALUES (?, 0, 0, 0, 'fit-width', 1)", (document,))


_MENDERS: dict[Part, Callable[[Connection, int], None]] = {
    Part.IMAGES: _mend_images,
    Part.COVER: _mend_cover,
    Part.PAGES: _mend_pages,
    Part.POSITION: _mend_position,
}


def _what_is_left(connection: Connection, document: int) -> tuple[str, bool]:
    """The title, or else the first section's; and whether there is text, or the original."""
    row = connection.execute(
        """SELECT title, size_bytes > 0 OR EXISTS (SELECT 1 FROM piece_texts WHERE id BETWEEN ? AND ?)
        FROM documents WHERE id = ?""",
        (*span_of(document), document),
    ).fetchone()
    return (str(row[0]), bool(row[1])) if row else ("", False)
