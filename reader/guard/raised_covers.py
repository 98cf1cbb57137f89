"""The windows that a panic puts over everything: what they offer, and none where the system has no such windows."""

from __future__ import annotations

from typing import Protocol

from reader.errors import DisplayUnavailable
from reader.guard.identity import NOTES


class Covers(Protocol):
    """Made in advance, used by the panic thread alone. Any call may raise; the kill follows all the same."""

    @property
    def window_ids(self) -> tuple[int, ...]:
        """What may be painted on, one for each X screen (`raised_slides.py`); any thread may read it."""

    def fileno(self) -> int:
        """For select; -1 has nothing to wait for."""

    def warm(self) -> None:
        """Have them painted once, unseen: what a compositing manager does with a window for the first time is slow."""

    def park(self) -> None:
        """They are warm. Nothing where they are raised."""

    def raise_all(self, limit_s: float) -> bool:
        """Cover every screen; True if it was confirmed within the limit."""

    def hold_keyboard(self) -> None:
        """Let no key through to any program until `lower_all`."""

    def hold_s(self) -> float:
        """How long the covers must stay after the cover's own window has been painted below them."""

    def lower_all(self) -> None:
        """Take the covers away."""

    def empty_selections(self) -> None:
        """Own PRIMARY and CLIPBOARD with nothing in them."""

    def handle_events(self) -> None:
        """Read what the display server sent."""

    def close(self) -> None:
        """Let go of the display."""


class NoCovers:
    """Where nothing can be put over other windows: killing the desk takes its windows away all the same."""

    @property
    def window_ids(self) -> tuple[int, ...]:
        """None."""
        return ()

    def fileno(self) -> int:
        """Nothing to wait for."""
        return -1

    def warm(self) -> None:
        """Nothing to paint."""

    def park(self) -> None:
        """Nothing to put away."""

    def raise_all(self, limit_s: float) -> bool:
        """Not covered."""
        del limit_s
        return False

    def hold_keyboard(self) -> None:
        """Not held."""

    def hold_s(self) -> float:
        """Nothing stays."""
        return 0.0

    def lower_all(self) -> None:
        """Nothing to take away."""

    def empty_selections(self) -> None:
        """The windowed toolkit's own clipboard is all there is."""

    def handle_events(self) -> None:
        """None come."""

    def close(self) -> None:
        """Nothing to let go of."""


def make_covers(colour: str, name: str = NOTES.wm_class) -> Covers:
    """The covers of this display in `colour` (`#RRGGBB`); `name` is what a list of layers shows."""
    for make in (_layers, _unmanaged_windows):
        try:
            return make(colour, name)
        except (ImportError, DisplayUnavailable):
            continue
    return NoCovers()


def _layers(colour: str, name: str) -> Covers:
    from reader.platform.wayland import LayerCovers  # noqa: PLC0415 - only where a session may have a use for it

    return LayerCovers(colour, name)


def _unmanaged_windows(colour: str, _name: str) -> Covers:
    from reader.platform.x11_covers import RaisedCovers  # noqa: PLC0415 - python-xlib is installed on Linux only

    return RaisedCovers(colour)
