"""What stories of the page share: to open a document, to look at it, to hide it, and to look into the library after."""

from __future__ import annotations

import subprocess

from reader.errors import VaultBusy
from reader.vault.vault import Vault, open_vault
from tests.stories.stage import PASSPHRASE, Stage, wait_for


def open_by_title(stage: Stage, title: str) -> None:
    """By its title, from the search; the library's own page is on the screen before."""
    desk = stage.desk()
    wait_for(lambda: stage.windows_of(desk), "the library")
    library = settled(stage)
    stage.press("ctrl+f")
    stage.type(title)
    stage.press("Return")
    wait_for(lambda: page_pixels(stage) != library, "the document")
    settled(stage)


def panic(stage: Stage) -> None:
    """On the key, up to where the cover is there."""
    desk = stage.desk()
    stage.press("F9")
    wait_for(lambda: not desk.is_running(), "the end of the desk")
    wait_for(lambda: stage.windows_of(stage.guard), "the cover")


def library_left_alone(stage: Stage) -> Vault:
    """The library while no desk has it open; whoever asks closes it."""
    found: list[Vault] = []

    def is_free() -> bool:
        """Not while the guard settles it after the kill."""
        try:
            found.append(open_vault(stage.vault, PASSPHRASE))
        except VaultBusy:
            return False
        return True

    wait_for(is_free, "the library to be free")
    return found[0]


def page_pixels(stage: Stage) -> bytes:
    """The pixels of the middle of the page, as high as they are in every window that the desk takes here."""
    windows = stage.windows_of(stage.desk())
    if not windows:
        return b""
    _, _, width, _ = stage.geometry_of(windows[0])
    crop = f"600x320+{width // 2 - 300}+60"
    command = ["import", "-window", str(windows[0]), "-crop", crop, "-depth", "8", "rgb:-"]
    return subprocess.run(command, env=stage.environment, capture_output=True, check=False).stdout


def settled(stage: Stage) -> bytes:
    """The page once three looks in a row have seen the same."""
    seen: list[bytes] = []

    def is_settled() -> bool:
        seen.append(page_pixels(stage))
        return len(seen) > 3 and bool(seen[-1]) and len(set(seen[-3:])) == 1

    wait_for(is_settled, "the page to come to rest")
    return seen[-1]
