"""Which screens are not the person's own: projectors and whatever else others look at."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

_BUILT_IN = re.compile(r"(?:[A-Za-z0-9]+-)?(?:eDP|LVDS|DSI)(?:-?\d+)*", re.IGNORECASE)
"""As the kernel calls the connectors of panels, the video drivers of X too, some of them with a prefix."""


class Screen(msgspec.Struct, frozen=True, kw_only=True):
    """A monitor and its place in the desktop, all in one unit. Desktops are apart where X has several screens."""

    name: str
    x: int
    y: int
    width: int
    height: int
    is_primary: bool = False
    desktop: int = 0

    @property
    def is_built_in(self) -> bool:
        """Whether it is a laptop's own panel, by the name of its connector."""
        return bool(_BUILT_IN.fullmatch(self.name))


def external_screens(screens: Sequence[Screen]) -> list[Screen]:
    """Those that are neither a laptop's panel nor the primary one, nor mirror such a one.

    Where nothing is said, the first is the person's.
    """
    own = [screen for screen in screens if screen.is_built_in or screen.is_primary] or list(screens[:1])
    return [screen for screen in screens if not any(_overlap(screen, each) for each in own)]


def _overlap(one: Screen, other: Screen) -> bool:
    """Also true of a screen and itself: nothing is put over what the person looks at."""
    across = one.x < other.x + other.width and other.x < one.x + one.width
    down = one.y < other.y + other.height and other.y < one.y + one.height
    return one is other or (one.desktop == other.desktop and across and down)
