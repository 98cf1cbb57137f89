"""Hiding set up by keys in the real program: a profile and a key chosen, tried, and still chosen after the kill."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.guard.hiding import HIDING_SETTING, HidingSettings, decode
from reader.guard.messages import PanicKeys, TriggerSettings
from reader.store.library import Library
from reader.vault.credential import Credential
from reader.vault.vault import open_vault
from tests.screens import x_server
from tests.stories.stage import PASSPHRASE, Stage, wait_for

pytestmark = pytest.mark.onscreen

_WITH_A_DIALOG = 2
_TABS_TO_AT_RISK = 2
"""From the list of pages: Relaxed; Careful holds, and its button has nothing to do."""
_TABS_TO_CHANGE_KEY = 3
_TABS_TO_FIRST_TRIGGER = 11
"""Relaxed, Careful (At risk holds); change, test; switch, test; test of closing, of the command; PIN; choice, test."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with x_server() as display, Stage(tmp_path, display) as made:
        made.create_vault()
        made.start()
        made.summon()
        made.unlock()
        yield made


def in_settings(stage: Stage, tabs: int, *keys: str) -> None:
    """From the library to one control of the page, which is the second in the list, and keys there."""
    stage.press("ctrl+comma", "Up", "Up", "Down", *["Tab"] * tabs, *keys)


def wait_for_windows(stage: Stage, count: int) -> None:
    desk = stage.desk()
    wait_for(lambda: len(stage.windows_of(desk)) == count, f"{count} windows of the desk")


def changes(stage: Stage) -> list[int]:
    return [path.stat().st_mtime_ns for path in sorted(stage.vault.iterdir())]


def hide(stage: Stage, *keys: str) -> None:
    """Press keys that hide everything; the cover is there, and no prompt."""
    desk = stage.desk()
    stage.press(*keys)
    wait_for(lambda: not desk.is_running(), "the end of the desk")
    wait_for(lambda: stage.windows_of(stage.guard), "the cover")


def come_back(stage: Stage) -> None:
    """Ask again and again: for three seconds after a panic no prompt comes."""

    def ask() -> bool:
        stage.command("unlock")
        return any(stage.windows_of(desk) for desk in stage.in_role("desk"))

    wait_for(ask, "the prompt")
    stage.unlock()


def kept(stage: Stage) -> HidingSettings:
    """What lies in the library, while nobody has it open."""
    with closing(open_vault(stage.vault, Credential(PASSPHRASE))) as vault:
        return decode(Library(vault.shelf).setting(HIDING_SETTING))


def test_what_was_chosen_is_tried_and_outlives_the_kill(stage: Stage) -> None:
    before = changes(stage)
    in_settings(stage, _TABS_TO_AT_RISK, "space")
    wait_for(lambda: changes(stage) != before, "the choice in the library")
    stage.press("Escape")
    in_settings(stage, _TABS_TO_FIRST_TRIGGER, "space")
    wait_for_windows(stage, _WITH_A_DIALOG)
    hide(stage, "shift+Tab", "Return")  # the keyboard is on the harmless button
    assert not any(stage.windows_of(desk) for desk in stage.in_role("desk"))
    assert kept(stage) == HidingSettings(triggers=TriggerSettings(profile="at-risk"))


def test_another_key_hides_and_the_old_one_no_more(stage: Stage) -> None:
    before = changes(stage)
    in_settings(stage, _TABS_TO_CHANGE_KEY, "space")
    wait_for_windows(stage, _WITH_A_DIALOG)
    stage.press("Pause", "Return")
    wait_for(lambda: changes(stage) != before, "the choice in the library")
    wait_for_windows(stage, 1)
    stage.press("Escape", "F9", "F1")
    wait_for_windows(stage, _WITH_A_DIALOG)  # F9 came before it, and did nothing
    hide(stage, "Pause")
    assert kept(stage) == HidingSettings(keys=PanicKeys(key_name="Pause"))

    come_back(stage)
    stage.press("F9", "F1")
    wait_for_windows(stage, _WITH_A_DIALOG)
    hide(stage, "Pause")
