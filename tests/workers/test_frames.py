"""Frames survive any cutting, and nothing else passes."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ProtocolViolation, WorkerOverran
from reader.workers.frames import LEAST_CHARGE_BYTES, LENGTH_BYTES, Buffer, FrameReader, write_frame


@contextlib.contextmanager
def pipe_with(data: bytes) -> Iterator[int]:
    """The reading end of a pipe that delivers `data` and ends."""
    reading, writing = os.pipe()

    def feed() -> None:
        with os.fdopen(writing, "wb") as pipe, contextlib.suppress(BrokenPipeError):
            pipe.write(data)

    feeding = threading.Thread(target=feed)
    feeding.start()
    yield reading
    os.close(reading)
    feeding.join()


def frames_in(data: bytes, *, max_frame_bytes: int = 1000, max_total_bytes: int | None = None) -> list[Buffer]:
    with pipe_with(data) as fd:
        reader = FrameReader(fd, max_frame_bytes=max_frame_bytes, max_total_bytes=max_total_bytes)
        found = []
        with contextlib.suppress(EOFError):
            while True:
                found.append(reader.read())
        return found


def framed(*bodies: Buffer) -> bytes:
    return b"".join(len(body).to_bytes(4, "little") + body for body in bodies)


@given(st.lists(st.binary(max_size=300)))
def test_what_is_written_is_read(bodies: list[bytes]) -> None:
    assert frames_in(framed(*bodies)) == bodies


@given(st.integers(0, 200_000))
def test_large_frames_are_written_whole(size: int) -> None:
    reading, writing = os.pipe()
    bodies = [bytes(size), b"next"]

    def feed() -> None:
        for body in bodies:
            write_frame(writing, body)

    feeding = threading.Thread(target=feed)
    feeding.start()
    reader = FrameReader(reading, max_frame_bytes=200_000)
    found = [reader.read(), reader.read()]
    feeding.join()
    os.close(reading)
    os.close(writing)
    assert found == bodies


def test_a_frame_stays_as_it_was_read() -> None:
    with pipe_with(framed(b"one", b"two")) as fd:
        reader = FrameReader(fd, max_frame_bytes=1000)
        first = reader.read()
        second = reader.read()
    assert (first, second) == (b"one", b"two")


@given(st.binary(max_size=400))
def test_random_bytes_are_frames_or_a_violation(data: bytes) -> None:
    try:
        found = frames_in(data)
    except ProtocolViolation:
        return
    assert framed(*found) == data


def test_a_frame_too_long_is_not_waited_for() -> None:
    reading, writing = os.pipe()
    os.write(writing, (1001).to_bytes(4, "little"))
    with pytest.raises(ProtocolViolation):
        FrameReader(reading, max_frame_bytes=1000).read()
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize("cut", [1, 3, 4, 5, 8])
def test_a_frame_cut_short_is_a_violation(cut: int) -> None:
    with pytest.raises(ProtocolViolation):
        frames_in(framed(b"whole")[:cut])


def test_the_total_is_capped() -> None:
    first, second = bytes(5000), bytes(6000)
    total_bytes = 2 * LENGTH_BYTES + len(first) + len(second)
    frames = framed(first, second)
    assert len(frames_in(frames, max_frame_bytes=6000, max_total_bytes=total_bytes)) == 2
    with pytest.raises(WorkerOverran, match="too much"):
        frames_in(frames, max_frame_bytes=6000, max_total_bytes=total_bytes - 1)


def test_a_tiny_frame_costs_as_much_as_taking_it_apart() -> None:
    assert len(frames_in(framed(b"", b"x"), max_total_bytes=2 * LEAST_CHARGE_BYTES)) == 2
    with pytest.raises(WorkerOverran):
        frames_in(framed(b"", b"x"), max_total_bytes=2 * LEAST_CHARGE_BYTES - 1)


def test_a_large_frame_passes_through_a_small_pipe() -> None:
    body = os.urandom(3 * 1024 * 1024)
    reading, writing = os.pipe()
    thread = threading.Thread(target=write_frame, args=(writing, body))
    thread.start()
    assert FrameReader(reading, max_frame_bytes=len(body)).read() == body
    thread.join()
    os.close(reading)
    os.close(writing)


def test_writing_to_nobody_is_the_end() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(EOFError):
        write_frame(writing, b"x")
    os.close(writing)
