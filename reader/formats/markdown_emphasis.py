"""Markdown's emphasis: rows of `*`, `_` and `~~` paired by CommonMark 0.31's rules (chapter 6.2)."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass

PUNCTUATION = frozenset(string.punctuation)
_BESIDE_HAN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
"""Letters of scripts that set no space between a word and what follows it."""


@dataclass(slots=True)
class Run:
    """A row of `*`, `_` or `~`: what is left of it, and the tags that its parts became."""

    char: str
    count: int
    can_open: bool
    can_close: bool
    closing: str = ""
    opening: str = ""
    length: int = 0

    def html(self) -> str:
        return self.closing + self.char * self.count + self.opening


def is_punctuation(char: str) -> bool:
    return char in PUNCTUATION or (char > "\x7f" and not char.isalnum() and not char.isspace())


def flanking(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run between these characters is left- and right-flanking (CommonMark 6.2).

    Next to letters of scripts without spaces the rule on punctuation is not held: `**“말”**은` is meant to be bold.
    """
    left, right = not after.isspace(), not before.isspace()
    if left and right and not (_BESIDE_HAN.match(before) or _BESIDE_HAN.match(after)):
        left_blocked = is_punctuation(after) and not is_punctuation(before)
        right_blocked = is_punctuation(before) and not is_punctuation(after)
        return not left_blocked, not right_blocked
    return left, right


def settle(runs: list[Run], first: int) -> None:
    """Pair the runs from `first` on into emphasis (CommonMark, "process emphasis")."""
    openers: list[Run] = []
    bottom: dict[tuple[str, bool, int], int] = {}
    for run in runs[first:]:
        while run.can_close and run.count:
            key = (run.char, run.can_open, run.length % 3)
            lowest = bottom.get(key, 0)
            index = len(openers) - 1
            while index >= lowest and not _fit(openers[index], run):
                index -= 1
            if index < lowest:
                bottom[key] = len(openers)
                break
            del openers[index + 1 :]
            _pair(openers[index], run)
            if not openers[index].count:
                del openers[index]
            bottom = {each: min(height, len(openers)) for each, height in bottom.items()}
        if run.can_open and run.count:
            openers.append(run)


def _fit(opener: Run, closer: Run) -> bool:
    if opener.char != closer.char:
        return False
    both = opener.can_close or closer.can_open
    odd = both and (opener.length + closer.length) % 3 == 0 and not (opener.length % 3 == closer.length % 3 == 0)
    return not odd


def _pair(opener: Run, closer: Run) -> None:
    used = 2 if min(opener.count, closer.count) >= 2 else 1
    tag = "del" if opener.char == "~" else "strong" if used == 2 else "em"
    opener.count -= used
    closer.count -= used
    opener.opening = f"<{tag}>{opener.opening}"
    closer.closing += f"</{tag}>"
