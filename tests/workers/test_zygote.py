"""Forked workers: each alone with its document, none left behind, and the zygote out of their reach."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from reader.errors import DamagedFile, WorkerDied, WorkerOverran
from reader.platform import this_platform
from reader.text.model import Metadata, Section
from reader.workers import zygote as zygote_of
from reader.workers.frames import FrameReader
from reader.workers.launcher import Worker, launch_worker, worker_command
from reader.workers.nursery import Nursery
from reader.workers.pool import TimeLimits, WorkerPool
from reader.workers.protocol import MIB, Ready, Recognised, decode_answer
from reader.workers.zygote import Forks
from tests.workers import forked
from tests.workers.test_pool import wait_until
from tests.workers.test_sandbox import told_by

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def forks() -> Iterator[Forks]:
    """A zygote of scripts, on the test's own thread."""
    forks = Forks(forked.command)
    yield forks
    forks.close()


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    """Workers of a zygote of scripts, two of them ahead."""
    pool = forking_pool()
    yield pool
    pool.close()


def forking_pool(spares: int = 2, limits: TimeLimits | None = None) -> WorkerPool:
    forks = Forks(forked.command)
    pool = WorkerPool(forks.launch, 0, limits=limits)
    pool.close()
    pool._nursery = Nursery(forks.launch, spares, on_end=forks.close)
    return pool


def text_of(pool: WorkerPool, document: bytes) -> str:
    return "".join(
        piece.text for event in pool.parse([document]) if isinstance(event, Section) for piece in event.pieces
    ).rstrip("\n")


def ready(worker: Worker) -> None:
    """Wait until it has said that it is."""
    assert isinstance(decode_answer(FrameReader(worker.reading_fd, max_frame_bytes=MIB).read()), Ready)


def end(worker: Worker) -> int:
    worker.kill()
    status = worker.reap()
    worker.close_pipes()
    return status


def open_count() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counted, not read


def descriptors(pid: int) -> list[str]:
    """Where they lead, of those that have a number."""
    return [os.readlink(f"/proc/{pid}/fd/{name}") for name in os.listdir(f"/proc/{pid}/fd")]  # noqa: PTH115, PTH208


def test_each_document_has_a_worker_of_its_own_that_reads_it(pool: WorkerPool) -> None:
    assert [text_of(pool, f"line {number}".encode()) for number in range(5)] == [f"line {n}" for n in range(5)]


def test_a_worker_holds_its_pipes_and_nothing_else(pool: WorkerPool, forks: Forks) -> None:
    assert text_of(pool, b"descriptors") == "[0, 1, 2]"
    worker = forks.launch()
    ready(worker)
    if os.geteuid() == 0:  # what is not dumpable hides these from everybody else
        links = descriptors(worker.pid)
        assert sorted(link.partition(":")[0] for link in links) == ["/dev/null", "pipe", "pipe"]
    end(worker)


def test_a_worker_cannot_reach_the_zygote(pool: WorkerPool) -> None:
    assert text_of(pool, b"reach") == "EBADF,EPERM"


def test_every_wall_stands_round_a_forked_worker(pool: WorkerPool) -> None:
    assert json.loads(text_of(pool, b"walls")) == told_by("walls", str(os.geteuid()))


def test_siblings_share_no_chance(pool: WorkerPool) -> None:
    assert len({text_of(pool, b"chance") for _ in range(4)}) == 4


def test_a_worker_has_the_zygotes_name_group_and_walls(forks: Forks) -> None:
    worker, other = forks.launch(), launch_worker()
    ready(worker)
    ready(other)
    process = psutil.Process(worker.pid)
    zygote = process.parent()
    assert zygote is not None
    assert (zygote.ppid(), zygote.num_threads(), process.num_threads()) == (os.getpid(), 1, 1)
    assert (process.name(), process.cmdline()) == (zygote.name(), zygote.cmdline())
    assert os.getpgid(worker.pid) == os.getpgid(zygote.pid) == os.getpgrp()
    mine, its = (Path(f"/proc/{pid}/status").read_text() for pid in (worker.pid, other.pid))
    for line in ("Seccomp:\t2\n", "NoNewPrivs:\t1\n"):
        assert line in mine
        assert line in its
    if os.geteuid() == 0:
        assert Path(f"/proc/{worker.pid}/limits").read_text() == Path(f"/proc/{other.pid}/limits").read_text()
    end(worker)
    end(other)


def test_an_ended_worker_keeps_its_number_until_it_is_reaped(forks: Forks) -> None:
    worker = forks.launch()
    ready(worker)
    worker.kill()
    wait_until(lambda: psutil.Process(worker.pid).status() == psutil.STATUS_ZOMBIE)
    worker.kill()
    assert worker.reap() == worker.reap() == -signal.SIGKILL
    assert not psutil.pid_exists(worker.pid)
    worker.kill()
    worker.close_pipes()
    worker.close_pipes()


def test_how_a_worker_ended_is_known(pool: WorkerPool) -> None:
    with pytest.raises(WorkerDied):
        text_of(pool, b"die")
    with pytest.raises(DamagedFile):
        text_of(pool, b"refuse DamagedFile")
    limited = forking_pool(limits=TimeLimits(parse_cpu_s=1))
    with pytest.raises(WorkerOverran, match="processor"):
        text_of(limited, b"spin")
    limited.close()


def many(count: int) -> None:
    before = open_count()
    pool = forking_pool()
    zygote = int(text_of(pool, b"zygote"))
    for number in range(count):
        assert text_of(pool, f"{number}".encode()) == f"{number}"
    wait_until(lambda: len(psutil.Process(zygote).children()) <= 2)  # the spares
    assert int(text_of(pool, b"zygote")) == zygote
    wait_until(lambda: open_count() == before + 1 + 2 * 3)  # the socket, and of each spare two pipes and a pidfd
    if os.geteuid() == 0:
        assert sorted(link.partition(":")[0] for link in descriptors(zygote)) == ["/dev/null", "/dev/null", "socket"]
    pool.close()
    assert not psutil.pid_exists(zygote)


def test_nothing_is_left_of_fifty_documents() -> None:
    many(50)


@pytest.mark.slow
def test_nothing_is_left_of_a_thousand_documents() -> None:
    many(1000)


def test_nothing_stays_open_once_a_pool_is_closed() -> None:
    before = open_count()
    pool = forking_pool()
    text_of(pool, b"x")
    pool.close()
    assert open_count() == before


def test_a_zygote_that_is_killed_costs_one_document(pool: WorkerPool) -> None:
    zygote = int(text_of(pool, b"zygote"))
    events = pool.parse([b"hang"])
    assert next(events) == Recognised("script")
    children = psutil.Process(zygote).children()
    os.kill(zygote, signal.SIGKILL)
    with pytest.raises(WorkerDied):
        list(events)
    wait_until(lambda: not any(this_platform().process_exists(child.pid) for child in children))
    assert text_of(pool, b"x") == "x"
    assert int(text_of(pool, b"zygote")) != zygote


def test_a_zygote_that_is_killed_while_nobody_looks_costs_nothing(pool: WorkerPool) -> None:
    zygote = int(text_of(pool, b"zygote"))
    wait_until(lambda: len(psutil.Process(zygote).children()) == 2)
    spares = psutil.Process(zygote).children()
    os.kill(zygote, signal.SIGKILL)
    wait_until(lambda: not any(this_platform().process_exists(spare.pid) for spare in spares))
    for _ in range(4):
        assert text_of(pool, b"x") == "x"


@pytest.mark.parametrize("whole_group", [False, True])
def test_all_end_with_the_desk(whole_group: bool) -> None:
    command = [sys.executable, "-m", "tests.workers.forked", "desk"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, process_group=0) as desk:
        assert desk.stdout is not None
        kind, *workers = desk.stdout.readline().decode().split()
        family = [child.pid for child in psutil.Process(desk.pid).children(recursive=True)]
        (os.killpg if whole_group else os.kill)(desk.pid, signal.SIGKILL)
    assert kind == "told"
    assert len({int(worker) for worker in workers} & set(family)) >= 2  # the one that hangs, and a spare
    assert len(family) >= 3
    wait_until(lambda: not any(this_platform().process_exists(pid) for pid in family))


def test_all_end_with_the_thread_that_forked_them() -> None:
    started: list[Worker] = []
    forks = Forks(forked.command)

    def start() -> None:
        started.append(forks.launch())
        ready(started[0])

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    wait_until(lambda: not this_platform().process_exists(started[0].pid))
    assert started[0].reap() == -signal.SIGKILL
    started[0].close_pipes()
    forks.close()


def test_a_worker_that_hangs_ends_with_its_zygote(forks: Forks) -> None:
    worker = forks.launch()
    ready(worker)
    forks.close()
    wait_until(lambda: not this_platform().process_exists(worker.pid))
    assert end(worker) == -signal.SIGKILL


LATE = """import socket, struct, time
control = socket.socket(fileno=0)
for _ in range(3):
    control.recv(64)
    time.sleep(1)
    control.send(struct.pack("<iq", 1, 0))
"""


def test_an_answer_that_comes_late_is_not_taken_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zygote_of, "_PATIENCE_S", 0.2)
    before = open_count()
    zygote = zygote_of._Zygote([sys.executable, "-c", LATE])
    assert zygote.reap(12345)[0] == -signal.SIGKILL  # nothing is known of it
    wait_until(lambda: bool(select.select([zygote._control], [], [], 0)[0]))  # its answer, or its end
    with pytest.raises(BrokenPipeError):
        zygote.fork()
    zygote.end()
    assert open_count() == before


@pytest.mark.parametrize("command", [["/nonexistent"], [sys.executable, "-c", "pass"]], ids=["none", "ends"])
def test_without_a_zygote_a_worker_is_dead(command: list[str]) -> None:
    before = open_count()
    nursery = Nursery(Forks(lambda: command).launch, 0)
    with pytest.raises(WorkerDied):
        nursery.take()
    nursery.close()
    assert open_count() == before


def test_the_products_own_parses_and_has_loaded_all_on_one_thread() -> None:
    before = {child.pid for child in psutil.Process().children()}
    pool = WorkerPool()
    events = list(pool.parse([b"# Title\n\nSome *text*.\n"]))
    assert events[0] == Recognised("markdown")
    assert isinstance(events[1], Metadata)
    (zygote,) = [each for each in psutil.Process().children() if each.pid not in before]
    assert zygote.num_threads() == 1
    assert zygote.cmdline() == worker_command()  # a list of processes says no more than of a worker
    if os.geteuid() == 0:
        names = Path(f"/proc/{zygote.pid}/environ").read_bytes().split(b"\0")
        assert not [name for name in names if name and not name.startswith(b"LC_CTYPE=")]  # Python's own
    pool.close()
