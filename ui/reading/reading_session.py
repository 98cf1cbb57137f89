"""One open document: what shows it, where one is, what is sought, where one came from. It ends when it is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.reading.chapters import Chapters
from reader.reading.history import History
from reader.reading.links import LinkKind, resolve
from reader.reading.positions import percent
from reader.store.rows import Position
from reader.text.model import Direction, Locator
from reader.text.named_places import PrintedPages
from ui.jobs import Jobs
from ui.reading.fixed_renderer import FixedPool, FixedRenderer
from ui.reading.fixed_view import MANNERS, FixedView, Manner
from ui.reading.opened_document import OpenedDocument, ReadingLibrary, StoredOriginal
from ui.reading.page_look import PageLook
from ui.reading.page_view import PageView
from ui.reading.piece_loader import PieceLoader
from ui.reading.position_keeper import PositionKeeper

Surface = PageView | FixedView
_PAGE_IS_OVER = 0.99


class ReadingSession(QObject):
    """Ties one document to the view that shows it. Made anew for each document; `close` commits the position."""

    progressed = Signal()
    jumped = Signal()  # just before it goes elsewhere
    history_changed = Signal()
    external_link_requested = Signal(str)
    failed = Signal(object)  # HearthError
    page_read = Signal(int)  # the text of a fixed page is known from now on
    nothing_before = Signal()  # `back` was asked for, and no place in this document is left to go back to

    def __init__(self, opened: OpenedDocument, surface: Surface, library: ReadingLibrary, jobs: Jobs) -> None:
        super().__init__(surface)
        self.opened = opened
        self.surface = surface
        self._library = library
        self._jobs = jobs
        self.history = History()
        self._carets: dict[Locator, Locator] = {}
        self.shows_beside: Callable[[str, Locator], bool] = lambda _href, _target: False
        """Takes a link inside the document over, if it shows what is there instead of going there."""

        self.printed = PrintedPages(opened.anchors)
        self.chapters = Chapters(opened.outline, [info.title for info in opened.sections])
        self._loader: PieceLoader | None = None
        self._renderer: FixedRenderer | None = None
        document_id = opened.row.id
        self.keeper = PositionKeeper(library, jobs, document_id, self._position_now, surface)

    def start_flowing(
        self, view: PageView, look: PageLook, at: Locator | None, divide: Callable[[str], str] | None = None
    ) -> None:
        """Show flowing text at `at`, or where reading stopped; `divide` puts soft hyphens into markup, in jobs."""
        self._loader = PieceLoader(self._library, self._jobs, self.opened.row.id, self.opened.pages, self, divide)
        self._loader.piece_loaded.connect(view.set_piece)
        self._loader.failed.connect(self.failed)
        view.piece_wanted.connect(self._loader.load)
        self._loader.bare_piece_loaded.connect(view.set_bare_piece)
        self._loader.picture_loaded.connect(view.note_picture)
        view.bare_piece_wanted.connect(self._loader.load_bare)
        view.laid_out.connect(self.progressed)
        kept = self.opened.position
        view.show_pages(self.opened.pages, look, at or (kept.locator if kept is not None else Locator(0)))
        self._connect_surface()

    def start_fixed(self, view: FixedView, pool: FixedPool, at: Locator | None) -> None:
        """Show fixed pages at `at`, or where reading stopped."""
        document_id = self.opened.row.id
        self._renderer = FixedRenderer(
            pool,
            lambda: StoredOriginal(self._library, document_id),
            self._jobs,
            self,
            password=lambda: self._library.document_password(document_id),
        )
        self._renderer.failed.connect(self.failed)
        view.night = self.opened.night_pages
        self._renderer.page_read.connect(self.page_read)
        view.show_pages(
            self.opened.fixed_pages,
            self._renderer,
            self.opened.position,
            rtl=self.opened.direction is Direction.RTL,
            manner=MANNERS.get(self.opened.row.kind, Manner.TEXT),
            preferences=self.opened.fixed,
        )
        if at is not None:
            view.go_to(at)
        self._connect_surface()
        view.jump_requested.connect(self.jump)

    def knows_page(self, page: int) -> bool:
        """Whether the text of a fixed page is there, so that places on it are known."""
        return self._renderer is not None and self._renderer.text(page) is not None

    def close(self) -> None:
        """Commit where reading is and let go of everything."""
        self.keeper.finish()
        self.surface.disconnect(self)
        if self._renderer is not None:
            self._renderer.disconnect(self.surface)
        if self._loader is not None:
            self._loader.cancel()
            self._loader.disconnect(self.surface)
            self.surface.disconnect(self._loader)
        if self._renderer is not None:
            self._renderer.close()

    # -- going about

    def jump(self, place: Locator) -> None:
        """Go to a place and remember where from."""
        self.leave()
        self._arrive(place)

    def leave(self) -> None:
        """Remember the place, for something goes elsewhere now."""
        self.jumped.emit()
        self.history.leave(self.here)
        self._keep_caret()
        self.history_changed.emit()

    def bring_caret(self, place: Locator) -> None:
        """The caret goes along: arrows and screen readers go on from it, not from what is in view. Selections stay."""
        if self.surface.selection.is_empty:
            self.surface.selection.put_caret(place)
            self.surface.caret_moved.emit()

    def back(self) -> None:
        self._keep_caret()
        place = self.history.back(self.here)
        if place is None:
            self.nothing_before.emit()
        self._step(place)

    def forward(self) -> None:
        self._keep_caret()
        self._step(self.history.forward(self.here))

    def follow(self, href: str) -> None:
        """A link was clicked: go there inside the document, ask outside."""
        link = resolve(href, self.opened.anchors)
        if link.kind is LinkKind.INSIDE and link.target is not None:
            if not self.shows_beside(href, link.target):
                self.jump(link.target)
        elif link.kind is LinkKind.OUTSIDE:
            self.external_link_requested.emit(link.address)

    # -- what the footer says

    @property
    def progress(self) -> float:
        """How far reading is, 0 to 1."""
        if self.surface.at_end:
            return 1.0
        if isinstance(self.surface, FixedView):
            return self.surface.page / max(1, len(self.opened.fixed_pages))
        return self.opened.pages.fraction(self.surface.place())

    @property
    def percent(self) -> int:
        return percent(self.progress, at_end=self.surface.at_end)

    @property
    def here(self) -> Locator:
        """The place by which chapters are told: of fixed pages the one at the top, not the last line of one before."""
        if not isinstance(self.surface, FixedView):
            return self.surface.place()
        position = self.surface.position(0.0)
        page = position.locator.section + (position.page_fraction >= _PAGE_IS_OVER)
        return Locator(min(page, max(0, len(self.opened.fixed_pages) - 1)))

    def characters_left(self, *, of_chapter: bool = False) -> int:
        """How much text comes behind the place, in the chapter or in all."""
        pages, place = self.opened.pages, self.surface.place()
        end = self.chapters.end_of(place) if of_chapter else None
        last = pages.place(end) if end is not None else pages.characters
        return max(0, last - pages.place(place))

    def fraction(self, place: Locator) -> float:
        """How much of the document comes before a place, 0 to 1."""
        if self.opened.fixed_pages:
            return min(1.0, place.section / len(self.opened.fixed_pages))
        return self.opened.pages.fraction(place)

    def place_at(self, fraction: float) -> Locator:
        """The inverse of `fraction`."""
        if self.opened.fixed_pages:
            count = len(self.opened.fixed_pages)
            return Locator(min(count - 1, int(fraction * count)))
        return self.opened.pages.locator_at(fraction)

    @property
    def chapter(self) -> str:
        """The last line of the outline before the place, or the section's title, or else the document's."""
        chapter = self.chapters.at(self.here)
        sections, section = self.opened.sections, self.here.section
        title = sections[section].title.strip() if section < len(sections) else ""
        return (chapter.title if chapter is not None else "") or title or self.opened.row.title

    @property
    def renderer(self) -> FixedRenderer | None:
        """What draws the fixed pages of this document."""
        return self._renderer

    @property
    def printed_page(self) -> str:
        """The page of the printed edition, where the document knows it."""
        return self.printed.label_at(self.surface.place())

    def _connect_surface(self) -> None:
        begun = (
            self.surface.position(0.0)
            if isinstance(self.surface, FixedView)
            else Position(locator=Locator(0), progress=0.0)
        )
        self.keeper.note_opening(self.opened.position or begun)
        self.surface.moved.connect(self._note_movement)
        self.surface.link_activated.connect(self.follow)

    def _note_movement(self) -> None:
        self.keeper.note_movement()
        self.progressed.emit()

    def _position_now(self) -> Position:
        return self.surface.position(self.progress)

    def _step(self, place: Locator | None) -> None:
        if place is not None:
            self.jumped.emit()
            self._arrive(place, self._carets.get(place))
            self.history_changed.emit()

    def _keep_caret(self) -> None:
        """Remember where in view the caret is, at the link perhaps that leads away; with the places in the history."""
        caret, (first, last) = self.surface.selection.caret, self.surface.in_view()
        kept = {*self.history.behind, *self.history.ahead}
        self._carets = {place: at for place, at in self._carets.items() if place in kept and place != self.here}
        if caret is not None and first <= caret <= last:
            self._carets[self.here] = caret

    def _arrive(self, place: Locator, caret: Locator | None = None) -> None:
        """Go there, the caret too: a screen reader reads on from the caret, not from what is in view."""
        self.surface.go_to(place)
        self.bring_caret(caret or place)
