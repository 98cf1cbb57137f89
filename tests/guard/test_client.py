"""The desk's end of the pipes."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterator

import pytest

from reader.guard.channel import ChannelWriter, read_messages
from reader.guard.client import PANIC_BYTE, GuardClient
from reader.guard.messages import DeskReady, ShowPrompt, ToDesk, ToGuard

_DEADLINE_S = 5


class _Guard:
    """The guard's ends of a client's three pipes."""

    def __init__(self) -> None:
        self.heard: queue.Queue[ToDesk] = queue.Queue()
        self.lost = threading.Event()
        desk_reading, writing = os.pipe()
        self.reading_fd, desk_writing = os.pipe()
        self.panic_fd, desk_panic = os.pipe()
        self.writer = ChannelWriter(writing)
        self.client = GuardClient(
            self.heard.put,
            panic_fd=desk_panic,
            reading_fd=desk_reading,
            writing_fd=desk_writing,
            on_lost=self.lost.set,
        )
        self.client.start()


@pytest.fixture
def guard() -> Iterator[_Guard]:
    guard = _Guard()
    yield guard
    guard.writer.close()
    assert guard.lost.wait(_DEADLINE_S)
    os.close(guard.reading_fd)


def test_messages_go_both_ways(guard: _Guard) -> None:
    guard.writer.send(ShowPrompt(first_run=True))
    assert guard.heard.get(timeout=_DEADLINE_S) == ShowPrompt(first_run=True)
    guard.client.send(DeskReady())
    assert next(iter(read_messages(guard.reading_fd, ToGuard))) == DeskReady()


def test_panic_is_one_byte_and_never_blocks(guard: _Guard) -> None:
    guard.client.panic()
    assert os.read(guard.panic_fd, 10) == PANIC_BYTE
    for _ in range(100_000):  # far more than a pipe holds
        guard.client.panic()
    assert os.read(guard.panic_fd, 10) == PANIC_BYTE * 10


def test_panic_without_a_guard_is_the_end_of_the_desk(guard: _Guard) -> None:
    os.close(guard.panic_fd)
    guard.client.panic()
    assert guard.lost.is_set()


def test_the_end_of_the_guard_is_told(guard: _Guard) -> None:
    guard.writer.close()
    assert guard.lost.wait(_DEADLINE_S)
    assert guard.heard.empty()
