"""DOCX: the word processor documents of Office Open XML (ECMA-376)."""

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
    raise UnsupportedKind("docx")


FORMAT = Format("docx", sniff, guarded(parse))
