"""The real guard; its desk is the real one, and speaks without a sound (speaking_desk.py)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from ui import guard_app  # noqa: E402 - a script: the path comes first

DESK = ROOT / "tests/stories/speaking_desk.py"


def main() -> int:
    """Run the guard; its exit status."""
    setattr(guard_app, "DESK_COMMAND", (sys.executable, str(DESK), "--role", "desk"))  # noqa: B010
    return guard_app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
