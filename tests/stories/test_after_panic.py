"""What frightened hands type after a panic: it lands nowhere, and the notepad works on as before."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screens import x_server
from tests.stories.stage import PASSPHRASE, Stage, wait_for

pytestmark = pytest.mark.onscreen

_BREATH_S = 1.3
"""A person's pause, longer than the second after which the cover takes keys again."""
_REFUSAL_S = 3.2


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with x_server() as display, Stage(tmp_path, display) as made:
        made.create_vault()
        made.start()
        made.summon()
        made.unlock()
        yield made


def pause(seconds: float) -> None:
    threading.Event().wait(seconds)


def panic(stage: Stage) -> None:
    desk = stage.desk()
    stage.press("F9")
    wait_for(lambda: not desk.is_running(), "the end of the desk")
    wait_for(lambda: stage.windows_of(stage.guard), "the cover")


def make_gesture(stage: Stage) -> None:
    keys = ["keydown", "ctrl", *["key", "period"] * 3, "keyup", "ctrl"]
    subprocess.run(["xdotool", *keys], env=stage.environment, check=True)


def notes(stage: Stage) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in stage.home.rglob("note-*.txt")]


def page(stage: Stage) -> bytes:
    """What the cover shows: the middle of its page, where there is no caret unless something is written."""
    (window,) = stage.windows_of(stage.guard)
    left, top, width, height = stage.geometry_of(window)
    crop = f"{width - 280}x{height - 40}+{left + 270}+{top + 20}"
    command = ["import", "-window", "root", "-crop", crop, "-depth", "8", "rgb:-"]
    return subprocess.run(command, env=stage.environment, check=True, capture_output=True).stdout


def test_scratch_goes_and_what_follows_is_saved(stage: Stage) -> None:
    panic(stage)
    stage.type("frightened")
    pause(_BREATH_S)
    empty = {page(stage)}
    pause(0.5)
    empty.add(page(stage))  # with the caret, and without
    stage.type("secret")
    wait_for(lambda: page(stage) not in empty, "the typed text on the page")
    wait_for(lambda: page(stage) in empty, "its end, ten seconds after the panic")
    assert notes(stage) == []
    stage.type("calm")
    wait_for(lambda: notes(stage) == ["calm"], "the saved note")


def test_the_gesture_works_as_soon_as_the_refusal_is_over(stage: Stage) -> None:
    panic(stage)
    make_gesture(stage)
    stage.type(PASSPHRASE)
    pause(_BREATH_S)
    stage.type("x")
    assert not stage.windows_of(stage.desk()), "a panic is never followed by a prompt by itself"
    pause(_REFUSAL_S - _BREATH_S)
    stage.type(PASSPHRASE[:4])
    make_gesture(stage)
    wait_for(lambda: stage.windows_of(stage.desk()), "the prompt")
    stage.unlock()
    assert notes(stage) == []


@pytest.mark.parametrize("keys", [["Shift_R"] * 3, ["62"] * 3, ["Shift_L", "Shift_R", "Shift_L"]], ids="-".join)
def test_either_shift_hides_the_library(stage: Stage, keys: list[str]) -> None:
    desk = stage.desk()
    subprocess.run(["xdotool", "key", "--delay", "120", *keys], env=stage.environment, check=True)
    wait_for(lambda: not desk.is_running(), "the end of the desk", timeout_s=5)
    wait_for(lambda: stage.windows_of(stage.guard), "the cover")
