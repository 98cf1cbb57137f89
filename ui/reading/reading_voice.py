"""Says utterances one at a time, each by a voice of its language, and tells what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from reader.reading.read_aloud import Utterance
from reader.reading.speech_preferences import SpeechPreferences
from reader.reading.voices import Voice, choose_voice
from ui.reading.speech_engine import Saying, SpeechEngine

ANSWER_LIMIT_MS = 10_000
"""A service that has not begun by then is not going to: another program may have cancelled all that it had."""
END_LIMIT_MS, END_LIMIT_LETTER_MS = 20_000, 600
"""And one that has begun and is not done by then has died: the slowest voice takes less for each letter."""


def _system() -> str:
    return QLocale.system().name().replace("_", "-")


def with_country(tag: str) -> str:
    """A language with a country, as voices have one: the person's own where they speak it, else where most do."""
    if "-" in tag:
        return tag
    system = _system()
    return system if system.partition("-")[0] == tag.lower() else QLocale(tag).name().replace("_", "-")


class ReadingVoice(QObject):
    """What an engine tells of anything but the utterance said last concerns nobody."""

    said = Signal()  # to its end
    word = Signal(object, object)  # Locators: it is saying what stands between them
    unanswered = Signal()

    def __init__(self, engine: SpeechEngine, voices: Sequence[Voice], parent: QObject) -> None:
        super().__init__(parent)
        self._engine, self._voices = engine, voices
        self._number = 0
        self._utterance: Utterance | None = None
        self.voice: Voice | None = None
        self.has_spoken = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.unanswered)
        engine.begun.connect(self._begun)
        engine.word.connect(self._word)
        engine.ended.connect(self._ended)

    def say(self, utterance: Utterance, document_language: str, preferences: SpeechPreferences) -> bool:
        """Say it in place of anything else. False: no voice here can."""
        languages = [with_country(tag) for tag in (utterance.language, document_language, _system(), "en") if tag]
        voice = choose_voice(self._voices, utterance.text, languages, preferences.voices)
        if voice is None:
            return False
        self._number = next(self._engine.numbers)
        self.voice, self._utterance = voice, utterance
        self._patience.start(ANSWER_LIMIT_MS)
        self._engine.say(Saying(self._number, utterance.text, voice, preferences.speed))
        return True

    def silence(self) -> None:
        """Say nothing more."""
        self._number = 0
        self._patience.stop()
        self._engine.stop()

    def _begun(self, number: int) -> None:
        if number == self._number:
            self.has_spoken = True
            letters = len(self._utterance.text) if self._utterance is not None else 0
            self._patience.start(END_LIMIT_MS + END_LIMIT_LETTER_MS * letters)

    def _word(self, number: int, start: int, length: int) -> None:
        stretch = self._utterance.stretch(start, length) if self._utterance and number == self._number else None
        if stretch is not None:
            self.word.emit(*stretch)

    def _ended(self, number: int) -> None:
        if number == self._number:
            self._patience.stop()
            self.said.emit()
