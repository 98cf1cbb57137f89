"""Which keys mean which action of the page: as they come, but for what a person has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtGui import QKeySequence

from ui.reading.page_actions import ACTION_OF, PAGE_ACTIONS

KEYS_SETTING = "reading.keys"
"""The name in `settings`: JSON by the action's name, in Qt's portable text."""
WAY_OUT = "Esc"
MOST_KEYS = 6
"""For one action; more would be a defect of what was kept."""


class KeyMap:
    """Immutable. An action that was changed keeps its keys whatever another has by default."""

    def __init__(self, changes: Mapping[str, Sequence[str]] | None = None) -> None:
        self._changes = {name: tuple(keys) for name, keys in (changes or {}).items()}
        taken = {key for keys in self._changes.values() for key in keys}
        self._keys = {
            action.name: self._changes[action.name]
            if action.name in self._changes
            else tuple(key for key in map(normal, action.keys) if key not in taken)
            for action in PAGE_ACTIONS
        }

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of an action, in portable text."""
        return self._keys[name]

    def sequences(self) -> dict[str, tuple[QKeySequence, ...]]:
        """For `Actions.bind`."""
        return {name: tuple(map(QKeySequence, keys)) for name, keys in self._keys.items()}

    def owner(self, key: str) -> str:
        """The action that a key means, "" for none."""
        return next((name for name, keys in self._keys.items() if key in keys), "")

    @property
    def all_keys(self) -> frozenset[str]:
        """Every key that means something on the page."""
        return frozenset(key for keys in self._keys.values() for key in keys)

    def is_changed(self, name: str) -> bool:
        """Whether an action's keys are others than those it comes with."""
        return self._keys[name] != tuple(map(normal, ACTION_OF[name].keys))

    @property
    def changed(self) -> list[str]:
        """The actions that have other keys than they come with."""
        return [name for name in self._keys if self.is_changed(name)]

    def with_key(self, name: str, key: str) -> KeyMap:
        """One key more for `name`; whatever had it has it no longer."""
        owner = self.owner(key)
        other = self.without_key(owner, key) if owner and owner != name else self
        return other._with(name, (*(each for each in other.keys(name) if each != key), key)[-MOST_KEYS:])

    def without_key(self, name: str, key: str) -> KeyMap:
        """One key less for `name`."""
        return self._with(name, tuple(each for each in self._keys[name] if each != key))

    def reset(self, name: str) -> KeyMap:
        """`name` as it comes; what took one of its keys meanwhile gives it back."""
        own = set(map(normal, ACTION_OF[name].keys))
        changes = {
            other: tuple(key for key in keys if key not in own)
            for other, keys in self._changes.items()
            if other != name
        }
        return KeyMap(_without_defaults(changes))

    def encoded(self) -> str:
        """As text for a setting."""
        return msgspec.json.encode(self._changes, order="sorted").decode()

    def _with(self, name: str, keys: tuple[str, ...]) -> KeyMap:
        return KeyMap(_without_defaults({**self._changes, name: keys}))


def decoded(kept: str | None) -> KeyMap:
    """What `encoded` wrote. Actions and keys that this version does not know are left out; nonsense is as it comes."""
    try:
        found = msgspec.json.decode(kept or "{}", type=dict[str, list[str]])
    except msgspec.MsgspecError:
        return KeyMap()
    changes: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for name, keys in found.items():
        if name in ACTION_OF:
            known = [key for key in map(normal, keys) if key and key not in seen]
            changes[name] = tuple(dict.fromkeys(known))[:MOST_KEYS]
            seen.update(changes[name])
    if WAY_OUT not in changes.get("library", (WAY_OUT,)):
        changes["library"] = (WAY_OUT, *changes["library"])
    others = {name: tuple(key for key in keys if name == "library" or key != WAY_OUT) for name, keys in changes.items()}
    return KeyMap(_without_defaults(others))


def normal(key: str) -> str:
    """A key as it is written here, "" where it is none or several."""
    sequence = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    return sequence.toString(QKeySequence.SequenceFormat.PortableText) if sequence.count() == 1 else ""


def native(key: str) -> str:
    """A key as it is written on this system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _without_defaults(changes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What is as it comes need not be kept: then a later version's keys reach it."""
    return {name: keys for name, keys in changes.items() if keys != tuple(map(normal, ACTION_OF[name].keys))}
