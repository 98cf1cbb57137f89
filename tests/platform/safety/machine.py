"""A machine made of files: /proc and /sys as the kernel would show them, below a folder of the test's own."""

from __future__ import annotations

import os
from pathlib import Path

LUKS = "CRYPT-LUKS2-0123456789abcdef0123456789abcdef-luks-0123"


class Machine:
    """Begins with nothing at all."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._mounts: list[str] = []
        self._swaps: list[str] = []

    def write(self, path: str, text: str) -> None:
        """A file of the kernel's."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def disk(self, name: str, number: str, within: str = "") -> None:
        """A block device; with `within` a part of that disk."""
        folder = f"sys/devices/{within}/{name}" if within else f"sys/devices/{name}"
        self.write(f"{folder}/dev", f"{number}\n")
        if within:
            self.write(f"{folder}/partition", "1\n")
        for place in (f"sys/dev/block/{number}", f"sys/class/block/{name}"):
            link = self.root / place
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(self.root / folder)

    def mapped(self, name: str, number: str, uuid: str, *below: str, called: str = "") -> None:
        """A device of the device mapper, made of others."""
        self.disk(name, number)
        folder = f"sys/devices/{name}"
        self.write(f"{folder}/dm/uuid", f"{uuid}\n")
        self.write(f"{folder}/dm/name", f"{called}\n")
        (self.root / folder / "slaves").mkdir()
        for each in below:
            (self.root / folder / "slaves" / each).symlink_to((self.root / "sys/class/block" / each).resolve())

    def mount(self, number: str, point: str | Path, kind: str, source: str, options: str = "rw") -> None:
        """A line of mountinfo."""
        shown = str(point).replace(" ", "\\040")
        self._mounts.append(f"{len(self._mounts) + 20} 1 {number} / {shown} rw shared:1 - {kind} {source} {options}")
        self.write("proc/self/mountinfo", "\n".join(self._mounts) + "\n")

    def swap(self, path: str, kind: str = "partition") -> None:
        """A line of /proc/swaps."""
        self._swaps.append(f"{path}\t{kind}\t8388604\t0\t-2")
        self.write(
            "proc/swaps", "Filename\t\tType\t\tSize\t\tUsed\t\tPriority\n" + "".join(f"{s}\n" for s in self._swaps)
        )

    def no_swap(self) -> None:
        """A kernel that knows swap and has none in use."""
        self.write("proc/swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n")

    def process(self, pid: int, comm: str, *arguments: str) -> None:
        """One of this user's."""
        self.write(f"proc/{pid}/comm", f"{comm}\n")
        self.write(f"proc/{pid}/cmdline", "\0".join(arguments or (comm,)) + "\0")

    def hide(self, path: str) -> None:
        """Make a file unreadable for everybody, the administrator too: it is a folder from now on."""
        file = self.root / path
        if file.exists():
            file.unlink()
        file.mkdir(parents=True)


def fill(folder: Path, name: str, text: str) -> None:
    """A file of the person's."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(os.fsencode(text))
