import gc
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import new_page, open_page, wait_until_laid_out
from ui.reading.accessible_text import AccessibleDocument

ROOT = Path(__file__).resolve().parents[3]
_AT_SPI = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def heard_by(*module: str) -> dict[str, object]:
    """What a screen reader of these tests has found on a bus of its own."""
    for program in ("dbus-run-session", "dbus-send"):
        if shutil.which(program) is None:
            pytest.skip(f"no bus: {program} is not installed")
    if not any(Path(path).exists() for path in _AT_SPI):
        pytest.skip("no accessibility bus: at-spi2-core is not installed")
    reading = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", *module],
        cwd=ROOT,
        env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=150,
    )
    assert reading.returncode == 0, reading.stderr
    found: dict[str, object] = json.loads(reading.stdout.splitlines()[-1])
    return found


@pytest.mark.onscreen
def test_by_the_accessibility_bus_alone_one_reads_on_follows_a_link_and_finds() -> None:
    heard = heard_by("tests.ui.reading.atspi_story")
    across = heard.pop("across")
    assert isinstance(across, list)
    numbers = [int(re.sub(r"\D", "", line)) for line in across]
    assert numbers == list(range(numbers[0], numbers[0] + 40)), "no line twice, none left out, over the border too"
    assert heard == {
        "first": [f"Land line {number}." for number in range(3, 7)],
        "link": True,
        "contents": ["The land", "The sea"],
        "chapter": True,
        "count": "1 of 40",
        "app_lives": True,
    }


@pytest.mark.onscreen
def test_a_screen_reader_reads_the_page_over_d_bus() -> None:
    sought = "모든 사람은 자유롭다."
    found = heard_by("tests.ui.reading.atspi_reader", sought)
    assert "The canary" in str(found.pop("line"))
    assert found.pop("role") in {"document", "document frame"}
    assert found == {
        "slice": sought,
        "moved": True,
        "caret_is_there": True,
        "app_lives": True,
    }


def interface(view: QWidget) -> AccessibleDocument:
    made = QAccessible.queryAccessibleInterface(view)
    assert isinstance(made, AccessibleDocument)
    return made


def test_the_text_is_the_canonical_text(qtbot: QtBot) -> None:
    library = FakeLibrary()
    document = library.add([[paragraph("One."), paragraph("둘째 문단.")]])
    page = open_page(qtbot, library, document)
    text = interface(page.page_view).textInterface()
    assert text.text(0, text.characterCount()) == library.section_text(document, 0)


def test_the_caret_follows_the_reader_and_the_text_comes_along(qtbot: QtBot) -> None:
    library = FakeLibrary()
    document = library.add([[paragraph(f"Paragraph number {number}. " * 12) for number in range(60)]])
    page = open_page(qtbot, library, document)
    text = interface(page.page_view).textInterface()
    at = text.text(0, text.characterCount()).index("number 40")
    text.setCursorPosition(at)
    assert text.cursorPosition() == at
    rect = text.characterRect(at)
    assert page.page_view.viewport().rect().contains(page.page_view.viewport().mapFromGlobal(rect.center()))


def test_views_come_and_go_while_interfaces_are_held(qtbot: QtBot) -> None:
    for _ in range(30):
        library = FakeLibrary()
        page = new_page(library)
        page.open_document(library.add([[paragraph("Text.")]]))
        wait_until_laid_out(qtbot, page)
        assert interface(page.page_view).textInterface().characterCount() > 0
        page.close_document()
        with qtbot.waitSignal(page.destroyed):
            page.deleteLater()
    gc.collect()
