"""A vault on the disk, and the command line called as a function."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from reader.cli import main, opening
from reader.store.library import Library
from reader.vault.creation import create_vault
from reader.vault.new_vault import new_vault
from reader.vault.shelf_pages import open_damaged
from reader.vault.vault import open_vault
from tests.cheap import CHEAP_FOR_TESTS, DEARER_FOR_TESTS, TEST_PROFILES, create_cheap_vault, open_cheap_vault
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


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process a try costs nothing. The stories run real processes, which pay what people pay."""
    monkeypatch.setitem(opening.PROFILES, "standard", CHEAP_FOR_TESTS)
    monkeypatch.setitem(opening.PROFILES, "strong", DEARER_FOR_TESTS)
    monkeypatch.setattr("reader.cli.opening.open_vault", partial(open_vault, profiles=TEST_PROFILES))
    monkeypatch.setattr("reader.cli.vault_verbs.create_vault", partial(create_vault, profiles=TEST_PROFILES))
    for place in ("compact_verbs", "repair_verbs"):
        monkeypatch.setattr(f"reader.cli.{place}.new_vault", partial(new_vault, profiles=TEST_PROFILES))
    monkeypatch.setattr("reader.cli.repair_verbs.open_damaged", partial(open_damaged, profiles=TEST_PROFILES))


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a verb; each passphrase comes from a pipe of its own, none where it is None."""

    def call(
        *argv: object,
        passphrase: bytes | None = PASSPHRASE.encode() + b"\n",
        new: bytes | None = None,
        second: bytes | None = None,
    ) -> Outcome:
        capfd.readouterr()
        words = [str(word) for word in argv]
        with ExitStack() as pipes:
            for option, data in (("", passphrase), ("new-", new), ("second-", second)):
                if data is not None:
                    words += [f"--{option}passphrase-fd", str(pipes.enter_context(pipe_with(data)))]
            status = main(words)
        return Outcome(status, *capfd.readouterr())

    return call


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of two documents: 1 in English, 2 in Korean with its original. Not to be changed."""
    folder = tmp_path_factory.mktemp("vaults") / "vault"
    create_cheap_vault(folder, PASSPHRASE)
    opened = open_cheap_vault(folder, PASSPHRASE)
    library = Library(opened.shelf)
    store(library, short("The Open\u202eDoor", "A red \x1b[31mdoor.\n", "Second piece.\n", authors=("Ada One",)))
    store(library, short("역사책", "우리나라의역사와 진실\n"), b"# original", kind="markdown")
    opened.close()
    return folder


@pytest.fixture
def own(vault: Path, tmp_path: Path) -> Path:
    """A copy of that vault, for one test alone."""
    return Path(shutil.copytree(vault, tmp_path / "own"))
