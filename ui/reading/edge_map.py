"""The map along the edge: follows what is coloured in the text, and shows it for the whole document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer

from reader.reading.edge_map import Rows, Scale, rows_of, scale_for
from reader.reading.hits import NO_HITS, Hits
from reader.text.model import Locator
from ui.jobs import Job
from ui.reading.edge_strip import STRIP_WIDTH_PX, EdgeStrip
from ui.reading.fixed_view import FixedView
from ui.reading.hit_spans import HitSpans
from ui.reading.layers import Layer, Span
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_view import PageView
from ui.reading.reading_session import ReadingSession
from ui.theme import Theme

_QUIET = ("discreet", "shade")
"""While one of these is on, nothing but the text shall be seen."""
_GATHER_MS = 40


class EdgeMap(PageFeature):
    """There only while the document has hits or marks; elsewhere the scroll bar says enough."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.strip = EdgeStrip(parts.theme(), parts.page)
        self.strip.place_requested.connect(self._go_to)
        self.strip.dragged.connect(self._drag_to)
        self.strip.hovered.connect(self._tell)
        self._scale: Scale | None = None
        self._hits: Hits = NO_HITS
        self._current = -1
        self._marks: Sequence[Span] = ()
        self._bookmarks: Sequence[Locator] = ()
        self._chapters: tuple[list[Locator], list[str]] = ([], [])
        self._job: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER_MS)
        self._soon.timeout.connect(self._read_rows)
        for view in (parts.page_view, parts.fixed_view):
            view.layer_set.connect(partial(self._take_layer, view))
            view.moved.connect(partial(self._follow, view))
            view.installEventFilter(self)
        parts.actions.changed.connect(self._show_or_hide)

    def set_bookmarks(self, places: Sequence[Locator]) -> None:
        """The places of this document's bookmarks."""
        self._bookmarks = tuple(places)
        self._soon.start()

    def document_opened(self, session: ReadingSession) -> None:
        opened = session.opened
        lengths = [info.length for info in opened.sections] if opened.fixed_pages else []
        self._scale = scale_for(opened.pages, lengths)
        entries = sorted(opened.outline, key=lambda entry: entry.target)
        self._chapters = [entry.target for entry in entries], [entry.title for entry in entries]
        self._follow(session.surface)
        self._soon.start()

    def document_left(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._soon.stop()
        self._scale, self._hits, self._current, self._marks, self._bookmarks = None, NO_HITS, -1, (), ()
        self._chapters = ([], [])
        self.strip.set_rows(Rows())
        self.strip.set_current(-1.0)
        self.strip.hide()

    def set_theme(self, theme: Theme) -> None:
        self.strip.set_theme(theme)

    def arrange(self) -> None:
        self._place_strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The view has another size: the find bar came or went, or the window changed."""
        if event.type() == QEvent.Type.Resize and self.session is not None and watched is self.session.surface:
            QTimer.singleShot(0, self, self._place_strip)  # once its viewport has its own
        return super().eventFilter(watched, event)

    # -- what it shows

    def _take_layer(self, view: PageView | FixedView, layer: Layer, spans: Sequence[Span]) -> None:
        if layer is Layer.HITS and isinstance(spans, HitSpans):
            is_new = spans.hits is not self._hits
            self._hits, self._current = spans.hits, spans.current
            if is_new:
                self._soon.start()
            self._show_current()
        elif layer is Layer.MARKS:
            self._marks = spans
            self._soon.start()

    def _read_rows(self) -> None:
        """In a job: ten thousand marks take a while, and nothing waits for the map."""
        self._place_strip()
        self._soon.stop()
        scale, height = self._scale, self.strip.height()
        if scale is None:
            return
        if self._job is not None:
            self._job.cancel()
        hits, bookmarks = self._hits, self._bookmarks
        marks = self._marks
        self._job = self.parts.jobs.run(
            lambda: rows_of(scale, height, hits, [(s.start, s.end, s.tint.value) for s in marks], bookmarks),
            self._show_rows,
            owner=self,
        )

    def _show_rows(self, rows: Rows) -> None:
        self.strip.set_rows(rows)
        self._show_current()
        self._show_or_hide()

    def _show_current(self) -> None:
        stands = self._scale is not None and 0 <= self._current < len(self._hits)
        hit = self._hits[self._current] if stands else None
        self.strip.set_current(self._scale.fraction(hit.start) if hit is not None and self._scale is not None else -1.0)

    def _show_or_hide(self) -> None:
        is_quiet = any(self.parts.actions.is_on(name) for name in _QUIET)
        wanted = self.session is not None and not is_quiet and not self.strip.rows.is_empty
        if wanted and self.strip.isHidden():
            self._place_strip()
            self.strip.show()
            self.strip.raise_()
            self.parts.side.raise_()
            self.parts.tools.raise_()
        elif not wanted:
            self.strip.hide()

    def _follow(self, view: PageView | FixedView) -> None:
        if self._scale is None or self.session is None or view is not self.session.surface:
            return
        first, last = view.in_view()
        self.strip.set_place(self._scale.fraction(first), self._scale.fraction(last))

    # -- where it is

    def _place_strip(self) -> None:
        """Inside the view, at the side of its scroll bar."""
        if self.session is None:
            return
        view = self.session.surface
        viewport = view.viewport()
        corner = viewport.mapTo(self.parts.page, QPoint(0, 0))
        mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = corner.x() if mirrored else corner.x() + viewport.width() - STRIP_WIDTH_PX
        before = self.strip.height()
        self.strip.setGeometry(left, corner.y(), STRIP_WIDTH_PX, viewport.height())
        if self.strip.height() != before:
            self._soon.start()

    # -- the pointer

    def _go_to(self, fraction: float) -> None:
        if self.session is not None:
            self.session.jump(self._target(fraction))

    def _drag_to(self, fraction: float) -> None:
        if self.session is not None and self._scale is not None:
            self.session.surface.go_to(self._scale.locator_at(fraction))

    def _target(self, fraction: float) -> Locator:
        """The first thing shown in the row there; a row of a long book is many lines."""
        scale, height = self._scale, max(1, self.strip.height())
        if scale is None:
            return Locator(0)
        start, end = scale.locator_at(fraction), scale.locator_at(fraction + 1 / height)
        hit = self._hits.before(start)
        places = [self._hits[hit].start] if hit < len(self._hits) else []
        places += [place for place in (*self._bookmarks, *(span.start for span in self._marks)) if start <= place]
        return min((place for place in places if place < end), default=start)

    def _tell(self, fraction: float) -> None:
        if self._scale is None or self.session is None:
            return
        place = self._scale.locator_at(fraction)
        targets, titles = self._chapters
        number = bisect_right(targets, place) - 1
        chapter = titles[number] if number >= 0 else ""
        percent = self.tr("{percent} %").format(percent=int(fraction * 100))
        pages = self.session.opened.fixed_pages
        page = self.tr("Page {page}").format(page=pages[place.section].label or place.section + 1) if pages else percent
        self.strip.show_tip(" · ".join(part for part in (chapter, page) if part))
