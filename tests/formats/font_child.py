"""A worker with font folders of the test's choice; or, with `--no-open`, a drawing that dies when a file is opened.

Run as a program: the real worker knows only the system's own folders.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.errors import DocumentRefused
from reader.formats.preload import preload
from reader.formats.registry import recognise
from reader.platform import this_platform
from reader.workers.worker_main import serve

_OPENING = ("open", "openat", "openat2", "creat", "opendir", "execve", "socket")


def draw_without_opening(paths: list[str]) -> int:
    """Draw two pages of each file; any opening ends this process with SIGSYS. The number of pages drawn."""
    import pyseccomp  # type: ignore[import-untyped]

    files = [Path(path).read_bytes() for path in paths]
    preload()
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in _OPENING:
        if pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) >= 0:
            rules.add_rule(pyseccomp.KILL_PROCESS, name)
    rules.load()
    return sum(map(_draw, files))


def _draw(data: bytes) -> int:
    drawn = 0
    try:
        format_ = recognise(data)
        if format_.open:
            document = format_.open(BytesIO(data))
            for page in range(2):
                document.render(page, 1.0)
                document.text(page)
                drawn += 1
    except DocumentRefused:
        return drawn
    return drawn


if __name__ == "__main__":
    if sys.argv[1] == "--no-open":
        print(draw_without_opening(sys.argv[2:]), flush=True)
    else:
        preload([Path(folder) for folder in sys.argv[1:]])
        raise SystemExit(serve(this_platform(), recognise))
