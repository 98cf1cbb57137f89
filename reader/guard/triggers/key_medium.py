"""The medium that holds the key file is gone. Its owner may have taken it along, or somebody else may have.

A trigger of its own: whoever takes the stick out as soon as the library is open turns this one off, and not the one
for the vault's medium.
"""

from __future__ import annotations

from reader.guard.triggers.base import Run
from reader.guard.triggers.medium import Medium


class KeyMedium(Medium):
    """Watches as the vault's does; without any path the library was opened without a key file."""

    name = "key-removed"

    def _watch(self, run: Run) -> None:
        if self._paths:
            super()._watch(run)
        else:
            run.note("no-key-file")
