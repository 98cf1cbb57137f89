"""Opening and turning pages: `python3 dev.py bench open`. Some five minutes and 2 GB of disk.

Files of every kind, and the worst of them, are imported into a vault on the disk by the product's own importer. Each is
then opened in a fresh process, by the page, the store and the workers of the product, offscreen at 1366 by 768, warm:
another document has been read before, and the first opening is not counted.

    median_ms, p99_ms     from the click to the first page that is wholly there and painted
    next_*                from the key to the next page painted, `PAUSE_MS` after the one before
    held_p99_ms           the same while the key is held down: no pause at all
    memory_mb             the most that the process took above what it took with nothing open, all of this included
    workers_mb            the same for its workers
    blank_ms              flowing text: the longest that a piece in view was blank while scrolled through at three
                          views a frame
    count_s, stall_ms     flowing text: how long all pages took to be counted, and the longest that the event loop
                          stood still meanwhile

A case with the ending `two-columns` shows the same document in that mode.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import msgspec
import psutil
from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.imports.importer import Importer
from reader.platform import this_platform
from reader.reading.kept import encoded
from reader.reading.preferences import PREFERENCES_SETTING, PageMode, ReadingPreferences
from reader.store.library import Library
from reader.workers.pool import WorkerPool
from tests.bench.harness import Figures, figures, report
from tests.bench.material import files
from tests.bench.material.documents import DocumentMaker
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.formats.makers import epub, page
from tests.formats.makers_zip import zipped
from ui.jobs import Jobs
from ui.reading.fixed_renderer import FixedRenderer
from ui.reading.reading_page import ReadingPage
from ui.reading.reading_session import Surface
from ui.theme import load_theme

SEED = 6
OPENINGS, TURNS, HELD_TURNS, FRAMES = 40, 120, 60, 120
PAUSE_MS = 100
LONGEST_S = 60.0
COUNT_S = 120.0
SECTION_BYTES = 10_000_000
PICTURES = 60
COMIC_BYTES, LONG_COMIC_BYTES = 20_000_000, 500_000_000
PASSPHRASE = "bench"
MIB = 1024 * 1024


def one_section(maker: DocumentMaker) -> bytes:
    """A page of HTML of 10 MB without a heading: one section."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in maker.text(SECTION_BYTES).splitlines())
    return f"<!DOCTYPE html><html><head><title>One</title></head><body>{lines}</body></html>".encode()


def picture(maker: DocumentMaker) -> bytes:
    """A JPEG of 4 megapixels and 1.7 MB, as noisy as a scan."""
    noise = random.Random(len(maker.text(200)))  # noqa: S311 - the same picture each time is what is wanted
    small = Image.frombytes("RGB", (400, 600), noise.randbytes(400 * 600 * 3))
    image, out = small.resize((1600, 2400), Image.Resampling.BICUBIC), BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def comic(maker: DocumentMaker, size_bytes: int = COMIC_BYTES) -> bytes:
    """Pictures in an archive; eight of them, over and over, each with a name of its own."""
    pictures = [picture(maker) for _ in range(8)]
    count = size_bytes // max(map(len, pictures))
    return zipped(*((f"{number:04}.jpg", pictures[number % 8] + b"\0" * number) for number in range(count)), method=0)


def pictured(maker: DocumentMaker) -> bytes:
    """An EPUB of one chapter of large pictures."""
    names = [f"{number}.jpg" for number in range(PICTURES)]
    chapter = page("".join(f'<p>{maker.text(400)}</p><p><img src="{name}" alt=""/></p>' for name in names))
    return epub({"c.xhtml": chapter}, others={name: picture(maker) for name in names}, compression=zipfile.ZIP_STORED)


MATERIAL: Mapping[str, tuple[str, files.Maker]] = {
    "text": ("a.txt", files.text_article),
    "markdown": ("a.md", files.markdown_article),
    "html": ("a.html", files.html_article),
    "epub": ("a.epub", files.novel),
    "docx": ("a.docx", files.docx_article),
    "odt": ("a.odt", files.odt_article),
    "fb2": ("a.fb2", files.fb2_article),
    "pdf": ("a.pdf", files.paper),
    "comic": ("a.cbz", comic),
    "image": ("a.jpg", picture),
    "section_10mb": ("b.html", one_section),
    "chapters_2000": ("b.epub", lambda maker: files.book(maker, 12_000_000, 2000)),
    "war_and_peace": ("c.epub", files.war_and_peace),
    "pictures": ("d.epub", pictured),
    "pdf_3000": ("b.pdf", lambda maker: files.pages(maker, 3000)),
    "comic_500mb": ("b.cbz", partial(comic, size_bytes=LONG_COMIC_BYTES)),
}
MODES = {"epub": PageMode, "section_10mb": PageMode, "chapters_2000": PageMode, "war_and_peace": PageMode}


def main(argv: list[str]) -> int:
    """Measure and report; as a child, measure one case and print it."""
    parser = argparse.ArgumentParser(prog="bench open")
    parser.add_argument("cases", nargs="*", help="only these")
    parser.add_argument("--child", nargs=3, metavar=("VAULT", "CASE", "MODE"), help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.child:
        vault, case, mode = options.child
        this_platform().return_freed_memory()  # as the desk does
        print(msgspec.json.encode(Reader(Path(vault), case, PageMode(mode)).measured()).decode())
        return 0
    names = options.cases or list(MATERIAL)
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        vault = Path(scratch) / "vault"
        import_all(Path(scratch), vault, names)
        cases = {}
        for name in names:
            for mode in MODES.get(name, (PageMode.SCROLLED,)):
                cases[name if mode is PageMode.SCROLLED else f"{name} {mode}"] = in_child(vault, name, mode)
    report("open", cases)
    return 0


def import_all(scratch: Path, vault_folder: Path, names: list[str]) -> None:
    """The files of these cases, and one that is read before each, as documents of a new vault."""
    create_cheap_vault(vault_folder, PASSPHRASE)
    vault = open_cheap_vault(vault_folder, PASSPHRASE)
    library, pool = Library(vault.shelf), WorkerPool()
    for number, name in enumerate(("warm", *names)):
        file, make = MATERIAL.get(name, ("warm.txt", files.text_article))
        path = scratch / name / file
        path.parent.mkdir()
        path.write_bytes(make(DocumentMaker(SEED + number)))
        done = Importer(library, pool).run([path])
        if len(done.imported) != 1:
            raise RuntimeError(f"{name} did not come in: {done.refused}, {done.stopped_by}")
        library.set_setting(f"bench.{name}", str(library.documents(limit=1)[0].id))
        path.unlink()
    pool.close()
    vault.close()


def in_child(vault: Path, case: str, mode: PageMode) -> Figures:
    """Measured in a process of its own, so that memory is the case's alone."""
    command = [sys.executable, "-m", "tests.bench.open", "--child", str(vault), case, str(mode)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    sys.stderr.write(f"{case} {mode}: {done.stdout}")
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=dict[str, float | int])


class Reader:
    """The page of the product over a vault on the disk."""

    def __init__(self, vault_folder: Path, case: str, mode: PageMode) -> None:
        self.app = QApplication.instance() or QApplication(sys.argv[:1])
        self.vault = open_cheap_vault(vault_folder, PASSPHRASE)
        self.library, self.pool, self.jobs = Library(self.vault.shelf), WorkerPool(), Jobs()
        self.library.set_setting(PREFERENCES_SETTING, encoded(ReadingPreferences(mode=mode)))
        self.case = int(self.library.setting(f"bench.{case}") or "0")
        self.warm = int(self.library.setting("bench.warm") or "0")
        self.page = ReadingPage(self.library, self.pool, self.jobs, load_theme("paper"))
        self.page.resize(1366, 768)
        self.page.show()
        self.peak_bytes = self.workers_bytes = 0
        self.is_watching = True
        self._pulse = QTimer()
        self._pulse.start(2)

    def measured(self) -> dict[str, float | int]:
        """All figures of this document."""
        for document in (self.warm, self.case, self.warm, self.warm):
            self.open(document)
        self.page.close_document()
        self.rest(500)
        gc.collect()
        idle_bytes, workers_bytes = self._memory()
        found = figures([self.open(self.case) for _ in range(OPENINGS)])
        self.rest(300)
        found |= {f"next_{name}": value for name, value in figures(self.turn_all(TURNS, PAUSE_MS)).items()}
        found["held_p99_ms"] = figures(self.turn_all(HELD_TURNS, 0))["p99_ms"]
        if self._is_flowing:
            found |= self.counted()
            if self.page.page_view.mode is PageMode.SCROLLED:
                found["blank_ms"] = round(self.scrolled_fast(), 1)
        found["memory_mb"] = round((self.peak_bytes - idle_bytes) / MIB, 1)
        found["workers_mb"] = round((self.workers_bytes - workers_bytes) / MIB, 1)
        self.page.close_document()
        self.rest(100)
        self.jobs.close()
        self.pool.close()
        return found

    def open(self, document: int) -> float:
        """Milliseconds from the click to the first page."""
        self.page.close_document()
        self.rest(40)
        start = time.perf_counter()
        self.page.open_document(document)
        self._wait(self._is_shown)
        self._paint()
        took_ms = (time.perf_counter() - start) * 1000
        self._watch()
        return took_ms

    def turn_all(self, turns: int, pause_ms: int) -> list[float]:
        """Milliseconds from each key to its page."""
        return [self._turn(pause_ms) for _ in range(turns)]

    def _turn(self, pause_ms: int) -> float:
        self.rest(pause_ms)
        if self.page.session is not None and self.page.session.surface.at_end:
            QTest.keyClick(self.page.session.surface, Qt.Key.Key_Home)
            self._wait(self._is_shown)
            self.rest(300)
        start = time.perf_counter()
        QTest.keyClick(self._surface, Qt.Key.Key_PageDown)
        self._wait(self._is_shown)
        self._paint()
        took_ms = (time.perf_counter() - start) * 1000
        self._watch()
        return took_ms

    def counted(self) -> dict[str, float]:
        """Wait for the page count, listening to the event loop's pulse."""
        view, stalls = self.page.page_view, [0.0]
        last = start = time.perf_counter()

        def beat() -> None:
            nonlocal last
            now = time.perf_counter()
            stalls.append((now - last) * 1000)
            last = now

        self._pulse.timeout.connect(beat)
        while view.page_numbers is None and time.perf_counter() - start < COUNT_S:
            self._breathe()
            self._watch()
        self._pulse.timeout.disconnect(beat)
        return {"count_s": round(time.perf_counter() - start, 1), "stall_ms": round(max(stalls), 1)}

    def scrolled_fast(self) -> float:
        """The longest that something in view was blank, in milliseconds."""
        view, longest_ms, since = self.page.page_view, 0.0, 0.0
        for _ in range(FRAMES):
            view.scroll_by(3 * view.viewport().height())
            end = time.perf_counter() + 0.016
            while time.perf_counter() < end:
                now = time.perf_counter()
                since = 0.0 if self._is_shown() else since or now
                longest_ms = max(longest_ms, (now - since) * 1000 if since else 0.0)
                self.app.processEvents()
            self._watch()
        return longest_ms

    def rest(self, pause_ms: float) -> None:
        """Let everything go on for so long."""
        end = time.perf_counter() + pause_ms / 1000
        while time.perf_counter() < end:
            self._breathe()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # a running loop does; else no session ever ends
        self._watch()

    @property
    def _surface(self) -> Surface:
        assert self.page.session is not None
        return self.page.session.surface

    @property
    def _is_flowing(self) -> bool:
        return self._surface is self.page.page_view

    def _is_shown(self) -> bool:
        """Whether all of what is in view is there to be painted."""
        session = self.page.session
        if session is None:
            return False
        if session.surface is self.page.page_view:
            flow = self.page.page_view.flow
            slices = flow.slices()
            return bool(slices) and all(flow.row.document(part.index) is not None for part in slices)
        renderer = session.findChild(FixedRenderer)
        return renderer is not None and renderer.stand_in(self.page.fixed_view.page) is not None

    def _paint(self) -> None:
        self._surface.viewport().repaint()

    def _wait(self, condition: Callable[[], bool]) -> None:
        end = time.perf_counter() + LONGEST_S
        while not condition():
            if time.perf_counter() > end:
                raise TimeoutError("nothing was shown")
            self._breathe()

    def _breathe(self) -> None:
        self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _watch(self) -> None:
        own, workers = self._memory()
        self.peak_bytes, self.workers_bytes = max(self.peak_bytes, own), max(self.workers_bytes, workers)

    def _memory(self) -> tuple[int, int]:
        """Resident bytes of this process, and of all below it together."""
        me = psutil.Process()
        return me.memory_info().rss, sum(child.memory_info().rss for child in me.children(recursive=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
