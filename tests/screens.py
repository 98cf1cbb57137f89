"""X servers for tests and benchmarks that need real windows."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_MANAGER_LIMIT_S = 10.0


@contextmanager
def x_server(
    screen: str = "1366x768x24",
    window_manager: str = "openbox",
    *,
    options: Sequence[str] = (),
    compositor: Sequence[str] = (),
) -> Iterator[str]:
    """An Xvfb with a window manager, and a compositing manager if wanted; yields its DISPLAY."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp", *options],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        display = f":{answer.readline().strip()}"
    environment = {**os.environ, "DISPLAY": display}
    commands = [[window_manager], [*compositor]] if compositor else [[window_manager]]
    managers = [
        subprocess.Popen([shutil.which(name) or name, *rest], env=environment, stderr=subprocess.DEVNULL)
        for name, *rest in commands
    ]
    try:
        _wait_for_manager(display)
        yield display
    finally:
        for process in (*managers, server):
            process.kill()
            process.wait()


def _wait_for_manager(display: str) -> None:
    """Until the window manager says that it is there (EWMH): one that just starts loses what is asked of it."""
    from Xlib.display import Display

    own = Display(display)
    try:
        check = own.intern_atom("_NET_SUPPORTING_WM_CHECK")
        end_s = time.monotonic() + _MANAGER_LIMIT_S
        while own.screen().root.get_full_property(check, 0) is None:
            if time.monotonic() > end_s:
                raise TimeoutError("no window manager came")
            time.sleep(0.01)
    finally:
        own.close()
