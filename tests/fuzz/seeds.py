"""What fuzzing starts from: the samples of each format's contract suite, and small files of the corpus."""

from __future__ import annotations

import importlib
from pathlib import Path

from tests.conftest import CORPUS
from tests.formats.contract import FormatContract

_SUITES = Path(__file__).resolve().parents[1] / "formats"
_ENDINGS = {"epub": "epub", "pdf": "pdf", "markdown": "md", "html": "html"}
_LARGEST_BYTES = 60_000
_MOST_FILES = 12


def seeds() -> dict[str, list[bytes]]:
    """Sound documents by kind, the same in every run."""
    for module in sorted(_SUITES.glob("test_*_format.py")):
        importlib.import_module(f"tests.formats.{module.stem}")
    found: dict[str, list[bytes]] = {}
    for suite in sorted(_below(FormatContract), key=lambda each: each.__qualname__):
        if "format" in vars(suite):
            found.setdefault(suite.format.kind, []).extend(suite.samples())
    for kind, ending in _ENDINGS.items():
        found.setdefault(kind, []).extend(_corpus(ending))
    return found


def _below(suite: type[FormatContract]) -> set[type[FormatContract]]:
    direct = set(suite.__subclasses__())
    return direct.union(*(_below(each) for each in direct))


def _corpus(ending: str) -> list[bytes]:
    small = sorted(path for path in CORPUS.glob(f"*/**/*.{ending}") if path.stat().st_size <= _LARGEST_BYTES)
    step = max(1, len(small) // _MOST_FILES)
    return [path.read_bytes() for path in small[::step][:_MOST_FILES]]
