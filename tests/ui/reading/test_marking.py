"""Highlights and notes on the page: keys, bar, card, menu, on flowing pages and fixed ones."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from reader.errors import DiskFull
from reader.store.mark import Mark, MarkColour
from reader.text.model import Locator
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import make_page, open_page, wait_until_laid_out
from tests.ui.reading.test_fixed_view import FakePool
from tests.ui.reading.test_fixed_view import document as fixed_document
from ui.reading.bookmarking import Bookmarking
from ui.reading.edge_map import EdgeMap
from ui.reading.layers import Layer, Span
from ui.reading.mark_places import rect_of
from ui.reading.marking import Marking
from ui.reading.page_actions import title_of
from ui.reading.reading_page import ReadingPage

__all__ = ["fixed_document"]
TEXT = [paragraph(f"Paragraph {number:03}. A sentence with words. Another one is here.") for number in range(200)]
START = "Paragraph 000. "
SENTENCE = len(START), len(START) + len("A sentence with words.")


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def document(library: FakeLibrary) -> int:
    return library.add([TEXT, TEXT])


@pytest.fixture
def page(qtbot: QtBot, library: FakeLibrary, document: int) -> ReadingPage:
    opened = open_page(qtbot, library, document)
    kept(qtbot, opened)
    return opened


def marking_of(page: ReadingPage) -> Marking:
    return page.feature(Marking)


def kept(qtbot: QtBot, page: ReadingPage) -> tuple[Mark, ...]:
    """The marks once all is committed; what is shown is what the library holds."""
    book = marking_of(page).book
    qtbot.waitUntil(lambda: book.is_kept)
    assert page.session is not None
    assert list(book.marks) == page.session._library.marks(page.session.opened.row.id)
    return book.marks


def select(page: ReadingPage, start: int, end: int, section: int = 0) -> None:
    assert page.session is not None
    page.session.surface.selection.select(Locator(section, start), Locator(section, end))


def coloured(page: ReadingPage) -> list[Span]:
    index = page.page_view.layers._indexes[Layer.MARKS]
    return list(index.touching(Locator(0), Locator(99)))


def test_a_key_highlights_the_selection_and_keeps_it(qtbot: QtBot, page: ReadingPage) -> None:
    select(page, *SENTENCE)
    QTest.keyClick(page.page_view, Qt.Key.Key_2)
    assert page.page_view.selection.is_empty
    assert [(span.start, span.end, span.tint.value) for span in coloured(page)] == [
        (Locator(0, SENTENCE[0]), Locator(0, SENTENCE[1]), "green")
    ], "shown at once"
    (mark,) = kept(qtbot, page)
    assert (mark.quote, mark.before, mark.colour) == ("A sentence with words.", START, MarkColour.GREEN)


def test_white_space_at_the_ends_is_not_marked(qtbot: QtBot, page: ReadingPage) -> None:
    select(page, SENTENCE[0] - 1, SENTENCE[1] + 1)
    page.act("highlight_blue")
    (mark,) = kept(qtbot, page)
    assert (mark.start.offset, mark.end.offset) == SENTENCE
    assert [(span.start.offset, span.end.offset) for span in coloured(page)] == [SENTENCE]


def test_what_has_no_words_is_not_marked(qtbot: QtBot, page: ReadingPage) -> None:
    select(page, SENTENCE[0] - 1, SENTENCE[0])
    page.act("highlight_blue")
    assert kept(qtbot, page) == ()
    assert coloured(page) == []


def test_another_colour_changes_and_the_same_one_removes(qtbot: QtBot, page: ReadingPage) -> None:
    select(page, *SENTENCE)
    page.act("highlight_yellow")
    page.act("highlight_pink")
    (mark,) = kept(qtbot, page)
    assert mark.colour is MarkColour.PINK
    select(page, SENTENCE[0], SENTENCE[1] + 1)
    page.act("highlight_pink")
    assert kept(qtbot, page) == ()


def test_the_same_colour_never_removes_a_note(qtbot: QtBot, page: ReadingPage) -> None:
    select(page, *SENTENCE)
    page.act("note")
    QTest.keyClicks(marking_of(page).card.note, "words")
    page.act("library")
    page.act("highlight_yellow")
    (mark,) = kept(qtbot, page)
    assert mark.note == "words"
    assert marking_of(page).card.isVisible()


def test_without_a_selection_the_sentence_at_the_caret(qtbot: QtBot, page: ReadingPage) -> None:
    said = page.footer
    page.act("highlight_yellow")
    assert "First select" in said.chapter
    page.page_view.selection.put_caret(Locator(0, SENTENCE[0] + 3))
    page.act("highlight_yellow")
    qtbot.waitUntil(lambda: bool(marking_of(page).book.marks))
    (mark,) = kept(qtbot, page)
    assert mark.quote == "A sentence with words."


def test_overlapping_highlights_of_a_colour_grow_together(qtbot: QtBot, page: ReadingPage) -> None:
    for start, end in ((0, 20), (40, 60), (15, 45)):
        select(page, start, end)
        page.act("highlight_green")
    (mark,) = kept(qtbot, page)
    assert (mark.start.offset, mark.end.offset) == (0, 60)
    page.act("undo_mark")
    assert [mark.start.offset for mark in kept(qtbot, page)] == [0, 40]


def test_across_pieces_and_sections(qtbot: QtBot, page: ReadingPage) -> None:
    page.page_view.selection.select(Locator(0, 9000), Locator(1, 30))
    page.act("highlight_pink")
    (mark,) = kept(qtbot, page)
    assert (mark.start.section, mark.end) == (0, Locator(1, 30))
    page.page_view.select_all()
    page.act("highlight_blue")
    assert len(kept(qtbot, page)) == 2


def test_undo_until_the_document_is_left(qtbot: QtBot, library: FakeLibrary, document: int, page: ReadingPage) -> None:
    select(page, *SENTENCE)
    page.act("highlight_yellow")
    page.act("highlight_green")
    page.act("remove_mark")
    assert kept(qtbot, page) == ()
    for colour in (MarkColour.GREEN, MarkColour.YELLOW):
        QTest.keySequence(page.page_view, QKeySequence("Ctrl+Z"))
        (mark,) = kept(qtbot, page)
        assert (mark.colour, mark.quote) == (colour, "A sentence with words.")
    page.act("undo_mark")
    assert kept(qtbot, page) == ()
    page.act("undo_mark")
    assert "nothing to take back" in page.footer.chapter
    select(page, *SENTENCE)
    page.act("highlight_yellow")
    page.open_document(document)
    qtbot.waitUntil(lambda: page.session is not None)
    (mark,) = kept(qtbot, page)
    page.act("undo_mark")
    assert kept(qtbot, page) == (mark,)
    assert library.marks(document) == [mark]


def test_a_note_is_kept_as_it_is_typed(qtbot: QtBot, library: FakeLibrary, document: int, page: ReadingPage) -> None:
    select(page, *SENTENCE)
    QTest.keyClick(page.page_view, Qt.Key.Key_N)
    card = marking_of(page).card
    qtbot.waitUntil(card.note.hasFocus)
    QTest.keyClicks(card.note, "1 note")
    QTest.keyClick(card.note, Qt.Key.Key_Return)
    QTest.keyClicks(card.note, "n two")
    (mark,) = kept(qtbot, page)
    assert library.marks(document)[0].note == mark.note == "1 note\nn two", "without closing anything"
    assert mark.quote == "A sentence with words."
    QTest.keyClick(card.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert card.isHidden()
    assert page.page_view.hasFocus()
    page.act("undo_mark")
    assert kept(qtbot, page)[0].note == "", "all that was typed at once is one change"


def test_the_cards_words_do_not_reach_the_primary_selection(qtbot: QtBot, page: ReadingPage) -> None:
    select(page, *SENTENCE)
    page.act("note")
    card, clipboard = marking_of(page).card, QGuiApplication.clipboard()
    QTest.keyClicks(card.note, "secret")
    QTest.keySequence(card.note, QKeySequence(QKeySequence.StandardKey.SelectAll))
    if clipboard.supportsSelection():
        assert not clipboard.ownsSelection()
    QTest.keySequence(card.note, QKeySequence(QKeySequence.StandardKey.Cut))
    assert card.note.toPlainText() == ""
    assert clipboard.text(QClipboard.Mode.Clipboard) == "secret"
    data = clipboard.mimeData()
    assert "x-kde-passwordManagerHint" in data.formats()
    hints = Qt.InputMethodHint.ImhSensitiveData
    assert card.note.inputMethodHints() & hints
    assert card.tags.inputMethodHints() & hints


def test_tags_are_completed_from_those_in_use(qtbot: QtBot, library: FakeLibrary, page: ReadingPage) -> None:
    other = library.add([TEXT], title="Other")
    library.add_marks(other, [Mark(quote="x", tags=("history", "house")), Mark(quote="y", tags=("house",))])
    popovers = marking_of(page).popovers
    marking_of(page)._read_tags()
    qtbot.waitUntil(lambda: popovers._tags == ["house", "history"])
    select(page, *SENTENCE)
    page.act("note")
    tags = marking_of(page).card.tags
    tags.setFocus()
    QTest.keyClicks(tags, "hi")
    assert (tags.text(), tags.selectedText()) == ("history", "story")
    QTest.keyClick(tags, Qt.Key.Key_Backspace)
    assert tags.text() == "hi", "what is taken away is not put back"
    QTest.keyClicks(tags, "s")
    QTest.keyClick(tags, Qt.Key.Key_End)
    QTest.keyClicks(tags, ", H")
    assert tags.text() == "history, House"
    (mark,) = kept(qtbot, page)
    assert mark.tags == ("history", "House")
    QTest.keyClick(tags, Qt.Key.Key_Return)
    assert marking_of(page).card.isHidden()


def test_the_next_and_the_previous_mark(qtbot: QtBot, page: ReadingPage) -> None:
    for start, section in ((0, 0), (9000, 0), (3000, 1)):
        select(page, start, start + 9, section)
        page.act("highlight_yellow")
    kept(qtbot, page)
    page.page_view.selection.put_caret(None)
    page.page_view.go_to(Locator(0))
    seen = []
    for action in ("next_mark", "next_mark", "next_mark", "previous_mark"):
        page.act(action)
        wait_until_laid_out(qtbot, page)
        stood_on = marking_of(page).deeds.stood_on()
        assert stood_on is not None
        seen.append(stood_on.start)
        first, last = page.page_view.in_view()
        assert first <= stood_on.start <= last
    assert seen == [Locator(0, 0), Locator(0, 9000), Locator(1, 3000), Locator(0, 9000)]
    QTest.keyClick(page.page_view, Qt.Key.Key_Delete)
    assert [mark.start for mark in kept(qtbot, page)] == [Locator(0, 0), Locator(1, 3000)]
    page.act("back")
    assert page.page_view.place().section == 1


def press_and_release(page: ReadingPage, point: QPoint) -> None:
    QTest.mouseClick(page.page_view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_click_on_a_highlight_shows_its_card_and_one_beside_it_hides_it(qtbot: QtBot, page: ReadingPage) -> None:
    select(page, *SENTENCE)
    page.act("highlight_yellow")
    kept(qtbot, page)
    card = marking_of(page).card
    line = page.page_view.flow.caret_rect(Locator(0, SENTENCE[0] + 4))
    press_and_release(page, line.center())
    qtbot.waitUntil(card.isVisible)
    assert not card.has_keyboard, "it is shown, not written"
    press_and_release(page, page.page_view.flow.caret_rect(Locator(0, 400)).center())
    qtbot.waitUntil(card.isHidden)


def test_a_note_has_a_sign_in_the_margin_that_opens_it(qtbot: QtBot, page: ReadingPage) -> None:
    select(page, *SENTENCE)
    page.act("highlight_yellow")
    marking = marking_of(page)
    signs = marking.signs[page.page_view]
    kept(qtbot, page)
    assert signs._signs == []
    page.act("note")
    QTest.keyClicks(marking.card.note, "x")
    page.act("library")
    ((rect, _number),) = signs._signs
    assert rect.left() > page.page_view.flow.text_edges[1]
    press_and_release(page, rect.center())
    qtbot.waitUntil(marking.card.isVisible)
    assert marking.card.note.toPlainText() == "x"
    page.act("discreet")
    assert not signs.isVisible()


def test_the_bar_comes_with_a_selection_by_mouse_and_goes_with_it(qtbot: QtBot, page: ReadingPage) -> None:
    bar, view = marking_of(page).popovers.bar, page.page_view
    line = view.flow.caret_rect(Locator(0, SENTENCE[0])), view.flow.caret_rect(Locator(0, SENTENCE[0] + 10))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=line[0].center())
    QTest.mouseMove(view.viewport(), line[1].center())
    page.page_view.selection.select(Locator(0, SENTENCE[0]), Locator(0, SENTENCE[1]))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=line[1].center())
    qtbot.waitUntil(bar.isVisible)
    assert page.rect().contains(bar.geometry())
    shown = {button.accessibleName() for button in bar.findChildren(QToolButton) if button.isVisible()}
    assert {title_of(name) for name in ("highlight_pink", "note", "copy")} <= shown
    assert (title_of("look_up") in shown) is page.page_actions.is_available("look_up"), "only what can be done"
    next(b for b in bar.findChildren(QToolButton) if b.accessibleName() == title_of("highlight_pink")).click()
    assert bar.isHidden()
    (mark,) = kept(qtbot, page)
    assert mark.colour is MarkColour.PINK


def test_the_bar_goes_when_the_text_moves_and_on_escape(qtbot: QtBot, page: ReadingPage) -> None:
    popovers = marking_of(page).popovers
    left = []
    page.library_requested.connect(lambda: left.append(1))
    select(page, *SENTENCE)
    popovers._released(QPoint(300, 200), False)
    page.act("library")
    assert popovers.bar.isHidden()
    assert not left
    popovers._released(QPoint(300, 200), False)
    page.page_view.scroll_by(300)
    assert popovers.bar.isHidden()


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_does_the_same(
    qtbot: QtBot, page: ReadingPage, reason: QContextMenuEvent.Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    popovers = marking_of(page).popovers
    shown: list[QPoint] = []
    monkeypatch.setattr(popovers.menu, "popup", shown.append)
    select(page, *SENTENCE)
    point = page.page_view.flow.caret_rect(Locator(0, 20)).center()
    target = page.page_view.viewport() if reason is QContextMenuEvent.Reason.Mouse else page.page_view
    QApplication.sendEvent(target, QContextMenuEvent(reason, point, target.mapToGlobal(point)))
    assert len(shown) == 1
    words = [action.text().split("\t")[0] for action in popovers.menu.actions()]
    assert {title_of(name) for name in ("highlight_green", "note", "copy")} <= set(words)
    popovers.menu.actions()[words.index(title_of("highlight_green"))].trigger()
    (mark,) = kept(qtbot, page)
    assert mark.colour is MarkColour.GREEN
    page.page_view.selection.put_caret(Locator(0, SENTENCE[0] + 2))
    popovers._open_menu(QPoint(), True)
    entries = {action.text().split("\t")[0]: action for action in popovers.menu.actions()}
    assert entries[title_of("highlight_green")].isChecked()
    entries[title_of("remove_mark")].trigger()
    assert kept(qtbot, page) == ()


def test_what_could_not_be_kept_is_not_shown(
    qtbot: QtBot, library: FakeLibrary, page: ReadingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_document: int, _put: Iterable[Mark], _removed: Iterable[int]) -> None:
        raise DiskFull

    monkeypatch.setattr(library, "replace_marks", full)
    select(page, *SENTENCE)
    page.act("highlight_green")
    qtbot.waitUntil(lambda: marking_of(page).book.is_kept and not marking_of(page).book.marks)
    assert coloured(page) == []
    assert "not kept" in page.footer.chapter


def test_quick_changes_are_kept_in_their_order(qtbot: QtBot, library: FakeLibrary, page: ReadingPage) -> None:
    """Some while another is being written; then the document is left at once."""
    document = marking_of(page).book.document
    select(page, *SENTENCE)
    for name in ("highlight_green", "highlight_blue", "highlight_pink"):
        page.act(name)
    page.close_document()
    book = marking_of(page).book
    qtbot.waitUntil(lambda: book.is_kept)
    (mark,) = library.marks(document)
    assert (mark.colour, mark.quote) == (MarkColour.PINK, "A sentence with words.")
    assert book.marks == ()


def test_nothing_of_a_document_stays_when_it_is_left(qtbot: QtBot, page: ReadingPage) -> None:
    select(page, *SENTENCE)
    page.act("note")
    QTest.keyClicks(marking_of(page).card.note, "x")
    kept(qtbot, page)
    page.close_document()
    card = marking_of(page).card
    assert card.isHidden()
    assert (card.note.toPlainText(), card.mark) == ("", None)
    assert all(not signs._signs and not signs._marks for signs in marking_of(page).signs.values())


# -- bookmarks


def test_a_bookmark_comes_and_goes_with_a_key(qtbot: QtBot, page: ReadingPage) -> None:
    place = Locator(0, 3000)
    page.page_view.go_to(place)
    wait_until_laid_out(qtbot, page)
    signs = marking_of(page).signs[page.page_view]
    QTest.keyClick(page.page_view, Qt.Key.Key_B)
    assert page.page_actions.is_on("bookmark")
    assert not signs.ribbon.isEmpty()
    (mark,) = kept(qtbot, page)
    assert mark.start == mark.end == page.page_view.place()
    assert "sentence" in mark.quote
    page.page_view.go_to(Locator(1, 3000))
    wait_until_laid_out(qtbot, page)
    assert not page.page_actions.is_on("bookmark")
    assert signs.ribbon.isEmpty()
    page.act("previous_mark")
    wait_until_laid_out(qtbot, page)
    assert page.page_actions.is_on("bookmark")
    press_and_release(page, signs.ribbon.center())
    assert kept(qtbot, page) == ()
    assert page.feature(Bookmarking)._places == ()


def test_a_bookmark_stands_on_the_map_along_the_edge(qtbot: QtBot, page: ReadingPage, document: int) -> None:
    strip = page.feature(EdgeMap).strip
    page.page_view.go_to(Locator(1, 3000))
    wait_until_laid_out(qtbot, page)
    page.act("bookmark")
    qtbot.waitUntil(lambda: strip.isVisible() and len(strip.rows.bookmarks) == 1)
    (row,) = strip.rows.bookmarks
    assert row > strip.height() // 2, "in the second of two parts"
    (mark,) = kept(qtbot, page)
    page.close_document()
    assert strip.rows.is_empty
    page.open_document(document)
    qtbot.waitUntil(lambda: strip.isVisible() and strip.rows.bookmarks == (row,))
    page.page_view.go_to(mark.start)
    wait_until_laid_out(qtbot, page)
    page.act("bookmark")
    qtbot.waitUntil(lambda: strip.rows.is_empty and strip.isHidden())


# -- fixed pages


def test_on_fixed_pages(qtbot: QtBot, library: FakeLibrary, fixed_document: int) -> None:
    page = make_page(qtbot, library, FakePool())
    page.open_document(fixed_document)
    qtbot.waitUntil(lambda: page.session is not None)
    view = page.fixed_view
    qtbot.waitUntil(lambda: not rect_of(view, Locator(0, 1)).isEmpty())
    select(page, 2, 6)
    page.act("highlight_green")
    page.act("bookmark")
    highlight, bookmark = sorted(kept(qtbot, page), key=lambda mark: mark.kind, reverse=True)
    assert (highlight.start, highlight.end) == (Locator(0, 2), Locator(0, 6))
    assert bookmark.start == Locator(0)
    assert page.page_actions.is_on("bookmark")
    line = rect_of(view, Locator(0, 2))
    marking_of(page).popovers._released(QPoint(line.center()), True)
    page.act("note")
    QTest.keyClicks(marking_of(page).card.note, "x")
    (sign,) = [rect for rect, _ in marking_of(page).signs[view]._signs]
    assert view.viewport().rect().intersects(sign)
