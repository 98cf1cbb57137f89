"""The keeper as its guard sees it: started, handed a desk's socket, and killed. What it holds never passes here."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence

from reader.guard.children import MAIN, REAP_LIMIT_S
from reader.guard.keeper_link import make_pair
from reader.platform.base import Platform

KEEPER_COMMAND = (sys.executable, str(MAIN), "--role", "keeper")
_HANDED = b"\x01"


class KeeperProcess:
    """A process in a group of its own. Used by one thread."""

    def __init__(self, platform: Platform, command: Sequence[str] = KEEPER_COMMAND) -> None:
        """Raises OSError when the system can't start it, or has no way to hand it a socket."""
        pair = make_pair()
        if pair is None:
            raise OSError("no sockets that can be handed over")
        self._platform = platform
        self._control, theirs = pair
        self._control.setblocking(False)
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [*command, "--control-fd", str(theirs.fileno()), "--parent-pid", str(os.getpid())],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    process_group=0,
                )
            except OSError:
                self._control.close()
                raise
        try:
            platform.hold_child(self.pid)
        except OSError:
            self.kill()
            raise

    @property
    def pid(self) -> int:
        """Of the process, and of its group."""
        return self._process.pid

    def fileno(self) -> int:
        """For select: ready is its end, for it has nothing to say."""
        return self._control.fileno()

    def hand_over(self, desk: socket.socket) -> bool:
        """Give it a desk's socket; False when it is gone or no longer reads."""
        with contextlib.suppress(OSError):
            return socket.send_fds(self._control, [_HANDED], [desk.fileno()]) == len(_HANDED)
        return False

    def kill(self) -> None:
        """SIGKILL, at once."""
        self._platform.kill_group(self.pid)

    def is_reaped(self) -> bool:
        """Whether it has gone, and nothing of it is left. Never blocks."""
        if self._process.poll() is None:
            return False
        self._control.close()
        return True

    def reap(self) -> None:
        """Wait for the killed process. Raises subprocess.TimeoutExpired, as `Child.reap` does."""
        self._process.wait(REAP_LIMIT_S)
        self._control.close()


class Keeping:
    """The one keeper that there may be, and those that were killed a moment ago. Used by the panic thread alone."""

    def __init__(self, start: Callable[[], KeeperProcess]) -> None:
        self._start = start
        self._killed: list[KeeperProcess] = []
        self._keeper: KeeperProcess | None = None

    @property
    def is_alive(self) -> bool:
        """Whether there is one, as far as has been heard."""
        return self._keeper is not None

    def descriptors(self) -> list[int]:
        """For select: `hear` what is ready."""
        return [each.fileno() for each in (*self._killed, *([self._keeper] if self._keeper else []))]

    def hear(self, ready: Collection[int]) -> bool:
        """Let those go that have ended. True: the keeper did so of itself, or spoke, which no keeper of ours does."""
        has_ended = self._keeper is not None and self._keeper.fileno() in ready
        if has_ended:
            self.kill()
        self._killed = [each for each in self._killed if each.fileno() not in ready or not each.is_reaped()]
        return has_ended

    def start(self, desk: socket.socket | None) -> None:
        """A new one, in the place of any other, that serves this desk. There is none when that was not possible."""
        self.kill()
        with contextlib.suppress(OSError):
            self._keeper = self._start()
        self.hand_over(desk)

    def hand_over(self, desk: socket.socket | None) -> None:
        """Let the keeper, if there is one, serve another desk. One that can't is useless, and killed."""
        if self._keeper and not (desk and self._keeper.hand_over(desk)):
            self.kill()

    def kill(self) -> None:
        """At once, and without waiting: nothing is kept after this."""
        keeper, self._keeper = self._keeper, None
        if keeper:
            self._killed.append(keeper)
            keeper.kill()

    def end(self) -> None:
        """With the program: wait for all of them."""
        self.kill()
        for keeper in self._killed:
            with contextlib.suppress(subprocess.TimeoutExpired):
                keeper.reap()
        self._killed.clear()
