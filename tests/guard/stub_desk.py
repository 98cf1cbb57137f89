"""A desk without a library: it speaks the messages, shows a coloured window, and misbehaves as its first argument says.

plain       opens at the prompt, then waits
prompt      shows the prompt and waits there
lock, close, quit, die, nonsense, early     opens, then does so
panics      opens, then presses the key in its own window
erased      opens, says that it has erased the vault, and closes
dressed     opens, dresses in night and locks; configured in night already, it quits
chooses     opens, chooses a cover that is none and one that is, and quits once the guard has kept it
slides      opens, chooses what other screens show, and quits once the guard has kept it
hangs       opens, then stops reading and running
silent      opens, and its UI thread never gives a sign of life
wakes       opens, is silent until it is told to come forward, and closes then
keeps       opens unless there is a keeper, and at SIGUSR2; gives the keeper `SEALED` for as long as LIMIT_NAME says;
            asks it at SIGUSR1; notes in ANSWERS_NAME what becomes of it; dismisses it when it is told to come forward
fires       opens, asks how the first trigger does, and has it fire
grabs       opens, then holds the keyboard and the pointer, as a menu does
speaks      opens, asks the guard, and has a text read aloud by the service at SPEECH_NAME
typed       leaves a mark in the vault's folder for each prompt; opens at SIGUSR1, with the profile that is named there,
            closes at SIGUSR2
on KEY      opens with this panic key, and without the taps of Shift; with no KEY, the other way round
never       dies before it is ready
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from reader.covers.slide import Slide  # noqa: E402 - a script: the path comes first
from reader.guard.client import GuardClient  # noqa: E402
from reader.guard.keeper_link import KeeperLink  # noqa: E402
from reader.guard.messages import (  # noqa: E402
    HEARTBEAT_S,
    Alive,
    CloseRequested,
    Configure,
    CoverChosen,
    CoverKept,
    DeskReady,
    FiringRequested,
    KeeperDismissed,
    KeeperRequested,
    KeeperState,
    LockRequested,
    Opened,
    PanicKeys,
    PromptShown,
    QuitRequested,
    RaiseDesk,
    ShowPrompt,
    SlideChosen,
    SlideKept,
    SpeechNoted,
    SpeechRequested,
    ToDesk,
    ToGuard,
    TriggerReport,
    TriggersAsked,
    TriggerSettings,
    VaultErased,
    WatchState,
)
from reader.platform import this_platform  # noqa: E402

SLIDE = Slide(kind="picture", colour="#112233")
UNARMED_COLOUR = 0x2A7AC0
COLOUR = 0xC02A7A  # once the watch is armed
PROMPTS_NAME, PROFILE_NAME = "prompts", "profile"
LIMIT_NAME, ANSWERS_NAME = "limit", "answers"
SPEECH_NAME = "speechd.sock"
SPOKEN = b"what nobody shall hear"
PIECE_BYTES = 32
SEALED = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(16))
"""What a keeper is given here. Made when it is needed: others' memory is searched for each of its pieces."""
SAYS: dict[str, tuple[ToGuard, ...]] = {
    "lock": (LockRequested(),),
    "close": (CloseRequested(),),
    "erased": (VaultErased(), CloseRequested()),
    "quit": (QuitRequested(),),
    "chooses": (CoverChosen(cover="chess"), CoverChosen(cover="blank")),
    "slides": (SlideChosen(slide=SLIDE, picture="/media/sea.jpg"),),
    "fires": (TriggersAsked(),),
    "speaks": (SpeechRequested(),),
}


class StubDesk:
    """Answers the guard as its behaviour says."""

    def __init__(self, behaviour: str, panic_fd: int, keeper_fd: int) -> None:
        self._behaviour = behaviour
        self._link = KeeperLink(keeper_fd)
        self._window = Window() if os.environ.get("DISPLAY") else None
        self._client = GuardClient.from_standard_streams(self._hear, panic_fd=panic_fd)
        # A grandchild, as a worker is: it must go with the group.
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])

    def run(self) -> None:
        """Be ready, then wait to be killed."""
        if self._behaviour == "never":
            os._exit(3)
        if self._behaviour == "typed":
            signal.signal(signal.SIGUSR1, lambda _number, _frame: self._client.send(self._opened()))
            signal.signal(signal.SIGUSR2, lambda _number, _frame: self._client.send(CloseRequested()))
        if self._behaviour == "keeps":
            signal.signal(signal.SIGUSR1, lambda _number, _frame: self._ask_keeper())
            signal.signal(signal.SIGUSR2, lambda _number, _frame: self._client.send(Opened()))
        self._client.start()
        if self._behaviour not in {"silent", "wakes"}:
            threading.Thread(target=self._beat, daemon=True).start()
        self._client.send(Opened() if self._behaviour == "early" else DeskReady())
        threading.Event().wait()

    def _opened(self) -> Opened:
        profile = (self._folder / PROFILE_NAME).read_text()
        return Opened(triggers=msgspec.convert({"profile": profile}, TriggerSettings))

    def _ask_keeper(self) -> None:
        answer = self._link.ask()
        if answer is None:
            self._note("nothing")
        else:
            self._note(f"{answer.tries_left} left" if answer.sealed == SEALED else "something else")

    def _follow_keeper(self, *, alive: bool) -> None:
        if alive:
            limit = self._folder / LIMIT_NAME
            self._link.keep(SEALED, int(limit.read_text()) if limit.exists() else 600)
        self._note("kept" if alive else "gone")

    def _note(self, line: str) -> None:
        with (self._folder / ANSWERS_NAME).open("a") as notes:
            notes.write(f"{line}\n")

    def _speak(self) -> None:
        """As Qt's engine has a client of the service do it."""
        service = socket.socket(socket.AF_UNIX)
        service.connect(str(self._folder / SPEECH_NAME))
        service.sendall(b"SPEAK\r\n" + SPOKEN + b"\r\n.\r\n")
        threading.Event().wait()  # the connection lives as long as this process

    def _beat(self) -> None:
        """As the UI thread does while it runs."""
        while not threading.Event().wait(HEARTBEAT_S / 10):
            self._client.send(Alive())

    def _hear(self, message: ToDesk) -> None:
        if isinstance(message, Configure):
            self._folder = Path(message.vault)
        if isinstance(message, ShowPrompt):
            if self._window:
                self._window.show()
            if self._behaviour == "typed":
                with (self._folder / PROMPTS_NAME).open("ab") as marks:
                    marks.write(b"x")
            self._client.send(PromptShown())
            if self._behaviour not in {"prompt", "typed"} and not message.has_keeper:
                self._client.send(Opened(keys=_keys(self._behaviour)))
        self._follow(message)
        if isinstance(message, CoverKept) and message.cover == "blank":
            self._client.send(QuitRequested())
        if isinstance(message, SlideKept) and message.slide == SLIDE:
            self._client.send(QuitRequested())
        if isinstance(message, TriggerReport) and message.triggers:
            self._client.send(FiringRequested(trigger=message.triggers[0].name))
        if isinstance(message, RaiseDesk) and self._behaviour in {"wakes", "keeps"}:
            self._client.send(KeeperDismissed() if self._behaviour == "keeps" else CloseRequested())
        if isinstance(message, WatchState):
            if self._window and message.armed:
                self._window.show_armed()
            self._act()

    def _follow(self, message: ToDesk) -> None:
        if isinstance(message, KeeperState):
            self._follow_keeper(alive=message.alive)
        if isinstance(message, SpeechNoted):
            self._speak()

    def _act(self) -> None:
        for message in SAYS.get(self._behaviour, ()):
            self._client.send(message)
        match self._behaviour:
            case "wakes":
                threading.Timer(0.5, lambda: self._client.send(Alive())).start()
            case "keeps":
                self._client.send(KeeperRequested())
            case "panics":
                self._client.panic()
            case "die":
                os._exit(1)
            case "nonsense":
                self._client._writer.send(ShowPrompt())  # a message of the other direction
            case "hangs":
                os.kill(os.getpid(), signal.SIGSTOP)
            case "grabs" if self._window:
                self._window.grab()


def _keys(behaviour: str) -> PanicKeys:
    word, _, name = behaviour.partition(" ")
    return PanicKeys(key_name=name, shift_taps=not name) if word == "on" else PanicKeys()


class Window:
    """One window over the whole screen, as large and as coloured as can be."""

    def __init__(self) -> None:
        from Xlib import X, Xutil
        from Xlib.display import Display

        self._display = Display()
        screen = self._display.screen()
        self._window = screen.root.create_window(
            0, 0, screen.width_in_pixels, screen.height_in_pixels, 0, screen.root_depth,
            X.InputOutput, X.CopyFromParent, background_pixel=UNARMED_COLOUR, event_mask=X.KeyPressMask,
        )  # fmt: skip
        self._window.set_wm_name("Notes")
        self._window.set_wm_class("notes", "Notes")
        self._window.set_wm_normal_hints(flags=Xutil.USPosition)  # or a window manager looks for another place

    def show(self) -> None:
        """Map it and let the server do it."""
        self._window.map()
        self._display.sync()

    def show_armed(self) -> None:
        """Take the colour that says so."""
        self._window.change_attributes(background_pixel=COLOUR)
        self._window.clear_area()
        self._display.sync()

    def grab(self) -> None:
        """Hold keyboard and pointer, as an open menu does."""
        from Xlib import X

        self._window.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        self._window.grab_pointer(
            False, X.ButtonPressMask, X.GrabModeAsync, X.GrabModeAsync, X.NONE, X.NONE, X.CurrentTime
        )
        self._display.sync()


def main() -> None:
    """Run the stub."""
    parser = argparse.ArgumentParser()
    parser.add_argument("behaviour")
    parser.add_argument("--signal-fd", dest="panic_fd", type=int, required=True)
    parser.add_argument("--parent-pid", type=int, required=True)
    parser.add_argument("--cover", help="as a real desk has it; there is nothing here to dress")
    parser.add_argument("--keeper-fd", type=int, required=True)
    arguments = parser.parse_args()
    this_platform().die_with_parent(arguments.parent_pid)
    StubDesk(arguments.behaviour, arguments.panic_fd, arguments.keeper_fd).run()


if __name__ == "__main__":
    main()
