"""Whether the machine can write all of its memory to a disk and switch off.

/sys/power/state lists `disk` only where the kernel would do it; /sys/power/disk says `[disabled]` where it is locked
down (Documentation/ABI/testing/sysfs-power). The image goes to a swap, or to the device in /sys/power/resume.
"""

from __future__ import annotations

from pathlib import Path

from reader.platform.safety.finding import Finding
from reader.platform.safety.storage import Storage, read_text
from reader.platform.safety.swap import KnownSwap, known_swaps, names_with

_NO_DEVICE = "0:0"


def can_hibernate(state: str, disk: str) -> bool:
    """By what the kernel's two files say."""
    return "disk" in state.split() and "[disabled]" not in disk


def names_resume(command_line: str) -> bool:
    """Whether the kernel was told at its start where an image would be."""
    return any(word.startswith("resume=") and word != "resume=" for word in command_line.split())


def look_at_hibernation(root: Path, storage: Storage) -> Finding:
    """Raises OSError where the kernel does not tell."""
    state = (root / "sys/power/state").read_text("utf-8")
    if not can_hibernate(state, read_text(root / "sys/power/disk")):
        return Finding("hibernation", "impossible")
    targets = [swap for swap in known_swaps(root, storage) if swap.encryption != "memory"]
    resume = read_text(root / "sys/power/resume")
    if resume and resume != _NO_DEVICE:
        targets.append(KnownSwap(storage.name_of_number(resume), storage.of_number(resume)))
    elif not targets and names_resume(read_text(root / "proc/cmdline")):
        return Finding("hibernation", "untold")
    if plain := names_with(targets, "plain"):
        return Finding("hibernation", "plain", tuple(dict.fromkeys(plain)))
    if names_with(targets, "untold", "elsewhere"):
        return Finding("hibernation", "untold")
    return Finding("hibernation", "encrypted" if targets else "no-room")
