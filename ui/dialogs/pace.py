"""How fast bytes go by, over the last few seconds: a stick is quick at first and then is not."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

_WINDOW_S = 8.0
_ENOUGH_S = 1.0


class Pace:
    """`now_s` is a clock that never goes back."""

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._noted: deque[tuple[float, int]] = deque()

    def note(self, done_bytes: int) -> None:
        """So many bytes are done by now."""
        now_s = self._now_s()
        self._noted.append((now_s, done_bytes))
        while len(self._noted) > 2 and now_s - self._noted[1][0] >= _WINDOW_S:
            self._noted.popleft()

    def rate_bytes_per_s(self) -> float:
        """Bytes a second lately; 0 while nothing can be said yet."""
        if len(self._noted) < 2:
            return 0.0
        (start_s, start_bytes), (end_s, end_bytes) = self._noted[0], self._noted[-1]
        passed_s = end_s - start_s
        return max(0.0, (end_bytes - start_bytes) / passed_s) if passed_s >= _ENOUGH_S else 0.0
