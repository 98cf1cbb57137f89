"""Fixtures for the whole suite: no real display unless asked for, no real home, the shared corpus."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from tests import screens

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="run the windowed tests, on an Xvfb of their own")
    parser.addoption("--slow", action="store_true", help="run the tests that take minutes")


settings.register_profile("steady", derandomize=True)
"""The same examples every time, so that CI judges the change and not the draw; people's own runs keep drawing."""


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("CI"):
        settings.load_profile("steady")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as shells start what runs in the background
        signal.signal(signal.SIGINT, signal.default_int_handler)  # or no child could be stopped by Ctrl+C
    if config.getoption("--onscreen"):
        os.environ.pop("WAYLAND_DISPLAY", None)
        os.environ["QT_QPA_PLATFORM"] = "xcb"
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "onscreen" in item.keywords and not config.getoption("--onscreen"):
            item.add_marker(pytest.mark.skip(reason="windowed: run with --onscreen"))
        if "slow" in item.keywords and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason="takes minutes: run with --slow"))


@pytest.fixture(scope="session", autouse=True)
def x_server(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """With --onscreen: an Xvfb with a window manager for the whole session; its DISPLAY."""
    if not request.config.getoption("--onscreen"):
        yield None
        return
    with screens.x_server() as display:
        os.environ["DISPLAY"] = display
        yield display


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a home of its own, so that nothing is read from or written to the person's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name, folder in {
        "XDG_DATA_HOME": ".local/share",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_RUNTIME_DIR": "run",
    }.items():
        (home / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        monkeypatch.setenv(name, str(home / folder))
    return home


@pytest.fixture(autouse=True)
def no_language_left() -> Iterator[None]:
    """A language that a test installs goes with it, locale and direction too: the next expects the sources' words."""
    locale = QLocale()
    yield
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication):
        return
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(locale)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real files that nobody here wrote."""
    if not CORPUS.is_dir():
        pytest.skip("the shared corpus is not beside the checkout")
    return CORPUS
