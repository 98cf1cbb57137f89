"""Covers come later, are cut to their tile, and never fill the memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs
from ui.library.cover_cache import MAX_COVERS, CoverCache

TILE = QSize(40, 54)


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    del qapp
    made = Jobs()
    yield made
    made.close()


def png() -> bytes:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, the call for text
    return bytes(buffer.data().data())


def test_a_cover_arrives_and_fills_its_tile(jobs: Jobs, qtbot: QtBot) -> None:
    cache = CoverCache(lambda _document: png(), jobs)
    with qtbot.waitSignal(cache.arrived) as arrived:
        assert cache.cover(7, TILE, 2.0) is None
    assert arrived.args == [7]
    cover = cache.cover(7, TILE, 2.0)
    assert cover is not None
    assert cover.size() == TILE * 2
    assert cover.deviceIndependentSize().toSize() == TILE


@pytest.mark.parametrize("data", [None, b"not a picture"])
def test_what_is_no_picture_is_not_asked_for_again(data: bytes | None, jobs: Jobs, qtbot: QtBot) -> None:
    read: list[int] = []

    def read_cover(document: int) -> bytes | None:
        read.append(document)
        return data

    cache = CoverCache(read_cover, jobs)
    with qtbot.waitSignal(cache.arrived):
        cache.cover(1, TILE, 1.0)
    assert cache.cover(1, TILE, 1.0) is None
    assert read == [1]


def test_the_cache_keeps_within_bounds(jobs: Jobs, qtbot: QtBot) -> None:
    picture = png()
    cache = CoverCache(lambda _document: picture, jobs)
    for document in range(MAX_COVERS + 5):
        with qtbot.waitSignal(cache.arrived):
            cache.cover(document, TILE, 1.0)
    assert cache.cover(0, TILE, 1.0) is None  # the oldest went
    assert cache.cover(MAX_COVERS + 4, TILE, 1.0) is not None
