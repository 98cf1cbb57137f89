"""What the page can do, by name: features say how, keys and buttons ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.reading.page_actions import default_keys

Handler = Callable[[], object]


class Actions(QObject):
    """The handlers of a page's actions. Those of a document do nothing while none is open."""

    changed = Signal()  # what `is_available` or `is_on` answers

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._handlers: dict[str, Handler] = {}
        self._always: set[str] = set()
        self._on: set[str] = set()
        self._unavailable: set[str] = set()
        self._shortcuts: list[tuple[str, QShortcut]] = []
        self._has_document = False
        self.changed.connect(self._follow)
        self._keys: Mapping[str, Sequence[QKeySequence]] = default_keys()

    def add(self, name: str, handler: Handler, *, always: bool = False) -> None:
        """Let `name` mean this. With `always` also without a document."""
        self._handlers[name] = handler
        if always:
            self._always.add(name)

    def handler(self, name: str) -> Handler | None:
        """What `name` means now, for whoever says anew what it means for some documents."""
        return self._handlers.get(name)

    def act(self, name: str) -> None:
        """Do what a key or a button means; what means nothing now is no error."""
        if self.is_available(name):
            self._handlers[name]()

    def is_available(self, name: str) -> bool:
        """Whether `act` would do anything."""
        is_open = self._has_document or name in self._always
        return is_open and name in self._handlers and name not in self._unavailable

    def is_on(self, name: str) -> bool:
        """Whether an action that goes on and off is on."""
        return name in self._on

    def set_available(self, names: Sequence[str], *, available: bool) -> None:
        """Of the open document: a plain text has no pages to rotate."""
        self._unavailable = self._unavailable - set(names) if available else self._unavailable | set(names)
        self.changed.emit()

    def set_on(self, name: str, *, on: bool) -> None:
        """Show an action as on or off, wherever it is shown."""
        self._on = self._on | {name} if on else self._on - {name}
        self.changed.emit()

    def set_has_document(self, *, has_document: bool) -> None:
        """From now on a document is open, or none is."""
        self._has_document = has_document
        self.changed.emit()

    def bind(self, keys: Mapping[str, Sequence[QKeySequence]]) -> None:
        """Let each key ask for its action while the page or anything on it has the keyboard; earlier keys go."""
        for _, shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._keys = keys
        self._shortcuts = [(name, self._shortcut(name, key)) for name, sequences in keys.items() for key in sequences]
        self.changed.emit()

    def _follow(self) -> None:
        """A key whose action means nothing now belongs to whatever has the keyboard."""
        for name, shortcut in self._shortcuts:
            shortcut.setEnabled(self.is_available(name))

    def action_of(self, pressed: QKeyCombination) -> str:
        """The action that this key asks for now, "" for none."""
        sought = QKeySequence(pressed)
        return next((n for n, keys in self._keys.items() if sought in keys and self.is_available(n)), "")

    def key_text(self, name: str) -> str:
        """The first key of an action as it is written on this system, "" if it has none."""
        return next((key.toString(QKeySequence.SequenceFormat.NativeText) for key in self._keys.get(name, ())), "")

    def _shortcut(self, name: str, sequence: QKeySequence) -> QShortcut:
        shortcut = QShortcut(sequence, self._page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.act(name))
        return shortcut
