"""`import`, `list`, `search`, `show`, `export`."""

from __future__ import annotations

import argparse
from contextlib import closing

from reader.cli.facts import collection_paths, documents_of, facts_of
from reader.cli.interruption import interruptible
from reader.cli.opening import opened
from reader.cli.output import MEGABYTE_BYTES, complain, progress, put_json, put_line, put_text
from reader.cli.passphrase import read_lines
from reader.cli.words import sentence_for
from reader.errors import Cancelled, DiskFull, HearthError
from reader.exports.originals import export_original, prepare_folder
from reader.imports.arrivals import ImportProgress
from reader.imports.importer import Importer
from reader.imports.report import ImportReport
from reader.platform import this_platform
from reader.search.results import DocumentHits
from reader.search.search import Search
from reader.store.library import Library
from reader.store.rows import DocumentRow
from reader.workers.pool import WorkerPool


def import_files(arguments: argparse.Namespace) -> bool:
    """Take files in; each new document is a line: its number and the file's name."""
    passwords = read_lines(arguments.document_password_fd)
    with opened(arguments) as vault, closing(WorkerPool()) as pool, interruptible() as stopped:
        library = Library(vault.shelf)
        library.purge_unfinished(cancelled=stopped)
        importer = Importer(library, pool, free_bytes=lambda: this_platform().free_bytes(vault.folder))
        report = importer.run(arguments.paths, passwords=passwords, on_progress=_tell_progress, cancelled=stopped)
    progress("")
    return _tell_report(report)


def list_documents(arguments: argparse.Namespace) -> bool:
    """All documents, or those of a collection: number, kind, progress, title, authors."""
    with opened(arguments) as vault:
        library = Library(vault.shelf)
        rows = library.documents()
        if arguments.collection is not None:
            chosen = documents_of(library, arguments.collection)
            rows = [row for row in rows if row.id in chosen]
        if arguments.json:
            paths = collection_paths(library)
            for row in rows:
                put_json(facts_of(library, row, paths))
    for row in rows if not arguments.json else ():
        put_line(row.id, row.kind, f"{row.progress:.0%}", row.title, ", ".join(row.authors))
    return False


def search(arguments: argparse.Namespace) -> bool:
    """Documents that hold the query, and under each its first hits: section, offset, snippet."""
    with opened(arguments) as vault:
        Library(vault.shelf)
        found = Search(vault.shelf).hits(arguments.query, limit=arguments.limit)
    for document in found:
        if arguments.json:
            put_json(document)
        else:
            _put_hits(document)
    if not found:
        complain("Nothing found.")
    return False


def show(arguments: argparse.Namespace) -> bool:
    """One document: what it is, or all its text."""
    with opened(arguments) as vault:
        library = Library(vault.shelf)
        row = library.document(arguments.document)
        if arguments.text:
            for section in library.sections(row.id):
                put_text(library.section_text(row.id, section.index))
        else:
            _put_document(library, row)
    return False


def export(arguments: argparse.Namespace) -> bool:
    """Copy originals out; each path written is a line."""
    refused = False
    with opened(arguments) as vault:
        library = Library(vault.shelf)
        folder = prepare_folder(arguments.to)
        for document in arguments.documents:
            try:
                put_line(export_original(library, document, folder))
            except HearthError as error:
                refused = True
                complain(f"{document}: {sentence_for(error)}")
    return refused


def _tell_progress(now: ImportProgress) -> None:
    progress(f"{now.number} of {now.total}, {now.fraction:.0%}  {now.name}")


def _tell_report(report: ImportReport) -> bool:
    for imported in report.imported:
        put_line(imported.document, imported.name)
    for known in report.duplicates:
        complain(f"{known.name}: already in the library as {known.document}.")
    for refusal in report.refused:
        complain(f"{refusal.name}: {sentence_for(refusal.error)}")
    if isinstance(report.stopped_by, DiskFull):
        complain(
            f"Stopped at {report.stopped_at}: the disk is full. What came before it is kept. "
            f"About {report.free_bytes / MEGABYTE_BYTES:.0f} MB are free there."
        )
    elif isinstance(report.stopped_by, Cancelled):
        complain("Stopped early, as you asked.")
    elif report.stopped_by is not None:
        complain(f"Stopped early. {sentence_for(report.stopped_by)}")
    complain(f"{len(report.imported)} taken, {len(report.duplicates)} known, {len(report.refused)} refused.")
    return bool(report.refused) or report.stopped_by is not None


def _put_hits(document: DocumentHits) -> None:
    put_line(document.document, document.title, ", ".join(document.authors))
    for hit in document.hits:
        put_line("", f"{hit.locator.section}:{hit.locator.offset}", hit.snippet)


def _put_document(library: Library, row: DocumentRow) -> None:
    for name, value in facts_of(library, row, collection_paths(library)).items():
        if value not in ("", [], (), False):
            put_line(name, ", ".join(value) if isinstance(value, list | tuple) else value)
    for file in library.embedded(row.id):
        put_line("embedded", file.name, file.media_type, "" if file.size_bytes < 0 else file.size_bytes)
    for entry in library.outline(row.id):
        put_line("outline", "  " * (entry.level - 1) + entry.title)
