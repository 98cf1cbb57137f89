"""The one window of the desk. Its title is the identity's name, whatever it shows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from reader.guard.identity import Identity
from reader.guard.messages import Placement
from ui import shortcuts
from ui.faces import face_name
from ui.icons import identity_icon
from ui.placement import place
from ui.widgets.return_key import press_focused_button

_SIZE = QSize(1200, 760)
_MOST_OF_SCREEN = 0.9
_MINIMUM = QSize(560, 320)
"""A screen of 1366 by 768 at a scale of two has 683 by 384."""


class DeskWindow(QWidget):
    """Shows one page at a time. Closing is a wish: the guard decides what happens to this process."""

    close_requested = Signal()

    def __init__(self, identity: Identity) -> None:
        super().__init__()
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(face_name(identity))
        self.setWindowIcon(identity_icon(identity))
        self.setMinimumSize(_MINIMUM)
        self.resize(_SIZE.boundedTo(QGuiApplication.primaryScreen().availableSize() * _MOST_OF_SCREEN))
        self._stack = QStackedLayout(self)
        self._set_aside: list[QWidget] = []
        self._may_fill_screen = False

    def show_page(self, page: QWidget, *, may_fill_screen: bool = False) -> None:
        """Bring `page` to the front and let go of the one before it. Not every page has a use for the whole screen."""
        self._may_fill_screen = may_fill_screen
        before = self._stack.currentWidget()
        self._stack.setCurrentIndex(self._stack.addWidget(page))
        if before is not None and before is not page:
            self._stack.removeWidget(before)
            before.hide()

    def take_place(self, placement: Placement) -> None:
        """Before it is shown: stand exactly where the cover stands."""
        place(self, placement)

    def come_forward(self) -> None:
        """Show, raise and take the keyboard, the dialogs that were open with it."""
        set_aside, self._set_aside = self._set_aside, []
        for window in [self, *set_aside]:
            window.show()
            window.raise_()
            window.activateWindow()

    def step_back(self) -> None:
        """Hide every window of this process, dialogs with what was typed into them; `come_forward` shows them again."""
        while popup := QApplication.activePopupWidget():
            popup.close()
        shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        self._set_aside = [window for window in shown if window is not self] or self._set_aside
        for window in shown:
            window.hide()

    def toggle_full_screen(self) -> None:
        """Take the whole screen, or what the window had before. Only this process knows of it, as long as it lives."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 fills the screen; that, and an Escape that no page wanted, ends it.

        No QShortcut: Qt asks those before any window, and who had chosen F11 to hide everything would not be heard.
        """
        is_key = QKeySequence(event.keyCombination()) == QKeySequence(shortcuts.FULL_SCREEN)
        is_way_out = event.key() == Qt.Key.Key_Escape and self.isFullScreen()
        if (is_key and self._may_fill_screen and not event.isAutoRepeat()) or is_way_out:
            self.toggle_full_screen()
        elif not press_focused_button(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_requested.emit()
