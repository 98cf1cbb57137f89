"""PySide 6.12.0 dropped a reference to None in every void call and aborted after some 5,000 of them."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 20_000


def test_void_calls_keep_the_count_of_none(qapp: QObject) -> None:
    del qapp
    thing = QObject()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        thing.setObjectName(str(number))
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
