"""Which programs of this user run, by the names that the kernel keeps (proc_pid_comm(5), proc_pid_cmdline(5))."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

_COMM_BYTES = 15
"""The kernel cuts longer names."""
_ARGUMENTS_BYTES = 4096
_SHUT_IN = ".flatpak-info"
"""At the root of what a Flatpak sees (flatpak-metadata(5))."""
_RUNNERS = ("python", "perl", "sh", "bash", "dash", "gjs", "node", "wrapper-")
"""Programs that are known by what they run: xfce4-panel's wrapper is one."""


def running(root: Path, known: Mapping[str, str]) -> tuple[str, ...]:
    """Those of `known` that run, by the names they are shown with: each once, in order. Raises OSError without /proc.

    `known` maps the name of a program's file to what people call it. Programs that an interpreter or a panel runs are
    known by its first arguments. Where this program is kept from seeing the others it raises OSError too: they may be
    there all the same.
    """
    if (root / _SHUT_IN).exists():
        raise PermissionError("only the programs of this sandbox can be seen")
    names = {name for process in _own(root) for name in _names(process)}
    cut = {program[:_COMM_BYTES]: shown for program, shown in known.items()} | dict(known)
    return tuple(sorted({shown for program, shown in cut.items() if program in names}))


def _own(root: Path) -> list[Path]:
    user = os.getuid()
    with os.scandir(root / "proc") as entries:
        return [Path(entry.path) for entry in entries if entry.name.isdigit() and _owner(entry) == user]


def _owner(entry: os.DirEntry[str]) -> int | None:
    try:
        return entry.stat().st_uid
    except (FileNotFoundError, ProcessLookupError):
        return None  # it has ended


def _names(process: Path) -> Iterator[str]:
    try:
        yield (process / "comm").read_text("utf-8", "replace").rstrip("\n")
        with (process / "cmdline").open("rb") as file:
            arguments = file.read(_ARGUMENTS_BYTES).decode("utf-8", "replace").split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return  # it has ended
    program = Path(arguments[0]).name
    yield program
    if program.rstrip("0123456789.") in _RUNNERS:
        yield from (Path(argument).name for argument in arguments[1:3])
