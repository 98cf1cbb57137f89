"""What somebody is in the middle of when the moment comes: made, the cause of the hiding yielded, and unmade.

A situation begins with an open library whose picture is still, unless it says otherwise.
"""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from tests.bench.stations.equipment import busy_cores
from tests.bench.stations.station import Station, wait

Cause = Callable[[], object]
Situation = Callable[[Station], AbstractContextManager[Cause]]
PANIC_KEY_CODE = 75  # evdev's KEY_F9 (67) as X11 numbers it, 8 higher
SHIFT_CODES = (50, 62)
_LATEST_S = 0.4
_TEXT_FROM, _TEXT_TO = (430, 250), (900, 560)


def _key(station: Station) -> Cause:
    return lambda: station.press_codes(PANIC_KEY_CODE)


@contextmanager
def idle(station: Station) -> Iterator[Cause]:
    """The library is open and quiet."""
    station.settle()
    yield _key(station)


@contextmanager
def shift_taps(station: Station) -> Iterator[Cause]:
    """As idle; the cause is the third bare tap of Shift, after two that have been made."""
    station.settle()
    for code in SHIFT_CODES:
        station.press_codes(code)
    yield lambda: station.press_codes(SHIFT_CODES[0])


@contextmanager
def ui_blocked(station: Station) -> Iterator[Cause]:
    """The desk's process is stopped (SIGSTOP): stricter than a busy UI thread."""
    station.settle()
    station.stop_desk()
    yield _key(station)


@contextmanager
def menu(station: Station) -> Iterator[Cause]:
    """The desk's own menu is open: it is another window, and holds keyboard and pointer."""
    station.settle()
    station.press("Control_L", "f")
    station.press("Tab")
    station.act_and_see(lambda: station.press("space"), "the menu")
    wait(station.is_grabbed, "a menu that holds the keyboard")
    yield _key(station)


@contextmanager
def grab(station: Station) -> Iterator[Cause]:
    """Another program holds keyboard and pointer, as its open menu does: the desk can't see the key."""
    station.settle()
    station.grab()
    try:
        yield _key(station)
    finally:
        station.ungrab()


@contextmanager
def dialog(station: Station) -> Iterator[Cause]:
    """The dialog for adding files is open."""
    station.settle()
    station.act_and_see(lambda: station.press("Control_L", "o"), "the dialog")
    yield _key(station)


@contextmanager
def drag(station: Station) -> Iterator[Cause]:
    """A document is open, and the mouse is pulling a selection over its text; the button stays down."""
    station.settle()
    station.press("Down")
    station.press("Up")  # the list has the keyboard, and the first is long, whatever the order of the others
    station.act_and_see(lambda: station.press("Return"), "the document")
    station.settle()
    try:
        station.act_and_see(lambda: station.drag(_TEXT_FROM, _TEXT_TO), "the selection")
        yield _key(station)
    finally:
        station.drop()


@contextmanager
def full_screen(station: Station) -> Iterator[Cause]:
    """The window manager has made the desk's window full-screen."""
    station.settle()
    station.act_and_see(station.fill_screen, "the larger picture")
    yield _key(station)


@contextmanager
def importing(station: Station) -> Iterator[Cause]:
    """The key comes while the demo library is being imported, at an instant drawn by lot.

    Not before something of the library is on the screen: until then a blank page is.
    """
    station.wait_for_picture()
    time.sleep(random.uniform(0.0, _LATEST_S))  # noqa: S311 - any instant will do
    yield _key(station)


@contextmanager
def cpu_load(station: Station) -> Iterator[Cause]:
    """Another program keeps every core busy."""
    station.settle()
    with busy_cores(station.around.environment):
        yield _key(station)


@contextmanager
def composing(station: Station) -> Iterator[Cause]:
    """The input method is in the middle of a Korean syllable in the search box; F9 is one of its own keys."""
    station.settle()
    station.press("Control_L", "f")
    station.around.run("ibus", "engine", "hangul")  # the field that has the focus gets it
    station.press("Shift_L", "space")  # from Latin letters to Korean ones
    for key in "gksrm":
        station.act_and_see(partial(station.press, key), f"the letter {key}")
    yield _key(station)


@contextmanager
def straddling(station: Station) -> Iterator[Cause]:
    """The desk's window lies over all the monitors."""
    station.settle()
    station.act_and_see(station.straddle_monitors, "the wider picture")
    yield _key(station)


@contextmanager
def command(station: Station) -> Iterator[Cause]:
    """As idle; the cause is another process, from its very start."""
    station.settle()
    begun: list[subprocess.Popen[bytes]] = []
    try:
        yield lambda: begun.append(station.begin_command("panic"))
    finally:
        for process in begun:
            process.wait()


@contextmanager
def command_and_answer(station: Station) -> Iterator[Cause]:
    """The same, up to its end. Raises TimeoutError when it says that nobody answered."""
    station.settle()
    answers: list[bool] = []
    yield lambda: answers.append(station.command("panic"))
    if answers != [True]:
        raise TimeoutError("the command was not answered")


def in_layout(layout: str) -> Situation:
    """The keyboard has been switched to this layout."""

    @contextmanager
    def situation(station: Station) -> Iterator[Cause]:
        station.settle()
        station.around.run("setxkbmap", layout)
        try:
            yield _key(station)
        finally:
            station.around.run("setxkbmap", "us")

    return situation
