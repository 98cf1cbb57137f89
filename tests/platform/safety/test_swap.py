"""Swap and hibernation, on machines of all kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.platform.safety.hibernation import can_hibernate, look_at_hibernation, names_resume
from reader.platform.safety.storage import Storage
from reader.platform.safety.swap import Swap, look_at_swap, parse_swaps
from tests.platform.safety.machine import LUKS, Machine


@pytest.fixture
def disks(machine: Machine) -> Machine:
    """A disk of two parts, one of them below LUKS, and zram."""
    machine.disk("sda", "8:0")
    machine.disk("sda2", "8:2", within="sda")
    machine.disk("sda3", "8:3", within="sda")
    machine.disk("zram0", "252:0")
    machine.mapped("dm-0", "253:0", LUKS, "sda3")
    machine.mount("253:0", "/", "ext4", "/dev/mapper/root")
    machine.mount("8:2", "/boot", "ext4", "/dev/sda2")
    return machine


@pytest.fixture
def storage(disks: Machine) -> Storage:
    return Storage(disks.root, lambda _path: False)


def test_lines_are_read() -> None:
    text = (
        "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
        "/dev/dm-1                               partition\t8388604\t\t0\t\t-2\n"
        "/a\\040place/swap file                   what\n"
        "/a\\040place/swapfile                     file\t\t2097148\t\t0\t\t-3\n"
        "nonsense\n"
    )
    assert parse_swaps(text) == [Swap("/dev/dm-1", False), Swap("/a place/swapfile", True)]
    assert parse_swaps("") == []


@pytest.mark.parametrize(
    ("swaps", "reason", "facts"),
    [
        ([], "none", ()),
        (["/dev/zram0"], "memory", ()),
        (["/dev/dm-0"], "encrypted", ()),
        (["/dev/dm-0", "/dev/zram0"], "encrypted", ()),
        (["/dev/sda2"], "plain", ("sda2",)),
        (["/dev/dm-0", "/dev/sda2", "/dev/gone"], "plain", ("sda2",)),
        (["/dev/dm-0", "/dev/gone"], "untold", ("gone",)),
        (["/swapfile"], "encrypted", ()),
        (["/boot/swapfile"], "plain", ("swapfile",)),
    ],
)
def test_swap(disks: Machine, storage: Storage, swaps: list[str], reason: str, facts: tuple[str, ...]) -> None:
    disks.no_swap()
    for path in swaps:
        disks.swap(path, "partition" if path.startswith("/dev") else "file")
    found = look_at_swap(disks.root, storage)
    assert (found.reason, found.facts) == (reason, facts)


def test_a_kernel_without_swap_has_none(disks: Machine, storage: Storage) -> None:
    assert look_at_swap(disks.root, storage).reason == "none"


def test_no_proc_is_no_answer(machine: Machine) -> None:
    with pytest.raises(OSError, match="swaps"):
        look_at_swap(machine.root, Storage(machine.root))


def test_an_unreadable_list_is_no_answer(disks: Machine, storage: Storage) -> None:
    disks.hide("proc/swaps")
    with pytest.raises(OSError, match="swaps"):
        look_at_swap(disks.root, storage)


@pytest.mark.parametrize(
    ("state", "disk", "can"),
    [
        ("freeze mem disk", "[platform] shutdown reboot suspend test_resume", True),
        ("freeze mem disk", "[disabled]", False),
        ("freeze mem", "", False),
        ("", "", False),
    ],
)
def test_what_the_kernel_would_do(state: str, disk: str, can: bool) -> None:
    assert can_hibernate(state, disk) is can


def test_where_an_image_was_announced() -> None:
    assert names_resume("quiet resume=UUID=0123 splash")
    assert not names_resume("quiet noresume resume= splash")


@pytest.mark.parametrize(
    ("swaps", "resume", "command_line", "reason"),
    [
        ([], "0:0", "quiet", "no-room"),
        (["/dev/zram0"], "0:0", "quiet", "no-room"),
        ([], "0:0", "resume=/dev/sda2", "untold"),
        ([], "8:2", "", "plain"),
        ([], "253:0", "", "encrypted"),
        ([], "9:9", "", "untold"),
        (["/dev/dm-0"], "253:0", "", "encrypted"),
        (["/dev/dm-0"], "8:2", "", "plain"),
        (["/dev/sda2"], "0:0", "", "plain"),
        (["/dev/gone"], "0:0", "", "untold"),
    ],
)
def test_hibernation(
    disks: Machine, storage: Storage, swaps: list[str], resume: str, command_line: str, reason: str
) -> None:
    disks.write("sys/power/state", "freeze mem disk\n")
    disks.write("sys/power/disk", "[platform] shutdown\n")
    disks.write("sys/power/resume", f"{resume}\n")
    disks.write("proc/cmdline", f"{command_line}\n")
    disks.no_swap()
    for path in swaps:
        disks.swap(path)
    assert look_at_hibernation(disks.root, storage).reason == reason


def test_a_plain_target_is_named_once(disks: Machine, storage: Storage) -> None:
    disks.write("sys/power/state", "disk\n")
    disks.write("sys/power/resume", "8:2\n")
    disks.swap("/dev/sda2")
    assert look_at_hibernation(disks.root, storage).facts == ("sda2",)


def test_a_machine_that_can_not_says_so(disks: Machine, storage: Storage) -> None:
    disks.write("sys/power/state", "freeze mem\n")
    disks.swap("/dev/sda2")
    assert look_at_hibernation(disks.root, storage).reason == "impossible"


def test_a_kernel_that_does_not_tell_is_no_answer(disks: Machine, storage: Storage, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="state"):
        look_at_hibernation(disks.root, storage)
