"""A bus of its own for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guard.triggers.fake_bus import PrivateBus, private_bus


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    """Skips where no daemon is installed."""
    with private_bus(tmp_path) as bus:
        yield bus
