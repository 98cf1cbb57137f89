"""The page: opens documents, and composes what shows them. Each open document's own state is a ReadingSession."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reader.errors import HearthError
from reader.reading.typography import DEFAULT_BODY_SIZE_PX, larger, setting_for, smaller
from reader.text.model import Locator
from ui.jobs import Job, Jobs
from ui.reading.accessible_page import PageNarrator
from ui.reading.copier import Copier
from ui.reading.find_bar import FindBar
from ui.reading.fixed_renderer import FixedPool
from ui.reading.fixed_view import FixedView
from ui.reading.footer import Footer
from ui.reading.opened_document import BODY_SIZE_SETTING, OpenedDocument, ReadingLibrary, read_document
from ui.reading.outline_panel import OutlinePanel
from ui.reading.page_look import IMAGE_HEIGHT_SHARE, PageLook, column_width_px
from ui.reading.page_overlays import PageOverlays
from ui.reading.page_shortcuts import bind_keys
from ui.reading.page_tools import PageTools
from ui.reading.page_view import PageView
from ui.reading.reading_session import ReadingSession
from ui.theme import Theme
from ui.words import sentence

LONGEST_IN_MINUTES = 90


class ReadingPage(QWidget):
    """The whole window while a document is open. `find` in `open_document` opens with those words sought."""

    library_requested = Signal()
    title_changed = Signal(str)
    position_committed = Signal(int)  # document id
    external_link_requested = Signal(str)  # shown to the person; never opened
    theme_requested = Signal()  # the next theme
    information_requested = Signal(int)  # document id

    def __init__(
        self, library: ReadingLibrary, pool: FixedPool, jobs: Jobs, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._library = library
        self._pool = pool
        self._jobs = jobs
        self._theme = theme
        self._body_px = DEFAULT_BODY_SIZE_PX
        self._opening: Job | None = None
        self.session: ReadingSession | None = None
        self.page_view = PageView(PageLook(theme=theme, setting=setting_for("")), self)
        PageNarrator(self.page_view)
        self.fixed_view = FixedView(theme, self)
        self.find_bar = FindBar(theme, self)
        self.footer = Footer(theme, self)
        self._stack = self._composed()
        self.tools = PageTools(theme, self)
        self.outline = OutlinePanel(self)
        self._overlays = PageOverlays(self, self.tools, self.outline)
        self._copier = Copier(library, jobs, self)
        self._connect()
        bind_keys(self, self.act)

    # -- the door

    def open_document(self, document_id: int, at: Locator | None = None, find: str = "") -> None:
        """Show a document: at `at`, else where reading stopped; with `find` sought from there."""
        self.close_document()
        self._opening = self._jobs.run(
            lambda: read_document(self._library, document_id),
            lambda opened: self._show(opened, at, find),
            self._show_failure,
        )

    def close_document(self) -> None:
        """Commit the position and show empty paper."""
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        self._overlays.hide_all()
        self.find_bar.close_bar()
        self.outline.set_entries(())
        self.footer.clear()
        if self.session is not None:
            session, self.session = self.session, None
            session.close()
            self.page_view.clear()
            self.fixed_view.clear()
            session.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours, in place."""
        self._theme = theme
        for part in (self.fixed_view, self.find_bar, self.footer, self.tools):
            part.set_theme(theme)
        self._apply_look()

    # -- what keys and buttons ask for, by name

    def act(self, action: str) -> None:
        """Do what a key or a button of the tools means; without an open document most mean nothing."""
        always = {"library": self._leave, "theme": self.theme_requested.emit, "tools": self._overlays.toggle_tools}
        session = self.session
        in_document = {} if session is None else {
            "find": self.find_bar.open_bar,
            "information": lambda: self.information_requested.emit(session.opened.row.id),
            "next": lambda: session.finder.step(1),
            "previous": lambda: session.finder.step(-1),
            "back": session.back,
            "forward": session.forward,
            "outline": self._overlays.toggle_outline,
            "larger": lambda: self._resize_text(1),
            "smaller": lambda: self._resize_text(-1),
            "natural": lambda: self._resize_text(0),
            "fit": self.fixed_view.fit,
            "copy": lambda: self._copier.copy(session.opened.row.id, session.surface.selection.span),
            "select_all": session.surface.select_all,
            "caret": self.page_view.toggle_caret_browsing,
        }  # fmt: skip
        action_of = always | in_document
        if action in action_of:
            action_of[action]()

    def _leave(self) -> None:
        """Escape: close what is open over the page first, then leave."""
        if not self.outline.isHidden():
            self.outline.hide()
        elif not self.find_bar.isHidden():
            self.find_bar.close_bar()
        else:
            self.library_requested.emit()

    def _resize_text(self, step: int) -> None:
        if self._stack.currentWidget() is self.fixed_view:
            self.fixed_view.zoom_by(step) if step else self.fixed_view.fit()
            return
        size = {1: larger(self._body_px), -1: smaller(self._body_px)}.get(step, DEFAULT_BODY_SIZE_PX)
        if size != self._body_px:
            self._body_px = size
            self._apply_look()
            self._jobs.run(
                lambda: self._library.set_setting(BODY_SIZE_SETTING, str(size)), lambda _none: None, lambda _error: None
            )

    # -- opening

    def _show(self, opened: OpenedDocument, at: Locator | None, find: str) -> None:
        self._opening = None
        self._body_px = opened.body_px
        surface = self.fixed_view if opened.fixed_pages else self.page_view
        session = ReadingSession(opened, surface, self._library, self._jobs)
        self.session = session
        self._stack.setCurrentWidget(surface)
        self.outline.set_entries(opened.outline)
        self.footer.show_simplified(is_simplified=bool(opened.row.simplified))
        self.tools.show_document(opened.row.title, has_outline=bool(opened.outline), is_fixed=bool(opened.fixed_pages))
        session.progressed.connect(self._show_progress)
        session.hits_changed.connect(self.find_bar.show_count)
        session.external_link_requested.connect(self.external_link_requested)
        session.keeper.committed.connect(self.position_committed)
        session.failed.connect(self._show_failure)
        if opened.fixed_pages:
            session.start_fixed(self.fixed_view, self._pool, at)
        else:
            session.start_flowing(self.page_view, self._look(), at)
        self._show_progress()
        surface.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title_changed.emit(opened.row.title)
        if find:
            self.find_bar.open_bar(find)
            session.finder.seek(find, at or surface.place(), at_once=True)

    def _show_failure(self, error: HearthError) -> None:
        self.footer.show_chapter(sentence(error))

    def _show_progress(self) -> None:
        session = self.session
        if session is None:
            return
        minutes = session.minutes_left
        rest = self.tr("{percent} %").format(percent=session.percent)
        if minutes and not session.opened.fixed_pages:
            rest = f"{rest} · {self._time_left(minutes)}"
        self.footer.show_progress(session.progress, rest)
        self.footer.show_chapter(self._chapter(session))
        self.outline.show_place(session.surface.place())

    def _time_left(self, minutes: int) -> str:
        if minutes < LONGEST_IN_MINUTES:
            return self.tr("%Ln min left", "", minutes)
        return self.tr("%Ln h left", "", round(minutes / 60))

    def _chapter(self, session: ReadingSession) -> str:
        if not session.opened.fixed_pages:
            printed = session.printed_page
            if not printed:
                return session.chapter
            return self.tr("{chapter} · page {page}").format(chapter=session.chapter, page=printed)
        page = self.fixed_view.page
        label = session.opened.fixed_pages[page].label or str(page + 1)
        return self.tr("Page {page} of {count}").format(page=label, count=len(session.opened.fixed_pages))

    # -- the look

    def _look(self) -> PageLook:
        opened = self.session.opened if self.session is not None else None
        setting = setting_for(opened.language, opened.sample) if opened is not None else setting_for("")
        view = self.page_view.viewport()
        base = PageLook(theme=self._theme, setting=setting, body_px=self._body_px)
        return base if opened is None else PageLook(
            theme=self._theme,
            setting=setting,
            language=opened.language,
            direction=opened.direction,
            body_px=self._body_px,
            column_px=column_width_px(setting, self._body_px, view.width()),
            image_height_px=max(200, round(view.height() * IMAGE_HEIGHT_SHARE)),
        )  # fmt: skip

    def _apply_look(self) -> None:
        self.page_view.set_look(self._look())

    # -- putting together

    def _composed(self) -> QStackedWidget:
        stack = QStackedWidget(self)
        stack.addWidget(self.page_view)
        stack.addWidget(self.fixed_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(stack, 1)
        column.addWidget(self.find_bar)
        column.addWidget(self.footer)
        return stack

    def _connect(self) -> None:
        self.footer.library_requested.connect(self.library_requested)
        self.footer.information_requested.connect(lambda: self.act("information"))
        self.tools.action_requested.connect(self.act)
        self.outline.place_requested.connect(self._jump)
        self.page_view.width_changed.connect(self._apply_look)
        self.find_bar.words_changed.connect(self._seek)
        self.find_bar.step_requested.connect(lambda by: self.act("next" if by > 0 else "previous"))
        self.find_bar.closed.connect(self._focus_page)
        self.page_view.resize_requested.connect(self._resize_text)
        for view in (self.page_view, self.fixed_view):
            self._overlays.watch(view.viewport())
            view.link_hovered.connect(self._show_link)

    def _jump(self, place: Locator) -> None:
        if self.session is not None:
            self.session.jump(place)
            self._focus_page()

    def _seek(self, words: str) -> None:
        if self.session is not None:
            self.session.finder.seek(words, self.session.surface.place())

    def _focus_page(self) -> None:
        if self.session is not None:
            self.session.surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_link(self, href: str) -> None:
        if href and not href.startswith("#"):
            self.footer.show_chapter(href)
        elif self.session is not None:
            self.footer.show_chapter(self._chapter(self.session))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._overlays.arrange()
