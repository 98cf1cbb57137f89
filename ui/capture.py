"""Keeps every window of the desk out of screenshots and recordings, where the system lets a program do that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

from reader.platform.base import Platform


class CaptureWarden(QObject):
    """Watches windows come to the screen, dialogs and menus too, and tells the system of each before it is seen.

    On a system that can't, it watches nothing: Qt would ask Python about every event.
    """

    def __init__(self, app: QGuiApplication, platform: Platform) -> None:
        super().__init__(app)
        self._platform = platform
        self._is_admitted = False
        self._is_done = True
        self.can_exclude = platform.can_exclude_from_capture
        if self.can_exclude:
            app.installEventFilter(self)

    @property
    def is_admitted(self) -> bool:
        """Whether windows may be captured, as was last asked for."""
        return self._is_admitted

    @property
    def is_done(self) -> bool:
        """Whether the system has said of every window since then that it is so."""
        return self._is_done

    def set_admitted(self, *, admitted: bool) -> None:
        """Let windows be captured or keep them out: those on the screen at once, the others when they come."""
        self._is_admitted, self._is_done = admitted, True
        if self.can_exclude:
            for window in QGuiApplication.topLevelWindows():
                if window.isVisible():
                    self._tell(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt sends it before the window is mapped, so that not one frame of it can be caught.
        if event.type() == QEvent.Type.Show and isinstance(watched, QWindow) and watched.isTopLevel():
            self._tell(watched)
        return False

    def _tell(self, window: QWindow) -> None:
        told = self._platform.admit_to_capture if self._is_admitted else self._platform.exclude_from_capture
        self._is_done = told(int(window.winId())) and self._is_done
