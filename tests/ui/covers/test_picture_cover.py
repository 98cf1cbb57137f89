"""The Picture cover: the contract, and that it shows and keeps one picture."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.covers.picture import MAX_FILE_BYTES, MAX_SIDE_PX
from reader.workers.launcher import Worker, launch_worker
from reader.workers.pool import TimeLimits, WorkerPool
from tests.ui.covers.contract import CoverContract, Person
from tests.ui.covers.corners import almost_corners, corners
from tests.ui.covers.test_pdf_page import pdf, workers
from ui.covers import pdf_page
from ui.covers.cover import Cover
from ui.covers.picture_cover import PictureCover
from ui.covers.picture_decoding import decode, encode, shrunk


def picture(colour: str, width: int = 40, height: int = 30) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def cover_of(person: Person) -> PictureCover:
    assert isinstance(person.cover, PictureCover)
    return person.cover


def colour_of(person: Person) -> str:
    """Of the picture on show, once nothing is under way."""
    person.qtbot.waitUntil(person.cover.is_saved, timeout=5000)
    image = cover_of(person)._frame.image
    return "" if image.isNull() else image.pixelColor(1, 1).name()


def paste(person: Person, given: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(given)
    QTest.keyClick(person.cover.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def image_data(colour: str) -> QMimeData:
    given = QMimeData()
    given.setImageData(picture(colour))
    return given


def file_data(path: Path) -> QMimeData:
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(path))])
    return given


def drop(person: Person, given: QMimeData) -> None:
    """As the display server would deliver it: to the native window."""
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(50, 50), copy, given, left, Qt.KeyboardModifier.NoModifier)
    filters_it = cover_of(person)._input.eventFilter(person.cover.windowHandle(), event)
    if not filters_it:
        person.cover.dropEvent(event)


class TestPicture(CoverContract):
    kind = "picture"
    keys = "ab1\t \r"
    takes_typing = False

    def prepare(self, folder: Path) -> None:
        (folder / "picture.png").write_bytes(encode(picture("#112233")))

    def seen(self, cover: Cover) -> str:
        """Every colour on it, once nothing is under way."""
        assert isinstance(cover, PictureCover)
        while not cover.is_saved():
            QApplication.processEvents()
        image = cover.grab().toImage()
        places = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
        return " ".join(sorted({image.pixelColor(x, y).name() for x, y in places}))

    def own_gesture(self, person: Person) -> None:
        corners(person)

    def near_misses(self, person: Person) -> Iterator[None]:
        yield from almost_corners(person)

    def test_the_picture_of_an_earlier_day_is_there(self, person: Person) -> None:
        assert colour_of(person) == "#112233"
        assert "#112233" in self.seen(person.cover)

    @pytest.mark.parametrize("give", [paste, drop])
    def test_a_picture_is_taken_in_and_kept(self, person: Person, give: Callable[[Person, QMimeData], None]) -> None:
        give(person, image_data("#aa0000"))
        assert colour_of(person) == "#aa0000"
        kept = decode(person.files()["picture.png"])
        assert kept is not None
        assert kept.pixelColor(1, 1).name() == "#aa0000"

    @pytest.mark.parametrize("suffix", ["png", "jpg", "bmp", "webp"])
    def test_so_is_a_file(self, person: Person, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"holiday.{suffix}"
        assert picture("#ffffff").save(str(path))
        drop(person, file_data(path))
        assert colour_of(person) == "#ffffff"
        assert list(person.files()) == ["picture.png"], "its name is nobody's concern"

    @pytest.mark.parametrize("what", ["text", "folder", "pipe", "vector", "gone", "huge"])
    def test_what_is_no_picture_is_said_and_changes_nothing(self, person: Person, tmp_path: Path, what: str) -> None:
        path = tmp_path / "given"
        make: dict[str, Callable[[], object]] = {
            "text": lambda: path.write_text("hello", encoding="utf-8"),
            "folder": path.mkdir,
            "pipe": lambda: os.mkfifo(path),
            "vector": lambda: path.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
            "gone": lambda: None,
            "huge": lambda: path.write_bytes(bytes(MAX_FILE_BYTES + 1)),
        }
        make[what]()
        drop(person, file_data(path))
        assert colour_of(person) == "#112233"
        assert cover_of(person)._notice.isVisible()

    def test_other_things_are_let_pass(self, person: Person) -> None:
        text = QMimeData()
        text.setText("a sentence")
        paste(person, text)
        assert colour_of(person) == "#112233"
        assert not cover_of(person)._notice.isVisible()

    @pytest.mark.parametrize("give", [paste, drop])
    def test_after_a_panic_it_takes_nothing_then_keeps_nothing(
        self, person: Person, give: Callable[[Person, QMimeData], None]
    ) -> None:
        kept = person.files()
        person.cover.deafen()
        give(person, image_data("#aa0000"))
        assert colour_of(person) == "#112233"
        person.clock.now_s += 2.0
        give(person, image_data("#aa0000"))
        assert colour_of(person) == "#aa0000"
        person.end_of_scratch()
        assert colour_of(person) == "#112233"
        assert person.files() == kept

    def test_what_is_still_being_read_when_a_panic_comes_is_dropped(self, person: Person) -> None:
        kept = person.files()
        paste(person, image_data("#aa0000"))
        person.cover.deafen()
        assert colour_of(person) == "#112233"
        assert person.files() == kept

    def test_the_worker_of_a_page_that_is_being_drawn_ends_with_a_panic(
        self, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One that hangs, in a drawing whose own limits are an hour away."""

        def launch() -> Worker:
            worker = launch_worker()
            os.kill(worker.pid, signal.SIGSTOP)
            return worker

        hour = TimeLimits(start_s=3600, open_s=3600, page_s=3600)
        monkeypatch.setattr(pdf_page, "_make_pool", lambda: WorkerPool(launch, 0, limits=hour))
        monkeypatch.setattr(pdf_page.first_page, "__kwdefaults__", {"limit_s": 3600.0, "drawing": None})
        path = tmp_path / "page.pdf"
        path.write_bytes(pdf())
        drop(person, file_data(path))
        person.qtbot.waitUntil(lambda: bool(workers()))
        person.cover.deafen()
        person.qtbot.waitUntil(lambda: not workers())
        assert colour_of(person) == "#112233"
        assert list(person.files()) == ["picture.png"]

    def test_a_disk_that_refuses_is_said(self, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_data: bytes) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(cover_of(person)._store, "save", refuse)
        paste(person, image_data("#aa0000"))
        assert colour_of(person) == "#aa0000"
        assert "saved" in cover_of(person)._notice.text()


def test_without_a_picture_it_says_how_to_get_one(qtbot: Any, tmp_path: Path) -> None:
    person = Person("picture", tmp_path, qtbot, None)  # type: ignore[arg-type]
    assert colour_of(person) == ""
    assert cover_of(person)._hint.isVisible()
    person.end()


def test_what_the_camera_wrote_into_it_is_gone() -> None:
    image = picture("#112233")
    image.setText("Owner", "somebody")
    assert b"somebody" not in encode(image)


def test_a_large_one_is_kept_smaller(qapp: QApplication) -> None:
    small = shrunk(picture("#112233", MAX_SIDE_PX * 2, 100))
    assert small is not None
    assert (small.width(), small.height()) == (MAX_SIDE_PX, 50)


def test_a_file_that_claims_too_many_pixels_is_not_decoded() -> None:
    data = bytearray(encode(picture("#112233")))
    data[16:24] = (60000).to_bytes(4, "big") + (60000).to_bytes(4, "big")
    assert decode(bytes(data)) is None
    assert decode(b"") is None
