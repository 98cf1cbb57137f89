"""A child process that imports a folder into a vault; on stdout it says when it begins, and which file it comes to.

python3 -m tests.imports.killed_importer VAULT PASSPHRASE FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from reader.imports.arrivals import ImportProgress
from reader.imports.importer import Importer
from reader.store.library import Library
from reader.workers.pool import WorkerPool
from tests.cheap import open_cheap_vault
from tests.workers.conftest import launcher


def main(vault: Path, passphrase: str, folder: Path) -> None:
    """Import until somebody kills us."""
    library = Library(open_cheap_vault(vault, passphrase).shelf)
    pool = WorkerPool(launcher("honest"), 2)
    print("begun", flush=True)
    Importer(library, pool).run([folder], on_progress=_tell)
    print("done", flush=True)


def _tell(now: ImportProgress) -> None:
    if now.fraction == 0:
        print(now.name, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
