"""DOCX numbering: which number a paragraph has (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from reader.formats.docx_names import child, children, is_on, short, value, whole
from reader.formats.docx_styles import Properties, Styles, paragraph_properties
from reader.formats.office_numerals import LIST_MARKS, numeral
from reader.formats.trees import Element

LEVELS = 9
MAX_LABEL_CHARACTERS = 100
_PLACE = re.compile("%([1-9])")
_PLAIN_LABEL = re.compile(r"%([1-9])[.)\u3002\uff0e]?")
_MAX_LINKS = 20
_MAX_NUMBER = 999_999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering. `restart` is the level from 1 that starts it anew, 0 none, -1 any above."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int = -1
    legal: bool = False
    style: str = ""
    paragraph: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph's place in a list: its level, and either the mark of a real list (`""` a bullet) or words."""

    level: int
    number: int = 0
    mark: str | None = None
    words: str = ""
    paragraph: Properties = field(default_factory=dict)


@dataclass(slots=True)
class _Number:
    """A w:num: the definition it takes, with levels of its own and starts of its own."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The numberings of one document, counting as paragraphs come by."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._numbers: dict[str, _Number] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        for element in children(root, "w:abstractNum"):
            name = value(element, "abstractNumId")
            self._abstract[name] = _levels(element)
            self._links[name] = value(child(element, "w:numStyleLink"))
        for element in children(root, "w:num"):
            self._add_number(element)

    def label(self, number: str, level: int, style: str = "") -> Label | None:
        """Count one paragraph of this numbering; None when there is no such numbering."""
        found = self._numbers.get(number)
        abstract = self._real_abstract(found.abstract) if found else ""
        levels = self._abstract.get(abstract, {}) | (found.levels if found else {})
        if found is None or not levels:
            return None
        if level < 0:
            level = next((each for each, entry in levels.items() if style and entry.style == style), 0)
        level = min(level, LEVELS - 1)
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        self._begin(number, found, counts)
        self._count(levels, counts, level, found)
        return _label(levels, counts, level)

    def _begin(self, number: str, found: _Number, counts: list[int | None]) -> None:
        """At the first paragraph of a numbering that starts anew, forget what was counted."""
        if number in self._started:
            return
        self._started.add(number)
        for level in found.starts:
            counts[level] = None

    def _count(self, levels: dict[int, Level], counts: list[int | None], level: int, found: _Number) -> None:
        count = counts[level]
        start = found.starts.get(level, levels.get(level, Level()).start)
        counts[level] = start if count is None else min(count + 1, _MAX_NUMBER)
        for upper in range(level):
            if counts[upper] is None:
                counts[upper] = found.starts.get(upper, levels.get(upper, Level()).start)
        for lower in range(level + 1, LEVELS):
            restart = levels.get(lower, Level()).restart
            if restart < 0 or 0 < level + 1 <= restart:
                counts[lower] = None

    def _real_abstract(self, abstract: str) -> str:
        """The definition behind links through numbering styles; a loop of them ends where it closes."""
        seen: set[str] = set()
        while self._links.get(abstract) and abstract not in seen and len(seen) < _MAX_LINKS:
            seen.add(abstract)
            number = self._numbers.get(self._styles.list_number(self._links[abstract]))
            abstract = number.abstract if number else abstract
        return abstract

    def _add_number(self, element: Element) -> None:
        number = _Number(value(child(element, "w:abstractNumId")))
        for override in children(element, "w:lvlOverride"):
            level = whole(value(override, "ilvl"), -1)
            if not 0 <= level < LEVELS:
                continue
            own = child(override, "w:lvl")
            if own is not None:
                number.levels[level] = _level(own)
            start = child(override, "w:startOverride")
            if start is not None:
                number.starts[level] = min(max(whole(value(start)), 0), _MAX_NUMBER)
        self._numbers[value(element, "numId")] = number


def _levels(element: Element) -> dict[int, Level]:
    found = {whole(value(each, "ilvl"), -1): _level(each) for each in children(element, "w:lvl")}
    return {number: level for number, level in found.items() if 0 <= number < LEVELS}


def _level(element: Element) -> Level:
    level = Level()
    for each in element:
        match short(each):
            case "w:start":
                level = replace(level, start=min(max(whole(value(each)), 0), _MAX_NUMBER))
            case "w:numFmt":
                level = replace(level, kind=value(each))
            case "AlternateContent" | "mc:AlternateContent":
                level = replace(level, kind=next((value(each) for each in each.iter() if value(each)), level.kind))
            case "w:lvlText":
                level = replace(level, text=value(each)[:MAX_LABEL_CHARACTERS])
            case "w:lvlRestart":
                level = replace(level, restart=max(whole(value(each)), 0))
            case "w:isLgl":
                level = replace(level, legal=is_on(each))
            case "w:pStyle":
                level = replace(level, style=value(each))
            case "w:pPr":
                level = replace(level, paragraph=paragraph_properties(each))
    return level


def _label(levels: dict[int, Level], counts: list[int | None], level: int) -> Label:
    own = levels.get(level, Level(text=f"%{level + 1}."))
    number = counts[level] or 0
    if own.kind == "bullet":
        return Label(level, number, "" if own.text.strip() else None, paragraph=own.paragraph)
    plain = _PLAIN_LABEL.fullmatch(own.text)
    mark = LIST_MARKS.get("decimal" if own.legal else own.kind)
    if plain and int(plain.group(1)) == level + 1 and mark and number > 0:
        return Label(level, number, mark, paragraph=own.paragraph)

    def written(place: re.Match[str]) -> str:
        which = int(place.group(1)) - 1
        kind = levels.get(which, Level()).kind
        return numeral(counts[which] or 0, "decimal" if own.legal and kind != "none" else kind)

    return Label(level, number, None, _PLACE.sub(written, own.text)[:MAX_LABEL_CHARACTERS], own.paragraph)
