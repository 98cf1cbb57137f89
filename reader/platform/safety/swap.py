"""Whether memory may be written to a disk in the clear while the machine runs (proc_swaps(5))."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from reader.platform.mounts import unescaped
from reader.platform.safety.finding import Finding
from reader.platform.safety.storage import Encryption, Storage


class Swap(msgspec.Struct, frozen=True):
    """A line of /proc/swaps."""

    path: str
    is_file: bool


class KnownSwap(msgspec.Struct, frozen=True):
    """Where memory may go, and what becomes of it there."""

    name: str
    encryption: Encryption


def parse_swaps(text: str) -> list[Swap]:
    """All that is in use. Lines that are none are left out."""
    rows = (line.split() for line in text.splitlines()[1:])
    return [Swap(unescaped(row[0]), row[1] == "file") for row in rows if len(row) >= 5]


def known_swaps(root: Path, storage: Storage) -> list[KnownSwap]:
    """Raises OSError where the kernel's list can't be read; a kernel without swap has an empty one or none."""
    if not (root / "proc/swaps").exists() and (root / "proc/self/mountinfo").exists():
        return []
    swaps = parse_swaps((root / "proc/swaps").read_text("utf-8", "surrogateescape"))
    return [KnownSwap(Path(swap.path).name, _encryption(swap, storage)) for swap in swaps]


def _encryption(swap: Swap, storage: Storage) -> Encryption:
    try:
        return storage.of_swap_file(Path(swap.path)) if swap.is_file else storage.of_device_file(Path(swap.path))
    except OSError:
        return "untold"


def names_with(swaps: Iterable[KnownSwap], *encryptions: Encryption) -> tuple[str, ...]:
    """The names of those of which this holds."""
    return tuple(swap.name for swap in swaps if swap.encryption in encryptions)


def look_at_swap(root: Path, storage: Storage) -> Finding:
    """The worst of all. Raises OSError."""
    swaps = known_swaps(root, storage)
    if plain := names_with(swaps, "plain"):
        return Finding("swap", "plain", plain)
    if untold := names_with(swaps, "untold", "elsewhere"):
        return Finding("swap", "untold", untold)
    if names_with(swaps, "encrypted", "folder-encrypted"):
        return Finding("swap", "encrypted")
    return Finding("swap", "memory" if swaps else "none")
