"""The real guard with stub desks, and without the three seconds of refusal: for hundreds of panics in a row.

It is not hardened either: a test that is not root is to count its files.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from reader.guard.performer import Limits, Wiring  # noqa: E402 - a script: the path comes first
from reader.platform.linux import LinuxPlatform  # noqa: E402
from ui import guard_app  # noqa: E402

_SOON_S = 0.02


def main() -> int:
    """Run the guard; its exit status."""
    quick = functools.partial(Wiring, limits=Limits(refusal_s=_SOON_S, rest_s=_SOON_S))
    setattr(guard_app, "Wiring", quick)  # noqa: B010 - for the type checker, a class
    setattr(guard_app, "DESK_COMMAND", (sys.executable, str(ROOT / "tests/guard/stub_desk.py"), "plain"))  # noqa: B010
    setattr(LinuxPlatform, "harden_process", lambda _platform: None)  # noqa: B010
    return guard_app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
