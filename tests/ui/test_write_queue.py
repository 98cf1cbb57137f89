"""Writes one after the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from reader.errors import DiskFull, HearthError
from ui.jobs import Jobs
from ui.write_queue import WriteQueue


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def test_a_later_write_waits_for_an_earlier_one_however_long_that_takes(jobs: Jobs, qtbot: QtBot) -> None:
    queue, gate, done = WriteQueue(jobs), threading.Event(), list[str]()

    def slow() -> None:
        gate.wait(10)
        done.append("slow")

    queue.put("size", slow)
    queue.put("colour", lambda: done.append("quick"))
    assert not queue.is_empty
    gate.set()
    qtbot.waitUntil(lambda: queue.is_empty)
    assert done == ["slow", "quick"]


def test_what_waits_gives_way_to_a_later_choice_of_the_same_subject_and_to_that_alone(jobs: Jobs, qtbot: QtBot) -> None:
    queue, gate, done = WriteQueue(jobs), threading.Event(), list[str]()

    def slow() -> None:
        gate.wait(10)

    queue.put("size", slow)
    for subject, value in (("size", "1"), ("colour", "red"), ("size", "2")):
        queue.put(subject, lambda value=value: done.append(value))  # type: ignore[misc]  # mypy: a default's type
    gate.set()
    qtbot.waitUntil(lambda: queue.is_empty)
    assert done == ["red", "2"]


def test_a_write_that_fails_says_so_and_holds_nothing_up(jobs: Jobs, qtbot: QtBot) -> None:
    queue, told = WriteQueue(jobs), list[HearthError | str]()
    error = DiskFull()

    def fail() -> None:
        raise error

    queue.put("size", fail, lambda: told.append("written"), told.append)
    queue.put("colour", lambda: None, lambda: told.append("written"), told.append)
    qtbot.waitUntil(lambda: queue.is_empty)
    assert told == [error, "written"]


def test_who_is_told_finds_the_queue_empty_and_may_ask_for_more(jobs: Jobs, qtbot: QtBot) -> None:
    queue, told = WriteQueue(jobs), list[bool]()

    def again() -> None:
        told.append(queue.is_empty)
        if len(told) == 1:
            queue.put("size", lambda: None, again)

    queue.put("size", lambda: None, again)
    qtbot.waitUntil(lambda: len(told) == 2 and queue.is_empty)
    assert told == [True, True]
