"""What lets lines break inside words is seen by nobody: not by carets, words, copies, screen readers or find."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.reading.kept import encoded
from reader.reading.preferences import PREFERENCES_SETTING, Justification, ReadingPreferences
from reader.text.model import Locator
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import open_page, wait_until_laid_out
from ui.reading.accessible_page import AccessiblePageText, PageNarrator
from ui.reading.copier import text_between
from ui.reading.finding import Finding
from ui.reading.reading_page import ReadingPage

GERMAN = "Die Rechtsschutzversicherungsgesellschaften veröffentlichten Geschwindigkeitsbegrenzungen. " * 5
KOREAN = "모든 사람은 태어날 때부터 자유롭고 존엄하며 평등하다. " * 8
TEXTS = {"de": GERMAN.strip(), "ko": KOREAN.strip()}
BREAKS = {"de": "\u00ad", "ko": "\u200b"}
WORDS = {"de": "Rechtsschutzversicherungsgesellschaften", "ko": "태어날"}


@pytest.fixture(params=["de", "ko"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(qtbot: QtBot, language: str) -> ReadingPage:
    library = FakeLibrary()
    number = library.add([[paragraph(TEXTS[language])]], language=language)
    chosen = ReadingPreferences(justification=Justification.ON, breaks_syllables=True)
    library.set_setting(PREFERENCES_SETTING, encoded(chosen))
    page = open_page(qtbot, library, number)
    document = page.page_view.flow.row.document(0)
    assert document is not None
    assert document.toRawText().count(BREAKS[language]) > 20
    return page


def test_the_caret_steps_from_letter_to_letter(page: ReadingPage, language: str) -> None:
    view = page.page_view
    view.put_caret(Locator(0, 0))
    for expected in (*range(1, 60), *range(58, -1, -1)):
        forward = view.selection.caret is not None and view.selection.caret.offset < expected
        QTest.keyClick(view, Qt.Key.Key_Right if forward else Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        assert view.selection.caret == Locator(0, expected)


def test_a_double_click_takes_the_whole_word(page: ReadingPage, language: str) -> None:
    start = TEXTS[language].index(WORDS[language])
    for offset in (start, start + 1, start + 2):
        rect = page.page_view.flow.caret_rect(Locator(0, offset))
        point = QPoint(rect.center().x() + 3, rect.center().y())
        QTest.mouseDClick(page.page_view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert page.page_view.selection.span == (Locator(0, start), Locator(0, start + len(WORDS[language])))


def test_words_are_stepped_over_whole(page: ReadingPage, language: str) -> None:
    view = page.page_view
    view.put_caret(Locator(0, 0))
    both = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    starts = [0]
    for word in TEXTS[language].split(" ")[:3]:  # a full stop is one more place to stop at
        starts.append(starts[-1] + len(word) + 1)
    for start in starts[1:]:
        QTest.keyClick(view, Qt.Key.Key_Right, both)
        assert view.selection.caret == Locator(0, start)
    for start in reversed(starts[:-1]):
        QTest.keyClick(view, Qt.Key.Key_Left, both)
        assert view.selection.caret == Locator(0, start)


def test_copies_have_none(page: ReadingPage, language: str) -> None:
    page.page_view.select_all()
    span = page.page_view.selection.span
    assert span is not None
    assert text_between(page._library, 1, *span).strip() == TEXTS[language]


def test_screen_readers_hear_none(page: ReadingPage, language: str) -> None:
    narrator = page.page_view.findChild(PageNarrator)
    assert narrator is not None
    spoken = AccessiblePageText(page.page_view, narrator.window)
    assert spoken.text(0, spoken.characterCount()).strip() == TEXTS[language]
    start = TEXTS[language].index(WORDS[language])
    assert spoken.text(start, start + len(WORDS[language])) == WORDS[language]
    assert spoken.characterRect(start + 1).width() > 0


def test_words_are_found_across_them(qtbot: QtBot, page: ReadingPage, language: str) -> None:
    page.feature(Finding).open_with(WORDS[language], Locator(0, 0))
    finder = page.feature(Finding).finder
    assert finder is not None
    qtbot.waitUntil(lambda: len(finder.hits) == TEXTS[language].count(WORDS[language]))
    wait_until_laid_out(qtbot, page)
