"""The system's voices, by Qt TextToSpeech: the only module that knows it, and it loads it when somebody wants to hear.

Everything happens on a thread of its own. Qt's engine for Linux starts the system's service if none runs, and asks it
for some thousand voices: 1.4 s in which a UI thread would stand still (measured), and each word to it is a question
that waits for its answer. Nothing is ever paused in the service: it would keep the text, and, being told to pause for
everybody, silence screen readers too. Whoever pauses stops, and begins again with the same sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from itertools import count
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QLocale, QObject, QThread, QTimer, Signal, Slot
from shiboken6 import Shiboken

from reader.platform.speech import SpeechService
from reader.reading.voices import Voice

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

ENGINE_NAMES = ("winrt", "sapi", "darwin", "speechd", "flite")
"""Qt's engines that speak. Its "mock" is silent, and only for tests."""
PULSE_MS = 500
"""Between two looks at whether the service still lives."""
GRACE_MS = 150
"""So long an old sentence may take to fall silent before the next is sent. Services do not say which one has ended."""
_CLOSING_LIMIT_MS = 1000
_VARIANT = "+"
"""eSpeak lists each voice a hundred times more, as "English+Annie": the same voice, distorted."""
_CHINESE = "Chinese (Mandarin"
"""eSpeak's name for it; its language, "cmn", is none that Qt knows."""
_COUNTRIES = {"United States": "America", "United Kingdom": "Great Britain"}
"""As eSpeak's voices call them."""
_FASTEST = 10


class Trouble(Enum):
    """Why nothing can be heard."""

    NO_MODULE = auto()  # Qt's speech part is not installed
    NO_SERVICE = auto()  # the system has no speech, or it does not answer
    BROKEN = auto()  # it answered with an error


class Saying(msgspec.Struct, frozen=True):
    """One utterance for the engine; `number` comes back with what becomes of it. `speed` -10 to 10."""

    number: int
    text: str
    voice: Voice
    speed: int


class SpeechEngine(QObject):
    """Call it from the UI thread; it answers there."""

    opened = Signal(object)  # tuple[Voice, ...]
    failed = Signal(object)  # Trouble
    begun = Signal(int)  # an utterance's number
    word = Signal(int, int, int)  # number, start and length in UTF-16 units of its text
    ended = Signal(int)
    _open_wanted = Signal()
    _say_wanted = Signal(object)
    _stop_wanted = Signal()

    def __init__(self, names: Sequence[str] = (), service: SpeechService | None = None) -> None:
        """`names`: Qt's engines to try, in this order; without any, all that speak. `service` tells of its end."""
        super().__init__()
        self.numbers = count(1)
        """For utterances: what is told of an old one must fit no new one."""
        self._thread = QThread()
        self._thread.setObjectName("speech")
        self._service = service or SpeechService()
        self._speaker = _Speaker(names or ENGINE_NAMES, self._service)
        self._speaker.moveToThread(self._thread)
        self._open_wanted.connect(self._speaker.open)
        self._say_wanted.connect(self._speaker.say)
        self._stop_wanted.connect(self._speaker.stop)
        self._speaker.opened.connect(self.opened)
        self._speaker.failed.connect(self.failed)
        self._speaker.begun.connect(self.begun)
        self._speaker.word.connect(self.word)
        self._speaker.ended.connect(self.ended)
        self._thread.finished.connect(self._speaker.deleteLater)

    def open(self) -> None:
        """Find the system's voices; `opened` or `failed` follows."""
        self._thread.start()
        self._open_wanted.emit()

    def say(self, saying: Saying) -> None:
        """Say this, and nothing that was to be said before."""
        self._say_wanted.emit(saying)

    def stop(self) -> None:
        """Fall silent; nothing is told of what was being said."""
        self._stop_wanted.emit()

    def close(self) -> None:
        """Tests, and the end of a page: let go of the voices and of the thread."""
        if self._thread.isRunning():
            self.abandon()
            if not self._thread.wait(_CLOSING_LIMIT_MS):
                self._thread.terminate()  # it waits for a service that hangs
                self._thread.wait()
            self._service.let_go()

    def abandon(self) -> None:
        """Let it end when it can, without waiting: its service may hang, and its thread with it."""
        self._stop_wanted.emit()
        self._thread.quit()


class _Speaker(QObject):
    """What lives on the engine's thread."""

    opened = Signal(object)
    failed = Signal(object)
    begun = Signal(int)
    word = Signal(int, int, int)
    ended = Signal(int)

    def __init__(self, names: Sequence[str], service: SpeechService) -> None:
        super().__init__()
        self._names, self._service = names, service
        self._engine: QTextToSpeech | None = None
        self._voice: Voice | None = None
        self._next: Saying | None = None
        self._now: Saying | None = None
        self._is_begun = False
        self._grace: QTimer | None = None

    @Slot()
    def open(self) -> None:
        if self._engine is not None:
            return
        try:
            from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 - large, and not installed everywhere
        except ImportError:
            self.failed.emit(Trouble.NO_MODULE)
            return
        available = QTextToSpeech.availableEngines()
        for name in self._names:
            if name in available and self._take(QTextToSpeech(name, self)):
                return
        self.failed.emit(Trouble.NO_SERVICE)

    def _take(self, engine: QTextToSpeech) -> bool:
        """Use this engine if it has a voice. Its plugin may be there and what it needs may not."""
        voices = _voices_of(engine)
        if not voices:
            engine.deleteLater()
            return False
        self._engine = engine
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(GRACE_MS)
        self._grace.timeout.connect(self._say_next)
        self._service.attend()
        self._pulse = QTimer(self)
        self._pulse.setInterval(PULSE_MS)
        self._pulse.timeout.connect(self._has_service)
        engine.stateChanged.connect(self._follow)
        engine.sayingWord.connect(self._pass_word)
        self.opened.emit(voices)
        return True

    @Slot(object)
    def say(self, saying: Saying) -> None:
        if self._grace is None or not self._has_service() or self._engine is None:
            return
        self._next = saying
        if self._now is None:
            self._say_next()
        else:
            self._now = None
            self._engine.stop()
            self._grace.start()

    @Slot()
    def stop(self) -> None:
        self._next = None
        if self._has_service() and self._engine is not None:
            was_saying, self._now = self._now is not None, None
            if was_saying:
                self._engine.stop()

    def _say_next(self) -> None:
        saying, self._next = self._next, None
        if saying is None or not self._has_service() or self._engine is None:
            return
        if saying.voice != self._voice:
            self._wear(saying.voice)
        self._engine.setRate(saying.speed / _FASTEST)
        self._now, self._is_begun = saying, False
        self._pulse.start()
        self._engine.say(saying.text)

    def _has_service(self) -> bool:
        """Qt's engine for Linux crashes when it asks anything of a service that has ended, and when it is deleted then.

        So it is let go of without another word, and stays in memory.
        """
        engine = self._engine
        if engine is None or self._service.is_there():
            return engine is not None
        self._engine = self._now = self._next = None
        self._pulse.stop()
        self._service.let_go()
        engine.blockSignals(True)
        engine.setParent(None)
        Shiboken.invalidate(engine)
        self.failed.emit(Trouble.BROKEN)
        return False

    def _wear(self, voice: Voice) -> None:
        if self._engine is None:
            return
        self._engine.setLocale(QLocale(voice.locale))
        found = [each for each in self._engine.availableVoices() if each.name() == voice.name]
        if found:
            self._engine.setVoice(found[0])
        self._voice = voice

    def _follow(self, state: QTextToSpeech.State) -> None:
        """The engine's own states, which belong to no sentence in particular."""
        name = state.name
        if self._next is not None:
            if name == "Speaking" and self._has_service() and self._engine is not None:
                self._engine.stop()  # an old one that begins only now
            elif name == "Ready" and self._grace is not None:
                self._grace.start(0)
        elif self._now is not None:
            self._follow_now(name, self._now)

    def _follow_now(self, state: str, now: Saying) -> None:
        if state == "Speaking":
            self._is_begun = True
            self.begun.emit(now.number)
        elif state == "Ready" and self._is_begun:
            self._now = None
            self.ended.emit(now.number)
        elif state == "Error":
            self._now = None
            self.failed.emit(Trouble.BROKEN)

    def _pass_word(self, _word: str, _utterance: int, start: int, length: int) -> None:
        if self._now is not None and self._next is None:
            self.word.emit(self._now.number, start, length)


def _is_of_country(name: str, locale: QLocale) -> bool:
    """eSpeak's first voice of the United States is "English (Caribbean)", and of Brazil "Portuguese (Portugal)"."""
    country = QLocale.territoryToString(locale.territory())
    return _COUNTRIES.get(country, country) in name


def _voices_of(engine: QTextToSpeech) -> tuple[Voice, ...]:
    """All voices of all languages; Qt tells those of the present language only."""
    found: list[Voice] = []
    for locale in sorted(engine.availableLocales(), key=QLocale.name):  # Qt's own order is another each time
        engine.setLocale(locale)
        names = [voice.name() for voice in engine.availableVoices()]
        for name in sorted(names, key=lambda name: not _is_of_country(name, locale)):
            language = locale.name().replace("_", "-")
            if locale.language() == QLocale.Language.C:
                language = "zh" if name.startswith(_CHINESE) else ""
            if language and _VARIANT not in name:
                found.append(Voice(language=language, name=name, locale=locale.name()))
    return tuple(found)
