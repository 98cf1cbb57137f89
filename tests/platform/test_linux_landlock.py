"""Landlock alone, without the filter in front of it: what each ABI denies, in a real process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.platform import linux_landlock
from reader.platform.linux_landlock import Handled, deny_everything, handled_by, restriction_flags
from tests.workers.test_sandbox import told_by

if sys.platform != "linux":
    pytest.skip("Linux alone has it", allow_module_level=True)

NEWEST_HERE = linux_landlock.kernel_abi()
ATTEMPTS = (
    "read", "list", "create", "remove", "execute", "move", "truncate",
    "connect", "bind", "connect to an abstract socket", "signal the parent",
)  # fmt: skip
DENIED_SINCE = {
    1: dict.fromkeys(("read", "list", "create", "remove", "execute", "move"), "EACCES"),
    3: {"truncate": "EACCES"},
    4: {"connect": "EACCES", "bind": "EACCES"},
    6: {"connect to an abstract socket": "EPERM", "signal the parent": "EPERM"},
}
"""By the documentation of each ABI. ABI 2 can allow a move to another folder, which ABI 1 always denies."""


def expected(abi: int) -> dict[str, str]:
    outcome = dict.fromkeys(ATTEMPTS, "done")
    for since, denied in DENIED_SINCE.items():
        if since <= abi:
            outcome |= denied
    return outcome


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "other").mkdir()
    for name in ("kept", "moved"):
        (tmp_path / name).write_text("x")
    return tmp_path


@pytest.mark.parametrize("abi", [0, 1, 2, 3, 4, 5, 6, 7])
def test_each_abi_denies_what_it_can(folder: Path, abi: int) -> None:
    if abi > NEWEST_HERE:
        pytest.skip(f"this kernel speaks ABI {NEWEST_HERE}")
    told = told_by("landlock", str(abi), str(folder))
    assert told.pop("abi") == str(abi)
    expectation = expected(abi)
    if abi == 0:  # nothing denied, so that what was removed can't be truncated
        expectation["truncate"] = "ENOENT"
    assert told == expectation


@pytest.mark.parametrize(
    ("abi", "handled"),
    [
        (0, Handled(0x1FFF, 0, 0)),
        (1, Handled(0x1FFF, 0, 0)),
        (2, Handled(0x3FFF, 0, 0)),
        (3, Handled(0x7FFF, 0, 0)),
        (4, Handled(0x7FFF, 3, 0)),
        (5, Handled(0xFFFF, 3, 0)),
        (6, Handled(0xFFFF, 3, 3)),
        (8, Handled(0xFFFF, 3, 3)),
        (9, Handled(0x1FFFF, 3, 3)),
        (10, Handled(0x1FFFF, 15, 3)),
    ],
)
def test_the_rights_of_each_abi(abi: int, handled: Handled) -> None:
    assert handled_by(abi) == handled


@pytest.mark.parametrize(("abi", "flags"), [(0, 0), (2, 0), (6, 0), (7, 0b101), (8, 0b101), (10, 0b101)])
def test_no_denial_is_written_into_the_audit_log(abi: int, flags: int) -> None:
    assert restriction_flags(abi) == flags


def test_a_kernel_without_it_gets_no_wall_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert deny_everything(0) == 0

    def missing(number: int, *arguments: object) -> int:
        raise OSError(38, "ENOSYS")

    monkeypatch.setattr(linux_landlock, "_call", missing)
    assert linux_landlock.kernel_abi() == 0
    assert deny_everything(7) == 0


def test_a_kernel_that_refuses_a_right_is_asked_for_less(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def enforce(abi: int) -> None:
        asked.append(abi)
        if abi > 7:
            raise OSError(22, "EINVAL")

    monkeypatch.setattr(linux_landlock, "_enforce", enforce)
    assert deny_everything(99) == 7
    assert asked == [10, 9, 8, 7]
