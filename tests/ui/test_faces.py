"""One name for cover and desk, in the language of the windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.guard.identity import IDENTITIES, Identity
from ui.covers.making import make_cover
from ui.desk_window import DeskWindow
from ui.faces import NAMES, face_name, speak
from ui.jobs import Jobs
from ui.theme import load_theme
from ui.translations import available_languages


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """Puts its name back."""
    name = qapp.applicationDisplayName()
    yield qapp
    qapp.setApplicationDisplayName(name)


@pytest.mark.parametrize("language", available_languages())
@pytest.mark.parametrize("identity", IDENTITIES.values(), ids=list(IDENTITIES))
def test_cover_desk_and_dialogs_have_one_title(
    app: QApplication, qtbot: QtBot, tmp_path: Path, identity: Identity, language: str
) -> None:
    speak(app, identity, language)
    jobs = Jobs(threads=1)
    cover, window = make_cover(identity, tmp_path, jobs, load_theme("paper")), DeskWindow(identity)
    qtbot.addWidget(cover)
    qtbot.addWidget(window)
    assert cover.windowTitle() == window.windowTitle() == app.applicationDisplayName() == face_name(identity)
    assert cover.windowTitle().isascii() is (language != "ko")
    qtbot.waitUntil(cover.is_saved)
    jobs.close()


def test_every_name_can_be_translated() -> None:
    assert {identity.name for identity in IDENTITIES.values()} == set(NAMES)


def test_a_build_with_a_name_of_its_own_bears_it_in_every_language(app: QApplication) -> None:
    own = msgspec.structs.replace(IDENTITIES["notes"], name="Aquarium")
    speak(app, own, "ko")
    assert app.applicationDisplayName() == "Aquarium"
