"""The medium that holds the vault is gone: pulled out, unmounted, or its folder removed.

The kernel tells of mounts through /proc/self/mountinfo (proc(5): poll says POLLERR | POLLPRI). A device that was pulled
out leaves sysfs at once, long before anybody unmounts it, and comes back with a higher `diskseq`. A folder removed on a
medium that stays tells nobody: it is looked for twice a second, and twice before it counts as gone, since files are
exchanged. A program that unmounts and mounts again within the milliseconds that a look takes is not seen.
"""

from __future__ import annotations

import select
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TextIO

import msgspec

from reader.guard.triggers.base import Run, Trigger
from reader.platform.mounts import Mount, device_of, mount_of, parse_mounts

LOOK_S = 0.5
CONFIRM_S = 0.1
_PLUGGED = ("usb", "mmc", "fw", "virtual")
"""Parts of a disk's path in sysfs: buses on which disks come and go, and disks that are files of others (loop)."""
MOUNTS = Path("/proc/self/mountinfo")
BLOCK_DEVICES = Path("/sys/dev/block")


class Place(msgspec.Struct, frozen=True):
    """What holds a path: its mount, and the devices below that as folders of sysfs with their `diskseq`."""

    mount: Mount | None
    devices: frozenset[tuple[Path, str]]


class Medium(Trigger):
    """Watches several paths; any of them gone, even for a moment, is enough."""

    name = "medium-removed"

    def __init__(self, paths: Sequence[Path], *, mounts: Path = MOUNTS, block_devices: Path = BLOCK_DEVICES) -> None:
        super().__init__()
        self._paths = tuple(path.absolute() for path in paths)
        self._mounts = mounts
        self._block_devices = block_devices

    def _watch(self, run: Run) -> None:
        places = {path: self._find(path) for path in self._paths}
        if not all(map(_is_there, self._paths)):
            run.note("no-medium")
            return
        run.note("built-in" if all(is_built_in(place.devices) for place in places.values()) else "")
        with _Waiting(run, self._mounts) as waiting:
            while not run.is_stopped:
                if any(self._find(path) != place for path, place in places.items()) or self._is_missed(run):
                    run.happened()
                    return  # whatever is there next is looked at anew
                waiting.wait(LOOK_S)

    def _is_missed(self, run: Run) -> bool:
        missing = [path for path in self._paths if not _is_there(path)]
        return bool(missing) and not run.wait(CONFIRM_S) and not all(map(_is_there, missing))

    def _find(self, path: Path) -> Place:
        mount = mount_of(path, self._read_mounts())
        devices = devices_below(self._block_devices / device_of(mount)) if mount else set()
        return Place(mount, frozenset((device, _disk_number(device)) for device in devices))

    def _read_mounts(self) -> list[Mount]:
        try:
            return list(parse_mounts(self._mounts.read_text("utf-8", "surrogateescape").splitlines()))
        except OSError:
            return []  # a system without it: the path itself is looked for


class _Waiting:
    """Waits for a time, a stop or a change of mounts, whichever comes first."""

    def __init__(self, run: Run, mounts: Path) -> None:
        self._run = run
        self._changes: TextIO | None = None
        self._wait: Callable[[float], object] = run.wait
        try:
            self._changes = mounts.open("r", encoding="utf-8", errors="surrogateescape")
        except OSError:
            return
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(self._changes, select.POLLPRI | select.POLLERR)
            poll.register(run, select.POLLIN)
            self._wait = lambda limit_s: poll.poll(limit_s * 1000)

    def __enter__(self) -> _Waiting:
        return self

    def __exit__(self, *_details: object) -> None:
        if self._changes:
            self._changes.close()

    def wait(self, limit_s: float) -> None:
        self._wait(limit_s)


def _is_there(path: Path) -> bool:
    """Any error is a no: a medium pulled out answers with several kinds."""
    try:
        path.stat()
    except OSError:
        return False
    return True


def _disk_number(device: Path) -> str:
    """Which disk this is since the machine started; "" before Linux 5.15, and for a part of a disk."""
    try:
        return (device / "diskseq").read_text("ascii")
    except OSError:
        return ""


def is_built_in(devices: Collection[tuple[Path, str]]) -> bool:
    """Whether all disks among these are known to be inside the machine; what can't be told is taken for a medium.

    A disk says whether its medium can be taken out (`removable`, Documentation/ABI/stable/sysfs-block), the bus above
    it whether it can itself (`removable` of a USB or PCI device, Documentation/ABI/testing/sysfs-devices-removable).
    """
    disks = [device for device, _number in devices if not any(device.glob("slaves/*")) and _reads(device / "removable")]
    return bool(disks) and not any(map(_can_be_pulled, disks))


def _can_be_pulled(disk: Path) -> bool:
    if _reads(disk / "removable") != "0" or any(part.startswith(_PLUGGED) for part in disk.parts):
        return True
    return any(_reads(parent / "removable") == "removable" for parent in disk.parents)


def _reads(file: Path) -> str:
    try:
        return file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def devices_below(device: Path) -> set[Path]:
    """The device, the disk it is a part of, and those below an encrypted or joined one, as folders of sysfs."""
    found: set[Path] = set()
    waiting = [device]
    while waiting:
        link = waiting.pop()
        if not link.exists() or (folder := link.resolve()) in found:
            continue
        found.add(folder)
        waiting += folder.glob("slaves/*")
        if (folder / "partition").exists():
            waiting.append(folder.parent)
    return found
