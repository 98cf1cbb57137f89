"""The shape of clean markup, seen in one pass: cheap to check, and cheap to parse for whoever passes.

Parsing HTML as browsers do takes quadratic time on markup made for it (measured: 100,000 open divs, 47 s; a million
bare ampersands, 13 s; neither can be cancelled). What reader/text/markup.py leaves needs no such mercy: every `<`
begins a whole tag, every `&` a known entity, and nothing nests deep.
"""

from __future__ import annotations

import re

from reader.text.markup import TAGS

MAX_DEPTH = 512
_VOID = {"br", "hr", "img"}
_ATTRIBUTE = r' [a-z]{1,10}="[^"<>]{0,12000}"'
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9]{{0,9}})(?:{_ATTRIBUTE}){{0,8}}>")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp);")


def is_plain_sailing(markup: str) -> bool:
    """Whether `markup` is made of tags that nest at most MAX_DEPTH deep, known entities and text. Linear time."""
    depth = tags = 0
    for tag in _TAG.finditer(markup):
        tags += 1
        ends, name = tag[1], tag[2]
        if name not in TAGS:
            return False
        if name not in _VOID:
            depth += -1 if ends else 1
        if not 0 <= depth <= MAX_DEPTH:
            return False
    if depth or tags != markup.count("<"):
        return False
    return sum(1 for _ in _ENTITY.finditer(markup)) == markup.count("&")
