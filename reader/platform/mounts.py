"""Which file system holds a path, as the kernel tells it in /proc/self/mountinfo (proc_pid_mountinfo(5))."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

NO_DEVICE = "0:"  # the major number of file systems without a device of their own
_ESCAPED = re.compile(r"\\([0-7]{3})")


class Mount(msgspec.Struct, frozen=True):
    """A line of mountinfo: `device` is major:minor, `source` what was mounted."""

    identifier: str
    device: str
    point: str
    source: str


class FileSystem(msgspec.Struct, frozen=True):
    """What is mounted there: its kind by name, and options of its own, which may change while it stays the same."""

    mount: Mount
    kind: str
    options: str


def parse_file_systems(lines: Iterable[str]) -> Iterable[FileSystem]:
    """Read mountinfo. Lines that are none are left out."""
    for line in lines:
        fields = line.split(" ")
        if len(fields) >= 10:
            mount = Mount(fields[0], fields[2], unescaped(fields[4]), unescaped(fields[-2]))
            yield FileSystem(mount, fields[-3], unescaped(fields[-1]))


def parse_mounts(lines: Iterable[str]) -> Iterable[Mount]:
    """Only what makes a mount the one that it is."""
    return (each.mount for each in parse_file_systems(lines))


def unescaped(field: str) -> str:
    """Spaces and their like stand as octal numbers, as in mountinfo and /proc/swaps."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), field)


def mount_of(path: Path, mounts: Sequence[Mount]) -> Mount | None:
    """The mount that holds `path`: the longest mount point above it, and of several on it the last."""
    resolved = path.resolve()
    above = {str(resolved), *(str(parent) for parent in resolved.parents)}
    return max(
        (mount for mount in reversed(mounts) if mount.point in above), key=lambda mount: len(mount.point), default=None
    )


def file_system_of(path: Path, systems: Sequence[FileSystem]) -> FileSystem | None:
    """What holds `path`."""
    mount = mount_of(path, [each.mount for each in systems])
    return next((each for each in systems if each.mount is mount), None)


def device_of(mount: Mount) -> str:
    """The block device as major:minor. Btrfs and its like mount a number of their own: there the source says it."""
    if mount.device.startswith(NO_DEVICE):
        with contextlib.suppress(OSError):
            source = Path(mount.source).stat()
            if stat.S_ISBLK(source.st_mode):
                return f"{os.major(source.st_rdev)}:{os.minor(source.st_rdev)}"
    return mount.device
