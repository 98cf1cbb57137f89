"""A page that can be read aloud without a sound: an engine that does as a test says, and the agreement given."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from reader.platform.base import Platform
from reader.platform.speech import SpeechFacts
from reader.reading.kept import encoded
from reader.reading.speech_preferences import SPEECH_SETTING, SpeechPreferences
from reader.reading.voices import Voice
from reader.text.model import Locator
from tests.ui.reading.fake_library import FakeLibrary
from tests.ui.reading.pages import open_page
from ui.reading.read_aloud import Phase, ReadAloud
from ui.reading.reading_page import ReadingPage
from ui.reading.speech_engine import Saying, SpeechEngine

ENGLISH = Voice(language="en", name="Anne", locale="en_US")
OTHER_ENGLISH = Voice(language="en", name="Charly", locale="en_US")
FRENCH = Voice(language="fr-FR", name="Marie", locale="fr_FR")
KOREAN = Voice(language="ko-KR", name="Yuna", locale="ko_KR")
VOICES = (ENGLISH, OTHER_ENGLISH, FRENCH, KOREAN)


class FakeEngine(QObject):
    """Says what it is told at once and ends when the test says so."""

    opened = Signal(object)
    failed = Signal(object)
    begun = Signal(int)
    word = Signal(int, int, int)
    ended = Signal(int)

    def __init__(self, voices: tuple[Voice, ...] = VOICES) -> None:
        super().__init__()
        self.numbers = count(1)
        self.voices = voices
        self.sayings: list[Saying] = []
        self.is_speaking = False
        self.openings = 0

    def open(self) -> None:
        self.openings += 1
        self.opened.emit(self.voices)

    def say(self, saying: Saying) -> None:
        self.sayings.append(saying)
        self.is_speaking = True
        self.begun.emit(saying.number)

    def stop(self) -> None:
        self.is_speaking = False

    def close(self) -> None:
        self.stop()

    def abandon(self) -> None:
        self.stop()

    def end(self) -> None:
        """The sentence is over."""
        self.is_speaking = False
        self.ended.emit(self.sayings[-1].number)

    @property
    def texts(self) -> list[str]:
        """All that was said, as far as it was begun."""
        return [saying.text for saying in self.sayings]


class SpeakingPlatform(Platform):
    """A system whose speech service is as a test has it."""

    name = "linux"

    def __init__(self, facts: SpeechFacts) -> None:
        self.facts = facts

    def speech_facts(self) -> SpeechFacts:
        return self.facts


def feature_of(page: ReadingPage) -> ReadAloud:
    return page.feature(ReadAloud)


def give(page: ReadingPage, engine: FakeEngine | SpeechEngine, facts: SpeechFacts | None = None) -> None:
    """Let the page speak by this engine; the guard knows."""
    preparing = feature_of(page).preparing
    preparing.make_engine = lambda: engine  # type: ignore[assignment, return-value]  # it has what is used
    preparing.platform = SpeakingPlatform(facts or SpeechFacts(ends_with_desk=True))
    feature_of(page).guard_asked.connect(feature_of(page).note_guard)


def agree(library: FakeLibrary, preferences: SpeechPreferences | None = None) -> None:
    """As if the person had been asked before."""
    library.set_setting(SPEECH_SETTING, encoded(preferences or SpeechPreferences(is_agreed=True)))


def speaking_page(
    qtbot: QtBot,
    library: FakeLibrary,
    document: int,
    at: Locator | None = None,
    voices: tuple[Voice, ...] = VOICES,
) -> tuple[ReadingPage, FakeEngine]:
    """A page that reads `document` aloud, in its first sentence."""
    agree(library)
    page, engine = open_page(qtbot, library, document, at), FakeEngine(voices)
    give(page, engine)
    page.act("speak")
    qtbot.waitUntil(lambda: feature_of(page).phase is Phase.SPEAKING)
    return page, engine
