"""What the program calls itself: one ordinary name for its window titles, class, icon and processes."""

from __future__ import annotations

import msgspec


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The outward face that the guard and the desk share, so that a taskbar shows one program.

    `is_neutral`: a build handed out under a name of its own shows the cover at its first launch, never a wizard.
    """

    name: str
    wm_class: str
    icon_name: str
    is_neutral: bool = False


NOTES = Identity(name="Notes", wm_class="notes", icon_name="notes")
