"""One face for the cover and the desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.guard.identity import NOTES
from ui.desk_window import DeskWindow
from ui.guard_window import GuardWindow
from ui.jobs import Jobs


def test_the_cover_and_the_desk_have_one_icon(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    palette = qapp.palette()
    guard = GuardWindow(qapp, NOTES, tmp_path)
    desk = DeskWindow(NOTES)
    qtbot.addWidget(desk)
    size = QSize(32, 32)
    assert desk.windowIcon().pixmap(size).toImage() == qapp.windowIcon().pixmap(size).toImage()
    qapp.setPalette(palette)
    qapp.setWindowIcon(QIcon())
    jobs = guard.findChild(Jobs)
    assert jobs is not None
    jobs.close()
