"""The lists of bookmarks and of all marks in the side panel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reader.marks.choosing import Chooser
from reader.marks.exporting import chapters
from reader.store.mark import Mark, MarkKind
from ui.jobs import Job
from ui.reading.mark_exchange import MarkExchange
from ui.reading.marking import Marking
from ui.reading.marks_panel import MarksPanel
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession
from ui.theme import Theme


class MarkLists(PageFeature):
    """Lists are made while they are looked at; choosing among thousands of marks is a job."""

    def __init__(self, parts: PageParts, marking: Marking) -> None:
        super().__init__(parts)
        self._marking, self._book = marking, marking.book
        self.exchange = MarkExchange(parts, self._book)
        self._jobs: dict[str, Job] = {}
        self._choosers = {"bookmarks": Chooser(), "marks": Chooser()}
        self.panels = {
            "bookmarks": MarksPanel(MarkKind.BOOKMARK, self.tr("Bookmarks"), parts.theme(), parts.side),
            "marks": MarksPanel(None, self.tr("Marks and notes"), parts.theme(), parts.side),
        }
        parts.side.add_page("bookmarks", self.tr("Bookmarks"), "bookmark", self.panels["bookmarks"])
        parts.side.add_page("marks", self.tr("Marks and notes"), "marks", self.panels["marks"])
        for name, panel in self.panels.items():
            parts.actions.add(name, partial(parts.side.toggle, name))
            panel.choice_changed.connect(partial(self._refresh, name))
            panel.mark_chosen.connect(self._go_to)
            panel.edit_requested.connect(self._edit)
            panel.remove_requested.connect(self._book.remove)
            panel.export_requested.connect(self.exchange.ask_for_export)
            panel.import_requested.connect(self.exchange.ask_for_import)
        self._book.changed.connect(self._refresh_shown)
        parts.side.opened.connect(lambda _name: self._refresh_shown())
        marking.deeds.marked.connect(self._stand_on)

    def document_opened(self, session: ReadingSession) -> None:
        self._chapter_of = chapters(session.opened.outline)
        self._labels = [page.label or str(number) for number, page in enumerate(session.opened.fixed_pages, 1)]

    def document_left(self) -> None:
        for job in self._jobs.values():
            job.cancel()
        self._choosers = {"bookmarks": Chooser(), "marks": Chooser()}
        for panel in self.panels.values():
            panel.clear()
        self._labels = []

    def set_theme(self, theme: Theme) -> None:
        for panel in self.panels.values():
            panel.set_theme(theme)

    def _refresh_shown(self) -> None:
        name = self.parts.side.shown
        if name in self.panels:
            self._refresh(name)

    def _refresh(self, name: str) -> None:
        if self.session is None:
            return
        if name in self._jobs:
            self._jobs[name].cancel()
        marks, choice, chooser = self._book.marks, self.panels[name].choice, self._choosers[name]
        self._jobs[name] = self.parts.jobs.run(
            lambda: chooser.choose(marks, choice), lambda chosen: self._show(name, chosen), owner=self
        )

    def _show(self, name: str, chosen: Sequence[Mark]) -> None:
        panel = self.panels[name]
        of_kind = [mark for mark in self._book.marks if name == "marks" or mark.kind is MarkKind.BOOKMARK]
        panel.set_tags(sorted({tag for mark in self._book.marks for tag in mark.tags}))
        panel.show_marks(chosen, len(of_kind), self._where)

    def _where(self, mark: Mark) -> str:
        """The chapter of a mark, and its page where there are any; bookmarks without one are told apart by per cent."""
        chapter, page = self._chapter_of(mark.start), self._page(mark)
        return f"{chapter} · {page}" if chapter and page else chapter or page

    def _page(self, mark: Mark) -> str:
        session, label = self.session, ""
        if self._labels:
            label = self._labels[min(mark.start.section, len(self._labels) - 1)]
        elif session is not None and mark.kind is MarkKind.BOOKMARK:
            label = session.printed.label_at(mark.start)
            if not label:
                return self.tr("{percent} %").format(percent=int(session.fraction(mark.start) * 100))
        return self.tr("page {page}").format(page=label) if label else ""

    def _stand_on(self, mark: Mark) -> None:
        for panel in self.panels.values():
            panel.set_current(mark.number)

    def _go_to(self, mark: Mark) -> None:
        self._marking.deeds.go_to(mark)
        if mark.is_lost:
            self._marking.popovers.open_card(mark, edit=False)  # it says so

    def _edit(self, mark: Mark) -> None:
        self._marking.edit(mark)
