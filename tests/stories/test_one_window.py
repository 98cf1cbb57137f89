"""Cover and desk are one window to the eye: each appears where the other was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.screens import x_server
from tests.stories.stage import Stage, wait_for

pytestmark = pytest.mark.onscreen


@pytest.fixture(params=["openbox", "metacity"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    with x_server(window_manager=request.param) as display, Stage(tmp_path, display) as made:
        made.create_vault()
        yield made


def place_of(stage: Stage, process: psutil.Process) -> tuple[int, int, int, int]:
    """Left, top, width and height of the only window of `process`, without its frame."""
    (window,) = stage.windows_of(process)
    return stage.geometry_of(window)


def leave_prompt(stage: Stage) -> None:
    stage.press("Escape")
    wait_for(lambda: stage.windows_of(stage.guard), "the cover again")
    wait_for(lambda: not stage.windows_of(stage.desk()), "the end of the prompt")


def test_the_desk_appears_where_the_cover_was_moved_to(stage: Stage) -> None:
    stage.start()
    (cover,) = stage.windows_of(stage.guard)
    stage.move(cover, 500, 260, 700, 420)
    wait_for(lambda: stage.geometry_of(cover)[2:] == (700, 420), "the cover's new size")
    wait_for(lambda: stage.geometry_of(cover)[0] >= 500 and stage.geometry_of(cover)[1] >= 260, "its new place")
    before = place_of(stage, stage.guard)
    stage.summon()
    wait_for(lambda: place_of(stage, stage.desk()) == before, f"the desk at {before}")
    leave_prompt(stage)
    wait_for(lambda: place_of(stage, stage.guard) == before, f"the cover back at {before}")
    stage.summon()
    wait_for(lambda: place_of(stage, stage.desk()) == before, f"the desk at {before} once more")


def test_after_a_panic_both_fill_the_screen(stage: Stage) -> None:
    stage.start()
    stage.summon()
    normal = place_of(stage, stage.desk())
    stage.press("F9")
    wait_for(lambda: stage.windows_of(stage.guard), "the cover")
    wait_for(lambda: place_of(stage, stage.guard)[2] > normal[2], "the cover over the whole screen")
    filled = place_of(stage, stage.guard)
    wait_for(lambda: stage.in_role("desk"), "a new desk")
    wait_for(lambda: stage.command("unlock").returncode == 0 and stage.windows_of(stage.desk()), "the prompt")
    wait_for(lambda: place_of(stage, stage.desk()) == filled, f"the desk at {filled}")
