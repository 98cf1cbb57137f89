"""The story that a newcomer runs to see whether Hearth works on their machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.stories.stage import MAIN


def test_the_whole_story_without_a_display(own_home: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    ended = subprocess.run(
        [sys.executable, str(MAIN), "--smoke"], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    steps = ended.stdout.splitlines()
    assert len(steps) == 11
    assert all(" ms  " in step for step in steps)
    left = [path for path in own_home.rglob("*") if path.is_file() and "fontconfig" not in path.parts]
    assert left == [], "the story leaves nothing behind"
