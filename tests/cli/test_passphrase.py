"""Reading the passphrase."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.passphrase import read_passphrase
from reader.errors import UsageError
from tests.cli.conftest import pipe_with

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("data", "passphrase"),
    [
        (b"plain", "plain"),
        (b"line\n", "line"),
        (b"line\r\n", "line"),
        (b"two\n\n", "two\n"),
        (b" spaced ", " spaced "),
        (b"", ""),
    ],
)
def test_from_a_descriptor(data: bytes, passphrase: str) -> None:
    with pipe_with(data) as fd:
        assert read_passphrase(fd) == passphrase


def test_what_is_not_utf_8_is_refused() -> None:
    with pipe_with(b"\xff\xfe") as fd, pytest.raises(UsageError):
        read_passphrase(fd)


def test_a_descriptor_that_is_not_open_is_refused() -> None:
    with pytest.raises(UsageError):
        read_passphrase(987)


def test_an_endless_passphrase_is_refused() -> None:
    with Path("/dev/zero").open("rb") as endless, pytest.raises(UsageError):
        read_passphrase(endless.fileno())


def test_without_a_terminal_nothing_is_read_in_the_clear(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", "vault", "create", tmp_path / "v"],
        input=b"secret\nsecret\n", capture_output=True, start_new_session=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode().strip() == "There is no terminal to ask on: use --passphrase-fd."
    assert not (tmp_path / "v").exists()


@pytest.mark.parametrize(("second", "status"), [("typed", 0), ("tpyed", 2)])
def test_on_a_terminal_it_is_typed_twice_and_never_shown(tmp_path: Path, second: str, status: int) -> None:
    child, terminal = os.forkpty() if hasattr(os, "forkpty") else pytest.skip("no pseudo-terminals here")
    if child == 0:
        os.execv(sys.executable, [sys.executable, str(ROOT / "main.py"), "vault", "create", str(tmp_path / "v")])  # noqa: S606
    with os.fdopen(terminal, "r+b", buffering=0) as screen:
        seen = read_until(screen.fileno(), b"Passphrase: ")
        screen.write(b"typed\n")
        seen += read_until(screen.fileno(), b"again: ")
        screen.write(second.encode() + b"\n")
        seen += read_until(screen.fileno(), None)
        _, ended = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(ended) == status
    assert b"typed" not in seen
    assert (tmp_path / "v").exists() == (status == 0)


def read_until(fd: int, wanted: bytes | None) -> bytes:
    """What the terminal shows up to `wanted`, or to its end."""
    seen = b""
    while wanted is None or wanted not in seen:
        try:
            data = os.read(fd, 1024)
        except OSError:  # Linux says so at a terminal's end
            break
        if not data:
            break
        seen += data
    return seen
