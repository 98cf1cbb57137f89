"""What a look at the machine has found about one matter.

A finding names its reason; whether the matter holds follows from the reason, so that a sentence and its sign can't
disagree. What could not be looked at is never said to hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

Matter: TypeAlias = Literal[
    "deaths",
    "panic-key",
    "covers",
    "triggers",
    "sandbox",
    "swap",
    "hibernation",
    "disk",
    "capture",
    "clipboard",
    "recent",
    "memory",
    "dumps",
    "session",
    "accessibility",
    "input-method",
]
Verdict: TypeAlias = Literal["holds", "fails", "unknown"]

NO_ANSWER = "no-answer"
FAILED = "failed"
_UNTOLD: dict[str, Verdict] = {NO_ANSWER: "unknown", FAILED: "unknown"}
"""Of every matter: what was asked was silent for the limit; what was read could not be."""

REASONS: Mapping[Matter, Mapping[str, Verdict]] = {
    "deaths": {**_UNTOLD, "some": "fails"},
    "panic-key": {
        **_UNTOLD,
        "armed": "holds",
        "not-yet": "unknown",
        "no-display-server": "fails",
        "desktop-key": "fails",
        "no-raw-keys": "fails",
        "no-such-key": "fails",
        "watch-died": "fails",
        "window-only": "fails",
    },
    "covers": {
        **_UNTOLD,
        "layers": "holds",
        "windows": "holds",
        "borrowed-windows": "fails",
        "none": "fails",
    },
    "triggers": {**_UNTOLD, "all": "holds", "some": "fails", "off": "fails", "none": "fails"},
    "sandbox": {
        **_UNTOLD,
        "two-walls": "holds",
        "one-wall": "holds",
        "system-wall": "holds",
        "open-network": "fails",
        "none": "fails",
    },
    "swap": {
        **_UNTOLD,
        "none": "holds",
        "memory": "holds",
        "encrypted": "holds",
        "plain": "fails",
        "untold": "unknown",
    },
    "hibernation": {
        **_UNTOLD,
        "impossible": "holds",
        "no-room": "holds",
        "encrypted": "holds",
        "plain": "fails",
        "untold": "unknown",
    },
    "disk": {
        **_UNTOLD,
        "encrypted": "holds",
        "folder-encrypted": "holds",
        "memory": "holds",
        "memory-swapped": "fails",
        "plain": "fails",
        "elsewhere": "unknown",
        "untold": "unknown",
    },
    "capture": {
        **_UNTOLD,
        "excluded": "holds",
        "admitted": "fails",
        "impossible": "fails",
        "refused": "fails",
    },
    "clipboard": {**_UNTOLD, "none-found": "holds", "unnamed": "fails", "found": "fails"},
    "recent": {**_UNTOLD, "clean": "holds", "indexed": "unknown", "listed": "fails", "unreadable": "unknown"},
    "memory": {**_UNTOLD, "closed": "holds", "administrator": "fails", "open": "fails"},
    "dumps": {**_UNTOLD, "off": "holds", "on": "fails", "kernel": "fails"},
    "session": {
        **_UNTOLD,
        "wayland": "holds",
        "wayland-open": "fails",
        "wayland-untold": "unknown",
        "x11": "fails",
        "xwayland": "fails",
        "none": "unknown",
    },
    "accessibility": {**_UNTOLD, "off": "holds", "on": "fails"},
    "input-method": {**_UNTOLD, "none-found": "holds", "found": "unknown"},
}
"""For each matter all that a look can end with, and what that means."""


class Finding(msgspec.Struct, frozen=True):
    """`facts` are names and numbers for the sentence, in the order of the look; nothing of a document is in them."""

    matter: Matter
    reason: str
    facts: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Whether it holds. A reason that nobody knows proves nothing."""
        return REASONS[self.matter].get(self.reason, "unknown")
