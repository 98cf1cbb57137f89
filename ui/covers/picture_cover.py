"""The Picture cover: one picture of the person's own, dropped on it or pasted into it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QVBoxLayout

from reader.covers.gestures import CornersGesture
from reader.covers.picture import PictureStore, read_picture_file
from ui.covers.cover import Cover
from ui.covers.pdf_page import Drawing, first_page, is_pdf
from ui.covers.picture_decoding import decode, encode, shrunk
from ui.covers.picture_frame import PictureFrame
from ui.covers.scratch import Scratch
from ui.jobs import Jobs
from ui.theme import Theme

_SIZE = QSize(960, 640)
_NOTICE_MS = 8000


class PictureCover(Cover):
    """The picture and, for a while, a line below it. There is no dialog: its keys would not be the cover's to drop."""

    def __init__(self, store: PictureStore, jobs: Jobs, theme: Theme, *, title: str) -> None:
        super().__init__(theme, title=title, size=_SIZE)
        self._store = store
        self._jobs = jobs
        self._under_way = 0
        self._asked = 0  # what was asked for before the last panic, and comes after it, is dropped
        self._drawing = Drawing()
        self._stored = QImage()
        self._scratch = Scratch(self)
        self._frame = PictureFrame(self)
        self._hint = QLabel(self.tr("Drop a picture here, or paste one."), self._frame)
        self._hint.setObjectName("empty")
        self._hint.hide()
        self._notice = QLabel(self)
        self._notice.setObjectName("notice")
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._notice.hide()
        self._notice_timer = QTimer(self, singleShot=True, interval=_NOTICE_MS)
        self._notice_timer.timeout.connect(self._notice.hide)
        self._lay_out()
        self.setAcceptDrops(True)
        self.listen(corners=CornersGesture())
        self._scratch.over.connect(self._input.drop_rest)
        self._scratch.dropped.connect(self._forget)
        self._under_way += 1
        self._jobs.run(self._load, self._show_stored, owner=self)

    def is_saved(self) -> bool:
        """See `Cover`."""
        return self._under_way == 0

    def begin_scratch(self) -> None:
        """See `Cover`."""
        self._scratch.begin()

    def drop_scratch(self) -> None:
        """See `Cover`."""
        self._scratch.drop()

    def end_scratch(self) -> None:
        """See `Cover`."""
        self._scratch.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._take(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    def _take(self, given: QMimeData) -> None:
        files = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
        if not files and not given.hasImage():
            return
        image = QImage() if files else QImage(given.imageData())
        self._drop_what_was_asked()
        asked, is_scratch, drawing = self._asked, self._scratch.is_on(), self._drawing
        self._under_way += 1
        self._jobs.run(
            lambda: _read(files[0], drawing) if files else shrunk(image),
            lambda read: self._show(read, asked, keep=not is_scratch),
            owner=self,
        )

    def _show(self, image: QImage | None, asked: int, *, keep: bool) -> None:
        self._under_way -= 1
        if asked != self._asked:
            return
        if image is None:
            self._say(self.tr("This is no picture that can be shown here."))
            return
        self._show_image(image)
        if keep:
            self._stored = image
            self._under_way += 1
            self._jobs.run(lambda: self._write(image), self._after_writing, owner=self)

    def _write(self, image: QImage) -> bool:
        try:
            self._store.save(encode(image))
        except OSError:
            return False
        return True

    def _after_writing(self, written: bool) -> None:
        self._under_way -= 1
        if not written:
            self._say(self.tr("The picture could not be saved. Is the disk full?"))

    def _load(self) -> QImage | None:
        data = self._store.load()
        return decode(data) if data else None

    def _show_stored(self, image: QImage | None) -> None:
        self._under_way -= 1
        if self._stored.isNull() and image is not None:
            self._stored = image
        if self._frame.image.isNull():
            self._show_image(self._stored)

    def _drop_what_was_asked(self) -> None:
        """No process outlives a panic for a picture that nobody will see."""
        self._asked += 1
        self._drawing.end()
        self._drawing = Drawing()

    def _forget(self) -> None:
        self._drop_what_was_asked()
        self._notice.hide()
        self._show_image(self._stored)

    def _show_image(self, image: QImage) -> None:
        self._frame.show_image(image)
        self._hint.setVisible(image.isNull())

    def _say(self, words: str) -> None:
        self._notice.setText(words)
        self._notice.show()
        self._notice_timer.start()

    def _lay_out(self) -> None:
        middle = QVBoxLayout(self._frame)
        middle.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._frame, 1)
        column.addWidget(self._notice)
        self._frame.setFocus()


def _read(path: Path, drawing: Drawing | None = None) -> QImage | None:
    data = read_picture_file(path)
    if not data:
        return None
    image = decode(data)  # first: a picture may speak of PDF in what its camera wrote into it
    return first_page(data, drawing=drawing) if image is None and is_pdf(data) else image
