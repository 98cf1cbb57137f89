"""Encrypted, plain, in memory or not to be told: from what the kernel shows of devices and mounts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.platform.safety.disk import look_at_disk
from reader.platform.safety.storage import Encryption, Storage, has_encryption_policy
from tests.platform.safety.machine import LUKS, Machine


def no_policy(_path: Path) -> bool:
    return False


def refused(_path: Path) -> bool:
    raise PermissionError


@pytest.fixture
def storage(machine: Machine) -> Storage:
    return Storage(machine.root, no_policy)


def plain(machine: Machine) -> None:
    machine.disk("sda", "8:0")
    machine.disk("sda3", "8:3", within="sda")


def luks(machine: Machine) -> None:
    plain(machine)
    machine.mapped("dm-0", "253:0", LUKS, "sda3")


def lvm_on_luks(machine: Machine) -> None:
    luks(machine)
    machine.mapped("dm-1", "253:1", "LVM-abc", "dm-0")


def lvm_half_on_luks(machine: Machine) -> None:
    luks(machine)
    machine.disk("sdb", "8:16")
    machine.mapped("dm-1", "253:1", "LVM-abc", "dm-0", "sdb")


DEVICES: list[tuple[str, Callable[[Machine], None], str, Encryption]] = [
    ("a part of a disk", plain, "8:3", "plain"),
    ("a disk", plain, "8:0", "plain"),
    ("luks", luks, "253:0", "encrypted"),
    ("below luks", luks, "8:3", "plain"),
    ("lvm on luks", lvm_on_luks, "253:1", "encrypted"),
    ("lvm half on luks", lvm_half_on_luks, "253:1", "plain"),
    ("not there", plain, "9:9", "untold"),
]


@pytest.mark.parametrize(
    ("make", "number", "expected"), [case[1:] for case in DEVICES], ids=[case[0] for case in DEVICES]
)
def test_devices(
    machine: Machine, storage: Storage, make: Callable[[Machine], None], number: str, expected: Encryption
) -> None:
    make(machine)
    assert storage.of_number(number) == expected


@pytest.mark.parametrize(
    ("uuid", "called", "expected"),
    [
        ("CRYPT-LUKS1-0123-x", "x", "encrypted"),
        ("CRYPT-PLAIN-swap", "swap", "encrypted"),
        ("CRYPT-BITLK-0123-x", "x", "encrypted"),
        ("CRYPT-TCRYPT-0123-x", "x", "encrypted"),
        ("", "veracrypt1", "encrypted"),
        ("CRYPT-VERITY-0123-x", "x", "plain"),
        ("CRYPT-INTEGRITY-x", "x", "plain"),
        ("mpath-0123", "x", "plain"),
        ("", "x", "plain"),
        ("LVM-x", "veracrypt1", "plain"),
    ],
)
def test_only_what_encrypts_counts(
    machine: Machine, storage: Storage, uuid: str, called: str, expected: Encryption
) -> None:
    plain(machine)
    machine.mapped("dm-0", "253:0", uuid, "sda3", called=called)
    assert storage.of_number("253:0") == expected


def test_a_mapped_device_that_shows_nothing_below_is_not_told(machine: Machine, storage: Storage) -> None:
    machine.mapped("dm-0", "253:0", "something")
    assert storage.of_number("253:0") == "untold"


@pytest.mark.parametrize("name", ["nbd0", "rbd1", "drbd0"])
def test_a_disk_by_network_is_not_told(machine: Machine, storage: Storage, name: str) -> None:
    machine.disk(name, "43:0")
    assert storage.of_number("43:0") == "untold"


@pytest.mark.parametrize(
    ("backing", "expected"), [("", "memory"), ("none", "memory"), ("/dev/sda3", "plain"), ("/dev/gone", "untold")]
)
def test_zram_is_memory_unless_it_writes_back(
    machine: Machine, storage: Storage, backing: str, expected: Encryption
) -> None:
    plain(machine)
    machine.disk("zram0", "252:0")
    if backing:
        machine.write("sys/devices/zram0/backing_dev", f"{backing}\n")
    assert storage.of_number("252:0") == expected


def test_a_loop_is_what_its_file_is_on(machine: Machine, storage: Storage, vault: Path) -> None:
    luks(machine)
    machine.mount("253:0", "/", "ext4", "/dev/mapper/root")
    machine.disk("loop0", "7:0")
    machine.write("sys/devices/loop0/loop/backing_file", f"{vault}\n")
    assert storage.of_number("7:0") == "encrypted"


def test_a_loop_that_leads_to_itself_ends(machine: Machine, storage: Storage, vault: Path) -> None:
    machine.disk("loop0", "7:0")
    machine.write("sys/devices/loop0/loop/backing_file", f"{vault}\n")
    machine.mount("7:0", "/", "ext4", "/dev/loop0")
    assert storage.of_path(vault) == "untold"


FILE_SYSTEMS: list[tuple[str, str, str, str, Encryption]] = [
    # kind, number, source, options, what it is
    ("ext4", "8:3", "/dev/sda3", "rw", "plain"),
    ("ext4", "253:0", "/dev/mapper/luks", "rw", "encrypted"),
    ("fuseblk", "8:3", "/dev/sda3", "rw", "plain"),
    ("tmpfs", "0:40", "tmpfs", "rw", "memory"),
    ("ecryptfs", "0:41", "/home/.ecryptfs/x", "rw", "folder-encrypted"),
    ("fuse.gocryptfs", "0:41", "/home/cipher", "rw", "folder-encrypted"),
    ("nfs4", "0:42", "server:/home", "rw", "elsewhere"),
    ("fuse.sshfs", "0:42", "user@server:", "rw", "elsewhere"),
    ("fuse.unheard", "0:43", "unheard", "rw", "untold"),
    ("zfs", "0:44", "tank/home", "rw", "untold"),
    ("overlay", "0:45", "overlay", "rw,lowerdir=/a,upperdir=/nowhere/b,workdir=/c", "untold"),
    ("btrfs", "0:46", "/dev/dm-0", "rw", "encrypted"),
    ("btrfs", "0:46", "/dev/sda3", "rw", "plain"),
    ("btrfs", "0:46", "/dev/gone", "rw", "untold"),
]


@pytest.mark.parametrize("case", FILE_SYSTEMS, ids=lambda case: f"{case[0]} on {case[2]}")
def test_file_systems(
    machine: Machine, storage: Storage, vault: Path, case: tuple[str, str, str, str, Encryption]
) -> None:
    kind, number, source, options, expected = case
    luks(machine)
    machine.mount("8:0", "/", "ext4", "/dev/sda")
    machine.mount(number, vault.parent, kind, source, options)
    assert storage.of_path(vault) == expected


def test_an_overlay_is_where_it_writes_to(machine: Machine, storage: Storage, vault: Path, tmp_path: Path) -> None:
    luks(machine)
    upper = tmp_path / "upper"
    upper.mkdir()
    machine.mount("253:0", tmp_path, "ext4", "/dev/mapper/x")
    machine.mount("0:45", vault, "overlay", "overlay", f"rw,lowerdir=/a,upperdir={upper},workdir=/c")
    assert storage.of_path(vault) == "encrypted"


@pytest.mark.parametrize(("second", "expected"), [("dm-0", "encrypted"), ("sdb", "plain")])
def test_btrfs_is_all_its_devices(
    machine: Machine, storage: Storage, vault: Path, second: str, expected: Encryption
) -> None:
    luks(machine)
    machine.mapped("dm-1", "253:1", LUKS, "sda")
    machine.disk("sdb", "8:16")
    for name in ("dm-1", second):
        machine.write(f"sys/fs/btrfs/0123-abc/devices/{name}/size", "1")
    machine.mount("0:46", vault, "btrfs", "/dev/dm-1")
    assert storage.of_path(vault) == expected


def test_a_folder_with_a_policy_is_encrypted_on_a_plain_disk(machine: Machine, vault: Path) -> None:
    plain(machine)
    machine.mount("8:3", "/", "ext4", "/dev/sda3")
    assert Storage(machine.root, lambda path: path == vault).of_path(vault) == "folder-encrypted"


def test_a_folder_that_may_not_be_asked_is_not_called_plain(machine: Machine, vault: Path) -> None:
    plain(machine)
    machine.mount("8:3", "/", "ext4", "/dev/sda3")
    assert Storage(machine.root, refused).of_path(vault) == "untold"
    assert Storage(machine.root, refused).of_swap_file(vault) == "plain"


def test_without_mounts_nothing_is_said(machine: Machine, storage: Storage, vault: Path) -> None:
    with pytest.raises(OSError, match="mountinfo"):
        storage.of_path(vault)
    machine.write("proc/self/mountinfo", "no such line\n")
    assert storage.of_path(vault) == "untold"


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_this_file_system_is_really_asked(tmp_path: Path) -> None:
    assert has_encryption_policy(tmp_path) is False
    with pytest.raises(FileNotFoundError):
        has_encryption_policy(tmp_path / "nowhere")


def test_the_disk_is_named(machine: Machine, storage: Storage, vault: Path) -> None:
    plain(machine)
    machine.mount("8:3", "/", "ext4", "/dev/sda3")
    found = look_at_disk(machine.root, storage, vault)
    assert (found.reason, found.facts, found.verdict) == ("plain", ("sda3",), "fails")


@pytest.mark.parametrize(("swap", "reason"), [("/dev/sda3", "memory-swapped"), ("/dev/dm-0", "memory"), ("", "memory")])
def test_memory_that_may_be_swapped_out_is_said(
    machine: Machine, storage: Storage, vault: Path, swap: str, reason: str
) -> None:
    luks(machine)
    machine.mount("0:40", "/", "tmpfs", "tmpfs")
    if swap:
        machine.swap(swap)
    assert look_at_disk(machine.root, storage, vault).reason == reason
