"""Where else a word stands: here, in the library, and the way there and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.formats.stardict import read_stardict
from reader.search.search import Search
from reader.text.model import Locator
from tests.formats.stardict_files import make_stardict
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import NoPool, wait_until_laid_out
from ui.jobs import Jobs
from ui.reading.elsewhere import Elsewhere, meant_by, phrase, stem_of
from ui.reading.finding import Finding
from ui.reading.found_model import HEADING_ROLE
from ui.reading.reading_page import ReadingPage
from ui.theme import load_theme

FILLER = [paragraph(f"Filler number {number}. " + "Nothing to see here at all. " * 8) for number in range(40)]


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


def opened(qtbot: QtBot, library: FakeLibrary, document: int) -> ReadingPage:
    """A page whose requests for other documents are carried out, as the desk does."""
    jobs = Jobs()
    page = ReadingPage(library, NoPool(), jobs, load_theme("paper"), search=Search(library._shelf))
    jobs.setParent(page)
    page.destroyed.connect(jobs.close)
    page.feature(Elsewhere).place_in_library_requested.connect(page.open_document)
    qtbot.addWidget(page)
    page.resize(1300, 700)
    page.show()
    page.open_document(document)
    wait_until_laid_out(qtbot, page)
    return page


def ask(qtbot: QtBot, page: ReadingPage, start: int, end: int) -> list[str]:
    """Select, press the key, and wait for the list: headings and lines."""
    page.page_view.selection.select(Locator(0, start), Locator(0, end))
    page.act("elsewhere")
    panel = page.feature(Elsewhere).panel
    qtbot.waitUntil(lambda: page.side.shown == "elsewhere" and panel._said.text() != "Looking …")
    return [str(panel.model.index(row, 0).data()) for row in range(panel.model.rowCount())]


def test_places_here_and_in_the_library(qtbot: QtBot, library: FakeLibrary) -> None:
    here = library.add([[paragraph("A lantern in the fog, a lantern lit.")]], title="Here")
    library.add([[paragraph("One more lantern hung there.")], [paragraph("No lantern, no light.")]], title="There")
    library.add([[paragraph("Nothing of the kind.")]], title="Nowhere")
    page = opened(qtbot, library, here)
    rows = ask(qtbot, page, 2, 9)
    assert rows[0] == "There"
    assert [row for row in rows[1:] if "lantern" in row] == rows[1:]
    assert len(rows) == 3
    panel = page.feature(Elsewhere).panel
    assert panel.model.index(0, 0).data(HEADING_ROLE) == ("There", "2")
    qtbot.waitUntil(panel.here.isVisible)
    assert "2" in panel.here.text()
    panel.here.click()
    assert page.side.shown == "found"


def test_the_way_there_and_back(qtbot: QtBot, library: FakeLibrary) -> None:
    here = library.add([[*FILLER, paragraph("A lantern in the fog."), *FILLER]], title="Here")
    there = library.add([[*FILLER, paragraph("One more lantern hung there."), *FILLER]], title="There")
    page = opened(qtbot, library, here)
    place = library.section_text(here, 0).index("lantern")
    page.page_view.go_to(Locator(0, place))
    wait_until_laid_out(qtbot, page)
    ask(qtbot, page, place, place + 7)
    read = page.page_view.place()
    panel = page.feature(Elsewhere).panel
    panel.list.setCurrentIndex(panel.model.index(1, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.session is not None and page.session.opened.row.id == there)
    wait_until_laid_out(qtbot, page)
    first, last = page.page_view.in_view()
    assert first <= Locator(0, library.section_text(there, 0).index("lantern")) < last
    assert page.feature(Finding).bar.field.text() == "lantern"
    page.act("back")  # the find may have left a place of its own
    page.act("back")
    qtbot.waitUntil(lambda: page.session is not None and page.session.opened.row.id == here)
    wait_until_laid_out(qtbot, page)
    assert page.page_view.place() == read


def test_a_word_that_stands_nowhere_else_and_nothing_pointed_at(qtbot: QtBot, library: FakeLibrary) -> None:
    page = opened(qtbot, library, library.add([[paragraph("Quite alone.")]]))
    assert ask(qtbot, page, 0, 5) == []
    panel = page.feature(Elsewhere).panel
    assert "no other document" in panel._said.text()
    page.close_document()
    assert panel.model.rowCount() == 0
    assert "Quite" not in panel._word.text()


def test_who_comes_by_the_library_is_led_nowhere(qtbot: QtBot, library: FakeLibrary) -> None:
    here, other = library.add([[paragraph("word")]], title="a"), library.add([[paragraph("word")]], title="b")
    page = opened(qtbot, library, here)
    page.feature(Elsewhere)._trail.append((here, Locator(0)))
    page.open_document(other)
    wait_until_laid_out(qtbot, page)
    qtbot.waitUntil(lambda: page.session is not None and page.session.opened.row.id == other)
    page.act("back")
    assert page.session is not None
    assert page.session.opened.row.id == other


@pytest.mark.parametrize(
    ("word", "stem"), [("사람들에게", "사람"), ("자유는", "자유"), ("house", "house"), ("나는", "나는")]
)
def test_korean_words_are_sought_without_particles(word: str, stem: str) -> None:
    assert stem_of(word) == stem


def test_in_scripts_without_spaces_a_dictionary_tells_where_the_word_ends(library: FakeLibrary) -> None:
    assert meant_by(library, "人民万岁万万岁") == "人民"
    writer = library.new_dictionary()
    for event in read_stardict(make_stardict({"人民万岁": "long live the people"})):
        writer.add(event)
    writer.finish()
    assert meant_by(library, "人民万岁万万岁") == "人民万岁"


def test_any_word_is_a_query_of_itself() -> None:
    assert phrase('say "no" -x* OR') == '"say  no  -x* OR"'
