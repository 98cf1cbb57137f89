"""Where keys lie: numbers that stay the same whatever layout and language make of the key.

`X_CODES` is for X and Wayland: codes of linux/input-event-codes.h, each 8 higher. `WINDOWS_CODES` are scan codes of
set 1, with 0x100 for the extended ones, as they come with WM_KEYDOWN (bits 16 to 24). Names are those of X keysyms.
"""

from __future__ import annotations

_UP_TO_F10 = range(1, 11)

X_CODES: dict[str, int] = {f"F{number}": 66 + number for number in _UP_TO_F10} | {
    "F11": 95,
    "F12": 96,
    "Pause": 127,
    "Scroll_Lock": 78,
    "Insert": 118,
    "Control_R": 105,
}
X_SHIFT_CODES = {"Shift_L": 50, "Shift_R": 62}
"""Apart: a tap of them is a gesture, and neither can be the panic key."""
WINDOWS_CODES: dict[str, int] = {f"F{number}": 0x3A + number for number in _UP_TO_F10} | {
    "F11": 0x57,
    "F12": 0x58,
    "Pause": 0x45,
    "Scroll_Lock": 0x46,
    "Insert": 0x152,
    "Control_R": 0x11D,
}
