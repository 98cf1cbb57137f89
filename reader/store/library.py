"""The library: everything that a shelf holds, by name. All calls block: make them from a job, not the UI thread."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from typing import Self, TypeVar

from reader.store.access import ShelfAccess
from reader.store.collections import Collections
from reader.store.content import Content
from reader.store.dictionaries import Dictionaries
from reader.store.documents import Documents
from reader.store.joining import JoinedShelf
from reader.store.marks import Marks
from reader.store.positions import DocumentSettings, Positions, Settings
from reader.store.schema import prepare

T = TypeVar("T")


class Library(Documents, Content, Collections, Positions, Settings, DocumentSettings, Dictionaries, Marks):
    """Documents, what is in them, collections, where reading stopped, settings, dictionaries, and marks, on one shelf.

    Usable from several threads at once: the shelf lets one in at a time.
    """

    def __init__(self, shelf: ShelfAccess, clock_s: Callable[[], float] = time.time) -> None:
        """Bring the shelf's tables up to date. Raises VaultTooNew, DiskFull."""
        prepare(shelf)
        Documents.__init__(self, shelf, clock_s)
        Dictionaries.__init__(self, shelf)

    def purge_unfinished(self, *, cancelled: Callable[[], bool] = lambda: False) -> int:
        """As of Documents; dictionaries too."""
        self.purge_dictionaries(cancelled=cancelled)
        return Documents.purge_unfinished(self, cancelled=cancelled)

    def together(self, work: Callable[[Self], T]) -> T:
        """Run `work` on this library inside one transaction: all that it writes is kept, or none of it.

        Nobody else gets at the shelf meanwhile, so it must be short and wait for nothing. It runs again from the start
        when the shelf had to grow. Whatever it raises undoes it; a document's writer then need not abandon anything.
        """
        return self._shelf.run(lambda connection: work(self._inside(JoinedShelf(connection))))

    def _inside(self, shelf: JoinedShelf) -> Self:
        inside = copy.copy(self)
        inside._shelf = shelf
        inside._being_written = set()
        return inside
