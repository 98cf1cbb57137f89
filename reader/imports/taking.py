"""Taking one file in: as a document, or file by file when it is an archive; and into the collection of its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import PurePosixPath

import msgspec

from reader.errors import (
    DocumentRefused,
    EmptyFile,
    ProtocolViolation,
    SandboxUnavailable,
    UnsupportedKind,
    VaultError,
    WorkerError,
)
from reader.imports.arrivals import Meter, Parsed, ReadSoFar, Step, kept_share, member_share, parsed_share
from reader.imports.attempts import attempts
from reader.imports.files import Found, Original
from reader.imports.report import Imported, ImportReport, Refusal
from reader.imports.shelves import Shelves, Writer
from reader.store.writer import NO_WISH, Wish
from reader.text.model import Metadata, Progress
from reader.text.visible import visible_name
from reader.workers.members import RefusedMember, UnpackedMember
from reader.workers.pool import WorkerPool
from reader.workers.protocol import ARCHIVE_KIND, Recognised

MAX_NESTING = 2
"""An archive in an archive is opened; one in that is not."""


class NotParsed(Exception):
    """A file must be parsed first, or file by file, which takes longer than a transaction may."""


class Item(msgspec.Struct, frozen=True):
    """A file that comes in: what it is called with the folders that it is in, and how to come to it again.

    `nesting` counts the archives that it is in.
    """

    name: str
    folders: tuple[str, ...]
    found: Found
    nesting: int = 0

    @property
    def stem(self) -> str:
        """The name without folders and ending: a document's title that has none of its own."""
        return visible_name(PurePosixPath(self.name).stem)

    def inside(self, path: str) -> Item:
        """A file in this archive, which is a folder of its own name; a folder that only repeats that is none."""
        *folders, _ = path.split("/")
        within = folders[1:] if folders[:1] == [self.stem] else folders
        return Item(f"{self.name}/{path}", (*self.folders, self.stem, *within), self.found, self.nesting + 1)


def item_of(found: Found) -> Item:
    """A file as it was found: its folders are those below, and with, the one that was chosen."""
    *folders, _ = found.name.split("/")
    return Item(found.name, tuple(name for folder in folders if (name := visible_name(folder))), found)


class Taker:
    """Of one run: writes into the library what was parsed. Inside a transaction only what has come whole."""

    def __init__(self, library: Shelves, pool: WorkerPool, passwords: Sequence[str] = ()) -> None:
        self._library = library
        self._pool = pool
        self._passwords = tuple(passwords)
        self.arrived: list[str] = []
        """The files that are in, of archives those of which all is in: an archive's own files are not named here."""

    @contextmanager
    def parsing(self, original: Original, cancelled: Callable[[], bool]) -> Iterator[Iterator[Step]]:
        """The parse of a file, with whatever password it takes; it ends with the block."""
        with closing(attempts(self._pool, original.chunks, self._passwords, cancelled)) as answers:
            yield answers

    def take(self, library: Shelves, file: Parsed, report: ImportReport) -> bool:
        """Take a file in, or note that it is here; False when something in it was refused.

        `library` is the run's own, or the same inside a transaction: then NotParsed is raised where that would wait.
        Raises DocumentRefused, WorkerError, VaultError, Cancelled.
        """
        return _Taking(self, library, file.meter, report).take(item_of(file.found), file.original, file.answers)

    def is_inside(self, library: Shelves) -> bool:
        """Whether this is the library inside a transaction."""
        return library is not self._library


class _Taking:
    """One file, and all that is in it."""

    def __init__(self, taker: Taker, library: Shelves, meter: Meter, report: ImportReport) -> None:
        self._taker, self._library, self._meter, self._report = taker, library, meter, report

    def take(self, item: Item, original: Original, answers: Iterator[Step]) -> bool:
        """`answers` is its parse, or empty if it was known when it was read."""
        known = self._library.find_by_sha256(original.sha256)
        if known is not None:
            self._report.duplicates.append(Imported(item.name, known))
            if item.folders:
                self._library.put_in_collection(self._collection(item), known)
            return True
        wish, first = _opening(answers)
        if first is None:  # it was known when it was read, and has been removed since
            return self._take_anew(item, original)
        if first.kind == ARCHIVE_KIND:
            return self._unpack(item, answers)
        with self._new_document(first.kind, original.sha256, wish) as writer:
            for event in answers:
                _add(writer, event, item.stem, self._meter)
            _keep(writer, original, self._meter)
            document = writer.finish(self._collection(item))
        self._report.imported.append(Imported(item.name, document))
        return True

    def _take_anew(self, item: Item, original: Original) -> bool:
        if self._taker.is_inside(self._library):
            raise NotParsed
        with self._taker.parsing(original, self._meter.cancelled) as answers:
            return self.take(item, original, answers)

    def _unpack(self, item: Item, answers: Iterator[Step]) -> bool:
        if self._taker.is_inside(self._library):
            raise NotParsed
        if item.nesting >= MAX_NESTING:
            raise UnsupportedKind("archive")
        all_in, share = True, member_share(0, 1)
        for answer in answers:
            if isinstance(answer, Progress):
                share = member_share(answer.done, answer.total)
            elif isinstance(answer, UnpackedMember | RefusedMember):
                member = item.inside(answer.path)
                self._meter.enter(member.name, share)
                all_in &= self._take_member(member, answer)
            else:
                raise ProtocolViolation("an archive holds files")
        return all_in

    def _take_member(self, member: Item, answer: UnpackedMember | RefusedMember) -> bool:
        try:
            if isinstance(answer, RefusedMember):
                raise answer.error
            return self._take_anew(member, _original(answer.chunks))
        except (DocumentRefused, WorkerError) as error:
            if isinstance(error, SandboxUnavailable):
                raise
            self._report.refused.append(Refusal(member.name, error, member.found))
            return False

    def _collection(self, item: Item) -> int:
        """The collection that stands for the item's folders, made if there is none; 0 for none."""
        return self._library.collection_at(item.folders) if item.folders else 0

    @contextmanager
    def _new_document(self, kind: str, sha256: bytes, wish: Wish) -> Iterator[Writer]:
        writer = self._library.new_document(kind, sha256=sha256, wish=wish)
        try:
            yield writer
        except BaseException:
            if self._taker.is_inside(self._library):  # the transaction undoes it
                raise
            with suppress(VaultError):  # what can't be removed now stays invisible, and goes at the next start
                writer.abandon()
            raise


def _opening(answers: Iterator[Step]) -> tuple[Wish, Recognised | None]:
    """The password that it took, if any, and the kind; None when there is no parse."""
    wish = NO_WISH
    first = next(answers, None)
    if isinstance(first, Wish):
        wish, first = first, next(answers, None)
    if first is not None and not isinstance(first, Recognised):
        raise ProtocolViolation("a parse begins with the kind of document")
    return wish, first


def _original(chunks: list[bytes]) -> Original:
    if not chunks:
        raise EmptyFile
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return Original(chunks, digest.digest(), sum(map(len, chunks)))


def _add(writer: Writer, event: Step, stem: str, meter: Meter) -> None:
    if isinstance(event, ReadSoFar | Original | Wish | Recognised | UnpackedMember | RefusedMember):
        raise ProtocolViolation("a document is of one kind")
    if isinstance(event, Progress):
        meter.reach(parsed_share(event.done, event.total))
        return
    if isinstance(event, Metadata) and not event.title.strip():
        event = msgspec.structs.replace(event, title=stem)
    writer.add(event)


def _keep(writer: Writer, original: Original, meter: Meter) -> None:
    for number, chunk in enumerate(original.chunks):
        meter.reach(kept_share(number, len(original.chunks)))
        writer.add_chunk(chunk)
