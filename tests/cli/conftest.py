"""A vault on the disk, and the command line called as a function."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.cli import main
from reader.store.library import Library
from reader.vault.creation import create_vault
from reader.vault.vault import open_vault
from tests.store.samples import short, store

PASSPHRASE = "open sesame, 열려라 참깨"


@dataclass(frozen=True)
class Outcome:
    """What a run answered."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Outcome]


@contextmanager
def pipe_with(data: bytes) -> Iterator[int]:
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    yield reading
    os.close(reading)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a verb; the passphrase comes from a pipe unless `passphrase` is None."""

    def call(*argv: object, passphrase: bytes | None = PASSPHRASE.encode() + b"\n") -> Outcome:
        capfd.readouterr()
        words = [str(word) for word in argv]
        if passphrase is None:
            status = main(words)
        else:
            with pipe_with(passphrase) as fd:
                status = main([*words, "--passphrase-fd", str(fd)])
        return Outcome(status, *capfd.readouterr())

    return call


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of two documents: 1 in English, 2 in Korean with its original."""
    folder = tmp_path_factory.mktemp("vaults") / "vault"
    create_vault(folder, PASSPHRASE)
    opened = open_vault(folder, PASSPHRASE)
    library = Library(opened.shelf)
    store(library, short("The Open\u202eDoor", "A red \x1b[31mdoor.\n", "Second piece.\n", authors=("Ada One",)))
    store(library, short("역사책", "우리나라의역사와 진실\n"), b"# original", kind="markdown")
    opened.close()
    return folder
