"""The relay as a process, between this one and a compositor of the test's own that speaks only what is needed."""

from __future__ import annotations

import os
import select
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.guard.messages import PanicKeys
from reader.guard.relay import RelayProcess, start_relay
from reader.guard.relay_main import Ear
from reader.platform.key_codes import X_CODES
from reader.platform.key_event import KeyEvent
from tests.guard.stage import DEADLINE_S, wait_until
from tests.platform.test_wayland_relay import KEYBOARD, SET_UP, message, read_all, words

EVDEV_F9, EVDEV_PAUSE = 67, 119
LINGER_S = 30.0


class Wire:
    """Both ends of a relay, and the pipe of its panics."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, linger_s: float) -> None:
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listening.bind(str(folder / "wl"))
        listening.listen()
        listening.settimeout(DEADLINE_S)
        monkeypatch.setenv("WAYLAND_DISPLAY", str(folder / "wl"))
        monkeypatch.setenv("WAYLAND_SOCKET", "")
        self.panics_fd, panic_fd = os.pipe()
        relay = start_relay(panic_fd=panic_fd, linger_s=linger_s)
        os.close(panic_fd)
        assert relay
        self.relay: RelayProcess = relay
        self.program = socket.socket(fileno=int(os.environ["WAYLAND_SOCKET"]))
        self.compositor, _address = listening.accept()
        listening.close()
        for end in (self.program, self.compositor):
            end.settimeout(DEADLINE_S)
        self.program.sendall(SET_UP)
        assert read_all(self.compositor, len(SET_UP)) == SET_UP

    def press(self, code: int) -> None:
        """And see it arrive at the program."""
        event = message(KEYBOARD, 3, words(1, 1000, code, 1))
        self.compositor.sendall(event)
        assert read_all(self.program, len(event)) == event

    def panicked(self) -> bool:
        """The relay writes before it hands on."""
        if not select.select([self.panics_fd], [], [], 0)[0]:
            return False
        return os.read(self.panics_fd, 100) == b"\x01"

    def close(self) -> None:
        self.program.close()
        self.compositor.close()
        self.relay._process.wait(DEADLINE_S)
        self.relay._orders.close()
        os.close(self.panics_fd)


@pytest.fixture
def linger_s() -> float:
    return 0.0


@pytest.fixture
def wire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linger_s: float) -> Iterator[Wire]:
    made = Wire(tmp_path, monkeypatch, linger_s)
    yield made
    made.close()


def test_the_panic_key_is_told_before_it_arrives(wire: Wire) -> None:
    wire.press(EVDEV_PAUSE)
    assert not wire.panicked()
    wire.press(EVDEV_F9)
    assert wire.panicked()


def test_another_key_may_be_chosen(wire: Wire) -> None:
    wire.relay.listen_for(PanicKeys(key_name="Pause"))

    def is_heard() -> bool:
        wire.press(EVDEV_PAUSE)
        return wire.panicked()

    wait_until(is_heard, "the new key")
    wire.press(EVDEV_F9)
    assert not wire.panicked()


def test_it_goes_with_the_compositor(wire: Wire) -> None:
    wire.compositor.close()
    assert wire.program.recv(1) == b""


@pytest.mark.parametrize("linger_s", [LINGER_S])
def test_it_outlives_the_compositor_for_the_guard(wire: Wire) -> None:
    wire.compositor.close()
    wire.program.settimeout(0.3)
    with pytest.raises(TimeoutError):
        wire.program.recv(1)
    wire.program.sendall(message(1, 0, words(5)))


@pytest.mark.parametrize("linger_s", [LINGER_S])
def test_it_outlives_no_program(wire: Wire) -> None:
    wire.compositor.close()
    wire.program.close()
    wire.relay._process.wait(DEADLINE_S)


def test_a_compositor_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "none"))
    monkeypatch.setenv("WAYLAND_SOCKET", "")
    relay = start_relay()
    assert relay
    program = socket.socket(fileno=int(os.environ["WAYLAND_SOCKET"]))
    program.settimeout(DEADLINE_S)
    assert program.recv(1) == b""
    program.close()
    relay._process.wait(DEADLINE_S)
    relay._orders.close()


@pytest.fixture
def ear() -> Iterator[tuple[Ear, int]]:
    reading, writing = os.pipe()
    yield Ear(writing), reading
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize(
    ("keys", "heard"),
    [
        (PanicKeys(), {"F9"}),
        (PanicKeys(key_name="Scroll_Lock"), {"Scroll_Lock"}),
        (PanicKeys(key_name="no such key"), {"F9"}),
        (PanicKeys(key_name=""), set()),
    ],
)
def test_which_keys_are_meant(ear: tuple[Ear, int], keys: PanicKeys, heard: set[str]) -> None:
    hearing, reading = ear
    hearing.listen_for(keys)
    told = set()
    for name, code in X_CODES.items():
        hearing.hear(KeyEvent(code, True, 1, True))
        if select.select([reading], [], [], 0)[0]:
            told.add(name)
            os.read(reading, 10)
    assert told == heard


@pytest.mark.parametrize("data", [b"", struct.pack("<I", 1 << 30), struct.pack("<I", 2) + b"no"])
def test_orders_that_end_or_are_nonsense(ear: tuple[Ear, int], monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    monkeypatch.setattr("reader.guard.relay_main._STDIN_FD", reading)
    with pytest.raises(ConnectionError):
        ear[0].take()
    os.close(reading)
