"""Discreet text: nothing of the page shows but small, pale words, and one key leads there and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.reading.preferences import PREFERENCES_SETTING, Justification
from reader.reading.typography import setting_for
from reader.text.model import Locator, Piece
from tests.ui.reading.fake_library import FakeLibrary, paragraph, picture
from tests.ui.reading.pages import open_page, wait_until_laid_out
from tests.ui.reading.test_focusing import fixed_page, png, point_at
from ui.reading.discreet import Discreet
from ui.reading.discreet_look import BODY_PX, discreet_look, discreet_theme
from ui.reading.finding import Finding
from ui.reading.layers import Layer, Span, Tint
from ui.reading.page_look import PageLook
from ui.reading.piece_document import LoadedPiece, PieceDocument
from ui.reading.reading_page import ReadingPage
from ui.stylesheet import contrast
from ui.theme import THEME_NAMES, load_theme

BLOCKS = [
    paragraph("A forbidden title", tag="h1"),
    paragraph("The first words. " * 20),
    picture("p.png"),
    *[paragraph(f"Paragraph {number}. " + "Words that fill a line or two. " * 12) for number in range(60)],
]


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def page(qtbot: QtBot, library: FakeLibrary) -> ReadingPage:
    document = library.add([BLOCKS], title="The Forbidden", resources=[png(300, 200)], language="en")
    return open_page(qtbot, library, document)


def shown(page: ReadingPage) -> QImage:
    page.repaint()
    return page.screen().grabWindow(page.winId()).toImage()


def darkest(image: QImage) -> int:
    return min(
        QColor(image.pixel(x, y)).lightness() for x in range(image.width() - 20) for y in range(0, image.height(), 2)
    )


def most_colourful(image: QImage) -> int:
    found = 0
    for x in range(0, image.width(), 3):
        for y in range(0, image.height(), 3):
            colour = QColor(image.pixel(x, y))
            channels = (colour.red(), colour.green(), colour.blue())
            found = max(found, max(channels) - min(channels))
    return found


def test_one_key_in_and_out(qtbot: QtBot, page: ReadingPage) -> None:
    before = page.page_view.flow.row.look
    QTest.keyClick(page.page_view, Qt.Key.Key_Q)
    assert page.page_actions.is_on("discreet")
    assert page.page_view.flow.row.look.body_px == BODY_PX
    QTest.keyClick(page.page_view, Qt.Key.Key_Q)
    wait_until_laid_out(qtbot, page)
    assert page.page_view.flow.row.look == before
    assert page.footer.isVisible()


def test_nothing_but_pale_words_shows(qtbot: QtBot, page: ReadingPage) -> None:
    page.page_view.set_layer(Layer.MARKS, [Span(Locator(0, 0), Locator(0, 200), Tint.PINK)])
    assert darkest(shown(page)) < 60
    page.act("discreet")
    wait_until_laid_out(qtbot, page)
    point_at(page, 10)
    QApplication.processEvents()
    image = shown(page)
    assert page.footer.isHidden()
    assert page.tools.isHidden(), "the title stands there"
    assert darkest(image) > 110
    assert most_colourful(image) < 40, "no mark, no picture, no accent"


def test_headings_are_lines_like_others_and_pictures_small_boxes(library: FakeLibrary, page: ReadingPage) -> None:
    page.act("discreet")
    look = page.page_view.flow.row.look
    document = PieceDocument(LoadedPiece(library.piece(1, 0, 0)), look)
    assert document.height_px > 10 * look.line_px  # lays it out: before, Qt has no lines to be asked for
    block, heights = document.begin(), set()
    while block.isValid():
        lines = block.layout().lineCount()
        heights |= {block.layout().lineAt(number).height() for number in range(lines)}
        block = block.next()
    assert max(heights) <= look.line_px + 4


@pytest.mark.parametrize(
    "text", ["One.\nTwo.\n", "A 𝐜anary\u2028sang \ufffc.\n한국어 \ufffc\n", "\ufffc\ufffc\n\n\nيولد\n", ""]
)
def test_every_character_is_found_where_it_stands(text: str) -> None:
    look = PageLook(theme=load_theme("paper"), setting=setting_for(""), is_plain=True)
    document = PieceDocument(LoadedPiece(Piece(html="<p>something else</p>", text=text, start=0)), look)
    for offset, character in enumerate(text.removesuffix("\n")):
        position = document.cursor_map.position(offset)
        assert document.cursor_map.offset(position) == offset
        raw = document.toRawText().encode("utf-16-le")[2 * position :][:4].decode("utf-16-le", "ignore")
        assert raw.startswith(character if character != "\n" else "\u2029")


def test_the_line_being_read_stays(qtbot: QtBot, page: ReadingPage) -> None:
    page.page_view.go_to(Locator(0, 9000))
    wait_until_laid_out(qtbot, page)
    here = page.page_view.place()
    for _ in range(4):
        page.act("discreet")
        wait_until_laid_out(qtbot, page)
    assert abs(page.page_view.place().offset - here.offset) < 150


def test_it_remembers_nothing(qtbot: QtBot, page: ReadingPage, library: FakeLibrary) -> None:
    page.act("discreet")
    page.close_document()
    assert not page.page_actions.is_on("discreet")
    page.open_document(1)
    wait_until_laid_out(qtbot, page)
    assert page.page_view.flow.row.look.body_px != BODY_PX
    assert page.footer.isVisible()
    assert library.setting(PREFERENCES_SETTING) is None


def test_escape_leaves_it_before_anything_else(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("shade")
    page.act("discreet")
    page.act("library")
    assert not page.feature(Discreet).is_on
    assert page.page_actions.is_on("shade")
    assert page.footer.isHidden(), "the shade is still a reason"


def test_the_find_bar_goes_with_its_words(page: ReadingPage) -> None:
    page.act("find")
    page.feature(Finding).bar.field.setText("words")
    page.page_view.setFocus()
    page.act("discreet")
    assert page.feature(Finding).bar.isHidden()
    assert page.feature(Finding).bar.field.text() == ""


def test_over_fixed_pages_lies_a_note_of_their_text(qtbot: QtBot, library: FakeLibrary) -> None:
    page = fixed_page(qtbot, library)
    page.resize(700, 500)
    assert darkest(shown(page)) < 60
    page.act("discreet")
    note = page.feature(Discreet).note
    assert note is not None
    QApplication.processEvents()
    assert darkest(page.screen().grabWindow(page.winId()).toImage()) > 110, "in the very first frame"
    qtbot.waitUntil(lambda: not note.flow.is_empty and note.flow.next_to_lay_out() is None)
    assert note.geometry() == page.rect()
    assert note.hasFocus()
    assert darkest(shown(page)) > 110
    page.resize(640, 400)
    assert note.geometry() == page.rect()
    QTest.keyClick(note, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.fixed_view.mapTo(page, QPoint()) is not None)
    QTest.keyClick(note, Qt.Key.Key_Q)
    assert page.feature(Discreet).note is None, "nothing of the text is kept"
    assert page.fixed_view.hasFocus()


def test_what_makes_a_book_of_the_page_makes_none_of_the_note() -> None:
    book = PageLook(
        theme=load_theme("paper"), setting=setting_for("de"), justification=Justification.ON, typeface="serif",
        letter_percent=6, weight=600,
    )  # fmt: skip
    note = discreet_look(book, 900)
    assert not note.justifies(declared=True)
    assert (note.typeface, note.letter_percent, note.weight) == ("sans", 0, 400)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_it_is_pale_but_can_be_read(name: str) -> None:
    theme = discreet_theme(load_theme(name))
    palest = 12.0 if name.startswith("contrast") else 5.0  # who needs contrast still does
    assert 3.0 <= contrast(theme.ink, theme.paper) <= palest
    assert contrast(theme.yellow, theme.paper) < 1.5
