"""FB2: FictionBook 2, plain or in a ZIP archive."""

from __future__ import annotations

from collections.abc import Iterator

from reader.errors import UnsupportedKind
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.text.model import ParseEvent


def sniff(_head: bytes) -> float:
    return 0.0


def parse(_data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    yield from ()
    raise UnsupportedKind("fb2")


FORMAT = Format("fb2", sniff, guarded(parse))
