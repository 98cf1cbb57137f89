"""Files are found in order and read once; whatever happens to them has its name."""

from __future__ import annotations

import hashlib
import inspect
import os
import socket
import sys
from pathlib import Path

import pytest

from reader.errors import EmptyFile, FileMissing, FileTooLarge, FileUnreadable, FileVanished, NotAFile
from reader.imports import files
from reader.imports.files import find_files, read_file
from tests.cheap import create_cheap_vault


def ignore(done: int, size: int) -> None:
    """Nobody watches."""


def names(*paths: Path) -> list[str]:
    return [found.name for found in find_files(paths) if found.refused is None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "books"
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deeper/d.txt", ".hidden", ".git/config", "sub/.e.txt"):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(name)
    return top


def test_folders_are_walked_in_order_without_what_is_hidden(folder: Path) -> None:
    assert names(folder) == ["books/a.txt", "books/b.txt", "books/sub/c.txt", "books/sub/deeper/d.txt"]


def test_a_hidden_file_asked_for_is_taken(folder: Path) -> None:
    assert names(folder / ".hidden", folder / "b.txt") == [".hidden", "b.txt"]


def test_links_in_folders_are_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("x")
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop").symlink_to(folder)
    assert not {"books/out.txt", "books/loop/a.txt"} & set(names(folder))
    assert names(folder / "out.txt") == ["out.txt"]  # asked for by name


def test_special_files_in_folders_are_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert "books/pipe" not in names(folder)


def test_folders_may_nest_deeper_than_python(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["d"] * 300)
    deepest.mkdir(parents=True)
    (deepest / "f").touch()
    frames = len(inspect.stack())
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(frames + 100)
    try:
        assert [found.path.name for found in find_files([tmp_path])] == ["f"]
    finally:
        sys.setrecursionlimit(before)


def test_a_vaults_files_are_never_opened(tmp_path: Path) -> None:
    vault = tmp_path / "docs" / "vault"
    create_cheap_vault(vault, "right")
    (tmp_path / "docs" / "z.txt").write_text("x")
    (tmp_path / "link").symlink_to(vault / "shelf-a")
    assert names(tmp_path / "docs", vault) == ["docs/z.txt"]
    for path in (vault / "shelf-a", tmp_path / "link"):
        (found,) = find_files([path])
        assert isinstance(found.refused, FileUnreadable)


def test_a_file_comes_in_chunks_with_its_digest(tmp_path: Path) -> None:
    data = os.urandom(2 * files.CHUNK_BYTES + 5)
    (tmp_path / "f").write_bytes(data)
    told: list[tuple[int, int]] = []
    original = read_file(tmp_path / "f", lambda done, size: told.append((done, size)))
    assert [len(chunk) for chunk in original.chunks] == [files.CHUNK_BYTES, files.CHUNK_BYTES, 5]
    assert (b"".join(original.chunks), original.size_bytes) == (data, len(data))
    assert original.sha256 == hashlib.sha256(data).digest()
    assert told[-1] == (len(data), len(data))


def test_what_never_was_there_is_missing_and_not_vanished(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    (tmp_path / "astray").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path / "g", tmp_path / "f" / "g", tmp_path / "astray"):
        (found,) = find_files([path])
        assert isinstance(found.refused, FileMissing)


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    with pytest.raises(EmptyFile):
        read_file(tmp_path / "f", ignore)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FileVanished):
        read_file(tmp_path / "f", ignore)


def test_a_folder_a_pipe_a_device_and_a_socket_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "socket"))
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero"), tmp_path / "socket"):
        with pytest.raises(NotAFile):
            read_file(path, ignore)
    listening.close()


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "f").write_text("x")

    def refuse(*arguments: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", refuse)  # root may read anything, so the system has to be played
    with pytest.raises(FileUnreadable):
        read_file(tmp_path / "f", ignore)


@pytest.mark.parametrize("change", ["grows", "shrinks", "is rewritten"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, change: str) -> None:
    path = tmp_path / "f"
    path.write_bytes(bytes(3 * files.CHUNK_BYTES))

    def meddle(done: int, size: int) -> None:
        if done > files.CHUNK_BYTES:
            return
        if change == "grows":
            with path.open("ab") as file:
                file.write(b"more")
        elif change == "shrinks":
            os.truncate(path, files.CHUNK_BYTES)
        else:
            with path.open("r+b") as file:
                file.write(b"x")
            os.utime(path, (0, 0))

    with pytest.raises(FileVanished):
        read_file(path, meddle)


def test_a_medium_that_is_pulled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "f").write_text("x")

    def fail(fd: int, size: int) -> bytes:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(os, "read", fail)
    with pytest.raises(FileVanished):
        read_file(tmp_path / "f", ignore)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "f").open("wb") as file:
        file.truncate(513 * 1024 * 1024)
    with pytest.raises(FileTooLarge):
        read_file(tmp_path / "f", lambda done, size: pytest.fail("read"))


def test_a_file_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_DOCUMENT_BYTES", 2 * files.CHUNK_BYTES)
    path = tmp_path / "f"
    path.write_bytes(bytes(2 * files.CHUNK_BYTES))

    def feed(done: int, size: int) -> None:
        with path.open("ab") as file:
            file.write(bytes(files.CHUNK_BYTES))

    with pytest.raises(FileTooLarge):
        read_file(path, feed)


def test_nothing_stays_open(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counted, not read
    with pytest.raises(EmptyFile):
        read_file(tmp_path / "f", ignore)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
