"""Which displays there are and which show the same, and the kernel as a source of it where there is no X server."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

CONNECTORS = Path("/sys/class/drm")
"""Folders `card0-HDMI-A-1` with the files `status`, `dpms` and `edid` (drm_sysfs.c). Reading them probes no cable."""
_THERE, _NOT_THERE = "connected", "disconnected"


class Display(msgspec.Struct, frozen=True):
    """`name` is the connector's; `make` is what the display says of itself (EDID), empty where it does not."""

    name: str
    make: bytes = b""


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """How things are now. `mirrored` has a pair of names for every two that show some of the same pixels.

    While `is_asleep` the machine has switched its displays off to save power; some then look as if unplugged.
    """

    displays: frozenset[Display]
    mirrored: frozenset[frozenset[str]] = frozenset()
    is_asleep: bool = False


class DisplayList(Protocol):
    """Tells which displays there are, for one thread."""

    @property
    def handles(self) -> Sequence[int]:
        """For select: readable means that something may have changed. Without any it has to be looked for."""

    def look(self) -> Layout:
        """As of now. Raises ConnectionError when it can't be told any more."""

    def close(self) -> None:
        """Let go of the source."""


def open_displays() -> DisplayList:
    """Whatever this session has. Raises ConnectionError and DisplayUnavailable.

    On Wayland the kernel is asked: there an X server, if any, serves only X programs and is started by being asked.
    """
    if os.environ.get("WAYLAND_DISPLAY") or not os.environ.get("DISPLAY"):
        return KernelDisplays()
    try:
        from reader.platform.x11_displays import X11Displays  # noqa: PLC0415 - python-xlib is installed on Linux only
    except ImportError as problem:
        raise ConnectionError("there is no X here") from problem
    return X11Displays()


class KernelDisplays:
    """The connectors of all graphics cards. Which of them show the same the kernel does not tell."""

    def __init__(self, connectors: Path = CONNECTORS) -> None:
        """Raises ConnectionError where there are none."""
        self._connectors = connectors
        self._are_there: dict[str, bool] = {}
        self._was_asleep = False
        if not self._folders():
            raise ConnectionError("the kernel knows no displays")

    @property
    def handles(self) -> Sequence[int]:
        """None: changes are announced to whoever listens to the kernel's events, on a socket that we don't open."""
        return ()

    def look(self) -> Layout:
        """As of now. Raises ConnectionError when the last connector is gone."""
        folders = self._folders()
        if not folders:
            raise ConnectionError("the kernel knows no displays any more")
        self._are_there = {folder.name: self._is_there(folder) for folder in folders}
        there = [folder for folder in folders if self._are_there[folder.name]]
        are_on = {folder.name: _read(folder / "dpms") != b"Off" for folder in there}
        self._was_asleep = is_asleep(are_on, was_asleep=self._was_asleep)
        return Layout(
            displays=frozenset(Display(folder.name, _read(folder / "edid")) for folder in there),
            is_asleep=self._was_asleep,
        )

    def close(self) -> None:
        """Nothing is held."""

    def _folders(self) -> list[Path]:
        return [status.parent for status in self._connectors.glob("card*-*/status")]

    def _is_there(self, folder: Path) -> bool:
        """What is neither yes nor no ("unknown", or nonsense) changes nothing."""
        status = _read(folder / "status").decode("ascii", "replace")
        return status == _THERE if status in {_THERE, _NOT_THERE} else self._are_there.get(folder.name, False)


def is_asleep(are_on: Mapping[str, bool], *, was_asleep: bool) -> bool:
    """Whether all that are there are off. With none there, whether they slept before: one that sleeps may vanish."""
    return not any(are_on.values()) if are_on else was_asleep


def _read(file: Path) -> bytes:
    """Any error is nothing: a connector may go while it is read."""
    try:
        return file.read_bytes().strip() if file.name != "edid" else file.read_bytes()
    except OSError:
        return b""
