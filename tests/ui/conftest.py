"""What every test of the windows shares."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

OFFSCREEN_ONLY = r"This plugin does not support (propagateSizeHints|raise)\(\)"
"""Said by Qt's offscreen platform of windows with a smallest size and those raised; a real one obeys in silence."""


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_ONLY, extend=True))


def pytest_sessionfinish() -> None:
    """Qt lets go of what a test has copied after Python has ended, and crashes when it was Python's."""
    if isinstance(QGuiApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()
