"""Whether what is written somewhere is encrypted before it reaches a disk, as an ordinary user can tell.

Device mapper names in `dm/uuid` who made a device and how: cryptsetup's `CRYPT-<type>-…` (lib/utils_devpath.c and
lib/libdevmapper.c of cryptsetup). What lies below a device stands in its `slaves`. A disk that encrypts by itself looks
like a plain one from here.
"""

from __future__ import annotations

import errno
import fcntl
import os
import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal, TypeAlias

from reader.platform.mounts import NO_DEVICE, FileSystem, file_system_of, parse_file_systems

Encryption: TypeAlias = Literal["encrypted", "folder-encrypted", "memory", "plain", "elsewhere", "untold"]

_ENCRYPTING = tuple(f"CRYPT-{kind}" for kind in ("LUKS1", "LUKS2", "PLAIN", "LOOPAES", "TCRYPT", "BITLK", "FVAULT2"))
"""CRYPT-VERITY and CRYPT-INTEGRITY encrypt nothing."""
_VERACRYPT = ("veracrypt", "truecrypt")
"""They give their devices no uuid, only a name that begins so."""
_RAM_DISK = "ram"
_FROM_NETWORK = ("nbd", "rbd", "drbd")
_IN_MEMORY = ("tmpfs", "ramfs", "devtmpfs")
_ENCRYPTING_FILE_SYSTEMS = ("ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.securefs")
_NETWORK_FILE_SYSTEMS = (
    "nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "afs", "ceph", "fuse.sshfs", "fuse.rclone", "davfs", "fuse.davfs2",
)  # fmt: skip
_OWN_ENCRYPTION = ("zfs", "bcachefs")
"""They may encrypt below their own devices, and do not tell it here."""
_DEEPEST = 12

# From include/uapi/linux/fscrypt.h: FS_IOC_GET_ENCRYPTION_POLICY_EX, and its argument's size with a v2 policy.
_GET_POLICY = 0xC0096616
_POLICY_BYTES = 24


class Storage:
    """Reads /proc and /sys below `root`, so that a test can make a machine of its own."""

    def __init__(self, root: Path = Path("/"), has_policy: Callable[[Path], bool] | None = None) -> None:
        self._root = root
        self._has_policy = has_policy or has_encryption_policy

    def of_path(self, path: Path, depth: int = 0) -> Encryption:
        """The file system that holds `path`, and all below it. Raises OSError where mounts can't be read."""
        system = self._file_system(path)
        if system is None or depth > _DEEPEST:
            return "untold"
        if system.kind in _IN_MEMORY:
            return "memory"
        if system.kind in _ENCRYPTING_FILE_SYSTEMS:
            return "folder-encrypted"
        below = self._of_file_system(system, depth)
        if below == "encrypted":
            return below
        try:
            return "folder-encrypted" if self._has_policy(path) else below
        except OSError:  # not ours to open: it may be encrypted all the same
            return "untold" if below == "plain" else below

    def of_swap_file(self, path: Path) -> Encryption:
        """The kernel takes no swap file that the file system itself encrypts: only what lies below it counts."""
        system = self._file_system(path)
        return self._of_file_system(system, 0) if system else "untold"

    def of_device_file(self, path: Path) -> Encryption:
        """A device by its path below /dev, as /proc/swaps names it."""
        number = self._number(path.name)
        if not number and path.is_symlink():
            number = self._number(path.resolve().name)
        return self.of_number(number) if number else "untold"

    def of_number(self, number: str, depth: int = 0) -> Encryption:
        """A block device by its major:minor."""
        folder = self._root / "sys/dev/block" / number
        return self._of_device(folder.resolve(), depth) if folder.exists() else "untold"

    def name_of_number(self, number: str) -> str:
        """A block device's name by its major:minor, as people know it."""
        folder = self._root / "sys/dev/block" / number
        return folder.resolve().name if folder.exists() else number

    def name_of_path(self, path: Path) -> str:
        """What people call the place where `path` is: its device, or the kind of file system."""
        system = self._file_system(path)
        if system is None:
            return ""
        source = system.mount.source
        return Path(source).name if source.startswith("/") else system.kind

    def _file_system(self, path: Path) -> FileSystem | None:
        text = (self._root / "proc/self/mountinfo").read_text("utf-8", "surrogateescape")
        return file_system_of(path, list(parse_file_systems(text.splitlines())))

    def _of_file_system(self, system: FileSystem, depth: int) -> Encryption:
        if system.kind in _NETWORK_FILE_SYSTEMS:
            return "elsewhere"
        if system.kind in _OWN_ENCRYPTION:
            return "untold"
        if system.kind == "overlay":
            upper = dict(option.partition("=")[::2] for option in system.options.split(",")).get("upperdir", "")
            is_here = bool(upper) and Path(upper).is_dir()  # in a container the path is the host's
            return self.of_path(Path(upper), depth + 1) if is_here else "untold"
        if system.kind == "btrfs":
            return self._of_btrfs(system)
        number = system.mount.device
        if number.startswith(NO_DEVICE):
            number = self._number(Path(system.mount.source).name)
        return self.of_number(number, depth) if number else "untold"

    def _of_btrfs(self, system: FileSystem) -> Encryption:
        """Every device of it: /sys/fs/btrfs/<uuid>/devices (btrfs(5))."""
        source = Path(system.mount.source)
        name = source.name if self._number(source.name) else source.resolve().name
        for devices in (self._root / "sys/fs/btrfs").glob("*/devices"):
            names = {device.name for device in devices.iterdir()}
            if name in names:
                return worst(self.of_number(self._number(each)) for each in sorted(names))
        return self.of_number(self._number(name)) if self._number(name) else "untold"

    def _number(self, name: str) -> str:
        return read_text(self._root / "sys/class/block" / name / "dev")

    def _of_device(self, folder: Path, depth: int) -> Encryption:
        if depth > _DEEPEST:
            return "untold"
        if _is_crypt(folder):
            return "encrypted"
        if folder.name.startswith("zram"):
            return self._of_zram(folder)
        if backing := read_text(folder / "loop/backing_file"):
            return self.of_path(Path(backing), depth + 1)
        if below := _below(folder):
            return worst(self._of_device(each, depth + 1) for each in below)
        return _of_bottom(folder)

    def _of_zram(self, folder: Path) -> Encryption:
        """In memory, unless it was given a device to write to (Documentation/admin-guide/blockdev/zram.rst)."""
        backing = read_text(folder / "backing_dev")
        return "memory" if backing in {"", "none"} else self.of_device_file(Path(backing))


def _is_crypt(folder: Path) -> bool:
    uuid, name = read_text(folder / "dm/uuid"), read_text(folder / "dm/name")
    return uuid.startswith(_ENCRYPTING) or (not uuid and name.startswith(_VERACRYPT))


def _below(folder: Path) -> list[Path]:
    """What a device is made of: those that were joined or encrypted into it, or the disk it is a part of."""
    slaves = [slave.resolve() for slave in sorted((folder / "slaves").glob("*"))]
    return slaves or ([folder.parent] if (folder / "partition").exists() else [])


def _of_bottom(folder: Path) -> Encryption:
    """A device below which there is no other."""
    if folder.name.startswith(_RAM_DISK):
        return "memory"
    return "untold" if (folder / "dm").exists() or folder.name.startswith(_FROM_NETWORK) else "plain"


def worst(found: Iterable[Encryption]) -> Encryption:
    """Of several places that all take part: what can be said of them together."""
    order: tuple[Encryption, ...] = ("plain", "untold", "elsewhere", "memory", "folder-encrypted", "encrypted")
    return min(found, key=order.index, default="untold")


def read_text(path: Path) -> str:
    """A short file of the kernel's, without the line's end; "" where there is none."""
    try:
        return path.read_text("utf-8", "surrogateescape").rstrip("\n")
    except OSError:
        return ""


def has_encryption_policy(path: Path) -> bool:
    """Whether the file system encrypts this folder by fscrypt. No is also said by those that do not know the question.

    Raises OSError where the folder can't be opened.
    """
    argument = bytearray(struct.pack("=Q", _POLICY_BYTES)) + bytearray(_POLICY_BYTES)
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.ioctl(descriptor, _GET_POLICY, argument)
    except OSError as problem:
        if problem.errno in {errno.ENODATA, errno.ENOTTY, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS}:
            return False
        raise
    else:
        return True
    finally:
        os.close(descriptor)
