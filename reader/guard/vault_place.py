"""Which folder the desk opens. The guard knows no vault: it passes the folder on and has it settled by a function."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

_DEMO_PREFIX = "demo-"


class VaultPlace:
    """A folder that stays, settled by `settle(folder)` after every desk; `exists(folder)` tells a vault from none."""

    is_demo = False

    def __init__(self, folder: Path, *, settle: Callable[[Path], None], exists: Callable[[Path], bool]) -> None:
        self._folder = folder
        self._settle = settle
        self._exists = exists

    def prepare(self) -> Path:
        """The folder for the next desk."""
        return self._folder

    def choose(self, folder: Path) -> None:
        """The desk has been asked to use another."""
        self._folder = folder

    def is_empty(self) -> bool:
        """Whether there is no vault yet, so that the desk has to welcome somebody."""
        return not self._exists(self._folder)

    def settle(self) -> None:
        """Make the folder tell nothing of what was done in it. No desk may be alive."""
        if self._exists(self._folder):
            self._settle(self._folder)


class DemoPlace(VaultPlace):
    """A new folder for each desk, below one that ends with the session, and removed after it."""

    is_demo = True

    def __init__(self, parent: Path) -> None:
        super().__init__(parent, settle=lambda _folder: None, exists=Path.is_dir)
        self._parent = parent
        self.settle()

    def prepare(self) -> Path:
        """A folder that no desk has used."""
        self._folder = self._parent / f"{_DEMO_PREFIX}{os.urandom(4).hex()}"
        return self._folder

    def is_empty(self) -> bool:
        """A demo welcomes nobody."""
        return False

    def settle(self) -> None:
        """Remove what this demo and earlier ones that were killed have left."""
        for leftover in self._parent.glob(f"{_DEMO_PREFIX}*"):
            shutil.rmtree(leftover, ignore_errors=True)
