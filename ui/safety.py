"""What the desk knows of its own safety, kept until the settings' page asks for it, and how the rest is found out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from reader.errors import SandboxUnavailable
from reader.guard.messages import TriggerFact, WatchState
from reader.platform.base import Platform
from reader.platform.safety.finding import Finding, Matter
from reader.platform.safety.hearth import (
    capture_finding,
    deaths_finding,
    panic_key_finding,
    sandbox_finding,
    triggers_finding,
)
from reader.platform.safety.probe import Probe, look_at
from reader.workers.pool import WorkerPool
from ui.capture import CaptureWarden
from ui.jobs import Jobs
from ui.settings.safety_page import Look, SafetyPage
from ui.theme import Theme
from ui.unlock.opening import ADMITTED, EXCLUDED, OpenedVault

_SANDBOX_LIMIT_S = 20.0
"""A worker has to be started for it, unless one was."""
_NOTHING_THERE = ("no-battery", "no-lid", "no-key-file", "built-in")
"""Of reader/guard/triggers/base.py REASONS: a machine without these is none the worse."""
_SAMPLE = b"a\n"


class Safety(QObject):
    """One for the desk's process. Every note goes to the page, if there is one, by `noted`."""

    noted = Signal(object)  # Finding
    triggers_asked = Signal()  # the page wants to know which of them work
    capture_chosen = Signal(str)  # ADMITTED or EXCLUDED, to be kept in the library

    def __init__(self, app: QGuiApplication, platform: Platform) -> None:
        super().__init__(app)
        self._platform = platform
        self._warden = CaptureWarden(app, platform)
        self._known: dict[Matter, Finding] = {}
        self._note(panic_key_finding(is_known=False, is_armed=False, reason=""))

    def note_watch(self, state: WatchState) -> None:
        """What the guard says of the panic key."""
        self._note(panic_key_finding(is_known=True, is_armed=state.armed, reason=state.reason))

    def note_triggers(self, triggers: Sequence[TriggerFact]) -> None:
        """Which of those that are switched on work here. What the machine has none of can't be missed."""
        there = [trigger for trigger in triggers if trigger.works or trigger.reason not in _NOTHING_THERE]
        self._note(triggers_finding(sum(trigger.works for trigger in there), len(there)))

    def note_deaths(self, count: int) -> None:
        """How often a desk before this one ended by itself. None is nothing to speak of."""
        if count > 0:
            self._note(deaths_finding(count))

    def admit_to_capture(self, *, admitted: bool) -> None:
        """Let the windows be captured or keep them out, at once."""
        self._warden.set_admitted(admitted=admitted)
        self._note_capture()

    def known(self) -> list[Finding]:
        """The latest word on each matter. Capture is asked now: windows come and go."""
        self._note_capture()
        return list(self._known.values())

    def make_page(self, opened: OpenedVault, jobs: Jobs, theme: Theme) -> SafetyPage:
        """The page of the settings, which knows what is known here and looks at the rest."""
        looks = self._looks(opened.vault.folder, opened.pool)
        page = SafetyPage(looks, jobs, theme, has_capture_switch=self._warden.can_exclude)
        for finding in self.known():
            page.note(finding)
        self.noted.connect(page.note)
        page.started.connect(self.triggers_asked)
        page.capture_requested.connect(self._choose_capture)
        return page

    def _looks(self, folder: Path, pool: WorkerPool) -> tuple[Look, ...]:
        """Each for a job of its own."""
        window_system = QGuiApplication.platformName()
        sandbox = Probe("sandbox", lambda: look_at_sandbox(pool), _SANDBOX_LIMIT_S)
        return (
            lambda: look_at(self._platform.safety_probes(folder, window_system)),
            lambda: look_at([sandbox]),
        )

    def _choose_capture(self, admitted: bool) -> None:
        self.admit_to_capture(admitted=admitted)
        self.capture_chosen.emit(ADMITTED if admitted else EXCLUDED)

    def _note_capture(self) -> None:
        warden = self._warden
        self._note(
            capture_finding(is_possible=warden.can_exclude, is_admitted=warden.is_admitted, is_done=warden.is_done)
        )

    def _note(self, finding: Finding) -> None:
        self._known[finding.matter] = finding
        self.noted.emit(finding)


def look_at_sandbox(pool: WorkerPool) -> Finding:
    """The walls of the last worker; before there was one, a worker is made to read a line. Raises WorkerError."""
    if pool.sandbox is None:
        try:
            for _event in pool.parse([_SAMPLE]):
                pass
        except SandboxUnavailable:
            return sandbox_finding(None)
    return sandbox_finding(pool.sandbox)
