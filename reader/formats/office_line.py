"""Office line: what stands in one paragraph of a word processor's document, gathered before it becomes HTML.

A paragraph's language is known only once all of it was read, so its runs wait here; neighbours of one look become one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from lxml import etree

from reader.formats.trees import Element, printable
from reader.text.language import guess_language, text_direction
from reader.text.model import Direction

TAB = "\u2003"
"""A tab stop inside a line, whose width is known to a layout only."""

_SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]|\x7f")
_RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")
_ASCII_LETTER = re.compile("[A-Za-z]")
_COMPLEX_LETTER = re.compile("[\u0900-\u109f\u1780-\u17ff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_EAST_ASIAN_SCRIPTS = ((_HANGUL, ("ko",)), (_KANA, ("ja",)), (_HAN, ("", "zh", "ja", "ko", "yue", "ii")))
"""What tells the script, and the languages that may stand with it; the first where another is declared."""

_MOST_HAN_ALONE = 12
_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ug", "ps", "sd", "ku", "ckb", "prs"})
_EAST_ASIAN = frozenset({"zh", "ja", "ko", "yue", "ii"})
_RTL_LANGUAGES = _ARABIC_SCRIPT | {"he", "iw", "yi", "dv", "syr", "arc"}


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a run of text looks, as the attributes of the one element that stands for it."""

    style: str = ""
    lang: str = ""
    direction: str = ""
    href: str = ""

    def raised(self) -> TextLook:
        """The same as a superscript."""
        return replace(self, style=";".join(part for part in (self.style, "vertical-align:super") if part))


PLAIN_LOOK = TextLook()


@dataclass(slots=True)
class Line:
    """The content of one paragraph in reading order: runs of text, and elements that are ready."""

    _parts: list[tuple[TextLook, list[str]] | Element] = field(default_factory=list)
    _filled: bool = False

    @property
    def has_places(self) -> bool:
        """Whether there is anything at all, if only the name of a place."""
        return bool(self._parts)

    @property
    def empty(self) -> bool:
        """Whether nothing that can be seen was added; places alone can't be seen."""
        return not self._filled

    def text(self, text: str, look: TextLook = PLAIN_LOOK) -> None:
        """Add text as it stands in the document: rows of spaces stay."""
        if not text:
            return
        self._filled = self._filled or not text.isspace()
        last = self._parts[-1] if self._parts else None
        if isinstance(last, tuple) and last[0] == look:
            last[1].append(text)
        else:
            self._parts.append((look, [text]))

    def prefix(self, text: str) -> None:
        """Put plain text at the head of the line."""
        self._filled = True
        self._parts.insert(0, (PLAIN_LOOK, [text]))

    def tab(self, look: TextLook = PLAIN_LOOK) -> None:
        self.text(TAB, look)

    def line_break(self) -> None:
        self._parts.append(etree.Element("br"))

    def anchor(self, name: str) -> None:
        """Name the place of whatever comes next."""
        self._parts.append(etree.Element("span", {"id": markup_text(name)}))

    def add(self, element: Element, href: str = "") -> None:
        """Add an image, a formula or ruby, inside a link if there is one."""
        self._filled = True
        if href:
            link = etree.Element("a", {"href": href})
            link.append(element)
            element = link
        self._parts.append(element)

    def language(self) -> str:
        """The language that most of the text is in; empty when nothing says it."""
        counts: Counter[str] = Counter()
        for part in self._parts:
            if isinstance(part, tuple):
                counts[part[0].lang] += sum(len(text.strip()) for text in part[1])
        language, count = counts.most_common(1)[0] if counts else ("", 0)
        return language if count else ""

    def plain_text(self) -> str:
        return "".join("".join(part[1]) for part in self._parts if isinstance(part, tuple))

    def take_leading_tab(self) -> bool:
        """Take away a tab at the head of the line; true when there was one."""
        for part in self._parts:
            if isinstance(part, tuple):
                first = part[1][0]
                if first.startswith(TAB):
                    part[1][0] = first[len(TAB) :]
                return first.startswith(TAB)
            if part.tag != "span":
                return False
        return False

    def write(self, block: Element) -> None:
        """Put everything into `block` and give it the line's language."""
        language = self.language()
        if language:
            block.set("lang", language)
        for part in self._parts:
            if isinstance(part, tuple):
                look, texts = part
                _write_text(block, "".join(texts), replace(look, lang="") if look.lang == language else look)
            else:
                block.append(part)


def direction_of(text: str) -> str:
    """`rtl` for a text all of whose letters run from right to left, `ltr` for one with others; empty without letters.

    For paragraphs whose document says nothing: a word processor sets them from left to right, and so they stay, but
    for those that hold no letter of that direction.
    """
    if not text.isascii() and _RTL_LETTER.search(text):
        has_ltr = any(text_direction(word) is Direction.LTR for word in text.split() if not _RTL_LETTER.search(word))
        return "ltr" if has_ltr else "rtl"
    return "ltr" if text_direction(text) is Direction.LTR else ""


def script_of(text: str) -> str:
    """Which of a word processor's three groups of scripts a text is in: `complex`, `asian`, or "" for the rest."""
    if text.isascii():
        return ""
    if _RTL_LETTER.search(text) or _COMPLEX_LETTER.search(text):
        return "complex"
    return "asian" if any(pattern.search(text) for pattern, _ in _EAST_ASIAN_SCRIPTS) else ""


def run_language(text: str, latin: str, east_asian: str, complex_: str) -> str:
    """Which of a run's three declared languages the text is in; none that its letters speak against.

    Word processors declare all three for every run, often by the author's machine alone.
    """
    if text.isascii():
        if not _ASCII_LETTER.search(text):
            return ""
    else:
        if _RTL_LETTER.search(text):
            return _right_to_left(text, complex_)
        for pattern, languages in _EAST_ASIAN_SCRIPTS:
            if pattern.search(text):
                declared = east_asian if _primary(east_asian) in languages else languages[0]
                return "zh" if pattern is _HAN and _is_long_for(text, declared) else declared
    return latin if _primary(latin) not in _EAST_ASIAN | _RTL_LANGUAGES else ""


def _is_long_for(text: str, declared: str) -> bool:
    """Whether a text in Han characters alone is too long to be part of a Korean or Japanese one."""
    return _primary(declared) in {"ko", "ja"} and len(_HAN.findall(text)) > _MOST_HAN_ALONE


def _right_to_left(text: str, declared: str) -> str:
    """The declared language, unless the letters are of another: `ar` is declared for Persian as well."""
    guess = guess_language(text)
    primary = _primary(declared)
    fits = primary in _ARABIC_SCRIPT if guess == "ar" else primary in {guess, "iw", "yi"} if guess == "he" else False
    return declared if fits or primary == guess or (not guess and primary in _RTL_LANGUAGES) else guess


def markup_text(text: str) -> str:
    """`text` as it may stand in a tree, with rows of spaces that HTML would not show as no-break spaces."""
    return _SPACES.sub(_as_kept, printable(text))


def _as_kept(match: re.Match[str]) -> str:
    found = match.group()
    return "" if found == "\x7f" else "\xa0" * (len(found) - 1) + " "


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _write_text(block: Element, text: str, look: TextLook) -> None:
    text = markup_text(text)
    if look == PLAIN_LOOK:
        last = next(block.iterchildren(reversed=True), None)  # len() would count all of them
        if last is not None:
            last.tail = (last.tail or "") + text
        else:
            block.text = (block.text or "") + text
        return
    run = etree.SubElement(block, "a" if look.href else "span")
    for name, value in (("style", look.style), ("lang", look.lang), ("dir", look.direction), ("href", look.href)):
        if value:
            run.set(name, value)
    run.text = text
