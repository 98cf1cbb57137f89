"""Looking a word up: which word, what the card shows, where it goes, and that nothing of it stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.formats.stardict import read_stardict
from reader.text.model import Locator
from tests.formats.stardict_files import WORDS, make_stardict
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import open_page
from ui.reading.looking_up import LookingUp
from ui.reading.reading_page import ReadingPage

TEXT = "The houses of 사람들이 and al-كتاب stand; he was running home."


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


def add(library: FakeLibrary, articles: dict[str, str], *, types: str = "m", name: str = "A small one") -> None:
    writer = library.new_dictionary()
    for event in read_stardict(make_stardict(articles, types=types, name=name)):
        writer.add(event)
    writer.finish()


def opened(qtbot: QtBot, library: FakeLibrary, text: str = TEXT) -> ReadingPage:
    return open_page(qtbot, library, library.add([[paragraph(text)]]))


def asked(qtbot: QtBot, page: ReadingPage, word: str, length: int | None = None) -> str:
    """Select the beginning of `word` (or click it, with 0) and press the key; what the card says."""
    start = TEXT.index(word)
    end = start + (len(word) if length is None else length)
    page.page_view.selection.select(Locator(0, start), Locator(0, end))
    page.act("look_up")
    qtbot.waitUntil(card(page).popover.isVisible)
    return card(page).popover.articles.toPlainText()


def card(page: ReadingPage) -> LookingUp:
    return page.feature(LookingUp)


@pytest.mark.parametrize(
    ("word", "length", "said"),
    [
        ("houses", None, "a building to live in"),
        ("houses", 0, "a building to live in"),
        ("사람들이", 0, "사람: a person"),
        ("كتاب", 0, "a book"),
        ("running", 0, "to move on foot"),
    ],
)
def test_the_word_that_is_meant_is_found(
    qtbot: QtBot, library: FakeLibrary, word: str, length: int | None, said: str
) -> None:
    add(library, WORDS)
    page = opened(qtbot, library)
    assert said in asked(qtbot, page, word, length)
    assert card(page).popover.field.text() in WORDS


def test_each_dictionary_is_named_and_words_like_it_are_offered(qtbot: QtBot, library: FakeLibrary) -> None:
    add(library, {"house": "one", "household": "two"}, name="First")
    add(library, {"House": "three"}, name="Second")
    said = asked(qtbot, opened(qtbot, library), "houses", None)
    assert said.index("First") < said.index("one") < said.index("Second") < said.index("three")
    assert "household" in said


def test_links_lead_to_other_words_and_back(qtbot: QtBot, library: FakeLibrary) -> None:
    add(library, {"house": 'see <a href="bword://home">home</a>', "home": "where one lives"}, types="h")
    page = opened(qtbot, library)
    asked(qtbot, page, "houses")
    popover = card(page).popover
    popover.articles.anchorClicked.emit(QUrl("#d0-0"))
    qtbot.waitUntil(lambda: "where one lives" in popover.articles.toPlainText())
    assert popover.field.text() == "home"
    popover.buttons["back"].click()
    qtbot.waitUntil(lambda: popover.field.text() == "house")
    popover.buttons["forward"].click()
    qtbot.waitUntil(lambda: popover.field.text() == "home")
    assert not popover.buttons["forward"].isEnabled()


def test_a_word_can_be_typed(qtbot: QtBot, library: FakeLibrary) -> None:
    add(library, WORDS)
    page = opened(qtbot, library)
    asked(qtbot, page, "houses")
    popover = card(page).popover
    popover.field.setText("자유는")
    QTest.keyClick(popover.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "自由" in popover.articles.toPlainText())


def test_a_word_that_nobody_knows_and_no_dictionary_at_all(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library)
    assert "no dictionary yet" in asked(qtbot, page, "stand")
    card(page).close()
    add(library, WORDS)
    assert "No dictionary knows" in asked(qtbot, page, "stand")


def test_escape_closes_the_card_and_nothing_stays(qtbot: QtBot, library: FakeLibrary) -> None:
    add(library, WORDS)
    page = opened(qtbot, library)
    asked(qtbot, page, "houses")
    page.act("library")
    popover = card(page).popover
    assert popover.isHidden()
    assert page.session is not None
    assert popover.articles.toPlainText() == popover.field.text() == ""
    asked(qtbot, page, "houses")
    page.close_document()
    assert popover.isHidden()
    assert card(page)._words == []


def test_the_card_lies_inside_the_page_and_beside_its_word(qtbot: QtBot, library: FakeLibrary) -> None:
    add(library, WORDS)
    page = opened(qtbot, library)
    asked(qtbot, page, "houses")
    popover = card(page).popover
    assert page.rect().contains(popover.geometry())
    word = page.page_view.flow.caret_rect(Locator(0, TEXT.index("houses")))
    corner = page.page_view.viewport().mapTo(page, QPoint(0, 0))
    assert not popover.geometry().intersects(word.translated(corner))


def test_what_leads_out_is_shown_and_not_opened(qtbot: QtBot, library: FakeLibrary) -> None:
    add(library, {"house": '<a href="https://example.org/">out</a>'}, types="h")
    page = opened(qtbot, library)
    asked(qtbot, page, "houses")
    with qtbot.waitSignal(page.external_link_requested) as shown:
        card(page).popover.articles.anchorClicked.emit(QUrl("https://example.org/"))
    assert shown.args == ["https://example.org/"]


def test_nothing_in_the_card_can_be_selected(qtbot: QtBot, library: FakeLibrary) -> None:
    add(library, WORDS)
    page = opened(qtbot, library)
    asked(qtbot, page, "houses")
    articles = card(page).popover.articles
    QTest.mouseDClick(articles.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
    QTest.keySequence(articles, "Ctrl+A")
    assert not articles.textCursor().hasSelection()
    clipboard = QGuiApplication.clipboard()
    assert not (clipboard.supportsSelection() and clipboard.text(QClipboard.Mode.Selection))
