"""The person's own keys: read when the page is made, applied at once, kept when they change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

from ui.key_places import as_pressed, is_written
from ui.reading.actions import Actions
from ui.reading.key_map import KEYS_SETTING, KeyMap, decoded
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.setting_keeper import SettingKeeper
from ui.window_keys import WindowKeys


class KeyBinding(PageFeature):
    """`key_map` is what holds. Letters are heard by their place where the layout has none of ours."""

    changed = Signal()
    failed = Signal(object)  # HearthError: other keys could not be kept, and hold only until the library is closed

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts)
        self.key_map = KeyMap()
        self._keeper = SettingKeeper(parts.library, parts.jobs, KEYS_SETTING, self.failed.emit)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            heard = PlacedKeys(parts.page, parts.actions, app)
            parts.page.destroyed.connect(heard.deleteLater)
        library = parts.library
        parts.jobs.run(lambda: library.setting(KEYS_SETTING), lambda kept: self._hold(decoded(kept)), self.failed.emit)

    def choose(self, key_map: KeyMap) -> None:
        """Let other keys hold, from now on."""
        self._hold(key_map)
        self._keeper.keep(key_map.encoded())

    def _hold(self, key_map: KeyMap) -> None:
        self.key_map = key_map
        self.parts.actions.bind(key_map.sequences())
        self.changed.emit()


class PlacedKeys(WindowKeys):
    """Hears the page's letters by place. What has the keyboard is asked first, as Qt asks it before any shortcut.

    Whatever Qt has found a shortcut for never comes here. So in Arabic Shift+L is the slash that it writes there,
    and in Hebrew, where Shift gives Latin capitals, Qt hears it as L.
    """

    def __init__(self, page: QWidget, actions: Actions, app: QGuiApplication) -> None:
        super().__init__(app)
        self._page, self._actions = page, actions
        self.watch_all()

    def hear(self, event: QEvent) -> bool:
        """See `WindowKeys`."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        action = self._action(as_pressed(event)) if is_written(event) else ""
        if not action or self._is_wanted_elsewhere(event):
            return False
        self._actions.act(action)
        return True

    def _action(self, meant: QKeyCombination) -> str:
        return self._actions.action_of(meant) if Shiboken.isValid(self._page) and self._page.isVisible() else ""

    def _is_wanted_elsewhere(self, event: QKeyEvent) -> bool:
        """By a dialog, by a menu, by a field in which it is a letter."""
        focused: QObject | None = QApplication.focusWidget()
        if QApplication.activePopupWidget() or QApplication.activeModalWidget() or not isinstance(focused, QWidget):
            return True
        if focused is not self._page and not self._page.isAncestorOf(focused):
            return True
        asked = QKeyEvent(
            QEvent.Type.ShortcutOverride, event.key(), event.modifiers(),
            event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers(), event.text(),
        )  # fmt: skip
        asked.ignore()
        QApplication.sendEvent(focused, asked)
        return asked.isAccepted()
