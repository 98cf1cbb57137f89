"""What stands on other screens than one's own while nobody reads: the cover's colour, or what the person chose.

It lies in the clear, like everything of a cover.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

MAX_TEXT_CHARACTERS = 200
DEFAULT_COLOUR = "#22303C"
COLOURS = ("#FBFAF7", "#D9D2C5", "#C9DCE8", "#CFE0CF", "#7A2E2E", "#2F5D50", "#22303C", "#000000")
"""What is offered: light, then dark; white on a wall is as bright as a lamp."""

SlideKind: TypeAlias = Literal["none", "colour", "picture", "text"]
Colour: TypeAlias = Annotated[str, msgspec.Meta(pattern="^#[0-9A-Fa-f]{6}$")]


class Slide(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`colour` is the ground, whatever stands on it. A picture is a file beside it (`PictureStore`)."""

    kind: SlideKind = "none"
    colour: Colour = DEFAULT_COLOUR
    text: Annotated[str, msgspec.Meta(max_length=MAX_TEXT_CHARACTERS)] = ""


NO_SLIDE = Slide()


def is_light(colour: str) -> bool:
    """Whether dark letters are read better on it: by relative luminance, as ITU-R BT.709 weighs the colours."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140
