from collections.abc import Sequence

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QClipboard, QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.reading.preferences import PageMode
from reader.text.model import Locator, Resource
from reader.text.pieces import Block, Run, Tag, image_run, pack
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import open_page, wait_until_laid_out
from ui.reading.following import Following
from ui.reading.image_matte import ink_levels
from ui.reading.noting import Noting
from ui.reading.piece_document import PieceImage
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting
from ui.theme import load_theme

SMALL, SUP = Tag("small"), Tag("sup")
WORDS = "Words that fill a line or two of the column. "
NOTE_WORDS = "This is what the note says, with a link to the beginning."
FILLER = [paragraph(f"Filler {n}. " + WORDS * 6) for n in range(60)]


def link(words: str, name: str, *around: Tag) -> Run:
    return Run(words, (*around, Tag("a", f' href="#{name}"')))


def plain(*runs: Run, direction: str = "ltr") -> Block:
    return Block((Tag("p", f' dir="{direction}"'),), runs)


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


def book(library: FakeLibrary, *, direction: str = "ltr", note: str = NOTE_WORDS) -> int:
    """A paragraph with a note's mark and a link to a chapter, much text, and the note."""
    call = plain(
        Run("Some text before", anchors=("c1",)), link("1", "n1", SUP), Run(" and then "), link("chapter 2", "s2"),
        Run(" with words behind it."), direction=direction,
    )  # fmt: skip
    note_block = plain(Run("1 ", (SMALL,)), Run(note + " ", (SMALL,)), link("↩", "c1", SMALL), direction=direction)
    blocks = [call, *FILLER, note_block, paragraph("2 Another note.")]
    before = pack([call, *FILLER]).pieces
    at = before[-1].start + len(before[-1].text)
    anchors = {"n1": Locator(0, at), "c1": Locator(0, 0), "s2": Locator(1, 0)}
    return library.add([blocks, [paragraph("Chapter two.", tag="h1"), *FILLER]], anchors=anchors)


def click_at(page: ReadingPage, place: Locator) -> None:
    view = page.page_view
    rect = view.flow.caret_rect(place)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center() + QPoint(3, 0))


def open_note(qtbot: QtBot, page: ReadingPage) -> Noting:
    noting = page.feature(Noting)
    click_at(page, Locator(0, len("Some text before")))
    qtbot.waitUntil(noting.popover.isVisible)
    return noting


def test_a_click_on_a_mark_shows_the_note_there(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library))
    noting = open_note(qtbot, page)
    assert noting.popover.view.text.split() == f"1 {NOTE_WORDS} ↩".split()
    assert page.page_view.place() == Locator(0, 0)
    mark = page.page_view.flow.caret_rect(Locator(0, len("Some text before")))
    assert 0 < noting.popover.y() - mark.bottom() < 20
    assert page.rect().contains(noting.popover.geometry())


def test_a_link_to_a_chapter_jumps_and_leads_back(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library))
    click_at(page, Locator(0, len("Some text before1 and then ") + 2))
    assert page.page_view.place() == Locator(1, 0)
    assert page.feature(Noting).popover.isHidden()
    page.act("back")
    assert page.page_view.place() == Locator(0, 0)


def test_a_mark_that_leads_to_long_text_jumps(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library, note=WORDS * 300))
    click_at(page, Locator(0, len("Some text before")))
    qtbot.waitUntil(lambda: page.page_view.place().offset > 5000)
    assert page.feature(Noting).popover.isHidden()


def test_escape_a_click_beside_it_and_moving_on_close_a_note(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library))
    noting = open_note(qtbot, page)
    QTest.keyClick(noting.popover.view, Qt.Key.Key_Escape)
    assert noting.popover.isHidden()
    assert noting.popover.view.text == ""
    open_note(qtbot, page)
    QTest.mouseClick(page.page_view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 600))
    assert noting.popover.isHidden()
    open_note(qtbot, page)
    page.page_view.scroll_by(200)
    assert noting.popover.isHidden()
    page.page_view.scroll_by(-200)
    open_note(qtbot, page)
    page.close_document()
    assert noting.popover.isHidden()
    assert noting.popover.view.text == ""


def test_go_there_jumps_to_the_note_and_leads_back(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library))
    noting = open_note(qtbot, page)
    (button,) = noting.popover.findChildren(QPushButton)
    button.click()
    wait_until_laid_out(qtbot, page)
    assert page.page_view.place().offset > 5000
    page.act("back")
    assert page.page_view.place() == Locator(0, 0)


def test_links_in_a_note_work_by_keyboard(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library))
    noting = open_note(qtbot, page)
    QTest.keyClick(noting.popover.view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(noting.popover.view.link_activated) as followed:
        QTest.keyClick(noting.popover.view, Qt.Key.Key_Return)
    assert followed.args == ["#c1"]
    assert noting.popover.isHidden()


def test_a_note_is_copied_and_not_what_is_selected_behind_it(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library))
    page.page_view.select_all()
    page.page_view.selection.put_caret(None)
    view = open_note(qtbot, page).popover.view
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    assert NOTE_WORDS in clipboard.text(QClipboard.Mode.Clipboard)
    assert not clipboard.ownsSelection()
    clipboard.clear()


def test_the_caret_opens_a_note_with_enter(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library))
    page.activateWindow()
    page.page_view.setFocus()
    page.act("caret")
    page.page_view.put_caret(Locator(0, len("Some text before")))
    page.feature(Following).follow()
    qtbot.waitUntil(page.feature(Noting).popover.isVisible)


def test_the_key_for_following_is_free_while_no_caret_is_moved(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library))
    page.page_view.setFocus()
    assert not page.page_actions.is_available("follow")
    page.act("caret")
    qtbot.waitUntil(page.page_view.hasFocus)
    assert page.page_actions.is_available("follow")
    page.act("find")
    assert not page.page_actions.is_available("follow")


def test_escape_closes_a_note_before_the_panel_beside_it(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library))
    page.activateWindow()
    page.act("jumps")
    noting = open_note(qtbot, page)
    for target in (noting.popover.view, noting.popover._close):
        target.setFocus()
        QTest.keyClick(target, Qt.Key.Key_Escape)
        assert noting.popover.isHidden()
        assert page.side.isVisible()
        open_note(qtbot, page)


def test_tab_stays_in_a_note(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, book(library))
    page.activateWindow()
    popover = open_note(qtbot, page).popover
    qtbot.waitUntil(popover.view.hasFocus)
    seen = []
    for _ in range(5):
        focused = page.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        seen.append(page.focusWidget())
    assert seen == [popover.view, popover._go, popover._close, popover.view, popover.view]


@pytest.mark.parametrize("mode", [PageMode.PAGED, PageMode.TWO_COLUMNS])
def test_notes_and_pictures_open_where_pages_are_turned(qtbot: QtBot, library: FakeLibrary, mode: PageMode) -> None:
    page = open_page(qtbot, library, book(library))
    page.feature(Typesetting).change(mode=mode)
    wait_until_laid_out(qtbot, page)
    noting = open_note(qtbot, page)
    assert page.rect().contains(noting.popover.geometry())
    page.open_document(pictures(library))
    qtbot.waitUntil(lambda: page.page_view.flow.row.text(0) is not None and noting.popover.isHidden())
    wait_until_laid_out(qtbot, page)
    click_picture(page)
    assert page.feature(Following).picture.isVisible()


# -- pictures


def png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt a name
    return bytes(buffer.data().data())


def pictures(library: FakeLibrary, width: int = 400, height: int = 300, *, linked: bool = False) -> int:
    tags = (Tag("a", ' href="#s2"'),) if linked else ()
    run = image_run('<img src="res:i1.png" alt="A map of the river">', tags)
    resource = Resource(
        name="i1.png", media_type="image/png", width_px=width, height_px=height, data=png(width, height)
    )
    blocks = [paragraph("Before."), plain(run), *FILLER]
    return library.add([blocks, FILLER], resources=[resource], anchors={"s2": Locator(1, 0)})


PICTURE = Locator(0, len("Before.\n"))


def click_picture(page: ReadingPage) -> None:
    rect = page.page_view.flow.caret_rect(PICTURE)
    QTest.mouseClick(page.page_view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center() + QPoint(60, 0))


def test_a_click_opens_a_picture_with_its_words(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, pictures(library))
    click_picture(page)
    view = page.feature(Following).picture
    assert view.isVisible()
    assert view.geometry() == page.rect()
    assert view.accessibleName() == "A map of the river"
    page.act("library")
    assert view.isHidden()


def test_the_caret_opens_a_picture(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, pictures(library))
    page.page_view.put_caret(PICTURE)
    page.feature(Following).follow()
    assert page.feature(Following).picture.isVisible()


def test_a_linked_picture_follows_its_link(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, pictures(library, linked=True))
    click_picture(page)
    assert page.feature(Following).picture.isHidden()
    assert page.page_view.place() == Locator(1, 0)


def test_a_small_sign_among_the_letters_does_not_open(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, pictures(library, 24, 24))
    page.page_view.put_caret(PICTURE)
    page.feature(Following).follow()
    assert page.feature(Following).picture.isHidden()


def test_selecting_over_a_picture_opens_nothing(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, pictures(library))
    rect, viewport = page.page_view.flow.caret_rect(PICTURE), page.page_view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=rect.center() + QPoint(60, 0))
    QTest.mouseMove(viewport, rect.center() + QPoint(60, 250))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=rect.center() + QPoint(60, 250))
    assert page.feature(Following).picture.isHidden()


def test_a_picture_is_zoomed_and_moved_by_keys_and_never_leaves_the_view(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, pictures(library))
    click_picture(page)
    view = page.feature(Following).picture
    fitted = view.zoom
    for _ in range(40):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == 16.0
    for _ in range(500):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert view._target().left() <= 24 + 1
    assert view._target().contains(view._area().center())
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == fitted
    assert abs(view._target().center().x() - view._area().center().x()) < 1
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == fitted


def test_zooming_keeps_the_point_under_the_pointer(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, pictures(library, 1600, 1200))
    click_picture(page)
    view = page.feature(Following).picture
    view.zoom_by(3.0)
    point = QPointF(view._area().center().x() + 90, view._area().center().y() - 40)
    before = (point - view._target().topLeft()) / view.zoom
    view.zoom_by(1.5, point)
    after = (point - view._target().topLeft()) / view.zoom
    assert (before - after).manhattanLength() < 0.01


def test_a_picture_of_many_pixels_gets_them_all(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, pictures(library, 3000, 100))
    click_picture(page)
    view = page.feature(Following).picture
    qtbot.waitUntil(lambda: view._picture is not None and view._picture.image.width() == 3000)


def test_a_transparent_picture_lies_on_a_card_where_its_ink_would_not_show(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, pictures(library))
    view = page.feature(Following).picture
    image = QImage(300, 300, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    for x in range(140, 160):
        for y in range(300):
            image.setPixelColor(x, y, Qt.GlobalColor.black)
    page.set_theme(load_theme("night"))
    view.show_picture(PieceImage(image, 300, 300, ink_levels(image)), "")
    corner = view._target().topLeft().toPoint() + QPoint(9, 9)
    assert view.grab().toImage().pixelColor(corner).lightness() > 150
    page.set_theme(load_theme("paper"))
    assert view.grab().toImage().pixelColor(corner) == QColor(load_theme("paper").paper)


# -- tables

HEADINGS = ("Province", "Population", "Households", "Average", "Increase", "Decrease", "Total", "Census", "Region",
            "Number", "Year", "People")  # fmt: skip


def table(columns: int, rows: int, *, direction: str = "ltr", words: Sequence[str] = HEADINGS) -> list[Block]:
    """A table of the tests' own; one from right to left is mirrored, as the worker does."""
    around = Tag("table", f' dir="{direction}"'), Tag("tbody", f' dir="{direction}"')
    order = range(columns) if direction == "ltr" else range(columns - 1, -1, -1)
    blocks = []
    for row in range(rows):
        tag = Tag("tr")
        for column in order:
            name = "th" if row == 0 else "td"
            text = words[column % len(words)] if row == 0 else f"{row}-{column}"
            blocks.append(Block((*around, tag, Tag(name, f' dir="{direction}"')), (Run(text),)))
    return blocks


def test_a_wide_table_is_no_higher_than_its_rows(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([[paragraph("Before."), *table(12, 20), paragraph("After.")]]))
    row = page.page_view.flow.row
    document = row.document(0)
    assert document is not None
    assert document.size().width() <= row.look.column_px + 4
    assert document.height_px < 20 * 2 * row.look.line_px
    assert document.cursor_map.position(document.cursor_map.offset(300)) == 300


def test_a_narrow_table_stays_as_it_is(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([table(3, 4)]))
    document = page.page_view.flow.row.document(0)
    assert document is not None
    assert document.fitted_tables == ()


@pytest.mark.parametrize("columns", [12, 40])
def test_a_wide_table_opens_over_the_page(qtbot: QtBot, library: FakeLibrary, columns: int) -> None:
    page = open_page(qtbot, library, library.add([[paragraph("Before."), *table(columns, 30), paragraph("After.")]]))
    following = page.feature(Following)
    qtbot.waitUntil(lambda: any(button.isVisible() for button in following.openers._buttons))
    following.openers._buttons[0].click()
    qtbot.waitUntil(following.table.isVisible)
    view = following.table.table
    model = view.model()
    assert (model.rowCount(), model.columnCount()) == (29, columns)
    assert view.horizontalHeader().isVisible()
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Population"
    assert view.horizontalHeader().length() > page.width()
    page.act("library")
    assert following.table.isHidden()


def test_a_table_cut_between_pieces_opens_whole(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([[paragraph("Before."), *table(12, 200), paragraph("After.")]]))
    assert len(page.session.opened.pages) > 3  # type: ignore[union-attr]  # a document is open
    following = page.feature(Following)
    page.page_view.go_to(Locator(0, 12_000))
    wait_until_laid_out(qtbot, page)
    page.page_view.put_caret(Locator(0, 12_000))
    following.follow()
    qtbot.waitUntil(following.table.isVisible)
    model = following.table.table.model()
    assert model.rowCount() == 199
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Province"
    assert model.index(198, 11).data() == "199-11"


def test_no_word_of_an_open_table_is_broken(qtbot: QtBot, library: FakeLibrary) -> None:
    around = Tag("table"), Tag("tbody")
    words = ("mmmmm", "mmmmmmmmmm", "a")
    rows = [Block((*around, Tag("tr"), Tag("td")), (Run(word),)) for word in words]
    page = open_page(qtbot, library, library.add([[paragraph("Before."), *rows]]))
    page.page_view.put_caret(Locator(0, 10))
    page.feature(Following).follow()
    view = page.feature(Following).table.table
    qtbot.waitUntil(view.isVisible)
    heights = [view.delegate.height(view.model().index(row, 0), view.columnWidth(0)) for row in range(3)]
    assert heights[0] == heights[1] == heights[2]


def test_headings_of_a_table_from_right_to_left_stand_on_the_right(qtbot: QtBot, library: FakeLibrary) -> None:
    words = ["\u0643\u062a\u0627\u0628\u060c"]
    page = open_page(qtbot, library, library.add([table(12, 5, direction="rtl", words=words)]))
    page.page_view.put_caret(Locator(0, 5))
    page.feature(Following).follow()
    view = page.feature(Following).table.table
    qtbot.waitUntil(view.isVisible)
    assert view.horizontalHeader().defaultAlignment() & Qt.AlignmentFlag.AlignRight
    assert str(view.model().headerData(0, Qt.Orientation.Horizontal)) == f"{words[0]}\u200f"


def test_two_tables_behind_each_other_stay_two(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([[*table(12, 5), paragraph("Between."), *table(12, 7)]]))
    page.page_view.put_caret(Locator(0, 5))
    page.feature(Following).follow()
    qtbot.waitUntil(page.feature(Following).table.isVisible)
    assert page.feature(Following).table.table.model().rowCount() == 4


def test_cells_are_chosen_by_keys_and_copied_with_tabs(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([table(12, 9)]))
    page.page_view.put_caret(Locator(0, 5))
    page.feature(Following).follow()
    qtbot.waitUntil(page.feature(Following).table.isVisible)
    view = page.feature(Following).table.table
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text(QClipboard.Mode.Clipboard) == "1-0\t1-1\n2-0\t2-1"
    assert not clipboard.ownsSelection()
    clipboard.clear()


def test_a_table_from_right_to_left_begins_at_the_right(qtbot: QtBot, library: FakeLibrary) -> None:
    document = library.add([[paragraph("قبل", direction="rtl"), *table(12, 5, direction="rtl")]], language="ar")
    page = open_page(qtbot, library, document)
    page.page_view.put_caret(Locator(0, 8))
    page.feature(Following).follow()
    qtbot.waitUntil(page.feature(Following).table.isVisible)
    view = page.feature(Following).table.table
    assert view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert str(view.model().headerData(0, Qt.Orientation.Horizontal)).startswith("Province")
    assert view.columnViewportPosition(0) > view.columnViewportPosition(1)


def test_nothing_of_a_table_or_picture_stays_when_the_document_goes(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([table(12, 9)]))
    page.page_view.put_caret(Locator(0, 5))
    following = page.feature(Following)
    following.follow()
    qtbot.waitUntil(following.table.isVisible)
    page.close_document()
    assert following.table.isHidden()
    assert following.table.table.model() is None
    assert not any(button.isVisible() for button in following.openers._buttons)
