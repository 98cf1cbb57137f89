"""A kill in the middle of an import: what was whole is there, what was not is nowhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.search.search import Search
from reader.store.library import Library
from reader.vault.check import check
from reader.vault.settle import settle
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.store.samples import IMAGE
from tests.store.test_library import rows_left

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "one"


def import_and_kill(folder: Path, sections: int) -> None:
    """Start the writer and kill it once it has added so many sections of its second document."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.killed_writer", folder, PASSPHRASE], cwd=ROOT, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.read(len("whole\n") + sections) == b"whole\n" + b"." * sections
        child.kill()


@pytest.mark.parametrize("sections", [0, 1, 7, 20, 60])
def test_a_kill_leaves_whole_documents_only(tmp_path: Path, sections: int) -> None:
    create_cheap_vault(tmp_path / "vault", PASSPHRASE)
    import_and_kill(tmp_path / "vault", sections)
    settle(tmp_path / "vault")

    vault = open_cheap_vault(tmp_path / "vault", PASSPHRASE)
    library = Library(vault.shelf)

    (row,) = library.documents()
    image = library.resource(row.id, "i1")
    assert image is not None
    assert image.data == IMAGE
    assert list(library.original(row.id)) == [b"the original"]
    assert Search(vault.shelf).hits("unfinished") == []
    assert [found.document for found in Search(vault.shelf).hits("진실")] == [row.id]
    if sections >= 20:
        assert rows_left(vault.shelf)["documents"] == 2, "nothing was written of the second: the test shows nothing"
    library.purge_unfinished()
    left = rows_left(vault.shelf)
    assert (left["documents"], left["pieces"], left["piece_index_docsize"], left["chunks"]) == (1, 3, 3, 1)
    vault.shelf.run(
        lambda connection: connection.execute("INSERT INTO piece_index (piece_index) VALUES ('integrity-check')")
    )
    assert check(vault) == []
    vault.close()
