"""Files with a password of their own: asked about one by one, any number of tries, and nothing else meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import DamagedFile, DiskFull, EmptyFile, LockedFile, PasswordNeeded, WrongPassword
from reader.imports.arrivals import ImportProgress
from reader.imports.files import Found
from reader.imports.report import Imported, ImportReport, Refusal
from ui.dialogs.file_password_dialog import FilePasswordDialog
from ui.jobs import Jobs
from ui.library.import_run import ImportRun
from ui.library.password_asking import ask_for_passwords


class FakeImporter:
    """Opens each file with its own name's last letter; "broken" turns out to be damaged."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[Any], Sequence[str]]] = []
        self.slept = threading.Event()

    def run(
        self,
        paths: Any,
        *,
        passwords: Sequence[str] = (),
        on_progress: Callable[[ImportProgress], None],
        cancelled: Callable[[], bool],
        waiting: Callable[[], Sequence[Path]],
    ) -> ImportReport:
        del on_progress, waiting
        self.asked.append((list(paths), passwords))
        report = ImportReport()
        while passwords == ("slow",) and not cancelled():
            self.slept.wait(0.01)
        for each in paths:
            if not isinstance(each, Found):
                report.imported.append(Imported(each.name, 9))
            elif each.name == "broken":
                report.refused.append(Refusal(each.name, DamagedFile(), each))
            elif each.name == "full":
                report.stopped_by = DiskFull()
            elif passwords and passwords[0] == each.name[-1]:
                report.imported.append(Imported(each.name, 5))
            else:
                report.refused.append(Refusal(each.name, WrongPassword(), each))
        return report


@pytest.fixture
def importer() -> FakeImporter:
    return FakeImporter()


@pytest.fixture
def imports(importer: FakeImporter) -> Iterator[ImportRun]:
    jobs = Jobs()
    yield ImportRun(importer, jobs)
    jobs.close()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def locked(*names: str) -> list[Refusal]:
    return [Refusal(name, PasswordNeeded(), Found(Path(name), name)) for name in names]


def dialog(parent: QWidget, qtbot: QtBot, name: str) -> FilePasswordDialog:
    """The dialog that asks about this file, once it is there."""

    def found() -> list[FilePasswordDialog]:
        every = [each for each in parent.findChildren(FilePasswordDialog) if each.isVisible()]
        return [each for each in every if any(name in label.text() for label in labels(each))]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def labels(of: QWidget) -> list[Any]:
    return [each for each in of.findChildren(QWidget) if hasattr(each, "text") and not isinstance(each, QLineEdit)]


def field(of: FilePasswordDialog) -> QLineEdit:
    return of._field


def type_in(of: FilePasswordDialog, password: str) -> None:
    field(of).setText(password)
    QTest.keyClick(field(of), Qt.Key.Key_Return)


def press(of: FilePasswordDialog, text: str) -> None:
    next(each for each in of.findChildren(QPushButton) if each.text() == text).click()


def test_a_report_without_such_files_is_done_at_once(imports: ImportRun, parent: QWidget) -> None:
    report = ImportReport(refused=[Refusal("a", LockedFile()), Refusal("b", EmptyFile())])
    done: list[ImportReport] = []
    ask_for_passwords(imports, report, done.append, parent)
    assert done == [report]
    assert not parent.findChildren(FilePasswordDialog)


def test_wrong_ones_are_said_until_the_right_one_comes(
    imports: ImportRun, importer: FakeImporter, parent: QWidget, qtbot: QtBot
) -> None:
    done: list[ImportReport] = []
    other = Refusal("empty", EmptyFile())
    ask_for_passwords(imports, ImportReport([Imported("x", 1)], refused=[other, *locked("book1")]), done.append, parent)
    asking = dialog(parent, qtbot, "book1")
    for wrong in ("7", "8"):
        type_in(asking, wrong)
        qtbot.waitUntil(lambda: asking._message.isVisible() and not field(asking).isReadOnly())
        assert field(asking).text() == "", "what was typed is not left standing"
    type_in(asking, "1")
    qtbot.waitUntil(lambda: bool(done))
    assert [each.name for each in done[0].imported] == ["x", "book1"]
    assert done[0].refused == [other]
    assert [passwords for _, passwords in importer.asked] == [("7",), ("8",), ("1",)]


def test_skipping_one_goes_on_to_the_next(imports: ImportRun, parent: QWidget, qtbot: QtBot) -> None:
    done: list[ImportReport] = []
    ask_for_passwords(imports, ImportReport(refused=locked("book1", "book2", "book3")), done.append, parent)
    press(dialog(parent, qtbot, "book1"), "Skip")
    type_in(dialog(parent, qtbot, "book2"), "2")
    QTest.keyClick(dialog(parent, qtbot, "book3"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(done))
    assert [each.name for each in done[0].imported] == ["book2"]
    assert [(each.name, type(each.error)) for each in done[0].refused] == [
        ("book1", PasswordNeeded),
        ("book3", PasswordNeeded),
    ]


@pytest.mark.parametrize(("name", "error"), [("broken", DamagedFile), ("full", DiskFull)])
def test_another_reason_ends_the_asking(
    imports: ImportRun, parent: QWidget, name: str, error: type[Exception], qtbot: QtBot
) -> None:
    done: list[ImportReport] = []
    ask_for_passwords(imports, ImportReport(refused=locked(name)), done.append, parent)
    type_in(dialog(parent, qtbot, name), "any")
    qtbot.waitUntil(lambda: bool(done))
    assert [type(each.error) for each in done[0].refused] == [error]


def test_other_imports_wait_while_somebody_is_asked(
    imports: ImportRun, importer: FakeImporter, parent: QWidget, qtbot: QtBot
) -> None:
    done: list[ImportReport] = []
    ask_for_passwords(imports, ImportReport(refused=locked("book1")), done.append, parent)
    asking = dialog(parent, qtbot, "book1")
    imports.add(["later"])
    assert not imports.is_running
    type_in(asking, "1")
    qtbot.waitUntil(lambda: len(importer.asked) == 2)
    assert importer.asked[1][0] == [Path("later")]
    assert done


def test_skipping_a_try_under_way_ends_it_before_the_next_is_asked(
    imports: ImportRun, importer: FakeImporter, parent: QWidget, qtbot: QtBot
) -> None:
    done: list[ImportReport] = []
    ask_for_passwords(imports, ImportReport(refused=locked("book1", "book2")), done.append, parent)
    asking = dialog(parent, qtbot, "book1")
    imports.add(["later"])
    type_in(asking, "slow")
    qtbot.waitUntil(lambda: len(importer.asked) == 1)
    press(asking, "Skip")
    type_in(dialog(parent, qtbot, "book2"), "2")
    qtbot.waitUntil(lambda: bool(done))
    assert [each.name for each in done[0].imported] == ["book2"]
    assert [each.name for each in done[0].refused] == ["book1"]
    qtbot.waitUntil(lambda: importer.asked[-1][0] == [Path("later")])


def test_nothing_can_be_tried_without_a_password(imports: ImportRun, parent: QWidget, qtbot: QtBot) -> None:
    ask_for_passwords(imports, ImportReport(refused=locked("book1")), lambda _report: None, parent)
    asking = dialog(parent, qtbot, "book1")
    with qtbot.assertNotEmitted(asking.tried):
        QTest.keyClick(field(asking), Qt.Key.Key_Return)
    hints = field(asking).inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert field(asking).echoMode() == QLineEdit.EchoMode.Password
    assert asking.windowTitle() != ""
    assert "book1" not in asking.windowTitle()
    asking.reject()
