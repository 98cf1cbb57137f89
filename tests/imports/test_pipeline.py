"""Reading ahead changes nothing of what is written, holds no more than it may, and never waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import Cancelled, DamagedFile
from reader.imports.pipeline import Delivery, Pipeline
from tests.workers.test_pool import wait_until

LIMIT_BYTES = 100


class File:
    """What a test's file delivers: items of so many bytes, after reserving some, and perhaps an error."""

    def __init__(self, reserved: int, items: Sequence[int], fails: bool) -> None:
        self.reserved, self.items, self.fails = reserved, items, fails

    def expected(self) -> list[int | str]:
        return [*self.items, *(["failed"] if self.fails else [])]


def produce(file: File, delivery: Delivery[int]) -> None:
    delivery.reserve(file.reserved)
    for item in file.items:
        delivery.put(item, item)
    if file.fails:
        raise DamagedFile


def taken(pipeline: Pipeline[File, int], number: int) -> list[int | str]:
    got: list[int | str] = []
    try:
        got += pipeline.deliver(number).items()
    except DamagedFile:
        got.append("failed")
    pipeline.finish(number)
    return got


FILES = st.lists(
    st.builds(File, st.integers(0, 150), st.lists(st.integers(0, 150), max_size=5), st.booleans()), max_size=12
)


@given(FILES, st.integers(1, 4), st.integers(1, 5))
@settings(deadline=None, max_examples=150)
def test_all_arrives_in_order_however_large(files: list[File], threads: int, ahead: int) -> None:
    with Pipeline(files, produce, threads=threads, limit_bytes=LIMIT_BYTES, files_ahead=ahead) as pipeline:
        assert [taken(pipeline, number) for number in range(len(files))] == [file.expected() for file in files]
        assert pipeline.held_bytes == 0


@given(FILES, st.integers(1, 4), st.data())
@settings(deadline=None, max_examples=100)
def test_it_can_be_left_at_any_item(files: list[File], threads: int, data: st.DataObject) -> None:
    stop = data.draw(st.integers(0, sum(1 + len(file.items) for file in files)))
    with Pipeline(files, produce, threads=threads, limit_bytes=LIMIT_BYTES) as pipeline:
        for number in range(len(files)):
            with suppress(DamagedFile):
                for _ in pipeline.deliver(number).items():
                    stop -= 1
                    if stop <= 0:
                        break
            if stop <= 0:
                break
            pipeline.finish(number)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("parse-")]


@given(FILES, st.integers(1, 4), st.sets(st.integers(0, 11)))
@settings(deadline=None, max_examples=100)
def test_what_is_not_wanted_holds_nobody_up(files: list[File], threads: int, unwanted: set[int]) -> None:
    with Pipeline(files, produce, threads=threads, limit_bytes=LIMIT_BYTES) as pipeline:
        for number, file in enumerate(files):
            if number in unwanted:
                pipeline.deliver(number)
                pipeline.finish(number)
            else:
                assert taken(pipeline, number) == file.expected()
        assert pipeline.held_bytes == 0


def test_no_more_is_held_than_allowed() -> None:
    most = [0]
    files = [File(30, [30, 30], fails=False) for _ in range(20)]

    def watched(file: File, delivery: Delivery[int]) -> None:
        produce(file, delivery)
        most[0] = max(most[0], pipeline.held_bytes)

    pipeline = Pipeline(files, watched, threads=3, limit_bytes=LIMIT_BYTES)
    with pipeline:
        for number in range(len(files)):
            taken(pipeline, number)
    assert 0 < most[0] <= LIMIT_BYTES + 30 + 30  # and of the file that is being written its own bytes and one item


def test_files_are_begun_in_order_and_not_too_far_ahead() -> None:
    begun: list[int] = []
    files = list(range(10))

    def produce(file: int, delivery: Delivery[int]) -> None:
        begun.append(file)

    with Pipeline(files, produce, threads=1, files_ahead=3) as pipeline:
        wait_until(lambda: len(begun) == 3)
        assert begun == [0, 1, 2]
        for number in files:
            assert not list(pipeline.deliver(number).items())
            pipeline.finish(number)
    assert begun == files


def test_so_many_run_at_once() -> None:
    together = threading.Barrier(3)

    def produce(_: int, delivery: Delivery[int]) -> None:
        together.wait(10)

    with Pipeline([0] * 3, produce, threads=3) as pipeline:
        for number in range(3):
            assert not list(pipeline.deliver(number).items())


def test_who_puts_for_nobody_is_told() -> None:
    told = threading.Event()

    def endless(_: int, delivery: Delivery[int]) -> None:
        try:
            while True:
                delivery.put(1, 60)
        except Cancelled:
            told.set()
            raise

    with Pipeline([0], endless, threads=1, limit_bytes=LIMIT_BYTES) as pipeline:
        next(pipeline.deliver(0).items())
        pipeline.finish(0)
        assert told.wait(10)


@pytest.mark.parametrize(
    ("sizes", "error", "is_whole"), [([60], False, True), ([160], False, False), ([1], True, False)]
)
def test_whether_all_of_a_small_file_is_there(sizes: list[int], error: bool, is_whole: bool) -> None:
    with Pipeline([File(0, sizes, error)], produce, threads=1, limit_bytes=1000) as pipeline:
        assert pipeline.deliver(0).is_whole_within(100, patience_s=10) is is_whole


def test_what_does_not_come_is_not_waited_for() -> None:
    release = threading.Event()

    def produce(_: int, delivery: Delivery[int]) -> None:
        release.wait(10)

    with Pipeline([0], produce, threads=1) as pipeline:
        assert not pipeline.deliver(0).is_whole_within(100, patience_s=0.01)
        release.set()
        assert pipeline.deliver(0).is_whole_within(100, patience_s=10)
