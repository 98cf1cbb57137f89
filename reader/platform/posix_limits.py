"""Rlimits and open files of this process, as Linux and macOS both have them (getrlimit(2))."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterable

FIRST_OWN_DESCRIPTOR = 3
"""After stdin, stdout and stderr."""


def close_all_but_three() -> None:
    """Nothing stays open but stdin, stdout and stderr."""
    os.closerange(FIRST_OWN_DESCRIPTOR, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def lower_limits(limits: Iterable[tuple[int, int, int]]) -> None:
    """Set kind, soft and hard limit of each, never above what holds already. Raises OSError, ValueError."""
    for kind, soft, hard in limits:
        _, most = resource.getrlimit(kind)
        resource.setrlimit(kind, (_at_most(soft, most), _at_most(hard, most)))


def _at_most(wanted: int, most: int) -> int:
    return wanted if most == resource.RLIM_INFINITY else min(wanted, most)
