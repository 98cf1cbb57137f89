"""A person's own theme: three colours that were chosen, and all others made from them so that they can be read.

Plain data, kept as JSON in a setting of the library, so that no file outside it tells of a taste.
"""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
from msgspec import Meta

from ui.stylesheet import contrast
from ui.theme import THEME_NAMES, Theme

OWN_THEMES_SETTING = "themes.own"
MOST_OWN_THEMES = 12
LEAST_INK = 3.0
"""Below this the whole interface could hardly be read, and so neither be put right again."""

GOOD_INK, GOOD_ACCENT = 7.0, 4.5
_TEXT, _LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3
_OWN_NAME = re.compile(r"own-\d{1,4}")
_COLOUR = r"^#[0-9A-Fa-f]{6}$"
_STEPS = 20
_MARKS = {
    "mark": "#F2C200",
    "yellow": "#FFD500",
    "green": "#5FB52E",
    "blue": "#2E8FD0",
    "pink": "#E0507A",
    "spoken": "#8A63D2",
}

Colour = Annotated[str, Meta(pattern=_COLOUR)]


class OwnTheme(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen. `name` tells it from others ("own-1"), `title` is what the person calls it."""

    name: str
    title: Annotated[str, Meta(max_length=60)] = ""
    paper: Colour
    ink: Colour
    ember: Colour

    @property
    def ink_contrast(self) -> float:
        """Of text on paper, 1 to 21."""
        return contrast(self.ink, self.paper)

    @property
    def accent_contrast(self) -> float:
        """Of links and what is chosen, on paper."""
        return contrast(self.ember, self.paper)

    @property
    def is_usable(self) -> bool:
        """Whether the interface can be found one's way in."""
        return self.ink_contrast >= LEAST_INK


def theme_of(own: OwnTheme) -> Theme:
    """All colours of a theme. As far as ink and paper allow it, every text has its contrast (docs/architecture.md)."""
    paper, ink, ember = own.paper.upper(), own.ink.upper(), own.ember.upper()
    panel = mixed(paper, ink, 0.05)
    selection = _ground(paper, ember, ink, 0.24)
    return Theme(
        name=own.name,
        is_dark=contrast(paper, "#FFFFFF") > contrast(paper, "#000000"),
        paper=paper,
        panel=panel,
        line=mixed(paper, ink, 0.16),
        ink=ink,
        soft=_text(ink, 0.55, (paper, panel, selection), _TEXT),
        faint=_text(ink, 0.45, (paper, panel), _LARGE),
        ember=ember,
        on_ember=max(("#FFFFFF", "#000000"), key=lambda colour: contrast(colour, ember)),
        selection=selection,
        **{name: _ground(paper, colour, ink, 0.45) for name, colour in _MARKS.items()},
    )


def mixed(first: str, second: str, share: float) -> str:
    """`first` with a `share` of `second` in it."""
    channels = [
        round(int(first[at : at + 2], 16) * (1 - share) + int(second[at : at + 2], 16) * share) for at in (1, 3, 5)
    ]
    return "#{:02X}{:02X}{:02X}".format(*channels)


def encoded_themes(themes: tuple[OwnTheme, ...]) -> str:
    """As text for a setting."""
    return msgspec.json.encode(themes).decode()


def decoded_themes(kept: str | None) -> tuple[OwnTheme, ...]:
    """What `encoded_themes` wrote; whatever is no theme is left out."""
    try:
        raws = msgspec.json.decode(kept, type=list[msgspec.Raw]) if kept else []
    except msgspec.MsgspecError:
        return ()
    found: dict[str, OwnTheme] = {}
    for raw in raws[:MOST_OWN_THEMES]:
        try:
            own = msgspec.json.decode(raw, type=OwnTheme)
        except msgspec.MsgspecError:
            continue
        if _OWN_NAME.fullmatch(own.name) and own.is_usable:
            found[own.name] = own
    return tuple(found.values())


def free_name(themes: tuple[OwnTheme, ...]) -> str:
    """A name that no theme has."""
    taken = {theme.name for theme in themes} | set(THEME_NAMES)
    return next(f"own-{number}" for number in range(1, MOST_OWN_THEMES + 2) if f"own-{number}" not in taken)


def _text(ink: str, least_share: float, grounds: tuple[str, ...], ratio: float) -> str:
    """Ink thinned with paper as far as it can still be read on all of `grounds`."""
    for step in range(_STEPS):
        share = least_share + (1 - least_share) * step / _STEPS
        colour = mixed(grounds[0], ink, share)
        if all(contrast(colour, ground) >= ratio for ground in grounds):
            return colour
    return ink


def _ground(paper: str, colour: str, ink: str, share: float) -> str:
    """Paper tinted with `colour` as far as ink can still be read on it as well as text must."""
    wanted = min(_TEXT, contrast(ink, paper))
    for step in range(_STEPS):
        ground = mixed(paper, colour, share * (1 - step / _STEPS))
        if contrast(ink, ground) >= wanted:
            return ground
    return paper
