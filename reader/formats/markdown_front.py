"""Front matter: the few forms of YAML and TOML that people put before a Markdown text, read without a YAML parser.

Fields are `name: value`; a value may be a list in brackets, a list of lines that begin with `-`, or a folded text. What
is nested deeper is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reader.formats.names import one_line
from reader.text.language import guess_language, language_tag, text_direction
from reader.text.model import Metadata

_YAML = re.compile(r"---[ \t]*\n")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n")
_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"([\w-]{1,60})[ \t]*(?::|=)(?:[ \t]+(.*)|)$")
_MAX_FRONT_CHARACTERS = 64 * 1024
_MAX_VALUES = 100
_MAX_VALUE_CHARACTERS = 1000
_MAX_DESCRIPTION_CHARACTERS = 32 * 1024

Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values by lower-case name, and the text behind them."""

    fields: Mapping[str, list[str]]
    body: str

    def first(self, *names: str) -> str:
        """The first value of the first of these fields that has one, as a line."""
        return next(iter(self.all(*names)), "")

    def all(self, *names: str) -> tuple[str, ...]:
        """All values of the first of these fields that has any, each once."""
        for name in names:
            values = [one_line(value, _MAX_VALUE_CHARACTERS) for value in self.fields.get(name, [])]
            if any(values):
                return tuple(dict.fromkeys(value for value in values if value))
        return ()


def split_front_matter(text: str) -> FrontMatter:
    """The front matter of a text; without one, no field and the whole text."""
    for opening, closing in ((_YAML, _YAML_END), (_TOML, _TOML_END)):
        start = opening.match(text)
        end = closing.search(text, start.end(), start.end() + _MAX_FRONT_CHARACTERS) if start else None
        if start and end:
            fields = _fields(text[start.end() : end.start()])
            if fields or not text[start.end() : end.start()].strip():
                return FrontMatter(fields, text[end.end() :].lstrip("\n"))
    return FrontMatter({}, text)


def metadata_of(front: FrontMatter, heading: str) -> Metadata:
    """What the front matter says; the title, else the first heading; the language, else the letters' own."""
    language = language_tag(front.first("lang", "language", "locale")) or guess_language(front.body)
    description = "\n".join(front.fields.get("description") or front.fields.get("summary") or [])
    return Metadata(
        title=front.first("title") or heading[:_MAX_VALUE_CHARACTERS],
        authors=front.all("author", "authors", "creator", "by"),
        language=language,
        direction=text_direction(front.body),
        publisher=front.first("publisher"),
        published=front.first("date", "published", "pubdate", "created"),
        description=description[:_MAX_DESCRIPTION_CHARACTERS],
        subjects=front.all("tags", "keywords", "subjects", "subject", "categories", "category"),
        series=front.first("series"),
        series_index=front.first("series_index", "part", "volume") if front.first("series") else "",
    )


def _fields(block: str) -> Fields:
    fields: Fields = {}
    current: list[str] = []
    folded = False
    for line in block.split("\n"):
        bare = line.strip()
        match = _FIELD.match(line)
        if match:
            value = (match.group(2) or "").strip()
            folded = value in {"|", ">", "|-", ">-", "|+", ">+"}
            current = fields.setdefault(match.group(1).lower(), [])
            current += [] if folded else _values(value)
        elif folded and bare and line[0] in " \t":
            current[:] = [" ".join([*current, bare])]
        elif bare.startswith(("- ", "* ")) and len(current) < _MAX_VALUES:
            current += _item(bare[2:].strip())
    return {name: values[:_MAX_VALUES] for name, values in fields.items() if values}


def _item(text: str) -> list[str]:
    """A list's item; of a nested object (`- name: A. Author`) its name."""
    match = _FIELD.match(text)
    if match and match.group(1).lower() != "name":
        return []
    return _values((match.group(2) or "") if match else text)


def _values(value: str) -> list[str]:
    """One value, or those of a list in brackets."""
    if value.startswith("[") and value.endswith("]"):
        return [_bare(each) for each in value[1:-1].split(",")][:_MAX_VALUES]
    return [_bare(value)] if value else []


def _bare(value: str) -> str:
    """A value without its quotes, or without the comment behind it."""
    value = value.strip()
    if value[:1] in {'"', "'"} and value.endswith(value[0]) and len(value) > 1:
        return value[1:-1].replace(f"\\{value[0]}", value[0])
    return value.partition(" #")[0].rstrip()
