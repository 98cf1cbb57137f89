"""The frame of the settings: several pages, one of them on show."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.settings.section import Section
from ui.settings.settings_column import COLUMN_WIDTH_PX, SettingsColumn
from ui.settings.settings_page import SettingsPage
from ui.theme import THEME_NAMES, load_theme
from ui.widgets.part_button import PartButton

LONG = "A sentence that is far too long for one line of the column, so that it has to go over several of them. " * 3


class Column(SettingsColumn):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.set_name(name)
        self.starts = 0
        self.section = Section(f"About {name}")
        self.section.add_text(LONG)
        self.deed = self.section.add_deed("Do it", LONG, "Do…")
        self.add_section(self.section, self._count)

    def _count(self) -> None:
        self.starts += 1


@pytest.fixture
def columns() -> list[Column]:
    return [Column("one"), Column("two")]


@pytest.fixture
def page(columns: list[Column], qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(columns, load_theme("paper"))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.start()
    return made


def test_the_list_chooses_the_page(page: SettingsPage, columns: list[Column]) -> None:
    first, second = page.findChildren(PartButton)
    assert (first.text(), first.isChecked(), columns[0].starts) == ("one", True, 1)
    second.click()
    assert columns[1].isVisible()
    assert not columns[0].isVisible()
    assert columns[1].starts == 1


def test_the_arrows_go_through_the_list(page: SettingsPage, columns: list[Column]) -> None:
    first, _second = page.findChildren(PartButton)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert columns[1].isVisible()


def test_one_page_leads_to_another(page: SettingsPage, columns: list[Column]) -> None:
    page.open_page(columns[1])
    assert columns[1].isVisible()
    assert (columns[0].starts, columns[1].starts) == (1, 1)
    assert [button.isChecked() for button in page.findChildren(PartButton)] == [False, True]


def test_page_down_scrolls(page: SettingsPage, columns: list[Column]) -> None:
    page.resize(900, 260)
    QTest.qWait(1)
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert columns[0].verticalScrollBar().value() > 0
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    assert columns[0].verticalScrollBar().value() == 0


def test_escape_goes_back(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.library_requested):
        QTest.keyClick(page, Qt.Key.Key_Escape)


@pytest.mark.parametrize("width", [560, 683, 1366])
def test_lines_are_readable_and_nothing_overlaps(page: SettingsPage, columns: list[Column], width: int) -> None:
    page.resize(width, 384)
    QTest.qWait(1)
    section = columns[0].section
    assert section.width() <= COLUMN_WIDTH_PX
    assert columns[0].horizontalScrollBar().maximum() == 0
    labels = [label for label in section.findChildren(QLabel) if label.isVisible()]
    assert all(label.height() >= label.heightForWidth(label.width()) for label in labels)
    places = sorted((label.mapTo(section, label.rect().topLeft()).y(), label.height()) for label in labels)
    assert all(top + height <= below for (top, height), (below, _height) in pairwise(places))
    edge = columns[0].deed.mapTo(section, columns[0].deed.rect().topRight()).x()
    assert edge < section.width()


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_theme_is_worn(page: SettingsPage, name: str) -> None:
    page.set_theme(load_theme(name))
