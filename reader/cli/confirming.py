"""Asking before what can't be taken back: a word is typed on a terminal, or `--yes` was given."""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
from pathlib import Path

from reader.cli.output import complain
from reader.errors import UsageError


def add_yes(parser: argparse.ArgumentParser) -> None:
    """The option that answers the question beforehand."""
    parser.add_argument("--yes", action="store_true", help="do not ask")


def confirmed(folder: Path, warning: str, *, yes: bool) -> bool:
    """Say the warning; answer whether the person typed the folder's name. `yes` is the answer of a script.

    Raises UsageError where nobody can be asked.
    """
    complain(warning)
    if yes:
        return True
    if not can_ask():
        raise UsageError("There is no terminal to ask on: give --yes if this is what you want.")
    word = folder.resolve().name or "yes"
    complain(f'To go on, type the name of the folder: "{word}". Anything else changes nothing.')
    if _normal(_read_line()) == _normal(word):
        return True
    complain("Nothing was changed.")
    return False


def can_ask() -> bool:
    """Whether a person sits there to answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def _read_line() -> str:
    sys.stderr.write("> ")
    sys.stderr.flush()
    return os.fsdecode(sys.stdin.buffer.readline())  # a folder's name may be no valid text


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())
