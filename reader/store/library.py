"""The library: everything that a shelf holds, by name. All calls block: make them from a job, not the UI thread."""

from __future__ import annotations

import time
from collections.abc import Callable

from reader.store.access import ShelfAccess
from reader.store.content import Content
from reader.store.documents import Documents
from reader.store.positions import Positions, Settings
from reader.store.schema import prepare


class Library(Documents, Content, Positions, Settings):
    """Documents, what is in them, where reading stopped, and settings, on one shelf.

    Usable from several threads at once: the shelf lets one in at a time.
    """

    def __init__(self, shelf: ShelfAccess, clock_s: Callable[[], float] = time.time) -> None:
        """Bring the shelf's tables up to date. Raises VaultTooNew, DiskFull."""
        prepare(shelf)
        Documents.__init__(self, shelf, clock_s)
