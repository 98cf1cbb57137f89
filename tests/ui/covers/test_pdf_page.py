"""A page of a PDF as the Picture cover's picture: drawn by a worker, and nothing else is taken from the file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QColor, QImage

from reader.covers.picture import MAX_SIDE_PX
from reader.text.model import PagePixels
from reader.workers.launcher import Worker, launch_worker
from reader.workers.pool import TimeLimits, WorkerPool
from ui.covers.pdf_page import Drawing, _image, first_page, is_pdf
from ui.covers.picture_cover import _read

RED = "1 0 0 rg 0 0 {width} {height} re f"


def pdf(width: int = 300, height: int = 200, content: str = RED) -> bytes:
    """One page of one colour."""
    drawing = content.format(width=width, height=height)
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    objects.append(f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    ends = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{ends}".encode()


def workers() -> list[int]:
    """One that has ended and was not waited for is still there; what it was called nobody can ask any more."""
    return [child.pid for child in psutil.Process().children(recursive=True) if is_worker(child)]


def is_worker(child: psutil.Process) -> bool:
    try:
        return "worker" in child.cmdline()
    except psutil.ZombieProcess:
        return True
    except psutil.NoSuchProcess:
        return False


def test_the_first_page_is_drawn_sharp_and_the_worker_is_gone() -> None:
    image = first_page(pdf())
    assert image is not None
    assert (image.width(), image.height()) == (2400, 1600)
    assert image.pixelColor(1200, 800).name() == "#ff0000"
    assert workers() == []


@pytest.mark.parametrize(("width", "height"), [(14_000, 14_000), (20, 20), (14_000, 30)])
def test_pages_of_any_size_fit(width: int, height: int) -> None:
    image = first_page(pdf(width, height))
    assert image is not None
    assert max(image.width(), image.height()) <= MAX_SIDE_PX


def test_a_page_that_is_a_line_is_no_picture() -> None:
    assert first_page(pdf(14_000, 1)) is None


def test_more_pixels_than_were_asked_for_are_not_taken() -> None:
    wide = PagePixels(page=0, width_px=MAX_SIDE_PX + 1, height_px=1, stride=4 * (MAX_SIDE_PX + 1), data=b"")
    assert _image(wide) is None


def test_real_documents_and_a_locked_one(corpus: Path) -> None:
    drawn = {
        path.name[:3]: first_page(path.read_bytes()) for path in sorted((corpus / "pdf" / "py-pdf").glob("00*.pdf"))
    }
    locked = drawn.pop("005")
    assert locked is None
    assert len(drawn) > 3
    assert all(image is not None for image in drawn.values())


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", pdf()[:60], b"%PDF-1.7 \x00" * 200], ids=["empty", "cut", "noise"])
def test_what_is_broken_is_no_picture(data: bytes) -> None:
    assert is_pdf(data)
    assert first_page(data) is None


def test_where_no_worker_starts_nothing_is_drawn() -> None:
    def refuse() -> Worker:
        raise OSError("no more processes")

    assert first_page(pdf(), lambda: WorkerPool(refuse, 0)) is None


def test_one_that_hangs_is_ended() -> None:
    def launch() -> Worker:
        worker = launch_worker()
        os.kill(worker.pid, signal.SIGSTOP)
        return worker

    assert first_page(pdf(), lambda: WorkerPool(launch, 0, limits=TimeLimits(start_s=0.3))) is None
    assert workers() == []


def test_all_together_has_a_limit() -> None:
    def launch() -> Worker:
        worker = launch_worker()
        os.kill(worker.pid, signal.SIGSTOP)
        return worker

    assert first_page(pdf(), lambda: WorkerPool(launch, 0), limit_s=0.3) is None
    assert workers() == []


def test_what_is_ended_before_it_has_begun_starts_no_worker() -> None:
    def launch() -> Worker:
        raise AssertionError("a worker")

    drawing = Drawing()
    drawing.end()
    assert first_page(pdf(), lambda: WorkerPool(launch, 0), drawing=drawing) is None


def test_what_is_ended_meanwhile_has_no_worker_any_more() -> None:
    """And whoever waits for it is let go at once: its own limits are far away."""
    drawing = Drawing()

    def launch() -> Worker:
        worker = launch_worker()
        os.kill(worker.pid, signal.SIGSTOP)
        drawing.end()
        return worker

    assert first_page(pdf(), lambda: WorkerPool(launch, 0), limit_s=3600.0, drawing=drawing) is None
    assert workers() == []


def test_a_picture_that_speaks_of_pdf_is_a_picture(tmp_path: Path) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("#00ff00"))
    image.setText("Comment", "made from %PDF-1.7")
    image.save(str(tmp_path / "scan.png"))
    assert is_pdf((tmp_path / "scan.png").read_bytes())
    read = _read(tmp_path / "scan.png")
    assert read is not None
    assert read.pixelColor(1, 1).name() == "#00ff00"


def test_the_cover_tells_a_page_from_a_picture_by_what_is_inside(tmp_path: Path) -> None:
    named_otherwise = tmp_path / "holiday.jpg"
    named_otherwise.write_bytes(pdf())
    image = _read(named_otherwise)
    assert isinstance(image, QImage)
    assert image.pixelColor(5, 5).name() == "#ff0000"


def test_a_guard_that_sees_no_pdf_loads_nothing_of_workers() -> None:
    look = "import sys, ui.covers.picture_cover; print([name for name in sys.modules if 'reader.workers' in name])"
    shown = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
