"""Making a document again of the original that the library keeps: a saved page whole, or its article alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Protocol

from reader.errors import Cancelled, DocumentRefused, ProtocolViolation, VaultError
from reader.formats.contract import ParseOptions
from reader.store.rows import DocumentRow
from reader.store.writer import Wish
from reader.text.model import ParseEvent, Progress
from reader.workers.pool import WorkerPool
from reader.workers.protocol import Recognised


class Writer(Protocol):
    """A document on its way; reader.store.writer.DocumentWriter is one."""

    def add(self, event: ParseEvent) -> None: ...

    def add_chunk(self, data: bytes) -> None: ...

    def finish_for(self, old: int) -> int: ...

    def abandon(self) -> None: ...


class Kept(Protocol):
    """What this needs of a library; reader.store.library.Library is one."""

    def document(self, document: int) -> DocumentRow: ...

    def sha256(self, document: int) -> bytes: ...

    def document_password(self, document: int) -> str: ...

    def original(self, document: int) -> Iterator[bytes]: ...

    def new_document(self, kind: str, *, sha256: bytes, wish: Wish) -> Writer: ...

    def purge_unfinished(self, *, cancelled: Callable[[], bool]) -> int: ...


def parse_again(
    library: Kept,
    pool: WorkerPool,
    document: int,
    *,
    whole_page: bool,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Parse a document's original anew, and put what comes of it in its place; the number of the new one.

    Until its last event is stored, the old one is all there is; a kill leaves one of the two. Marks and where
    reading was go to the same words. Raises NoSuchDocument, DocumentRefused, WorkerError, VaultError, Cancelled; then
    nothing has changed.
    """
    row = library.document(document)
    if not row.size_bytes:
        raise DocumentRefused("its original was not kept")
    wish = Wish(password=library.document_password(document), whole_page=whole_page)
    options = ParseOptions(password=wish.password, whole_page=whole_page)
    with closing(pool.parse(library.original(document), options, cancelled=cancelled)) as answers:
        first = next(answers)
        if not isinstance(first, Recognised):
            raise ProtocolViolation("a parse begins with the kind of document")
        writer = library.new_document(first.kind, sha256=library.sha256(document), wish=wish)
        try:
            for answer in answers:
                if not isinstance(answer, ParseEvent):
                    raise ProtocolViolation("a document is of one kind")
                if not isinstance(answer, Progress):
                    writer.add(answer)
            for chunk in library.original(document):
                writer.add_chunk(chunk)
            new = writer.finish_for(document)
        except BaseException:
            with suppress(VaultError):
                writer.abandon()
            raise
    with suppress(Cancelled, VaultError):  # the next opening goes on with it
        library.purge_unfinished(cancelled=cancelled)
    return new
