"""The smoke story's desk: the product's own, and beside it somebody who types and looks.

Started as `main.py --role smoke-desk` by the story alone; the product's desk has no such ear.
"""

from __future__ import annotations

import argparse
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.desk_app import compose
from ui.library.library_page import LibraryPage
from ui.open_desk import OpenDesk
from ui.reading.reading_page import ReadingPage
from ui.smoke.orders import Answer, AnyOrder, Import, Line, Look, Read, Search, Unlock
from ui.unlock.unlock_page import UnlockPage

_LOOK_EVERY_MS = 10
_PATIENCE_S = 40.0
Condition = Callable[[], bool]
W = TypeVar("W", bound=QWidget)


def main(argv: list[str]) -> int:
    """`argv`: --driver SOCKET, then what a desk takes."""
    parser = argparse.ArgumentParser(prog="smoke-desk", add_help=False)
    parser.add_argument("--driver", required=True)
    options, rest = parser.parse_known_args(argv)
    app = compose(rest)
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(options.driver)
    Hands(app, Line(connection))
    return app.exec()


class Hands(QObject):
    """Carries out orders on the real widgets, one after the other.

    Each order is a generator that yields conditions; it goes on when the condition holds and returns the answer.
    """

    _ordered = Signal(object)

    def __init__(self, app: QApplication, line: Line) -> None:
        super().__init__(app)
        self._line = line
        self._under_way: Iterator[Condition] | None = None
        self._condition: Condition = _at_once
        self._name = ""
        self._deadline_s = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._ordered.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while (order := self._line.receive_order()) is not None:
            self._ordered.emit(order)

    def _begin(self, order: AnyOrder) -> None:
        self._under_way = self._follow(order)
        self._name = type(order).__name__
        self._condition = _at_once
        self._deadline_s = time.monotonic() + _PATIENCE_S
        self._timer.start(_LOOK_EVERY_MS)

    def _look(self) -> None:
        if self._under_way is None:
            return
        if self._condition():
            try:
                self._condition = next(self._under_way)
            except StopIteration:
                self._answer(self._seen())
        elif time.monotonic() > self._deadline_s:
            self._answer(Answer(in_vain=self._name))

    def _answer(self, answer: Answer) -> None:
        self._timer.stop()
        self._under_way = None
        self._line.send(answer)

    def _follow(self, order: AnyOrder) -> Iterator[Condition]:
        match order:
            case Unlock(passphrase):
                yield lambda: _shown(UnlockPage) is not None
                QTest.keyClick(_type_into(_found(UnlockPage), passphrase), Qt.Key.Key_Return)
                yield lambda: _shown(LibraryPage) is not None
            case Import(paths, count):
                _found(OpenDesk).imports.add(paths)
                yield lambda: _rows() >= count
            case Read(document, turns):
                yield from _read(document, turns)
            case Search(words):
                everything = _rows()
                _type_into(_found(LibraryPage), words)
                yield lambda: 0 < _rows() < everything
            case Look():
                yield lambda: _shown(LibraryPage) is not None and _rows() > 0

    @staticmethod
    def _seen() -> Answer:
        page = _shown(ReadingPage)
        session = page.session if page is not None else None
        if session is None:
            return Answer(documents=_rows())
        place = session.surface.place()
        return Answer(documents=_rows(), place=(place.section, place.offset), text=session.opened.row.title)


def _read(document: int, turns: int) -> Iterator[Condition]:
    desk = _found(OpenDesk)
    desk.open_document(document, None, "")
    yield lambda: desk.reading_page.session is not None
    for _ in range(turns):
        before = desk.reading_page.page_view.place()
        QTest.keyClick(desk.reading_page.page_view, Qt.Key.Key_Space)
        yield lambda before=before: desk.reading_page.page_view.place() > before  # type: ignore[misc]  # bound now
    if turns:
        session = desk.reading_page.session
        yield lambda: session is not None and session.keeper.is_kept


def _type_into(page: QWidget, text: str) -> QLineEdit:
    """Into the first field of the page, as an input method commits it; answers the field."""
    field = page.findChild(QLineEdit)
    if field is None:
        raise LookupError("no field to type into")
    field.setFocus()
    field.clear()
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(field, typed)
    return field


def _shown(kind: type[W]) -> W | None:
    """The page of this kind that is on the screen."""
    return next((each for each in QApplication.allWidgets() if isinstance(each, kind) and each.isVisible()), None)


def _found(kind: type[W]) -> W:
    """The same, where it must be there. Raises LookupError."""
    page = _shown(kind)
    if page is None:
        raise LookupError(kind.__name__)
    return page


def _rows() -> int:
    page = _shown(LibraryPage)
    return page.list_area.view.model().rowCount() if page is not None else 0


def _at_once() -> bool:
    return True
