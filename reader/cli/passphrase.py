"""A passphrase: typed, or read from a file descriptor. Others can see arguments and the environment."""

from __future__ import annotations

import getpass
import os
import warnings

from reader.errors import UsageError

_LONGEST_BYTES = 1024 * 1024


def read_passphrase(
    fd: int | None, *, prompt: str = "Passphrase: ", option: str = "--passphrase-fd", twice: bool = False
) -> str:
    """The passphrase; `twice` has a new one typed again. `option` is what to use without a terminal.

    Raises UsageError.
    """
    if fd is not None:
        return _from_descriptor(fd)
    passphrase = _from_terminal(prompt, option)
    if twice and _from_terminal("The same again: ", option) != passphrase:
        raise UsageError("The two passphrases differ; nothing was changed.")
    return passphrase


def read_lines(fd: int | None) -> list[str]:
    """Passwords of documents, one a line; empty lines are none. Raises UsageError."""
    return [] if fd is None else [line for line in _from_descriptor(fd).splitlines() if line]


def _from_terminal(prompt: str, option: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)  # it would read on with the letters showing
        try:
            return getpass.getpass(prompt)
        except (getpass.GetPassWarning, EOFError):
            raise UsageError(f"There is no terminal to ask on: use {option}.") from None


def _from_descriptor(fd: int) -> str:
    try:
        with os.fdopen(os.dup(fd), "rb") as file:
            data = file.read(_LONGEST_BYTES + 1)
    except OSError:
        raise UsageError(f"File descriptor {fd} can't be read.") from None
    if len(data) > _LONGEST_BYTES:
        raise UsageError("The passphrase is longer than a mebibyte.")
    try:
        return data.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise UsageError("The passphrase is not UTF-8.") from None
