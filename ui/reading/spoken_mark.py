"""Where in the text the voice is: the sentence highlighted, the word in it, and the page that goes along."""

from __future__ import annotations

from reader.reading.read_aloud import Utterance
from reader.store.rows import ZoomMode
from reader.text.model import Locator
from ui.reading.fixed_view import FixedView
from ui.reading.layers import Layer, Span, Tint
from ui.reading.reading_session import Surface


class SpokenMark:
    """Marks one document's text. Whoever looks elsewhere meanwhile is left there until the voice comes by."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._marked: Utterance | None = None

    def show(self, utterance: Utterance, *, asked_for: bool = False) -> None:
        """Mark a sentence and keep it in view; `asked_for` brings it there wherever the person looks."""
        follows = asked_for or self._marked is None or self._is_seen(self._marked) or self._is_seen(utterance)
        self._marked = utterance
        self._surface.set_layer(Layer.SPOKEN, [Span(utterance.start, utterance.end, Tint.SPOKEN)])
        if follows:
            self._bring(utterance.start, utterance.end)

    def show_word(self, start: Locator, end: Locator) -> None:
        """Mark the word that is being said, in the sentence marked before."""
        marked = self._marked
        if marked is None:
            return
        rest = end if start <= marked.start else marked.start  # of two that begin together the longer lies above
        parts = ((rest, marked.end, Tint.SPOKEN), (start, end, Tint.HIT))
        self._surface.set_layer(Layer.SPOKEN, [Span(*part) for part in parts if part[0] < part[1]])
        first, last = self._surface.in_view()
        if self._is_seen(marked) and not (first <= start and end <= last):
            self._surface.reveal(start)  # it goes on on the next page

    def clear(self) -> None:
        """Mark nothing."""
        self._marked = None
        self._surface.set_layer(Layer.SPOKEN, ())

    def _is_seen(self, utterance: Utterance) -> bool:
        first, last = self._surface.in_view()
        return first < utterance.end and utterance.start < last

    def _bring(self, start: Locator, end: Locator) -> None:
        first, last = self._surface.in_view()
        if isinstance(self._surface, FixedView):
            is_whole = self._surface.position(0.0).zoom_mode is ZoomMode.FIT_PAGE
            if not is_whole or not first <= start <= last:
                self._surface.reveal(Locator(start.section) if is_whole else start)
        elif not (first <= start and end <= last):
            self._surface.go_to(start)
