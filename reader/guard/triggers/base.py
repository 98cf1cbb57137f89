"""The contract of a trigger: something that happens to the machine, and is reported while the library is open.

A trigger works on a thread of its own, so that a service that hangs delays neither the panic thread nor another
trigger. It reports at once and then keeps quiet for `QUIET_S`: a sensor that flaps is heard the first time, and never
less than once.
"""

from __future__ import annotations

import select
import socket
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from typing import ClassVar

import msgspec

QUIET_S = 1.0  # after a report; far longer than contacts bounce, far shorter than anybody needs to open it again
RETRY_S = 2.0  # until a source that is not there is looked for again

Report = Callable[[str], None]
"""Takes the trigger's name. Called on the trigger's thread: it must only post."""


class TriggerState(msgspec.Struct, frozen=True):
    """Whether it works on this machine now, and if not, why: one of `REASONS`."""

    works: bool
    reason: str = ""


REASONS = (
    "not-started",
    "no-bus",  # no D-Bus, or the service's bus does not answer
    "no-service",  # nobody offers it; it is used as soon as somebody does
    "no-session",  # logind knows no session of this user
    "no-messages",  # Windows, macOS: the system does not send this program its messages
    "no-reading",  # the service is there, but tells nothing, or something else than it should
    "no-battery",
    "no-lid",
    "no-display",  # nothing here tells which displays there are
    "no-adapter-list",  # the system does not tell which network adapters there are
    "no-idle-time",  # the display does not tell when somebody last touched anything
    "no-key-file",  # the library was opened without one: there is nothing to watch
    "no-portal",  # the desktop has no portal by which a program may ask for a key
    "asking",  # the desktop has been asked, and asks the person
    "refused",  # by the person or the desktop; it is asked again when the library is opened again
    "built-in",  # watched all the same, but on a disk inside the machine: there is nothing to pull out
    "no-medium",  # the folder is not there to be watched
    "failed",  # a fault of ours; it is tried again
)
_NOT_STARTED = TriggerState(False, "not-started")


class Run:
    """One start of a trigger, until it is stopped. Seen by select: readable means stop.

    `levels` is what was last known of each source; it outlives a source that goes away, so that a change is
    seen then too.
    """

    def __init__(self, name: str, report: Report, now: Callable[[], float]) -> None:
        self.levels: dict[Hashable, bool] = {}
        self.state = _NOT_STARTED
        self._name = name
        self._report = report
        self._now = now
        self._reported_s: float | None = None
        self._lock = threading.RLock()  # held while reporting, so that nothing comes after `stop`
        self._woken, self._waking = socket.socketpair()
        self._is_stopped = False

    @property
    def is_stopped(self) -> bool:
        """Whether to end."""
        return self._is_stopped

    def fileno(self) -> int:
        """For select."""
        return self._woken.fileno()

    def wait(self, limit_s: float) -> bool:
        """Sleep for `limit_s`; True at once when it is time to stop."""
        return bool(select.select([self], [], [], limit_s)[0])

    def happened(self) -> None:
        """Report, unless it has been reported just now."""
        with self._lock:
            now_s = self._now()
            is_quiet = self._reported_s is not None and now_s - self._reported_s < QUIET_S
            if self._is_stopped or is_quiet:
                return
            self._reported_s = now_s
            self._report(self._name)

    def note(self, reason: str = "") -> None:
        """Say whether it works: with no reason it does."""
        self.state = TriggerState(not reason, reason)

    def stop(self) -> None:
        """From any thread; waits for nothing but a report that is just being posted."""
        with self._lock:
            if not self._is_stopped:
                self._is_stopped = True
                self._waking.send(b"\0")

    def close(self) -> None:
        """By the trigger's thread, at its end. No `fileno` or `wait` after this."""
        with self._lock:
            self._is_stopped = True
            self._woken.close()
            self._waking.close()


class Trigger(ABC):
    """Start and stop it as often as the library opens and closes, from one thread."""

    name: ClassVar[str]
    retry_s: ClassVar[float] = RETRY_S

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._run: Run | None = None

    @property
    def state(self) -> TriggerState:
        """Whether it works, as of now; from any thread."""
        run = self._run
        return run.state if run else _NOT_STARTED

    def start(self, report: Report) -> None:
        """Watch from now on. What happened before is not reported."""
        self.stop()
        run = self._run = Run(self.name, report, self._now)
        threading.Thread(target=self._keep_watching, args=(run,), name=f"trigger-{self.name}", daemon=True).start()

    def stop(self) -> None:
        """Report nothing any more. Never blocks: the thread ends by itself."""
        if self._run:
            self._run.stop()
        self._run = None

    def fire(self) -> None:
        """Report as if it had happened, by the same way: to try what it does. Nothing while it is not started."""
        if self._run:
            self._run.happened()

    @abstractmethod
    def _watch(self, run: Run) -> None:
        """Call `run.happened` whenever it happens, until `run` is stopped. Ends or raises when the source is gone."""

    def _keep_watching(self, run: Run) -> None:
        try:
            while not run.is_stopped:
                try:
                    self._watch(run)
                except Exception:  # noqa: BLE001 - a sensor that went blind for good would be missed by nobody
                    run.note("failed")
                run.wait(self.retry_s)
        finally:
            run.close()
