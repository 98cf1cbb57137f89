"""What is done to a page before its picture is taken: an action of the page, or `name=words` for one of these."""

from __future__ import annotations

from collections.abc import Callable

from reader.text.model import Locator
from tests.ui.reading.speaking import FakeEngine, give
from ui.reading.finding import Finding
from ui.reading.following import Following
from ui.reading.reading_page import ReadingPage
from ui.reading.typography_popover import TypographyPopover

_COLOURS = ("yellow", "green", "blue", "pink")


def do(page: ReadingPage, act: str) -> None:
    """Do one of a shot's `acts`."""
    name, _, words = act.partition("=")
    deed = _DEEDS.get(name)
    if deed is None:
        page.act(act)
    else:
        deed(page, words)


def place_of(page: ReadingPage, words: str, after: Locator | None = None) -> Locator | None:
    """Where `words` stand in flowing text that is laid out, behind `after`."""
    row = page.page_view.flow.row
    for index, span in enumerate(row.pages.spans):
        document = row.document(index)
        if document is None:
            continue
        begin = after.offset - span.start if after is not None and after.section == span.section else 0
        at = document.piece.text.find(words, max(0, begin))
        if at >= 0:
            return Locator(span.section, span.start + at)
    return None


def _seek(page: ReadingPage, words: str) -> None:
    assert page.session is not None
    page.feature(Finding).open_with(words, page.session.surface.place())


def _mark(page: ReadingPage, words: str) -> None:
    """Four places where these words stand, each in another colour; the last gets a note."""
    place = page.page_view.place()
    for colour in _COLOURS:
        found = place_of(page, words, place)
        assert found is not None, words
        place = Locator(found.section, found.offset + len(words))
        page.page_view.selection.select(found, place)
        page.act(f"highlight_{colour}")
    page.act("note")


def _caret(page: ReadingPage, words: str) -> None:
    """The caret behind these words."""
    found = place_of(page, words, page.page_view.place())
    assert found is not None, words
    page.page_view.put_caret(Locator(found.section, found.offset + len(words)))


def _speak(page: ReadingPage, _words: str) -> None:
    """Read aloud, by an engine that makes no sound."""
    give(page, FakeEngine())
    page.act("speak")


def _follow(page: ReadingPage, _words: str) -> None:
    """What the key does; the window of a gallery never has the keyboard."""
    page.feature(Following).follow()


def _edit_theme(page: ReadingPage, _words: str) -> None:
    popover = page.feature(TypographyPopover)
    page.act("typography")
    popover.panel.theme_edit_requested.emit("")


_DEEDS: dict[str, Callable[[ReadingPage, str], None]] = {
    "seek": _seek, "mark": _mark, "caret": _caret, "aloud": _speak, "own-theme": _edit_theme,
    "follow": _follow,
}  # fmt: skip
