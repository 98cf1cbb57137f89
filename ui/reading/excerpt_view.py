"""A small page of its own: one stretch of a document, set as the page is, to scroll, to select from and to follow."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.reading import page_geometry
from ui.reading.clipboard import FleetingClipboard
from ui.reading.links_of import LinkSpan, links_of
from ui.reading.page_look import PageLook
from ui.reading.piece_document import LoadedPiece, PieceDocument

_LINES_PER_STEP = 2
_UNSEEN = re.compile("[\u00ad\u200b\ufffc\ufdd0\ufdd1]")
_MOVES = {
    Qt.Key.Key_Left: QTextCursor.MoveOperation.Left,
    Qt.Key.Key_Right: QTextCursor.MoveOperation.Right,
    Qt.Key.Key_Up: QTextCursor.MoveOperation.Up,
    Qt.Key.Key_Down: QTextCursor.MoveOperation.Down,
    Qt.Key.Key_Home: QTextCursor.MoveOperation.StartOfLine,
    Qt.Key.Key_End: QTextCursor.MoveOperation.EndOfLine,
}


class ExcerptView(QAbstractScrollArea):
    """Shows one piece at a given width. Tab goes from link to link, Enter follows; copies are fleeting."""

    link_activated = Signal(str)

    def __init__(self, clipboard: FleetingClipboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Note"))  # until it says something
        self.viewport().setMouseTracking(True)
        self._clipboard = clipboard
        self._document: PieceDocument | None = None
        self._look: PageLook | None = None
        self._cursor = QTextCursor()
        self._links: list[LinkSpan] = []
        self._link = -1
        self._pressed_link = ""

    # -- what is shown

    def show_piece(self, loaded: LoadedPiece, look: PageLook) -> int:
        """Lay it out. Returns the height that all of it takes."""
        self._look = look
        self._document = PieceDocument(loaded, look, self)
        self._cursor = QTextCursor(self._document)
        self._links, self._link = links_of(self._document), -1
        self.setAccessibleName(_plain(self._document.toPlainText()))
        self.verticalScrollBar().setValue(0)
        self._sync_bar()
        self.viewport().update()
        return self._document.height_px

    def clear(self) -> None:
        """Keep nothing of it."""
        self._cursor, self._links, self._document = QTextCursor(), [], None
        self.setAccessibleName(self.tr("Note"))

    @property
    def text(self) -> str:
        """What it says."""
        return "" if self._document is None else _plain(self._document.toPlainText())

    @property
    def selected_text(self) -> str:
        return _plain(self._cursor.selectedText())

    def _sync_bar(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, (self._document.height_px if self._document else 0) - height))
        bar.setPageStep(max(1, height))
        bar.setSingleStep(self._look.line_px if self._look else 1)

    # -- Qt

    def resizeEvent(self, _event: object) -> None:
        self._sync_bar()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._document is None or self._look is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme = self._look.theme
        painter.fillRect(event.rect(), QColor(theme.panel))
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette: QPalette = context.palette
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        palette.setColor(QPalette.ColorRole.Dark, QColor(theme.line))
        context.palette = palette
        context.clip = QRectF(0, top, self.viewport().width(), self.viewport().height())
        context.selections = self._selections(theme.selection, theme.ember)
        self._document.documentLayout().draw(painter, context)

    def _selections(self, chosen: str, ember: str) -> list[QAbstractTextDocumentLayout.Selection]:
        found = []
        if self._cursor.hasSelection():
            look = QTextCharFormat()
            look.setBackground(QColor(chosen))
            found.append(_selection(self._cursor, look))
        if self._document is not None and 0 <= self._link < len(self._links) and self.hasFocus():
            cursor = QTextCursor(self._document)
            cursor.setPosition(self._links[self._link].start)
            cursor.setPosition(self._links[self._link].end, QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setForeground(QColor(ember))
            look.setBackground(QColor(chosen))
            found.append(_selection(cursor, look))
        return found

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _means(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Space: -1 if shift else 1}
        if event.matches(QKeySequence.StandardKey.Copy):
            self._clipboard.copy(self.selected_text)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._cursor.select(QTextCursor.SelectionType.Document)
            self.viewport().update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and 0 <= self._link < len(self._links):
            self.link_activated.emit(self._links[self._link].href)
        elif shift and key in _MOVES:
            self._cursor.movePosition(_MOVES[key], QTextCursor.MoveMode.KeepAnchor)
            self._show_position(self._cursor.position())
        elif key in steps:
            bar.setValue(bar.value() + steps[key] * _LINES_PER_STEP * bar.singleStep())
        elif key in pages:
            bar.setValue(bar.value() + pages[key] * max(bar.singleStep(), bar.pageStep() - bar.singleStep()))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            bar.setValue(0 if key == Qt.Key.Key_Home else bar.maximum())
        else:
            event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name and type
        link = self._link + (1 if next else -1)
        if not 0 <= link < len(self._links):
            self._link = -1 if next else len(self._links)
            self.viewport().update()
            return super().focusNextPrevChild(next)
        self._link = link
        self._show_position(self._links[link].start)
        return True

    def _show_position(self, position: int) -> None:
        if self._document is not None:
            rect, bar = page_geometry.caret_rect(self._document, position), self.verticalScrollBar()
            bar.setValue(round(min(max(bar.value(), rect.bottom() - self.viewport().height()), rect.top())))
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._document is not None:
            self._pressed_link = self._link_at(event.position())
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._put_cursor(event.position(), extend=shift)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._document is not None:
            self._put_cursor(event.position(), extend=True)
        has_link = bool(self._link_at(event.position()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if has_link else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link, self._pressed_link = self._pressed_link, ""
        if link and link == self._link_at(event.position()) and not self._cursor.hasSelection():
            self.link_activated.emit(link)

    def _link_at(self, point: QPointF) -> str:
        if self._document is None:
            return ""
        return page_geometry.link_at(self._document, point.x(), point.y() + self.verticalScrollBar().value())

    def _put_cursor(self, point: QPointF, *, extend: bool) -> None:
        if self._document is not None:
            at = page_geometry.position_at(self._document, point.x(), point.y() + self.verticalScrollBar().value())
            keep = QTextCursor.MoveMode.KeepAnchor if extend else QTextCursor.MoveMode.MoveAnchor
            self._cursor.setPosition(at, keep)
            self.viewport().update()


def _selection(cursor: QTextCursor, look: QTextCharFormat) -> QAbstractTextDocumentLayout.Selection:
    selection = QAbstractTextDocumentLayout.Selection()
    selection.cursor = cursor
    selection.format = look
    return selection


def _plain(text: str) -> str:
    return _UNSEEN.sub("", text.replace("\u2029", "\n").replace("\u2028", "\n"))


def _means(event: QKeyEvent) -> bool:
    """Whether a key is meant for what is in here, and not for the page behind it."""
    is_copy = event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll)
    own = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
    plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return is_copy or (plain and (event.key() in _MOVES or event.key() in own))
