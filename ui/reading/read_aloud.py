"""Reading aloud: the actions, the bar, and one document's reading.

It stops at the document's end, when the document is put away, when it is asked to, and with the desk's process, whose
guard silences the system's service. It pauses when the page is no longer seen: what is hidden is not read out. It does
not mind that another window has the keyboard: whoever listens may do something else meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal

from reader.platform import this_platform
from reader.platform.base import Platform
from reader.reading.read_aloud import SpokenAs, Utterance
from reader.reading.voices import primary, voices_for
from reader.text.model import Locator
from ui.reading import speech_words
from ui.reading.narration import Narration
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.reading_session import ReadingSession
from ui.reading.reading_voice import ReadingVoice
from ui.reading.speech_bar import SpeechBar
from ui.reading.speech_choices import SpeechChoices
from ui.reading.speech_engine import SpeechEngine
from ui.reading.speech_preparing import SpeechPreparing
from ui.reading.spoken_mark import SpokenMark
from ui.theme import Theme

MOST_PASSED_OVER = 20
_WHILE_ON = ("speak_previous", "speak_next", "speak_slower", "speak_faster", "speak_stop")


class Phase(Enum):
    """How far reading aloud is."""

    OFF = auto()
    PREPARING = auto()
    SPEAKING = auto()
    PAUSED = auto()


class ReadAloud(PageFeature):
    """Reads the open document aloud."""

    guard_asked = Signal()  # answered by `note_guard`

    def __init__(
        self,
        parts: PageParts,
        *,
        make_engine: Callable[[], SpeechEngine] | None = None,
        platform: Platform | None = None,
    ) -> None:
        super().__init__(parts)
        self.phase = Phase.OFF
        self.bar = SpeechBar(parts.actions, parts.theme(), parts.page)
        self.choices = SpeechChoices(parts, self.bar, self)
        platform = platform or this_platform()
        made = make_engine or (lambda: SpeechEngine(service=platform.speech_service()))
        self.preparing = SpeechPreparing(parts, self.choices, platform, made)
        self._narration: Narration | None = None
        self._voice: ReadingVoice | None = None
        self._mark: SpokenMark | None = None
        self._bounds: tuple[Locator, Locator] | None = None
        self._direction = 1
        self._is_asked_for = False
        self._passed_over = 0
        self._connect()

    def _connect(self) -> None:
        add = self.parts.actions.add
        add("speak", self.toggle)
        add("speak_stop", self.stop)
        add("speak_previous", partial(self.step, -1))
        add("speak_next", partial(self.step, 1))
        add("speak_slower", partial(self.choices.change_speed, -1))
        add("speak_faster", partial(self.choices.change_speed, 1))
        self.choices.changed.connect(self._say_again)
        self.choices.slept.connect(self.stop)
        self.choices.pictures_chosen.connect(
            lambda describes: self._narration.describe_pictures(describes=describes) if self._narration else None
        )
        self.preparing.guard_asked.connect(self.guard_asked)
        self.preparing.ready.connect(self._begin)
        self.preparing.refused.connect(self._complain)
        self.preparing.declined.connect(lambda: self._enter(Phase.OFF))
        self.preparing.resumed.connect(lambda: self._enter(Phase.PREPARING))
        self.parts.page.installEventFilter(self)

    def note_guard(self) -> None:
        """The guard knows that something will be read aloud."""
        self.preparing.note_guard()

    def document_opened(self, session: ReadingSession) -> None:
        self.parts.actions.set_available(_WHILE_ON, available=False)

    def document_left(self) -> None:
        self.stop()

    def set_theme(self, theme: Theme) -> None:
        self.bar.set_theme(theme)

    def escape(self) -> bool:
        was_open = not self.bar.isHidden()
        self.stop()
        return was_open

    # -- what one can do

    def toggle(self) -> None:
        """Begin, pause, or go on."""
        if self.phase is Phase.OFF and self.session is not None:
            self._bounds = self.session.surface.selection.span
            self._enter(Phase.PREPARING)
            self.preparing.start()
        elif self.phase is Phase.SPEAKING:
            self.pause()
        elif self.phase is Phase.PAUSED:
            self._go_on()

    def pause(self) -> None:
        """Fall silent; the same sentence comes again. The service keeps nothing meanwhile."""
        if self.phase is Phase.SPEAKING and self._voice is not None:
            self._voice.silence()
            self._enter(Phase.PAUSED)

    def stop(self) -> None:
        """No more of it."""
        self.preparing.cancel()
        self.choices.end()
        if self._voice is not None:
            self._voice.silence()
        for part in (self._voice, self._narration):
            if part is not None:
                part.deleteLater()
        if self._narration is not None:
            self._narration.cancel()
        if self._mark is not None:
            self._mark.clear()
        self._voice = self._narration = self._mark = None
        self._enter(Phase.OFF)

    def step(self, by: int) -> None:
        """To the next sentence (1) or the one before (-1), speaking or paused."""
        if self._narration is not None and self._voice is not None:
            self._voice.silence()
            self._direction, self._is_asked_for = by, True
            self._narration.step(by)

    def _go_on(self) -> None:
        """With the sentence that was cut off, or with what has been selected since."""
        session, narration = self.session, self._narration
        if session is None or narration is None:
            return
        chosen = session.surface.selection.span
        self._enter(Phase.SPEAKING)
        self._is_asked_for = True
        if chosen is not None and chosen != self._bounds:
            self._bounds = chosen
            narration.begin(chosen[0], chosen)
        elif narration.current is not None:
            self._reached(narration.current)

    # -- one document's reading

    def _begin(self) -> None:
        session, engine = self.session, self.preparing.engine
        if session is None or engine is None:
            return
        opened, surface = session.opened, session.surface
        spoken_as = SpokenAs(
            language=opened.language,
            describes_pictures=self.choices.preferences.describes_pictures,
            joins_lines=bool(opened.fixed_pages),
        )
        parts = self.parts
        self._voice = ReadingVoice(engine, self.preparing.voices, self)
        self._narration = Narration(parts.library, parts.jobs, opened.row.id, opened.pages, spoken_as, self)
        self._mark = SpokenMark(surface)
        self._voice.said.connect(partial(self._move, 1))
        self._voice.word.connect(self._mark.show_word)
        self._voice.unanswered.connect(self._give_up)
        self._narration.reached.connect(self._reached)
        self._narration.over.connect(self._over)
        self._passed_over, self._direction, self._is_asked_for = 0, 1, False
        self._narration.begin(surface.selection.caret or surface.place(), self._bounds)

    def _move(self, by: int) -> None:
        if self.phase is Phase.SPEAKING and self._narration is not None:
            self._direction = by
            self._narration.step(by)

    def _reached(self, utterance: Utterance) -> None:
        if self._mark is not None:
            self._mark.show(utterance, asked_for=self._is_asked_for)
            self._is_asked_for = False
        if self.phase is not Phase.PAUSED:
            self._say(utterance)

    def _say(self, utterance: Utterance) -> None:
        session, voice = self.session, self._voice
        if session is None or voice is None:
            return
        if not voice.say(utterance, session.opened.language, self.choices.preferences):
            self._pass_over(utterance, session.opened.language)
            return
        self._passed_over = 0
        if voice.voice is not None:
            self.bar.show_voices(voices_for(self.preparing.voices, voice.voice.language), voice.voice)
        self._enter(Phase.SPEAKING)

    def _pass_over(self, utterance: Utterance, document_language: str) -> None:
        """Foreign words in the midst of others may go unheard; the document's own may not."""
        self._passed_over += 1
        has_spoken = self._voice is not None and self._voice.has_spoken
        is_own = primary(utterance.language) == primary(document_language) or not has_spoken
        if self._narration is None or is_own or self._passed_over > MOST_PASSED_OVER:
            name = self.preparing.platform.name
            self._complain(speech_words.no_voice_sentence(utterance.language, name))
        else:
            self._narration.step(self._direction)

    def _say_again(self) -> None:
        if self.phase is Phase.SPEAKING and self._narration is not None and self._narration.current is not None:
            self._say(self._narration.current)

    def _over(self) -> None:
        """Before the first sentence there is none: that one again. Behind the last one it is over."""
        narration = self._narration
        if narration is None or narration.current is None:
            self._complain(speech_words.nothing_sentence())
        elif self._direction < 0:
            self._reached(narration.current)
        else:
            self.stop()

    def _give_up(self) -> None:
        self.preparing.drop_engine()
        self._complain(speech_words.silent_sentence())

    # -- what shows

    @property
    def _voice_name(self) -> str:
        return self._voice.voice.name if self._voice is not None and self._voice.voice is not None else "…"

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        words = {
            Phase.OFF: "",
            Phase.PREPARING: self.tr("Looking for a voice…"),
            Phase.SPEAKING: self.tr("Reading aloud: {voice}").format(voice=self._voice_name),
            Phase.PAUSED: self.tr("Paused"),
        }
        self._show(words[phase])
        self.bar.setVisible(phase is not Phase.OFF)

    def _show(self, text: str) -> None:
        is_on, is_speaking = self.phase is not Phase.OFF, self.phase is Phase.SPEAKING
        self.bar.show_state(text, is_speaking=is_speaking)
        self.parts.actions.set_available(_WHILE_ON, available=is_on)
        self.parts.actions.set_on("speak", on=is_speaking)

    def _complain(self, text: str) -> None:
        """Stop, and leave the reason standing in the bar."""
        self.stop()
        self._show(text)
        self.bar.show()
        self.parts.actions.set_available(["speak_stop"], available=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            if event.spontaneous() and self.phase is not Phase.PREPARING:
                self.pause()  # the window is minimised
            else:
                self.stop()  # whatever of it is still on its way must not speak behind a cover
        return False
