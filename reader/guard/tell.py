"""`main.py panic`, `lock`, `unlock`: a word to the program that runs, and nothing else loaded for it.

A dead-man's cable, a key of the desktop's or a person in a hurry starts a process for it: what that process loads is
time in which the library can be seen. bench panic measures it from the start to the answer.
"""

from __future__ import annotations

import sys

from reader.guard.identity import HOME
from reader.guard.socket import send_command
from reader.platform import this_platform


def tell(word: str) -> int:
    """Send it and wait until it has been done: 0.

    1: no program runs, it did not answer, or it refused (a summons right
    after a panic). All three are said on stderr in one sentence, so that it tells nobody of a panic.
    """
    platform = this_platform()
    platform.harden_process()
    if send_command(word, HOME, platform):
        return 0
    sys.stderr.write("Not done: the program is not running, or can't do it now. Try again in a few seconds.\n")
    return 1
