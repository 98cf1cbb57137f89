"""Themes as plain data: each is a JSON file in assets/themes whose keys are the fields of `Theme`.

A person's own are in the library, see own_theme.py; themes.py brings both together.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

HIGH_CONTRAST_NAMES = ("contrast-light", "contrast-dark")
THEME_NAMES = ("paper", "sepia", "night", *HIGH_CONTRAST_NAMES)
DEFAULT_THEME_NAME = "paper"
_THEMES_FOLDER = Path(__file__).resolve().parent.parent / "assets" / "themes"


class Theme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Colours as `#RRGGBB`; what each is used for stands in docs/architecture.md."""

    name: str
    is_dark: bool
    paper: str
    panel: str
    line: str
    ink: str
    soft: str
    faint: str
    ember: str
    on_ember: str
    selection: str
    mark: str
    yellow: str
    green: str
    blue: str
    pink: str
    spoken: str


def load_theme(name: str, folder: Path = _THEMES_FOLDER) -> Theme:
    """Read one theme. Raises FileNotFoundError or msgspec.ValidationError: both are defects of the build."""
    return msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=Theme)
