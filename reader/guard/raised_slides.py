"""What the raised covers show on other people's screens: drawn in advance, so that a panic brings it up with them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.errors import DisplayUnavailable
from reader.guard.screens import Screen, external_screens

if TYPE_CHECKING:
    from reader.platform.x11_slides import Monitor


class RaisedSlides:
    """Paints on the covers' windows; without any, nothing. Calls block on the display server: not for the panic thread.

    They use a connection of their own, and nothing that the panic thread uses.
    """

    def __init__(self, window_ids: Sequence[int] = (), colour: str = "#FFFFFF") -> None:
        """`colour` is the covers' own, `#RRGGBB`."""
        self._window_ids = tuple(window_ids)
        self._colour = colour

    def paint(self, draw: Callable[[int, int], bytes] | None) -> None:
        """Show on each external monitor what `draw` makes of its size in pixels: rows of blue, green, red and a byte
        that is ignored. None: the cover's colour. A display that is gone has nothing to show anything on.
        """
        if not self._window_ids:
            return
        from reader.platform.x11_slides import Patch, monitors, paint  # noqa: PLC0415 - python-xlib: Linux only

        with contextlib.suppress(DisplayUnavailable):
            patches: list[Patch] = []
            if draw:
                found = {_screen(each): each for each in monitors()}
                chosen = [found[screen] for screen in external_screens(list(found))]
                patches = [Patch(monitor=each, pixels=draw(each.width, each.height)) for each in chosen]
            paint(self._window_ids, self._colour, patches)


def _screen(monitor: Monitor) -> Screen:
    return Screen(
        name=monitor.name,
        x=monitor.x,
        y=monitor.y,
        width=monitor.width,
        height=monitor.height,
        is_primary=monitor.is_primary,
        desktop=monitor.x_screen,
    )
