"""Every string of the windows is translated, and what is compiled is what was translated.

To bring a translation up to date, from the checkout:
    .venv/bin/pyside6-lupdate ui/*.py ui/*/*.py -ts assets/translations/hearth_ko.ts -locations none -no-obsolete
    (translate what is unfinished)
    .venv/bin/pyside6-lrelease assets/translations/hearth_ko.ts
English is the source, but needs its plurals: hearth_en.ts, with -pluralonly added to the first line.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import PySide6
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from reader.errors import WrongPassphrase
from reader.store.rows import DocumentRow
from reader.text.model import Direction
from ui.library.rows import ListRow
from ui.library.wording import places_line, second_line
from ui.translations import SOURCE_LANGUAGE, TRANSLATIONS_FOLDER, available_languages, install_language
from ui.words import sentence

UI = Path(__file__).resolve().parents[2] / "ui"
TOOLS = Path(PySide6.__file__).parent
SOURCES = sorted(TRANSLATIONS_FOLDER.glob("hearth_*.ts"))
PLACEHOLDER = r"{\w*}|%Ln"
Message = tuple[str, str]


def messages(path: Path) -> dict[Message, ElementTree.Element]:
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in root.iter("context")
        for message in context.iter("message")
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_nothing_is_missing_or_left_over(path: Path, tmp_path: Path) -> None:
    fresh = tmp_path / path.name
    shutil.copy(path, fresh)
    files = [str(source) for source in sorted(UI.rglob("*.py"))]
    command = [str(TOOLS / "lupdate"), *files, "-ts", str(fresh), "-locations", "none", "-no-obsolete"]
    if path.stem == f"hearth_{SOURCE_LANGUAGE}":
        command.append("-pluralonly")
    subprocess.run(command, check=True, capture_output=True)
    assert messages(fresh).keys() == messages(path).keys()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_string_is_translated_with_its_placeholders(path: Path) -> None:
    for (_context, source), message in messages(path).items():
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, source
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        for text in forms:
            assert text.strip(), source
            assert sorted(re.findall(PLACEHOLDER, text)) == sorted(re.findall(PLACEHOLDER, source)), source


@pytest.mark.parametrize(
    ("language", "count", "phrase"),
    [("en", 1, "1 page"), ("en", 2, "2 pages"), ("en", 1234, "1,234 pages"), ("ko", 1, "1쪽"), ("ko", 3, "3쪽")],
)
def test_numbers_and_their_words_agree(qapp: QApplication, language: str, count: int, phrase: str) -> None:
    install_language(qapp, language)
    row = DocumentRow(1, "pdf", "t", (), "", Direction.AUTO, 0, 0, 0, 1, count, 9, 9, False, ())
    assert second_line(ListRow(document=row)) == phrase


def test_one_place_is_no_places(qapp: QApplication) -> None:
    install_language(qapp, "en")
    assert places_line(1, more=False) == "1 place"
    assert places_line(1, more=True) == "more than 1 place"
    assert places_line(3, more=True) == "more than 3 places"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_what_is_compiled_is_current(path: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "compiled.qm"
    subprocess.run([str(TOOLS / "lrelease"), str(path), "-qm", str(compiled)], check=True, capture_output=True)
    assert compiled.read_bytes() == path.with_suffix(".qm").read_bytes()


def test_the_chosen_language_is_spoken(qapp: QApplication) -> None:
    english = sentence(WrongPassphrase())
    assert install_language(qapp, "ko") == "ko"
    assert sentence(WrongPassphrase()) != english
    assert QLocale().language() == QLocale.Language.Korean


def test_a_language_nobody_translated_becomes_english(qapp: QApplication) -> None:
    english = sentence(WrongPassphrase())
    assert install_language(qapp, "eo") == SOURCE_LANGUAGE
    assert sentence(WrongPassphrase()) == english
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_languages_on_offer() -> None:
    assert available_languages()[0] == SOURCE_LANGUAGE
    assert "ko" in available_languages()
