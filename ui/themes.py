"""All themes there are: those that come with Hearth and the person's own; which is worn, and which comes next."""

from __future__ import annotations

from functools import cache

import msgspec
from PySide6.QtCore import QObject, Signal

from ui.own_theme import (
    MOST_OWN_THEMES,
    OwnTheme,
    decoded_themes,
    encoded_themes,
    free_name,
    theme_of,
)
from ui.theme import DEFAULT_THEME_NAME, THEME_NAMES, Theme, load_theme


class Themes(QObject):
    """Keeps no file: `kept` carries what the library is to remember."""

    chosen = Signal(str)  # the name of a theme that shall be worn
    changed = Signal()  # which there are, or what one looks like
    kept = Signal(str)  # the person's own, for OWN_THEMES_SETTING

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.own: tuple[OwnTheme, ...] = ()

    def load(self, kept: str | None) -> None:
        """Take the own ones that a library remembers."""
        self.own = decoded_themes(kept)
        self.changed.emit()

    @property
    def names(self) -> tuple[str, ...]:
        """In the order in which the key goes through them."""
        return THEME_NAMES + tuple(own.name for own in self.own)

    def theme(self, name: str) -> Theme:
        """The theme of that name, or the first of all if it is gone."""
        own = self.own_theme(name)
        if own is not None:
            return theme_of(own)
        return _built_in(name if name in THEME_NAMES else DEFAULT_THEME_NAME)

    def title(self, name: str) -> str:
        """What a theme is called."""
        own = self.own_theme(name)
        if own is not None:
            return own.title or self.tr("Own colours {number}").format(number=name.removeprefix("own-"))
        return {
            "paper": self.tr("Paper"),
            "sepia": self.tr("Sepia"),
            "night": self.tr("Night"),
            "contrast-light": self.tr("Black on white"),
            "contrast-dark": self.tr("White on black"),
        }.get(name, name)

    def own_theme(self, name: str) -> OwnTheme | None:
        """What the person has chosen for it, None if it is none of theirs."""
        return next((own for own in self.own if own.name == name), None)

    def next_after(self, name: str) -> str:
        """The name of the theme after this one; after the last comes the first."""
        names = self.names
        return names[(names.index(name) + 1) % len(names)] if name in names else names[0]

    def choose(self, name: str) -> None:
        """Ask for a theme to be worn."""
        if name in self.names:
            self.chosen.emit(name)

    @property
    def has_room(self) -> bool:
        """Whether another can be made."""
        return len(self.own) < MOST_OWN_THEMES

    def begin(self, base: Theme) -> OwnTheme:
        """A new one that looks like `base`, not yet put."""
        return OwnTheme(name=free_name(self.own), paper=base.paper, ink=base.ink, ember=base.ember)

    def put(self, own: OwnTheme) -> None:
        """Keep an own theme, new or changed, and wear it. One that nothing could be read in is not kept."""
        if not own.is_usable or (self.own_theme(own.name) is None and not self.has_room):
            return
        others = [each for each in self.own if each.name != own.name]
        at = next((number for number, each in enumerate(self.own) if each.name == own.name), len(others))
        self._set((*others[:at], msgspec.structs.replace(own, title=own.title.strip()), *others[at:]))
        self.chosen.emit(own.name)

    def remove(self, name: str) -> None:
        """Forget an own theme, and wear the first of all instead."""
        self._set(tuple(each for each in self.own if each.name != name))
        self.chosen.emit(DEFAULT_THEME_NAME)

    def _set(self, own: tuple[OwnTheme, ...]) -> None:
        self.own = own
        self.kept.emit(encoded_themes(own))
        self.changed.emit()


@cache
def _built_in(name: str) -> Theme:
    return load_theme(name)
