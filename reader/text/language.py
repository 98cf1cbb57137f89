"""Language: what a text's own letters say about its direction, script and language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from reader.text.model import Direction

_SAMPLE_CHARACTERS = 4000
_RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "ug", "sd", "dv", "ckb", "iw", "arc", "syr"})
_RTL_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo"})
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ko", "\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f"),
    ("kana", "\u3041-\u30ff\u31f0-\u31ff"),
    ("han", "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"),
    ("arabic", "\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"),
    ("he", "\u0590-\u05ff"),
    ("cyrillic", "\u0400-\u052f"),
    ("el", "\u0370-\u03ff"),
    ("th", "\u0e01-\u0e5b"),
    ("lo", "\u0e81-\u0edf"),
    ("km", "\u1780-\u17ff"),
    ("my", "\u1000-\u109f"),
    ("bo", "\u0f00-\u0fff"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
    ("am", "\u1200-\u139f"),
    ("latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
)
_LETTERS = {name: re.compile(f"[{ranges}]") for name, ranges in _SCRIPTS}
_PERSIAN = re.compile("[پچژگکی\u200c]")
_URDU = re.compile("[ٹڈڑںےہھ]")
_UYGHUR = re.compile("[ۇۈۋې]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}")


_ASCII_LETTER = re.compile("[A-Za-z]")
_DIRECTION_CHARACTERS = 100_000
"""Whoever has written no letter by then has no direction: 64 MiB of blanks took half a minute."""


def language_tag(declared: str | None) -> str:
    """`declared` as a BCP 47 tag ("en_US" too), or empty when it is none."""
    tag = (declared or "").strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) and tag.lower() not in {"und", "zxx", "mul"} else ""


def language_direction(tag: str) -> Direction:
    """The direction that a language is written in; AUTO for an empty tag."""
    if not tag:
        return Direction.AUTO
    parts = tag.lower().split("-")
    return Direction.RTL if parts[0] in _RTL_LANGUAGES or _RTL_SCRIPTS & set(parts[1:]) else Direction.LTR


def text_direction(texts: str | Iterable[str]) -> Direction:
    """The direction of the first strong letter (UAX #9, rules P2 and P3); AUTO when there is none."""
    for text in [texts] if isinstance(texts, str) else texts:
        if text.isascii():
            if _ASCII_LETTER.search(text):
                return Direction.LTR
            continue
        for character in text[:_DIRECTION_CHARACTERS]:
            kind = unicodedata.bidirectional(character)
            if kind == "L":
                return Direction.LTR
            if kind in {"R", "AL"}:
                return Direction.RTL
    return Direction.AUTO


def led(line: str, direction: str) -> str:
    """A line whose direction ("rtl" or "ltr") was said beside it, made to say so itself: by a mark (UAX #9, 2.6) before
    it, where it has letters of both directions and the first says otherwise. Another `direction` changes nothing."""
    kinds = {unicodedata.bidirectional(character) for character in line}
    if "L" not in kinds or not kinds & {"R", "AL"}:
        return line
    starts = text_direction(line)
    if direction == "rtl" and starts is Direction.LTR:
        return f"\u200f{line}"
    return f"\u200e{line}" if direction == "ltr" and starts is Direction.RTL else line


def dominant_script(text: str) -> str:
    """The script that most letters of the text's first few thousand characters are in; empty without letters."""
    sample = text[:_SAMPLE_CHARACTERS]
    if sample.isascii():
        return "latin" if any(map(str.isalpha, sample)) else ""
    counts = Counter({name: len(pattern.findall(sample)) for name, pattern in _LETTERS.items()})
    if counts["kana"] * 10 > counts["han"] and counts["kana"]:
        counts["kana"] += counts["han"]
        counts["han"] = 0
    name, count = counts.most_common(1)[0]
    return name if count else ""


def guess_language(text: str) -> str:
    """A language tag where the script tells it; empty for scripts that many languages share (Latin)."""
    script = dominant_script(text)
    sample = text[:_SAMPLE_CHARACTERS]
    if script == "arabic":
        return _arabic_script_language(sample)
    if script == "cyrillic":
        return "uk" if len(_UKRAINIAN.findall(sample)) * 50 > len(_LETTERS["cyrillic"].findall(sample)) else "ru"
    return {"kana": "ja", "han": "zh", "latin": ""}.get(script, script)


def _arabic_script_language(sample: str) -> str:
    letters = len(_LETTERS["arabic"].findall(sample))
    for tag, pattern in (("ug", _UYGHUR), ("ur", _URDU), ("fa", _PERSIAN)):
        if len(pattern.findall(sample)) * 25 > letters:
            return tag
    return "ar"
