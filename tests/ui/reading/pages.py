"""Opens documents in a ReadingPage for tests, and waits until they are there."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from reader.text.model import Locator
from reader.workers.supply import Original
from tests.ui.reading.fake_library import FakeLibrary
from ui.jobs import Jobs
from ui.reading.fixed_renderer import FixedClient, FixedPool
from ui.reading.reading_page import ReadingPage
from ui.theme import load_theme


class NoPool:
    """A pool for documents that need no worker."""

    def open_fixed(self, original: Original, password: str = "") -> FixedClient:
        raise NotImplementedError


def new_page(library: FakeLibrary, pool: FixedPool | None = None) -> ReadingPage:
    """A page of 1000 by 700 without a document; whoever asks deletes it."""
    jobs = Jobs()
    page = ReadingPage(library, pool or NoPool(), jobs, load_theme("paper"))
    jobs.setParent(page)
    page.destroyed.connect(jobs.close)
    page.resize(1000, 700)
    page.show()
    return page


def make_page(qtbot: QtBot, library: FakeLibrary, pool: FixedPool | None = None) -> ReadingPage:
    """A page without a document, closed when the test ends."""
    page = new_page(library, pool)
    qtbot.addWidget(page)
    return page


def open_page(
    qtbot: QtBot, library: FakeLibrary, document: int, at: Locator | None = None, find: str = ""
) -> ReadingPage:
    """A page that shows `document`, all pieces in view laid out."""
    page = make_page(qtbot, library)
    page.open_document(document, at, find)
    wait_until_laid_out(qtbot, page)
    return page


def wait_until_laid_out(qtbot: QtBot, page: ReadingPage) -> None:
    """Wait until every piece in and around the view has its layout."""
    flow = page.page_view.flow
    qtbot.waitUntil(lambda: not flow.is_empty and flow.next_to_lay_out() is None)
