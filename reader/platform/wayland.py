"""Covers over everything in a Wayland session whose compositor has layers: wlroots' (Sway and others), KWin, Cosmic.

An ordinary Wayland window can neither place nor raise itself. A surface of the overlay layer stands above full-screen
windows, panels and notifications, on each output. It is made in advance, without a picture; a panic gives it a few
pixels, stretched over it, so that nothing is painted here and no event loop is needed.
Protocols: wlr-layer-shell-unstable-v1, viewporter, wlr-data-control-unstable-v1 (also as ext-data-control-v1).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path

import msgspec

from reader.errors import DisplayUnavailable
from reader.platform.wayland_wire import Global, WaylandConnection

_COMPOSITOR, _SHM, _OUTPUT, _SEAT = "wl_compositor", "wl_shm", "wl_output", "wl_seat"
_LAYER_SHELL, _VIEWPORTER = "zwlr_layer_shell_v1", "wp_viewporter"
_DATA_CONTROLS = ("ext_data_control_manager_v1", "zwlr_data_control_manager_v1")  # alike in all that is used here
_MUTTERS_OWN = "gtk_shell1"
_MOST_VERSIONS = {_COMPOSITOR: 4, _SHM: 1, _LAYER_SHELL: 4, _VIEWPORTER: 1, _SEAT: 1, _OUTPUT: 3}
_DATA_CONTROL_VERSION = 2  # from here on it also has PRIMARY

_CREATE_SURFACE = 0  # wl_compositor
_DESTROY, _ATTACH, _COMMIT, _DAMAGE_BUFFER = 0, 1, 6, 9  # wl_surface; the first also wp_viewport's and wl_output's
_CREATE_POOL = 0  # wl_shm
_CREATE_BUFFER, _DESTROY_POOL = 0, 1  # wl_shm_pool
_XRGB8888 = 1
_GET_VIEWPORT, _SET_SOURCE, _SET_DESTINATION = 1, 1, 2  # wp_viewporter, wp_viewport
_GET_LAYER_SURFACE = 0
_SET_ANCHOR, _SET_EXCLUSIVE_ZONE, _SET_KEYBOARD, _ACK_CONFIGURE, _DESTROY_LAYER = 1, 2, 4, 6, 7
_CONFIGURE, _CLOSED = 0, 1  # its events
_OVERLAY, _ALL_EDGES, _OVER_PANELS, _EXCLUSIVE = 3, 15, -1, 1
_RELEASE_OUTPUT = 0
_GET_DATA_DEVICE = 1
_SET_SELECTION, _DESTROY_DEVICE, _SET_PRIMARY = 0, 1, 2
_DATA_OFFER, _DESTROY_OFFER = 0, 1
_NOTHING = 0
_SIDE_PIXELS = 16
_MIDDLE = tuple(pixels * 256 for pixels in (4, 4, 8, 8))
"""Of the buffer, as 24.8 fixed numbers: stretched, a renderer may read a little past its edge, and finds the same."""
_BEYOND_EDGE = 1  # at a fractional scale a size in whole points may end before the last row of the screen
_PIXEL = struct.Struct("=I")
_CONFIGURED = struct.Struct("=III")  # serial, width, height
_START_LIMIT_S = 2.0
_HOLD_S = 1.0


class _Means(msgspec.Struct, frozen=True, kw_only=True):
    """What a sheet is made of: a connection, and the ids of objects on it."""

    connection: WaylandConnection
    compositor: int
    viewporter: int
    shell: int
    buffer: int
    name: str


class _Sheet:
    """The cover of one output: made once, shown once. The compositor says how large it is to be."""

    def __init__(
        self, means: _Means, output: int, *, is_wanted: Callable[[], bool], closed: Callable[[], None]
    ) -> None:
        self.is_shown = False
        self._is_over = False
        self._means = means
        self._is_wanted = is_wanted
        self._closed = closed
        self._size: tuple[int, int] | None = None
        connection = means.connection
        self._surface = connection.request(means.compositor, _CREATE_SURFACE)
        self._viewport = connection.request(means.viewporter, _GET_VIEWPORT, after=(self._surface,))
        self._layer = connection.request(
            means.shell, _GET_LAYER_SURFACE, after=(self._surface, output, _OVERLAY, means.name), handler=self._hear
        )
        connection.send(self._layer, _SET_ANCHOR, _ALL_EDGES)
        connection.send(self._layer, _SET_EXCLUSIVE_ZONE, _OVER_PANELS)
        connection.send(self._surface, _COMMIT)  # without a picture: it is answered by its size, and nothing is shown

    def show(self) -> None:
        """As soon as its size is known, which it is unless the output has just come."""
        if self._size is None:
            return
        self.is_shown = True
        connection = self._means.connection
        connection.send(self._surface, _ATTACH, self._means.buffer, 0, 0)
        connection.send(self._surface, _DAMAGE_BUFFER, 0, 0, _SIDE_PIXELS, _SIDE_PIXELS)
        connection.send(self._viewport, _SET_SOURCE, *_MIDDLE)
        connection.send(self._viewport, _SET_DESTINATION, *self._size)
        connection.send(self._surface, _COMMIT)

    def take_keyboard(self) -> None:
        """From every other program."""
        if self.is_shown:
            self._means.connection.send(self._layer, _SET_KEYBOARD, _EXCLUSIVE)
            self._means.connection.send(self._surface, _COMMIT)

    def close(self) -> None:
        """Take it away for good."""
        self._is_over = True
        for thing, destroy in ((self._viewport, _DESTROY), (self._layer, _DESTROY_LAYER), (self._surface, _DESTROY)):
            self._means.connection.send(thing, destroy)

    def _hear(self, opcode: int, body: bytes) -> None:
        if self._is_over:
            return  # said before the compositor knew
        if opcode == _CONFIGURE:
            serial, width, height = _CONFIGURED.unpack(body)
            before, self._size = self._size, (width + _BEYOND_EDGE, height + _BEYOND_EDGE)
            self._means.connection.send(self._layer, _ACK_CONFIGURE, serial)
            if self._is_wanted() and (not self.is_shown or self._size != before):
                self.show()
        elif opcode == _CLOSED:
            self._closed()


class LayerCovers:
    """One overlay surface for each output, in the cover's colour. For one thread, as `reader.guard` has it."""

    def __init__(self, colour: str, name: str, path: Path | None = None) -> None:
        """Connect and make them; `colour` is `#RRGGBB`, `name` what a list of layers shows. Raises DisplayUnavailable.

        Also where the compositor has no layers, as GNOME's.
        """
        self._connection = WaylandConnection(path)
        self._sheets: dict[int, _Sheet] = {}  # by the output's global
        self._outputs: dict[int, int] = {}
        self._raised = False
        try:
            self._selections = self._find_selections()
            self._means = _Means(
                connection=self._connection,
                compositor=self._bind(_COMPOSITOR),
                viewporter=self._bind(_VIEWPORTER),
                shell=self._bind(_LAYER_SHELL),
                buffer=self._make_buffer(int(colour.removeprefix("#"), 16)),
                name=name,
            )
            for offered in tuple(self._connection.globals.values()):
                self._meet(offered)
            self._connection.on_global = self._meet
            self._connection.on_global_removed = self._lose
            if not self._connection.roundtrip(_START_LIMIT_S):
                raise DisplayUnavailable("the compositor does not answer")
        except (DisplayUnavailable, ConnectionError) as problem:
            self._connection.close()
            raise DisplayUnavailable(str(problem)) from problem

    @property
    def window_ids(self) -> tuple[int, ...]:
        """None: a layer is no window, and nobody paints on it."""
        return ()

    def hold_s(self) -> float:
        """Compositors let windows that close fade out; nobody tells which does, nor for how long."""
        return _HOLD_S

    def fileno(self) -> int:
        """For select; -1 once the compositor will have no more of us."""
        return self._connection.fileno()

    def warm(self) -> None:
        """A compositor takes a layer's picture when it is shown, and is quick at it."""

    def park(self) -> None:
        """Nothing was shown."""

    def raise_all(self, limit_s: float) -> bool:
        """Put the covers over everything; True if the compositor has taken that in within `limit_s`.

        What it draws from then on shows them.
        """
        self._raised = True
        for sheet in self._sheets.values():
            sheet.show()
        return self._connection.roundtrip(limit_s) and all(sheet.is_shown for sheet in self._sheets.values())

    def hold_keyboard(self) -> None:
        """Until the covers are lowered no key reaches any program."""
        for sheet in self._sheets.values():
            sheet.take_keyboard()
        self.handle_events()

    def lower_all(self) -> None:
        """Take the covers away, and make the next."""
        self._raised = False
        for number, output in self._outputs.items():
            sheet = self._sheets.get(number)
            if sheet is None or sheet.is_shown:
                self._take_away(number)
                self._sheets[number] = self._make_sheet(number, output)
        self.handle_events()

    def empty_selections(self) -> None:
        """Have nothing in CLIPBOARD and PRIMARY, where the compositor lets programs without the focus say so.

        Elsewhere what the desk had copied goes with the desk.
        """
        if self._selections:
            connection = self._connection
            manager, seat, has_primary = self._selections
            device = connection.request(manager, _GET_DATA_DEVICE, after=(seat,), handler=self._decline)
            connection.send(device, _SET_SELECTION, _NOTHING)
            if has_primary:
                connection.send(device, _SET_PRIMARY, _NOTHING)
            connection.send(device, _DESTROY_DEVICE)
            self.handle_events()

    def handle_events(self) -> None:
        """Send what waits and hear what has come, without waiting. Raises ConnectionError when the display is gone."""
        try:
            self._connection.dispatch()
        except ConnectionRefusedError:
            self._connection.close()  # the display lives: what is lost is the covers, and the kill is left

    def close(self) -> None:
        """Let go; the covers go with the connection."""
        self._connection.close()

    def _bind(self, interface: str) -> int:
        offered = self._connection.find(interface)
        if offered is None:
            raise DisplayUnavailable(f"the compositor has no {interface}")
        return self._connection.bind(offered, _MOST_VERSIONS[interface])

    def _find_selections(self) -> tuple[int, int, bool] | None:
        """Who may set selections, whose they are, and whether PRIMARY is one of them."""
        control = next(filter(None, map(self._connection.find, _DATA_CONTROLS)), None)
        if control is None or self._connection.find(_SEAT) is None:
            return None
        has_primary = control.interface == _DATA_CONTROLS[0] or control.version >= _DATA_CONTROL_VERSION
        return self._connection.bind(control, _DATA_CONTROL_VERSION), self._bind(_SEAT), has_primary

    def _decline(self, opcode: int, body: bytes) -> None:
        """What is offered to a clipboard manager is none of our business."""
        if opcode == _DATA_OFFER:
            (offer,) = _PIXEL.unpack_from(body)
            self._connection.send(offer, _DESTROY_OFFER)

    def _make_buffer(self, colour: int) -> int:
        """A few pixels of it, in memory that no file has."""
        stride_bytes = _SIDE_PIXELS * _PIXEL.size
        size_bytes = _SIDE_PIXELS * stride_bytes
        memory = os.memfd_create("", os.MFD_CLOEXEC)
        try:
            os.write(memory, _PIXEL.pack(colour) * _SIDE_PIXELS**2)
            pool = self._connection.request(self._bind(_SHM), _CREATE_POOL, after=(size_bytes,), file=memory)
        finally:
            os.close(memory)
        shape = (0, _SIDE_PIXELS, _SIDE_PIXELS, stride_bytes, _XRGB8888)
        buffer = self._connection.request(pool, _CREATE_BUFFER, after=shape)
        self._connection.send(pool, _DESTROY_POOL)
        return buffer

    def _meet(self, offered: Global) -> None:
        if offered.interface == _OUTPUT:
            output = self._outputs[offered.name] = self._connection.bind(offered, _MOST_VERSIONS[_OUTPUT])
            self._sheets[offered.name] = self._make_sheet(offered.name, output)

    def _lose(self, gone: Global) -> None:
        if gone.interface == _OUTPUT:
            self._take_away(gone.name)
            output = self._outputs.pop(gone.name)
            if gone.version >= _MOST_VERSIONS[_OUTPUT]:
                self._connection.send(output, _RELEASE_OUTPUT)

    def _take_away(self, number: int) -> None:
        if sheet := self._sheets.pop(number, None):
            sheet.close()

    def _make_sheet(self, number: int, output: int) -> _Sheet:
        return _Sheet(self._means, output, is_wanted=lambda: self._raised, closed=lambda: self._take_away(number))


def cover_support(path: Path | None = None) -> tuple[bool, bool]:
    """Whether `LayerCovers` can be made in this session, and whether it is Mutter's.

    Mutter, GNOME's compositor, has no layers, but puts an X client's unmanaged windows over everything.
    """
    try:
        connection = WaylandConnection(path)
    except DisplayUnavailable:
        return False, False
    needed = (_COMPOSITOR, _SHM, _LAYER_SHELL, _VIEWPORTER)
    has_layers = all(connection.find(interface) is not None for interface in needed)
    is_mutter = connection.find(_MUTTERS_OWN) is not None
    connection.close()
    return has_layers, is_mutter
