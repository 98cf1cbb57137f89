"""The pool with honest workers: answers, refusals, limits, cancelling, and what is left behind."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from reader.errors import (
    Cancelled,
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    FileVanished,
    SandboxUnavailable,
    UnknownKind,
    WorkerDied,
    WorkerOverran,
)
from reader.platform import this_platform
from reader.text.model import Metadata, Section
from reader.workers.pool import TimeLimits, WorkerPool
from reader.workers.protocol import MIB, Recognised
from reader.workers.supply import HeldOriginal
from reader.workers.watchdog import Silence

MakePool = Callable[..., WorkerPool]
QUICK = TimeLimits(parse_s=0.5, page_s=0.5)


def wait_until(condition: Callable[[], bool], *, patience_s: float = 10) -> None:
    deadline_s = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline_s, "waited in vain"
        time.sleep(0.01)


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children() if this_platform().process_exists(child.pid)}


def test_a_document_comes_back_as_its_events(make_pool: MakePool) -> None:
    events = list(make_pool("honest").parse([b"one\nt", b"wo\n"]))
    assert events[:2] == [Recognised("script"), Metadata(title="script")]
    assert [event.pieces[0].text for event in events if isinstance(event, Section)] == ["one\n", "two\n"]


def test_each_document_has_a_worker_of_its_own_and_leaves_none(make_pool: MakePool) -> None:
    before = children()
    pool = make_pool("honest")
    for _ in range(3):
        assert len(list(pool.parse([b"x"]))) == 3
    wait_until(lambda: children() == before)


def test_a_chunk_larger_than_a_frame_is_cut(make_pool: MakePool) -> None:
    line = b"x" * 999 + b"\n"
    events = list(make_pool("honest").parse([line * 3000]))
    assert sum(isinstance(event, Section) for event in events) == 3000


def test_the_walls_are_reported(make_pool: MakePool) -> None:
    pool = make_pool("honest")
    list(pool.parse([b"x"]))
    report = pool.sandbox
    assert report is not None
    assert report.system_calls_filtered
    assert report.no_new_privileges


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (b"refuse DamagedFile", DamagedFile),
        (b"", EmptyFile),
        (b"? what", UnknownKind),
        (b"fine\neat", FileTooLarge),
        (b"die", WorkerDied),
    ],
)
def test_a_failure_has_its_name(make_pool: MakePool, document: bytes, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        list(make_pool("honest").parse([document]))
    assert type(caught.value) is error


def test_a_refusal_keeps_its_detail(make_pool: MakePool) -> None:
    with pytest.raises(DamagedFile, match="as told"):
        list(make_pool("honest").parse([b"refuse DamagedFile"]))


@pytest.mark.parametrize("document", [b"hang", b"spin"])
def test_a_worker_that_takes_too_long_is_ended(make_pool: MakePool, document: bytes) -> None:
    before = children()
    with pytest.raises(WorkerOverran):
        list(make_pool("honest", limits=QUICK).parse([document]))
    wait_until(lambda: children() == before)


def test_processor_time_is_limited_by_the_system(make_pool: MakePool) -> None:
    with pytest.raises(WorkerOverran, match="processor"):
        list(make_pool("honest", limits=TimeLimits(parse_cpu_s=1)).parse([b"spin"]))


@pytest.mark.parametrize(
    ("document", "silence", "reason"),
    [
        (b"hang", Silence(wall_s=0.3), "too long"),
        (b"spin", Silence(cpu_s=0.3), "processor time"),
        (b"one\nspin", Silence(cpu_s=0.3), "processor time"),
    ],
)
def test_a_worker_that_keeps_silent_is_ended_long_before_its_time(
    make_pool: MakePool, document: bytes, silence: Silence, reason: str
) -> None:
    """Long before `parse_s` or the kernel would, whose reason for one that computes is the same."""
    started_s = time.monotonic()
    with pytest.raises(WorkerOverran, match=reason):
        list(make_pool("honest", limits=TimeLimits(silence=silence)).parse([document]))
    assert time.monotonic() - started_s < TimeLimits().cpu_s_for(len(document))


def test_a_worker_that_sleeps_is_not_taken_for_one_that_computes(make_pool: MakePool) -> None:
    limits = TimeLimits(parse_s=0.6, silence=Silence(cpu_s=0.1))
    with pytest.raises(WorkerOverran, match="too long"):
        list(make_pool("honest", limits=limits).parse([b"hang"]))


def test_a_worker_that_answers_now_and_then_may_take_its_time(make_pool: MakePool) -> None:
    """Each of its naps is shorter than the silence, all of them together are longer."""
    events = make_pool("honest", limits=TimeLimits(silence=Silence(wall_s=0.6))).parse([b"nap\n" * 6])
    assert len(list(events)) == 8


@pytest.mark.parametrize(
    ("size_bytes", "seconds"), [(0, 8), (10 * 1024, 8), (MIB // 2, 23), (MIB, 38), (10 * MIB, 180), (500 * MIB, 180)]
)
def test_a_small_file_has_little_processor_time_and_a_large_one_enough(size_bytes: int, seconds: int) -> None:
    assert TimeLimits().cpu_s_for(size_bytes) == seconds


def test_the_processor_time_of_a_small_file_is_set(make_pool: MakePool, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(type(this_platform()), "limit_cpu", lambda self, pid, seconds: told.append(seconds))
    half = 500 * (999 * b"x" + b"\n")
    list(make_pool("honest").parse([half, half]))
    assert told == [TimeLimits().cpu_s_for(2 * len(half))]


def test_memory_that_a_document_wants_too_much_of_is_said(make_pool: MakePool) -> None:
    before = children()
    with pytest.raises(FileTooLarge, match="more memory than a worker may have"):
        list(make_pool("honest").parse([b"eat"]))
    wait_until(lambda: children() == before)


def test_time_in_which_nobody_waits_for_the_worker_does_not_count(make_pool: MakePool) -> None:
    events = make_pool("honest", limits=QUICK).parse([b"one\ntwo"])
    next(events)
    time.sleep(2 * QUICK.parse_s)  # the reader of the events is slow, the worker is not
    assert len(list(events)) == 3


def test_a_worker_that_never_gets_ready_is_ended(make_pool: MakePool) -> None:
    with pytest.raises(WorkerOverran):
        list(make_pool("mute", limits=TimeLimits(start_s=0.3)).parse([b"x"]))


def test_without_a_sandbox_nothing_is_parsed(make_pool: MakePool) -> None:
    with pytest.raises(SandboxUnavailable, match="as told"):
        list(make_pool("no-sandbox").parse([b"x"]))


def test_a_program_that_does_not_start_is_a_dead_worker() -> None:
    def fail() -> None:
        raise OSError

    pool = WorkerPool(fail, 1)  # type: ignore[arg-type]
    with pytest.raises(WorkerDied):
        list(pool.parse([b"x"]))
    pool.close()


@pytest.mark.parametrize("document", [b"hang", b"spin"])
def test_cancelling_ends_the_worker(make_pool: MakePool, document: bytes) -> None:
    before = children()
    stop = threading.Event()
    events = make_pool("honest").parse([document], cancelled=stop.is_set)
    assert next(events) == Recognised("script")
    threading.Timer(0.1, stop.set).start()
    started_s = time.monotonic()
    with pytest.raises(Cancelled):
        list(events)
    assert time.monotonic() - started_s < 5
    wait_until(lambda: children() == before)


def test_cancelled_before_the_start(make_pool: MakePool) -> None:
    with pytest.raises(Cancelled):
        list(make_pool("honest").parse([b"x"], cancelled=lambda: True))


def test_leaving_the_events_alone_ends_the_worker(make_pool: MakePool) -> None:
    before = children()
    events = make_pool("honest").parse([b"hang"])
    next(events)
    events.close()
    wait_until(lambda: children() == before)


def test_an_error_while_reading_the_file_comes_through(make_pool: MakePool) -> None:
    def vanishing() -> Iterator[bytes]:
        yield b"one"
        raise FileVanished

    before = children()
    with pytest.raises(FileVanished):
        list(make_pool("honest").parse(vanishing()))
    wait_until(lambda: children() == before)


def test_a_spare_that_died_unseen_is_replaced(make_pool: MakePool) -> None:
    before = children()
    pool = make_pool("honest", spares=1)
    wait_until(lambda: len(children() - before) == 1)
    (spare,) = children() - before
    this_platform().kill_process(spare)
    assert len(list(pool.parse([b"x"]))) == 3


def test_pages_are_drawn_and_read_from_one_worker(make_pool: MakePool) -> None:
    before = children()
    client = make_pool("honest").open_fixed(HeldOriginal(b"one\ntwo"))
    assert (client.render(1, 2.0).width_px, client.text(1).text) == (20, "two")
    assert len(children() - before) == 1
    client.close()
    client.close()
    wait_until(lambda: children() == before)
    with pytest.raises(WorkerDied):
        client.render(0, 1.0)


def test_a_page_that_fails_leaves_the_others(make_pool: MakePool) -> None:
    client = make_pool("honest").open_fixed(HeldOriginal(b"refuse DamagedFile\ntwo"))
    for page in (0, 7, -1):
        with pytest.raises(DamagedFile):
            client.render(page, 1.0)
    assert client.render(1, 1.0).page == 1
    client.close()


def test_a_page_that_hangs_ends_the_worker(make_pool: MakePool) -> None:
    before = children()
    client = make_pool("honest", limits=QUICK).open_fixed(HeldOriginal(b"hang\ntwo"))
    with pytest.raises(WorkerOverran):
        client.render(0, 1.0)
    with pytest.raises(WorkerDied):
        client.render(1, 1.0)
    wait_until(lambda: children() == before)


def test_a_page_too_large_to_send_is_refused(make_pool: MakePool) -> None:
    client = make_pool("honest").open_fixed(HeldOriginal(b"one"))
    with pytest.raises(FileTooLarge):
        client.render(0, 1000.0)
    assert client.render(0, 1.0).page == 0
    client.close()


def test_closing_while_a_page_is_drawn_does_not_wait(make_pool: MakePool) -> None:
    before = children()
    client = make_pool("honest").open_fixed(HeldOriginal(b"hang"))
    failures: list[BaseException] = []

    def draw() -> None:
        try:
            client.render(0, 1.0)
        except WorkerDied as died:
            failures.append(died)

    drawing = threading.Thread(target=draw)
    drawing.start()
    wait_until(client._lock.locked)
    client.close()
    drawing.join(10)
    assert len(failures) == 1
    wait_until(lambda: children() == before)


def test_two_threads_may_use_one_pool(make_pool: MakePool) -> None:
    pool = make_pool("honest", spares=1)
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(len(list(pool.parse([b"a\nb\nc"]))))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert counts == [5, 5, 5, 5]


def test_closing_the_pool_ends_everything(make_pool: MakePool) -> None:
    before = children()
    pool = make_pool("honest", spares=2)
    client = pool.open_fixed(HeldOriginal(b"one"))
    events = pool.parse([b"hang"])
    next(events)
    pool.close()
    assert children() == before
    with pytest.raises(WorkerDied):
        client.render(0, 1.0)
    with pytest.raises(WorkerDied):
        list(events)
    with pytest.raises(WorkerDied):
        list(pool.parse([b"x"]))


def test_nothing_stays_open(make_pool: MakePool) -> None:
    pool = make_pool("honest")
    list(pool.parse([b"x"]))
    pool.open_fixed(HeldOriginal(b"x")).close()
    pool.close()
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counted, not read
    pool = make_pool("honest", spares=1)
    list(pool.parse([b"x"]))
    pool.open_fixed(HeldOriginal(b"x")).close()
    pool.close()
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
