"""The product's own worker: what it is started with, what it can do, and with whom it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from reader.errors import UnknownKind
from reader.platform import this_platform
from reader.text.model import FixedPages, Metadata, Section
from reader.workers.frames import FrameReader
from reader.workers.launcher import Worker, launch_worker, worker_command
from reader.workers.pool import WorkerPool
from reader.workers.protocol import MIB, Ready, Recognised, decode_answer
from reader.workers.supply import HeldOriginal
from tests.workers.test_pool import wait_until

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker of the product that has said it is ready."""
    worker = launch_worker()
    answer = decode_answer(FrameReader(worker.reading_fd, max_frame_bytes=MIB).read())
    assert isinstance(answer, Ready)
    yield worker
    worker.kill()
    worker.reap()
    worker.close_pipes()


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(spares=1)
    yield pool
    pool.close()


def test_it_has_three_pipes_one_thread_and_no_environment(worker: Worker) -> None:
    process = psutil.Process(worker.pid)
    assert process.num_threads() == 1
    if os.geteuid() == 0:  # what is not dumpable hides these from everybody else
        links = {os.readlink(f"/proc/{worker.pid}/fd/{name}") for name in os.listdir(f"/proc/{worker.pid}/fd")}  # noqa: PTH115, PTH208
        assert len(links) == 3
        assert "/dev/null" in links
        assert process.cwd() == "/"
        names = Path(f"/proc/{worker.pid}/environ").read_bytes().split(b"\0")
        assert not [name for name in names if name and not name.startswith(b"LC_CTYPE=")]  # Python's own


def test_it_is_in_our_process_group(worker: Worker) -> None:
    assert os.getpgid(worker.pid) == os.getpgrp()


def test_the_kernel_says_that_it_is_walled_in(worker: Worker) -> None:
    status = Path(f"/proc/{worker.pid}/status").read_text()
    assert "Seccomp:\t2\n" in status
    assert "NoNewPrivs:\t1\n" in status


def test_it_ends_when_its_pipe_does(worker: Worker) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, worker.writing_fd)  # closes our end and keeps its number taken
    os.close(nowhere)
    wait_until(lambda: not this_platform().process_exists(worker.pid))


def test_it_dies_with_the_thread_that_started_it() -> None:
    started: list[Worker] = []

    def start() -> None:
        started.append(launch_worker())
        FrameReader(started[0].reading_fd, max_frame_bytes=MIB).read()  # ready: it has asked for the signal

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    wait_until(lambda: not this_platform().process_exists(started[0].pid))
    started[0].reap()
    started[0].close_pipes()


def test_it_does_not_start_without_its_parent() -> None:
    command = worker_command()
    command[-1] = str(1 << 30)
    assert subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False).stdout == b""


def test_frozen_it_is_its_own_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == [sys.executable, "--role", "worker", "--parent", str(os.getpid())]


def test_it_parses(pool: WorkerPool) -> None:
    events = list(pool.parse([b"# Title\n\nSome *text*.\n"]))
    assert events[0] == Recognised("markdown")
    assert isinstance(events[1], Metadata)
    text = "".join(piece.text for event in events if isinstance(event, Section) for piece in event.pieces)
    assert text == "Title\nSome text.\n"


def test_it_draws_pages(pool: WorkerPool, corpus: Path) -> None:
    path = corpus / "pdf" / "py-pdf" / "001-trivial_minimal-document.pdf"
    (pages,) = [event for event in pool.parse([path.read_bytes()]) if isinstance(event, FixedPages)]
    client = pool.open_fixed(HeldOriginal(path.read_bytes()))
    pixels = client.render(0, 2.0)
    assert (pixels.width_px, pixels.height_px) == pytest.approx(
        (2 * pages.pages[0].width_pt, 2 * pages.pages[0].height_pt), abs=2
    )
    assert len(set(pixels.data)) > 10
    assert "Lorem" in client.text(0).text
    client.close()


def test_only_fixed_documents_are_kept_open(pool: WorkerPool) -> None:
    with pytest.raises(UnknownKind):
        pool.open_fixed(HeldOriginal(b"# Title\n"))
