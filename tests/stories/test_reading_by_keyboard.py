"""A reader who never touches the mouse: unlock, open, read, find, jump, set the page, panic, come back.

What is on the screen is compared as pixels, what is kept is read from the library between two desks.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.reading.focus import FOCUS_SETTING, FocusSettings
from reader.reading.focus import decoded as decoded_focus
from reader.reading.preferences import PREFERENCES_SETTING, decoded
from reader.reading.typography import DEFAULT_BODY_SIZE_PX
from reader.store.library import Library
from reader.store.rows import Position
from tests.screens import x_server
from tests.stories.page_stage import library_left_alone, open_by_title, page_pixels, panic, settled
from tests.stories.stage import PASSPHRASE, Stage, wait_for
from ui.reading.key_map import KEYS_SETTING
from ui.unlock.opening import THEME_SETTING

pytestmark = pytest.mark.onscreen

TITLE, SOUGHT = "Wanderings", "quokkazanzibar"
CHAPTERS = 6
LAYOUT_KEY_OF_L = "46"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with x_server() as display, Stage(tmp_path / "home", display) as made:
        book = tmp_path / "book.md"
        book.write_text(_book(), encoding="utf-8")
        made.create_vault()
        added = made.command("import", str(made.vault), str(book), passphrase=PASSPHRASE)
        assert added.returncode == 0, added.stderr
        made.start()
        yield made


def test_all_of_it_by_keys_alone(stage: Stage) -> None:
    stage.summon()
    stage.unlock()
    open_by_title(stage, TITLE)
    first = page_pixels(stage)
    stage.press("space", "space")
    wait_for(lambda: page_pixels(stage) != first, "the text to go on")

    stage.press("slash")
    stage.type(SOUGHT)
    stage.press("Return", "Escape")  # the bar goes, the place stays
    found = settled(stage)
    stage.press("o", "Home", "Down", "Down", "Return", "Escape")
    jumped = settled(stage)
    assert jumped != found
    stage.press("alt+Left")
    wait_for(lambda: page_pixels(stage) != jumped, "the way back from the jump")
    stage.press("alt+Right")
    wait_for(lambda: page_pixels(stage) == jumped, "and forward again")

    stage.press("ctrl+plus")
    wait_for(lambda: page_pixels(stage) != jumped, "larger letters")
    larger = settled(stage)
    stage.press("t")
    wait_for(lambda: page_pixels(stage)[:3] != larger[:3], "other paper")
    _listen_with_another_layout(stage)
    stage.press("shift+question")
    wait_for(lambda: len(stage.windows_of(stage.desk())) > 1, "the list of keys")
    stage.press("Escape")
    wait_for(lambda: len(stage.windows_of(stage.desk())) == 1, "the page again")
    before = settled(stage)

    panic(stage)
    place = _kept(stage)
    assert place.progress > 0.1
    wait_for(lambda: stage.command("unlock").returncode == 0, "the way back to open")
    desk = stage.desk()
    wait_for(lambda: stage.windows_of(desk), "the prompt")
    stage.unlock()
    open_by_title(stage, TITLE)
    wait_for(lambda: page_pixels(stage) == before, "the page as it was left", timeout_s=15)


def _book() -> str:
    words = "The road went on, and with it went the wanderer, who had no mind to stop before the hills were crossed. "
    chapters = [
        f"# Chapter {number}\n\n" + "\n\n".join([words * 3] * 12 + ([SOUGHT.title()] if number == 4 else []))
        for number in range(1, CHAPTERS + 1)
    ]
    return f"---\ntitle: {TITLE}\n---\n\n" + "\n\n".join(chapters) + "\n"


def _listen_with_another_layout(stage: Stage) -> None:
    """The ruler, by the place of its letter; then off again, for what is compared later shall not depend on it."""
    plain = settled(stage)
    subprocess.run(["setxkbmap", "ru"], env=stage.environment, check=True)
    try:
        stage.press(LAYOUT_KEY_OF_L)
        wait_for(lambda: page_pixels(stage) != plain, "the ruler")
        stage.press(LAYOUT_KEY_OF_L)
        wait_for(lambda: page_pixels(stage) == plain, "the page without it")
    finally:
        subprocess.run(["setxkbmap", "us"], env=stage.environment, check=True)


def _kept(stage: Stage) -> Position:
    """What the library says while no desk has it open."""
    with closing(library_left_alone(stage)) as vault:
        library = Library(vault.shelf)
        preferences = decoded(library.setting(PREFERENCES_SETTING))
        assert preferences is not None
        assert preferences.body_px > DEFAULT_BODY_SIZE_PX
        assert library.setting(THEME_SETTING) == "sepia"
        assert decoded_focus(library.setting(FOCUS_SETTING)) == FocusSettings()
        assert library.setting(KEYS_SETTING) is None, "nobody chose other keys"
        position = library.position(1)
    assert position is not None
    return position
