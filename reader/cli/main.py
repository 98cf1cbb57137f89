"""From words on the command line to a verb, and from what it raised to an exit status."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from reader.cli.marks_parser import with_listing_verb
from reader.cli.output import complain
from reader.cli.parser import make_parser
from reader.cli.words import sentence_for
from reader.errors import HearthError, KeyFileUnusable, PassphraseUnusable, UsageError, VaultBusy, WrongPassphrase
from reader.platform import this_platform

DONE, REFUSED, WRONG_USAGE, NOT_OPENED = 0, 1, 2, 3


def main(argv: Sequence[str]) -> int:
    """Run one verb. 0 done, 1 something refused, 2 wrong usage, 3 wrong passphrase or vault busy."""
    this_platform().harden_process()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal may not know every letter
    try:
        arguments = make_parser().parse_args(with_listing_verb(argv))
    except SystemExit as stop:
        return DONE if stop.code in (None, 0) else WRONG_USAGE
    try:
        refused = arguments.verb(arguments)
        sys.stdout.flush()
    except HearthError as error:
        complain(sentence_for(error))
        return status_for(error)
    except KeyboardInterrupt:
        complain("Stopped.")
        return REFUSED
    except BrokenPipeError:
        _forget_output()
        return REFUSED
    return REFUSED if refused else DONE


def status_for(error: HearthError) -> int:
    """The exit status that tells a script what kind of error it was."""
    match error:
        case UsageError():
            return WRONG_USAGE
        case WrongPassphrase() | VaultBusy() | PassphraseUnusable() | KeyFileUnusable():
            return NOT_OPENED
        case _:
            return REFUSED


def _forget_output() -> None:
    """Whoever read our output has gone; keep Python from trying once more at its end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
