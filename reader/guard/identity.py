"""What the program calls itself: one ordinary name for its window titles, class, icon and processes."""

from __future__ import annotations

import msgspec

HOME = "Notes"
"""The name of the program's folders and socket, whatever cover it wears: a new cover must find the same library."""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The outward face that the guard and the desk share, so that a taskbar shows one program.

    `cover` is what the settings file calls it, and the folder of its own data. `is_neutral`: a build handed out under
    a name of its own shows the cover at its first launch, never a wizard.
    """

    name: str
    wm_class: str
    icon_name: str
    cover: str
    home: str = HOME
    is_neutral: bool = False


NOTES = Identity(name="Notes", wm_class="notes", icon_name="notes", cover="notes")
CALCULATOR = Identity(name="Calculator", wm_class="calculator", icon_name="calculator", cover="calculator")
BLANK = Identity(name="Blank", wm_class="blank", icon_name="file", cover="blank")
PICTURE = Identity(name="Picture", wm_class="picture", icon_name="picture", cover="picture")
SHEET = Identity(name="Sheet", wm_class="sheet", icon_name="sheet", cover="sheet")
IDENTITIES = {identity.cover: identity for identity in (NOTES, CALCULATOR, SHEET, PICTURE, BLANK)}


def identity_of(cover: str, build: Identity = NOTES) -> Identity:
    """The face of this cover in this build; the build's own for a cover that it does not know."""
    face = IDENTITIES.get(cover, build)
    return msgspec.structs.replace(face, home=build.home, is_neutral=build.is_neutral)
