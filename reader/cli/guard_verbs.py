"""`panic`, `lock`, `unlock` among the other verbs, for their place in the help; main.py takes a shorter way to them."""

from __future__ import annotations

import argparse

from reader.guard.tell import tell


def tell_guard(arguments: argparse.Namespace) -> bool:
    """Send the command and wait until it has been done; True when nobody answered."""
    return tell(arguments.command) != 0
