"""The whole way through real processes: files in, found, shown, and out again."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome, pipe_with

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = b"a story of its own"
MARKDOWN = "# 역사책\n\n우리나라의역사와 **진실**은 여기에 있다.\n"
HTML = "<!doctype html><html lang=en><title>The Red Door</title><body><p>A red door, half open.</p></body></html>"


def hearth(*argv: object) -> Outcome:
    with pipe_with(PASSPHRASE) as fd:
        command = [sys.executable, str(ROOT / "main.py"), *map(str, argv), "--passphrase-fd", str(fd)]
        done = subprocess.run(command, capture_output=True, pass_fds=(fd,), check=False, timeout=100)
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "inner").mkdir(parents=True)
    (folder / "book.md").write_text(MARKDOWN)
    (folder / "inner" / "page.html").write_text(HTML)
    (folder / "empty.txt").touch()
    return folder


def test_in_found_shown_and_out_again(files: Path, tmp_path: Path) -> None:
    vault, out = tmp_path / "vault", tmp_path / "out"
    assert hearth("vault", "create", vault).status == 0

    taken = hearth("import", vault, files)
    assert taken.status == 1, "one of the three is refused"
    assert "files/empty.txt: The file is empty." in taken.err
    numbers = {name: int(number) for number, name in (line.split("\t") for line in taken.lines)}
    assert set(numbers) == {"files/book.md", "files/inner/page.html"}

    again = hearth("import", vault, files / "book.md")
    assert (again.status, again.out) == (0, "")
    assert f"already in the library as {numbers['files/book.md']}" in again.err

    listed = [json.loads(line) for line in hearth("list", vault, "--json").lines]
    assert {row["title"] for row in listed} == {"역사책", "The Red Door"}
    (hit,) = [json.loads(line) for line in hearth("search", vault, "역사 진실", "--json").lines]
    assert hit["document"] == numbers["files/book.md"]
    assert "half open" in hearth("show", vault, numbers["files/inner/page.html"], "--text").out

    exported = hearth("export", vault, *numbers.values(), "--to", out)
    assert exported.status == 0
    assert {Path(line).read_text() for line in exported.lines} == {MARKDOWN, HTML}
    assert hearth("vault", "check", vault).status == 0
    assert sorted(path.name for path in vault.iterdir()) == [
        "keys",
        "shelf-a",
        "shelf-a-journal",
        "shelf-b",
        "shelf-b-journal",
    ]


def test_ctrl_c_ends_an_import_in_order(tmp_path: Path) -> None:
    vault, folder = tmp_path / "vault", tmp_path / "files"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number:03}.md").write_text(f"# Number {number}\n\nWords.\n")
    assert hearth("vault", "create", vault).status == 0
    with pipe_with(PASSPHRASE) as fd, Terminal() as terminal:
        command = [sys.executable, str(ROOT / "main.py"), "import", str(vault), str(folder), "--passphrase-fd", str(fd)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal.inner, pass_fds=(fd,)) as child:
            terminal.wait_for(b"3 of 200")
            child.send_signal(signal.SIGINT)
            out, _ = child.communicate(timeout=60)
    taken = out.decode().splitlines()
    assert child.returncode == 1
    assert 2 <= len(taken) < 200
    assert b"Stopped early, as you asked." in terminal.seen
    assert len(hearth("list", vault).lines) == len(taken)


class Terminal:
    """A pseudo-terminal that a child may write to."""

    def __enter__(self) -> Terminal:
        self.outer, self.inner = os.openpty()
        os.set_blocking(self.outer, False)
        self.seen = b""
        return self

    def __exit__(self, *_: object) -> None:
        self.rest()
        os.close(self.inner)
        os.close(self.outer)

    def wait_for(self, wanted: bytes) -> None:
        """Read until `wanted` has been shown."""
        deadline = time.monotonic() + 60
        while wanted not in self.seen:
            assert select.select([self.outer], [], [], deadline - time.monotonic())[0], self.seen
            self.seen += os.read(self.outer, 4096)

    def rest(self) -> bytes:
        """All that has been shown."""
        with suppress(BlockingIOError, OSError):
            while data := os.read(self.outer, 4096):
                self.seen += data
        return self.seen
