import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from reader.reading.footer_choice import Left, Where
from reader.reading.kept import encoded
from reader.reading.pace import PACE_SETTING, KeptPace, decoded
from reader.reading.preferences import PageMode
from reader.text.model import Direction, FixedPages, Locator, Metadata, Outline, OutlineEntry, PageSize
from reader.text.named_places import page_name
from reader.text.pieces import Block, Run, Tag
from tests.ui.reading.fake_library import FakeLibrary, paragraph, section_of
from tests.ui.reading.pages import make_page, open_page, wait_until_laid_out
from tests.ui.reading.test_fixed_view import FakePool
from ui.reading.contents import Contents
from ui.reading.going_about import GoingAbout
from ui.reading.jumps import Jumps
from ui.reading.outline_model import WHERE
from ui.reading.progressing import Progressing
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting
from ui.theme import load_theme

WORDS = "Words that fill a line or two of the column. "


def chapter(number: int, paragraphs: int = 40) -> list[Block]:
    return [paragraph(f"Chapter {number}", tag="h1"), *(paragraph(f"{n}. {WORDS * 5}") for n in range(paragraphs))]


def outline(count: int) -> list[OutlineEntry]:
    return [OutlineEntry(title=f"Chapter {n}", level=1, target=Locator(n)) for n in range(count)]


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def page(qtbot: QtBot, library: FakeLibrary) -> ReadingPage:
    return open_page(qtbot, library, library.add([chapter(n) for n in range(5)], outline=outline(5)))


def type_into(page: ReadingPage, text: str) -> GoingAbout:
    going = page.feature(GoingAbout)
    page.act("go_to")
    going.bar.field.setText(text)
    return going


# -- going


def test_a_per_cent_leads_there_and_back(qtbot: QtBot, page: ReadingPage) -> None:
    going = type_into(page, "50 %")
    assert going.bar.words == "50 % · Chapter 2"
    QTest.keyClick(going.bar.field, Qt.Key.Key_Return)
    assert going.bar.isHidden()
    assert page.session is not None
    assert abs(page.session.fraction(page.page_view.place()) - 0.5) < 0.02
    page.act("back")
    assert page.page_view.place() == Locator(0)


def test_what_is_not_understood_is_said_and_leads_nowhere(page: ReadingPage) -> None:
    going = type_into(page, "57 %")
    for typed, said in (
        ("moon", "neither"), ("101 %", "no more than 100"), ("57", "not counted"), ("", "from 0 to 100"),
    ):  # fmt: skip
        going.bar.field.setText(typed)
        assert said in going.bar.words
        QTest.keyClick(going.bar.field, Qt.Key.Key_Return)
        assert going.bar.isVisible()
    assert page.page_view.place() == Locator(0)
    QTest.keyClick(going.bar.field, Qt.Key.Key_Escape)
    assert going.bar.isHidden()
    assert going.bar.field.text() == ""


def test_counted_pages(qtbot: QtBot, page: ReadingPage) -> None:
    page.feature(Typesetting).change(mode=PageMode.PAGED)
    qtbot.waitUntil(lambda: page.page_view.page_numbers is not None, timeout=20_000)
    numbers = page.page_view.page_numbers
    assert numbers is not None
    going = type_into(page, "7")
    assert going.bar.words == f"Page 7 of {numbers.count}"
    QTest.keyClick(going.bar.field, Qt.Key.Key_Return)
    wait_until_laid_out(qtbot, page)
    shown = page.page_view.page_numbers
    assert shown is not None
    assert shown.first == 7
    going = type_into(page, "9999")
    assert str(numbers.count) in going.bar.words
    page.act("go_to")
    page.act("back")
    assert page.page_view.place() == Locator(0)


def test_printed_pages(qtbot: QtBot, library: FakeLibrary) -> None:
    anchors = {page_name("iv"): Locator(0, 700), page_name("13"): Locator(1, 0)}
    page = open_page(qtbot, library, library.add([chapter(0), chapter(1)], anchors=anchors))
    going = type_into(page, "IV")
    assert going.bar.words.startswith("Page IV of the printed book") or "iv" in going.bar.words.lower()
    QTest.keyClick(going.bar.field, Qt.Key.Key_Return)
    assert page.page_view.place().offset <= 700 < page.page_view.place().offset + 200
    assert type_into(page, "14").bar.words == "No page is called that. They run from iv to 13."


def test_the_field_says_where_one_is_and_which_pages_there_are(
    qtbot: QtBot, library: FakeLibrary, page: ReadingPage
) -> None:
    def said(shown: ReadingPage) -> tuple[str, str]:
        bar = type_into(shown, "").bar
        return bar.field.placeholderText(), bar.words

    session = page.session
    assert session is not None
    session.jump(session.place_at(0.5))
    wait_until_laid_out(qtbot, page)
    assert said(page) == (f"{session.percent} %", "Per cent, from 0 to 100")
    page.feature(Typesetting).change(mode=PageMode.PAGED)
    qtbot.waitUntil(lambda: page.page_view.page_numbers is not None, timeout=20_000)
    numbers = page.page_view.page_numbers
    assert numbers is not None
    assert numbers.first > 1
    assert said(page) == (str(numbers.first), f"A page from 1 to {numbers.count}, or per cent")
    anchors = {page_name(str(171 + number)): Locator(number, 0) for number in range(3)}
    printed = open_page(qtbot, library, library.add([chapter(n) for n in range(3)], anchors=anchors), Locator(1, 20))
    assert said(printed) == ("172", "A page from 171 to 173, or per cent")


def test_from_chapter_to_chapter(page: ReadingPage) -> None:
    page.act("next_chapter")
    page.act("next_chapter")
    assert page.page_view.place() == Locator(2)
    page.page_view.scroll_by(400)
    page.act("previous_chapter")
    assert page.page_view.place() == Locator(2)
    page.act("previous_chapter")
    assert page.page_view.place() == Locator(1)
    for _ in range(9):
        page.act("next_chapter")
    assert page.page_view.place().section == 4


def test_jumps_are_listed_with_what_stands_there(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("next_chapter")
    page.act("next_chapter")
    page.act("jumps")
    jumps = page.feature(Jumps)
    assert page.side.shown == "jumps"
    qtbot.waitUntil(lambda: "Words that fill" in str(jumps.panel.model.index(0, 0).data()))
    lines = [str(jumps.panel.model.index(row, 0).data()) for row in range(2)]
    assert lines[0].startswith("20 % · Chapter 1\nChapter 1 0. Words")
    assert lines[1].startswith("0 % · Chapter 0\n")
    jumps.panel.list.setCurrentIndex(jumps.panel.model.index(1, 0))
    QTest.keyClick(jumps.panel.list, Qt.Key.Key_Return)
    assert page.page_view.place() == Locator(0)
    assert jumps.panel.model.rowCount() == 3
    page.act("back")
    assert str(jumps.panel.model.index(0, 0).data()).startswith("\u2192 0 %")
    page.close_document()
    assert jumps.panel.model.rowCount() == 0


def test_a_jump_from_inside_a_word_is_listed_with_the_whole_word(qtbot: QtBot, library: FakeLibrary) -> None:
    chinese = "人人生而自由在尊严和权利上一律平等" * 30
    page = open_page(qtbot, library, library.add([chapter(0), [paragraph(chinese)], chapter(2)]))
    session = page.session
    assert session is not None
    text = library.section_text(session.opened.row.id, 0)
    page.act("jumps")
    jumps = page.feature(Jumps)
    for place, begins in ((Locator(0, text.index("column") + 3), "column. "), (Locator(1, 99), chinese[99:120])):
        session.history.leave(place)
        session.history_changed.emit()
        qtbot.waitUntil(lambda: "\n" in str(jumps.panel.model.index(0, 0).data()))
        assert str(jumps.panel.model.index(0, 0).data()).partition("\n")[2].startswith(begins)


@pytest.mark.parametrize("mode", list(PageMode))
def test_the_caret_comes_back_to_the_link_that_was_followed(qtbot: QtBot, library: FakeLibrary, mode: PageMode) -> None:
    link = Block((Tag("p", ' dir="ltr"'),), (Run("A way "), Run("go deep", (Tag("a", ' href="#deep"'),))))
    blocks = [paragraph("First."), *chapter(0, 2), link, *chapter(1)]
    document = library.add([blocks, chapter(2)], anchors={"deep": Locator(1, 0)})
    page = open_page(qtbot, library, document)
    page.feature(Typesetting).change(mode=mode)
    view = page.page_view
    page.act("caret")
    at = Locator(0, library.section_text(document, 0).index("go deep") + 2)
    view.put_caret(at)
    QTest.keyClick(view, Qt.Key.Key_Return)
    wait_until_laid_out(qtbot, page)
    assert view.selection.caret == view.place() == Locator(1, 0)
    QTest.keyClick(view, Qt.Key.Key_Right)
    deep = view.selection.caret
    page.act("back")
    wait_until_laid_out(qtbot, page)
    assert view.selection.caret == at
    assert view.viewport().rect().contains(view.flow.caret_rect(at).center())
    page.act("forward")
    wait_until_laid_out(qtbot, page)
    assert view.selection.caret == deep != Locator(1, 0)


# -- the footer


def test_the_footer_says_what_one_clicks_it_to_and_keeps_it(
    qtbot: QtBot, library: FakeLibrary, page: ReadingPage
) -> None:
    footer = page.footer
    assert footer.where.text() == "0 %"
    book = footer.left.text()
    assert "min left" in book
    assert "chapter" not in book
    footer.left.click()
    assert footer.left.text().endswith("left in chapter")
    assert int(footer.left.text().split()[0]) < int(book.split()[0])
    footer.left.click()
    assert footer.left.text() == ""
    assert footer.left.isVisible()
    assert footer.left.width() >= 20
    assert "left" in footer.left.accessibleName()
    footer.where.click()
    assert footer.where.text() == "0 %"
    qtbot.waitUntil(lambda: '"page"' in str(library.setting("reading.footer")))
    page.feature(Typesetting).change(mode=PageMode.PAGED)
    qtbot.waitUntil(lambda: page.page_view.page_numbers is not None, timeout=20_000)
    assert footer.where.text().startswith("1 / ")
    document = library.add([chapter(0)], title="Another")
    page.open_document(document)
    qtbot.waitUntil(lambda: page.session is not None and page.session.opened.row.id == document)
    choice = page.feature(Progressing).choice
    assert (choice.where, choice.left) == (Where.PAGE, Left.NOTHING)


@pytest.mark.parametrize(("mode", "shown"), [(PageMode.PAGED, "1 / "), (PageMode.TWO_COLUMNS, "1–2 / ")])
def test_pages_are_told_once_they_are_counted(qtbot: QtBot, page: ReadingPage, mode: PageMode, shown: str) -> None:
    where = page.footer.where
    page.resize(1300, 700)
    page.feature(Typesetting).change(mode=mode)
    assert where.text() == "0 %"
    qtbot.waitUntil(lambda: page.page_view.page_numbers is not None, timeout=20_000)
    numbers = page.page_view.page_numbers
    assert numbers is not None
    assert where.text() == f"{shown}{numbers.count}"
    page.page_view.turn(1)
    wait_until_laid_out(qtbot, page)
    assert where.text() != f"{shown}{numbers.count}"
    where.click()
    assert where.text().endswith(" %")
    where.click()
    assert where.text().endswith(f" / {numbers.count}")
    page.feature(Typesetting).change(mode=PageMode.SCROLLED)
    assert page.footer.where.text().endswith(" %")


def test_at_the_end_nothing_is_left_and_nothing_looks_cut(qtbot: QtBot, page: ReadingPage) -> None:
    page.page_view.go_to_end(1)
    wait_until_laid_out(qtbot, page)
    assert page.footer.where.text() == "100 %"
    assert page.footer.left.text() == ""
    assert page.footer.left.isVisible()


@pytest.mark.parametrize("width", [683, 800, 1366])
@pytest.mark.parametrize("title", ["One", "한국의 역사와 사람들의 이야기 " * 6, "A very long title of a chapter " * 6])
def test_nothing_of_the_footer_is_clipped(qtbot: QtBot, library: FakeLibrary, width: int, title: str) -> None:
    entries = [OutlineEntry(title=title, level=1, target=Locator(0))]
    page = make_page(qtbot, library)
    page.resize(width, 500)
    page.open_document(library.add([chapter(0, 300)], outline=entries))
    wait_until_laid_out(qtbot, page)
    page.footer.left.click()
    page.footer.show_simplified(is_simplified=True)
    parts = [page.footer.back, page.footer.simplified, page.footer.where, page.footer.left]
    for part in parts:
        assert part.isVisible()
        assert part.width() >= part.minimumSizeHint().width()
        at = part.mapTo(page.footer, QPoint())
        assert at.x() >= 0
        assert at.x() + part.width() <= width
    label = page.footer._chapter
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    assert label.text() == title.strip() or label.text().endswith("…")


def test_the_line_has_the_chapters_and_leads_there(qtbot: QtBot, page: ReadingPage) -> None:
    seek = page.footer.seek
    assert [round(tick, 1) for tick in seek.ticks] == [0.2, 0.4, 0.6, 0.8]
    QTest.mouseClick(seek, Qt.MouseButton.LeftButton, pos=QPoint(seek.width() // 2, seek.height() - 2))
    assert page.page_view.place().section == 2
    page.act("back")
    assert page.page_view.place() == Locator(0)


def ember_at(page: ReadingPage) -> tuple[bool, bool]:
    """Whether the line is filled at its left and at its right end."""
    seek = page.footer.seek
    shown, ember = seek.grab().toImage(), QColor(load_theme("paper").ember)
    ends = (shown.pixelColor(2, shown.height() - 1), shown.pixelColor(shown.width() - 3, shown.height() - 1))
    return ends[0] == ember, ends[1] == ember


@pytest.mark.parametrize("interface", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("direction", list(Direction))
def test_the_line_fills_as_the_document_runs(
    qtbot: QtBot, library: FakeLibrary, direction: Direction, interface: Qt.LayoutDirection
) -> None:
    document = library.add([chapter(0), chapter(1)], direction=direction)
    page = make_page(qtbot, library)
    page.setLayoutDirection(interface)
    page.open_document(document, Locator(1, 0))
    wait_until_laid_out(qtbot, page)
    is_mirrored = interface is Qt.LayoutDirection.RightToLeft
    from_right = is_mirrored if direction is Direction.AUTO else direction is Direction.RTL
    assert ember_at(page) == (not from_right, from_right)
    seek = page.footer.seek
    QTest.mouseClick(seek, Qt.MouseButton.LeftButton, pos=QPoint(seek.width() // 10, seek.height() - 2))
    assert page.session is not None
    assert (page.session.progress > 0.5) is from_right
    page.close_document()
    seek.set_progress(0.5)
    assert ember_at(page) == (not is_mirrored, is_mirrored)


def test_fixed_pages_are_gone_to_by_what_is_written_on_them(qtbot: QtBot, library: FakeLibrary) -> None:
    writer = library.new_document("pdf", sha256=bytes(32))
    writer.add(Metadata(title="Pages"))
    labels = ("i", "ii", "iii", "1", "2", "3", "4", "5")
    for number in range(len(labels)):
        writer.add(section_of(number, "0123456789"))
    writer.add(Outline(entries=(OutlineEntry(title="One", level=1, target=Locator(3)),
                                OutlineEntry(title="Two", level=1, target=Locator(6)))))  # fmt: skip
    writer.add(FixedPages(pages=tuple(PageSize(width_pt=595.0, height_pt=842.0, label=label) for label in labels)))
    writer.add_chunk(b"the original")
    page = make_page(qtbot, library, FakePool())
    page.open_document(writer.finish())
    qtbot.waitUntil(lambda: page.session is not None)
    going = type_into(page, "")
    assert (going.bar.field.placeholderText(), going.bar.words) == ("i", "A page from i to 5, or per cent")
    going = type_into(page, "1")
    assert going.bar.words == "Page 4 of 8 · One"
    QTest.keyClick(going.bar.field, Qt.Key.Key_Return)
    session = page.session
    assert session is not None
    assert session.here == Locator(3)
    assert page.footer.left.text().startswith("4 page")
    page.footer.left.click()
    assert page.footer.left.text().startswith("2 page")
    assert page.footer.left.text().endswith("left in chapter")
    page.footer.where.click()
    assert page.footer.where.text() == f"{page.fixed_view.page + 1} / 8"
    assert page.footer.chapter.startswith(f"One · Page {labels[page.fixed_view.page]} ")
    session.jump(Locator(5))
    assert page.footer.left.text() == "The chapter ends here"
    page.act("back")
    page.act("next_chapter")
    assert session.here == Locator(6)
    page.act("previous_chapter")
    assert session.here == Locator(3)
    page.act("back")
    assert session.here == Locator(6)


# -- the reader's own speed


def read_on(page: ReadingPage, screens: int, seconds: float) -> None:
    """Read so many views, each for so long."""
    progressing = page.feature(Progressing)
    clock = [0.0]
    progressing._now_s = lambda: clock[0]
    for _ in range(screens):
        clock[0] += seconds
        page.page_view.turn(1)


def test_a_slow_reader_is_told_of_more_time(qtbot: QtBot, library: FakeLibrary, page: ReadingPage) -> None:
    assert page.footer.left.text() == "49 min left"
    read_on(page, 14, 130.0)
    kept = page.feature(Progressing).pace.kept
    assert len(kept.samples["en"]) >= 3
    own = kept.per_minute("en")
    assert own is not None
    assert own < 800
    page.page_view.go_to(Locator(0))
    assert page.footer.left.text() == "2 h left"
    qtbot.waitUntil(lambda: decoded(library.setting(PACE_SETTING)).samples.get("en") == kept.samples["en"])


def test_leafing_and_jumps_measure_nothing(page: ReadingPage) -> None:
    read_on(page, 40, 2.5)
    clock = [1000.0]
    progressing = page.feature(Progressing)
    progressing._now_s = lambda: clock[0]
    for _ in range(4):
        clock[0] += 60.0
        page.act("next_chapter")
    assert progressing.pace.kept.samples == {}


def test_what_is_read_aloud_measures_nothing(page: ReadingPage) -> None:
    page.page_actions.set_on("speak", on=True)
    read_on(page, 8, 120.0)
    assert page.feature(Progressing).pace.kept.samples == {}
    page.page_actions.set_on("speak", on=False)


def test_nothing_is_measured_while_it_is_switched_off(qtbot: QtBot, library: FakeLibrary, page: ReadingPage) -> None:
    pace = page.feature(Progressing).pace
    read_on(page, 6, 120.0)
    assert pace.kept.samples
    pace.set_kept(is_kept=False)
    assert pace.kept == KeptPace(is_kept=False)
    read_on(page, 6, 120.0)
    assert pace.kept.samples == {}
    qtbot.waitUntil(lambda: library.setting(PACE_SETTING) == encoded(KeptPace(is_kept=False)))


def test_what_was_measured_can_be_forgotten(qtbot: QtBot, library: FakeLibrary, page: ReadingPage) -> None:
    pace = page.feature(Progressing).pace
    read_on(page, 6, 120.0)
    pace.forget()
    assert pace.kept == KeptPace()
    qtbot.waitUntil(lambda: library.setting(PACE_SETTING) == encoded(KeptPace()))


# -- contents


def nested(count: int) -> list[OutlineEntry]:
    return [
        OutlineEntry(title=f"Part {n}" if n % 10 == 0 else f"Étude {n}", level=1 if n % 10 == 0 else 2,
                     target=Locator(0, n * 40))
        for n in range(count)
    ]  # fmt: skip


def test_contents_are_a_tree_that_opens_to_the_place(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([chapter(0, 400)], outline=nested(2000)), Locator(0, 45_000))
    panel = page.feature(Contents).panel
    page.act("outline")
    model = panel.model
    assert model.rowCount() == 200
    assert model.rowCount(model.index(3, 0)) == 9
    here = panel.tree.currentIndex()
    assert model.entry(here).target <= page.page_view.place()
    assert here.parent().isValid()
    assert panel.tree.isExpanded(here.parent())
    assert not panel.tree.isExpanded(model.index(3, 0))
    assert str(here.siblingAtColumn(WHERE).data()).endswith("%")


def test_chapters_are_found_as_one_types_and_gone_to_by_keys(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([chapter(0, 400)], outline=nested(2000)))
    panel = page.feature(Contents).panel
    page.act("outline")
    panel.field.setText("etude 137")
    assert [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())] == [
        "Étude 137", *(f"Étude {n}" for n in range(1371, 1380)),
    ]  # fmt: skip
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert abs(page.page_view.place().offset - 137 * 40) < 200
    panel.field.clear()
    assert panel.model.rowCount() == 200


def test_a_branch_closes_and_opens_by_keys(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([chapter(0)], outline=nested(20)))
    panel = page.feature(Contents).panel
    page.act("outline")
    first = panel.model.index(0, 0)
    panel.tree.setCurrentIndex(first)
    assert panel.tree.isExpanded(first)
    QTest.keyClick(panel.tree, Qt.Key.Key_Left)
    assert not panel.tree.isExpanded(first)
    QTest.keyClick(panel.tree, Qt.Key.Key_Right)
    assert panel.tree.isExpanded(first)


def test_the_tree_is_sound(qtbot: QtBot, library: FakeLibrary) -> None:
    panel = make_page(qtbot, library).feature(Contents).panel
    tester = QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel.set_entries(nested(60))
    panel.field.setText("part")
    panel.field.setText("nothing like it")
    panel.field.setText("")
    panel.show_place(Locator(0, 500))
    panel.set_entries(())
    tester.deleteLater()


# -- by keyboard alone


def test_going_about_by_keys_alone(qtbot: QtBot, page: ReadingPage) -> None:
    page.activateWindow()
    page.page_view.setFocus()
    qtbot.waitUntil(page.page_view.hasFocus)
    QTest.keyClick(page.page_view, Qt.Key.Key_G)
    field = page.feature(GoingAbout).bar.field
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "50 %")  # a space and letters belong to the field
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(page.page_view.hasFocus)
    session = page.session
    assert session is not None
    assert session.fraction(session.here) > 0.45
    QTest.keyClick(page.page_view, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    jumps = page.feature(Jumps).panel.list
    qtbot.waitUntil(jumps.hasFocus)
    QTest.keyClick(jumps, Qt.Key.Key_Return)
    assert session.here == Locator(0)
    QTest.keyClick(jumps, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.page_view.hasFocus)
    QTest.keyClick(page.page_view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert session.here == Locator(1)
    QTest.keyClick(page.page_view, Qt.Key.Key_O)
    contents = page.feature(Contents).panel.tree
    qtbot.waitUntil(contents.hasFocus)
    QTest.keyClick(contents, Qt.Key.Key_Down)
    QTest.keyClick(contents, Qt.Key.Key_Return)
    assert session.here == Locator(2)
