"""Run inside a mount namespace of its own (see test_medium.py): a medium that is really mounted, pulled and put back.

Prints one line for each thing that held.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from reader.guard.triggers.medium import Medium
from tests.guard.triggers.contract import Reports, wait_for_state


def main(folder: Path) -> None:
    """Hide it below another mount, pull it out, and put another into its place."""
    library = folder / "stick of mine" / "library"
    library.parent.mkdir()
    trigger, reports = Medium([library]), Reports()
    trigger.start(reports)
    wait_for_state(trigger, "no-medium")
    put_in(library)
    trigger.start(reports)
    wait_for_state(trigger)
    subprocess.run(["mount", "-t", "tmpfs", "none", folder], check=False, stdout=subprocess.DEVNULL)
    print("covered" if reports.wait() == trigger.name else "")
    subprocess.run(["umount", folder], check=True)
    trigger.start(reports)
    wait_for_state(trigger)
    subprocess.run(["umount", "-l", library.parent], check=True)
    print("removed" if reports.wait() == trigger.name else "")
    put_in(library)
    trigger.start(reports)
    wait_for_state(trigger)
    put_in(library)
    print("swapped" if reports.wait() == trigger.name else "")
    trigger.stop()


def put_in(library: Path) -> None:
    """A medium with a library on it."""
    subprocess.run(["mount", "-t", "tmpfs", "none", library.parent], check=True)
    library.mkdir()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
