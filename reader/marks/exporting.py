"""Writing marks out, in the clear: whoever finds the file reads it. The library does not remember where it went."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from reader.marks import exchange, pages
from reader.marks.exchange import ExportedDocument
from reader.platform.outward_files import new_file, new_namesake, outward_errors, write_whole
from reader.store.carrying import WholeText
from reader.store.mark import Mark
from reader.store.rows import DocumentRow, SectionInfo
from reader.text.model import Locator, OutlineEntry

NEUTRAL_NAME = "notes"
"""What the file is called unless somebody chooses otherwise: a folder's list and other programs' lists of recent files
would tell a title, and nobody needs it to find the file again."""

_MOST_NAME_BYTES = 180


class MarkedDocuments(Protocol):
    """What this needs of a library; reader.store.library.Library is one."""

    def document(self, document: int) -> DocumentRow: ...

    def sections(self, document: int) -> list[SectionInfo]: ...

    def outline(self, document: int) -> list[OutlineEntry]: ...

    def sha256(self, document: int) -> bytes: ...

    def marks(self, document: int) -> list[Mark]: ...


class MarksFormat(StrEnum):
    """What a file of marks can be; the value is its extension."""

    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"


def gather(library: MarkedDocuments, documents: Iterable[int]) -> list[ExportedDocument]:
    """The marks of these documents, those without marks left out. Blocks. Raises NoSuchDocument."""
    gathered = []
    for document in documents:
        row, marks = library.document(document), library.marks(document)
        if marks:
            whole = WholeText(library.sections(document))
            chapter_of = chapters(library.outline(document))
            sha256 = library.sha256(document)
            gathered.append(exchange.exported_document(row, sha256, marks, chapter_of, whole.offset))
    return gathered


def write(documents: Sequence[ExportedDocument], form: MarksFormat, folder: Path, name: str = NEUTRAL_NAME) -> Path:
    """Write one file that is there whole or not at all, never over another; its path. Raises DiskFull, StoreError."""
    encoders: dict[MarksFormat, Callable[[Sequence[ExportedDocument]], bytes]] = {
        MarksFormat.MARKDOWN: pages.markdown,
        MarksFormat.HTML: pages.page,
        MarksFormat.JSON: exchange.encode,
    }
    data = encoders[form](documents)
    with outward_errors():
        folder.mkdir(parents=True, exist_ok=True)
        return _put(folder, plain_name(name), str(form), data)


def plain_name(name: str) -> str:
    """A name without what a path or a system gives a meaning; the neutral one if nothing is left."""
    kept = "".join(character for character in name if character.isprintable() and character not in '<>:"/\\|?*')
    short = kept.strip(". ").encode()[:_MOST_NAME_BYTES].decode(errors="ignore").strip(". ")
    return short or NEUTRAL_NAME


def chapters(outline: Sequence[OutlineEntry]) -> Callable[[Locator], str]:
    """Tells the chapter of a place: the last line of the contents before it."""
    entries = sorted((entry for entry in outline if entry.title.strip()), key=lambda entry: entry.target)
    targets = [entry.target for entry in entries]

    def chapter_of(place: Locator) -> str:
        row = bisect_right(targets, place) - 1
        return " ".join(entries[row].title.split()) if row >= 0 else ""

    return chapter_of


def _put(folder: Path, stem: str, extension: str, data: bytes) -> Path:
    """First the name is taken, then the whole text moved onto it: a cut leaves an empty file or a `.part`."""
    target, taken = new_namesake(folder, f"{stem}.{extension}")
    taken.close()
    part = target.with_name(f".{target.name}.part")
    try:
        with new_file(part) as file:
            write_whole(file, (data,))
        part.replace(target)
    except BaseException:
        for path in (part, target):
            with suppress(OSError):
                path.unlink()
        raise
    return target
