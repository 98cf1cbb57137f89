"""The ruler and the shade, judged by the pixels that reach the screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.reading.focus import FOCUS_SETTING, MOST_RULER_LINES, FocusSettings, decoded
from reader.reading.kept import encoded
from reader.reading.preferences import PageMode
from reader.text.model import FixedPages, Locator, Metadata, PagePixels, Resource
from reader.text.page_content import Clip
from tests.ui.reading.fake_library import FakeLibrary, paragraph, picture, section_of
from tests.ui.reading.pages import make_page, open_page, wait_until_laid_out
from tests.ui.reading.test_fixed_view import A4, FakeClient, FakePool
from ui.reading.finding import Finding
from ui.reading.focusing import Focusing
from ui.reading.layers import Layer, Span, Tint
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting

DARK = 140
"""Lighter than the ink of any letter's stem, darker than paper and than dimmed text."""
LONG = [paragraph(f"Paragraph {number}. " + "Words that fill a line or two. " * 12) for number in range(120)]


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def page(qtbot: QtBot, library: FakeLibrary) -> ReadingPage:
    return open_page(qtbot, library, library.add([LONG], language="en"), Locator(0, 2000))


def point_at(page: ReadingPage, y: int) -> None:
    """Move the pointer, as the window system says it."""
    assert page.session is not None
    viewport = page.session.surface.viewport()
    at = QPointF(viewport.width() / 2, y)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def shown(page: ReadingPage) -> QImage:
    """The window as it was last sent to the screen."""
    return page.screen().grabWindow(page.winId()).toImage()


def inked_rows(image: QImage, area: QRect) -> list[int]:
    """The rows of `area` in which something dark stands."""
    right = area.right() - 20  # a scroll bar is no text
    return [
        y
        for y in range(max(0, area.top()), min(image.height(), area.bottom()))
        if any(QColor(image.pixel(x, y)).lightness() < DARK for x in range(area.left(), right, 2))
    ]


def rows_of_text(qtbot: QtBot, page: ReadingPage) -> list[int]:
    assert page.session is not None
    viewport = page.session.surface.viewport()
    area = QRect(viewport.mapTo(page, QPoint()), viewport.size())
    QTest.qWait(0)
    qtbot.waitExposed(page)
    page.repaint()
    return inked_rows(shown(page), area)


def height_of(rows: list[int]) -> int:
    return rows[-1] - rows[0] if rows else 0


def line_px(page: ReadingPage) -> int:
    return page.page_view.flow.row.look.line_px


def test_the_shade_leaves_the_lines_at_the_pointer_and_nothing_else(qtbot: QtBot, page: ReadingPage) -> None:
    assert height_of(rows_of_text(qtbot, page)) > 500
    page.act("shade")
    point_at(page, 300)
    rows = rows_of_text(qtbot, page)
    assert 2 * line_px(page) < height_of(rows) <= 4 * line_px(page)
    assert rows[0] < 300 < rows[-1]


def test_without_a_pointer_or_keys_in_it_the_shade_shows_nothing(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("shade")
    point_at(page, 300)
    QApplication.sendEvent(page.page_view.viewport(), QEvent(QEvent.Type.Leave))
    assert rows_of_text(qtbot, page) == []


def test_the_ruler_dims_gently_what_is_not_read(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("ruler")
    point_at(page, 300)
    rows = rows_of_text(qtbot, page)
    assert 0 < height_of(rows) <= line_px(page) + 2
    image, left = shown(page), page.page_view.flow.column_left
    lightest = min(QColor(image.pixel(x, y)).lightness() for x in range(left, left + 300) for y in range(100, 200))
    assert lightest < 210, "the rest can still be seen"


def test_more_and_fewer_lines(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("ruler")
    point_at(page, 300)
    one = height_of(rows_of_text(qtbot, page))
    for _ in range(MOST_RULER_LINES + 3):
        page.act("more_lines")
    assert page.feature(Focusing).settings.ruler_lines == MOST_RULER_LINES
    assert height_of(rows_of_text(qtbot, page)) >= one + (MOST_RULER_LINES - 1) * line_px(page) - 4
    page.act("fewer_lines")
    assert page.feature(Focusing).settings.ruler_lines == MOST_RULER_LINES - 1


def test_its_keys_mean_nothing_while_it_is_off(page: ReadingPage) -> None:
    assert not page.page_actions.is_available("more_lines")
    page.act("shade")
    assert page.page_actions.is_available("more_lines")


def test_arrows_lead_it_line_by_line_and_on_over_the_foot(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("ruler")
    read = []
    for _ in range(60):
        QTest.keyClick(page.page_view, Qt.Key.Key_Down)
        wait_until_laid_out(qtbot, page)
        line = page.feature(Focusing).band().line()
        assert line is not None
        assert line.place is not None
        read.append(page.page_view.flow.locator_at(0, line.rect.center().y(), line_start=True))
    assert read == sorted(set(read)), "no line is read twice"
    gaps = [after.offset - before.offset for before, after in pairwise(read)]
    assert max(gaps) < 120, "no line is left out"
    QTest.keyClick(page.page_view, Qt.Key.Key_Up)
    line = page.feature(Focusing).band().line()
    assert line is not None
    assert page.page_view.flow.locator_at(0, line.rect.center().y(), line_start=True) == read[-2]


@pytest.mark.parametrize("mode", PageMode)
def test_in_every_mode_no_line_is_left_out(qtbot: QtBot, page: ReadingPage, mode: PageMode) -> None:
    page.resize(1300, 700)
    page.feature(Typesetting).change(mode=mode)
    page.act("ruler")
    band, flow = page.feature(Focusing).band(), page.page_view.flow
    read = []
    for _ in range(70):
        QTest.keyClick(page.page_view, Qt.Key.Key_Down)
        wait_until_laid_out(qtbot, page)
        line = band.line()
        assert line is not None
        assert line.place is not None
        x = line.rect.center().x()
        read.append(flow.locator_at(x, line.rect.center().y(), line_start=True))
        assert band.clear(5).width() == line.rect.width(), "never over two columns"
    assert read == sorted(set(read))
    assert max(after.offset - before.offset for before, after in pairwise(read)) < 120
    for _ in range(69):
        QTest.keyClick(page.page_view, Qt.Key.Key_Up)
    line = band.line()
    assert line is not None
    assert flow.locator_at(line.rect.center().x(), line.rect.center().y(), line_start=True) == read[0]


def test_the_ruler_within_the_shade(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("ruler")
    page.act("shade")
    point_at(page, 300)
    QApplication.processEvents()
    rows = rows_of_text(qtbot, page)
    assert 0 < height_of(rows) <= line_px(page) + 4
    image, middle = shown(page), page.page_view.viewport().mapTo(page, QPoint(0, 300)).y()
    left = page.page_view.flow.column_left
    beside = range(middle + line_px(page), middle + 2 * line_px(page))
    dimmed = min(QColor(image.pixel(x, y)).lightness() for x in range(left, left + 400) for y in beside)
    assert DARK < dimmed < 230, "the next line is dimmed, not covered"


def test_a_caret_leads_it(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("shade")
    page.act("caret")
    caret = Locator(0, 2600)
    page.page_view.put_caret(caret)
    rows = rows_of_text(qtbot, page)
    at = page.page_view.viewport().mapTo(page, page.page_view.flow.caret_rect(caret).center())
    assert rows[0] <= at.y() <= rows[-1]
    assert height_of(rows) <= 4 * line_px(page)


def png(width_px: int, height_px: int) -> Resource:
    image = QImage(width_px, height_px, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, Qt a name
    data = bytes(buffer.data().data())
    return Resource(name="p.png", media_type="image/png", width_px=width_px, height_px=height_px, data=data)


def test_a_hit_that_one_steps_to_and_what_is_read_aloud_lie_bare(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("shade")
    point_at(page, 60)
    band, view = page.feature(Focusing).band(), page.page_view
    page.feature(Finding).open_with("paragraph 9.", view.place())
    qtbot.waitUntil(lambda: page.feature(Finding).finder.current >= 0)  # type: ignore[union-attr]
    finder = page.feature(Finding).finder
    assert finder is not None
    rect = view.flow.caret_rect(finder.hits[finder.current].start)
    assert band.clear(1).contains(rect.center())
    spoken = Locator(0, view.flow.locator_at(400, 500).offset)
    view.set_layer(Layer.SPOKEN, [Span(spoken, Locator(0, spoken.offset + 40), Tint.SPOKEN)])
    assert band.clear(1).contains(view.flow.caret_rect(spoken).center())


def test_a_picture_beside_the_line_stays_covered(qtbot: QtBot, library: FakeLibrary) -> None:
    blocks = [paragraph("One line."), picture("p.png"), *LONG[:5]]
    page = open_page(qtbot, library, library.add([blocks], resources=[png(300, 200)]))
    page.act("shade")
    point_at(page, 100)
    assert height_of(rows_of_text(qtbot, page)) < line_px(page)
    point_at(page, 200)
    assert height_of(rows_of_text(qtbot, page)) >= 200, "who points at it sees it"


def test_escape_leaves_the_shade_then_the_ruler_then_the_page(qtbot: QtBot, page: ReadingPage) -> None:
    page.act("ruler")
    page.act("shade")
    page.act("library")
    assert not page.page_actions.is_on("shade")
    assert page.page_actions.is_on("ruler")
    page.act("library")
    assert not page.page_actions.is_on("ruler")
    with qtbot.waitSignal(page.library_requested):
        page.act("library")


def test_what_was_chosen_is_kept_and_holds_before_the_first_frame(
    qtbot: QtBot, page: ReadingPage, library: FakeLibrary
) -> None:
    page.act("shade")
    page.act("more_lines")
    qtbot.waitUntil(lambda: decoded(library.setting(FOCUS_SETTING)) == FocusSettings(shade=True, shade_lines=4))


@pytest.mark.parametrize("kept", [None, "", "no json", '{"ruler_lines": 99}', '{"shade": "maybe"}'])
def test_a_setting_that_is_none_is_as_it_comes(kept: str | None) -> None:
    assert decoded(kept) == FocusSettings()


_NO_FRAMES = {QEvent.Type.Paint, QEvent.Type.DeferredDelete}
"""All widgets of a window are painted before any of it is sent to the screen: between two paints nothing is seen."""


class Frames(QObject):
    """Looks at the screen at the first event after anything was painted: that is what eyes could have seen."""

    def __init__(self, page: ReadingPage, app: QCoreApplication) -> None:
        super().__init__(page)
        self._page, self._app, self._busy = page, app, False
        self._has_painted = True
        self.worst_px = 0
        self.looks = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _NO_FRAMES:
            self._has_painted = True
        elif not self._busy and self._has_painted and self._page.session is not None:
            self._has_painted = False
            self._busy = True
            self.look()
            self._busy = False
        return False

    def look(self) -> None:
        image = self._page.screen().grabWindow(self._page.winId()).toImage()
        if image.isNull():
            return
        viewport = self._page.page_view.viewport()
        area = QRect(viewport.mapTo(self._page, QPoint()), viewport.size()).adjusted(120, 0, -120, 0)
        marked = [
            y
            for y in range(area.top(), min(image.height(), area.bottom()), 5)
            if any(QColor(image.pixel(x, y)).lightness() < DARK for x in range(area.left(), area.right(), 5))
        ]
        self.looks += 1
        self.worst_px = max(self.worst_px, marked[-1] - marked[0] if marked else 0)


@pytest.fixture
def watched(qtbot: QtBot, library: FakeLibrary, qapp: QApplication) -> Iterator[tuple[ReadingPage, Frames]]:
    library.set_setting(FOCUS_SETTING, encoded(FocusSettings(shade=True)))
    page = make_page(qtbot, library)
    page.resize(700, 500)
    qtbot.waitExposed(page)
    frames = Frames(page, qapp)
    qapp.installEventFilter(frames)
    yield page, frames
    qapp.removeEventFilter(frames)


def test_nothing_is_uncovered_for_a_frame_while_opening_scrolling_and_setting_anew(
    qtbot: QtBot, watched: tuple[ReadingPage, Frames], library: FakeLibrary
) -> None:
    page, frames = watched
    page.open_document(library.add([LONG], language="en"))
    wait_until_laid_out(qtbot, page)
    point_at(page, 250)
    bar = page.page_view.verticalScrollBar()
    for value in range(0, 900, 90):
        bar.setValue(value)
        QApplication.processEvents()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(page.page_view, key)
        wait_until_laid_out(qtbot, page)
        QApplication.processEvents()
    page.act("larger")
    wait_until_laid_out(qtbot, page)
    page.resize(640, 460)
    wait_until_laid_out(qtbot, page)
    QApplication.processEvents()
    assert frames.looks > 15
    assert 0 < frames.worst_px <= 5 * line_px(page)


# -- fixed pages


class Black(FakeClient):
    """Draws pages of nothing but ink."""

    def render(self, page: int, scale: float, clip: Clip | None = None, *, dark: bool = False) -> PagePixels:
        drawn = super().render(page, scale, clip, dark=dark)
        return msgspec.structs.replace(drawn, data=b"\0\0\0\xff" * (len(drawn.data) // 4))


def fixed_page(qtbot: QtBot, library: FakeLibrary) -> ReadingPage:
    writer = library.new_document("pdf", sha256=b"f" * 32)
    writer.add(Metadata(title="Fixed"))
    writer.add(FixedPages(pages=(A4,) * 3))
    for number in range(3):
        writer.add(section_of(number, "0123456789"))
    pool = FakePool()
    pool.client = Black()
    page = make_page(qtbot, library, pool)
    page.open_document(writer.finish())
    qtbot.waitUntil(lambda: page.session is not None)
    page.fixed_view.verticalScrollBar().setValue(200)
    renderer = page.session._renderer if page.session is not None else None
    assert renderer is not None
    qtbot.waitUntil(lambda: renderer.text(0) is not None)
    return page


def test_the_shade_covers_fixed_pages_but_for_the_line(qtbot: QtBot, library: FakeLibrary) -> None:
    page = fixed_page(qtbot, library)
    page.act("shade")
    _, lines = page.fixed_view.lines_under(QPointF(300, 300))
    ((place, rect),) = lines
    assert place == Locator(0, 0)
    point_at(page, rect.center().y())
    rows = rows_of_text(qtbot, page)
    assert abs(height_of(rows) - rect.height()) <= 3
    assert rows[0] <= page.fixed_view.viewport().mapTo(page, rect.center()).y() <= rows[-1]


def test_all_of_it_lies_still_for_the_pointer(page: ReadingPage) -> None:
    veil = page.feature(Focusing).veils[page.page_view]
    page.act("shade")
    assert veil.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert veil.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert page.page_view.viewport().childAt(200, 200) in {None, veil}
    assert isinstance(veil, QWidget)
    assert QGuiApplication.focusObject() is not veil
