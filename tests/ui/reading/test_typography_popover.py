"""The panel of typeface and lines: by keyboard, for all documents or one, with a way back, and its own colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.reading.kept import encoded
from reader.reading.preferences import (
    PREFERENCES_SETTING,
    Justification,
    PageMode,
    ParagraphStyle,
    ReadingPreferences,
    decoded,
)
from reader.text.model import Direction
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import make_page, open_page, wait_until_laid_out
from tests.ui.reading.test_focusing import fixed_page
from ui.reading.footer import FOOTER_HEIGHT_PX
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting
from ui.reading.typography_popover import TypographyPopover
from ui.stylesheet import apply_theme
from ui.theme import load_theme

WORDS = "All human beings are born free and equal in dignity and rights. " * 6


@pytest.fixture
def library() -> FakeLibrary:
    made = FakeLibrary()
    for title in ("one", "two"):
        made.add([[paragraph(WORDS)] * 6], title=title, language="en")
    return made


@pytest.fixture
def styled(qapp: QApplication) -> Iterator[None]:
    """Dressed as on a desk."""
    apply_theme(qapp, load_theme("paper"))
    yield
    qapp.setStyleSheet("")


@pytest.fixture
def page(qtbot: QtBot, library: FakeLibrary) -> ReadingPage:
    return open_page(qtbot, library, 1)


def popover(page: ReadingPage) -> TypographyPopover:
    return page.feature(TypographyPopover)


def typesetting(page: ReadingPage) -> Typesetting:
    return page.feature(Typesetting)


def reopen(qtbot: QtBot, library: FakeLibrary, page: ReadingPage, document: int) -> ReadingPreferences:
    """What holds for a document that is opened after all is saved."""
    qtbot.waitUntil(lambda: not typesetting(page).is_saving)
    page.open_document(document)
    wait_until_laid_out(qtbot, page)
    return typesetting(page).preferences


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def test_it_opens_on_its_key_and_closes_on_escape(page: ReadingPage) -> None:
    page.act("typography")
    assert popover(page).is_open
    assert page.page_actions.is_on("typography")
    assert popover(page).frame.isAncestorOf(page.focusWidget())
    page.act("library")  # Escape
    assert not popover(page).is_open
    assert not page.page_actions.is_on("typography")
    assert page.session is not None
    page.act("typography")
    page.act("typography")
    assert not popover(page).is_open


def test_a_press_on_the_page_closes_it_and_means_nothing_else(page: ReadingPage) -> None:
    page.act("typography")
    before = page.page_view.selection.caret
    QTest.mouseClick(page.page_view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert not popover(page).is_open
    assert page.page_view.selection.caret == before
    QTest.mouseClick(page.page_view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert page.page_view.selection.caret is not None


def test_discreet_text_has_nothing_over_it(page: ReadingPage) -> None:
    page.act("typography")
    page.act("discreet")
    assert not popover(page).is_open


def test_every_choice_is_on_the_page_at_once(page: ReadingPage) -> None:
    page.act("typography")
    panel, flow = popover(page).panel, page.page_view.flow
    before = flow.row.look
    panel.steps["body_px"].more.click()
    assert flow.row.look.body_px > before.body_px
    panel.steps["line_percent"].more.click()
    assert flow.row.look.setting.line_height > before.setting.line_height
    panel.steps["column_percent"].less.click()
    assert flow.row.look.setting.column_em < before.setting.column_em
    panel.steps["margin_em"].more.click()
    panel.steps["letter_percent"].more.click()
    panel.steps["weight"].more.click()  # shown only where the face has some between regular and bold
    panel.justification.button(Justification.ON).click()
    panel.paragraphs.button(ParagraphStyle.INDENTED).click()
    panel.hyphens.click()
    panel.modes.button(PageMode.PAGED).click()
    assert flow.row.look.mode is PageMode.PAGED
    panel.modes.button(PageMode.SCROLLED).click()
    look = flow.row.look
    assert (look.letter_percent, look.weight, look.justification) == (1, 500, Justification.ON)
    assert (look.paragraphs, look.hyphenates) == (ParagraphStyle.INDENTED, False)
    assert typesetting(page).preferences.margin_em == 3.0
    document = flow.row.document(0)
    assert document is not None
    assert document.defaultFont().pixelSize() == look.body_px
    assert document.firstBlock().blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify


def test_margins_narrow_the_column_in_a_narrow_window(page: ReadingPage) -> None:
    page.resize(500, 600)
    before = page.page_view.flow.row.look.column_px
    typesetting(page).change(margin_em=6.0)
    assert page.page_view.flow.row.look.column_px == before - 2 * 80


def test_the_line_being_read_stays(qtbot: QtBot, page: ReadingPage) -> None:
    page.page_view.scroll_by(700)
    place = page.page_view.place()
    typesetting(page).change(body_px=28, justification=Justification.ON)
    wait_until_laid_out(qtbot, page)
    assert abs(page.page_view.place().offset - place.offset) < 120


def test_by_keyboard_alone(page: ReadingPage) -> None:
    page.activateWindow()
    page.act("typography")
    panel = popover(page).panel
    assert panel.steps["body_px"].more.hasFocus()
    press(panel.steps["body_px"].more, Qt.Key.Key_Space)
    assert typesetting(page).preferences.body_px == 22
    press(panel.steps["body_px"].more, Qt.Key.Key_Left)
    press(panel.steps["body_px"].more, Qt.Key.Key_Down)
    assert typesetting(page).preferences.body_px == 19
    seen = set()
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and panel.isAncestorOf(focused):
            seen.add(focused)
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    stops = [button for button in panel.findChildren(QPushButton) if button.isVisible()]
    groups = {button for button in stops if button.property("look") == "segment" and button.isCheckable()}
    assert set(stops) - groups <= seen
    assert len(groups & seen) >= 2


def test_at_its_end_a_step_stays_where_the_keyboard_is(page: ReadingPage) -> None:
    page.act("typography")
    row = popover(page).panel.steps["letter_percent"]
    row.less.setFocus()
    row.less.click()
    assert row.less.hasFocus()
    assert row.less.property("spent") is True
    assert typesetting(page).preferences.letter_percent == 0


def test_what_holds_for_all_holds_for_the_next_document(qtbot: QtBot, library: FakeLibrary, page: ReadingPage) -> None:
    typesetting(page).change(body_px=24, typeface="sans")
    assert reopen(qtbot, library, page, 2) == ReadingPreferences(body_px=24, typeface="sans")


def test_for_this_document_alone_and_back(qtbot: QtBot, library: FakeLibrary, page: ReadingPage) -> None:
    page.act("typography")
    typesetting(page).change(body_px=24)
    popover(page).panel.alone.click()
    typesetting(page).change(body_px=32)
    assert reopen(qtbot, library, page, 2).body_px == 24
    assert not popover(page).panel.alone.isChecked()
    typesetting(page).change(line_percent=120)
    assert reopen(qtbot, library, page, 1) == ReadingPreferences(body_px=32)
    assert typesetting(page).is_own
    page.act("typography")
    assert popover(page).panel.alone.isChecked()
    popover(page).panel.alone.click()
    assert typesetting(page).preferences == ReadingPreferences(body_px=24, line_percent=120)
    qtbot.waitUntil(lambda: not typesetting(page).is_saving)
    assert library.document_setting(1, PREFERENCES_SETTING) is None


def test_back_to_the_beginning(page: ReadingPage) -> None:
    page.act("typography")
    typesetting(page).change(body_px=32, mode=PageMode.PAGED, typeface="sans")
    popover(page).panel.reset.click()
    assert typesetting(page).preferences == ReadingPreferences(mode=PageMode.PAGED)


def test_quick_changes_leave_the_last_one(qtbot: QtBot, library: FakeLibrary, page: ReadingPage) -> None:
    for size in (22, 24, 26, 28, 32, 36):
        typesetting(page).change(body_px=size)
    qtbot.waitUntil(lambda: not typesetting(page).is_saving)
    assert decoded(library.setting(PREFERENCES_SETTING)) == ReadingPreferences(body_px=36)


def test_what_an_older_version_kept_is_shown(qtbot: QtBot, library: FakeLibrary) -> None:
    library.set_setting(PREFERENCES_SETTING, '{"body_px":26,"mode":"scrolled"}')
    page = open_page(qtbot, library, 1)
    page.act("typography")
    assert popover(page).panel.steps["body_px"].value == "26"


def test_any_family_of_the_system_by_its_name(page: ReadingPage) -> None:
    page.act("typography")
    popover(page).panel.typeface.click()
    names, view = popover(page).typefaces, popover(page).typefaces.list
    assert view.hasFocus()
    assert view.count() > 4
    family = QFontDatabase.families()[-1].partition(" [")[0]
    names.words.setText(family.lower())
    shown = [view.item(row) for row in range(view.count()) if not view.item(row).isHidden()]
    assert family in {item.text() for item in shown}
    view.setCurrentItem(next(item for item in shown if item.text() == family))
    assert page.page_view.flow.row.look.setting.families[0] == family
    page.act("library")  # Escape: back to the panel, then to the page
    assert popover(page).stack.currentWidget() is popover(page).panel
    assert family in popover(page).panel.typeface.text()


@pytest.mark.parametrize("size", [(683, 384), (1366, 768), (500, 300)])
@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.usefixtures("styled")
def test_it_fits_and_stands_at_the_end(page: ReadingPage, size: tuple[int, int], rtl: bool) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    page.act("typography")
    page.resize(*size)
    area = popover(page).frame.geometry()
    assert page.rect().contains(area)
    assert area.bottom() <= size[1] - FOOTER_HEIGHT_PX
    assert (area.left() < size[0] - area.right()) is rtl
    for part in (popover(page).panel, popover(page).editor):
        popover(page).stack.setCurrentWidget(part)
        inside = part.widget()
        assert inside is not None
        assert part.viewport().width() >= inside.minimumSizeHint().width()


def test_what_means_nothing_is_not_offered(qtbot: QtBot, library: FakeLibrary) -> None:
    korean = library.add([[paragraph("모든 사람은 자유롭다. " * 9)]], title="k", language="ko")
    page = open_page(qtbot, library, korean)
    page.act("typography")
    panel = popover(page).panel
    assert panel.syllables.isVisible()
    assert not panel.hyphens.isVisible()
    panel.syllables.click()
    assert page.page_view.flow.row.look.breaks_at_syllables
    panel.justification.button(Justification.ON).click()
    assert not panel.syllables.isEnabled()
    page.open_document(1)
    wait_until_laid_out(qtbot, page)
    page.act("typography")
    assert not panel.syllables.isVisible()
    assert panel.hyphens.isVisible()


def test_a_screen_reader_hears_what_a_step_leads_to(page: ReadingPage, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("ui.reading.choice_rows.announce", lambda _widget, text: heard.append(text))
    page.activateWindow()
    page.act("typography")
    assert heard == []
    popover(page).panel.steps["body_px"].more.click()
    assert heard == ["Size: 22"]


def test_pages_that_are_pictures_have_no_typeface(qtbot: QtBot) -> None:
    page = fixed_page(qtbot, FakeLibrary())
    assert not page.page_actions.is_available("typography")
    page.act("typography")
    assert not popover(page).is_open


def test_every_control_has_a_name(page: ReadingPage) -> None:
    page.act("typography")
    made = popover(page)
    for control in made.frame.findChildren(QWidget):
        if isinstance(control, QPushButton | QToolButton | QLineEdit | QListWidget | QSlider):
            interface = QAccessible.queryAccessibleInterface(control)
            assert interface.text(QAccessible.Text.Name) or control.objectName().startswith("qt_"), control
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus or control.objectName().startswith("qt_"), control
    row = made.panel.steps["body_px"]
    assert "20" in row.more.accessibleName()
    row.more.click()
    assert "22" in row.more.accessibleName()


# -- colours


def wear(page: ReadingPage) -> None:
    """As the desk does."""

    def put_on(name: str) -> None:
        theme = page.themes.theme(name)
        page.set_theme(theme)

    page.themes.chosen.connect(put_on)


def test_themes_are_chosen_here_too(page: ReadingPage) -> None:
    wear(page)
    page.act("typography")
    for name in ("night", "contrast-dark"):
        popover(page).panel.swatch(name).click()
        assert page.page_view.flow.row.look.theme == load_theme(name)


def test_colours_of_ones_own(qtbot: QtBot, page: ReadingPage) -> None:
    wear(page)
    page.act("typography")
    panel, editor = popover(page).panel, popover(page).editor
    panel.theme_edit_requested.emit("")
    assert editor.parts["paper"].hasFocus()
    assert editor.number.text() == load_theme("paper").paper
    editor.number.setText("#10231a")
    editor.number.textEdited.emit("#10231a")
    assert not editor.save.isEnabled()  # dark on dark
    assert "1" in editor.verdict.text()
    editor.parts["ink"].click()
    editor.sliders["lightness"].setValue(90)
    assert editor.save.isEnabled()
    qtbot.waitUntil(lambda: page.page_view.flow.row.look.theme.paper == "#10231A")
    assert not page.themes.own
    editor.title.setText("Forest")
    editor.save.click()
    assert [own.title for own in page.themes.own] == ["Forest"]
    assert page.page_view.flow.row.look.theme.name == "own-1"
    panel.theme_edit_requested.emit("own-1")
    assert editor.remove.isVisible()
    editor.remove.click()
    assert not page.themes.own
    assert page.page_view.flow.row.look.theme.name == "paper"


def test_colours_that_are_not_kept_leave_the_page_as_it_was(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("typography")
    popover(page).panel.theme_edit_requested.emit("")
    popover(page).editor.sliders["lightness"].setValue(80)
    qtbot.waitUntil(lambda: page.page_view.flow.row.look.theme != load_theme("paper"))
    page.act("library")
    assert page.page_view.flow.row.look.theme == load_theme("paper")
    popover(page).panel.theme_edit_requested.emit("")
    popover(page).editor.sliders["lightness"].setValue(80)
    qtbot.waitUntil(lambda: page.page_view.flow.row.look.theme != load_theme("paper"))
    page.close_document()
    assert page.page_view.flow.row.look.theme == load_theme("paper")


def test_the_document_that_is_shut_takes_the_panel_with_it(qtbot: QtBot, library: FakeLibrary) -> None:
    page = make_page(qtbot, library)
    page.act("typography")
    assert not popover(page).is_open
    page.open_document(1)
    wait_until_laid_out(qtbot, page)
    page.act("typography")
    page.close_document()
    assert not popover(page).is_open
    assert not page.page_actions.is_on("typography")


def test_a_page_from_right_to_left(qtbot: QtBot, library: FakeLibrary) -> None:
    arabic = library.add([[paragraph("يولد جميع الناس أحراراً. " * 9, direction="rtl")]], title="a", language="ar",
                         direction=Direction.RTL)  # fmt: skip
    library.set_setting(
        PREFERENCES_SETTING, encoded(ReadingPreferences(justification=Justification.ON, letter_percent=4))
    )
    page = open_page(qtbot, library, arabic)
    document = page.page_view.flow.row.document(0)
    assert document is not None
    assert not document.firstBlock().blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify
    assert document.defaultFont().letterSpacing() == 0
    page.act("typography")
    panel = popover(page).panel
    assert not panel.justification.isVisible()
    assert not panel.steps["letter_percent"].isVisible()
    assert panel.steps["line_percent"].isVisible()
