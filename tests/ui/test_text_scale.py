"""Whoever has set large text in the system reads large text here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.stylesheet import apply_theme, stylesheet
from ui.text_scale import MOST, scale_of, scaled_sheet, text_px
from ui.theme import load_theme

PAPER = load_theme("paper")


@pytest.fixture
def large(qapp: QApplication) -> Iterator[QApplication]:
    before, font = qapp.font(), QFont(qapp.font())
    font.setPixelSize(21)
    qapp.setFont(font)
    apply_theme(qapp, PAPER)
    yield qapp
    qapp.setFont(before)
    qapp.setStyleSheet("")


@pytest.mark.parametrize(("system_px", "scale"), [(9, 1.0), (14, 1.0), (21, 1.5), (60, MOST)])
def test_never_smaller_than_designed_and_never_without_end(system_px: int, scale: float) -> None:
    assert scale_of(system_px) == scale


def test_words_and_what_is_around_them_grow_and_nothing_else() -> None:
    sheet = "A { font-size: 14px; min-height: 32px; max-height: 32px; border: 1px solid; }"
    assert scaled_sheet(sheet, 1.5) == "A { font-size: 21px; min-height: 48px; max-height: 32px; border: 1px solid; }"
    assert scaled_sheet(stylesheet(PAPER), 1.0) == stylesheet(PAPER)


def test_all_widgets_follow(large: QApplication, qtbot: QtBot) -> None:
    assert large is not None
    window = QWidget()
    qtbot.addWidget(window)
    label, button = QLabel("Words", window), QPushButton("Deed", window)
    down = QVBoxLayout(window)
    down.addWidget(label)
    down.addWidget(button)
    window.show()
    assert label.fontInfo().pixelSize() == 21
    assert button.height() >= 48
    assert text_px(12) == 18
