"""Every control has a name for screen readers, on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.errors import EmptyFile
from reader.guard.messages import PanicKeys
from reader.platform.safety.finding import Finding
from reader.vault.kdf import STRONG
from tests.ui.credentials.fakes import INFO, NoCredentials
from tests.ui.library.fakes import FakeLibrary, FakeSearch, document
from ui.credentials.change_dialogs import AddDialog, ChangeDialog, RemoveCurrentDialog, RenameDialog, StrengthenDialog
from ui.credentials.existing_credential import ExistingCredential
from ui.credentials.key_file_dialog import KeyFileDialog
from ui.credentials.make_key_file_dialog import MakeKeyFileDialog
from ui.credentials.new_credential import NewCredential
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.dialogs.folder_dialog import FolderDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.outcome_dialog import OutcomeDialog
from ui.dialogs.progress_dialog import ProgressDialog
from ui.dialogs.report_dialog import ReportDialog
from ui.dialogs.word_dialog import WordDialog
from ui.jobs import Jobs
from ui.library.library_page import LibraryPage
from ui.settings.credential_dialog import CredentialDialog, CredentialWords
from ui.settings.credentials_section import CredentialsSection
from ui.settings.safety_page import SafetyPage
from ui.theme import load_theme
from ui.unlock.unlock_page import UnlockPage
from ui.welcome.practice_step import BackStep, PracticeStep
from ui.welcome.welcome_page import WelcomePage
from ui.widgets.notice import Notice

CONTROLS = (QPushButton, QToolButton, QLineEdit, QAbstractItemView, QAbstractSpinBox, QProgressBar)
PAPER = load_theme("paper")
Maker = Callable[[Jobs, QWidget], QWidget]


def made_whole(page: SafetyPage) -> SafetyPage:
    """With a row for what is known, and the way to more."""
    page.note(Finding("triggers", "some", ("1", "2")))
    page.link_triggers()
    page.start()
    return page


NONE = NoCredentials()
PAGES: dict[str, Maker] = {
    "unlock": lambda jobs, parent: UnlockPage(str, jobs, PAPER, parent),
    "welcome": lambda jobs, parent: WelcomePage(Path("/nowhere"), lambda *_given: None, jobs, PAPER, parent),
    "practice": lambda _jobs, parent: PracticeStep(PanicKeys(), parent),
    "back": lambda _jobs, parent: BackStep(parent),
    "library": lambda jobs, parent: LibraryPage(FakeLibrary(document(1, "one")), FakeSearch(), jobs, PAPER, parent),
    "notice": lambda _jobs, parent: Notice(parent),
    "import": lambda jobs, parent: ImportDialog(jobs, PAPER, parent),
    "folder": lambda jobs, parent: FolderDialog("Where?", jobs, PAPER, parent),
    "new credential": lambda jobs, parent: NewCredential(jobs, PAPER, parent),
    "existing credential": lambda jobs, parent: ExistingCredential(jobs, PAPER, parent),
    "key file": lambda jobs, parent: KeyFileDialog(jobs, PAPER, parent),
    "make key file": lambda jobs, parent: MakeKeyFileDialog(jobs, PAPER, parent),
    "add": lambda jobs, parent: AddDialog(NONE, jobs, PAPER, parent),
    "change": lambda jobs, parent: ChangeDialog(NONE, jobs, PAPER, parent),
    "strengthen": lambda jobs, parent: StrengthenDialog(NONE, STRONG, jobs, PAPER, parent),
    "remove current": lambda jobs, parent: RemoveCurrentDialog(INFO, NONE, jobs, PAPER, parent),
    "rename": lambda jobs, parent: RenameDialog(INFO, NONE, jobs, parent),
    "credentials": lambda jobs, parent: CredentialsSection(NONE, jobs, PAPER, parent),
    "safety": lambda jobs, parent: made_whole(SafetyPage((), jobs, PAPER, parent, has_capture_switch=True)),
    "confirm": lambda _jobs, parent: ConfirmDialog("heading", "text", "deed", parent),
    "progress": lambda _jobs, parent: ProgressDialog("heading", parent),
    "word": lambda _jobs, parent: WordDialog("heading", ("text",), "erase", "deed", parent),
    "outcome": lambda _jobs, parent: OutcomeDialog("heading", ("text",), parent),
    "credential": lambda jobs, parent: CredentialDialog(
        CredentialWords("heading", "text", "deed"), jobs, PAPER, parent, ask_other=True
    ),
    "report": lambda _jobs, parent: ReportDialog(1, 0, [("a.txt", EmptyFile())], parent),
}


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name(name: str, jobs: Jobs, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    page = PAGES[name](jobs, parent)
    for control in page.findChildren(QWidget):
        if isinstance(control, CONTROLS) and not control.isHidden():
            interface = QAccessible.queryAccessibleInterface(control)
            assert interface.text(QAccessible.Text.Name), (name, control)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "notice"])
def test_the_keyboard_reaches_every_button(name: str, jobs: Jobs, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for button in PAGES[name](jobs, parent).findChildren(QPushButton):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, (name, button.text())
