"""The reading ruler and the privacy shade: what is on, how many lines each leaves, and what they follow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from reader.reading.focus import FOCUS_SETTING, FocusSettings
from reader.reading.kept import encoded
from reader.text.model import Locator
from ui.reading.fixed_view import FixedView
from ui.reading.focus_band import FocusBand
from ui.reading.focus_veil import Clear, FocusVeil
from ui.reading.hit_spans import HitSpans
from ui.reading.layers import Layer, Span, Tint
from ui.reading.line_places import FixedLines, FlowingLines
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.page_view import PageView
from ui.reading.reading_session import ReadingSession
from ui.reading.setting_keeper import SettingKeeper
from ui.theme import Theme

_HEARD = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.Leave})
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease})
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TURNS = {1: Qt.Key.Key_PageDown, -1: Qt.Key.Key_PageUp}


class Focusing(PageFeature):
    """One veil over each view. Both are kept for all documents: who reads behind a shade does so tomorrow."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.settings = FocusSettings()
        self._is_pressed = False
        self._led_to: Locator | None = None
        self._keeper = SettingKeeper(parts.library, parts.jobs, FOCUS_SETTING)
        self.veils: dict[QObject, FocusVeil] = {}
        self._bands: dict[QObject, FocusBand] = {}
        for view in (parts.page_view, parts.fixed_view):
            self._watch(view)
        parts.actions.add("ruler", lambda: self.choose(ruler=not self.settings.ruler))
        parts.actions.add("shade", lambda: self.choose(shade=not self.settings.shade))
        for name, step in (("more_lines", 1), ("fewer_lines", -1)):
            parts.actions.add(name, partial(self._resize, step))
        self._show()

    def document_opened(self, session: ReadingSession) -> None:
        for band in self._bands.values():
            band.forget()
        self.settings = session.opened.focus
        self._follow_pointer_as_it_is(session.surface)
        self._show()

    def document_left(self) -> None:
        self.parts.overlays.put_footer_away("shade", away=False)
        for band in self._bands.values():
            band.forget()

    def set_theme(self, theme: Theme) -> None:
        self._repaint()

    def escape(self) -> bool:
        """The shade first, which lies over the ruler."""
        if self.settings.shade:
            self.choose(shade=False)
        elif self.settings.ruler:
            self.choose(ruler=False)
        else:
            return False
        return True

    def choose(self, **chosen: object) -> None:
        """Show these settings and keep them."""
        self._hold(msgspec.structs.replace(self.settings, **chosen))

    def band(self) -> FocusBand:
        """That of the view which shows the document."""
        surface = self.session.surface if self.session is not None else self.parts.page_view
        return self._bands[surface]

    # -- what is on

    def _resize(self, step: int) -> None:
        self._hold(self.settings.stepped(step))

    def _hold(self, settings: FocusSettings) -> None:
        if settings == self.settings:
            return
        self.settings = settings
        self._show()
        self._keeper.keep(encoded(settings))

    def _show(self) -> None:
        settings, actions = self.settings, self.parts.actions
        is_on = settings.ruler or settings.shade
        for veil in self.veils.values():
            veil.setVisible(is_on)
            veil.raise_()
        self._repaint()
        self.parts.overlays.put_footer_away("shade", away=settings.shade and self.session is not None)
        actions.set_on("ruler", on=settings.ruler)
        actions.set_on("shade", on=settings.shade)
        actions.set_available(["more_lines", "fewer_lines"], available=is_on)

    def _clear_on(self, view: QObject) -> Clear:
        band, settings = self._bands[view], self.settings
        return Clear(
            ruler=band.clear(settings.ruler_lines) if settings.ruler else None,
            shade=band.clear(settings.shade_lines) if settings.shade else None,
        )

    def _repaint(self) -> None:
        for veil in self.veils.values():
            veil.update()

    # -- what they follow

    def _watch(self, view: PageView | FixedView) -> None:
        lines = FlowingLines(view) if isinstance(view, PageView) else FixedLines(view)
        self._bands[view] = FocusBand(view.viewport(), lines)
        self.veils[view] = FocusVeil(view.viewport(), partial(self._clear_on, view), self.parts.theme)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.moved.connect(self._repaint)
        view.caret_moved.connect(partial(self._follow_caret, view))
        view.layer_set.connect(partial(self._follow_layer, view))

    def _follow_caret(self, view: PageView | FixedView) -> None:
        """A caret that keys move is followed; a click puts one too, but then the pointer is there itself."""
        caret = view.selection.caret
        if caret is not None and not self._is_pressed:
            self._bands[view].follow_place(caret)
        self._repaint()

    def _follow_layer(self, view: PageView | FixedView, layer: Layer, spans: Sequence[Span]) -> None:
        """A hit that one steps to, and what is read aloud, must not lie under the shade."""
        sought: Locator | None = None
        if layer is Layer.SPOKEN and spans:
            sought = next((span.start for span in spans if span.tint is Tint.HIT), spans[0].start)
        elif isinstance(spans, HitSpans) and spans.current >= 0:
            sought = spans[spans.current].start
        if sought is not None and sought != self._led_to:
            self._bands[view].follow_place(sought)
            self._repaint()
        self._led_to = sought

    def _follow_pointer_as_it_is(self, view: PageView | FixedView) -> None:
        """A document opens under a pointer that may not move for a while."""
        viewport = view.viewport()
        point = viewport.mapFromGlobal(viewport.cursor().pos())
        self._bands[view].follow_pointer(point if viewport.rect().contains(point) else None)
        if not viewport.rect().contains(point):
            self._bands[view].follow_place(view.place())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()  # first: some events come when the page is half gone
        if kind in _PRESSES:
            self._is_pressed = kind != QEvent.Type.MouseButtonRelease
        if kind not in _HEARD or not (self.settings.ruler or self.settings.shade):
            return False
        if kind == QEvent.Type.KeyPress:
            if isinstance(watched, PageView | FixedView) and isinstance(event, QKeyEvent):
                return self._hear(watched, event)
            return False
        view = watched.parent()
        if view in self._bands:
            point = event.position().toPoint() if isinstance(event, QMouseEvent) else None
            self._bands[view].follow_pointer(point)
            self._repaint()
        return False

    def _hear(self, view: PageView | FixedView, event: QKeyEvent) -> bool:
        """The arrows go by lines; at the foot of the view it turns, and the line that comes next is the first."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        moves_caret = isinstance(view, PageView) and view.caret_browsing
        if not step or moves_caret or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        band = self._bands[view]
        if not band.step(step):
            before, place = view.in_view(), band.go_on_after(step)
            view.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, _TURNS[step], Qt.KeyboardModifier.NoModifier))
            if view.in_view() != before:
                band.land(place, step)
        self._repaint()
        return True
