"""Printing: results to stdout, all else to stderr, and nothing that a document says as a command to the terminal."""

from __future__ import annotations

import sys
from typing import Any

import msgspec

MEGABYTE_BYTES = 1_000_000
"""As disks are sold."""

_COMMANDS = [*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_IN_A_LINE = dict.fromkeys(_COMMANDS, "\ufffd") | dict.fromkeys(map(ord, "\t\n\r"), " ")
_IN_A_TEXT = {code: shown for code, shown in _IN_A_LINE.items() if chr(code) not in "\t\n"}


def put_line(*cells: object) -> None:
    """A result: one line, its cells parted by tabs. Control characters in them are shown, not obeyed."""
    print("\t".join(str(cell).translate(_IN_A_LINE) for cell in cells))


def put_text(text: str) -> None:
    """A stretch of a document's text, its line breaks and tabs kept."""
    sys.stdout.write(text.translate(_IN_A_TEXT))


def put_json(value: Any) -> None:
    """A result as one JSON object on a line, in UTF-8 whatever the terminal is."""
    line = msgspec.json.encode(value) + b"\n"
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(line.decode())
        return
    sys.stdout.flush()
    stream.write(line)


def complain(sentence: str) -> None:
    """Progress and errors."""
    print(sentence.translate(_IN_A_TEXT), file=sys.stderr, flush=True)


def progress(line: str) -> None:
    """A line that the next one overwrites; only where a person looks."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" + line.translate(_IN_A_LINE)[:100])
        sys.stderr.flush()


def megabytes(size_bytes: float) -> str:
    """A size for people, in units of a million bytes as disks are sold."""
    return f"{size_bytes / MEGABYTE_BYTES:.1f} MB"
