"""`marks list`, `marks export`, `marks import`, `marks copy`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

import msgspec

from reader.cli.facts import documents_of
from reader.cli.opening import opened
from reader.cli.output import complain, put_json, put_line
from reader.errors import UsageError
from reader.marks.exchange import ExportedDocument, ExportedMark
from reader.marks.exporting import MarksFormat, gather, write
from reader.marks.importing import Placed, carry, read_file, take_in, take_in_for
from reader.search.search import Search
from reader.store.library import Library
from reader.store.mark import MarkKind


def list_marks(arguments: argparse.Namespace) -> bool:
    """Each mark a line: document, kind, colour, place, words, note, tags."""
    with opened(arguments) as vault:
        library = Library(vault.shelf)
        chosen = _chosen(library, arguments)
        gathered = [(document, each) for document in chosen for each in gather(library, [document])]
    for document, each in gathered:
        for mark in each.marks:
            if arguments.json:
                put_json({"document": document, "title": each.title} | msgspec.to_builtins(mark))
            else:
                _put_mark(document, mark)
    if not gathered:
        complain("No marks.")
    return False


def export_marks(arguments: argparse.Namespace) -> bool:
    """Write one file; its path is a line."""
    with opened(arguments) as vault:
        library = Library(vault.shelf)
        gathered = gather(library, _chosen(library, arguments))
    if not gathered:
        complain("No marks; nothing was written.")
        return False
    path = write(gathered, MarksFormat(arguments.format), arguments.to, arguments.name)
    put_line(path)
    complain("What was written is not encrypted: whoever finds the file reads it.")
    return False


def import_marks(arguments: argparse.Namespace) -> bool:
    """Each document of the file a line: its number here, how many were added, the title."""
    documents = read_file(arguments.file)
    with opened(arguments) as vault:
        library = Library(vault.shelf)
        placed = _take_in(library, documents, arguments.document)
    for each in placed:
        _tell(each)
    if not placed:
        complain("The file holds no marks.")
    return any(not each.document or each.lost for each in placed)


def copy_marks(arguments: argparse.Namespace) -> bool:
    """As for an import, one line."""
    with opened(arguments) as vault:
        placed = carry(Library(vault.shelf), arguments.source, arguments.target)
    _tell(placed)
    return bool(placed.lost)


def _take_in(library: Library, documents: tuple[ExportedDocument, ...], document: int | None) -> list[Placed]:
    if document is not None:
        return take_in_for(library, document, documents)
    search = Search(library.shelf)
    return take_in(library, documents, lambda words: (hit.document for hit in search.hits(words, limit=8)))


def _tell(placed: Placed) -> None:
    if not placed.document:
        complain(f"{placed.title}: no document fits; {placed.left} left out.")
        return
    put_line(placed.document, placed.added, placed.joined, placed.known, placed.lost, placed.title)
    if placed.lost:
        complain(f"{placed.document}: {placed.lost} did not find their words; they are kept as lost places.")


def _chosen(library: Library, arguments: argparse.Namespace) -> Iterable[int]:
    """The documents that are named, or else all; in the order of the list."""
    if arguments.documents and arguments.collection is not None:
        raise UsageError("Name documents or a collection, not both.")
    if arguments.documents:
        return list(dict.fromkeys(arguments.documents))
    rows = library.documents()
    if arguments.collection is None:
        return [row.id for row in rows]
    wanted = documents_of(library, arguments.collection)
    return [row.id for row in rows if row.id in wanted]


def _put_mark(document: int, mark: ExportedMark) -> None:
    colour = "" if mark.kind is MarkKind.BOOKMARK else mark.colour
    place = "lost" if mark.lost else f"{mark.section}:{mark.offset}"
    put_line(document, mark.kind, colour, place, mark.quote, mark.note, ", ".join(mark.tags))
