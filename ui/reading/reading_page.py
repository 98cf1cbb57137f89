"""The page: opens documents, and brings together what shows them and what can be done with them.

Each open document's own state is a ReadingSession; what can be done is in features (page_feature.py).
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reader.errors import HearthError
from reader.reading.pattern_find import PatternMatcher
from reader.reading.typography import setting_for
from reader.text.model import Locator
from ui.jobs import Job, Jobs
from ui.reading.accessible_fixed import FixedNarrator
from ui.reading.accessible_page import PageNarrator
from ui.reading.actions import Actions
from ui.reading.announcing import announce
from ui.reading.features import make_features
from ui.reading.finding import Finding
from ui.reading.fixed_renderer import FixedPool
from ui.reading.fixed_view import FixedView
from ui.reading.footer import Footer
from ui.reading.library_search import LibrarySearch
from ui.reading.opened_document import OpenedDocument, ReadingLibrary, read_document
from ui.reading.page_actions import default_keys
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_look import PageLook
from ui.reading.page_overlays import PageOverlays
from ui.reading.page_tools import PageTools
from ui.reading.page_view import PageView
from ui.reading.progressing import Progressing
from ui.reading.read_aloud import ReadAloud
from ui.reading.reading_session import ReadingSession
from ui.reading.side_panel import SidePanel
from ui.reading.typesetting import Typesetting
from ui.theme import Theme
from ui.themes import Themes
from ui.words import sentence

F = TypeVar("F", bound=PageFeature)


class ReadingPage(QWidget):
    """The whole window while a document is open. `find` in `open_document` opens with those words sought."""

    library_requested = Signal()
    position_committed = Signal(int)  # document id
    external_link_requested = Signal(str)  # shown to the person; never opened
    theme_requested = Signal()  # the next theme
    information_requested = Signal(int)  # document id
    keys_requested = Signal()  # all keys, in a list

    def __init__(  # noqa: PLR0913 - a composition root in small: each is one thing that a feature is given
        self,
        library: ReadingLibrary,
        pool: FixedPool,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        themes: Themes | None = None,
        patterns: PatternMatcher | None = None,
        search: LibrarySearch | None = None,
    ) -> None:
        super().__init__(parent)
        self.themes = themes or Themes(self)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._library = library
        self._pool = pool
        self._patterns, self._search = patterns, search
        self._jobs = jobs
        self._theme = theme
        self._opening: Job | None = None
        self.session: ReadingSession | None = None
        self.page_actions = Actions(self)
        self.page_view = PageView(PageLook(theme=theme, setting=setting_for("")), self)
        PageNarrator(self.page_view)
        self.fixed_view = FixedView(theme, self)
        FixedNarrator(self.fixed_view)
        self.footer = Footer(theme, self)
        self.side = SidePanel(theme, self)
        self.tools = PageTools(self.page_actions, theme, self)
        self._overlays = PageOverlays(self, self.tools, self.side, self.footer)
        self.features = make_features(self._parts())
        self._stack = self._composed()
        self._connect()
        self.page_actions.bind(default_keys())

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
        for feature in self.features:
            feature.leave()
        self._overlays.hide_all()
        self.page_actions.set_has_document(has_document=False)
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
        for part in (self.fixed_view, self.footer, self.side, self.tools):
            part.set_theme(theme)
        for feature in self.features:
            feature.set_theme(theme)

    def feature(self, kind: type[F]) -> F:
        """The page's one feature of this kind."""
        return next(each for each in self.features if isinstance(each, kind))

    def act(self, action: str) -> None:
        """Do what a key or a button means (page_actions.py); without an open document most mean nothing."""
        self.page_actions.act(action)

    def _leave(self) -> None:
        """Escape: close what is open over the page first, then leave."""
        if self._overlays.leave_tools() or self.side.close_panel():
            return
        if not any(feature.escape() for feature in self.features):
            self.library_requested.emit()

    # -- opening

    def _show(self, opened: OpenedDocument, at: Locator | None, find: str) -> None:
        self._opening = None
        surface = self.fixed_view if opened.fixed_pages else self.page_view
        session = ReadingSession(opened, surface, self._library, self._jobs)
        self.session = session
        self._stack.setCurrentWidget(surface)
        self.footer.show_simplified(is_simplified=bool(opened.row.simplified))
        self.tools.show_document(opened.row.title)
        session.external_link_requested.connect(self.external_link_requested)
        session.keeper.committed.connect(self.position_committed)
        session.failed.connect(self._show_failure)
        if opened.fixed_pages:
            session.start_fixed(self.fixed_view, self._pool, at)
        else:
            typesetting = self.feature(Typesetting)
            session.start_flowing(self.page_view, typesetting.prepare(session), at, typesetting.divider(session))
        self.page_actions.set_has_document(has_document=True)
        for feature in self.features:
            feature.open(session)
        surface.setFocus(Qt.FocusReason.OtherFocusReason)
        if find:
            self.feature(Finding).open_with(find, at or surface.place(), with_keyboard=False)

    def _show_failure(self, error: HearthError) -> None:
        self._say(sentence(error))

    # -- putting together

    def _parts(self) -> PageParts:
        return PageParts(
            page=self,
            library=self._library,
            jobs=self._jobs,
            actions=self.page_actions,
            page_view=self.page_view,
            fixed_view=self.fixed_view,
            side=self.side,
            footer=self.footer,
            tools=self.tools,
            overlays=self._overlays,
            theme=lambda: self._theme,
            themes=self.themes,
            say=self._say,
            patterns=self._patterns,
            search=self._search,
        )

    def _composed(self) -> QStackedWidget:
        stack = QStackedWidget(self)
        stack.addWidget(self.page_view)
        stack.addWidget(self.fixed_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(stack, 1)
        column.addWidget(self.feature(Finding).bar)
        column.addWidget(self.feature(ReadAloud).bar)
        column.addWidget(self.footer)
        return stack

    def _connect(self) -> None:
        add = self.page_actions.add
        add("library", self._leave, always=True)
        add("theme", self.theme_requested.emit, always=True)
        add("tools", self._overlays.toggle_tools, always=True)
        add("keys", self.keys_requested.emit, always=True)
        add("information", self._ask_for_information)
        add("back", lambda: self.session.back() if self.session else None)
        add("forward", lambda: self.session.forward() if self.session else None)
        self.footer.library_requested.connect(self.library_requested)
        self.footer.information_requested.connect(lambda: self.act("information"))
        self.tools.action_requested.connect(self.act)
        self.side.closed.connect(self._focus_page)
        self._overlays.keep_clear_of(self.feature(Finding).bar)
        for view in (self.page_view, self.fixed_view):
            self._overlays.watch(view, view.viewport())
            view.link_hovered.connect(self._show_link)

    def _ask_for_information(self) -> None:
        if self.session is not None:
            self.information_requested.emit(self.session.opened.row.id)

    def _focus_page(self) -> None:
        if self.session is not None:
            self.session.surface.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self.footer.show_chapter(text)
        announce(self.footer, text)

    def _show_link(self, href: str) -> None:
        if href and not href.startswith("#"):
            self.footer.show_chapter(href)
        elif self.session is not None:
            self.footer.show_chapter(self.feature(Progressing).middle())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._overlays.arrange()
        for feature in self.features:
            feature.arrange()
