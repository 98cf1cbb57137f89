"""`panic`, `lock`, `unlock`: a word to the program that runs."""

from __future__ import annotations

import argparse

from reader.cli.output import complain
from reader.guard.identity import HOME
from reader.guard.socket import send_command
from reader.platform import this_platform


def tell_guard(arguments: argparse.Namespace) -> bool:
    """Send the command and wait until it has been done."""
    done = send_command(arguments.command, HOME, this_platform())
    if not done:
        complain("The program is not running, or did not answer.")
    return not done
