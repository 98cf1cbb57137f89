"""The local command socket: one byte asks, one byte answers, nobody else may."""

from __future__ import annotations

import fcntl
import os
import select
import socket as sockets
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.guard.socket import SOCKET_NAME, Command, CommandSocket, is_listened_to, send_command
from reader.platform import this_platform

_IDENTITY = "Notes"
_DEADLINE_S = 5


@pytest.fixture
def listening() -> Iterator[CommandSocket]:
    made = CommandSocket.listen(_IDENTITY, this_platform())
    assert made
    yield made
    made.close()


def path() -> Path:
    return this_platform().runtime_folder(_IDENTITY) / SOCKET_NAME


def serve_one(listening: CommandSocket) -> Command | None:
    assert select.select([listening], [], [], _DEADLINE_S)[0]
    listening.accept()
    if not listening.callers:
        return None
    caller = listening.callers.pop()
    assert select.select([caller], [], [], _DEADLINE_S)[0]
    command = caller.read()
    if command:
        caller.answer()
    else:
        caller.close()
    return command


@pytest.mark.parametrize("name", ["panic", "lock", "unlock", "launch"])
def test_a_command_is_asked_and_answered(listening: CommandSocket, name: str) -> None:
    answers: list[bool] = []
    asking = threading.Thread(target=lambda: answers.append(send_command(name, _IDENTITY, this_platform())))
    asking.start()
    assert serve_one(listening) is Command[name.upper()]
    asking.join(_DEADLINE_S)
    assert answers == [True]


def test_whoever_only_looks_asks_nothing(listening: CommandSocket) -> None:
    assert is_listened_to(_IDENTITY, this_platform())
    assert serve_one(listening) is None


def test_without_a_guard_nobody_listens() -> None:
    assert not is_listened_to(_IDENTITY, this_platform())


def test_without_a_guard_nobody_answers() -> None:
    assert not send_command("panic", _IDENTITY, this_platform())


def test_an_unknown_command_is_a_defect_of_the_caller(listening: CommandSocket) -> None:
    with pytest.raises(KeyError):
        send_command("reboot", _IDENTITY, this_platform())


@pytest.mark.parametrize("said", [b"\xff", b"", b"p"])
def test_nonsense_is_hung_up_on(listening: CommandSocket, said: bytes) -> None:
    with sockets.socket(sockets.AF_UNIX) as caller:
        caller.connect(str(path()))
        caller.send(said)
        caller.shutdown(sockets.SHUT_WR)
        assert serve_one(listening) is None
        assert caller.recv(1) == b""


def test_a_second_guard_finds_the_place_taken(listening: CommandSocket) -> None:
    assert CommandSocket.listen(_IDENTITY, this_platform()) is None


def test_of_two_that_start_at_once_the_second_waits_and_finds_the_place_taken() -> None:
    """Both looking at a place where nobody answers, each would take away what the other has just put there."""
    folder = path().parent
    folder_fd = os.open(folder, os.O_RDONLY)
    fcntl.flock(folder_fd, fcntl.LOCK_EX)  # as the first holds it while it looks
    taken: list[CommandSocket | None] = []
    second = threading.Thread(target=lambda: taken.append(CommandSocket.listen(_IDENTITY, this_platform())))
    second.start()
    first = sockets.socket(sockets.AF_UNIX)
    try:
        second.join(0.2)
        assert second.is_alive(), "it looked meanwhile"
        first.bind(str(path()))
        first.listen()
        os.close(folder_fd)
        second.join(_DEADLINE_S)
        assert taken == [None]
    finally:
        first.close()


def test_what_a_killed_guard_left_is_taken_over() -> None:
    left = sockets.socket(sockets.AF_UNIX)
    left.bind(str(path()))
    left.close()
    assert path().exists()
    taken = CommandSocket.listen(_IDENTITY, this_platform())
    assert taken
    taken.close()
    assert not path().exists()


def test_only_the_owner_may_even_connect(listening: CommandSocket) -> None:
    assert stat.S_IMODE(path().stat().st_mode) == 0o600
    assert stat.S_IMODE(path().parent.stat().st_mode) == 0o700


def test_another_user_is_not_let_in(listening: CommandSocket, monkeypatch: pytest.MonkeyPatch) -> None:
    with sockets.socket(sockets.AF_UNIX) as caller:
        caller.connect(str(path()))
        real = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: real + 1)
        assert serve_one(listening) is None
        assert caller.recv(1) == b""


def test_the_disk_holds_no_telling_word(listening: CommandSocket) -> None:
    names = [entry.name for entry in path().parent.iterdir()]
    assert names == [SOCKET_NAME]
    assert not any(word in SOCKET_NAME for word in ("panic", "hearth", "guard", "lock"))
