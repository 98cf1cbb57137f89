"""In forms that take something twice, Tab goes from field to field first; every "show" is reached later."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.credentials.fakes import NoCredentials
from ui.credentials.change_dialogs import AddDialog, ChangeDialog
from ui.credentials.new_credential import NewCredential
from ui.jobs import Jobs
from ui.settings.quick_return_section import PinDialog
from ui.theme import load_theme
from ui.welcome.passphrase_step import PassphraseStep
from ui.widgets.passphrase_field import PassphraseField

Make = Callable[[Jobs, QWidget], QWidget]
THEME = load_theme("paper")
FORMS: dict[str, tuple[Make, int]] = {
    "new": (lambda jobs, parent: NewCredential(jobs, THEME, parent), 2),
    "welcome": (lambda jobs, parent: PassphraseStep(lambda _first, _second: None, jobs, THEME, parent), 2),
    "add": (lambda jobs, parent: AddDialog(NoCredentials(), jobs, THEME, parent), 2),
    "change": (lambda jobs, parent: ChangeDialog(NoCredentials(), jobs, THEME, parent), 3),
    "pin": (lambda jobs, parent: PinDialog(lambda _pin: None, jobs, parent), 2),
}


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.mark.parametrize("name", FORMS)
def test_tab_goes_from_field_to_field_and_then_to_their_buttons(name: str, jobs: Jobs, qtbot: QtBot) -> None:
    make, count = FORMS[name]
    window = QWidget()
    qtbot.addWidget(window)
    form = make(jobs, window)
    window.show()
    form.show()
    qtbot.waitUntil(form.isVisible)
    fields = [field for field in form.findChildren(PassphraseField) if field.isVisible()]
    assert len(fields) == count
    fields[0].setFocus()
    stops = [form.window().focusWidget()]
    for _ in range(2 * count - 1):
        QTest.keyClick(form.window(), Qt.Key.Key_Tab)
        stops.append(form.window().focusWidget())
    assert stops == [*fields, *(field.show_button for field in fields)]


def test_letters_are_hidden_while_something_is_done_with_them(qtbot: QtBot) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    field.show_button.click()
    assert field.echoMode() is PassphraseField.EchoMode.Normal
    field.set_busy(busy=True)
    assert field.echoMode() is PassphraseField.EchoMode.Password
    assert field.isReadOnly()
    field.set_busy(busy=False)
    assert not field.isReadOnly()
    assert field.echoMode() is PassphraseField.EchoMode.Password
