"""Stylesheets: a sheet as a screen would take it, cut down to what Hearth shows, in a form css_inline resolves right.

The rules of `@media` that hold on a screen, of `@supports` and `@layer` stand where they stood; print, fonts and
animations go. Shorthands become their long forms, so that what is set later wins. What `::before` and `::after` write
becomes a property of the element itself, read back by `generated`. Time is linear in the sheet's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

BEFORE, AFTER = "-hearth-before", "-hearth-after"
_SCREEN_PX = 1024

_STRING = r""""(?:[^"\\\n]|\\.)*+(?:"|$)|'(?:[^'\\\n]|\\.)*+(?:'|$)"""
_PART = rf"""{_STRING}|/\*(?:[^*]|\*(?!/))*+(?:\*/|$)|\\.|url\(\s*+(?!["'])[^)]*+(?:\)|$)|(?!/\*)[^{{}};"'\\]|["'\\]"""
_UP_TO_STOP = re.compile(rf"(?:{_PART})*+", re.DOTALL | re.IGNORECASE)
_COMMENT_OR_STRING = re.compile(rf"({_STRING})|/\*(?:[^*]|\*(?!/))*+(?:\*/|$)", re.DOTALL)
_BY_COMMA = re.compile(rf"(?:{_STRING}|\\.|\((?:[^()]|\([^()]*+\))*+\)|\[[^\]]*+(?:\]|$)|[^,])++", re.DOTALL)
_BY_SPACE = re.compile(rf"(?:{_STRING}|\((?:[^()]|\([^()]*+\))*+\)|[^\s])++", re.DOTALL)
_PSEUDO_ELEMENT = re.compile(r"::?(before|after)\s*$", re.IGNORECASE)
_OTHER_PSEUDO = re.compile(r"::|:first-l", re.IGNORECASE)
_FEATURE = re.compile(r"\(\s*([a-z-]+)\s*(?::\s*([^)]*))?\)", re.IGNORECASE)
_GROUPS = ("@media", "@supports", "@layer", "@container", "@scope")
_MAX_VALUE_CHARACTERS = 100
_MAX_CONTENT_CHARACTERS = 400
"""Beyond any honest value: each stands on every element that its rule meets. Variables may hold a picture."""

_LENGTH = re.compile(r"([\d.]{1,9})\s*(px|em|rem|pt)?", re.IGNORECASE)

_WANTED = frozenset(
    {
        "font-style", "font-weight", "font-variant", "font-variant-caps", "text-align", "text-indent", "text-transform",
        "text-decoration", "text-decoration-line", "vertical-align", "float", "page-break-before", "page-break-after",
        "break-before", "break-after", "white-space", "display", "direction", "list-style-type", "writing-mode",
        "-epub-writing-mode", "-webkit-writing-mode", "position", "width",
        *(f"{box}-{side}" for box in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
        *(
            f"{box}-{axis}-{end}"
            for box in ("margin", "padding")
            for axis in ("block", "inline")
            for end in ("start", "end")
        ),
    }
)  # fmt: skip
_SHORTHANDS = frozenset(
    {
        "margin",
        "padding",
        "font",
        "list-style",
        *(f"{box}-{axis}" for box in ("margin", "padding") for axis in ("block", "inline")),
    }
)
_FONT_WORDS = {
    "italic": "font-style",
    "oblique": "font-style",
    "bold": "font-weight",
    "bolder": "font-weight",
    "lighter": "font-weight",
    "small-caps": "font-variant",
}


@lru_cache(maxsize=32)
def screen_rules(sheet: str) -> str:
    """The rules of `sheet` that hold on a screen, one a line; empty when none says anything that is shown."""
    lines: list[str] = []
    for selector, declarations in _rules(sheet):
        kept = [each for each in declarations if _is_wanted(*each)]
        content = [value for name, value in declarations if name == "content" and len(value) <= _MAX_CONTENT_CHARACTERS]
        hides = ("display", "none") in kept
        plain: list[str] = []
        for one in _BY_COMMA.findall(selector):
            pseudo = _PSEUDO_ELEMENT.search(one)
            if pseudo is None:
                plain += [] if _OTHER_PSEUDO.search(one) else [one]
            elif content or hides:
                lines.append(_generating(one[: pseudo.start()], pseudo[1].lower(), "none" if hides else content[-1]))
        if kept and plain:
            lines += [f"{one}{{{';'.join(f'{name}:{value}' for name, value in kept)}}}" for one in plain]
    return "\n".join(lines).replace("</", "<\\/")


def _is_wanted(name: str, value: str) -> bool:
    if name.startswith("--"):
        return is_bounded(name, value)
    return (name in _WANTED or name in _SHORTHANDS) and len(value) <= _MAX_VALUE_CHARACTERS


def is_bounded(name: str, value: str) -> bool:
    """Whether a declaration grows by no more than what it names: of variables that name two others each, forty
    levels fill any memory."""
    return not name.startswith("--") or value.lower().count("var(") <= 1


def split_declarations(block: str) -> Iterator[tuple[str, str]]:
    """The declarations of a style attribute in order, names in lower case, shorthands opened."""
    for part in _parts(block):
        yield from _declaration(part)


def media_applies(query: str) -> bool:
    """Whether a media query holds on a screen of usual width that is neither dark nor turned."""
    queries = [each for each in query.lower().split(",") if each.strip()]
    return not queries or any(_one_applies(each.strip()) for each in queries)


def _one_applies(query: str) -> bool:
    kind = query.removeprefix("only ").split("(")[0].replace(" and", "").strip()
    if kind.startswith("not "):
        return kind[4:].strip() in {"print", "speech"}
    if kind not in {"", "all", "screen"}:
        return False
    return all(_feature_holds(name, value.strip()) for name, value in _FEATURE.findall(query))


def _feature_holds(name: str, value: str) -> bool:
    length = _LENGTH.match(value)
    if name in {"min-width", "max-width", "min-device-width", "max-device-width"} and length:
        try:
            px = float(length[1]) * {"em": 16, "rem": 16, "pt": 96 / 72}.get(length[2] or "px", 1)
        except ValueError:
            return False
        return px <= _SCREEN_PX if name.startswith("min") else px >= _SCREEN_PX
    unlike = {"prefers-color-scheme": "dark", "orientation": "portrait", "prefers-reduced-motion": "reduce"}
    return name not in unlike or value != unlike[name]


# --- reading a sheet


def _rules(sheet: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    position = 0
    while position < len(sheet):
        read = _UP_TO_STOP.match(sheet, position)
        end = read.end() if read else position
        prelude = _without_comments(sheet[position:end]).strip()
        stop = sheet[end : end + 1]
        position = end + 1
        if stop != "{":
            continue
        if prelude.startswith("@"):
            if not _is_in_force(prelude):
                position = _behind_block(sheet, position)
            continue
        parts, position = _block(sheet, position)
        yield prelude, [declared for part in parts for declared in _declaration(part)]


def _is_in_force(prelude: str) -> bool:
    """Whether the rules inside `@…{` count: their closing brace is passed over later like any stray one."""
    name, _, condition = prelude.lower().partition(" ")
    name, bracket, rest = name.partition("(")
    condition = bracket + rest + condition if bracket else condition
    if name not in _GROUPS:
        return False
    if name == "@media":
        return media_applies(condition)
    return not condition.strip().startswith("not")


def _block(sheet: str, position: int) -> tuple[list[str], int]:
    """The declarations from `position` to the closing brace, and where that ends; nested rules are left out."""
    parts: list[str] = []
    while position < len(sheet):
        read = _UP_TO_STOP.match(sheet, position)
        end = read.end() if read else position
        stop = sheet[end : end + 1]
        if stop == "{":
            position = _behind_block(sheet, end + 1)
            continue
        parts.append(sheet[position:end])
        position = end + 1
        if stop != ";":
            break
    return parts, position


def _behind_block(sheet: str, position: int) -> int:
    depth = 1
    while depth and position < len(sheet):
        read = _UP_TO_STOP.match(sheet, position)
        end = read.end() if read else position
        depth += {"{": 1, "}": -1}.get(sheet[end : end + 1], 0)
        position = end + 1
    return position


def _parts(block: str) -> Iterator[str]:
    position = 0
    while position < len(block):
        read = _UP_TO_STOP.match(block, position)
        end = read.end() if read else position
        yield block[position:end]
        position = end + 1


def _without_comments(text: str) -> str:
    return _COMMENT_OR_STRING.sub(lambda found: found[1] or "", text) if "/*" in text else text


def _declaration(part: str) -> Iterator[tuple[str, str]]:
    name, colon, value = _without_comments(part).partition(":")
    name, value = name.strip(), value.strip()
    if not colon or not value:
        return
    if name.startswith("--"):
        yield name, value
        return
    name = name.lower()
    if name in _SHORTHANDS and "var(" not in value.lower():
        yield from _opened(name, value)
    else:
        yield name, value


# --- shorthands


def _opened(name: str, value: str) -> Iterator[tuple[str, str]]:
    plain = re.sub(r"\s*!\s*important\s*$", "", value, flags=re.IGNORECASE)
    important = "!important" if plain != value else ""
    words = _BY_SPACE.findall(plain)
    if name == "font":
        found = _font(words)
    elif name == "list-style":
        found = {"list-style-type": _list_style(words)}
    elif name in {"margin", "padding"}:
        found = _four_sides(name, words)
    else:
        found = {f"{name}-start": words[0], f"{name}-end": words[-1]} if 1 <= len(words) <= 2 else {}
    yield from ((each, worth + important) for each, worth in found.items())


def _four_sides(name: str, words: list[str]) -> dict[str, str]:
    if not 1 <= len(words) <= 4:
        return {}
    top = words[0]
    right = words[1] if len(words) > 1 else top
    bottom = words[2] if len(words) > 2 else top
    left = words[3] if len(words) > 3 else right
    return {f"{name}-top": top, f"{name}-right": right, f"{name}-bottom": bottom, f"{name}-left": left}


def _font(words: list[str]) -> dict[str, str]:
    """Style, weight and small capitals of a `font` shorthand (CSS Fonts 4, 2.7); what it does not name is normal."""
    if len(words) < 2:
        return {}
    found = {"font-style": "normal", "font-weight": "normal", "font-variant": "normal"}
    for word in words[:4]:
        if word.lower() in _FONT_WORDS:
            found[_FONT_WORDS[word.lower()]] = word.lower()
        elif word.isdigit() and len(word) <= 4:
            found["font-weight"] = word
        elif word.lower() != "normal":
            break
    return found


def _list_style(words: list[str]) -> str:
    kinds = [
        word for word in words if word.lower() not in {"inside", "outside"} and not word.lower().startswith("url(")
    ]
    return kinds[0] if kinds else "disc"


# --- written by the sheet


def _generating(selector: str, where: str, content: str) -> str:
    selector = selector.strip()
    if not selector or selector[-1] in ">+~":
        selector += "*"
    return f"{selector}{{{BEFORE if where == 'before' else AFTER}:{content}}}"


_CONTENT_PART = re.compile(
    rf"""(?P<string>{_STRING})|attr\(\s*(?P<attribute>[a-zA-Z][\w-]{{0,40}})\s*\)|(?P<quote>open-quote|close-quote)"""
    r"|(?P<other>\S)",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", re.DOTALL)
_ICON = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_MAX_GENERATED_CHARACTERS = 200


def generated(content: str, attributes: dict[str, str]) -> str:
    """The text that a `content` value writes; empty for pictures, counters, icons and what is not understood."""
    text = ""
    for part in _CONTENT_PART.finditer(content.removesuffix("!important").strip()):
        if part["string"]:
            text += _ESCAPE.sub(_unescaped, part["string"][1:-1])
        elif part["attribute"]:
            text += attributes.get(part["attribute"].lower(), "")
        elif part["quote"]:
            text += "“" if part["quote"].lower().startswith("open") else "”"
        else:
            return ""
    return "" if _ICON.search(text) else text[:_MAX_GENERATED_CHARACTERS]


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2] or ""
    number = int(found[1], 16)
    return chr(number) if (32 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF) or number == 10 else ""
