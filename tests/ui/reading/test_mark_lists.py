"""The lists of marks and bookmarks, and the way out and in for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reader.marks.exporting import MarksFormat, gather, write
from reader.marks.importing import read_file
from reader.reading.preferences import PageMode
from reader.store.mark import Mark, MarkColour, MarkKind
from reader.text.model import Locator, OutlineEntry, Resource
from reader.text.named_places import page_name
from tests.formats.makers import picture as png
from tests.ui.reading.fake_library import FakeLibrary, paragraph, picture
from tests.ui.reading.pages import open_page, wait_until_laid_out
from tests.ui.reading.test_marking import kept, marking_of
from ui.dialogs.folder_dialog import FolderDialog
from ui.dialogs.marks_export_dialog import MarksExportDialog
from ui.dialogs.marks_file_dialog import MarksFileDialog
from ui.dialogs.outcome_dialog import OutcomeDialog
from ui.reading.mark_lists import MarkLists
from ui.reading.mark_model import CHAPTER_ROLE, MARK_ROLE
from ui.reading.marks_panel import MarksPanel
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting

TEXT = [paragraph(f"Paragraph {number:03}. A sentence with words. Another one is here.") for number in range(200)]
MARKS = [
    Mark(start=Locator(0, 0), end=Locator(0, 13), quote="Paragraph 000", note="A note", changed_at_s=1),
    Mark(start=Locator(0, 6000), end=Locator(0, 6009), quote="far words", colour=MarkColour.BLUE, tags=("x&y",)),
    Mark(kind=MarkKind.BOOKMARK, start=Locator(1, 0), end=Locator(1, 0), quote="Paragraph 000", changed_at_s=3),
    Mark(start=Locator(1, 9), end=Locator(1, 9), quote="lost words", is_lost=True, changed_at_s=4),
]


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def document(library: FakeLibrary) -> int:
    outline = [OutlineEntry(title="First", level=1, target=Locator(0)), OutlineEntry(title="Second", level=1,
               target=Locator(1))]  # fmt: skip
    made = library.add([TEXT, TEXT], outline=outline)
    library.add_marks(made, MARKS)
    return made


@pytest.fixture
def page(qtbot: QtBot, library: FakeLibrary, document: int) -> ReadingPage:
    opened = open_page(qtbot, library, document)
    kept(qtbot, opened)
    return opened


def panel_of(qtbot: QtBot, page: ReadingPage, name: str = "marks", count: int = 4) -> MarksPanel:
    page.act(name)
    panel = page.feature(MarkLists).panels[name]
    listed(qtbot, panel, count)
    return panel


def listed(qtbot: QtBot, panel: MarksPanel, count: int) -> list[str]:
    qtbot.waitUntil(lambda: panel.model.rowCount() == count)
    return [mark.quote for mark in panel.model.marks]


def test_all_marks_are_listed_in_the_order_of_the_text(qtbot: QtBot, page: ReadingPage) -> None:
    QTest.keyClick(page.page_view, Qt.Key.Key_M)
    panel = page.feature(MarkLists).panels["marks"]
    assert listed(qtbot, panel, 4) == ["Paragraph 000", "far words", "Paragraph 000", "lost words"]
    spoken = panel.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Paragraph 000, Yellow highlight, A note, First"
    assert panel.list.hasFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_M)
    assert page.side.isHidden()


def test_bookmarks_have_a_list_of_their_own(qtbot: QtBot, page: ReadingPage) -> None:
    panel = panel_of(qtbot, page, "bookmarks", 1)
    assert panel.model.marks[0].kind is MarkKind.BOOKMARK
    assert not any(button.isVisible() for button in panel.colours.values())


def test_bookmarks_at_pictures_are_told_apart(qtbot: QtBot, library: FakeLibrary) -> None:
    image = Resource(name="p", media_type="image/png", data=png(size=(50, 40)), width_px=50, height_px=40)
    sections = [[picture("p")] for _ in range(4)]
    anchors = {page_name("iv"): Locator(3, 0)}
    document = library.add(sections, section_titles=[""] * 4, resources=[image], anchors=anchors)
    page = open_page(qtbot, library, document)
    kept(qtbot, page)
    page.feature(Typesetting).change(mode=PageMode.PAGED)
    assert page.session is not None
    for number in (1, 2, 3):
        page.session.jump(Locator(number, 0))
        wait_until_laid_out(qtbot, page)
        page.act("bookmark")
    panel = panel_of(qtbot, page, "bookmarks", 3)
    rows = [panel.model.index(row, 0) for row in range(3)]
    assert [row.data() for row in rows] == ["Picture"] * 3
    assert [row.data(CHAPTER_ROLE) for row in rows] == ["25 %", "50 %", "page iv"]
    said = [str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
    assert said == ["Picture, Bookmark, 25 %", "Picture, Bookmark, 50 %", "Picture, Bookmark, page iv"]


def test_words_colours_tags_kinds_notes_and_lost_places_narrow_it(qtbot: QtBot, page: ReadingPage) -> None:
    panel = panel_of(qtbot, page)
    panel.field.setText("NOTE")
    assert listed(qtbot, panel, 1) == ["Paragraph 000"]
    panel.field.clear()
    listed(qtbot, panel, 4)
    panel.colours[MarkColour.BLUE].click()
    assert listed(qtbot, panel, 1) == ["far words"]
    panel.colours[MarkColour.BLUE].click()
    for text, count in (("Only with a note", 1), ("Only lost places", 1), ("Bookmarks", 1), ("x&&y", 1)):
        listed(qtbot, panel, 4)
        choose(panel, text)
        listed(qtbot, panel, count)
        panel.choice = type(panel.choice)()
        panel.choice_changed.emit()
    choose(panel, "Last changed first")
    qtbot.waitUntil(lambda: panel.model.marks[0].quote == "lost words")
    panel.field.setText("nowhere")
    listed(qtbot, panel, 0)
    assert any("None of the marks" in label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def choose(panel: MarksPanel, text: str) -> None:
    panel._fill_menu()
    menus = [panel.menu, *(action.menu() for action in panel.menu.actions() if action.menu() is not None)]
    next(action for menu in menus for action in menu.actions() if action.text() == text).trigger()  # type: ignore[attr-defined]


def test_enter_goes_there_and_the_list_stays(qtbot: QtBot, page: ReadingPage) -> None:
    panel = panel_of(qtbot, page)
    panel.list.setCurrentIndex(panel.model.index(1, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    wait_until_laid_out(qtbot, page)
    first, last = page.page_view.in_view()
    assert first <= Locator(0, 6000) <= last
    assert page.side.isVisible()
    panel.list.setCurrentIndex(panel.model.index(3, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert "not found" in words_of(marking_of(page).card)
    page.act("back")
    page.act("back")
    assert page.page_view.place() == Locator(0, 0)


def test_removed_and_edited_in_the_list(qtbot: QtBot, page: ReadingPage) -> None:
    panel = panel_of(qtbot, page)
    panel.list.setCurrentIndex(panel.model.index(1, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert listed(qtbot, panel, 3) == ["Paragraph 000", "Paragraph 000", "lost words"]
    current: Mark = panel.list.currentIndex().data(MARK_ROLE)
    assert current.kind is MarkKind.BOOKMARK, "what comes after it"
    page.act("undo_mark")
    listed(qtbot, panel, 4)
    panel.list.setCurrentIndex(panel.model.index(0, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_N)
    card = marking_of(page).card
    qtbot.waitUntil(card.note.hasFocus)
    QTest.keyClicks(card.note, " more")
    assert kept(qtbot, page)[0].note == "A note more"
    qtbot.waitUntil(lambda: panel.model.marks[0].note == "A note more")


def test_a_bookmark_is_named(qtbot: QtBot, page: ReadingPage) -> None:
    panel = panel_of(qtbot, page, "bookmarks", 1)
    QTest.keyClick(panel.list, Qt.Key.Key_F2)
    QTest.keyClicks(marking_of(page).card.note, "The place")
    qtbot.waitUntil(lambda: panel.model.index(0, 0).data() == "The place")
    assert kept(qtbot, page)[2].note == "The place"


def test_five_thousand_rows_are_measured_alike(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    library.add_marks(document, [Mark(start=Locator(0, at), end=Locator(0, at + 1), quote="w") for at in range(5000)])
    page = open_page(qtbot, library, document)
    panel = panel_of(qtbot, page, count=5004)
    asked: list[int] = []
    data = panel.model.data

    def ask(index: QModelIndex, role: int = 0) -> object:
        asked.append(index.row())
        return data(index, role)

    panel.model.data = ask  # type: ignore[method-assign, assignment]
    panel.list.scrollToBottom()
    panel.grab()
    assert asked
    assert len(set(asked)) < 40, "only what is in view"


def test_what_is_listed_is_forgotten_with_the_document(qtbot: QtBot, page: ReadingPage) -> None:
    panel = panel_of(qtbot, page)
    panel.field.setText("words")
    page.close_document()
    assert (panel.model.rowCount(), panel.field.text()) == (0, "")


# -- out and in


def dialog_of(qtbot: QtBot, page: ReadingPage, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(kind)))
    return next(each for each in page.findChildren(kind) if each.isVisible())


def words_of(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_export_warns_first_and_says_where_it_wrote(qtbot: QtBot, page: ReadingPage, tmp_path: Path) -> None:
    panel = panel_of(qtbot, page)
    choose(panel, "Export…")
    dialog = dialog_of(qtbot, page, MarksExportDialog)
    assert isinstance(dialog, MarksExportDialog)
    assert "not encrypted" in words_of(dialog)
    assert dialog.name.text() == "notes", "no title in the name"
    dialog.formats[MarksFormat.JSON].click()
    dialog._choose()
    folder = dialog_of(qtbot, page, FolderDialog)
    assert isinstance(folder, FolderDialog)
    folder.folder_chosen.emit(str(tmp_path))
    folder.reject()
    outcome = dialog_of(qtbot, page, OutcomeDialog)
    assert str(tmp_path / "notes.json") in words_of(outcome)
    outcome.accept()
    (exported,) = read_file(tmp_path / "notes.json")
    assert len(exported.marks) == 4


def test_import_says_what_became_of_each(
    qtbot: QtBot, library: FakeLibrary, document: int, page: ReadingPage, tmp_path: Path
) -> None:
    path = write(gather(library, [document]), MarksFormat.JSON, tmp_path)
    book = marking_of(page).book
    book.remove(book.marks[0])
    kept(qtbot, page)
    choose(panel_of(qtbot, page, count=3), "Import…")
    dialog = dialog_of(qtbot, page, MarksFileDialog)
    assert isinstance(dialog, MarksFileDialog)
    dialog.file_chosen.emit(str(path))
    dialog.reject()
    outcome = dialog_of(qtbot, page, OutcomeDialog)
    said = words_of(outcome)
    outcome.accept()
    assert "added" in said
    assert "there already" in said
    assert kept(qtbot, page)[0].note == "A note"
    (tmp_path / "bad.json").write_text("{}")
    page.feature(MarkLists).exchange._take_in(tmp_path / "bad.json")
    assert dialog_of(qtbot, page, OutcomeDialog).isVisible()
