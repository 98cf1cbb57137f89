"""A reading page on a library in memory, for pictures: documents come in as they do in the program."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from reader.formats.registry import recognise
from reader.reading.fixed_preferences import FIXED_SETTING
from reader.reading.focus import FOCUS_SETTING
from reader.reading.kept import encoded
from reader.reading.preferences import ReadingPreferences
from reader.reading.speech_preferences import SPEECH_SETTING, SpeechPreferences
from reader.store.library import Library
from reader.store.writer import CHUNK_BYTES
from reader.text.model import Locator
from reader.workers.pool import WorkerPool
from tests.gallery.deeds import do
from tests.gallery.shots import Shot
from tests.shelves import MemoryShelf
from ui.jobs import Jobs
from ui.own_theme import OwnTheme, theme_of
from ui.reading.reading_page import ReadingPage
from ui.reading.typesetting import Typesetting
from ui.stylesheet import apply_theme
from ui.theme import load_theme

PATIENCE_S = 30.0
SETTLING_TURNS, AFTER_ACTS_TURNS = 12, 40
OWN = OwnTheme(name="own-1", paper="#E3EDE4", ink="#20303A", ember="#7A2F6B")


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
        theme = theme_of(OWN) if shot.theme == OWN.name else load_theme(shot.theme)
        apply_theme(self._app, theme)
        page.set_theme(theme)
        self._forget_choices(self._numbers[shot.document])
        page.open_document(self._numbers[shot.document])
        self._wait(lambda: page.session is not None, shot, turns=1)
        page.feature(Typesetting).choose(
            ReadingPreferences(body_px=shot.body_px, mode=shot.mode, **shot.preferences)  # type: ignore[arg-type]  # names of fields
        )
        self._go(shot.fraction)
        for act in shot.acts:
            self._wait(self._is_still, shot, turns=3)
            do(page, act)
        self._wait(self._is_still, shot, turns=AFTER_ACTS_TURNS if shot.acts else SETTLING_TURNS)
        page.grab().save(str(folder / f"{shot.name}.png"))
        faults = list(self._faults(shot))
        page.close_document()
        self._wait(lambda: self._jobs.is_idle, shot, turns=1)
        return faults

    def _forget_choices(self, document: int) -> None:
        """Whatever an earlier picture chose by a key."""
        library = self._library
        library.set_setting(SPEECH_SETTING, encoded(SpeechPreferences(is_agreed=True)))
        library.set_setting(FOCUS_SETTING, "")
        library.set_document_setting(document, FIXED_SETTING, None)
        library.replace_marks(document, (), [mark.number for mark in library.marks(document)])

    def _go(self, fraction: float) -> None:
        session = self._page.session
        assert session is not None
        pages = session.opened.fixed_pages
        place = Locator(int(fraction * len(pages))) if pages else session.opened.pages.locator_at(fraction)
        session.surface.go_to(place)

    def close(self) -> None:
        self._page.close_document()
        self._page.close()
        self._jobs.close()

    def _is_still(self) -> bool:
        """Whether all that is in view has come and nothing more happens."""
        page, session = self._page, self._page.session
        if session is None or not self._jobs.is_idle:
            return False
        if session.opened.fixed_pages:
            return True  # whatever was to be drawn has been: that is a job
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

    def _wait(self, condition: Callable[[], bool], shot: Shot, *, turns: int = SETTLING_TURNS) -> None:
        until = time.monotonic() + PATIENCE_S
        still = 0
        while still < turns:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            still = still + 1 if condition() else 0
            if time.monotonic() > until:
                raise TimeoutError(shot.name)
