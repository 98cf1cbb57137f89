"""Where else a word stands, and the way to another document and back."""

from __future__ import annotations

from PySide6.QtCore import Signal

from reader.errors import HearthError
from reader.reading.find import DocumentText
from reader.reading.looking_up import Dictionaries, look_up
from reader.search.results import DocumentHits
from reader.text.boundaries import goes_alone, without_particles
from reader.text.model import Locator
from ui.jobs import Job
from ui.reading.elsewhere_panel import ElsewherePanel
from ui.reading.finding import Finding
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession
from ui.reading.word_here import asked_place, word_at
from ui.theme import Theme
from ui.words import sentence

MOST_DOCUMENTS, HITS_EACH = 30, 5
_LEAST_STEM = 2


class Elsewhere(PageFeature):
    """The list beside the page; `back` at the end of a document's own history leads to the one before."""

    place_in_library_requested = Signal(int, object, str)  # document, Locator, words to mark there

    def __init__(self, parts: PageParts, finding: Finding) -> None:
        super().__init__(parts)
        self.panel = ElsewherePanel(parts.theme(), parts.side)
        self.panel.place_requested.connect(self._go)
        self.panel.here_requested.connect(lambda: parts.side.show_page("found"))
        self._finding = finding
        self._trail: list[tuple[int, Locator]] = []
        self._expected: int | None = None
        self._text: DocumentText | None = None
        self._job: Job | None = None
        parts.side.add_page("elsewhere", self.tr("Where else the word stands"), "elsewhere", self.panel)
        parts.actions.add("elsewhere", self._ask)

    def document_opened(self, session: ReadingSession) -> None:
        number = session.opened.row.id
        if number != self._expected:
            self._trail.clear()  # somebody came here by the library
        self._expected = None
        self._text = DocumentText(
            self.parts.library, number, [info.index for info in session.opened.sections], kept_bytes=0
        )
        session.nothing_before.connect(self._return)
        finder = self._finding.finder
        if finder is not None:
            finder.changed.connect(self._count_here)

    def document_left(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._text = None
        self.panel.clear()

    def set_theme(self, theme: Theme) -> None:
        self.panel.set_theme(theme)

    def _ask(self) -> None:
        session, text = self.session, self._text
        asked = asked_place(session) if session is not None else None
        if session is None or text is None or asked is None:
            self.parts.side.toggle("elsewhere")
            return
        is_selected = asked[0] != asked[1]
        library = self.parts.library

        def read() -> tuple[Locator, str]:
            place, word = word_at(text, *asked)
            return place, word if is_selected else meant_by(library, word)

        self._job = self.parts.jobs.run(read, lambda found: self._look(session, *found), self._fail, owner=session)

    def _look(self, session: ReadingSession, place: Locator, word: str) -> None:
        if session is not self.session or not word:
            return
        self.panel.show_word(word)
        self._finding.open_with(word, place)
        self.parts.side.show_page("elsewhere")
        search, here = self.parts.search, session.opened.row.id
        if search is None:
            self.panel.show_others(())
            return
        self._job = self.parts.jobs.run(
            lambda: search.hits(phrase(word), limit=MOST_DOCUMENTS, hits_each=HITS_EACH),
            lambda found: self._show(session, [each for each in found if each.document != here and each.hits]),
            self._fail,
            owner=session,
        )

    def _show(self, session: ReadingSession, found: list[DocumentHits]) -> None:
        if session is self.session:
            self.panel.show_others(found)

    def _count_here(self) -> None:
        finder = self._finding.finder
        if finder is not None and self.parts.side.shown == "elsewhere":
            self.panel.show_here(len(finder.hits), is_cut=finder.hits.is_cut)

    def _go(self, document: int, place: Locator, words: str) -> None:
        session = self.session
        if session is not None:
            self._trail.append((session.opened.row.id, session.surface.place()))
            self._open(document, place, words)

    def _return(self) -> None:
        """To the document that one came from, at the place that one left."""
        if self._trail:
            self._open(*self._trail.pop(), "")

    def _open(self, document: int, place: Locator, words: str) -> None:
        self._expected = document
        self.place_in_library_requested.emit(document, place, words)

    def _fail(self, error: HearthError) -> None:
        self.panel.say(sentence(error))


def phrase(words: str) -> str:
    """A query for these words next to each other (reader/search/query.py)."""
    return '"' + "".join(" " if each in '"“”„‟«»「」『』＂' else each for each in words) + '"'


def meant_by(dictionaries: Dictionaries, word: str) -> str:
    """What is sought when a place in a text is pointed at: no form of a word, and no whole line of a script without
    spaces, but the longest word that a dictionary knows, else two characters. Blocks.
    """
    if not word or not goes_alone(word[0]):
        return stem_of(word)
    found = look_up(dictionaries, word)
    return found.form if found.definitions else word[:_LEAST_STEM]


def stem_of(word: str) -> str:
    """A Korean word without its particles, so that it is found with others; any other word as it is."""
    return next((each for each in without_particles(word) if len(each) >= _LEAST_STEM), word)
