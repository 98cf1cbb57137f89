"""The triggers while the library is open: armed by what the person chose, asked for their state, fired to be tried."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.guard.messages import TriggerFact, TriggerReport, TriggerSettings
from reader.guard.profiles import EVENTS, Deed, Profile, profile_of
from reader.guard.states import Event
from reader.guard.triggers.base import Trigger
from reader.guard.triggers.desktop_key import DesktopKey

MakeTriggers = Callable[[Profile, Path, str, str], Sequence[Trigger]]
"""The vault's folder, the one of the key file that opened it, "" where none did, and the panic key's name or ""."""


def _do_nothing(_name: str) -> None:
    return


class ArmedTriggers:
    """Used by the panic thread alone; what happens is posted from the triggers' own threads.

    They are started one by one, between the turns of that thread: starting a thread waits for it, and a dozen in a row
    kept a panic key pressed just after the opening waiting for up to 35 ms.
    """

    def __init__(self, make: MakeTriggers, post: Callable[[Event], None]) -> None:
        self._make = make
        self._post = post
        self._armed: Sequence[Trigger] = ()
        self._to_start: deque[Trigger] = deque()
        self._fire: Callable[[str], None] = _do_nothing
        self._armed_for: tuple[TriggerSettings, Path, str, str] | None = None
        self._key_folder = ""

    def know_key_file(self, folder: str) -> None:
        """Where the key file is: asked for at the next arming, known until they are disarmed. "" changes nothing."""
        self._key_folder = folder or self._key_folder

    def arm(self, settings: TriggerSettings, vault: Path, key_name: str = "") -> None:
        """Watch with these settings, and with no others that were armed before: `start_next` begins with each.

        What watches with them already is left alone: who chooses another panic key is not without triggers meanwhile,
        unless the desktop is to be asked for that key.
        """
        profile = profile_of(settings)
        asks_desktop = profile.deeds[DesktopKey.name] is not Deed.NOTHING
        wanted = (settings, vault, self._key_folder, key_name if asks_desktop else "")
        if wanted == self._armed_for:
            return
        self._stop()
        self._armed_for = wanted
        self._armed = self._make(profile, vault, self._key_folder, key_name)
        self._to_start.extend(self._armed)
        self._fire = lambda name: self._post(EVENTS[profile.deeds[name]])

    @property
    def is_starting(self) -> bool:
        """Whether there are any still to be started."""
        return bool(self._to_start)

    def start_next(self) -> None:
        """Start one of those still to be started, if there are any."""
        if self._to_start:
            self._to_start.popleft().start(self._fire)

    def disarm(self) -> None:
        """Watch nothing, and forget where the key file is."""
        self._stop()
        self._key_folder = ""

    def report(self) -> TriggerReport:
        """Which of them work, as of now."""
        states = [(trigger.name, trigger.state) for trigger in self._armed]
        return TriggerReport(
            triggers=tuple(TriggerFact(name=name, works=state.works, reason=state.reason) for name, state in states)
        )

    def fire(self, name: str) -> None:
        """As if it had happened, if it is armed."""
        for trigger in self._armed:
            if trigger.name == name:
                trigger.fire()

    def _stop(self) -> None:
        for trigger in self._armed:
            trigger.stop()
        self._to_start.clear()
        self._armed, self._armed_for = (), None
