"""How far a long verb has come: one line on the terminal that the next one overwrites."""

from __future__ import annotations

import time
from collections.abc import Callable

from reader.cli.output import megabytes, progress

_LEAST_S = 0.1


class Meter:
    """Tells a verb's progress a few times a second, and takes its line away at the end of the `with` block.

    An instance can be passed as `on_progress`. `label` may change on the way; `counts_bytes` tells the rate too.
    """

    def __init__(
        self, label: str, *, counts_bytes: bool = False, clock_s: Callable[[], float] = time.monotonic
    ) -> None:
        self.label = label
        self._counts_bytes = counts_bytes
        self._clock_s = clock_s
        self._started_s = clock_s()
        self._told_s = float("-inf")

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *_: object) -> None:
        progress("")

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total`."""
        now_s = self._clock_s()
        if done < total and now_s - self._told_s < _LEAST_S:
            return
        self._told_s = now_s
        share = done / total if total else 1
        progress(f"{self.label}  {share:.0%}{self._rate(done, now_s)}")

    def _rate(self, done: int, now_s: float) -> str:
        elapsed_s = now_s - self._started_s
        if not self._counts_bytes or elapsed_s < _LEAST_S:
            return ""
        return f"  {megabytes(done / elapsed_s)} a second"
