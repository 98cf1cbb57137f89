"""One key or mouse button, as a display server's raw events tell it."""

from __future__ import annotations

import msgspec


class KeyEvent(msgspec.Struct, frozen=True):
    """A key (or, with `is_key` false, a mouse button) pressed or released at `time_ms` of the server's clock."""

    code: int
    is_press: bool
    time_ms: int
    is_key: bool = True
