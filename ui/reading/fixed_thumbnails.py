"""Small pages beside the page: drawn as they come into view, by the worker that draws the large ones, after those."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QPen, QResizeEvent, QShowEvent, QTransform
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.text.model import Direction, Locator, PageSize
from ui.reading.fixed_scene import FixedScene
from ui.reading.fixed_tiles import Tile, small_tile
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_labels import page_name, short_name
from ui.reading.reading_session import ReadingSession
from ui.theme import Theme

EDGE_PX = 150
"""The longer edge of a small page."""

CELL = QSize(152, 188)
_LABEL_PX = 24
_RING_PX = 2
_Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractListModel):
    """The pages of one document by their names."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: Sequence[PageSize] = ()

    def set_pages(self, pages: Sequence[PageSize]) -> None:
        self.beginResetModel()
        self.pages = pages
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.pages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return short_name(self.pages, index.row())
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return page_name(self.pages, index.row())
        return None


class _Painter(QStyledItemDelegate):
    """Draws a small page with its name under it, the current one in a ring."""

    def __init__(self, thumbnails: ThumbnailList) -> None:
        super().__init__(thumbnails)
        self._list = thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        page, theme = index.row(), self._list.theme
        cell = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._list.page_rect(page, cell)
        image = self._list.image(page)
        painter.fillRect(place, QColor(self._list.paper))
        if image is not None:
            painter.drawImage(place, image)
        is_current = page == self._list.current
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        ring = _RING_PX if is_current else 1
        painter.setPen(QPen(QColor(theme.ember if is_current or has_focus else theme.line), ring))
        painter.drawRect(place.adjusted(-ring, -ring, ring - 1, ring - 1))
        if has_focus:
            painter.fillRect(QRect(cell.left() + 8, cell.bottom() - 1, cell.width() - 16, 2), QColor(theme.ember))
        painter.setPen(QColor(theme.ink if is_current else theme.soft))
        label = QRect(cell.left(), cell.bottom() - _LABEL_PX, cell.width(), _LABEL_PX)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, cell.width() - 8)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


class ThumbnailList(QListView):
    """All pages of a document, two or more in a row; asks for the pictures of those in view only."""

    page_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.current = -1
        self._scene: FixedScene | None = None
        self._pages = _Model()
        self.setModel(self._pages)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(self.tr("Small pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._asking.start(0))
        self.clicked.connect(lambda index: self.page_requested.emit(index.row()))
        self.activated.connect(lambda index: self.page_requested.emit(index.row()))

    def set_scene(self, scene: FixedScene | None, *, rtl: bool = False) -> None:
        """Show the pages of a document, or none."""
        if self._scene is not None and self._scene.renderer is not None:
            self._scene.renderer.want_small(())
        self._scene = scene
        self.current = -1
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self._pages.set_pages(scene.layout.sizes if scene is not None else ())
        if scene is not None and scene.renderer is not None:
            scene.renderer.small_drawn.connect(self._show_drawn)
        self._asking.start(0)

    def show_current(self, page: int) -> None:
        """Mark the page that is being read, and bring it into view."""
        if page == self.current:
            return
        self.current = page
        if self.isVisible():  # unseen, it would be laid out for every page that goes by
            self._bring_into_view()
        self._asking.start(0)

    def _bring_into_view(self) -> None:
        index = self._pages.index(self.current, 0)
        if not self.hasFocus():
            self.setCurrentIndex(index)
        self.scrollTo(index)
        self.viewport().update()

    def focus_list(self) -> None:
        """Take the keyboard, at the page being read."""
        self.setCurrentIndex(self._pages.index(max(0, self.current), 0))
        self.scrollTo(self.currentIndex(), QListView.ScrollHint.PositionAtCenter)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._asking.start(0)

    def redraw(self) -> None:
        """Other colours, or pages turned."""
        self.viewport().update()
        self._asking.start(0)

    # -- what the painter asks

    @property
    def paper(self) -> str:
        """The colour of a page that is not drawn yet."""
        return (self._scene.ink.paper if self._scene is not None else "") or "#FFFFFF"

    def image(self, page: int) -> QImage | None:
        """The small page as it lies."""
        scene = self._scene
        if scene is None or scene.renderer is None:
            return None
        image = scene.renderer.small(self._tile(scene, page))
        if image is None or not scene.layout.turned:
            return image
        return image.transformed(QTransform().rotate(scene.layout.turned))

    def page_rect(self, page: int, cell: QRect) -> QRect:
        """Where in its cell a page is drawn."""
        size = self._pages.pages[page]
        shape = QSize(max(1, round(size.width_pt)), max(1, round(size.height_pt)))
        if self._scene is not None and self._scene.layout.turned % 180:
            shape.transpose()
        room = QSize(cell.width() - 16, cell.height() - _LABEL_PX - 16)
        fitted = shape.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        place = QRect(cell.topLeft(), fitted)
        place.moveLeft(cell.left() + (cell.width() - fitted.width()) // 2)
        place.moveTop(cell.top() + 8 + (room.height() - fitted.height()) // 2)
        return place

    # -- asking

    def _tile(self, scene: FixedScene, page: int) -> Tile:
        return small_tile(page, scene.layout.sizes[page], scene.ink, round(EDGE_PX * self.devicePixelRatioF()))

    def _ask(self) -> None:
        """Have drawn what is in view, and the rows before and behind it."""
        scene = self._scene
        if scene is None or scene.renderer is None:
            return
        if not self.isVisible():
            scene.renderer.want_small(())
            return
        columns = max(1, self.viewport().width() // CELL.width())
        first = max(0, self.verticalScrollBar().value() // CELL.height()) * columns
        last = first + (self.viewport().height() // CELL.height() + 2) * columns
        seen = list(range(first, min(last, len(scene.layout.sizes))))
        beside = [page for page in (*range(last, last + columns), *range(first - columns, first))
                  if 0 <= page < len(scene.layout.sizes)]  # fmt: skip
        scene.renderer.want_small([self._tile(scene, page) for page in (*seen, *beside)])

    def _show_drawn(self, page: int) -> None:
        self.update(self._pages.index(page, 0))

    # -- Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.current >= 0:
            self._bring_into_view()
        self._asking.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._asking.start(0)


class Thumbnails(PageFeature):
    """The small pages in the side panel, for documents of fixed pages."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.list = ThumbnailList(parts.theme(), parts.side)
        self.list.page_requested.connect(lambda page: self.session.jump(Locator(page)) if self.session else None)
        parts.side.add_page("pages", self.tr("Small pages"), "pages", self.list)
        parts.actions.add("pages", lambda: parts.side.toggle("pages"))

    def document_opened(self, session: ReadingSession) -> None:
        is_fixed = bool(session.opened.fixed_pages)
        self.parts.actions.set_available(["pages"], available=is_fixed)
        self.parts.side.set_tab_visible("pages", visible=is_fixed)
        if is_fixed:
            view = self.parts.fixed_view
            self.list.set_scene(view.scene, rtl=session.opened.direction is Direction.RTL)
            session.progressed.connect(self._follow)
            self._follow()

    def document_left(self) -> None:
        self.list.set_scene(None)

    def set_theme(self, theme: Theme) -> None:
        self.list.theme = theme
        self.list.redraw()

    def _follow(self) -> None:
        if self.session is not None:
            self.list.show_current(self.parts.fixed_view.page)
            self.list.redraw()
