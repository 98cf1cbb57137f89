"""A part of a document's canonical markup, cut out with the elements around it: what a note is shown from."""

from __future__ import annotations

from reader.reading.markup_walk import SOLID, Element, Stretch, opening, solid_count, stretches
from reader.text.markup import escape


def excerpt(html: str, text: str, start: int, end: int) -> str:
    """The markup of `text[start:end]`, where `html` is the markup of `text`; best at the borders of blocks.

    Elements that begin before `start` are opened at it, a numbered list with the number that it has come to.
    """
    first, last = solid_count(text[:start]), solid_count(text[:end])
    writer = _Writer()
    counted = 0
    for stretch in stretches(html):
        if counted >= last:
            break
        if stretch.void is not None:
            if first <= counted < last and (counted > first or stretch.solid):
                writer.put(stretch, opening(stretch.void))
        else:
            part = _within(stretch.text, first - counted, last - counted)
            if part and (stretch.solid or counted > first):
                writer.put(stretch, escape(part))
        counted += stretch.solid
    return writer.finished()


def _within(text: str, first: int, last: int) -> str:
    """The part of `text` from its solid character number `first` to before number `last`."""
    if first <= 0 and last >= len(text):
        return text
    places = [match.start() for match in SOLID.finditer(text)]
    if first >= len(places) > 0 or last <= 0:
        return ""
    begin = places[first] if first > 0 and places else 0
    return text[begin : places[last] if last < len(places) else len(text)]


class _Writer:
    """Closes and opens elements as the stretches ask for it."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._opened: list[Element] = []

    def put(self, stretch: Stretch, markup: str) -> None:
        self._go_to(stretch.path)
        self._out.append(markup)

    def finished(self) -> str:
        self._go_to(())
        return "".join(self._out)

    def _go_to(self, path: tuple[Element, ...]) -> None:
        shared = 0
        while shared < min(len(path), len(self._opened)) and path[shared] is self._opened[shared]:
            shared += 1
        while len(self._opened) > shared:
            self._out.append(f"</{self._opened.pop().name}>")
        for depth in range(shared, len(path)):
            item = path[depth + 1].number if depth + 1 < len(path) else 0
            self._opened.append(path[depth])
            self._out.append(opening(path[depth], first_item=item))
