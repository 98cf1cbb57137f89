"""A reader who never touches the mouse: unlock, open, read, find, jump, set the page, panic, come back.

What is on the screen is compared as pixels, what is kept is read from the library between two desks.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import VaultBusy
from reader.reading.focus import FOCUS_SETTING, FocusSettings
from reader.reading.focus import decoded as decoded_focus
from reader.reading.preferences import PREFERENCES_SETTING, decoded
from reader.reading.typography import DEFAULT_BODY_SIZE_PX
from reader.store.library import Library
from reader.store.rows import Position
from reader.vault.vault import Vault, open_vault
from tests.screens import x_server
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
    _open(stage)
    first = _page(stage)
    stage.press("space", "space")
    wait_for(lambda: _page(stage) != first, "the text to go on")

    stage.press("slash")
    stage.type(SOUGHT)
    stage.press("Return", "Escape")  # the bar goes, the place stays
    found = _settled(stage)
    stage.press("o", "Home", "Down", "Down", "Return", "Escape")
    jumped = _settled(stage)
    assert jumped != found
    stage.press("alt+Left")
    wait_for(lambda: _page(stage) != jumped, "the way back from the jump")
    stage.press("alt+Right")
    wait_for(lambda: _page(stage) == jumped, "and forward again")

    stage.press("ctrl+plus")
    wait_for(lambda: _page(stage) != jumped, "larger letters")
    larger = _settled(stage)
    stage.press("t")
    wait_for(lambda: _page(stage)[:3] != larger[:3], "other paper")
    _listen_with_another_layout(stage)
    stage.press("shift+question")
    wait_for(lambda: len(stage.windows_of(stage.desk())) > 1, "the list of keys")
    stage.press("Escape")
    wait_for(lambda: len(stage.windows_of(stage.desk())) == 1, "the page again")
    before = _settled(stage)

    _panic(stage)
    place = _kept(stage)
    assert place.progress > 0.1
    wait_for(lambda: stage.command("unlock").returncode == 0, "the way back to open")
    desk = stage.desk()
    wait_for(lambda: stage.windows_of(desk), "the prompt")
    stage.unlock()
    _open(stage)
    wait_for(lambda: _page(stage) == before, "the page as it was left", timeout_s=15)


def _book() -> str:
    words = "The road went on, and with it went the wanderer, who had no mind to stop before the hills were crossed. "
    chapters = [
        f"# Chapter {number}\n\n" + "\n\n".join([words * 3] * 12 + ([SOUGHT.title()] if number == 4 else []))
        for number in range(1, CHAPTERS + 1)
    ]
    return f"---\ntitle: {TITLE}\n---\n\n" + "\n\n".join(chapters) + "\n"


def _open(stage: Stage) -> None:
    """By its title, from the search; the library's own page is on the screen before."""
    desk = stage.desk()
    wait_for(lambda: stage.windows_of(desk), "the library")
    library = _settled(stage)
    stage.press("ctrl+f")
    stage.type(TITLE)
    stage.press("Return")
    wait_for(lambda: _page(stage) != library, "the document")
    _settled(stage)


def _listen_with_another_layout(stage: Stage) -> None:
    """The ruler, by the place of its letter; then off again, for what is compared later shall not depend on it."""
    plain = _settled(stage)
    subprocess.run(["setxkbmap", "ru"], env=stage.environment, check=True)
    try:
        stage.press(LAYOUT_KEY_OF_L)
        wait_for(lambda: _page(stage) != plain, "the ruler")
        stage.press(LAYOUT_KEY_OF_L)
        wait_for(lambda: _page(stage) == plain, "the page without it")
    finally:
        subprocess.run(["setxkbmap", "us"], env=stage.environment, check=True)


def _panic(stage: Stage) -> None:
    desk = stage.desk()
    stage.press("F9")
    wait_for(lambda: not desk.is_running(), "the end of the desk")
    wait_for(lambda: stage.windows_of(stage.guard), "the cover")


def _kept(stage: Stage) -> Position:
    """What the library says while no desk has it open."""
    found: list[Vault] = []

    def is_free() -> bool:
        """Not while the guard settles it after the kill."""
        try:
            found.append(open_vault(stage.vault, PASSPHRASE))
        except VaultBusy:
            return False
        return True

    wait_for(is_free, "the library to be free")
    with closing(found[0]) as vault:
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


def _page(stage: Stage) -> bytes:
    """The pixels of the middle of the page, as high as they are in every window that the desk takes here."""
    windows = stage.windows_of(stage.desk())
    if not windows:
        return b""
    _, _, width, _ = stage.geometry_of(windows[0])
    crop = f"600x320+{width // 2 - 300}+60"
    command = ["import", "-window", str(windows[0]), "-crop", crop, "-depth", "8", "rgb:-"]
    return subprocess.run(command, env=stage.environment, capture_output=True, check=False).stdout


def _settled(stage: Stage) -> bytes:
    """The page once three looks in a row have seen the same."""
    seen: list[bytes] = []

    def is_settled() -> bool:
        seen.append(_page(stage))
        return len(seen) > 3 and bool(seen[-1]) and len(set(seen[-3:])) == 1

    wait_for(is_settled, "the page to come to rest")
    return seen[-1]
