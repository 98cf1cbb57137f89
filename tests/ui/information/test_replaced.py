"""In the open library: a document that was made again is followed by whoever shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.guard.identity import NOTES
from reader.store.writer import Wish
from reader.text.model import Metadata, Simplified
from tests.store.samples import section
from ui.desk import _commands
from ui.hiding import Hiding
from ui.information.information_dialog import InformationDialog
from ui.jobs import Jobs
from ui.library.document_model import ROW_ROLE
from ui.open_desk import OpenDesk
from ui.theme import load_theme
from ui.unlock.opening import open_demo


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[OpenDesk]:
    jobs, opened = Jobs(), open_demo(tmp_path / "demo")
    hiding = Hiding(lambda _message: None, lambda: None, _commands(NOTES.home), jobs, qapp)
    made = OpenDesk(opened, jobs, load_theme("paper"), hiding)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.start()
    yield made
    made.reading_page.close_document()
    jobs.close()
    opened.close()


def write(desk: OpenDesk, text: str, old: int = 0) -> int:
    library = desk._opened.library
    writer = library.new_document("html", sha256=b"same", wish=Wish(whole_page=bool(old)))
    for event in (Metadata(title="A saved page"), section(0, f"{text}\n"), Simplified(what="article-only")):
        writer.add(event)
    return writer.finish_for(old) if old else writer.finish()


def test_who_reads_it_goes_on_in_the_new_one(desk: OpenDesk, qtbot: QtBot) -> None:
    old = write(desk, "article")
    desk.open_document(old, None, "")
    qtbot.waitUntil(lambda: desk.reading_page.session is not None)
    new = write(desk, "menu and article", old)
    desk.informing.replaced.emit(old, new)
    qtbot.waitUntil(lambda: desk.reading_page.session is not None and desk.reading_page.session.opened.row.id == new)


def test_the_list_shows_the_new_one(desk: OpenDesk, qtbot: QtBot) -> None:
    old = write(desk, "article")
    desk.library_page.refresh()
    model = desk.library_page.list_area.view.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    new = write(desk, "menu and article", old)
    desk.informing.replaced.emit(old, new)
    qtbot.waitUntil(lambda: model.index(0, 0).data(ROW_ROLE).document.id == new)


def test_the_information_opens_from_both_pages(desk: OpenDesk, qtbot: QtBot) -> None:
    document = write(desk, "article")
    for ask in (desk.library_page.information_requested, desk.reading_page.information_requested):
        ask.emit(document)
        qtbot.waitUntil(lambda: bool(desk.findChildren(InformationDialog)))
        desk.findChildren(InformationDialog)[0].accept()
        qtbot.waitUntil(lambda: not desk.findChildren(InformationDialog))


def test_of_a_document_that_is_gone_it_is_said(desk: OpenDesk, qtbot: QtBot) -> None:
    desk.library_page.information_requested.emit(99)
    qtbot.waitUntil(desk.notice.isVisible)
