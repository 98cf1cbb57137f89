"""What other screens show: asked for by a desk, saved by the guard, off both of its threads."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from reader.covers.picture import PictureStore, read_picture_file
from reader.covers.quarantine import SCRATCH_S
from reader.covers.slide import Slide
from reader.guard.messages import SlideChosen, SlideKept
from ui.covers.picture_decoding import decode, encode
from ui.jobs import Jobs

_Problem: TypeAlias = Literal["", "picture", "disk", "too-soon"]


@dataclass(frozen=True, slots=True)
class _Outcome:
    slide: Slide
    picture: QImage
    problem: _Problem = ""


class SlideChoice(QObject):
    """`latest` is what the settings file says; the panic thread reads it as it is. `picture` is the kept one."""

    settled = Signal()  # `latest` is what was asked for, or says why not

    _asked = Signal(object)  # SlideChosen

    def __init__(
        self,
        save: Callable[[Slide], None],
        current: Slide,
        folder: Path,
        jobs: Jobs,
        parent: QObject,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`save` writes the settings file; it blocks, and raises OSError. `folder` is made when there is a picture."""
        super().__init__(parent)
        self.latest = SlideKept(slide=current)
        self.picture = QImage()
        self._save = save
        self._folder = folder
        self._jobs = jobs
        self._now = now
        self._not_before_s = float("-inf")
        self._asked.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        if current.kind == "picture":
            jobs.run(self._load, self._after_loading, owner=self)

    def choose(self, wish: SlideChosen) -> None:
        """Save it; called on the panic thread, and returns at once."""
        self._asked.emit(wish)

    def deafen(self) -> None:
        """There was a panic: what is typed in the time that follows is never saved."""
        self._not_before_s = self._now() + SCRATCH_S

    def _begin(self, wish: SlideChosen) -> None:
        if self._now() < self._not_before_s:
            self._end(_Outcome(self.latest.slide, self.picture, "too-soon"))
        else:
            before = _Outcome(self.latest.slide, self.picture)
            self._jobs.run(lambda: self._write(wish, before), self._end, owner=self)

    def _write(self, wish: SlideChosen, before: _Outcome) -> _Outcome:
        picture = before.picture
        if wish.slide.kind == "picture" and wish.picture:
            picture = _read(Path(wish.picture))
        if wish.slide.kind == "picture" and picture.isNull():
            return _Outcome(before.slide, before.picture, "picture")
        try:
            if wish.slide.kind != "picture":
                picture = QImage()
                self._forget_picture()
            elif wish.picture:
                PictureStore(self._folder).save(encode(picture))
            self._save(wish.slide)
        except OSError:
            return _Outcome(before.slide, before.picture, "disk")
        return _Outcome(wish.slide, picture)

    def _end(self, outcome: _Outcome) -> None:
        self.picture = outcome.picture
        self.latest = SlideKept(slide=outcome.slide, problem=outcome.problem)
        self.settled.emit()

    def _load(self) -> QImage:
        try:
            data = PictureStore(self._folder).load()
        except OSError:
            data = None
        return (decode(data) if data else None) or QImage()

    def _after_loading(self, picture: QImage) -> None:
        if self.picture.isNull():
            self.picture = picture
            self.settled.emit()

    def _forget_picture(self) -> None:
        """A picture that is shown no more is kept no more. Raises OSError."""
        if self._folder.is_dir():
            PictureStore(self._folder).remove()
            self._folder.rmdir()


def _read(path: Path) -> QImage:
    data = read_picture_file(path)
    return (decode(data) if data else None) or QImage()
