"""Slides as pixels, and their windows' manners; on whole screens see tests/guard/test_every_screen.py."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.covers.slide import COLOURS, MAX_TEXT_CHARACTERS, Slide, is_light
from ui.covers.slide_drawing import draw_slide, pixels_of
from ui.covers.slide_window import SlideWindow

NONE = QImage()


def colours_in(image: QImage) -> set[str]:
    places = [(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)]
    return {image.pixelColor(x, y).name() for x, y in places}


def edge(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in (0, image.height() - 1)}


def test_a_colour_fills_the_screen(qapp: QApplication) -> None:
    assert colours_in(draw_slide(Slide(kind="colour", colour="#2F5D50"), NONE, 64, 48)) == {"#2f5d50"}


def test_pixels_are_what_the_display_server_takes(qapp: QApplication) -> None:
    pixels = pixels_of(draw_slide(Slide(kind="colour", colour="#112233"), NONE, 33, 7))
    assert len(pixels) == 33 * 7 * 4
    assert pixels[:3] == bytes((0x33, 0x22, 0x11))


def test_a_picture_stands_in_the_middle_as_large_as_it_fits(qapp: QApplication) -> None:
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    image = draw_slide(Slide(kind="picture", colour="#000000"), picture, 200, 100)
    assert [image.pixelColor(x, 50).name() for x in (49, 51, 100, 148, 151)] == [
        "#000000", "#ff0000", "#ff0000", "#ff0000", "#000000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Back at two", "곧 돌아옵니다", "نعود بعد قليل", "W" * MAX_TEXT_CHARACTERS, "a b " * 50]
)
def test_words_fit_whatever_they_are(qapp: QApplication, text: str) -> None:
    image = draw_slide(Slide(kind="text", colour="#22303C", text=text), NONE, 640, 360)
    assert len(colours_in(image)) > 1
    assert edge(image) == {"#22303c"}


@pytest.mark.parametrize("colour", COLOURS)
def test_words_can_be_read_on_every_colour(qapp: QApplication, colour: str) -> None:
    image = draw_slide(Slide(kind="text", colour=colour, text="Back at two"), NONE, 400, 225)
    lightest = max(QColor(name).lightness() for name in colours_in(image))
    darkest = min(QColor(name).lightness() for name in colours_in(image))
    assert lightest - darkest > 120
    assert is_light(colour) == (QColor(colour).lightness() > 128)


def test_a_slide_wears_the_covers_name_and_goes_by_escape_click_or_closing(qtbot: QtBot) -> None:
    window = SlideWindow(QGuiApplication.primaryScreen(), "#2F5D50", title="Notes")
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted, timeout=5000):
        window.show()
    assert window.windowTitle() == "Notes"
    assert window.grab().toImage().pixelColor(5, 5).name() == "#2f5d50"
    for deed in (
        lambda: QTest.keyClick(window, Qt.Key.Key_Escape),
        lambda: QTest.mouseClick(window, Qt.MouseButton.LeftButton),
        window.close,
    ):
        with qtbot.waitSignal(window.dismissed, timeout=1000):
            deed()
    with qtbot.assertNotEmitted(window.dismissed):
        QTest.keyClick(window, Qt.Key.Key_A)
