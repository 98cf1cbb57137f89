"""The open library: its list and its page, and what passes between them. Exists only while the vault is open."""

from __future__ import annotations

import functools

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from reader.covers.slide import NO_SLIDE, Slide
from reader.errors import HearthError
from reader.guard.identity import NOTES
from reader.guard.messages import SlideKept
from reader.reading.links import outside_target
from reader.store.rows import DocumentRow
from reader.text.model import Locator
from ui import shortcuts
from ui.after_opening import clear_leftovers, warm_reading
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.keys_dialog import KeysDialog
from ui.dialogs.mark_exports import MarkExports
from ui.hiding import Hiding
from ui.information.informing import Informing
from ui.jobs import Jobs
from ui.library.cut_import_show import CutImportShow
from ui.library.import_run import ImportRun
from ui.library.import_show import ImportShow
from ui.library.library_page import LibraryPage
from ui.reading.elsewhere import Elsewhere
from ui.reading.key_binding import KeyBinding
from ui.reading.read_aloud import ReadAloud
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting
from ui.safety import Safety
from ui.settings.desk_settings import DeskSettings
from ui.settings.settings_page import SettingsPage
from ui.theme import Theme
from ui.themes import Themes
from ui.unlock.opening import OpenedVault
from ui.unlock.quick_return import QuickReturn
from ui.widgets.notice import Notice
from ui.words import sentence


class OpenDesk(QWidget):
    """Library page and reading page in one place, with room for a notice above both."""

    theme_requested = Signal(str)
    lock_requested = Signal()
    hide_requested = Signal()
    close_requested = Signal()
    place_chosen = Signal(object)  # Path: from now on the library is there
    slide_requested = Signal(object)  # SlideChosen
    speech_requested = Signal()  # something will be read aloud: the guard has to know first
    cover_requested = Signal(str)  # the next start shall wear it
    erased = Signal()  # there is no library in its place any more

    def __init__(  # noqa: PLR0913 - a composition root in small: each is one thing that the desk hands on
        self,
        opened: OpenedVault,
        jobs: Jobs,
        theme: Theme,
        hiding: Hiding,
        *,
        quick_return: QuickReturn | None = None,
        covers: tuple[str, str] = (NOTES.cover, NOTES.cover),
        slide: Slide = NO_SLIDE,
        themes: Themes | None = None,
    ) -> None:
        """Without `quick_return` it is a demo: nobody comes back to it.

        `covers`: the next start's and the one that is worn now. `slide`: what other screens show meanwhile.
        """
        super().__init__()
        self._opened, self._jobs, self._theme = opened, jobs, theme
        self._address = ""
        self._hiding = hiding
        self._unarmed = ""
        self.notice = Notice(self)
        self.themes = themes or Themes(self)
        self.library_page = LibraryPage(opened.library, opened.search, jobs, theme, self, themes=self.themes)
        pool = opened.pool
        self.reading_page = ReadingPage(
            opened.library, pool, jobs, theme, self, themes=self.themes, patterns=pool, search=opened.search
        )
        self._binding = self.reading_page.feature(KeyBinding)
        self.imports = ImportRun(opened.importer, jobs, self)
        ImportShow(self.imports, self.library_page, self.notice)
        self._settings = DeskSettings(
            opened,
            jobs,
            hiding,
            self.reading_page,
            self,
            is_adding=lambda: self.imports.is_running,
            quick_return=quick_return,
            covers=covers,
            slide=slide,
        )
        self.informing = Informing(opened.library, opened.pool, jobs, self)
        cut = CutImportShow(opened.cut_import, opened.importer.journal, self.imports, jobs, self)
        self._stack, self._down = QStackedLayout(), QVBoxLayout(self)
        self._lay_out(cut.notice)
        self._connect_pages()
        self._connect_settings()
        hiding.changed.connect(lambda: self.library_page.toolbar.show_keys(hiding.settings.keys))
        hiding.failed.connect(self._say_not_chosen)
        self.library_page.toolbar.show_keys(hiding.settings.keys)

    def start(self) -> None:
        """Show the library."""
        self.library_page.start()

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self._theme = theme
        self.library_page.set_theme(theme)
        self.reading_page.set_theme(theme)
        if self.settings_page is not None:
            self.settings_page.set_theme(theme)

    @property
    def settings_page(self) -> SettingsPage | None:
        """None until it was made."""
        return self._settings.page

    def add_safety(self, safety: Safety) -> None:
        """Before the settings are made: what the desk knows of its safety gets a page among them."""
        self._settings.safety = safety

    def add_banner(self, banner: QWidget) -> None:
        """A line above everything, for as long as the library is open."""
        self._down.insertWidget(0, banner)

    def show_keys(self) -> None:
        """All keys, in a dialog."""
        KeysDialog(self._hiding.settings.keys, self, self._binding.key_map).open()

    def say_not_armed(self, text: str) -> None:
        """Where the panic key is not heard; empty once it is heard everywhere."""
        if text:
            self.notice.show_text(text)
        else:
            self.notice.take_back(self._unarmed)
        self._unarmed = text

    def open_document(self, document: int, at: Locator | None, words: str) -> None:
        """Bring one document to the front."""
        self.notice.take_back(self._address)
        self._stack.setCurrentWidget(self.reading_page)
        self.reading_page.open_document(document, at, words)

    def show_library(self) -> None:
        """Put the document away."""
        self.notice.take_back(self._address)
        self.reading_page.close_document()
        self._stack.setCurrentWidget(self.library_page)
        self.library_page.start()

    def show_settings(self) -> None:
        """All settings."""
        page = self.settings_page or self._make_settings()
        self.reading_page.close_document()
        self._stack.setCurrentWidget(page)
        page.start()

    def note_speech_noted(self) -> None:
        """The guard knows that something will be read aloud."""
        self.reading_page.feature(ReadAloud).note_guard()

    def show_cover_kept(self, cover: str) -> None:
        """Which cover the guard has saved, or still has."""
        self._settings.show_cover_kept(cover)

    def show_slide_kept(self, answer: SlideKept) -> None:
        """What the guard has saved for other screens, or still has."""
        self._settings.show_slide_kept(answer)

    def _say_not_chosen(self, error: HearthError) -> None:
        self.notice.show_text(
            self.tr("Your choice could not be kept, and what held before still does.") + " " + sentence(error)
        )

    def _go_on_after_opening(self) -> None:
        """The first list is on the screen."""
        clear_leftovers(self._opened.library, self._jobs)
        warm_reading(self._opened.library, self.reading_page.feature(Typesetting))

    def _make_settings(self) -> SettingsPage:
        page = self._settings.make(self._theme, self)
        self._stack.addWidget(page)
        return page

    def _connect_settings(self) -> None:
        settings = self._settings
        settings.place_chosen.connect(self.place_chosen)
        settings.erased.connect(self.erased)
        settings.lock_requested.connect(self.lock_requested)
        settings.close_requested.connect(self.close_requested)
        settings.library_requested.connect(self.show_library)
        settings.cover_requested.connect(self.cover_requested)
        settings.slide_requested.connect(self.slide_requested)

    def _lay_out(self, cut_import: QWidget) -> None:
        self._stack.addWidget(self.library_page)
        self._stack.addWidget(self.reading_page)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self._down.addWidget(self.notice)
        self._down.addWidget(cut_import)
        self._down.addLayout(self._stack, 1)
        QShortcut(QKeySequence(shortcuts.HELP), self, self.show_keys)
        QShortcut(QKeySequence(shortcuts.SETTINGS), self, self.show_settings)

    def _connect_pages(self) -> None:
        page = self.library_page
        page.document_requested.connect(self.open_document)
        page.import_requested.connect(self._add)
        page.import_cancel_requested.connect(self.imports.cancel)
        page.remove_requested.connect(self._confirm_removal)
        page.information_requested.connect(self.informing.show)
        page.theme_requested.connect(self.theme_requested)
        page.lock_requested.connect(self.lock_requested)
        page.hide_requested.connect(self.hide_requested)
        page.help_requested.connect(self.show_keys)
        page.settings_requested.connect(self.show_settings)
        exports = MarkExports(self._jobs, lambda: self._theme, self)
        export_marks = functools.partial(exports.ask_for_collection, self._opened.library)
        page.sidebar.collections.marks_export_requested.connect(export_marks)
        page.listed.connect(self._go_on_after_opening, Qt.ConnectionType.SingleShotConnection)
        self.reading_page.library_requested.connect(self.show_library)
        self.reading_page.feature(Elsewhere).place_in_library_requested.connect(self.open_document)
        self.reading_page.keys_requested.connect(self.show_keys)
        self.reading_page.feature(ReadAloud).guard_asked.connect(self.speech_requested)
        self.reading_page.information_requested.connect(self.informing.show)
        self.informing.replaced.connect(self._show_replaced)
        self.informing.failed.connect(lambda error: self.notice.show_text(sentence(error)))
        self.reading_page.external_link_requested.connect(self._show_address)
        self.reading_page.theme_requested.connect(self._wear_next_theme)

    def _wear_next_theme(self) -> None:
        self.theme_requested.emit(self.themes.next_after(self._theme.name))

    def _show_replaced(self, old: int, new: int) -> None:
        """A document was made again: whoever reads it goes on in the new one."""
        session = self.reading_page.session
        if session is not None and session.opened.row.id == old:
            self.reading_page.open_document(new)
        else:
            self.library_page.refresh()

    def _show_address(self, address: str) -> None:
        target = outside_target(address)
        host = _left_to_right(target.host)
        if target.written:
            host = self.tr("{host}, written “{written}”").format(host=host, written=_apart(target.written))
        text = self.tr("This link leads out, to {host}, where it would be seen. It was not opened: {address}")
        self._address = text.format(host=host, address=_left_to_right(target.address))
        self.notice.show_text(self._address)

    def _add(self, paths: list[str]) -> None:
        if paths:
            self.imports.add(paths)
            return
        dialog = ImportDialog(self._jobs, self._theme, self)
        dialog.paths_chosen.connect(self.imports.add)
        dialog.open()

    def _confirm_removal(self, documents: list[DocumentRow]) -> None:
        heading = (
            self.tr("Delete “{title}”?").format(title=documents[0].title)
            if len(documents) == 1
            else self.tr("Delete %Ln document(s)?", "", len(documents))
        )
        text = self.tr("The text goes, and with it where you stopped and what you marked. This can't be undone.")
        dialog = ConfirmDialog(heading, text, self.tr("Delete"), self)
        dialog.accepted.connect(lambda: self._remove(documents))
        dialog.open()

    def _remove(self, documents: list[DocumentRow]) -> None:
        numbers = [document.id for document in documents]
        self._jobs.run(
            lambda: self._opened.library.remove(*numbers),
            lambda _nothing: self.library_page.refresh(),
            lambda error: self.notice.show_text(sentence(error)),
        )


def _left_to_right(address: str) -> str:
    """The address as it reads in any language around it (UAX #9: LRI and PDI)."""
    return f"\u2066{address}\u2069"


def _apart(words: str) -> str:
    return f"\u2068{words}\u2069"
