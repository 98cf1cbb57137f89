"""docs/architecture.md leads a newcomer to every module of the reading rooms, and to none that is gone."""

from __future__ import annotations

import re
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_READING = _ROOT / "ui" / "reading"
_ELSEWHERE = _ROOT / "reader" / "reading"


def _rooms() -> str:
    text = (_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return text[text.index("## The reading rooms") : text.index("## Colours")]


def test_every_module_of_the_reading_rooms_is_named() -> None:
    named = set(re.findall(r"`(\w+\.py)`", _rooms()))
    there = {path.name for path in _READING.glob("*.py")} - {"__init__.py"}
    assert there - named == set()


def test_no_module_is_named_that_is_gone() -> None:
    for name in re.findall(r"`([\w/]+\.py)`", _rooms()):
        places = [_ROOT / name] if "/" in name else [_READING / name, _ELSEWHERE / name]
        assert any(path.is_file() for path in places), name
