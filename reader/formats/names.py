"""Names and other lines that a file brings along: on one line, and with nothing in them that turns or hides letters."""

from __future__ import annotations

import re

from reader.text.bidi import show_controls, written_out

MAX_LINE_CHARACTERS = 1000
_UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def one_line(text: str | None, limit: int = MAX_LINE_CHARACTERS) -> str:
    """`text` (None is none) on one line without control characters, cut at `limit`."""
    line = " ".join(_CONTROL.sub(" ", (text or "")[: limit * 4]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def shown_name(text: str, limit: int = MAX_LINE_CHARACTERS) -> str:
    """A name, address or link target on one line, each direction control and unseen letter in it written out."""
    line = one_line(text, limit)
    return _UNSEEN.sub(lambda found: written_out(found[0]), show_controls(line))[: limit * 2]
