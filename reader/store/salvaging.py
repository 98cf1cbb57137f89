"""Saving what can be read of a damaged library into a new vault, and telling what can't.

The pages are read one by one (reader/vault/shelf_pages.py), each row is put where it belongs in the new shelf, and only
then is each document looked at: what its counts say that it lacks, and what rows were seen to be lost, is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.errors import VaultDamaged, VaultTooNew
from reader.store.access import ShelfAccess
from reader.store.alike import AlikeRows
from reader.store.completeness import Part
from reader.store.copying import (
    COLLECTIONS,
    CopyReport,
    RowCopier,
    copy_collections,
    copy_last_number,
    copy_settings,
    require_empty,
    show,
)
from reader.store.layouts import BY_ADDED, BY_SHA256, LAST_NUMBERS, Layout, layouts_of
from reader.store.mending_collections import mend_collections
from reader.store.numbering import span_of
from reader.store.page_map import PageMap, map_pages, parsed, schema_version
from reader.store.schema import VERSION
from reader.store.tables import CHUNKS, DOCUMENTS, OF_DICTIONARIES, OF_DOCUMENTS, PIECE_TEXTS, RESOURCE_CHUNKS, Table
from reader.store.writer import CHUNK_BYTES
from reader.vault.btree import Value, columns, payload
from reader.vault.progress import IsCancelled, OnProgress, go_on, never, part_of, unheard
from reader.vault.shelf_pages import ShelfPages

_MAP_SHARE, _ROWS_SHARE = 0.3, 0.6
_PART_OF = {
    "documents": Part.ENTRY, "details": Part.DETAILS, "covers": Part.COVER, "sections": Part.TEXT, "pieces": Part.TEXT,
    "piece_texts": Part.TEXT, "chunks": Part.ORIGINAL, "resources": Part.IMAGES, "resource_chunks": Part.IMAGES,
    "outline": Part.CONTENTS, "anchors": Part.CONTENTS, "pages": Part.PAGES, "positions": Part.POSITION,
    "embedded": Part.DETAILS, "collection_documents": Part.COLLECTIONS,
    "marks": Part.MARKS, "document_settings": Part.MARKS,
}  # fmt: skip
_UNCOUNTED = {
    "details", "resources", "outline", "anchors", "embedded", "collection_documents", "marks", "document_settings",
}  # fmt: skip
"""Tables of which no count tells that a row is missing."""

_ALIKE = (CHUNKS.name, RESOURCE_CHUNKS.name)


def salvage_library(
    pages: ShelfPages, target: ShelfAccess, *, on_progress: OnProgress = unheard, cancelled: IsCancelled = never
) -> CopyReport:
    """Copy all that can be read of a shelf into an empty one. Nothing may be written to either meanwhile.

    Raises VaultTooNew, DiskFull, Cancelled, VaultDamaged when not a single page can be verified, and ValueError when
    the target holds a document; then the new vault is to be thrown away. Any other damage raises nothing.
    """
    if all(pages.page(number) is None for number in range(1, pages.count + 1)):
        raise VaultDamaged("nothing of the shelf can be read")
    version = schema_version(pages, VERSION)
    if version > VERSION:
        raise VaultTooNew
    require_empty(target)
    layouts = layouts_of(version)
    found = map_pages(pages, layouts, part_of(on_progress, 0, _MAP_SHARE), cancelled)
    salvage = _Salvage(pages, found, target, part_of(on_progress, _MAP_SHARE, _ROWS_SHARE))
    salvage.note_indexed(layouts)
    for table in OF_DOCUMENTS:
        if table.name in layouts:
            salvage.copy(table, layouts[table.name], cancelled)
    salvage.place_alike()
    salvage.copy_library_rows(layouts)
    return show(target, salvage.documents, salvage.lost(), part_of(on_progress, _ROWS_SHARE, 1), cancelled)


class _Salvage:
    """Rows on their way into the target, and what is known of the documents that they belong to."""

    def __init__(self, pages: ShelfPages, found: PageMap, target: ShelfAccess, on_progress: OnProgress) -> None:
        self._on_progress = on_progress
        self._pages_done = 0
        self._pages_total = sum(len(numbers) for each in (found.placed, found.loose) for numbers in each.values())
        self._pages = pages
        self._found = found
        self._target = target
        self._copier = RowCopier(target)
        self._hidden: set[int] = set()
        self._indexed: dict[int, tuple[int, bytes]] = {}
        self._lost: dict[int, set[Part]] = {}
        self._known_pages = {1} | found.seen
        self.documents: dict[int, int] = {}
        """The documents that are in the target, by number; how large the original of each was."""

    def note_indexed(self, layouts: dict[str, Layout]) -> None:
        """Remember what the indices of `documents` tell of rows that are gone themselves."""
        for _, row in self._rows(layouts[BY_ADDED.name]):
            ready, added_at_s, document, _ = row
            self._indexed[_number(document)] = (_number(added_at_s), b"")
            if not ready:
                self._hidden.add(_number(document))
        for _, row in self._rows(layouts[BY_SHA256.name]):
            sha256, document = row
            if isinstance(sha256, bytes):
                added_at_s, _ = self._indexed.get(_number(document), (0, b""))
                self._indexed[_number(document)] = (added_at_s, sha256)

    def copy(self, table: Table, layout: Layout, cancelled: IsCancelled) -> None:
        """Put the rows of one table. After `documents`, those that only an index still names get an entry too."""
        first = layout.columns.index(table.key[0])
        for is_sure, row in self._rows(layout):
            go_on(cancelled)
            owner = table.owner(_number(row[first]))
            if table is DOCUMENTS:
                self._put_document(layout, row)
            elif owner > 0 and owner not in self._hidden and (is_sure or self._belongs(table, owner, row)):
                self._ensure(owner)
                self._copier.put(table.name, layout.columns[: len(row)], row)
        if table is DOCUMENTS:
            for document in self._indexed.keys() - self._hidden:
                self._ensure(document)
        self._copier.flush()

    def place_alike(self) -> None:
        """Put the rows of which only the digest of an original tells what they are."""
        if not self._found.unreachable.issuperset(_ALIKE):
            return
        alike = AlikeRows(self._pages, self._target, self._found.loose.get(CHUNKS.name, []))
        for document in self.documents:
            for part in alike.place(document):
                self._note(document, part)

    def copy_library_rows(self, layouts: dict[str, Layout]) -> None:
        """Put settings, collections, dictionaries, and the last number that was given to a document."""
        copy_settings(self._copier, [row for _, row in self._rows(layouts["settings"])])
        if (layout := layouts.get(COLLECTIONS)) is not None:
            copy_collections(self._copier, layout.columns, (row for _, row in self._rows(layout)))
        for table in OF_DICTIONARIES:  # what is missing of one is told by its counts
            if (layout := layouts.get(table.name)) is not None:
                for _, row in self._rows(layout):
                    self._copier.put(layout.name, layout.columns[: len(row)], row)
        self._copier.flush()
        for document in mend_collections(self._target):
            self._note(document, Part.COLLECTIONS)
        numbers = [row[1:] for _, row in self._rows(layouts[LAST_NUMBERS.name]) if row[0] == DOCUMENTS.name]
        copy_last_number(self._target, numbers)

    def lost(self) -> dict[int, set[Part]]:
        """What is known to be lost though no count tells, and where that can't be known."""
        for hole in self._found.holes:
            if hole.table in _UNCOUNTED:
                self._note_between(hole.table, _bound(hole.low, 0), _bound(hole.high, max(self.documents, default=0)))
        if self._found.damaged - self._known_pages:
            for table in _UNCOUNTED & self._found.unreachable:
                self._note_between(table, 0, max(self.documents, default=0))
        return self._lost

    def _rows(self, layout: Layout) -> Iterator[tuple[bool, list[Value]]]:
        """The rows of a table, and whether its pages were found in its own tree."""
        for numbers, is_sure in ((self._found.placed, True), (self._found.loose, False)):
            for number in numbers.get(layout.name, ()):
                self._pages_done += 1
                self._on_progress(self._pages_done, self._pages_total)
                for row in self._rows_on(number, layout):
                    yield is_sure, row

    def _rows_on(self, number: int, layout: Layout) -> Iterator[list[Value]]:
        page = parsed(self._pages, number)
        for cell in page.cells if page is not None else ():
            values, whole = columns(payload(cell, self._read_overflow))
            row = layout.row(cell, values)
            if layout.name == PIECE_TEXTS.name and len(row) == 2:
                row.append(b"")  # its markup is lost; the text is not
                self._note(_OWNERS[layout.name].owner(_number(row[0])), Part.TEXT)
                whole = True
            if whole and values:
                yield row
            elif layout.name in _OWNERS and row and isinstance(row[0], int):
                self._note(_OWNERS[layout.name].owner(row[0]), _PART_OF[layout.name])

    def _read_overflow(self, number: int) -> bytes | None:
        self._known_pages.add(number)
        return self._pages.page(number)

    def _put_document(self, layout: Layout, row: list[Value]) -> None:
        named = dict(zip(layout.columns, row, strict=False))
        document = _number(named["id"])
        if not named.get("ready"):
            self._hidden.add(document)
            return
        self.documents[document] = _number(named.get("size_bytes"))
        self._copier.put(layout.name, layout.columns[: len(row)], row)

    def _ensure(self, document: int) -> None:
        """Make an entry for a document whose own is lost, so that its parts have somewhere to belong."""
        if document in self.documents:
            return
        added_at_s, sha256 = self._indexed.get(document, (0, b""))
        self.documents[document] = 0
        self._note(document, Part.ENTRY)
        names = ("id", "ready", "kind", "added_at_s", "sha256")
        self._copier.put(DOCUMENTS.name, names, (document, 0, "", added_at_s, sha256))

    def _belongs(self, table: Table, owner: int, row: list[Value]) -> bool:
        """Whether a row from a loose page is the table's: only blobs of originals and images look alike."""
        if table.name not in _ALIKE:
            return True
        if self._found.unreachable.issuperset(_ALIKE):
            return False  # they are told apart in the end
        size, data = self.documents.get(owner, 0), row[1]
        expected = min(CHUNK_BYTES, size - (_number(row[0]) - span_of(owner)[0]) * CHUNK_BYTES)
        is_of_its_size = isinstance(data, bytes) and (len(data) == expected or not size)
        # The index keeps rows of a number and a blob too; no document that has a text is unknown by now.
        return owner in self.documents and (is_of_its_size or table is not CHUNKS)

    def _note(self, document: int, part: Part) -> None:
        self._lost.setdefault(document, set()).add(part)

    def _note_between(self, table: str, low: int, high: int) -> None:
        """Rows between two documents are lost: all of these may have had some, but those that show their only one."""
        whole: set[int] = set()
        if table == "details":
            with self._target.read() as connection:
                whole = {document for (document,) in connection.execute("SELECT document FROM details")}
        for document in self.documents.keys() - whole:
            if low <= document <= high:
                self._note(document, _PART_OF[table])


_OWNERS = {table.name: table for table in OF_DOCUMENTS}


def _bound(key: Value, otherwise: int) -> int:
    return key if isinstance(key, int) else otherwise


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
