"""Pictures on the covers of an X server, painted in advance into their backgrounds.

A cover then comes up with all that is on it in one frame, by the server alone. The connection here lives only as long
as the painting: the server keeps a background for as long as its window.
Protocol: X Window System Protocol (X11R6.8), PutImage and ChangeWindowAttributes; RandR 1.5, GetMonitors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from Xlib import X, error
from Xlib.display import Display
from Xlib.ext import randr

from reader.errors import DisplayUnavailable
from reader.platform.x11 import close_display, open_display
from reader.platform.x11_covers import MARGIN_PX

BYTES_PER_PIXEL = 4
_DEPTH, _BITS_PER_PIXEL = 24, 32
_MAX_REQUEST_BYTES = 128 * 1024  # less than any server takes (4 x 65535), and short enough to let others in between


class Monitor(msgspec.Struct, frozen=True, kw_only=True):
    """A monitor of X screen `x_screen`, in pixels of the root window."""

    name: str
    x: int
    y: int
    width: int
    height: int
    is_primary: bool
    x_screen: int = 0


class Patch(msgspec.Struct, frozen=True, kw_only=True):
    """What one monitor is to show: rows from the top, each pixel blue, green, red and a byte that is ignored."""

    monitor: Monitor
    pixels: bytes


def monitors(display_name: str | None = None) -> list[Monitor]:
    """Every monitor that is on. Raises DisplayUnavailable where there is none, or no RandR 1.5."""
    display = open_display(display_name)
    try:
        if not display.has_extension(randr.extname):
            raise DisplayUnavailable("no RandR")
        return [each for number in range(display.screen_count()) for each in _monitors_of(display, number)]
    except (error.ConnectionClosedError, error.XError, AttributeError) as problem:  # no method: an older RandR
        raise DisplayUnavailable(str(problem)) from problem
    finally:
        close_display(display)


def paint(windows: Sequence[int], colour: str, patches: Sequence[Patch], display_name: str | None = None) -> None:
    """Give each X screen's cover its colour (`#RRGGBB`) and its monitors' patches. Raises DisplayUnavailable."""
    display = open_display(display_name)
    display.set_error_handler(lambda *_error: None)  # the program may end, and its covers go, while this is done
    try:
        for number, window in enumerate(windows):
            mine = [patch for patch in patches if patch.monitor.x_screen == number]
            _paint_window(display, number, display.create_resource_object("window", window), colour, mine)
        display.sync()
    except (error.ConnectionClosedError, error.XError) as problem:
        raise DisplayUnavailable(str(problem)) from problem
    finally:
        close_display(display)


def _monitors_of(display: Display, number: int) -> list[Monitor]:
    root = display.screen(number).root
    return [
        Monitor(
            name=display.get_atom_name(each.name),
            x=each.x,
            y=each.y,
            width=each.width_in_pixels,
            height=each.height_in_pixels,
            is_primary=bool(each.primary) and number == 0,  # each X screen may have one; the display has the first's
            x_screen=number,
        )
        for each in root.xrandr_get_monitors().monitors
    ]


def _paint_window(display: Display, number: int, window: Any, colour: str, patches: Sequence[Patch]) -> None:
    screen = display.screen(number)
    pixel = screen.default_colormap.alloc_named_color(colour)
    ground = pixel.pixel if pixel else screen.white_pixel
    if not patches or not _takes_our_pixels(display, screen):
        window.change_attributes(background_pixel=ground)
    else:
        size = screen.root.get_geometry()
        width, height = size.width + 2 * MARGIN_PX, size.height + 2 * MARGIN_PX
        pixmap = screen.root.create_pixmap(width, height, screen.root_depth)
        gc = pixmap.create_gc(foreground=ground)
        pixmap.fill_rectangle(gc, 0, 0, width, height)
        for patch in patches:
            _put(display, pixmap, gc, patch)
        window.change_attributes(background_pixmap=pixmap)
        gc.free()
        pixmap.free()
    window.clear_area()  # paints anew what is on the screen already


def _takes_our_pixels(display: Display, screen: Any) -> bool:
    setup = display.display.info
    sizes = {each.depth: each.bits_per_pixel for each in setup.pixmap_formats}
    return screen.root_depth == _DEPTH and sizes.get(_DEPTH) == _BITS_PER_PIXEL and setup.image_byte_order == X.LSBFirst


def _put(display: Display, pixmap: Any, gc: Any, patch: Patch) -> None:
    monitor = patch.monitor
    row_bytes = monitor.width * BYTES_PER_PIXEL
    rows_each = max(1, _MAX_REQUEST_BYTES // row_bytes)
    for top in range(0, monitor.height, rows_each):
        rows = min(rows_each, monitor.height - top)
        data = patch.pixels[top * row_bytes : (top + rows) * row_bytes]
        x, y = monitor.x + MARGIN_PX, monitor.y + MARGIN_PX + top
        pixmap.put_image(gc, x, y, monitor.width, rows, X.ZPixmap, _DEPTH, 0, data)
        display.flush()
