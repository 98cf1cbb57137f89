"""A window's place, told to another process and taken there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.guard.messages import Placement
from ui.placement import PlacementKeeper, place, placement_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SOMEWHERE = QRect(130, 90, 500, 300)


@pytest.fixture
def cover(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(SOMEWHERE)
    return made


@pytest.fixture
def desk(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_before_it_was_seen_nothing_is_known(cover: QWidget, desk: QWidget) -> None:
    keeper = PlacementKeeper(cover)
    assert keeper.latest == Placement()
    before = desk.geometry()
    place(desk, keeper.latest)
    assert (desk.geometry(), desk.isMaximized()) == (before, False)


def test_the_keeper_follows_and_remembers_after_hiding(cover: QWidget, qtbot: QtBot) -> None:
    keeper = PlacementKeeper(cover)
    cover.show()
    qtbot.waitExposed(cover)
    cover.setGeometry(SOMEWHERE.translated(20, 30))
    qtbot.waitUntil(lambda: (keeper.latest.x, keeper.latest.y) == (150, 120))
    cover.hide()
    cover.setGeometry(0, 0, 10, 10)
    assert keeper.latest == Placement(x=150, y=120, width=500, height=300)
    keeper.put_back()
    assert cover.geometry() == SOMEWHERE.translated(20, 30)


def test_a_maximised_window_keeps_where_it_was(cover: QWidget, desk: QWidget, qtbot: QtBot) -> None:
    keeper = PlacementKeeper(cover)
    cover.show()
    qtbot.waitExposed(cover)
    cover.showMaximized()
    qtbot.waitUntil(lambda: keeper.latest.is_maximised)
    assert keeper.latest == Placement(x=130, y=90, width=500, height=300, is_maximised=True)
    desk.winId()  # as the warm desk's: made, and hidden
    place(desk, keeper.latest)
    desk.show()
    qtbot.waitUntil(desk.isMaximized)
    assert placement_of(desk) == keeper.latest
    desk.hide()
    place(desk, placement_of(cover))
    assert desk.isMaximized()


def test_it_is_not_maximised_for_ever(desk: QWidget) -> None:
    place(desk, Placement(x=1, y=2, width=300, height=200, is_maximised=True))
    place(desk, Placement(x=1, y=2, width=300, height=200))
    assert not desk.isMaximized()
    assert desk.geometry() == QRect(1, 2, 300, 200)


class Moved(QWidget):
    """Maximised on one screen; before that it stood elsewhere."""

    before = QRect(900, 90, 500, 300)

    def isMaximized(self) -> bool:
        return True

    def geometry(self) -> QRect:
        return QRect(0, 20, 683, 748)

    def normalGeometry(self) -> QRect:
        return self.before


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (QRect(900, 90, 500, 300), QRect(183, 90, 500, 300)),
        (QRect(500, -40, 500, 900), QRect(183, 20, 500, 748)),
        (QRect(-2000, 1000, 900, 300), QRect(0, 468, 683, 300)),
        (QRect(10, 30, 400, 300), QRect(10, 30, 400, 300)),
    ],
)
def test_a_maximised_window_is_told_of_on_the_screen_that_it_fills(
    qtbot: QtBot, before: QRect, expected: QRect
) -> None:
    window = Moved()
    qtbot.addWidget(window)
    window.before = before
    told = placement_of(window)
    assert QRect(told.x, told.y, told.width, told.height) == expected
    assert told.is_maximised
