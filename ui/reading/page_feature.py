"""What can be done with an open document, each in a feature of its own; the page only brings them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.reading.pattern_find import PatternMatcher
from ui.jobs import Jobs
from ui.reading.actions import Actions
from ui.reading.fixed_view import FixedView
from ui.reading.footer import Footer
from ui.reading.library_search import LibrarySearch
from ui.reading.opened_document import ReadingLibrary
from ui.reading.page_overlays import PageOverlays
from ui.reading.page_tools import PageTools
from ui.reading.page_view import PageView
from ui.reading.reading_session import ReadingSession
from ui.reading.side_panel import SidePanel
from ui.theme import Theme
from ui.themes import Themes


@dataclass(frozen=True)
class PageParts:
    """What a feature may use of the page. `theme` tells the one worn now; `say` puts a sentence into the footer.

    `patterns` seeks regular expressions, `search` the whole library; without one there is none of it.
    """

    page: QWidget
    library: ReadingLibrary
    jobs: Jobs
    actions: Actions
    page_view: PageView
    fixed_view: FixedView
    side: SidePanel
    footer: Footer
    tools: PageTools
    overlays: PageOverlays
    theme: Callable[[], Theme]
    themes: Themes
    say: Callable[[str], None]
    patterns: PatternMatcher | None = None
    search: LibrarySearch | None = None


class PageFeature(QObject):
    """Made once with the page, then told of every document. Override what is needed.

    A feature registers its actions (ui/reading/page_actions.py names them all) with `parts.actions` when it is made.
    """

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts.page)
        self.parts = parts
        self.session: ReadingSession | None = None

    def open(self, session: ReadingSession) -> None:
        """A document is shown from now on; extend `document_opened`, not this."""
        self.session = session
        self.document_opened(session)

    def leave(self) -> None:
        """The document is being put away; extend `document_left`, not this."""
        if self.session is not None:
            self.document_left()
            self.session = None

    def document_opened(self, session: ReadingSession) -> None:
        """The document is there and laid out as far as it is in view; `self.session` is set."""

    def document_left(self) -> None:
        """Keep nothing of the document. `self.session` is still set."""

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""

    def escape(self) -> bool:
        """Close what this has open over the page; whether there was anything. The page asks one after the other."""
        return False

    def arrange(self) -> None:
        """The page has another size."""
