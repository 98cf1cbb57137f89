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
    """A line of mountinfo: `device` is major:minor, `source` what was mounted, `kind` the file system's name."""

    identifier: str
    device: str
    point: str
    source: str
    kind: str = ""
    options: str = ""  # the file system's own


def parse_mounts(lines: Iterable[str]) -> Iterable[Mount]:
    """Read mountinfo. Lines that are none are left out."""
    for line in lines:
        fields = line.rstrip("\n").split(" ")
        if len(fields) >= 10:
            yield Mount(
                fields[0], fields[2], unescaped(fields[4]), unescaped(fields[-2]), fields[-3], unescaped(fields[-1])
            )


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


def device_of(mount: Mount) -> str:
    """The block device as major:minor. Btrfs and its like mount a number of their own: there the source says it."""
    if mount.device.startswith(NO_DEVICE):
        with contextlib.suppress(OSError):
            source = Path(mount.source).stat()
            if stat.S_ISBLK(source.st_mode):
                return f"{os.major(source.st_rdev)}:{os.minor(source.st_rdev)}"
    return mount.device
