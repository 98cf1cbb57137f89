"""The bar above the list at every width: nothing overlaps, nothing is cut, and the keys that hide stay in sight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.guard.messages import PanicKeys
from tests.ui.library.fakes import FakeLibrary, FakeSearch, document
from ui.jobs import Jobs
from ui.library.library_page import LibraryPage
from ui.library.rows import Order
from ui.library.toolbar import Toolbar
from ui.stylesheet import apply_theme
from ui.theme import load_theme
from ui.translations import install_language

PAPER = load_theme("paper")
LEFT_TO_RIGHT, RIGHT_TO_LEFT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
DIRECTIONS = pytest.mark.parametrize("direction", [LEFT_TO_RIGHT, RIGHT_TO_LEFT], ids=["ltr", "rtl"])
LANGUAGES = pytest.mark.parametrize("language", ["en", "ko"])
LEAST_PX, MAXIMISED_PX, WINDOW_PX = 560, 683, 614
"""The desk's own least; 1366 device pixels at a scale of two, and nine tenths of that."""
LONGEST_KEY = PanicKeys(key_name="Scroll_Lock")


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    """Dressed as the program is, and stays so."""
    apply_theme(qapp, PAPER)
    return qapp


class Room:
    """A library page in one language and direction, which may be made as wide as wanted."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self._app, self._qtbot = app, qtbot
        self._jobs = Jobs()
        self._frame = QWidget()
        qtbot.addWidget(self._frame)

    def show(self, language: str, direction: Qt.LayoutDirection) -> Toolbar:
        install_language(self._app, language)
        self._app.setLayoutDirection(direction)
        library = FakeLibrary(document(1, "Apple"))
        self.page = LibraryPage(library, FakeSearch(), self._jobs, PAPER, self._frame)
        self._frame.setMinimumSize(LEAST_PX, 320)
        self._frame.show()
        self._qtbot.waitExposed(self._frame)
        return self.page.toolbar

    def make(self, width: int) -> None:
        self._frame.resize(width, 384)
        self.page.resize(width, 384)
        QCoreApplication.sendPostedEvents()  # layouts follow by those
        self._qtbot.waitUntil(lambda: self.page.toolbar.width() == width - self.page.sidebar.width())

    def close(self) -> None:
        self._jobs.close()


@pytest.fixture
def room(app: QApplication, qtbot: QtBot) -> Iterator[Room]:
    made = Room(app, qtbot)
    yield made
    made.close()


def controls(bar: Toolbar) -> list[QWidget]:
    kinds = (QLabel, QLineEdit, QPushButton, QToolButton)
    return [each for each in bar.children() if isinstance(each, kinds) and each.isVisible()]


def caps(bar: Toolbar) -> list[str]:
    """The ways to hide that are in sight, without the spaces between their keys."""
    labels = [each for each in controls(bar) if isinstance(each, QLabel)]
    return [label.text().replace(" ", "") for label in labels]


def words(bar: Toolbar) -> set[str]:
    return {each.text() for each in controls(bar) if isinstance(each, QPushButton) and each.text()}


def search_box(bar: Toolbar) -> QLineEdit:
    (found,) = (each for each in controls(bar) if isinstance(each, QLineEdit))
    return found


def room_for_query_px(field: QLineEdit) -> int:
    """Between the glass and the cross."""
    glass, cross = sorted((button.geometry() for button in field.findChildren(QToolButton)), key=QRect.left)
    return cross.left() - glass.right()


def faults(bar: Toolbar) -> list[str]:
    """What lies over something else, reaches out of the bar, or has less room than it asks for."""
    found = []
    for one, other in combinations(controls(bar), 2):
        if one.geometry().intersects(other.geometry()):
            found.append(f"{one} lies over {other}")
    for each in controls(bar):
        if not bar.rect().contains(each.geometry()):
            found.append(f"{each} reaches out")
        if not isinstance(each, QLineEdit) and each.width() < each.sizeHint().width():
            found.append(f"{each} is cut")
    field = search_box(bar)
    if room_for_query_px(field) < field.fontMetrics().horizontalAdvance(field.placeholderText()):
        found.append("what the search box says is cut")
    return found


@pytest.mark.parametrize("width", [LEAST_PX, WINDOW_PX, 640, MAXIMISED_PX, 880, 1366])
@LANGUAGES
@DIRECTIONS
def test_nothing_overlaps_or_is_cut(room: Room, width: int, language: str, direction: Qt.LayoutDirection) -> None:
    bar = room.show(language, direction)
    for keys in (PanicKeys(), LONGEST_KEY):
        bar.show_keys(keys)
        for order in Order:
            bar._sort.set_choice(order)
            bar._sort.chosen.emit(order)
            room.make(1366)
            room.make(width)
            assert faults(bar) == []


@LANGUAGES
def test_no_width_between_is_forgotten(room: Room, language: str) -> None:
    bar = room.show(language, LEFT_TO_RIGHT)
    for width in [*range(LEAST_PX, 1000, 11), *range(1000, LEAST_PX, -37)]:
        room.make(width)
        assert faults(bar) == [], width


@pytest.mark.parametrize("width", [WINDOW_PX, 640, MAXIMISED_PX, 1366])
@LANGUAGES
@DIRECTIONS
def test_both_ways_to_hide_stay_in_sight(room: Room, width: int, language: str, direction: Qt.LayoutDirection) -> None:
    bar = room.show(language, direction)
    room.make(width)
    assert caps(bar) == ["F9", "⇧⇧⇧"]


def test_in_the_least_window_the_key_stays_in_sight(room: Room) -> None:
    bar = room.show("ko", LEFT_TO_RIGHT)
    room.make(LEAST_PX)
    assert caps(bar) == ["F9"]
    bar.show_keys(LONGEST_KEY)
    assert faults(bar) == []


def test_a_wide_bar_says_everything_in_words(room: Room) -> None:
    bar = room.show("en", LEFT_TO_RIGHT)
    room.make(1366)
    assert words(bar) == {"Sort: recent", "Add…", "Hide"}
    assert search_box(bar).placeholderText() == "Search in everything"


def test_icons_keep_their_names_and_become_words_again(room: Room) -> None:
    bar = room.show("en", LEFT_TO_RIGHT)
    room.make(640)
    assert words(bar) == {"Hide"}
    bar._sort._choose(Order.AUTHOR)
    names = {_name(each) for each in controls(bar) if isinstance(each, QPushButton)}
    assert names == {"Sort: author", "Add files to the library", "Hide everything now"}
    assert bar._sort.toolTip() == "Sort: author"
    room.make(1366)
    assert words(bar) == {"Sort: author", "Add…", "Hide"}
    assert bar._sort.toolTip() == ""
    assert _name(bar._sort) == "Sort: author"


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
