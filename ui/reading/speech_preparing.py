"""What has to be before the first word: the person's agreement, the guard's knowledge, a voice. In this order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.platform.base import Platform
from reader.platform.speech import SpeechFacts
from reader.reading.speech_preferences import SPEECH_SETTING, SpeechPreferences, decoded
from reader.reading.voices import Voice
from ui.reading import speech_words
from ui.reading.page_feature import PageParts
from ui.reading.speech_agreement import SpeechAgreement
from ui.reading.speech_choices import SpeechChoices
from ui.reading.speech_engine import SpeechEngine, Trouble


class SpeechPreparing(QObject):
    """Asks and waits. The engine stays as long as it works: its service runs as long as it has a client."""

    guard_asked = Signal()  # `note_guard` is the answer; before it nothing goes to the service
    ready = Signal()
    declined = Signal()  # for now: the person is asked, or wants none of it
    resumed = Signal()  # the person has agreed
    refused = Signal(str)  # a sentence that says why, and what to do

    def __init__(
        self, parts: PageParts, choices: SpeechChoices, platform: Platform, make_engine: Callable[[], SpeechEngine]
    ) -> None:
        super().__init__(parts.page)
        self._parts, self._choices = parts, choices
        self.platform, self.make_engine = platform, make_engine
        self.engine: SpeechEngine | None = None
        self.voices: tuple[Voice, ...] = ()
        self.is_noted = False
        self._abandoned: list[SpeechEngine] = []  # a thread may not outlive its object
        self._is_wanted = False

    def start(self) -> None:
        """Do what is missing; one of the signals follows."""
        self._is_wanted = True
        library, platform = self._parts.library, self.platform
        self._parts.jobs.run(
            lambda: (decoded(library.setting(SPEECH_SETTING)), platform.speech_facts()),
            lambda found: self._ask_person(*found),
            lambda _error: self.declined.emit(),
            owner=self,
        )

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        self._is_wanted = False

    def drop_engine(self) -> None:
        """What is wrong with it stays wrong: the next time begins with another."""
        engine, self.engine, self.voices = self.engine, None, ()
        if engine is not None:
            engine.opened.disconnect(self._opened)
            engine.failed.disconnect(self._failed)
            self._abandoned.append(engine)
            engine.abandon()

    def note_guard(self) -> None:
        """The guard knows, and silences the service when this process ends."""
        self.is_noted = True
        if self._is_wanted and not self.voices:
            self._open_engine()

    def _ask_person(self, preferences: SpeechPreferences, facts: SpeechFacts) -> None:
        if not self._is_wanted:
            return
        self._choices.take(preferences)
        if facts.is_networked:
            self._refuse(speech_words.networked_sentence())
        elif preferences.is_agreed and not preferences.is_switched_off:
            self._ask_guard()
        else:
            self._is_wanted = False
            self.declined.emit()
            dialog = SpeechAgreement(facts, self._parts.page, is_switched_off=preferences.is_switched_off)
            dialog.answered.connect(self._take_answer)
            dialog.open()

    def _take_answer(self, agrees: bool) -> None:
        self._choices.agree(agrees=agrees)
        if agrees:
            self._is_wanted = True
            self.resumed.emit()
            self._ask_guard()

    def _ask_guard(self) -> None:
        if self.is_noted:
            self._open_engine()
        else:
            self.guard_asked.emit()

    def _open_engine(self) -> None:
        if self.voices:
            self._opened(self.voices)
            return
        if self.engine is None:
            self.engine = self.make_engine()
            self.engine.opened.connect(self._opened)
            self.engine.failed.connect(self._failed)
            self._parts.page.destroyed.connect(self.engine.close)
        self.engine.open()

    def _opened(self, voices: tuple[Voice, ...]) -> None:
        self.voices = voices
        if self._is_wanted:
            self._is_wanted = False
            self.ready.emit()

    def _failed(self, trouble: Trouble) -> None:
        self.drop_engine()
        self._refuse(speech_words.trouble_sentence(trouble, self.platform.name))

    def _refuse(self, text: str) -> None:
        self._is_wanted = False
        self.refused.emit(text)
