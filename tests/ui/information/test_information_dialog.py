"""The information says all that is known, hides no trick in a name, and leaves nothing on any clipboard for good."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.store.library import Library
from reader.store.rows import Details, DocumentRow
from reader.store.writer import Wish
from reader.text.model import Direction, Embedded, Metadata, Simplified
from reader.workers.pool import WorkerPool
from tests.shelves import MemoryShelf
from tests.store.samples import FULL, section
from tests.ui.library.fakes import document
from tests.workers.conftest import launcher
from ui.direction_tricks import shown
from ui.information.fact_lines import day
from ui.information.facts import Facts, read_facts
from ui.information.information_dialog import InformationDialog
from ui.information.informing import Informing
from ui.jobs import Jobs
from ui.translations import install_language
from ui.widgets.fact_label import FactLabel

SAVED = Facts(
    msgspec.structs.replace(document(1, "A page"), simplified=("article-only",), size_bytes=10),
    Details(published="1948-12-10T00:00:00Z"),
    (Embedded(name="photo\u202egnp.exe", media_type="image/png", size_bytes=2048), Embedded(name="")),
    (("Saved", "Rights"), ("Read later",)),
)


@pytest.fixture
def parent(qtbot: QtBot, qapp: QApplication) -> QWidget:
    install_language(qapp, "en")  # plurals
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(facts: Facts, parent: QWidget) -> InformationDialog:
    dialog = InformationDialog(facts, parent)
    dialog.open()
    return dialog


def texts(dialog: InformationDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(FactLabel)]


def button(dialog: InformationDialog, text: str) -> QPushButton | None:
    return next((each for each in dialog.findChildren(QPushButton) if each.text() == text), None)


def test_all_that_is_known_is_said(parent: QWidget) -> None:
    library = Library(MemoryShelf(), clock_s=lambda: 1_700_000_000.0)
    writer = library.new_document("epub", sha256=b"")
    for event in FULL:
        writer.add(event)
    writer.add_chunk(b"x" * 2048)
    number = writer.finish()
    library.put_in_collection(library.collection_at(("Books", "Old")), number)
    said = texts(opened(read_facts(library, number), parent))
    for expected in (
        "Ada One, Bo Two", "Openings · 2", "Doors, Front doors", "Press", "1913", "English", "EPUB", "1 page",
        "2.0 KiB", "Books › Old", "About a door.", "notes.txt", "text/plain · 12 bytes", "more",
        "Formulas are written in a line.",
    ):  # fmt: skip
        assert expected in said
    library.shelf.close()  # type: ignore[attr-defined]


def test_what_is_not_known_has_no_line(parent: QWidget) -> None:
    bare = DocumentRow(1, "text", "", (), "", Direction.AUTO, 0, 0, 0, 1, 0, 9, 0, False, ())
    dialog = opened(Facts(bare, Details(), (), ()), parent)
    assert len(texts(dialog)) == 3, "kind, length and when it was added"
    assert dialog.windowTitle() != ""
    assert button(dialog, "Show the whole page") is None


def test_a_trick_in_a_name_is_shown(parent: QWidget) -> None:
    said = texts(opened(SAVED, parent))
    assert "photo⟨U+202E⟩gnp.exe" in said
    assert "A file without a name" in said
    assert "Saved › Rights\nRead later" in said
    assert shown("plain \u200f name") == "plain \u200f name", "a mark that turns nothing stays"


def test_the_title_is_in_the_dialog_and_not_in_its_windows_title(parent: QWidget) -> None:
    dialog = opened(SAVED, parent)
    assert "A page" not in dialog.windowTitle()


@pytest.mark.parametrize(
    ("published", "language", "expected"),
    [
        ("1948-12-10T00:00:00Z", "en", "December 10, 1948"),
        ("2001-02-03", "ko", "2001년 2월 3일"),
        ("spring 1911", "en", "spring 1911"),
        ("1911", "en", "1911"),
    ],
)
def test_a_date_is_written_as_people_write_it(published: str, language: str, expected: str, qtbot: QtBot) -> None:
    del qtbot
    app = QGuiApplication.instance()
    assert app is not None
    install_language(app, language)
    assert day(published) == expected


def test_a_copy_is_fleeting_and_primary_stays_free(parent: QWidget, qtbot: QtBot) -> None:
    dialog = opened(SAVED, parent)
    label = next(each for each in dialog.findChildren(FactLabel) if "gnp.exe" in each.text())
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data: QMimeData = QGuiApplication.clipboard().mimeData(QClipboard.Mode.Clipboard)
    assert data.text() == "photo⟨U+202E⟩gnp.exe"
    assert data.hasFormat("x-kde-passwordManagerHint")
    label._clipboard.empty()
    assert QGuiApplication.clipboard().text() == ""
    del qtbot


def test_the_whole_page_is_offered_where_it_can_be_shown(parent: QWidget, qtbot: QtBot) -> None:
    dialog = opened(SAVED, parent)
    whole = button(dialog, "Show the whole page")
    assert whole is not None
    with qtbot.waitSignal(dialog.page_requested) as asked:
        whole.click()
    assert asked.args == [True]
    back = button(
        opened(msgspec.structs.replace(SAVED, details=Details(whole_page=True)), parent), "Show the article only"
    )
    assert back is not None
    gone = msgspec.structs.replace(SAVED, row=msgspec.structs.replace(SAVED.row, size_bytes=0))
    assert button(opened(gone, parent), "Show the whole page") is None, "its original was not kept"


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(launcher("honest"), 0)
    yield pool
    pool.close()


@pytest.mark.parametrize("script", [b"article", b"die"])
def test_a_page_is_made_whole_from_the_dialog(parent: QWidget, pool: WorkerPool, script: bytes, qtbot: QtBot) -> None:
    library, jobs = Library(MemoryShelf()), Jobs()
    writer = library.new_document("html", sha256=b"", wish=Wish())
    for event in (Metadata(title="page"), section(0, "article\n"), Simplified(what="article-only")):
        writer.add(event)
    writer.add_chunk(script)
    number = writer.finish()
    informing = Informing(library, pool, jobs, parent)
    informing.show(number)
    qtbot.waitUntil(lambda: bool(parent.findChildren(InformationDialog)))
    whole = button(parent.findChildren(InformationDialog)[0], "Show the whole page")
    assert whole is not None
    with qtbot.waitSignal(informing.replaced if script == b"article" else informing.failed, timeout=20_000) as ended:
        whole.click()
    if script == b"article":
        assert ended.args == [number, library.documents()[0].id]
        assert library.details(library.documents()[0].id).whole_page
    else:
        assert [row.id for row in library.documents()] == [number]
    jobs.close()
