import re
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QClipboard, QGuiApplication, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.reading.positions import PageMap, PieceSpan
from reader.text.model import Direction, Locator, OutlineEntry, Piece
from reader.text.named_places import page_name
from reader.text.pieces import Block, Run, Tag, pack
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import make_page, open_page, wait_until_laid_out
from ui.reading import position_keeper
from ui.reading.copying import Copying
from ui.reading.finding import Finding
from ui.reading.page_flow import READING_LINE_PX
from ui.reading.page_look import PageLook
from ui.reading.piece_document import LoadedPiece, PieceDocument
from ui.reading.piece_row import PieceRow
from ui.reading.reading_page import ReadingPage
from ui.theme import load_theme

LONG = [
    paragraph(f"Paragraph {number}. " + "Words that fill a line or two of the column. " * 6) for number in range(400)
]


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def long_document(library: FakeLibrary) -> int:
    return library.add([LONG, [paragraph("Second section."), *LONG[:40]]], language="en")


def scroll_until_settled(qtbot: QtBot, page: ReadingPage, value: int) -> None:
    page.page_view.verticalScrollBar().setValue(value)
    wait_until_laid_out(qtbot, page)


def test_a_document_opens_at_its_beginning(qtbot: QtBot, library: FakeLibrary, long_document: int) -> None:
    page = open_page(qtbot, library, long_document)
    assert page.page_view.place() == Locator(0, 0)
    assert page.page_view.verticalScrollBar().value() == 0


@pytest.mark.parametrize("place", [Locator(0, 9_000), Locator(0, 60_000), Locator(1, 0), Locator(1, 3_000)])
def test_the_line_asked_for_stands_on_the_reading_line(
    qtbot: QtBot, library: FakeLibrary, long_document: int, place: Locator
) -> None:
    page = open_page(qtbot, library, long_document, place)
    rect = page.page_view.flow.caret_rect(place)
    assert abs(rect.top() - READING_LINE_PX) <= 2
    here = page.page_view.place()
    assert here <= place < Locator(here.section, here.offset + 120)


def heading_places(text: str, spans: Sequence[PieceSpan]) -> list[int]:
    """Headings: the first, one in the middle, and where there are such, the first of a piece."""
    starts = [found.start() for found in re.finditer("(?m)^Heading", text)]
    opens = [start for start in starts if start in {span.start for span in spans if span.section == 0}]
    return [*starts[:1], starts[len(starts) // 2], *opens[:1]]


@pytest.mark.parametrize("before", ["paragraph", "table"])
def test_nothing_shows_above_a_heading_that_was_jumped_to(qtbot: QtBot, library: FakeLibrary, before: str) -> None:
    cell = Block((Tag("table"), Tag("tr"), Tag("td")), (Run("A cell."),))
    blocks: list[Block] = []
    for number in range(60):
        blocks += [*LONG[:4], *([cell] if before == "table" else []), paragraph(f"Heading {number}", tag="h2")]
    document = library.add([blocks, LONG[:40]], language="en")
    text = library.section_text(document, 0)
    page = open_page(qtbot, library, document)
    view = page.page_view
    for start in heading_places(text, view.flow.row.pages.spans):
        assert page.session is not None
        page.session.jump(Locator(0, start))
        wait_until_laid_out(qtbot, page)
        rect, above = view.flow.caret_rect(Locator(0, start)), view.flow.caret_rect(Locator(0, start - 2))
        assert above.bottom() <= 0 <= rect.top() <= READING_LINE_PX
        assert view.place() == Locator(0, start)
        view.scroll_by(3)
        assert Locator(0, start) <= view.place() < Locator(0, start + 200)
        page.session.jump(Locator(0, start + 3))  # inside of it, not at its beginning
        wait_until_laid_out(qtbot, page)
        assert abs(view.flow.caret_rect(Locator(0, start)).top() - READING_LINE_PX) <= 2


def test_nothing_jumps_when_pieces_above_are_laid_out(qtbot: QtBot, library: FakeLibrary, long_document: int) -> None:
    page = open_page(qtbot, library, long_document, Locator(0, 60_000))
    flow = page.page_view.flow
    here = page.page_view.place()
    before = flow.caret_rect(here)
    index = flow.row.pages.index_of(here)
    scrolled = page.page_view.verticalScrollBar().value()
    for above in range(index):
        span = flow.row.pages.spans[above]
        flow.row.add(above, LoadedPiece(library.piece(long_document, span.section, span.number)))
        flow.lay_out(above)
    page.page_view._sync_bar()
    assert flow.caret_rect(here) == before
    assert page.page_view.verticalScrollBar().value() != scrolled


def test_larger_text_and_a_narrower_window_keep_the_line(
    qtbot: QtBot, library: FakeLibrary, long_document: int
) -> None:
    page = open_page(qtbot, library, long_document, Locator(0, 30_000))
    here = page.page_view.place()
    page.act("larger")
    wait_until_laid_out(qtbot, page)
    page.resize(620, 700)
    wait_until_laid_out(qtbot, page)
    assert abs(page.page_view.flow.caret_rect(here).top() - READING_LINE_PX) <= page.page_view.flow.row.look.line_px


def test_reading_goes_on_exactly_where_it_stopped(
    qtbot: QtBot, library: FakeLibrary, long_document: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(position_keeper, "COMMIT_EVERY_MS", 20)
    page = open_page(qtbot, library, long_document)
    scroll_until_settled(qtbot, page, 20_000)
    here = page.page_view.place()
    qtbot.waitUntil(lambda: (kept := library.position(long_document)) is not None and kept.locator == here)
    other = open_page(qtbot, library, long_document)
    assert other.page_view.place() == here
    kept = library.position(long_document)
    assert kept is not None
    assert kept.locator == here
    assert 0.1 < kept.progress < 0.9


def test_a_turned_page_is_committed_at_once(
    qtbot: QtBot, library: FakeLibrary, long_document: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(qtbot, library, long_document)
    session = page.session
    assert session is not None
    qtbot.waitUntil(lambda: not session.keeper._timer.isActive(), timeout=5_000)
    session.keeper._timer.setInterval(3_600_000)  # so that nothing but the movement itself can be the cause
    with qtbot.waitSignal(page.position_committed):
        QTest.keyClick(page.page_view, Qt.Key.Key_PageDown)
    assert session.keeper._timer.isActive()


def test_leaving_commits_without_waiting(qtbot: QtBot, library: FakeLibrary, long_document: int) -> None:
    page = open_page(qtbot, library, long_document)
    scroll_until_settled(qtbot, page, 5_000)
    here = page.page_view.place()
    with qtbot.waitSignal(page.position_committed):
        page.close_document()
    kept = library.position(long_document)
    assert kept is not None
    assert kept.locator == here


def test_find_counts_goes_to_the_hit_and_steps_round(qtbot: QtBot, library: FakeLibrary) -> None:
    blocks = [*LONG[:60], paragraph("인류의 역사와 진실"), *LONG[60:120], paragraph("역사적 진실")]
    page = open_page(qtbot, library, library.add([blocks]), find="역사")
    finder = page.feature(Finding).finder
    assert finder is not None
    qtbot.waitUntil(lambda: len(finder.hits) == 2)
    wait_until_laid_out(qtbot, page)
    first, second = finder.hits
    view = page.page_view
    assert view.viewport().rect().contains(view.flow.caret_rect(first.start).center())
    page.act("next")
    wait_until_laid_out(qtbot, page)
    assert view.viewport().rect().contains(view.flow.caret_rect(second.start).center())
    page.act("next")
    assert finder.current == 0


def linked(href: str, text: str) -> Block:
    return Block((Tag("p", ' dir="ltr"'),), (Run(text, (Tag("a", f' href="{href}"'),)),))


def click_first_line(qtbot: QtBot, page: ReadingPage, place: Locator) -> None:
    rect = page.page_view.flow.caret_rect(place)
    point = rect.center() + QPoint(6, 0)
    QTest.mouseClick(page.page_view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def test_a_link_inside_jumps_and_back_returns(qtbot: QtBot, library: FakeLibrary) -> None:
    document = library.add([[linked("#deep", "go deep"), *LONG], LONG[:30]], anchors={"deep": Locator(1, 0)})
    page = open_page(qtbot, library, document)
    click_first_line(qtbot, page, Locator(0, 0))
    wait_until_laid_out(qtbot, page)
    assert page.page_view.place() == Locator(1, 0)
    page.act("back")
    wait_until_laid_out(qtbot, page)
    assert page.page_view.place() == Locator(0, 0)
    page.act("forward")
    assert page.page_view.place() == Locator(1, 0)


def test_a_link_is_followed_by_the_keyboard(qtbot: QtBot, library: FakeLibrary) -> None:
    document = library.add([[linked("#deep", "go deep"), *LONG], LONG[:30]], anchors={"deep": Locator(1, 0)})
    page = open_page(qtbot, library, document)
    page.act("caret")
    QTest.keyClick(page.page_view, Qt.Key.Key_Right)
    QTest.keyClick(page.page_view, Qt.Key.Key_Return)
    wait_until_laid_out(qtbot, page)
    assert page.page_view.place() == Locator(1, 0)


def test_a_link_outside_is_only_said(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([[linked("https://example.org/x", "outside")]]))
    with qtbot.waitSignal(page.external_link_requested) as asked:
        click_first_line(qtbot, page, Locator(0, 0))
    assert asked.args == ["https://example.org/x"]


def test_a_selection_runs_across_pieces_and_is_copied_to_one_clipboard(
    qtbot: QtBot, library: FakeLibrary, long_document: int
) -> None:
    page = open_page(qtbot, library, long_document, Locator(0, 50_000))
    start, end = Locator(0, 100), Locator(1, 20)
    page.page_view.selection.select(start, end)
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    page.act("copy")
    qtbot.waitUntil(lambda: clipboard.text() != "")
    expected = library.section_text(long_document, 0)[100:] + library.section_text(long_document, 1)[:20]
    assert clipboard.text() == expected
    assert clipboard.mimeData().data("x-kde-passwordManagerHint") == b"secret"
    if clipboard.supportsSelection():
        assert clipboard.text(QClipboard.Mode.Selection) == ""


def test_a_copy_is_emptied_unless_another_took_the_clipboard(qtbot: QtBot, library: FakeLibrary) -> None:
    page = make_page(qtbot, library)
    clipboard = QGuiApplication.clipboard()
    page.feature(Copying).copier.clipboard.copy("a secret sentence")
    assert clipboard.text() == "a secret sentence"
    page.feature(Copying).copier.clipboard.empty()
    assert clipboard.text() == ""
    page.feature(Copying).copier.clipboard.copy("a secret sentence")
    clipboard.setText("copied elsewhere since")
    page.feature(Copying).copier.clipboard.empty()
    assert clipboard.text() == "copied elsewhere since"


def test_shift_and_arrows_select_by_word_and_line(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([[paragraph("One two three."), paragraph("Four five.")]]))
    view = page.page_view
    view.setFocus()
    both = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view, Qt.Key.Key_Right, both)
    assert view.selection.span == (Locator(0, 0), Locator(0, 4))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection.span is not None
    assert view.selection.span[1].offset > len("One two three.")


def test_words_are_selected_by_a_double_click(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([[paragraph("Alpha beta")]]))
    point = page.page_view.flow.caret_rect(Locator(0, 7)).center()
    QTest.mouseDClick(page.page_view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert page.page_view.selection.span == (Locator(0, 6), Locator(0, 10))


def test_a_right_to_left_document_stands_at_the_right(qtbot: QtBot, library: FakeLibrary) -> None:
    document = library.add([[paragraph("الإعلان العالمي", direction="rtl")]], language="ar", direction=Direction.RTL)
    page = open_page(qtbot, library, document)
    flow = page.page_view.flow
    assert flow.row.look.is_rtl
    assert flow.caret_rect(Locator(0, 0)).right() >= flow.column_left + flow.row.look.column_px - 6


def test_the_footer_and_outline_say_where_one_is(qtbot: QtBot, library: FakeLibrary) -> None:
    outline = [
        OutlineEntry(title="Beginning", level=1, target=Locator(0, 0)),
        OutlineEntry(title="Second", level=1, target=Locator(1, 0)),
    ]
    page = open_page(qtbot, library, library.add([LONG[:50], LONG[:50]], outline=outline), Locator(1, 500))
    assert page.session is not None
    assert page.session.chapter == "Second"
    assert 50 <= page.session.percent < 60


def test_a_document_that_is_gone_is_said_in_words(qtbot: QtBot, library: FakeLibrary) -> None:
    page = make_page(qtbot, library)
    page.open_document(4711)
    qtbot.waitUntil(lambda: "no longer" in page.footer.chapter)


@pytest.mark.parametrize(
    "name", ["file:///etc/hostname", "http://example.org/x.png", "res:other", "/etc/hostname", "qrc:/x", "data:,x"]
)
def test_a_piece_reaches_nothing_but_its_own_images(qtbot: QtBot, name: str) -> None:
    document = PieceDocument(LoadedPiece(Piece(html="<p>x</p>", text="x\n", start=0)), look())
    assert document.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name)) is None
    assert document.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl(name)) is None
    assert document.resource(QTextDocument.ResourceType.ImageResource, QUrl(name)) is None


def look() -> PageLook:
    from reader.reading.typography import setting_for

    return PageLook(theme=load_theme("paper"), setting=setting_for("en"))


def test_a_line_wider_than_the_column_wraps(qtbot: QtBot) -> None:
    block = Block((Tag("pre"),), (Run("x" * 900),))
    (piece,) = pack([block]).pieces
    document = PieceDocument(LoadedPiece(piece), look())
    assert document.idealWidth() <= look().column_px


@pytest.mark.parametrize("tag", ["p", "h2", "h3", "pre", "blockquote"])
def test_the_border_of_two_pieces_can_not_be_seen(qtbot: QtBot, tag: str) -> None:
    blocks = [paragraph("One."), paragraph("Two.", tag=tag)]
    (whole,) = pack(blocks).pieces
    first, second = (pack([block]).pieces[0] for block in blocks)
    spans = [PieceSpan(0, 0, 0, len(first.text)), PieceSpan(0, 1, len(first.text), len(second.text))]
    row = PieceRow(PageMap(spans), look())
    for index, piece in enumerate((first, second)):
        row.add(index, LoadedPiece(piece))
        row.lay_out(index)
    assert row.height(0) + row.height(1) == PieceDocument(LoadedPiece(whole), look()).height_px


def turn_wheel(page: ReadingPage, delta: int, modifiers: Qt.KeyboardModifier) -> None:
    here = QPointF(200, 200)
    event = QWheelEvent(
        here, here, QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False
    )
    QGuiApplication.sendEvent(page.page_view.viewport(), event)


def test_ctrl_and_the_wheel_change_the_letters(qtbot: QtBot, library: FakeLibrary, long_document: int) -> None:
    page = open_page(qtbot, library, long_document)
    natural = page.page_view.flow.row.look.body_px
    turn_wheel(page, 120, Qt.KeyboardModifier.ControlModifier)
    assert page.page_view.flow.row.look.body_px > natural
    for _part in range(4):  # as a touchpad turns
        turn_wheel(page, -60, Qt.KeyboardModifier.ControlModifier)
    assert page.page_view.flow.row.look.body_px < natural
    wait_until_laid_out(qtbot, page)
    here = page.page_view.verticalScrollBar().value()
    turn_wheel(page, -120, Qt.KeyboardModifier.NoModifier)
    assert page.page_view.verticalScrollBar().value() > here


def test_a_chapter_without_a_title_shows_the_documents(qtbot: QtBot, library: FakeLibrary) -> None:
    untitled = OutlineEntry(title=" ", level=1, target=Locator(0, 0))
    document = library.add([LONG], title="The whole", outline=[untitled], section_titles=[""])
    page = open_page(qtbot, library, document)
    assert page.footer.chapter == "The whole"


def test_the_printed_page_is_named_where_the_document_knows_it(qtbot: QtBot, library: FakeLibrary) -> None:
    anchors = {page_name("xii"): Locator(0, 0), page_name("13"): Locator(1, 0)}
    document = library.add([LONG, LONG], title="The whole", section_titles=["One", "Two"], anchors=anchors)
    page = open_page(qtbot, library, document)
    assert page.footer.chapter == "One · page xii"
    assert page.session is not None
    page.session.jump(Locator(1, 4))
    qtbot.waitUntil(lambda: page.footer.chapter == "Two · page 13")


def test_a_page_turned_before_there_was_text_is_kept_where_it_comes_to_rest(qtbot: QtBot, library: FakeLibrary) -> None:
    document = library.add([LONG[:8]])
    page = make_page(qtbot, library)
    page.open_document(document)
    qtbot.waitUntil(lambda: page.session is not None)
    view, session = page.page_view, page.session
    assert session is not None
    assert view.flow.next_to_lay_out() is not None, "nothing is laid out yet"
    view.turn(1)
    guessed = view.place()
    wait_until_laid_out(qtbot, page)
    qtbot.waitUntil(lambda: session.keeper.is_kept)
    kept = library.position(document)
    assert kept is not None
    assert kept.locator == view.place() != guessed
