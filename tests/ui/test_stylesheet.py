"""The tokens are readable together, and the sheet names none that is not there."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from ui.stylesheet import MAX_MOTION_MS, apply_theme, contrast, stylesheet
from ui.theme import THEME_NAMES, load_theme

TEXT, LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(
    ("text", "grounds", "least"),
    [
        ("ink", ("paper", "panel", "selection", "mark"), TEXT),
        ("soft", ("paper", "panel", "selection"), TEXT),
        ("faint", ("paper", "panel"), LARGE),
        ("ember", ("paper", "panel", "selection"), TEXT),
        ("on_ember", ("ember",), TEXT),
    ],
)
def test_tokens_are_readable(name: str, text: str, grounds: tuple[str, ...], least: float) -> None:
    theme = load_theme(name)
    for ground in grounds:
        assert contrast(getattr(theme, text), getattr(theme, ground)) >= least, (name, text, ground)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_sheet_is_whole(name: str, qapp: QApplication) -> None:
    sheet = stylesheet(load_theme(name))
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    apply_theme(qapp, load_theme(name))  # an unreadable sheet is a Qt warning, and those fail


def test_nothing_moves_for_long() -> None:
    assert MAX_MOTION_MS <= 120
    assert not re.search(r"animation|transition", stylesheet(load_theme("paper")))
