"""What stands on the wire between a program and its compositor: it hands everything on, and knows keys by sight."""

from __future__ import annotations

import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.platform.key_event import KeyEvent
from reader.platform.wayland_relay import KeyTap, Messages, Relay
from tests.guard.stage import wait_until

SEAT, KEYBOARD, POINTER, REGISTRY = 9, 10, 11, 2
KEY = struct.pack("=IIII", 77, 1234, 67, 1)  # serial, time, F9 as evdev numbers it, down


def message(target: int, opcode: int, body: bytes = b"") -> bytes:
    return struct.pack("=II", target, (8 + len(body)) << 16 | opcode) + body


def words(*numbers: int) -> bytes:
    return struct.pack(f"={len(numbers)}I", *numbers)


def text(value: bytes) -> bytes:
    data = value + b"\0"
    return words(len(data)) + data + bytes(-len(data) % 4)


SET_UP = b"".join(
    [
        message(1, 1, words(REGISTRY)),
        message(REGISTRY, 0, words(3) + text(b"wl_output") + words(4, 8)),
        message(REGISTRY, 0, words(5) + text(b"wl_seat") + words(7, SEAT)),
        message(SEAT, 1, words(KEYBOARD)),
        message(SEAT, 0, words(POINTER)),
    ]
)


class Heard:
    """A tap, and what it has told."""

    def __init__(self, requests: bytes = SET_UP) -> None:
        self.keys: list[KeyEvent] = []
        self.left = 0
        self.tap = KeyTap(self.keys.append, self._leave)
        self.tap.hear_requests(requests)

    def _leave(self) -> None:
        self.left += 1


def test_a_key_is_told_as_x_and_qt_number_it() -> None:
    heard = Heard()
    heard.tap.hear_events(message(KEYBOARD, 3, KEY))
    assert heard.keys == [KeyEvent(75, True, 1234, True)]


def test_a_button_is_no_key() -> None:
    heard = Heard()
    heard.tap.hear_events(message(POINTER, 3, words(1, 50, 272, 0)))
    assert heard.keys == [KeyEvent(272, False, 50, False)]


def test_the_keyboard_goes_to_another_window() -> None:
    heard = Heard()
    heard.tap.hear_events(message(KEYBOARD, 2, words(1, 30)))
    assert heard.left == 1


@pytest.mark.parametrize("target", [KEYBOARD + 5, SEAT, REGISTRY, 8])
def test_other_objects_events_are_no_keys(target: int) -> None:
    heard = Heard()
    heard.tap.hear_events(message(target, 3, KEY))
    assert heard.keys == []


def test_a_number_used_again_for_something_else() -> None:
    heard = Heard()
    heard.tap.hear_events(message(1, 1, words(KEYBOARD)) + message(KEYBOARD, 3, KEY))
    assert heard.keys == []


@given(st.lists(st.integers(1, 9), max_size=60))
def test_in_pieces_of_any_size(sizes: list[int]) -> None:
    """Also with what the tap knows nothing of between."""
    heard = Heard(b"")
    events = message(40, 7, bytes(24)) + message(KEYBOARD, 3, KEY) + message(KEYBOARD, 4, bytes(20))
    for feed, data in ((heard.tap.hear_requests, SET_UP), (heard.tap.hear_events, events)):
        rest = data
        for size in sizes:
            feed(rest[:size])
            rest = rest[size:]
        feed(rest)
    assert [key.code for key in heard.keys] == [75]


@pytest.mark.parametrize("data", [words(1, 4 << 16), words(7, 0)])
def test_a_message_shorter_than_its_head(data: bytes) -> None:
    with pytest.raises(ConnectionError):
        list(Messages().feed(data))


@given(st.binary(max_size=400))
def test_nonsense_is_refused_or_heard_as_nothing(data: bytes) -> None:
    heard = Heard()
    try:
        heard.tap.hear_requests(data)
        heard.tap.hear_events(data)
    except ConnectionError:
        pass


class Wire:
    """A relay on a thread, and the two ends."""

    def __init__(self) -> None:
        self.heard = Heard(b"")
        self.program, self._program_end = socket.socketpair()
        self.compositor, self._compositor_end = socket.socketpair()
        for end in (self.program, self.compositor):
            end.settimeout(10)
        self._relay = Relay(self._program_end, self._compositor_end, self.heard.tap)
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def close(self) -> None:
        for end in (self.program, self.compositor):
            end.close()
        self.thread.join(10)
        for end in (self._program_end, self._compositor_end):
            end.close()

    def _run(self) -> None:
        try:
            self._relay.run()
        except ConnectionError:
            for end in (self._program_end, self._compositor_end):
                end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire() -> Iterator[Wire]:
    made = Wire()
    yield made
    made.close()


def read_all(end: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size and (more := end.recv(65536)):
        data += more
    return data


def test_everything_is_handed_on(wire: Wire) -> None:
    wire.program.sendall(SET_UP)
    assert read_all(wire.compositor, len(SET_UP)) == SET_UP
    events = message(KEYBOARD, 3, KEY)
    wire.compositor.sendall(events)
    assert read_all(wire.program, len(events)) == events
    assert [key.code for key in wire.heard.keys] == [75]


def test_files_come_with_the_bytes_that_they_were_sent_with(wire: Wire) -> None:
    first, second = message(5, 0, words(1)), message(6, 0, words(2))
    for number, data in enumerate((first, second)):
        reading, writing = os.pipe()
        os.write(writing, bytes([number]))
        socket.send_fds(wire.program, [data], [reading])
        os.close(reading)
        os.close(writing)
    for number, expected in enumerate((first, second)):
        data, files, _flags, _address = socket.recv_fds(wire.compositor, len(expected), 4)
        assert data == expected
        assert [os.read(file, 1) for file in files] == [bytes([number])]
        for file in files:
            os.close(file)


def test_keys_are_heard_while_the_program_reads_nothing(wire: Wire) -> None:
    """Longer than its socket takes: a hung desk, and a compositor that goes on telling it of the mouse."""
    wire.program.sendall(SET_UP)
    read_all(wire.compositor, len(SET_UP))
    movement = message(POINTER, 2, words(1, 2, 3)) * 20_000
    wire.compositor.sendall(movement + message(KEYBOARD, 3, KEY))
    wait_until(lambda: [key.code for key in wire.heard.keys] == [75], "the key, while nobody reads")
    end = message(KEYBOARD, 3, KEY)
    assert read_all(wire.program, len(movement) + len(end))[-len(end) :] == end


@pytest.mark.parametrize("which", ["program", "compositor"])
def test_either_end_going_is_the_end(wire: Wire, which: str) -> None:
    ends: dict[str, Callable[[], None]] = {"program": wire.program.close, "compositor": wire.compositor.close}
    ends[which]()
    wire.thread.join(10)
    assert not wire.thread.is_alive()
