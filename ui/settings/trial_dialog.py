"""Says what will happen before something that hides the library is tried for real."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.dialogs.confirm_dialog import ConfirmDialog


class TrialDialog(ConfirmDialog):
    """`accepted` follows when it shall happen now."""

    def __init__(self, what: str, parent: QWidget, *, locks: bool = False, is_noticed: bool = True) -> None:
        """`what` is tried, in words; `locks`: the prompt follows, else the cover. `is_noticed`: it works here."""
        sentences = [_say_what_follows(locks=locks)]
        if not is_noticed:
            sentences.append(
                QCoreApplication.translate(
                    "TrialDialog", "This machine would not notice it by itself: the test only shows what would be done."
                )
            )
        sentences.append(
            QCoreApplication.translate(
                "TrialDialog", "What is being added or copied stops. Nothing that is in the library is lost."
            )
        )
        heading = QCoreApplication.translate("TrialDialog", "Test: {what}").format(what=what)
        super().__init__(heading, " ".join(sentences), QCoreApplication.translate("TrialDialog", "Test now"), parent)


def _say_what_follows(*, locks: bool) -> str:
    if locks:
        return QCoreApplication.translate(
            "TrialDialog", "The library closes now, and the prompt asks for the passphrase, as it would then."
        )
    return QCoreApplication.translate("TrialDialog", "The library closes now, and the cover comes, as it would then.")
