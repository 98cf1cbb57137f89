"""Which language the windows speak. The guard and the desk both call `install_language` before their first window."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

TRANSLATIONS_FOLDER = Path(__file__).resolve().parent.parent / "assets" / "translations"
SOURCE_LANGUAGE = "en"


def QT_TRANSLATE_NOOP(_context: str, source: str) -> str:
    """Mark a literal in a table for translators: pyside6-lupdate knows the name. PySide's own is untyped."""
    return source


def available_languages(folder: Path = TRANSLATIONS_FOLDER) -> tuple[str, ...]:
    """The language codes that the windows can speak, the source language first."""
    translated = {path.stem.removeprefix("hearth_") for path in folder.glob("hearth_*.qm")}
    return (SOURCE_LANGUAGE, *sorted(translated - {SOURCE_LANGUAGE}))


def install_language(app: QCoreApplication, language: str = "", folder: Path = TRANSLATIONS_FOLDER) -> str:
    """Make `app` speak `language` ("" is the system's); answers the code of the language it speaks now.

    Tried in order: the system's list of preferred languages, or the one asked for; a language that nobody has
    translated falls back to English. Numbers and dates follow the same locale, the layout follows its direction.
    """
    locale = QLocale(language) if language else QLocale.system()
    spoken = best_language(language, available_languages(folder))
    translator = QTranslator(app)
    if translator.load(str(folder / f"hearth_{spoken}.qm")):  # English has one for its plurals
        QCoreApplication.installTranslator(translator)
    # A system in a third language still reads dates in the words that surround them.
    QLocale.setDefault(locale if _code(locale.name()) == spoken else QLocale(spoken))
    if isinstance(app, QGuiApplication):
        app.setLayoutDirection(QLocale(spoken).textDirection())
    return spoken


def best_language(language: str, available: Collection[str]) -> str:
    """The code among `available` nearest to what the person reads: `language`, or "" for the system's list."""
    wanted = [language] if language else QLocale.system().uiLanguages()
    return next((code for name in wanted if (code := _code(name)) in available), SOURCE_LANGUAGE)


def _code(name: str) -> str:
    return name.replace("_", "-").split("-")[0].lower()


def reading_edge() -> Qt.AlignmentFlag:
    """Where lines begin in the windows, also those of text that itself runs the other way."""
    edge = Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
    return edge | Qt.AlignmentFlag.AlignAbsolute


def is_mirrored() -> bool:
    """Whether lines run from right to left in the windows."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
