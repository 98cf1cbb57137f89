"""Frames survive any cutting of the stream; what is too long or foreign ends it."""

from __future__ import annotations

import contextlib
import os
import threading

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ProtocolViolation
from reader.guard.channel import MAX_MESSAGE_BYTES, ChannelWriter, Deframer, read_messages
from reader.guard.messages import (
    Configure,
    CoverChosen,
    DeskReady,
    Opened,
    PanicKeys,
    ShowPrompt,
    ToDesk,
    ToGuard,
    WatchState,
)

_TO_DESK = st.one_of(
    st.builds(Configure, vault=st.text(max_size=200)),
    st.builds(ShowPrompt, first_run=st.booleans(), timestamp_ms=st.integers(0, 2**32 - 1)),
    st.builds(WatchState, armed=st.booleans(), reason=st.text(max_size=30)),
)


def _frame(message: msgspec.Struct) -> bytes:
    reading, writing = os.pipe()
    ChannelWriter(writing).send(message)
    try:
        return os.read(reading, 1 << 20)
    finally:
        os.close(reading)
        os.close(writing)


@given(messages=st.lists(_TO_DESK, max_size=6), cuts=st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_messages_survive_any_cutting(messages: list[ToDesk], cuts: list[int]) -> None:
    stream = b"".join(_frame(message) for message in messages)
    deframer: Deframer[ToDesk] = Deframer(ToDesk)
    heard: list[ToDesk] = []
    start = turn = 0
    while start < len(stream):
        step = cuts[turn % len(cuts)]
        heard += deframer.feed(stream[start : start + step])
        start, turn = start + step, turn + 1
    assert heard == messages


def test_a_length_over_the_cap_is_refused_before_its_body_comes() -> None:
    deframer: Deframer[ToGuard] = Deframer(ToGuard)
    with pytest.raises(ProtocolViolation):
        list(deframer.feed((MAX_MESSAGE_BYTES + 1).to_bytes(4, "little")))


@pytest.mark.parametrize("body", [b"", b"\xc1", msgspec.msgpack.encode({"type": "Format", "disk": "C"}), b"\x80"])
def test_a_foreign_body_is_refused(body: bytes) -> None:
    deframer: Deframer[ToGuard] = Deframer(ToGuard)
    with pytest.raises(ProtocolViolation):
        list(deframer.feed(len(body).to_bytes(4, "little") + body))


_BEGINNING = b"\x82\xa4type\xa9Configure\xa5vault"


@given(body=st.binary(max_size=200) | st.binary(max_size=60).map(lambda tail: _BEGINNING + tail))
def test_any_body_is_a_message_or_a_violation(body: bytes) -> None:
    deframer: Deframer[ToDesk] = Deframer(ToDesk)
    with contextlib.suppress(ProtocolViolation):
        list(deframer.feed(len(body).to_bytes(4, "little") + body))


@pytest.mark.parametrize("body", [_BEGINNING + b"\xa2\xff\xfe", b"\x91" * 10_000])
def test_what_is_no_text_or_too_deep_is_refused(body: bytes) -> None:
    deframer: Deframer[ToDesk] = Deframer(ToDesk)
    with pytest.raises(ProtocolViolation):
        list(deframer.feed(len(body).to_bytes(4, "little") + body))


def test_a_message_for_the_other_side_is_refused() -> None:
    deframer: Deframer[ToGuard] = Deframer(ToGuard)
    with pytest.raises(ProtocolViolation):
        list(deframer.feed(_frame(ShowPrompt())))


@pytest.mark.parametrize("cover", ["", "Notes", "of the sky", "a" * 17, "../x"])
def test_a_cover_is_a_short_word(cover: str) -> None:
    deframer: Deframer[ToGuard] = Deframer(ToGuard)
    with pytest.raises(ProtocolViolation):
        list(deframer.feed(_frame(CoverChosen(cover=cover))))


def test_a_message_over_the_cap_is_not_sent() -> None:
    reading, writing = os.pipe()
    writer = ChannelWriter(writing)
    with pytest.raises(ProtocolViolation):
        writer.send(Configure(vault="x" * MAX_MESSAGE_BYTES))
    writer.close()
    assert os.read(reading, 1) == b""
    os.close(reading)


def test_a_reader_that_hangs_does_not_block_the_writer() -> None:
    reading, writing = os.pipe()
    writer = ChannelWriter(writing)
    sent = 0
    while writer.send(Configure(vault="x" * 4000)):
        sent += 1
        assert sent < 10_000
    assert not writer.send(DeskReady())
    os.close(reading)


def test_a_closed_reader_is_told_without_a_signal() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    assert not ChannelWriter(writing).send(DeskReady())


def test_reading_ends_with_the_pipe() -> None:
    reading, writing = os.pipe()
    heard: list[ToGuard] = []
    thread = threading.Thread(target=lambda: heard.extend(read_messages(reading, ToGuard)))
    thread.start()
    writer = ChannelWriter(writing)
    opened = Opened(keys=PanicKeys(key_name="Pause", shift_taps=False))
    assert writer.send(DeskReady())
    assert writer.send(opened)
    writer.close()
    thread.join(5)
    assert heard == [DeskReady(), opened]
    os.close(reading)
