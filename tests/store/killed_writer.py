"""A process that imports until it is killed: one whole document, then one that never ends.

Run as `python -m tests.store.killed_writer FOLDER PASSPHRASE`. Says "whole" once the first document is finished, and
then a dot for each section.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from reader.store.library import Library
from tests.cheap import open_cheap_vault
from tests.store.samples import FULL, section, store


def main(folder: Path, passphrase: str) -> None:
    """Import; never returns."""
    library = Library(open_cheap_vault(folder, passphrase).shelf)
    store(library, FULL, b"the original")
    say("whole\n")
    writer = library.new_document("epub", sha256=b"half")
    for index in itertools.count():
        writer.add_chunk(bytes([index % 256]) * 100_000)
        writer.add(section(index, *[f"unfinished {index} {number} " * 200 + "\n" for number in range(3)]))
        say(".")


def say(word: str) -> None:
    """Tell the parent how far we are."""
    sys.stdout.write(word)
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
