"""The command line: the same library without a window."""

from reader.cli.main import main

__all__ = ["main"]
