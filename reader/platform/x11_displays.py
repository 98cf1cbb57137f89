"""The X server's outputs and monitors: RandR, and DPMS (randrproto.txt; the DPMS protocol specification 1.1).

A monitor (RandR 1.5) is a part of the screen that somebody has given a name, with or without outputs: so an X server
gets a display that no plug has. RandR has no event for it; the server sends the root window's ConfigureNotify instead
(RRSendConfigNotify in randr/rrmonitor.c).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from Xlib import X, error
from Xlib.ext import dpms, randr

from reader.platform.displays import Display, Layout
from reader.platform.x11 import close_display, open_display

_CONNECTED, _DISCONNECTED = 0, 1  # 2 is unknown
_LEAST_VERSION = (1, 3)  # GetScreenResourcesCurrent, which probes no cable
_VERSION_WITH_MONITORS = (1, 5)
_MONITOR = "monitor {name}"  # no output is called so
_EDID_WORDS = 128  # four blocks; of 32-bit words
_NOTIFY = randr.RRScreenChangeNotifyMask | randr.RRCrtcChangeNotifyMask | randr.RROutputChangeNotifyMask
_FAULTS = (
    error.XError, error.ConnectionClosedError, randr.BadRROutputError, randr.BadRRCrtcError, randr.BadRRModeError,
)  # fmt: skip


class Rectangle(msgspec.Struct, frozen=True):
    """A part of the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    def overlaps(self, other: Rectangle) -> bool:
        """Whether any pixel is in both."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


class Output(msgspec.Struct, frozen=True):
    """A connector; `shows` is the part of the screen that is on it, if any."""

    display: Display
    shows: Rectangle | None = None


class X11Displays:
    """A connection of its own, for one thread."""

    def __init__(self, display_name: str | None = None) -> None:
        """Connect. Raises DisplayUnavailable, or ConnectionError where the server tells nothing of displays."""
        self._display = open_display(display_name)
        try:
            self._follow()
        except _FAULTS as problem:
            close_display(self._display)
            raise ConnectionError("the X server tells nothing of displays") from problem
        except ConnectionError:
            close_display(self._display)
            raise

    @property
    def handles(self) -> Sequence[int]:
        """The connection."""
        return (int(self._display.fileno()),)

    def look(self) -> Layout:
        """As of now. Raises ConnectionError when the server is gone."""
        try:
            while self._display.pending_events():
                self._display.next_event()
            outputs = [output for root in self._roots for output in self._outputs(root)]
            monitors = [monitor for root in self._roots for monitor in self._monitors(root)]
            return Layout(
                displays=frozenset([*(output.display for output in outputs), *monitors]),
                mirrored=mirrored(outputs),
                is_asleep=self._is_asleep(),
            )
        except _FAULTS as problem:
            raise ConnectionError("the display server is gone") from problem

    def close(self) -> None:
        """Let go of the display."""
        close_display(self._display)

    def _follow(self) -> None:
        if not self._display.has_extension(randr.extname):
            raise ConnectionError("the X server has no RandR")
        answer = self._display.xrandr_query_version()
        version = (answer.major_version, answer.minor_version)
        if version < _LEAST_VERSION:
            raise ConnectionError("the X server's RandR is too old")
        self._has_monitors = version >= _VERSION_WITH_MONITORS
        self._edid = self._display.intern_atom("EDID")
        self._sleeps = self._display.has_extension(dpms.extname)
        self._roots = [self._display.screen(number).root for number in range(self._display.screen_count())]
        for root in self._roots:
            root.xrandr_select_input(_NOTIFY)
            root.change_attributes(event_mask=X.StructureNotifyMask)

    def _outputs(self, root: Any) -> Iterable[Output]:
        """Those that something is plugged into. Of an unknown one, that it shows something is taken for it."""
        resources = root.xrandr_get_screen_resources_current()
        for number in resources.outputs:
            output = self._display.xrandr_get_output_info(number, resources.config_timestamp)
            if output.connection == _DISCONNECTED or (output.connection != _CONNECTED and not output.crtc):
                continue
            shows = self._shows(output.crtc, resources.config_timestamp) if output.crtc else None
            yield Output(Display(output.name, self._make(number)), shows)

    def _monitors(self, root: Any) -> Iterable[Display]:
        """Those that somebody has made. The server's own, one for each output, say nothing new."""
        if not self._has_monitors:
            return
        for monitor in root.xrandr_get_monitors(is_active=False).monitors:
            if not monitor.automatic:
                yield Display(_MONITOR.format(name=self._display.get_atom_name(monitor.name)))

    def _shows(self, crtc: int, config_timestamp: int) -> Rectangle:
        found = self._display.xrandr_get_crtc_info(crtc, config_timestamp)
        return Rectangle(found.x, found.y, found.width, found.height)

    def _make(self, output: int) -> bytes:
        reply = self._display.xrandr_get_output_property(output, self._edid, X.AnyPropertyType, 0, _EDID_WORDS)
        return bytes(reply.value)

    def _is_asleep(self) -> bool:
        if not self._sleeps:
            return False
        info = self._display.dpms_info()
        return bool(info.state) and info.power_level != dpms.DPMSModeOn


def mirrored(outputs: Sequence[Output]) -> frozenset[frozenset[str]]:
    """The pairs that show some of the same pixels."""
    return frozenset(
        frozenset({one.display.name, other.display.name})
        for one, other in itertools.combinations(outputs, 2)
        if one.shows and other.shows and one.shows.overlaps(other.shows)
    )
