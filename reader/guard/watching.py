"""The guard's hold on the watch: started when it may be needed, armed while the library is open, started again."""

from __future__ import annotations

from collections.abc import Callable

from reader.guard.children import WatchProcess
from reader.guard.messages import ArmWatch, DisarmWatch, PanicKeys

MAX_WATCH_DEATHS = 3


class Watching:
    """Used by the panic thread alone. A watch that has died `MAX_WATCH_DEATHS` times is not started again."""

    def __init__(self, start: Callable[[], WatchProcess]) -> None:
        self._start = start
        self._deaths = 0
        self.process: WatchProcess | None = None

    def start(self) -> None:
        """Have one, if it can be had. Raises OSError."""
        if not self.process and self._deaths < MAX_WATCH_DEATHS:
            self.process = self._start()

    def arm(self, keys: PanicKeys) -> bool:
        """Let it listen; False: nobody does. Its own word follows by message."""
        try:
            self.start()
        except OSError:
            self._deaths += 1
        return bool(self.process and self.process.send(ArmWatch(keys=keys)))

    def disarm(self) -> None:
        """Let it listen to nothing."""
        if self.process and not self.process.send(DisarmWatch()):
            self.bury()

    def bury(self) -> None:
        """It has died, or speaks nonsense."""
        self._deaths += 1
        self.end()

    def end(self) -> None:
        """Kill it, if there is one."""
        process, self.process = self.process, None
        if process:
            process.kill()
            process.reap()
