"""Choices as text for a setting, and back: a choice that nobody can read any more is as if it had never been made."""

from __future__ import annotations

from typing import TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


def encoded(choice: msgspec.Struct) -> str:
    """As text for a setting."""
    return msgspec.json.encode(choice).decode()


def decoded_as(kind: type[T], kept: str | None) -> T:
    """What `encoded` wrote; as it comes where nothing or nothing sensible was kept."""
    try:
        return kind() if kept is None else msgspec.json.decode(kept, type=kind)
    except msgspec.MsgspecError:
        return kind()
