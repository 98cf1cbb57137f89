"""Quick return in the real program: a PIN after a lock, three tries, and after a panic the passphrase alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QColor

from reader.store.library import Library
from reader.vault.quick_return import QUICK_RETURN_SETTING, encode, pin_credential, settings_for
from reader.vault.vault import open_vault
from tests.canary.tracer import can_trace
from tests.guard.test_keeper import memory_of
from tests.screens import x_server
from tests.stories.stage import PASSPHRASE, Stage, wait_for, with_patience
from tests.stories.test_hygiene import locked_kib
from ui.theme import load_theme

pytestmark = pytest.mark.onscreen

PIN, WRONG = "493017", "493018"
_FROM_MIDDLE_PX, _ABOVE_MIDDLE_PX = 160, 17
_EMBER = QColor(load_theme("paper").ember)
EMBER = (_EMBER.red(), _EMBER.green(), _EMBER.blue())
_LINE = b"\xa6sealed\xc4"
"""How msgpack begins the field with what the desk sealed (its "bin 8" and "bin 16" follow)."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with x_server() as display, Stage(tmp_path, display) as made:
        made.create_vault()
        yield made


def switch_on(stage: Stage) -> list[bytes]:
    """As the settings do, before anybody has the library open. All keys that there are then."""
    vault = open_vault(stage.vault, PASSPHRASE)
    settings = settings_for(pin_credential(PIN))
    Library(vault.shelf).set_setting(QUICK_RETURN_SETTING, encode(settings))
    vault.close()
    return [vault.content.key.raw, settings.key.raw]


@pytest.fixture
def keys() -> list[bytes]:
    """Those of the library that is open in `reading`."""
    return []


@pytest.fixture
def reading(stage: Stage, keys: list[bytes]) -> Stage:
    """The library is open, and a keeper has what a PIN needs."""
    keys += switch_on(stage)
    stage.start()
    stage.summon()
    stage.unlock()
    wait_for(lambda: holds_something(stage), "a keeper that has what it needs")
    return stage


def keepers(stage: Stage) -> list[psutil.Process]:
    return stage.in_role("keeper")


def wait_for_another(stage: Stage, before: list[psutil.Process]) -> None:
    wait_for(lambda: keepers(stage) != before and holds_something(stage), "a new keeper")


def holds_something(stage: Stage) -> bool:
    """It locks its memory when it is given something."""
    return any(locked_kib(keeper.pid) for keeper in keepers(stage))


def sealed_in(pid: int) -> bytes | None:
    for memory in memory_of(pid):
        start = memory.find(_LINE)
        if start >= 0:
            return memory[start + len(_LINE) + 2 :][:200]
    return None


def lock(stage: Stage) -> psutil.Process:
    """Up to the next prompt; its desk."""
    before = stage.desk()
    stage.press("ctrl+l")
    wait_for(lambda: not before.is_running(), "the end of the desk")
    after = stage.desk()
    wait_for(lambda: stage.windows_of(after), "the next prompt")
    return after


def type_in(stage: Stage, text: str) -> None:
    stage.type(text)
    stage.press("Return")


def button(stage: Stage, desk: psutil.Process) -> tuple[int, int, int]:
    """The colour of the prompt's button, beside its words: pale while something is tried."""
    (window,) = stage.windows_of(desk)
    _, _, width, height = stage.geometry_of(window)
    return stage.pixel_of(window, width // 2 - _FROM_MIDDLE_PX, height // 2 - _ABOVE_MIDDLE_PX)


def try_in_vain(stage: Stage, desk: psutil.Process, text: str) -> None:
    """Type it, and wait until it has been tried."""
    wait_for(lambda: button(stage, desk) == EMBER, "the prompt, ready")
    type_in(stage, text)
    wait_for(lambda: button(stage, desk) != EMBER, "a try")
    wait_for(lambda: button(stage, desk) == EMBER, "its end")
    assert not stage.is_open()


def test_a_pin_leads_back_to_the_library_as_often_as_one_likes(reading: Stage) -> None:
    for _time in range(2):
        first = keepers(reading)
        lock(reading)
        assert keepers(reading) == first
        assert not reading.is_open()
        type_in(reading, PIN)
        wait_for(reading.is_open, "the library")
        wait_for_another(reading, first)


def test_three_wrong_pins_leave_the_passphrase(reading: Stage) -> None:
    desk = lock(reading)
    (keeper,) = keepers(reading)
    for _try in range(2):
        try_in_vain(reading, desk, WRONG)
    assert keeper.is_running()
    try_in_vain(reading, desk, WRONG)
    wait_for(lambda: not keepers(reading), "the end of the keeper")
    try_in_vain(reading, desk, PIN)  # which is no passphrase
    reading.press("ctrl+a")
    reading.unlock()
    wait_for(lambda: holds_something(reading), "a keeper anew")


def test_after_a_panic_there_is_the_passphrase_alone(reading: Stage) -> None:
    before = reading.desk()
    reading.press("F9")
    wait_for(lambda: not before.is_running() and not keepers(reading), "the end of desk and keeper")
    wait_for(lambda: reading.windows_of(reading.guard), "the cover")
    after = reading.desk()
    wait_for(
        lambda: reading.command("unlock").returncode == 0 and reading.windows_of(after), "the prompt after the refusal"
    )
    try_in_vain(reading, after, PIN)
    reading.press("ctrl+a")
    reading.unlock()


def test_a_panic_at_the_prompt_ends_the_keeper_too(reading: Stage) -> None:
    lock(reading)
    assert keepers(reading)
    assert reading.command("panic").returncode == 0
    assert not keepers(reading), "the answer comes after the kill"


def test_a_lock_from_outside_keeps_it_and_the_guards_death_does_not(reading: Stage) -> None:
    first = reading.desk()
    assert reading.command("lock").returncode == 0
    wait_for(lambda: not first.is_running(), "the end of the desk")
    (keeper,) = keepers(reading)
    with_patience(reading.guard.kill)
    wait_for(lambda: not keeper.is_running() or keeper.status() == psutil.STATUS_ZOMBIE, "the end of the keeper")


@pytest.mark.skipif(not can_trace(), reason="needs root to read a hardened process's memory")
def test_the_guard_never_holds_what_is_sealed_and_the_keeper_no_pin(reading: Stage, keys: list[bytes]) -> None:
    (keeper,) = keepers(reading)
    sealed = sealed_in(keeper.pid)
    assert sealed
    before = list(memory_of(reading.desk().pid))
    assert all(any(key in memory for memory in before) for key in keys), "else they could be found nowhere"
    desk = lock(reading)
    piece = sealed[100:132]
    assert not any(piece in memory for memory in memory_of(reading.guard.pid))
    try_in_vain(reading, desk, WRONG)
    for secret in (PIN.encode(), WRONG.encode(), PASSPHRASE.encode(), *keys):
        assert not any(secret in memory for memory in memory_of(keeper.pid))
