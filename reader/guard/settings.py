"""The guard's settings file: which cover, what a second screen shows, which language, and nothing that could tell."""

from __future__ import annotations

from pathlib import Path

import msgspec

from reader.covers.slide import Slide
from reader.guard.identity import IDENTITIES

FILE_NAME = "settings.json"
COVERS = tuple(IDENTITIES)


class GuardSettings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`language` "" is the system's. Fields of a later version are ignored, so that a step back starts."""

    cover: str = "notes"
    language: str = ""
    second_screen: Slide = Slide()


class _Least(msgspec.Struct, frozen=True):
    """What is read even where a later version wrote more than this one understands."""

    cover: str = "notes"
    language: str = ""


def load_settings(folder: Path) -> GuardSettings:
    """Read the file; defaults where there is none or it can't be understood: a guard always starts."""
    try:
        settings = _understood((folder / FILE_NAME).read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return GuardSettings()
    return settings if settings.cover in COVERS else msgspec.structs.replace(settings, cover=COVERS[0])


def _understood(data: bytes) -> GuardSettings:
    try:
        return msgspec.json.decode(data, type=GuardSettings)
    except msgspec.ValidationError:
        least = msgspec.json.decode(data, type=_Least)
        return GuardSettings(cover=least.cover, language=least.language)


def save_settings(folder: Path, settings: GuardSettings) -> None:
    """Write the file whole or not at all. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{FILE_NAME}.new"
    unfinished.write_bytes(msgspec.json.encode(settings))
    unfinished.replace(folder / FILE_NAME)
