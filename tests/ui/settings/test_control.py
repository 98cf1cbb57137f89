"""Progress that comes every millisecond reaches the eye some twenty times a second, and always at its end."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reader.vault.copy_files import CopyProgress, CopyStage
from ui.settings.control import Control


@pytest.fixture
def told(qapp: QApplication) -> list[float]:
    del qapp
    return []


def test_only_so_much_is_told(told: list[float]) -> None:
    now_s = [0.0]
    control = Control(now_s=lambda: now_s[0])
    control.fraction_changed.connect(told.append)
    for done in range(1, 101):
        now_s[0] += 0.001
        control.on_progress(done, 100)
    assert told == [0.01, 0.51, 1.0]


def test_a_part_of_the_whole(told: list[float]) -> None:
    control = Control()
    control.fraction_changed.connect(told.append)
    control.take_part(0.0, 0.5)
    control.on_progress(4, 4)
    control.take_part(0.5, 1.0)
    control.on_progress(4, 4)
    control.on_progress(0, 0)
    assert told == [0.5, 1.0]


def test_bytes_are_told_at_their_end(qapp: QApplication) -> None:
    del qapp
    told: list[CopyProgress] = []
    control = Control(now_s=lambda: 0.0)
    control.copy_changed.connect(told.append)
    for done in (1, 2, 3):
        control.on_copy(CopyProgress(CopyStage.COPYING, done, 3))
    assert [each.done_bytes for each in told] == [1, 3]
    assert not control.cancelled()
    control.stop()
    assert control.cancelled()
