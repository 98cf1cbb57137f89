"""Symbols: characters of the fonts Symbol and Wingdings as the Unicode characters that they show."""

from __future__ import annotations

SYMBOL_FONTS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})
UNKNOWN = "□"
_PRIVATE = 0xF000
"""Word processors write such characters in Unicode's private area, from here on."""

_SYMBOL = dict(
    zip(
        range(0x20, 0x7F),
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        strict=True,
    )
) | dict(
    zip(
        range(0xA0, 0xFF),
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪□〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
"""The encoding of Adobe's Symbol font."""

_WINGDINGS = {
    0x20: " ", 0x21: "🖉", 0x22: "✂", 0x23: "✁", 0x28: "☎", 0x29: "✆", 0x2A: "🖂", 0x36: "⌛", 0x37: "⌨",
    0x3E: "✇", 0x3F: "✍",
    0x41: "✌", 0x43: "👍", 0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x4E: "☠",
    0x51: "✈", 0x52: "☼", 0x54: "❄", 0x56: "✞", 0x58: "✠", 0x59: "✡", 0x5A: "☪", 0x5B: "☯", 0x5D: "☸", 0x6C: "●",
    0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x77: "⬥", 0x78: "⌧", 0x7B: "❀", 0x7C: "✿", 0x7D: "❝", 0x7E: "❞", 0x80: "⓪",
    **{0x81 + place: chr(0x2460 + place) for place in range(10)}, 0x8B: "⓿",
    **{0x8C + place: chr(0x2776 + place) for place in range(10)},
    0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xB6: "✰", 0xD8: "➢",
    0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x97: "●", 0x98: "•"}
_TABLES = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str, code: str, losses: set[str]) -> str:
    """The character that a w:sym means: `code` is hexadecimal. What is not known is a box, and a loss."""
    try:
        number = int(code, 16) if len(code) <= 6 else -1
    except ValueError:
        number = -1
    if font.lower() not in SYMBOL_FONTS and not _PRIVATE <= number < _PRIVATE + 256:
        return chr(number) if 0x20 <= number < 0xD800 else ""
    return _shown(font.lower(), number, losses) if number >= 0 else ""


def symbol_text(font: str, text: str, losses: set[str]) -> str:
    """A text that is set in a symbol font; characters beyond such a font stay what they are."""
    return "".join(
        _shown(font, ord(letter), losses) if ord(letter) < 256 or _PRIVATE <= ord(letter) < _PRIVATE + 256 else letter
        for letter in text
    )


def _shown(font: str, number: int, losses: set[str]) -> str:
    place = number - _PRIVATE if number >= _PRIVATE else number
    if place == 0x20 or place < 0x20:
        return " "
    found = _TABLES.get(font, {}).get(place, "")
    if not found:
        losses.add("symbol")
    return found or UNKNOWN
