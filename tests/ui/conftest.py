"""What every test of the windows shares."""

from __future__ import annotations

import pytest

_OFFSCREEN_ONLY = "does not support propagateSizeHints"
"""Said by Qt's offscreen platform of every window with a smallest size; a real one obeys in silence."""


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.qt_log_ignore(_OFFSCREEN_ONLY, extend=True))
