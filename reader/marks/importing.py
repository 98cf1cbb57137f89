"""Taking marks in from such a file: which document they belong to, where in it, and which are there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from reader.errors import FileMissing, FileTooLarge, FileUnreadable, NoSuchDocument
from reader.marks.exchange import MOST_BYTES, ExportedDocument, decode
from reader.marks.exporting import gather
from reader.marks.merging import joined_notes
from reader.store.access import ShelfAccess
from reader.store.carrying import Anchoring
from reader.store.library import Library
from reader.store.mark import Mark, MarkKind, tidy_tags
from reader.store.rows import DocumentRow
from reader.text.fold import fold
from reader.text.model import Locator

FindText = Callable[[str], Iterable[int]]
"""Documents that hold these words, the likeliest first; reader.search.Search can tell."""

_PROBES = 3
_MOST_CANDIDATES = 8
_PROBE_CHARACTERS = 80
_ENOUGH_FOUND = 0.5


class OneDocument(Protocol):
    """What adding marks to one document needs of a library."""

    @property
    def shelf(self) -> ShelfAccess: ...

    def document(self, document: int) -> DocumentRow: ...

    def sha256(self, document: int) -> bytes: ...

    def change_marks(self, document: int, change: Callable[[list[Mark]], Sequence[Mark]]) -> list[Mark]: ...


class Placed(msgspec.Struct, frozen=True):
    """What became of one document's marks. `document` is 0 when the library has none that they fit."""

    title: str
    document: int
    added: int = 0
    joined: int = 0
    known: int = 0
    lost: int = 0
    left: int = 0


def read_file(path: Path) -> tuple[ExportedDocument, ...]:
    """Read a file of marks. Raises FileMissing, FileUnreadable, FileTooLarge, UnknownKind, DamagedFile."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise FileMissing from None
    except OSError:
        raise FileUnreadable from None
    if len(data) > MOST_BYTES:
        raise FileTooLarge("more than 64 MB")
    return decode(data)


def take_in(library: Library, documents: Sequence[ExportedDocument], find_text: FindText) -> list[Placed]:
    """Add all marks to the documents that they belong to; each document's in one transaction. Blocks.

    Nothing is there twice, no note is written over, and marks whose words are not found are kept as lost.
    """
    return [_take_one(library, each, find_text) for each in documents]


def take_in_for(library: OneDocument, document: int, documents: Sequence[ExportedDocument]) -> list[Placed]:
    """Add to this document those marks that fit it: of its original, of its title, or of words that it has. Blocks.

    Raises NoSuchDocument.
    """
    row, sha256 = library.document(document), library.sha256(document).hex()
    placed = []
    for exported in documents:
        fits = exported.sha256 == sha256 or (bool(_key(row.title)) and _key(exported.title) == _key(row.title))
        if fits or _share_found(library, document, exported) >= _ENOUGH_FOUND:
            placed.append(take_into(library, document, exported))
        else:
            placed.append(Placed(exported.title, 0, left=len(exported.marks)))
    return placed


def take_into(library: OneDocument, document: int, exported: ExportedDocument) -> Placed:
    """Add the marks to this very document. Raises NoSuchDocument."""
    anchoring = Anchoring(library.shelf, document)
    found = _anchored(anchoring, exported)
    report = _Merge(found)
    library.change_marks(document, report.into)
    return report.placed(exported, document)


def carry(library: Library, source: int, target: int) -> Placed:
    """Copy the marks of one document to another of the same text, say of another file. Raises NoSuchDocument."""
    gathered = gather(library, [source])
    if not gathered:
        return Placed(library.document(source).title, target)
    return take_into(library, target, gathered[0])


def _take_one(library: Library, exported: ExportedDocument, find_text: FindText) -> Placed:
    document = _document_for(library, exported, find_text)
    if document is None:
        return Placed(exported.title, 0, left=len(exported.marks))
    try:
        return take_into(library, document, exported)
    except NoSuchDocument:  # removed meanwhile
        return Placed(exported.title, 0, left=len(exported.marks))


def _document_for(library: Library, exported: ExportedDocument, find_text: FindText) -> int | None:
    """The document of the same original; else one of the same title that has the words; else one that has the words."""
    if exported.sha256:
        same = library.find_by_sha256(bytes.fromhex(exported.sha256))
        if same is not None:
            return same
    title = _key(exported.title)
    namesakes = [row.id for row in library.documents() if title and _key(row.title) == title]
    likely = [*namesakes[:_MOST_CANDIDATES], *_with_the_words(exported, find_text)]
    shares = {document: _share_found(library, document, exported) for document in dict.fromkeys(likely)}
    best = max(shares, key=lambda document: (shares[document], document in namesakes), default=None)
    if best is not None and shares[best] >= _ENOUGH_FOUND:
        return best
    has_words = any(mark.quote.strip() for mark in exported.marks)
    return namesakes[0] if len(namesakes) == 1 and not has_words else None


def _with_the_words(exported: ExportedDocument, find_text: FindText) -> list[int]:
    longest = sorted((mark.quote for mark in exported.marks if mark.quote.strip()), key=len, reverse=True)
    found: list[int] = []
    for quote in longest[:_PROBES]:
        words = " ".join(quote.replace('"', " ").split())[:_PROBE_CHARACTERS]
        found += list(find_text(f'"{words}"'))[:_MOST_CANDIDATES]
    return found[:_MOST_CANDIDATES]


def _share_found(library: OneDocument, document: int, exported: ExportedDocument) -> float:
    """How many of the marks with words find them in a document, 0 to 1."""
    with_words = [mark for mark in exported.marks if mark.quote.strip()]
    if not with_words:
        return 0.0
    some = msgspec.structs.replace(exported, marks=tuple(with_words[:: max(1, len(with_words) // 20)]))
    found = _anchored(Anchoring(library.shelf, document), some)
    return sum(not mark.is_lost for mark in found) / len(found)


def _key(title: str) -> str:
    return " ".join(fold(title).split())


class _SourceText:
    """The text that the marks came from, known only by what the file says of it."""

    def __init__(self, exported: ExportedDocument) -> None:
        self._at = {Locator(mark.section, mark.offset): mark.at for mark in exported.marks}
        self._length = max(1, exported.text_length)
        self.section_count = exported.section_count

    def offset(self, place: Locator) -> int:
        return self._at.get(place, 0)

    def share(self, place: Locator) -> float:
        return min(1.0, self.offset(place) / self._length)


def _anchored(anchoring: Anchoring, exported: ExportedDocument) -> list[Mark]:
    return anchoring.find_all([mark.to_mark() for mark in exported.marks], _SourceText(exported))


class _Merge:
    """Brings found marks together with those that are there, and counts."""

    def __init__(self, found: Sequence[Mark]) -> None:
        self._found = found
        self._counts = {"added": 0, "joined": 0, "known": 0, "lost": 0}

    def into(self, marks: list[Mark]) -> list[Mark]:
        """The marks that the document shall have; asked again, it begins anew."""
        self._counts = dict.fromkeys(self._counts, 0)
        whole = list(marks)
        places = {_identity(mark): place for place, mark in reversed(list(enumerate(whole)))}
        for mark in self._found:
            place = places.setdefault(_identity(mark), len(whole))
            if place == len(whole):
                whole.append(msgspec.structs.replace(mark, number=0))
                self._counts["lost" if mark.is_lost else "added"] += 1
                continue
            there = whole[place]
            whole[place] = msgspec.structs.replace(
                there, note=joined_notes([there.note, mark.note]), tags=tidy_tags([*there.tags, *mark.tags])
            )
            self._counts["known" if whole[place] == there else "joined"] += 1
        return whole

    def placed(self, exported: ExportedDocument, document: int) -> Placed:
        return Placed(exported.title, document, **self._counts)


def _identity(mark: Mark) -> object:
    """Two marks of one kind at one stretch are one; those without a place are told by their words."""
    if mark.is_lost:
        return mark.kind, mark.quote, mark.before
    return (mark.kind, mark.start) if mark.kind is MarkKind.BOOKMARK else (mark.kind, mark.start, mark.end)
