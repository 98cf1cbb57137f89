"""Killed in the middle of an import: whoever opens the library next is told what is missing, and how to get it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reader.store.library import Library
from reader.vault.settle import settle
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.stories.stage import ROOT
from tests.ui.conftest import OFFSCREEN_ONLY
from tests.ui.test_desk import PASSPHRASE, Stage
from ui.dialogs.outcome_dialog import OutcomeDialog
from ui.open_desk import OpenDesk

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN_ONLY, extend=True)

FILES = {"00.txt": "one", "01.txt": "two", "02.txt": "hang", "03.txt": "three"}
"""The worker of the killed child does not answer to "hang"; ours takes it for a text."""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path, papers: Path) -> Iterator[Stage]:
    """A desk at the prompt of a library whose last process was killed while it took in the third of four files."""
    vault = tmp_path / "library"
    create_cheap_vault(vault, PASSPHRASE)
    kill_in_import(vault, papers)
    settle(vault)
    made = Stage(qapp, qtbot, vault)
    yield made
    made.end()


def kill_in_import(vault: Path, papers: Path) -> None:
    command = [sys.executable, "-m", "tests.imports.killed_importer", str(vault), PASSPHRASE, str(papers)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, process_group=0) as importing:
        assert importing.stdout is not None
        while b"02.txt" not in importing.stdout.readline():
            assert importing.poll() is None
        os.killpg(importing.pid, signal.SIGKILL)


def reopen(stage: Stage, qapp: QApplication, qtbot: QtBot) -> Stage:
    stage.end()
    made = Stage(qapp, qtbot, stage.folder)
    made.unlock(PASSPHRASE)
    made.wait_for(OpenDesk)
    return made


def said(stage: Stage) -> str:
    return next((text for text in stage.texts() if "not added" in text), "")


def test_the_next_opening_says_how_many_and_which(stage: Stage, qtbot: QtBot) -> None:
    stage.unlock(PASSPHRASE)
    stage.wait_for(OpenDesk)
    assert said(stage).startswith("2 of 4 files were not added: the library was closed")
    stage.press("Which files?")
    (dialog,) = stage.window.findChildren(OutcomeDialog)
    qtbot.waitUntil(dialog.isVisible)
    names = [label.text() for label in dialog.findChildren(QLabel)]
    assert [name for name in names if name.endswith(".txt")] == ["papers/02.txt", "papers/03.txt"]
    dialog.accept()


def test_once_put_away_it_is_not_said_again(stage: Stage, qapp: QApplication, qtbot: QtBot) -> None:
    stage.unlock(PASSPHRASE)
    stage.wait_for(OpenDesk)
    again = reopen(stage, qapp, qtbot)
    assert said(again), "not read yet"
    again.press("Close")
    assert not said(again)
    opened = again.desk.opened
    assert opened is not None
    journal = opened.importer.journal
    qtbot.waitUntil(lambda: journal.cut() is None)
    last = reopen(again, qapp, qtbot)
    assert not said(last)
    last.end()


def test_adding_the_folder_again_brings_what_is_missing_and_nothing_twice(
    stage: Stage, qtbot: QtBot, papers: Path
) -> None:
    stage.unlock(PASSPHRASE)
    stage.wait_for(OpenDesk)
    assert said(stage)
    desk = stage.window.findChildren(OpenDesk)[0]
    desk.imports.add([str(papers)])
    qtbot.waitUntil(lambda: not said(stage), timeout=20_000)
    stage.end()
    with closing(open_cheap_vault(stage.folder, PASSPHRASE)) as vault:
        library = Library(vault.shelf)
        assert library.document_count() == len(FILES)
        with vault.shelf.read() as connection:
            kept = [value for (value,) in connection.execute("SELECT value FROM settings WHERE name LIKE 'import.%'")]
    assert not any(kept)
