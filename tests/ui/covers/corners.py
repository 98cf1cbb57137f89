"""The gesture of the covers that take no typing, and what is almost it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.covers.contract import Person

_CLOCKWISE = ((3, 3), (-4, 3), (-4, -4), (3, -4))


def corners(person: Person) -> None:
    """As the manual says: clockwise from the upper left."""
    for x, y in _CLOCKWISE:
        person.click(x, y)
        person.clock.now_s += 1.0


def almost_corners(person: Person) -> Iterator[None]:
    """Each is made before the next is asked for, and once more at the end."""
    for order in ((0, 3, 2, 1), (1, 2, 3, 0), (0, 1, 2), (3,), (0, 2, 1, 3), (0, 1, 2, 2, 3), (0, 0, 1, 3)):
        for number in order:
            person.click(*_CLOCKWISE[number])
        person.click(400, 300)
        yield
    for x, y in _CLOCKWISE:  # too slow
        person.click(x, y)
        person.clock.now_s += 2.0
    yield
    for x, y in _CLOCKWISE:  # something between
        person.click(x, y)
        person.click(400, 300)
    yield
    for x, y in _CLOCKWISE:
        person.click(x, y)
        person.type("a")
    yield
    for x, y in _CLOCKWISE:  # the other button
        place = QPoint(x % person.cover.width(), y % person.cover.height())
        QTest.mouseClick(person.cover.windowHandle(), Qt.MouseButton.RightButton, pos=place)
    yield
    for x, y in _CLOCKWISE[:3]:  # one half before a panic, one after
        person.click(x, y)
    person.cover.deafen()
    person.click(*_CLOCKWISE[3])
    yield
    for x, y in ((100, 3), (-4, 100), (-100, -4), (3, -100)):  # at the edges
        person.click(x, y)
    yield
