"""What unused space is made of."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from reader.vault.files import write_noise
from reader.vault.noise import LARGE_BYTES, noise_source

MIB = 1024 * 1024


@pytest.mark.parametrize("total_bytes", [4096, LARGE_BYTES - 1, LARGE_BYTES, 2 * MIB])
def test_it_gives_as_much_as_is_asked_for_and_never_the_same(total_bytes: int) -> None:
    source, other = noise_source(total_bytes), noise_source(total_bytes)
    taken = [source(count) for count in (512, 4096, 1, 4096)] + [other(4096)]
    assert [len(part) for part in taken] == [512, 4096, 1, 4096, 4096]
    pages = {part for part in taken if len(part) == 4096}
    assert len(pages) == 3


def test_the_key_is_drawn_from_the_system_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bytes] = []

    def draw(count: int) -> bytes:
        drawn.append(os.getrandom(count))
        return drawn[-1]

    monkeypatch.setattr(os, "urandom", draw)
    assert noise_source(MIB)(4096) != noise_source(MIB)(4096)
    assert [len(key) for key in drawn] == [32, 32]
    assert drawn[0] != drawn[1]


def test_its_bytes_are_equally_frequent(tmp_path: Path) -> None:
    path = tmp_path / "noise"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    write_noise(descriptor, 0, 4 * MIB)
    os.close(descriptor)
    content = path.read_bytes()
    expected = 4 * MIB / 256
    chi_squared = sum((count - expected) ** 2 / expected for count in Counter(content).values())
    assert 255 - 6 * 510**0.5 < chi_squared < 255 + 6 * 510**0.5  # six standard deviations of 255 degrees of freedom
    sectors = {content[at : at + 512] for at in range(0, len(content), 512)}
    assert len(sectors) == 4 * MIB // 512


def test_settling_does_without_ciphers() -> None:
    """The guard settles; it stays as small as it is."""
    script = "import sys, reader.vault.settle; print('cryptography' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "False"
