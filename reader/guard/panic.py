"""The panic thread: it waits on every source of a panic, carries out what the machine decides, and does nothing else.

It has its own connection to the display and shares nothing with the UI's thread but a queue, so that neither a busy
guard nor Qt's event loop delays it. Whatever goes wrong in one action, the next is still done; whatever goes wrong in
the loop, the desk is killed.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import threading
from queue import Empty, SimpleQueue

from reader.guard.machine import transition
from reader.guard.performer import Performer, Wiring
from reader.guard.socket import Caller, Command, CommandSocket
from reader.guard.states import Action, Event, State
from reader.guard.timers import Timers

_COMMAND_EVENTS = {
    Command.PANIC: Event.PANIC,
    Command.LOCK: Event.LOCK,
    Command.UNLOCK: Event.SUMMON,
    Command.LAUNCH: Event.LAUNCHED_AGAIN,
}
_READ_BYTES = 4096
_WAKE_BYTE = b"\x00"
_ENDING_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")


class PanicThread(threading.Thread):
    """Start it once; `post` events from any thread. It ends with the program."""

    def __init__(self, wiring: Wiring, commands: CommandSocket | None = None) -> None:
        super().__init__(name="panic", daemon=True)
        self._covers = wiring.covers
        self._commands = commands
        self._timers = Timers()
        self._performer = Performer(wiring, self._timers, self.post)
        self._posted: SimpleQueue[Event] = SimpleQueue()
        self._woken_fd, self._wake_fd = os.pipe()
        os.set_blocking(self._wake_fd, False)
        os.set_blocking(self._woken_fd, False)
        self._state = State()

    @property
    def state(self) -> State:
        """Where the guard stands, as of now."""
        return self._state

    def post(self, event: Event) -> None:
        """Tell the thread; from any thread, never blocks."""
        self._posted.put(event)
        with contextlib.suppress(BlockingIOError):  # then it is awake already
            os.write(self._wake_fd, _WAKE_BYTE)

    def end_on_signals(self) -> None:
        """Let the signals that end programs end this one in order. Call it on the main thread.

        Python's own handlers wait until the main thread runs Python again, which it may not do for long in Qt's event
        loop; the number written to the pipe is here at once.
        """
        signal.set_wakeup_fd(self._wake_fd, warn_on_full_buffer=False)
        for name in _ENDING_SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda _number, _frame: None)

    def run(self) -> None:
        """Wait and act until the machine quits. The start comes before anything that anybody may have asked for."""
        self._handle(Event.STARTED)
        while not self._performer.finished:
            try:
                self._turn()
            except ConnectionError:  # the display is gone, and with it everything there was to see
                self._handle(Event.TERMINATE)
            except Exception:  # noqa: BLE001 - nothing may stop this thread, and an unknown fault is treated as a panic
                self._handle(Event.PANIC)
        if self._commands:
            self._commands.close()
        with contextlib.suppress(Exception):  # a display that is gone already
            self._covers.close()

    def _turn(self) -> None:
        ready = self._wait()
        if self._has_panicked(ready):
            self._handle(Event.PANIC)
            return  # whatever else was ready belongs to what has just been killed, or is still ready
        self._hear_posted(ready)
        self._hear_children(ready)
        self._serve_callers(ready)
        for event in self._timers.due():
            self._handle(event)
        if self._covers.fileno() in ready:
            self._covers.handle_events()
        self._performer.triggers.start_next()

    def _wait(self) -> frozenset[int]:
        desk, watch = self._performer.desk, self._performer.watch
        sources = [self._woken_fd, *self._performer.keeping.descriptors()]
        for child in (desk, watch):
            if child:
                sources += [child.panic_fd, child.messages_fd]
        if self._commands:
            sources += [self._commands.fileno(), *(caller.fileno() for caller in self._commands.callers)]
        if self._covers.fileno() >= 0:
            sources.append(self._covers.fileno())
        wait_s = 0.0 if self._performer.triggers.is_starting else self._timers.wait_s()
        ready, _, _ = select.select(sources, [], [], wait_s)
        return frozenset(ready)

    def _has_panicked(self, ready: frozenset[int]) -> bool:
        children = (self._performer.watch, self._performer.desk)
        panicked = [child.panicked() for child in children if child and child.panic_fd in ready]
        return any(panicked)

    def _hear_posted(self, ready: frozenset[int]) -> None:
        if self._woken_fd not in ready:
            return
        with contextlib.suppress(BlockingIOError):
            if any(os.read(self._woken_fd, _READ_BYTES)):  # the number of a signal
                self._handle(Event.TERMINATE)
        with contextlib.suppress(Empty):
            while True:
                self._handle(self._posted.get_nowait())

    def _hear_children(self, ready: frozenset[int]) -> None:
        if self._performer.keeping.hear(ready):  # first, while each number still means what it meant in `_wait`
            self._handle(Event.KEEPER_DIED)
        desk, watch = self._performer.desk, self._performer.watch
        if desk and desk.messages_fd in ready:
            for event in self._performer.hear_desk():
                if self._performer.desk is desk:  # what a desk said before it was killed concerns nobody
                    self._handle(event)
        if watch and watch.messages_fd in ready:
            for event in self._performer.hear_watch():
                self._handle(event)

    def _serve_callers(self, ready: frozenset[int]) -> None:
        if not self._commands:
            return
        for caller in [caller for caller in self._commands.callers if caller.fileno() in ready]:
            self._commands.callers.remove(caller)
            self._serve(caller)
        if self._commands.fileno() in ready:
            self._commands.accept()

    def _serve(self, caller: Caller) -> None:
        command = caller.read()
        is_refused = command is Command.UNLOCK and self._state.refusing
        if command and not is_refused:
            self._handle(_COMMAND_EVENTS[command])
            caller.answer()
        else:
            caller.close()  # a refusal sounds like no program at all, or it would tell of the panic

    def _handle(self, event: Event) -> None:
        """Decide and act. A failed action never keeps the next from being done."""
        self._state, actions = transition(self._state, event)
        for action in actions:
            try:
                self._performer.perform(action)
            except Exception:  # noqa: BLE001 - see above; what failed is seen by what follows from it
                self._after_failure(action)

    def _after_failure(self, action: Action) -> None:
        if action is Action.WARM_DESK:
            self.post(Event.DESK_DIED)
