"""DOCX fields: of what a field computes only the kept result is shown, a link as a link (ECMA-376, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_WORD = re.compile(r'"([^"]*)"|(\S+)')
_RUBY = re.compile(r"\\s\\up\s*\d*\s*\((.*?)\)\s*[,;]\s*([^()]*)\)", re.IGNORECASE)
_MAX_INSTRUCTION_CHARACTERS = 4096
_MAX_OPEN = 100

BOOKMARK = "b:"
"""Before a bookmark's name in the ids of the tree."""


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False


class Fields:
    """The fields that are open at the place that is read."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def shown(self) -> bool:
        """Whether text here is part of what a reader sees."""
        return all(field.in_result for field in self._open)

    @property
    def href(self) -> str:
        """Where the innermost link field leads; empty when there is none."""
        for field in reversed(self._open):
            href = field_href(field.instruction)
            if href:
                return href
        return ""

    def begin(self) -> None:
        if len(self._open) < _MAX_OPEN:
            self._open.append(_Field())

    def instruct(self, text: str) -> None:
        """More of the innermost field's instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction = (self._open[-1].instruction + text)[:_MAX_INSTRUCTION_CHARACTERS]

    def separate(self) -> None:
        if self._open:
            self._open[-1].in_result = True

    def end(self) -> str:
        """Close the innermost field; the instruction of one that kept no result, else empty."""
        if not self._open:
            return ""
        field = self._open.pop()
        return "" if field.in_result else field.instruction

    def end_paragraph(self) -> None:
        """Forget fields whose instruction did not end in their paragraph, so that a broken one hides nothing more."""
        self._open = [field for field in self._open if field.in_result]

    def clear(self) -> None:
        self._open.clear()


def field_href(instruction: str) -> str:
    """Where a field's instruction leads: `#b:NAME` for a bookmark, an address outside, or empty."""
    words = [quoted or plain for quoted, plain in _WORD.findall(instruction)]
    name, rest = words[0].upper() if words else "", words[1:]
    if name in {"REF", "PAGEREF", "NOTEREF"} and rest and "\\h" in rest:
        return bookmark_href(rest[0])
    if name != "HYPERLINK" or not rest:
        return ""
    for number, word in enumerate(rest[:-1]):
        if word.lower() == "\\l" and (number == 0 or not rest[0] or rest[0].startswith("\\")):
            return bookmark_href(rest[number + 1])
    return "" if rest[0].startswith("\\") else rest[0]


def field_words(instruction: str) -> str:
    """What a field without a result shows: the base and reading of a ruby made by EQ; empty for all else."""
    match = _RUBY.search(instruction) if instruction.strip()[:2].upper() == "EQ" else None
    return f"{match.group(2).strip()}({match.group(1).strip()})" if match else ""


def bookmark_href(name: str) -> str:
    return f"#{BOOKMARK}{quote(name)}" if name else ""
