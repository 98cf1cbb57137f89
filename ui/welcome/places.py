"""Where a new library may live."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LIBRARY_FOLDER_NAME = "library"


def beside_program() -> Path | None:
    """A folder beside the program, for memory sticks; None where the program's own folder can't be written to."""
    frozen = getattr(sys, "frozen", False)
    program = Path(sys.executable).parent if frozen else Path(__file__).resolve().parents[2]
    return program / LIBRARY_FOLDER_NAME if os.access(program, os.W_OK) else None


def inside(folder: Path) -> Path:
    """The folder itself when it is empty or not there yet, else a new one in it: a vault never mixes with files."""
    try:
        has_files = any(folder.iterdir())
    except OSError:
        return folder
    if not has_files:
        return folder
    taken = (folder / LIBRARY_FOLDER_NAME, *(folder / f"{LIBRARY_FOLDER_NAME}-{n}" for n in range(2, 100)))
    return next((place for place in taken if not place.exists()), taken[0])
