"""Which folder the desk opens. The guard knows no vault: it passes the folder on and has it settled by a function."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

_DEMO_PREFIX = "demo-"


class VaultPlace:
    """A folder that stays, settled by `settle(folder)` after every desk; `exists(folder)` tells a vault from none.

    A vault that was there and is not now is on a medium that was pulled out: nobody is to be welcomed then. The same
    goes for a folder that was named (`is_named`) inside another that is not there.
    """

    is_demo = False

    def __init__(
        self,
        folder: Path,
        *,
        settle: Callable[[Path], None],
        exists: Callable[[Path], bool],
        is_named: bool = False,
    ) -> None:
        self._folder = folder
        self._settle = settle
        self._exists = exists
        self._is_named = is_named
        self._seen = False

    @property
    def folder(self) -> Path:
        """Where the desk's vault is, as of now."""
        return self._folder

    def prepare(self) -> Path:
        """The folder for the next desk."""
        return self._folder

    def choose(self, folder: Path) -> None:
        """The desk has been asked to use another."""
        if folder != self._folder:
            self._folder = folder
            self._is_named = self._seen = False

    def remember(self) -> None:
        """The desk has opened it: there is a vault."""
        self._seen = True

    def forget(self) -> None:
        """The desk has erased it, as it was asked to: there is none, until one is made."""
        self._seen = False

    def is_empty(self) -> bool:
        """Whether there is no vault yet, so that the desk has to welcome somebody."""
        if self._is_there() or self._seen:
            return False
        return not self._is_named or self._folder.parent.is_dir()

    def settle(self) -> None:
        """Make the folder tell nothing of what was done in it. No desk may be alive."""
        if self._is_there():
            self._settle(self._folder)

    def _is_there(self) -> bool:
        is_there = self._exists(self._folder)
        self._seen = self._seen or is_there
        return is_there


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
