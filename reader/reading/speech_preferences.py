"""How a person wants to be read to: plain data, kept inside the library."""

from __future__ import annotations

from typing import Annotated

import msgspec

from reader.reading.kept import decoded_as

SPEECH_SETTING = "reading.speech"
SLOWEST, FASTEST = -10, 10


class SpeechPreferences(msgspec.Struct, frozen=True, kw_only=True):
    """`speed` 0 is the voice's own; `voices` are names by language. Nobody is read to before `is_agreed`."""

    speed: Annotated[int, msgspec.Meta(ge=SLOWEST, le=FASTEST)] = 0
    voices: dict[str, str] = {}
    describes_pictures: bool = True
    is_agreed: bool = False
    """The person knows what the system's speech service gets, and wants it."""
    is_switched_off: bool = False
    """The person wants no text to go there, ever, until they say otherwise."""


def decoded(kept: str | None) -> SpeechPreferences:
    """What `encoded` wrote; as it comes where nothing or nothing sensible was kept."""
    return decoded_as(SpeechPreferences, kept)
