"""A machine and a bus of their own for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guard.triggers.fake_bus import PrivateBus, private_bus
from tests.platform.safety.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "machine")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A folder that really is there."""
    folder = tmp_path / "a place" / "vault"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    """Skips where no daemon is installed."""
    with private_bus(tmp_path) as bus:
        yield bus
