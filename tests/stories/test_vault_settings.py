"""The library's settings by keys, in the real program: a backup is put back, and an erased library is not missed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.vault.files import KEYS_NAME
from tests.screens import x_server
from tests.stories.stage import PASSPHRASE, Stage, wait_for
from ui.dialogs.outcome_dialog import WIDTH_PX

pytestmark = pytest.mark.onscreen

_TABS_TO_RESTORE = 7
"""Backwards from the list of pages: the arrow, erase all, erase, rescue, rebuild, check, restore."""
_TABS_TO_BACK_UP = _TABS_TO_RESTORE + 2
_TABS_TO_ERASE_ALL = 2
_WITH_A_DIALOG = 2


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with x_server() as display, Stage(tmp_path, display) as made:
        made.create_vault()
        add(made, "first")
        made.start()
        made.summon()
        made.unlock()
        yield made


def add(stage: Stage, name: str) -> None:
    text = stage.home / f"{name}.md"
    text.write_text(f"# {name}\n\nSomething to read.\n", encoding="utf-8")
    done = stage.command("import", str(stage.vault), str(text), passphrase=PASSPHRASE)
    assert done.returncode == 0, done.stderr


def titles(stage: Stage, folder: Path) -> set[str]:
    done = stage.command("list", str(folder), "--json", passphrase=PASSPHRASE)
    assert done.returncode == 0, done.stderr
    return {json.loads(line)["title"] for line in done.stdout.splitlines()}


def wait_for_windows(stage: Stage, count: int) -> None:
    desk = stage.desk()
    wait_for(lambda: len(stage.windows_of(desk)) == count, f"{count} windows of the desk")


def wait_for_outcome(stage: Stage) -> None:
    """The dialog that says how it ended is told from the one that says how far it is by its width."""
    desk = stage.desk()
    wait_for(lambda: any(stage.geometry_of(window)[2] == WIDTH_PX for window in stage.windows_of(desk)), "the outcome")


def start_deed(stage: Stage, tabs: int, folder: Path) -> None:
    """From the library to the folder dialog of one deed in the settings, and through it."""
    stage.press("ctrl+comma", *["shift+Tab"] * tabs, "Return")
    wait_for_windows(stage, _WITH_A_DIALOG)
    stage.type(str(folder))
    stage.press("Return", "Tab", "Return")


def lock(stage: Stage, *keys: str) -> None:
    """Press keys that lock, and wait for the next prompt."""
    before = stage.desk()
    stage.press(*keys)
    wait_for(lambda: not before.is_running(), "the end of the desk")
    wait_for(lambda: stage.windows_of(stage.desk()), "the next prompt")


def test_a_backup_brings_back_what_was(stage: Stage) -> None:
    backup = stage.home / "stick"
    backup.mkdir()
    start_deed(stage, _TABS_TO_BACK_UP, backup)
    wait_for((backup / KEYS_NAME).is_file, "the backup")
    wait_for_outcome(stage)
    stage.press("Return")
    wait_for_windows(stage, 1)
    lock(stage, "ctrl+l")
    add(stage, "second")
    assert titles(stage, stage.vault) == {"first", "second"}
    stage.unlock()

    start_deed(stage, _TABS_TO_RESTORE, backup)
    wait_for_windows(stage, _WITH_A_DIALOG)
    stage.press("shift+Tab", "Return")  # the keyboard is on the harmless button
    aside = stage.vault.with_name(f"{stage.vault.name}-aside")
    wait_for((aside / KEYS_NAME).is_file, "the library before it, aside")
    wait_for_outcome(stage)
    lock(stage, "Return")
    assert titles(stage, stage.vault) == {"first"}
    assert titles(stage, aside) == {"first", "second"}
    stage.unlock()


def test_whoever_erases_everything_is_welcomed_again(stage: Stage) -> None:
    desk = stage.desk()
    stage.press("ctrl+comma", *["shift+Tab"] * _TABS_TO_ERASE_ALL, "Return")
    wait_for_windows(stage, _WITH_A_DIALOG)
    stage.press("shift+Tab")  # from the harmless button to the field
    stage.type("erase")
    stage.press("Return")
    wait_for(lambda: not stage.vault.exists(), "the end of the folder")
    wait_for_outcome(stage)
    stage.press("Return")
    wait_for(lambda: not desk.is_running(), "the end of the desk")
    wait_for(lambda: stage.windows_of(stage.guard), "the cover")
    stage.summon()
    stage.press("Tab", "Return")  # from the place that is chosen to the button that goes on
    for _field in range(2):
        stage.type(PASSPHRASE)
        stage.press("Return")
    wait_for(stage.is_open, "a new library")
    assert (stage.vault / KEYS_NAME).is_file()
