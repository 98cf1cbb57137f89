"""What the program is called in the language of its windows: on its titles, and wherever a cover is named.

The window's class stays as it is in every language: so do those of other programs, and desktops find the icon by it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from reader.guard.identity import Identity
from ui.translations import QT_TRANSLATE_NOOP, install_language

_CONTEXT = "CoverSection"
NAMES = (
    QT_TRANSLATE_NOOP("CoverSection", "Notes"),
    QT_TRANSLATE_NOOP("CoverSection", "Calculator"),
    QT_TRANSLATE_NOOP("CoverSection", "Sheet"),
    QT_TRANSLATE_NOOP("CoverSection", "Picture"),
    QT_TRANSLATE_NOOP("CoverSection", "Blank"),
)
"""Names of identities; a build with a name of its own bears it in every language."""


def speak(application: QApplication, identity: Identity, language: str) -> None:
    """Before the first window: this language ("" is the system's), and the identity's name in it."""
    install_language(application, language)
    application.setApplicationDisplayName(face_name(identity))


def face_name(identity: Identity) -> str:
    """The title of every window, the same in guard and desk."""
    return QCoreApplication.translate(_CONTEXT, identity.name)
