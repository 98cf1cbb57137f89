"""How long work says how far it is, and learns that it is no longer wanted."""

from __future__ import annotations

from collections.abc import Callable

from reader.errors import Cancelled

OnProgress = Callable[[int, int], None]
"""Called with what is done and what is to be done, in a unit of the work's own; what is done never falls."""

IsCancelled = Callable[[], bool]
"""Asked now and then; once it answers True, the work raises Cancelled."""

_SHARES = 1000


def unheard(_done: int, _total: int) -> None:
    """The progress that nobody wants to hear of."""


def never() -> bool:
    """The wish to stop that never comes."""
    return False


def go_on(cancelled: IsCancelled) -> None:
    """Raise Cancelled when the work is no longer wanted."""
    if cancelled():
        raise Cancelled


def part_of(on_progress: OnProgress, start: float, end: float) -> OnProgress:
    """The progress of a part of the work that takes the whole from `start` to `end`, each from 0 to 1."""

    def tell(done: int, total: int) -> None:
        share = start + (end - start) * min(1.0, done / max(1, total))
        on_progress(round(_SHARES * share), _SHARES)

    return tell
