"""What is left to do for a library that has just opened, once its list is on the screen and nobody waits."""

from __future__ import annotations

from reader.store.library import Library
from ui.jobs import Jobs
from ui.reading.typesetting import Typesetting

_WARMED_BY = 40
"""So many of the newest documents say in which languages somebody reads."""

_GIVE_WAY_S = 0.01
"""Clearing waits so long between two transactions: a lock is not fair, and whoever reads must come in between."""


def clear_leftovers(library: Library, jobs: Jobs) -> None:
    """What kills left of imports and removals goes."""
    closing = jobs.closing
    jobs.run(
        lambda: library.purge_unfinished(cancelled=lambda: closing.wait(_GIVE_WAY_S)),
        lambda _count: None,
        lambda _error: None,  # a full disk or the end: the next opening goes on with it
    )


def warm_reading(library: Library, typesetting: Typesetting) -> None:
    """So that the first page of a book need not wait for the dictionary that divides its words."""
    typesetting.warm(lambda: [row.language for row in library.documents(limit=_WARMED_BY)])
