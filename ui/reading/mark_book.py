"""The marks of the open document: shown at once, committed at once, and taken back until it is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from reader.errors import HearthError
from reader.marks.quoting import completed
from reader.store.mark import Mark
from ui.jobs import Jobs


class MarkedLibrary(Protocol):
    """What this needs of reader.store's Library; it calls it in jobs only."""

    def marks(self, document: int) -> list[Mark]: ...
    def replace_marks(self, document: int, put: Iterable[Mark], removed: Iterable[int]) -> None: ...
    def section_text(self, document: int, section: int) -> str: ...


_Changes = dict[int, Mark | None]
"""By number what a mark shall be; None when it shall be gone."""


class MarkBook(QObject):
    """One write at a time, so that an older one never comes last; what gathers meanwhile goes together.

    A highlight comes without its words. They are read when it is committed, and its ends drawn in to them.
    """

    changed = Signal()
    failed = Signal(object)  # HearthError; what is shown is again what is kept

    def __init__(
        self, library: MarkedLibrary, jobs: Jobs, parent: QObject, clock_s: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._library, self._jobs, self._clock_s = library, jobs, clock_s
        self._document = 0
        self._by_number: dict[int, Mark] = {}
        self._sorted: tuple[Mark, ...] = ()
        self._last_number = 0
        self._pending: dict[int, _Changes] = {}
        self._is_writing = False
        self._must_read = False
        self._undo: list[tuple[tuple[Mark, ...], tuple[int, ...]]] = []

    # -- the document

    def open(self, document: int) -> None:
        """Read this document's marks; `changed` follows."""
        self._document = document
        self._must_read = True
        self._go_on()

    def close(self) -> None:
        """Show none. What is not committed yet still is."""
        self._document, self._must_read = 0, False
        self._undo = []
        self._show({})

    @property
    def document(self) -> int:
        """Its number, 0 for none."""
        return self._document

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All of them in reading order."""
        return self._sorted

    @property
    def is_kept(self) -> bool:
        """Whether all that was done is committed, and read again."""
        return not self._pending and not self._is_writing and not self._must_read

    def mark(self, number: int) -> Mark | None:
        return self._by_number.get(number)

    # -- changing

    def new(self, mark: Mark) -> Mark:
        """`mark` as it would be kept: with a number that none has had, and the time."""
        self._last_number += 1
        now_s = int(self._clock_s())
        return msgspec.structs.replace(mark, number=self._last_number, made_at_s=now_s, changed_at_s=now_s)

    def put(self, *marks: Mark, removed: Sequence[Mark] = (), undoable: bool = True) -> None:
        """Add these or change them, and remove others, as one deed."""
        if not self._document or not (marks or removed):
            return
        if undoable:
            before = [self._by_number.get(mark.number) for mark in (*marks, *removed)]
            added = tuple(mark.number for mark in marks if mark.number not in self._by_number)
            self._undo.append((tuple(filter(None, before)), added))
        now_s = int(self._clock_s())
        self._change({mark.number: msgspec.structs.replace(mark, changed_at_s=now_s) for mark in marks}, removed)

    def remove(self, *marks: Mark) -> None:
        """Let go of these."""
        self.put(removed=marks)

    def undo(self) -> bool:
        """Take the last deed back. Whether there was one."""
        if not self._undo:
            return False
        back, added = self._undo.pop()
        gone = [self._by_number[number] for number in added if number in self._by_number]
        self._change({mark.number: mark for mark in back}, gone)
        return True

    def read_again(self) -> None:
        """Something else has changed them in the library."""
        self._undo = []
        self._must_read = bool(self._document)
        self._go_on()

    def _change(self, put: dict[int, Mark], removed: Iterable[Mark]) -> None:
        changes: _Changes = dict(put)
        changes.update(dict.fromkeys((mark.number for mark in removed), None))
        self._pending.setdefault(self._document, {}).update(changes)
        kept = self._by_number | put
        self._show({number: mark for number, mark in kept.items() if changes.get(number, mark) is not None})
        self._go_on()

    def _show(self, marks: dict[int, Mark]) -> None:
        self._by_number = marks
        self._sorted = tuple(sorted(marks.values(), key=lambda mark: mark.place))
        self._last_number = max([self._last_number, *marks]) if self._document else 0
        self.changed.emit()

    # -- committing

    def _go_on(self) -> None:
        if self._is_writing:
            return
        if self._pending:
            document = next(iter(self._pending))
            self._write(document, self._pending.pop(document))
        elif self._must_read:
            self._read()

    def _write(self, document: int, changes: _Changes) -> None:
        self._is_writing = True
        library = self._library
        self._jobs.run(
            lambda: _keep(library, document, changes), lambda kept: self._written(document, kept), self._gave_up
        )

    def _written(self, document: int, kept: _Changes) -> None:
        self._is_writing = False
        marks = dict(self._by_number)
        for number, mark in kept.items() if document == self._document else ():
            shown = marks.get(number)
            if mark is None:
                marks.pop(number, None)
            elif shown is not None and not shown.quote:
                marks[number] = msgspec.structs.replace(
                    shown, start=mark.start, end=mark.end, quote=mark.quote, before=mark.before, after=mark.after
                )
        if marks != self._by_number:
            self._show(marks)
        self._go_on()

    def _gave_up(self, error: HearthError) -> None:
        """A full disk, or a document that is gone: show what is kept."""
        self._is_writing = False
        self._pending.pop(self._document, None)
        self.read_again()
        self.failed.emit(error)

    def _read(self) -> None:
        self._is_writing, self._must_read = True, False
        library, document = self._library, self._document
        self._jobs.run(lambda: library.marks(document), lambda marks: self._take(document, marks), self._could_not_read)

    def _take(self, document: int, marks: list[Mark]) -> None:
        self._is_writing = False
        if document == self._document and not self._pending:
            self._show({mark.number: mark for mark in marks})
        elif document == self._document:
            self._must_read = True
        self._go_on()

    def _could_not_read(self, error: HearthError) -> None:
        self._is_writing = False
        self.failed.emit(error)
        self._go_on()


def _keep(library: MarkedLibrary, document: int, changes: _Changes) -> _Changes:
    """Commit changes as one. Answers the marks whose words were read, and None for what has no words."""
    kept: _Changes = {}
    for number, mark in changes.items():
        kept[number] = mark if mark is None or mark.quote else completed(library, document, mark)
    put = [mark for mark in kept.values() if mark is not None]
    library.replace_marks(document, put, [number for number, mark in kept.items() if mark is None])
    return kept
