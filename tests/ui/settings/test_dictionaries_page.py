"""Adding a dictionary, the list of them, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reader.formats.stardict import read_stardict
from reader.reading.looking_up import look_up
from reader.store.library import Library
from reader.text.dictionary import DictionaryEvent
from tests.formats.stardict_files import make_stardict
from tests.shelves import MemoryShelf
from ui.dialogs.confirm_dialog import ConfirmDialog
from ui.jobs import Jobs
from ui.settings.dictionaries_page import DictionariesPage, DictionariesSection
from ui.theme import load_theme

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


class Reader:
    """The worker's part, in this process."""

    def read_dictionary(
        self, files: Mapping[str, Iterable[bytes]], *, cancelled: Callable[[], bool] | None = None
    ) -> Generator[DictionaryEvent, None, None]:
        yield from read_stardict({name: b"".join(chunks) for name, chunks in files.items()})


@pytest.fixture
def library() -> Library:
    return Library(MemoryShelf())


@pytest.fixture
def section(qtbot: QtBot, library: Library) -> Iterator[DictionariesSection]:
    jobs = Jobs()
    page = DictionariesPage(library, Reader(), jobs, load_theme("paper"))
    jobs.setParent(page)
    page.destroyed.connect(jobs.close)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.start()
    yield page.section
    page.close()  # and held until now


def add(qtbot: QtBot, section: DictionariesSection, folder: Path, name: str) -> None:
    for file, data in make_stardict(name=name).items():
        (folder / file).write_bytes(data)
    before = len(section.list_rows)
    section.add(str(folder / "small.ifo"))
    qtbot.waitUntil(lambda: len(section.list_rows) == before + 1)


def names(section: DictionariesSection) -> list[str]:
    return [line.row.name for line in section.list_rows]


def test_one_is_added_and_found_in(
    qtbot: QtBot, section: DictionariesSection, library: Library, tmp_path: Path
) -> None:
    add(qtbot, section, tmp_path, "First")
    assert names(section) == ["First"]
    assert look_up(library, "house").definitions
    assert "9 words" in section.list_rows[0]._about(section.list_rows[0].row)


def test_they_are_ordered_turned_off_and_removed(
    qtbot: QtBot, section: DictionariesSection, library: Library, tmp_path: Path
) -> None:
    for name in ("First", "Second"):
        add(qtbot, section, tmp_path, name)
    assert not section.list_rows[0].up.isEnabled()
    section.list_rows[1].up.click()
    qtbot.waitUntil(lambda: names(section) == ["Second", "First"])
    section.list_rows[0].switch.click()
    qtbot.waitUntil(lambda: not section.list_rows[0].row.is_on)
    assert [name for _, name in library.dictionaries_on()] == ["First"]
    section.list_rows[0].remove.click()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ConfirmDialog))
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "Remove").click()
    qtbot.waitUntil(lambda: names(section) == ["First"])


def test_what_is_none_is_said(qtbot: QtBot, section: DictionariesSection, library: Library, tmp_path: Path) -> None:
    (tmp_path / "bad.ifo").write_bytes(b"no dictionary")
    section.add(str(tmp_path / "bad.ifo"))
    qtbot.waitUntil(lambda: bool(section._outcome.text()))
    assert library.dictionaries() == []
    assert ".idx" in section._outcome.text()
