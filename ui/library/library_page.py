"""The library: what is there, found by part, order and words; files come in and go from here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.errors import HearthError
from ui import shortcuts
from ui.jobs import Job, Jobs
from ui.library.cover_cache import CoverCache
from ui.library.found_rows import found_row, words_to_mark
from ui.library.import_strip import ImportStrip
from ui.library.library_search import LibrarySearch, Searches
from ui.library.list_area import ListArea
from ui.library.loading import Documents, Inside, Loaded, inside, load
from ui.library.rows import ListRow, Order, Part, arrange, index_of, let_go, part_of
from ui.library.sidebar import NARROW_PX, WIDTH_PX, Sidebar
from ui.library.toolbar import Toolbar
from ui.theme import Theme
from ui.themes import Themes
from ui.words import sentence

if TYPE_CHECKING:
    from reader.search.results import DocumentHits


_ROOM_FOR_SIDEBAR_PX = 880


class LibraryPage(QWidget):
    """The list and all round it. It asks for deeds by signals and shows what the library then holds.

    At the opening the document that was read last is the current one: after a panic Return leads back into it, and
    nothing of its text is shown before.
    """

    document_requested = Signal(int, object, str)  # id, Locator or None, words to mark
    import_requested = Signal(list)  # paths as str; empty: ask which
    import_cancel_requested = Signal()
    remove_requested = Signal(list)  # DocumentRow
    information_requested = Signal(int)  # document id
    theme_requested = Signal(str)
    lock_requested = Signal()
    hide_requested = Signal()
    help_requested = Signal()
    settings_requested = Signal()
    listed = Signal()  # what the library holds is on the screen

    def __init__(
        self,
        library: Documents,
        search: Searches,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        themes: Themes | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._order, self._part, self._query = Order.RECENT, Part.ALL, ""
        self._collection, self._inside = 0, Inside()
        self._all = arrange((), self._order)
        self._is_new = True
        self._found: list[DocumentHits] | None = None
        self._found_query = ""
        self._open_when_found = False
        self._loading: Job | None = None
        self._choosing: Job | None = None
        self._chosen_before_import: int | None = None
        self._arrived: Collection[int] = ()
        covers = CoverCache(self._read_cover, jobs, self)
        self.sidebar = Sidebar(theme, self, themes=themes)
        self.toolbar = Toolbar(theme, self)
        self.list_area = ListArea(covers, theme, self)
        self.strip = ImportStrip(self)
        self._search = LibrarySearch(search, jobs, self)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def refresh(self) -> None:
        """Read the library again; the selection stays on its document."""
        if self._loading is not None:
            self._loading.cancel()
        order, collection = self._order, self._collection
        self._loading = self._jobs.run(
            lambda: load(self._library, order, collection), self._show_loaded, self._show_error
        )

    def begin_import(self) -> None:
        """Files are being looked for: from here on the strip tells how it goes."""
        self._chosen_before_import = self.list_area.chosen_document()
        self.strip.start()

    def end_import(self, added: Collection[int]) -> None:
        """Say how many came in and go to the first of them, unless the person has gone somewhere meanwhile."""
        if added:
            self.strip.say_added(len(added))
        else:
            self.strip.hide()
        has_moved = self.list_area.chosen_document() != self._chosen_before_import
        if self.isVisible() and not self._query and not has_moved:
            self._arrived = added
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self.sidebar.set_theme(theme)
        self.toolbar.set_theme(theme)
        self.list_area.set_theme(theme)

    def start(self) -> None:
        """The page has come to the front: read the library and put the keyboard into the list."""
        self.list_area.set_today(date.today())
        self.refresh()
        self.list_area.focus_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.setFixedWidth(WIDTH_PX if event.size().width() >= _ROOM_FOR_SIDEBAR_PX else NARROW_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the search, wherever the keyboard is; without one it is for the window too."""
        has_use = event.key() == Qt.Key.Key_Escape and self.toolbar.is_searching
        if event.key() == Qt.Key.Key_Escape:
            self.toolbar.clear_search()
            self.list_area.focus_list()
        if not has_use:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        main = QVBoxLayout()
        main.setSpacing(0)
        for widget, stretch in ((self.toolbar, 0), (self.list_area, 1), (self.strip, 0)):
            main.addWidget(widget, stretch)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(main, 1)

    def _connect(self) -> None:
        self.sidebar.part_changed.connect(self._set_part)
        self.sidebar.collection_changed.connect(self._set_collection)
        self.sidebar.theme_requested.connect(self.theme_requested)
        self.toolbar.query_changed.connect(self._set_query)
        self.toolbar.order_changed.connect(self._set_order)
        self.toolbar.add_requested.connect(self._ask_for_files)
        self.toolbar.lock_requested.connect(self.lock_requested)
        self.toolbar.hide_requested.connect(self.hide_requested)
        self.toolbar.help_requested.connect(self.help_requested)
        self.toolbar.settings_requested.connect(self.settings_requested)
        self.toolbar.list_requested.connect(self.list_area.focus_list)
        self.toolbar.open_requested.connect(self._open_current)
        self.list_area.row_activated.connect(self._open)
        self.list_area.add_requested.connect(self._ask_for_files)
        self.list_area.files_dropped.connect(self.import_requested)
        self.list_area.remove_requested.connect(self.remove_requested)
        self.list_area.information_requested.connect(self.information_requested)
        self.strip.cancel_requested.connect(self.import_cancel_requested)
        self._search.answered.connect(self._show_found)
        self._search.failed.connect(self._show_error)
        QShortcut(QKeySequence(shortcuts.SEARCH), self, self.toolbar.focus_search)
        QShortcut(QKeySequence(shortcuts.ADD), self, self._ask_for_files)
        QShortcut(QKeySequence(shortcuts.INFORMATION), self, self.list_area.request_information)
        asking = QShortcut(QKeySequence(shortcuts.HELP_SIGN), self)  # a field for text keeps the sign to itself
        asking.activated.connect(self.help_requested)

    def _ask_for_files(self) -> None:
        self.import_requested.emit([])

    def _open(self, row: ListRow) -> None:
        words = words_to_mark(row, self._found_query) if row.locator is not None else ""
        self.document_requested.emit(row.document.id, row.locator, words)

    def _open_current(self) -> None:
        """Return in the search box: open the selected row, which is the first hit, as soon as there is one."""
        if self._search.is_under_way:
            self._open_when_found = True
            self._search.hurry()
        elif self._query:
            self.list_area.activate_current()
        else:
            self.list_area.focus_list()

    def _set_part(self, part: Part) -> None:
        self._forget_choosing()
        self._part, self._collection, self._inside = part, 0, Inside()
        self._show_rows()

    def _set_collection(self, collection: int) -> None:
        """Show a collection in place of a part, as soon as it is read."""
        self._part, self._collection = Part.ALL, collection
        self._read_inside()

    def _read_inside(self) -> None:
        self._forget_choosing()
        arrangement, collection = self._all, self._collection
        self._choosing = self._jobs.run(
            lambda: inside(self._library, arrangement, collection), self._show_inside, self._show_error
        )

    def _forget_choosing(self) -> None:
        """Another collection was chosen, or the arrangement that it is sought in is about to be freed."""
        if self._choosing is not None:
            self._choosing.cancel()
            self._choosing = None

    def _show_inside(self, found: Inside | None) -> None:
        self._choosing = None
        if found is None:
            self.sidebar.choose(Part.ALL)
            self._set_part(Part.ALL)
            return
        self._inside = found
        self._show_rows()

    def _set_order(self, order: Order) -> None:
        self._order = order
        self.refresh()

    def _set_query(self, text: str) -> None:
        self._query = text.strip()
        self._open_when_found = False
        self._search.ask(text)
        if not self._query and self._found is not None:
            self._found, self._found_query = None, ""
            self._show_rows()

    def _show_loaded(self, loaded: Loaded) -> None:
        self._loading = None
        is_first, self._is_new = self._is_new, False
        arrangement = loaded.arrangement
        before, self._all = self._all, arrangement
        self.sidebar.set_counts(arrangement.counts())
        self.sidebar.collections.show_collections(loaded.collections)
        self._take_inside(loaded)
        if self._query:
            self._search.ask_again()
        arrived, self._arrived = self._first_of(self._arrived), ()
        self._show_rows(chosen=arrived or (arrangement.last_read if is_first else None))
        if is_first:
            self.list_area.scroll_to_current()
        self.listed.emit()
        self._jobs.run(lambda: let_go(before), lambda _nothing: None)

    def _take_inside(self, loaded: Loaded) -> None:
        self._forget_choosing()
        if loaded.chosen != self._collection:
            self._inside = Inside()
            self._read_inside()
        elif loaded.inside is None:
            self.sidebar.choose(Part.ALL)
            self._collection, self._inside = 0, Inside()
        else:
            self._inside = loaded.inside

    def _show_found(self, query: str, found: list[DocumentHits]) -> None:
        is_new = query != self._found_query
        self._found, self._found_query = found, query
        self._show_rows(from_top=is_new)
        if self._open_when_found:
            self._open_when_found = False
            self.list_area.activate_current()

    def _show_error(self, error: HearthError) -> None:
        self.list_area.show_message(sentence(error))

    def _first_of(self, documents: Collection[int]) -> int | None:
        """Of these documents the one that stands first in the part or collection on show, or none."""
        places = [(self._place(document), document) for document in documents]
        return min((pair for pair in places if pair[0] >= 0), default=(-1, None))[1]

    def _show_rows(self, *, from_top: bool = False, chosen: int | None = None) -> None:
        """Show the part, or what was found in it; the selected document stays selected unless `from_top`."""
        selected = None if from_top else chosen or self.list_area.chosen_document()
        if self._found is None:
            rows = self._inside.rows if self._collection else self._all.by_part[self._part]
            place = self._place(selected)
        else:
            rows = self._found_rows(self._found)
            place = -1 if selected is None else index_of(rows, selected)
        is_empty = not self._all.by_part[Part.ALL]
        self.list_area.set_rows(rows, place, library_is_empty=is_empty, searching=self._found is not None)

    def _place(self, document: int | None) -> int:
        """Where a document stands in what the sidebar has chosen, or -1."""
        if self._collection:
            return -1 if document is None else self._inside.places.get(document, -1)
        return self._all.place(self._part, document)

    def _found_rows(self, found: list[DocumentHits]) -> list[ListRow]:
        known = ((hits, self._all.document(hits.document)) for hits in found)
        rows = [found_row(hits, document) for hits, document in known if document is not None]
        if self._collection:
            return [row for row in rows if row.document.id in self._inside.places]
        return [row for row in rows if self._part in (Part.ALL, part_of(row.document))]

    def _read_cover(self, document: int) -> bytes | None:
        cover = self._library.cover(document)
        return None if cover is None else cover.data
