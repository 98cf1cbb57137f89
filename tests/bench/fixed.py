"""Fixed pages: click to first sharp page, turning, scrolling and jumping, and what all of it takes of memory.

A PDF of 3,000 pages and a comic of 500 MB, read from files part by part as from a shelf, drawn by real workers into the
real page at 1366 by 768. "blank" is how long a page in view had no pixels at all, "sharp" until it had its own.
"""

from __future__ import annotations

import io
import os
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from reader.platform import this_platform
from reader.store.rows import ZoomMode
from reader.text.model import FixedPages, Locator, Metadata, PageSize, Section
from reader.workers.pool import WorkerPool
from reader.workers.supply import CHUNK_BYTES
from tests.bench.harness import Figures, figures, report
from tests.bench.material.documents import DocumentMaker
from tests.bench.material.files import pages
from tests.ui.reading.fake_library import FakeLibrary
from ui.jobs import Jobs
from ui.reading.reading_page import ReadingPage
from ui.theme import load_theme

MIB = 1024 * 1024
PDF_PAGES = 3000
COMIC_BYTES = int(os.environ.get("BENCH_COMIC_MIB", "500")) * MIB
TURNS, JUMPS, FRAMES, OPENINGS = 60, 40, 200, 10
SCROLL_STEP_PX = 40
FRAME_S = 1 / 60
PATIENCE_S = 20
A4 = PageSize(width_pt=595, height_pt=842)


class FileLibrary(FakeLibrary):
    """Documents in memory, their originals in files: they must not count as the desk's memory."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[int, Path] = {}

    def add_file(self, kind: str, path: Path, sizes: tuple[PageSize, ...]) -> int:
        """A document of fixed pages without text."""
        writer = self.new_document(kind, sha256=path.name.encode().ljust(32, b"\0"))
        writer.add(Metadata(title=kind))
        for page in range(len(sizes)):
            writer.add(Section(index=page))
        writer.add(FixedPages(pages=sizes))
        document = writer.finish()
        self.files[document] = path
        return document

    def original_size_bytes(self, document: int) -> int:
        return self.files[document].stat().st_size

    def original_chunk(self, document: int, number: int) -> bytes:
        with self.files[document].open("rb") as file:
            file.seek(number * CHUNK_BYTES)
            return file.read(CHUNK_BYTES)


def comic(path: Path) -> int:
    """Noise that JPEG can't make small, at the size of a scanned page, until the file is as large as wanted."""
    chance = random.Random(6)  # noqa: S311 - for pictures
    pictures = []
    for _ in range(4):
        noise = Image.frombytes("L", (700, 1000), chance.randbytes(700_000)).resize((1750, 2500)).convert("RGB")
        out = io.BytesIO()
        noise.save(out, "JPEG", quality=92)
        pictures.append(out.getvalue())
    size = count = 0
    with zipfile.ZipFile(path, "w") as archive:
        while size < COMIC_BYTES:
            archive.writestr(f"{count:05}.jpg", pictures[count % len(pictures)])
            size += len(pictures[count % len(pictures)])
            count += 1
    return count


class Station:
    """The page under test, and what is seen of it."""

    def __init__(self, library: FileLibrary) -> None:
        self._loop = QEventLoop()
        self.pool = WorkerPool(spares=2)
        self.jobs = Jobs()
        self.page = ReadingPage(library, self.pool, self.jobs, load_theme("paper"))
        self.page.resize(1366, 768)
        self.page.show()
        self.wait(lambda: False, 1.0)  # spares have started

    def wait(self, done: Callable[[], bool], patience_s: float = PATIENCE_S) -> float:
        """Let the event loop run until it is so; how many milliseconds that took."""
        started_s = time.perf_counter()
        timer = QTimer()
        timer.setInterval(1)
        timer.timeout.connect(lambda: self._loop.quit() if done() or _over(started_s, patience_s) else None)
        timer.start()
        self._loop.exec()
        return (time.perf_counter() - started_s) * 1000

    def is_blank(self) -> bool:
        """Whether any page in view has no pixels."""
        scene = self.page.fixed_view.scene
        return scene.renderer is None or any(scene.renderer.stand_in(page) is None for page in scene.pages_in_view())

    def is_sharp(self) -> bool:
        """Whether all in view has pixels of its own."""
        scene = self.page.fixed_view.scene
        renderer = scene.renderer
        if renderer is None or not scene.layout.sizes:
            return False
        return all(renderer.image(tile) is not None for page in scene.pages_in_view() for tile in scene.tiles(page))

    def open(self, document: int, at: int = 0) -> float:
        """Click to the first sharp page, painted."""
        self.page.close_document()
        self.wait(lambda: False, 0.5)
        started_s = time.perf_counter()
        self.page.open_document(document, Locator(at))
        self.wait(lambda: self.page.session is not None and self.is_sharp())
        self.page.fixed_view.viewport().repaint()
        return (time.perf_counter() - started_s) * 1000

    def act(self, move: Callable[[], object]) -> tuple[float, float, float]:
        """Move, and paint: how long that took, how long a page was blank, how long not sharp."""
        started_s = time.perf_counter()
        move()
        self.page.fixed_view.viewport().repaint()
        painted_ms = (time.perf_counter() - started_s) * 1000
        blank_ms = 0.0 if not self.is_blank() else painted_ms + self.wait(lambda: not self.is_blank())
        sharp_ms = painted_ms if self.is_sharp() else painted_ms + self.wait(self.is_sharp)
        return painted_ms, blank_ms, max(sharp_ms, blank_ms)

    def close(self) -> None:
        self.page.close_document()
        self.jobs.close()
        self.pool.close()


def _over(started_s: float, patience_s: float) -> bool:
    return time.perf_counter() - started_s > patience_s


def turning(station: Station) -> Figures:
    """One page after the other, each read for a moment: the next is there already."""
    view = station.page.fixed_view
    seen = []
    for _ in range(TURNS):
        seen.append(station.act(lambda: view.scroller.turn(1)))
        station.wait(lambda: False, 0.4)
    return _of(seen)


def jumping(station: Station, count: int) -> Figures:
    """To any page, as fast as they come."""
    chance = random.Random(7)  # noqa: S311 - for pages
    view = station.page.fixed_view
    return _of([station.act(lambda: view.go_to(Locator(chance.randrange(count)))) for _ in range(JUMPS)])


def scrolling(station: Station) -> Figures:
    """Frames of steady scrolling at 60 a second, and how long any page in view was blank."""
    bar, view = station.page.fixed_view.verticalScrollBar(), station.page.fixed_view
    frames, longest_ms, blank_since_s = [], 0.0, 0.0
    for _ in range(FRAMES):
        started_s = time.perf_counter()
        bar.setValue(bar.value() + SCROLL_STEP_PX)
        view.viewport().repaint()
        frames.append((time.perf_counter() - started_s) * 1000)
        if station.is_blank():
            blank_since_s = blank_since_s or started_s
            longest_ms = max(longest_ms, (time.perf_counter() - blank_since_s) * 1000)
        else:
            blank_since_s = 0.0
        station.wait(lambda: False, max(0.0, FRAME_S - (time.perf_counter() - started_s)))
    return figures(frames) | {"blank_max_ms": round(longest_ms, 1)}


def zooming(station: Station) -> Figures:
    """To 800 % in steps, and about there."""
    view = station.page.fixed_view
    seen = [station.act(lambda: view.zoom_by(1)) for _ in range(12)]
    bar = view.verticalScrollBar()
    seen += [station.act(lambda: bar.setValue(bar.value() + 500)) for _ in range(10)]
    view.fit(ZoomMode.FIT_WIDTH)
    return _of(seen)


def _of(seen: list[tuple[float, float, float]]) -> Figures:
    sharp = figures([each[2] for each in seen])
    return figures([each[0] for each in seen]) | {
        "blank_max_ms": round(max(each[1] for each in seen), 1),
        "sharp_median_ms": sharp["median_ms"],
        "sharp_p99_ms": sharp["p99_ms"],
    }


def _memory_mib() -> float:
    return psutil.Process().memory_info().rss / MIB


def _cases(folder: Path) -> Iterator[tuple[str, Figures]]:
    library = FileLibrary()
    (folder / "pdf").write_bytes(pages(DocumentMaker(6), PDF_PAGES))
    pdf = library.add_file("pdf", folder / "pdf", (A4,) * PDF_PAGES)
    count = comic(folder / "comic")
    strip = library.add_file("comic", folder / "comic", (PageSize(width_pt=1312.5, height_pt=1875),) * count)
    station = Station(library)
    idle_mib = _memory_mib()
    yield "open_pdf_3000", figures([station.open(pdf, at) for at in range(0, PDF_PAGES, PDF_PAGES // OPENINGS)])
    yield "turn_pdf", turning(station)
    yield "scroll_pdf", scrolling(station)
    yield "jump_pdf_3000", jumping(station, PDF_PAGES)
    yield "zoom_pdf", zooming(station)
    yield "memory_pdf", {"above_idle_MiB": round(_memory_mib() - idle_mib, 1)}
    yield f"open_comic_{COMIC_BYTES // MIB}MiB", figures([station.open(strip, at * 9) for at in range(OPENINGS)])
    yield "turn_comic", turning(station)
    yield "jump_comic", jumping(station, count)
    yield "memory_comic", {"above_idle_MiB": round(_memory_mib() - idle_mib, 1)}
    station.close()


def main() -> int:
    this_platform().return_freed_memory()  # as the desk does
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        report("fixed", dict(_cases(Path(folder))))
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
