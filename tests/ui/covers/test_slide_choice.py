"""What other screens show: saved off the UI thread, a picture bare of what its camera wrote, nothing after a panic."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.covers.quarantine import SCRATCH_S
from reader.covers.slide import NO_SLIDE, Slide
from reader.guard.messages import SlideChosen, SlideKept
from ui.covers.slide_choice import SlideChoice
from ui.jobs import Jobs

WORDS = Slide(kind="text", text="Back at two")
PICTURE = Slide(kind="picture")
Make = Callable[..., SlideChoice]


class Disk:
    """The settings file, which may be full."""

    def __init__(self) -> None:
        self.saved: list[Slide] = []
        self.is_full = False

    def save(self, slide: Slide) -> None:
        if self.is_full:
            raise OSError
        self.saved.append(slide)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def make(qapp: QApplication, disk: Disk, tmp_path: Path) -> Iterator[Make]:
    jobs = Jobs(threads=1)
    owner = QObject()

    def build(current: Slide = NO_SLIDE, now: Callable[[], float] = time.monotonic) -> SlideChoice:
        return SlideChoice(disk.save, current, tmp_path / "screen", jobs, owner, now=now)

    yield build
    jobs.close()


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "sea.jpg"
    exif = Image.Exif()
    exif[0x010E] = "taken by Anna in the kitchen"
    Image.new("RGB", (400, 300), "#3366CC").save(path, exif=exif)
    return path


def ask(qtbot: QtBot, choice: SlideChoice, slide: Slide, picture: str = "") -> SlideKept:
    with qtbot.waitSignal(choice.settled, timeout=5000):
        choice.choose(SlideChosen(slide=slide, picture=picture))
    return choice.latest


def test_words_are_saved_and_make_no_folder(qtbot: QtBot, make: Make, disk: Disk, tmp_path: Path) -> None:
    assert ask(qtbot, make(), WORDS) == SlideKept(slide=WORDS)
    assert disk.saved == [WORDS]
    assert not (tmp_path / "screen").exists()


def test_a_picture_is_kept_without_what_the_camera_wrote(
    qtbot: QtBot, make: Make, photograph: Path, tmp_path: Path
) -> None:
    choice = make()
    assert ask(qtbot, choice, PICTURE, str(photograph)) == SlideKept(slide=PICTURE)
    assert choice.picture.width() == 400
    (kept,) = (tmp_path / "screen").iterdir()
    data = kept.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert b"Anna" not in data
    assert b"sea" not in data


def test_a_kept_picture_is_there_at_the_next_start(qtbot: QtBot, make: Make, photograph: Path) -> None:
    ask(qtbot, make(), PICTURE, str(photograph))
    later = make(PICTURE)
    qtbot.waitUntil(lambda: later.picture.width() == 400, timeout=5000)


def test_another_ground_keeps_the_picture(qtbot: QtBot, make: Make, photograph: Path) -> None:
    choice = make()
    ask(qtbot, choice, PICTURE, str(photograph))
    brighter = Slide(kind="picture", colour="#FBFAF7")
    assert ask(qtbot, choice, brighter) == SlideKept(slide=brighter)
    assert choice.picture.width() == 400


def test_a_picture_that_is_shown_no_more_is_gone(qtbot: QtBot, make: Make, photograph: Path, tmp_path: Path) -> None:
    choice = make()
    ask(qtbot, choice, PICTURE, str(photograph))
    ask(qtbot, choice, NO_SLIDE)
    assert choice.picture.isNull()
    assert not (tmp_path / "screen").exists()


@pytest.mark.parametrize("content", [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_changes_nothing(
    qtbot: QtBot, make: Make, disk: Disk, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "given.png"
    path.write_bytes(content)
    assert ask(qtbot, make(WORDS), PICTURE, str(path)) == SlideKept(slide=WORDS, problem="picture")
    assert ask(qtbot, make(WORDS), PICTURE, str(tmp_path / "gone.png")).problem == "picture"
    assert ask(qtbot, make(WORDS), PICTURE).problem == "picture", "none is kept"
    assert disk.saved == []


def test_a_full_disk_leaves_what_was(qtbot: QtBot, make: Make, disk: Disk) -> None:
    disk.is_full = True
    assert ask(qtbot, make(WORDS), Slide(kind="colour")) == SlideKept(slide=WORDS, problem="disk")


def test_nothing_is_saved_for_ten_seconds_after_a_panic(qtbot: QtBot, make: Make, disk: Disk) -> None:
    now_s = 1000.0
    choice = make(now=lambda: now_s)
    choice.deafen()
    now_s += SCRATCH_S - 0.1
    assert ask(qtbot, choice, WORDS) == SlideKept(problem="too-soon")
    assert disk.saved == []
    now_s += 0.2
    assert ask(qtbot, choice, WORDS) == SlideKept(slide=WORDS)
