"""What is opened large over the page: pictures, and tables that are too wide for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.jobs import Job
from ui.reading.clipboard import FleetingClipboard
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_things import (
    PictureThing,
    TableThing,
    miniature_under,
    picture_at,
    picture_under,
    table_at,
)
from ui.reading.picture_view import PictureView
from ui.reading.piece_document import PieceImage
from ui.reading.piece_loader import LONGEST_EDGE_PX, decoded
from ui.reading.table_lookup import FoundTable, whole_table
from ui.reading.table_openers import TableOpeners
from ui.reading.table_popup import TablePopup
from ui.theme import Theme

SHARP_EDGE_PX = 4096
"""A picture that is looked at by itself is decoded at up to this: 64 MB at most, while it is open."""

_T = TypeVar("_T")


class Following(PageFeature):
    """Opens what is clicked, or what the caret stands on."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        theme, view = parts.theme(), parts.page_view
        self.picture = PictureView(theme, parts.page)
        self.table = TablePopup(FleetingClipboard(self), theme, parts.page)
        self.openers = TableOpeners(view, self)
        self.openers.open_requested.connect(self.open_table)
        self._pressed_at: QPoint | None = None
        self._job: Job | None = None
        self._can_follow = True
        view.viewport().installEventFilter(self)
        view.link_hovered.connect(self._show_shape)
        view.caret_moved.connect(self._offer)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._offer)
        parts.actions.add("follow", self.follow)
        self.table.link_activated.connect(self._leave_for)
        self.picture.closed.connect(self._focus_page)
        self.table.closed.connect(self._focus_page)
        self._offer()

    # -- the page

    def document_left(self) -> None:
        self._cancel()
        self._close_all()
        self.openers.clear()

    def set_theme(self, theme: Theme) -> None:
        self.picture.set_theme(theme)
        self.table.close_popup()
        self.table.set_theme(theme)

    def escape(self) -> bool:
        return self._close_all()

    def arrange(self) -> None:
        self.picture.setGeometry(self.parts.page.rect())
        self.table.setGeometry(self.parts.page.rect())

    # -- doing it

    def follow(self) -> None:
        """Open what the caret stands on: a link, a picture, a table."""
        view, session = self.parts.page_view, self.session
        if session is None or session.surface is not view:
            return
        place = view.selection.caret or view.place()
        href, picture, table = view.flow.link_at_place(place), picture_at(view.flow, place), table_at(view.flow, place)
        if href:
            session.follow(href)
        elif picture is not None:
            self.open_picture(picture)
        elif table is not None:
            self.open_table(table)

    def open_picture(self, thing: PictureThing) -> None:
        """Show a picture large; with more pixels as soon as they are there."""
        if self.session is None:
            return
        self.arrange()
        self.picture.show_picture(thing.picture, thing.words)
        if max(thing.picture.width_px, thing.picture.height_px) <= LONGEST_EDGE_PX:
            return
        library, document = self.parts.library, self.session.opened.row.id

        def sharper() -> PieceImage | None:
            resource = library.resource(document, thing.name)
            return None if resource is None else decoded(resource, SHARP_EDGE_PX)

        self._run(sharper, lambda found: self.picture.sharpen(found) if found is not None else None)

    def open_table(self, thing: TableThing) -> None:
        """Show a table at its own size."""
        if self.session is None:
            return
        library, opened = self.parts.library, self.session.opened
        self._run(
            lambda: whole_table(library, opened.row.id, opened.pages, thing.index, thing.number), self._show_table
        )

    def _show_table(self, found: FoundTable | None) -> None:
        if found is not None:
            self.arrange()
            self.table.show_table(found.grid, found.images, self.parts.page_view.flow.row.look)

    def _leave_for(self, href: str) -> None:
        """A link in the table was followed."""
        self._close_all()
        if self.session is not None:
            self.session.follow(href)

    def _close_all(self) -> bool:
        return any([self.table.close_popup(), self.picture.close_picture()])

    def _focus_page(self) -> None:
        self._cancel()
        if self.session is not None:
            self.session.surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def _run(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._cancel()
        self._job = self.parts.jobs.run(work, done, lambda _error: None, owner=self)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    # -- the pointer and the keyboard

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            point = event.position().toPoint()
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed_at = point if event.button() == Qt.MouseButton.LeftButton else None
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._click(point)
        return False

    def _click(self, point: QPoint) -> None:
        pressed, self._pressed_at = self._pressed_at, None
        view = self.parts.page_view
        if pressed is None or self.session is None or not view.selection.is_empty or view.flow.link_at(point):
            return
        if (point - pressed).manhattanLength() >= QGuiApplication.styleHints().startDragDistance():
            return
        picture, table = picture_under(view.flow, point), miniature_under(view.flow, point)
        if picture is not None:
            self.open_picture(picture)
        elif table is not None:
            self.open_table(table)

    def _show_shape(self, href: str) -> None:
        """The pointer says that a click opens what is under it."""
        view = self.parts.page_view
        point = view.viewport().mapFromGlobal(view.cursor().pos())
        if not href and (picture_under(view.flow, point) or miniature_under(view.flow, point)):
            view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def _offer(self, *_change: object) -> None:
        """The key for it belongs to whatever has the keyboard, unless a caret is moved on the page."""
        view = self.parts.page_view
        can_follow = view.caret_browsing and view.hasFocus()
        if can_follow != self._can_follow:
            self._can_follow = can_follow
            self.parts.actions.set_available(["follow"], available=can_follow)
