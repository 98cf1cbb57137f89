"""Find as a reader uses it: the bar, what is counted, the list, and what a long document or a bad pattern does."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Generator, Iterable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.text.model import Locator, OutlineEntry
from reader.text.patterns import Fault, PatternFault, PatternHits, Stretch, compiled, matches_in
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import NoPool, open_page, wait_until_laid_out
from tests.ui.reading.test_fixed_view import FakePool, added, open_fixed
from ui.jobs import Jobs
from ui.reading.find_bar import EXACT, PATTERN, WHOLE
from ui.reading.find_session import FindSession
from ui.reading.finding import Finding
from ui.reading.found_model import LINE_ROLE, FoundModel
from ui.reading.layers import Layer, Span, SpanIndex, Tint
from ui.reading.reading_page import ReadingPage
from ui.theme import load_theme

FILLER = [paragraph(f"Filler number {number}. " + "Nothing to see here at all. " * 8) for number in range(60)]


class Matcher:
    """The worker's part, in this process: the patterns of these tests are harmless."""

    def match(
        self,
        pattern: str,
        stretches: Iterable[Stretch],
        *,
        ignore_case: bool,
        cancelled: Callable[[], bool] | None = None,
    ) -> Generator[PatternHits | PatternFault, None, None]:
        made = compiled(pattern, ignore_case=ignore_case)
        if isinstance(made, PatternFault):
            yield made
            return
        for stretch in stretches:
            yield matches_in(made, stretch)


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


def opened(qtbot: QtBot, library: FakeLibrary, document: int, at: Locator | None = None, find: str = "") -> ReadingPage:
    jobs = Jobs()
    page = ReadingPage(library, NoPool(), jobs, load_theme("paper"), patterns=Matcher())
    jobs.setParent(page)
    page.destroyed.connect(jobs.close)
    qtbot.addWidget(page)
    page.resize(1500, 700)
    page.show()
    page.open_document(document, at, find)
    wait_until_laid_out(qtbot, page)
    return page


def finder_of(page: ReadingPage) -> FindSession:
    finder = page.feature(Finding).finder
    assert finder is not None
    return finder


def seek(qtbot: QtBot, page: ReadingPage, words: str) -> FindSession:
    """Type into the bar, and wait for what is found."""
    finding, finder = page.feature(Finding), finder_of(page)
    page.act("find")
    finding.bar.field.setText(words)
    qtbot.waitUntil(lambda: not finder.is_running and finder.query.words == words)
    return finder


def test_hits_are_counted_and_stepped_through_by_keys(qtbot: QtBot, library: FakeLibrary) -> None:
    document = library.add([[paragraph("One fish, two fish."), *FILLER, paragraph("Red fish.")]])
    page = opened(qtbot, library, document)
    finder, bar = seek(qtbot, page, "FISH"), page.feature(Finding).bar
    assert bar.said == "1 of 3"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.said == "3 of 3"
    wait_until_laid_out(qtbot, page)
    rect = page.page_view.flow.caret_rect(finder.hits[2].start)
    assert 0 <= rect.top() < page.page_view.viewport().height() - rect.height()
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.said == "2 of 3"
    page.act("previous")
    assert bar.said == "1 of 3"


def test_a_document_opened_from_a_search_is_read_by_keys(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[*FILLER, paragraph("One fish, two fish."), *FILLER]]), find="fish")
    finding, view = page.feature(Finding), page.page_view
    qtbot.waitUntil(lambda: finding.bar.said == "1 of 2")
    wait_until_laid_out(qtbot, page)
    assert finding.bar.isVisible()
    assert page.isActiveWindow()
    assert view.hasFocus()
    before = view.flow.scroll_top
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.flow.scroll_top > before
    assert finding.bar.field.text() == "fish"
    page.act("next")
    assert finding.bar.said == "2 of 2"
    assert view.hasFocus()


def test_the_page_is_scrolled_by_keys_from_the_field(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[*FILLER, paragraph("Fish"), *FILLER]]))
    seek(qtbot, page, "fish")
    field, flow = page.feature(Finding).bar.field, page.page_view.flow
    seen = []
    ctrl, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
    for key, modifier in (
        (Qt.Key.Key_Home, ctrl), (Qt.Key.Key_PageDown, none), (Qt.Key.Key_PageUp, none), (Qt.Key.Key_End, ctrl),
        (Qt.Key.Key_Home, none),
    ):  # fmt: skip
        QTest.keyClick(field, key, modifier)
        wait_until_laid_out(qtbot, page)
        seen.append(flow.scroll_top)
    assert seen[0] == 0 < seen[1] < seen[3]
    assert seen[2] == 0
    assert seen[4] == seen[3], "Home alone goes to the beginning of the words"
    assert field.cursorPosition() == 0
    assert field.hasFocus()


def test_the_buttons_name_their_keys(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[paragraph("text")]]))
    assert page.feature(Finding).bar._buttons["down"].toolTip().endswith("(F3)")
    page.page_actions.bind({"next": [QKeySequence("F4")]})
    assert page.feature(Finding).bar._buttons["down"].toolTip().endswith("(F4)")
    assert "(" not in page.feature(Finding).bar._buttons["up"].toolTip()


def test_typing_on_stays_at_the_hit(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[paragraph("tall tale, tale told, tales")]]))
    seek(qtbot, page, "t")
    page.act("next")
    finder = seek(qtbot, page, "ta")
    assert finder.hits[finder.current].start == Locator(0, 5)
    assert seek(qtbot, page, "tales").current == 0


def test_options_change_what_is_found(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[paragraph("Art, art, party. 사람이 사람됨")]]))
    finder, bar = seek(qtbot, page, "art"), page.feature(Finding).bar

    def choose(name: str, count: int) -> None:
        bar._options[name].click()
        qtbot.waitUntil(lambda: not finder.is_running and len(finder.hits) == count)

    assert len(finder.hits) == 3
    choose(WHOLE, 2)
    choose(EXACT, 1)
    choose(EXACT, 2)
    choose(WHOLE, 3)
    choose(PATTERN, 3)
    bar.field.setText("a.t")
    qtbot.waitUntil(lambda: finder.query.words == "a.t" and not finder.is_running)
    assert len(finder.hits) == 3


def test_a_wrong_pattern_is_a_sentence(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[paragraph("a (b) c")]]))
    bar = page.feature(Finding).bar
    bar._options[PATTERN].click()
    finder = seek(qtbot, page, "(b")
    assert finder.fault == PatternFault(Fault.OPEN_PARENTHESIS, 0)
    assert "not closed" in bar.said
    assert "character 1" in bar.said
    finder = seek(qtbot, page, r"\(b\)")
    assert bar.said == "1 of 1"


def test_what_is_selected_is_sought(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[paragraph("a needle, and a needle")]]))
    bar = page.feature(Finding).bar
    bar._options[PATTERN].click()
    page.page_view.selection.select(Locator(0, 16), Locator(0, 22))
    page.act("find")
    qtbot.waitUntil(lambda: bar.said == "2 of 2")
    assert bar.field.text() == "needle"
    assert not bar.query.is_pattern


def test_the_list_is_grouped_and_goes_there(qtbot: QtBot, library: FakeLibrary) -> None:
    outline = [OutlineEntry(title=f"Chapter {n}", level=1, target=Locator(n)) for n in range(3)]
    sections = [[paragraph("The fox."), *FILLER, paragraph("A fox again.")] for _ in range(3)]
    page = opened(qtbot, library, library.add(sections, outline=outline))
    finding = page.feature(Finding)
    seek(qtbot, page, "fox")
    page.act("found")
    model = finding.panel.model
    shown = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert [shown[row] for row in (0, 3, 6)] == ["Chapter 0", "Chapter 1", "Chapter 2"]
    qtbot.waitUntil(lambda: model.data(model.index(8, 0), LINE_ROLE) is not None)
    assert model.data(model.index(8, 0)) == "A fox again."
    finding.panel.list.setFocus()
    finding.panel.list.setCurrentIndex(model.index(8, 0))
    QTest.keyClick(finding.panel.list, Qt.Key.Key_Return)
    assert page.session is not None
    wait_until_laid_out(qtbot, page)
    assert page.page_view.place().section == 2
    assert finding.bar.said == "6 of 6"
    assert page.session.history.back(page.page_view.place()) == Locator(0, 0)  # the way back to before the find


def test_the_list_makes_nothing_of_rows_nobody_sees(
    qtbot: QtBot, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def count(model: FoundModel, *_: object) -> int:
        asked.append(1)
        return len(model._rows)

    monkeypatch.setattr(FoundModel, "rowCount", count)
    page = opened(qtbot, library, library.add([[paragraph("word " * 2000)] * 10]))
    finder = seek(qtbot, page, "word")
    page.act("found")
    panel = page.feature(Finding).panel
    assert len(finder.hits) == 20_000
    assert panel.model.rowCount() == 20_001
    qtbot.waitUntil(lambda: bool(panel.model._lines))
    assert len(panel.model._lines) < 200
    assert len(asked) < 2000


def test_nothing_of_a_find_outlives_its_bar_or_document(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[paragraph("secret word")]]))
    finding = page.feature(Finding)
    seek(qtbot, page, "secret")
    page.act("found")
    finding.escape()
    assert finding.panel.model.rowCount() == 0
    assert finding.bar.field.text() == ""
    seek(qtbot, page, "secret")
    page.close_document()
    assert finding.bar.field.text() == ""
    assert finding.panel.model.rowCount() == 0
    assert finding.finder is None


def test_a_hit_is_not_left_under_the_tools(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[*FILLER, paragraph("Here is the needle."), *FILLER]]), Locator(0, 9000))
    page.act("tools")
    finder = seek(qtbot, page, "needle")
    page.page_view.go_to(finder.hits[0].start)
    wait_until_laid_out(qtbot, page)
    page.act("next")
    assert page.page_view.flow.caret_rect(finder.hits[0].start).top() >= page.tools.height()


def test_hits_are_coloured_where_they_are_drawn(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[paragraph("aa b aa b aa")]]))
    seek(qtbot, page, "aa")
    page.act("next")
    between = page.page_view.layers.between(Locator(0, 1), Locator(0, 6))
    assert between == [
        Span(Locator(0, 0), Locator(0, 2), Tint.HIT),
        Span(Locator(0, 5), Locator(0, 7), Tint.CURRENT_HIT),
    ]
    assert not isinstance(page.page_view.layers._indexes[Layer.HITS], SpanIndex)


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("인류의 역사와 진실", unicodedata.normalize("NFD", "역사"), 1),
        ("中華人民共和國萬歲", "人民", 1),
        ("وُلِدَ جميعُ النّاسِ أحرارًا", "الناس", 1),
        ("می\u200cخواهم بروم", "میخواهم", 1),
    ],
)
def test_every_script(qtbot: QtBot, library: FakeLibrary, text: str, words: str, wanted: int) -> None:
    page = opened(qtbot, library, library.add([[paragraph(text)]]))
    assert len(seek(qtbot, page, words).hits) == wanted


def test_the_caret_goes_along_to_a_hit_so_that_one_reads_on_there(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[paragraph("fish"), *FILLER, paragraph("fish")]]))
    page.page_view.toggle_caret_browsing()
    finder = seek(qtbot, page, "fish")
    page.act("next")
    assert page.page_view.selection.caret == finder.hits[1].start
    page.page_view.select_all()
    page.act("previous")
    assert page.page_view.selection.span is not None, "what is selected stays so"


@pytest.mark.parametrize(("width", "stays"), [(1500, True), (900, False)])
def test_the_list_goes_where_it_lies_over_the_lines(
    qtbot: QtBot, library: FakeLibrary, width: int, stays: bool
) -> None:
    page = opened(qtbot, library, library.add([[paragraph("fish"), *FILLER, paragraph("fish")]]))
    page.resize(width, 700)
    wait_until_laid_out(qtbot, page)
    seek(qtbot, page, "fish")
    page.act("found")
    page.feature(Finding).panel.place_requested.emit(1)
    assert (page.side.shown == "found") == stays


def test_the_list_stays_beside_fixed_pages_in_a_wide_window(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_fixed(qtbot, library, added(library, "pdf"), FakePool())
    page.resize(1366, 700)
    seek(qtbot, page, "56")
    page.act("found")
    page.feature(Finding).panel.place_requested.emit(20)
    assert page.side.shown == "found"
    assert page.fixed_view.viewport().mapTo(page, QPoint(0, 0)).x() >= page.side.width()


def test_on_a_fixed_page_a_hit_comes_into_view_as_soon_as_its_place_is_known(
    qtbot: QtBot, library: FakeLibrary
) -> None:
    page = open_fixed(qtbot, library, added(library, "pdf"), FakePool())
    view = page.fixed_view
    page.resize(890, 380)
    finder = seek(qtbot, page, "56")
    page.act("found")
    page.feature(Finding).panel.place_requested.emit(20)
    assert finder.current == 20
    assert page.side.shown == ""  # the list lay over the page
    session = page.session
    assert session is not None
    qtbot.waitUntil(lambda: session.knows_page(20))
    qtbot.waitUntil(lambda: page.feature(Finding)._awaited is None)
    box = view.scene.box_of(finder.hits[20].start)
    assert view.place().section == 20
    assert box is not None
    line = view.scene.transform(20).mapRect(box).toAlignedRect()
    assert view.viewport().rect().contains(line)


def test_the_place_one_stood_on_stays_selected_when_the_bar_closes(qtbot: QtBot, library: FakeLibrary) -> None:
    page = open_page(qtbot, library, library.add([[paragraph("One whale, and another whale.")]]), find="whale")
    finder = page.feature(Finding).finder
    assert finder is not None
    qtbot.waitUntil(lambda: len(finder.hits) == 2)
    page.act("next")
    page.act("library")
    assert page.feature(Finding).bar.isHidden()
    assert page.page_view.selection.span == (Locator(0, 23), Locator(0, 28))


def test_escape_leads_out_of_caret_browsing_before_it_leads_out_of_the_document(
    qtbot: QtBot, library: FakeLibrary
) -> None:
    page = open_page(qtbot, library, library.add([[paragraph("Words.")]]))
    page.act("caret")
    with qtbot.assertNotEmitted(page.library_requested):
        page.act("library")
    assert not page.page_view.caret_browsing
    with qtbot.waitSignal(page.library_requested):
        page.act("library")
