"""Copying originals out."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import DiskFull, NoSuchDocument, StoreError
from reader.exports.originals import export_original, prepare_folder
from reader.store.library import Library
from tests.shelves import MemoryShelf
from tests.store.samples import short, store


@pytest.fixture
def library() -> Iterator[Library]:
    shelf = MemoryShelf()
    yield Library(shelf)
    shelf.close()


def test_the_original_is_written_byte_by_byte(library: Library, tmp_path: Path) -> None:
    data = os.urandom(2_500_000)
    document = store(library, short("A title", "x\n"), data, kind="pdf")
    path = export_original(library, document, prepare_folder(tmp_path / "new" / "folder"))
    assert path.name == "A title.pdf"
    assert path.read_bytes() == data
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_over(library: Library, tmp_path: Path) -> None:
    document = store(library, short("A", "x\n"), b"new", kind="pdf")
    (tmp_path / "A.pdf").write_bytes(b"old")
    (tmp_path / "A (2).pdf").symlink_to(tmp_path / "nowhere")
    assert export_original(library, document, tmp_path).name == "A (3).pdf"
    assert (tmp_path / "A.pdf").read_bytes() == b"old"
    assert not (tmp_path / "nowhere").exists()


def test_what_was_not_kept_is_refused(library: Library, tmp_path: Path) -> None:
    document = store(library, short("A", "x\n"))
    with pytest.raises(StoreError, match="not kept"):
        export_original(library, document, tmp_path)
    with pytest.raises(NoSuchDocument):
        export_original(library, document + 1, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_refused(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        prepare_folder(tmp_path / "file")
    document = store(library, short("A", "x\n"), b"new")
    with pytest.raises(StoreError):
        export_original(library, document, tmp_path / "file")


def test_a_full_disk_leaves_nothing_half_written(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = store(library, short("A", "x\n"), b"new")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        export_original(library, document, tmp_path)
    assert list(tmp_path.iterdir()) == []
