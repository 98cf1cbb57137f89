"""Silencing the system's speech service when the desk that spoke through it ends, without knowing what it said."""

from __future__ import annotations

from reader.guard.states import Event
from reader.guard.timers import Timers
from reader.platform.speech import SpeechService

LATE_S = (0.06, 0.25)
"""Between the first word to the service and those after it. What the desk sent in its last moment may lie unread in
the service's own queue while it reads ours: it takes the lines of all its clients in turn."""
LET_GO_S = 1.0
ANSWER_LIMIT_S = 0.05  # at the end of the program, which nothing waits for


class Silencing:
    """Used by the panic thread alone. A service that nobody has used is never spoken to: that might start it."""

    def __init__(self, speech: SpeechService, timers: Timers) -> None:
        self._speech = speech
        self._timers = timers
        self._is_expected = False
        self._said = 0

    def expect_speech(self) -> None:
        """The desk that lives now will have something read aloud."""
        self._is_expected = True

    def expect_none(self) -> None:
        """Another desk lives now; it will ask if it wants to speak."""
        self._is_expected = False

    def begin(self) -> None:
        """Silence it, and what comes late too. Takes microseconds; a service that does not listen delays nobody."""
        if self._is_expected:
            self._said = 0
            self.go_on()

    def go_on(self) -> None:
        """Say it once more, as often as `LATE_S` has it; then let go of the service."""
        if self._said > len(LATE_S):
            self._said = 0
            self._speech.let_go()
            return
        self._speech.cancel()
        self._timers.start(Event.SPEECH_LATE, (*LATE_S, LET_GO_S)[self._said])
        self._said += 1

    def end(self) -> None:
        """The program ends; nobody is left to say it later."""
        if self._said:
            self._speech.cancel()
            self._speech.let_go(ANSWER_LIMIT_S)
