"""Dialogs fit the screen that there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.guard.messages import PanicKeys
from reader.store.rows import Details
from reader.text.model import Embedded
from tests.ui.credentials.fakes import NoCredentials
from tests.ui.library.fakes import document
from ui.credentials.change_dialogs import ChangeDialog
from ui.credentials.key_file_dialog import KeyFileDialog
from ui.credentials.make_key_file_dialog import MakeKeyFileDialog
from ui.dialogs.dialog import Dialog
from ui.dialogs.file_password_dialog import FilePasswordDialog
from ui.dialogs.folder_dialog import FolderDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.keys_dialog import KeysDialog
from ui.information.facts import Facts
from ui.information.information_dialog import InformationDialog
from ui.jobs import Jobs
from ui.theme import load_theme

PAPER = load_theme("paper")
NO_CREDENTIALS = NoCredentials()
LONG = Facts(
    msgspec.structs.replace(document(1, "A long title of a book " * 20), simplified=("ruby", "mathml", "table")),
    Details(description="It goes on for long. " * 300, subjects=("Subject",) * 40),
    tuple(Embedded(name=f"file {number}", size_bytes=number) for number in range(300)),
    (("Books",),),
)
MAKERS: dict[str, Callable[[Jobs, QWidget], Dialog]] = {
    "keys": lambda _jobs, parent: KeysDialog(PanicKeys(), parent),
    "import": lambda jobs, parent: ImportDialog(jobs, PAPER, parent),
    "key file": lambda jobs, parent: KeyFileDialog(jobs, PAPER, parent),
    "make key file": lambda jobs, parent: MakeKeyFileDialog(jobs, PAPER, parent),
    "change": lambda jobs, parent: ChangeDialog(NO_CREDENTIALS, jobs, PAPER, parent),
    "file password": lambda _jobs, parent: FilePasswordDialog("folder/" * 30 + "a book.pdf", 3, parent),
    "information": lambda _jobs, parent: InformationDialog(LONG, parent),
    "folder": lambda jobs, parent: FolderDialog("Where?", jobs, PAPER, parent),
}


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.mark.parametrize("name", MAKERS)
def test_no_dialog_is_larger_than_the_screen(name: str, jobs: Jobs, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = MAKERS[name](jobs, parent)
    dialog.open()
    screen = dialog.screen().availableSize()
    assert dialog.width() < screen.width()
    assert dialog.height() < screen.height()
