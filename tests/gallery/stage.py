"""A reading page on a library in memory, for pictures: documents come in as they do in the program."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from reader.formats.registry import recognise
from reader.store.library import Library
from reader.store.writer import CHUNK_BYTES
from reader.workers.pool import WorkerPool
from tests.gallery.shots import Shot
from tests.shelves import MemoryShelf
from ui.jobs import Jobs
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting
from ui.stylesheet import apply_theme
from ui.theme import load_theme

PATIENCE_S = 30.0
SETTLING_TURNS = 30


class Stage:
    """Takes pictures of one page after another."""

    def __init__(self, app: QApplication, pool: WorkerPool) -> None:
        self._app = app
        self._library = Library(MemoryShelf())
        self._numbers: dict[str, int] = {}
        self._jobs = Jobs(app)
        self._page = ReadingPage(self._library, pool, self._jobs, load_theme("paper"))
        self._page.show()

    def add(self, name: str, data: bytes) -> None:
        """Bring a document in."""
        format_ = recognise(data)
        writer = self._library.new_document(format_.kind, sha256=hashlib.sha256(data).digest())
        for event in format_.parse(data):
            writer.add(event)
        for start in range(0, len(data), CHUNK_BYTES):
            writer.add_chunk(data[start : start + CHUNK_BYTES])
        self._numbers[name] = writer.finish()

    def has(self, name: str) -> bool:
        return name in self._numbers

    def take(self, shot: Shot, folder: Path) -> list[str]:
        """Keep the picture of one shot as a PNG in `folder`; what is wrong with it, in words."""
        page = self._page
        page.resize(shot.width, shot.height)
        theme = load_theme(shot.theme)
        apply_theme(self._app, theme)
        page.set_theme(theme)
        page.open_document(self._numbers[shot.document])
        self._wait(lambda: page.session is not None, shot)
        page.feature(Typesetting).change(body_px=shot.body_px, mode=shot.mode, **shot.preferences)
        session = page.session
        assert session is not None
        if not session.opened.fixed_pages:
            session.surface.go_to(session.opened.pages.locator_at(shot.fraction))
        for act in shot.acts:
            page.act(act)
        self._wait(self._is_still, shot)
        page.grab().save(str(folder / f"{shot.name}.png"))
        return list(self._faults(shot))

    def close(self) -> None:
        self._page.close_document()
        self._page.close()
        self._jobs.close()

    def _is_still(self) -> bool:
        """Whether all that is in view has come and nothing more happens."""
        page, session = self._page, self._page.session
        if session is None:
            return False
        if session.opened.fixed_pages:
            return True
        return not page.page_view.flow.is_empty and page.page_view.flow.next_to_lay_out() is None

    def _faults(self, shot: Shot) -> list[str]:
        """What a machine can see: text wider than its column."""
        flow = self._page.page_view.flow
        if self._page.session is None or self._page.session.opened.fixed_pages:
            return []
        faults = []
        for index in {part.index for part in flow.slices()}:
            document = flow.row.document(index)
            if document is not None and document.size().width() > flow.row.look.column_px + 1:
                faults.append(f"{shot.name}: piece {index} is {document.size().width():.0f} px wide")
        return faults

    def _wait(self, condition: Callable[[], bool], shot: Shot) -> None:
        until = time.monotonic() + PATIENCE_S
        still = 0
        while still < SETTLING_TURNS:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            still = still + 1 if condition() else 0
            if time.monotonic() > until:
                raise TimeoutError(shot.name)
