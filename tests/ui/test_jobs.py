"""Jobs: answers on the UI thread, and everything handed in is let go of there too."""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from reader.errors import Cancelled
from ui.jobs import Jobs

_ROUNDS = 300


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


class _Window:
    """Stands for whatever a callable holds on to."""


def _hold(window: _Window, *, fails: bool) -> tuple[Callable[[], int], Callable[[object], None]]:
    def work() -> int:
        assert window
        if fails:
            raise Cancelled
        return 1

    def answer(_result: object) -> None:
        assert window

    return work, answer


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads take turns as often as they can, so that the worker is often the last to let go, if it may be."""
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual_s)


@pytest.mark.usefixtures("hasty_threads")
@pytest.mark.parametrize("fails", [False, True])
def test_what_was_handed_in_is_dropped_on_the_ui_thread(jobs: Jobs, qtbot: QtBot, fails: bool) -> None:
    """A worker that lets go last takes a window apart under Qt's lock while it waits for Python's: a deadlock."""
    dropped_on: list[str] = []

    def start() -> None:
        window = _Window()
        weakref.finalize(window, lambda: dropped_on.append(threading.current_thread().name))
        work, answer = _hold(window, fails=fails)
        jobs.run(work, answer, answer)

    for _ in range(_ROUNDS):
        start()
    qtbot.waitUntil(lambda: len(dropped_on) == _ROUNDS)
    assert set(dropped_on) == {threading.main_thread().name}


def test_a_cancelled_job_answers_nobody_and_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[object] = []
    job = jobs.run(lambda: 1, heard.append)
    job.cancel()
    jobs.run(lambda: 2, heard.append)
    qtbot.waitUntil(lambda: heard == [2])
