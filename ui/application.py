"""The application object of both processes: one name, one class, one face, so that a person sees one program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from reader.guard.identity import Identity

_MOTIONS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


def identified_application(identity: Identity) -> QApplication:
    """An application under the identity's name, without a memory of its own.

    Its first argument and name become the windows' class.
    """
    QApplication.setStyle("Fusion")
    application = QApplication([identity.wm_class])
    application.setApplicationName(identity.wm_class)
    application.setApplicationDisplayName(identity.name)
    application.setDesktopFileName(identity.wm_class)
    application.setQuitOnLastWindowClosed(False)
    for effect in _MOTIONS:  # nothing moves by itself, whether or not the system asks for that
        application.setEffectEnabled(effect, False)
    application.saveStateRequest.connect(_never_restart)
    return application


def _never_restart(manager: QSessionManager) -> None:
    """A program that starts by itself at the next login would tell that it was running."""
    manager.setRestartHint(QSessionManager.RestartHint.RestartNever)
