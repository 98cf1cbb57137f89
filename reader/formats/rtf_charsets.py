"""RTF's numbers for character sets and languages, and its words for single characters (RTF 1.9.1)."""

from __future__ import annotations

import codecs
import re

CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "cp932", 79: "cp949", 80: "gb18030", 81: "big5", 83: "mac_greek",
    84: "mac_latin2", 85: "mac_turkish", 89: "mac_cyrillic", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""`\\fcharset`: Windows' charset number to a codec."""

_CODE_PAGES = {
    708: "iso8859_6", 936: "gb18030", 1361: "johab", 10000: "mac_roman", 10001: "cp932", 10006: "mac_greek",
    10007: "mac_cyrillic", 10029: "mac_latin2", 10081: "mac_turkish", 65001: "utf-8", 54936: "gb18030", 51949: "euc_kr",
    51932: "euc_jp", 20866: "koi8_r", 21866: "koi8_u",
}  # fmt: skip
WIDE = frozenset({"cp932", "cp949", "cp950", "gb18030", "johab", "big5", "euc_kr", "euc_jp", "utf-8"})
"""Encodings in which a letter may take several bytes."""

LANGUAGES = {
    0x01: "ar", 0x02: "bg", 0x04: "zh", 0x05: "cs", 0x06: "da", 0x07: "de", 0x08: "el", 0x09: "en", 0x0A: "es",
    0x0B: "fi", 0x0C: "fr", 0x0D: "he", 0x0E: "hu", 0x10: "it", 0x11: "ja", 0x12: "ko", 0x13: "nl", 0x14: "no",
    0x15: "pl", 0x16: "pt", 0x18: "ro", 0x19: "ru", 0x1A: "hr", 0x1B: "sk", 0x1D: "sv", 0x1E: "th", 0x1F: "tr",
    0x20: "ur", 0x21: "id", 0x22: "uk", 0x23: "be", 0x24: "sl", 0x25: "et", 0x26: "lv", 0x27: "lt", 0x28: "tg",
    0x29: "fa", 0x2A: "vi", 0x2B: "hy", 0x2C: "az", 0x2F: "mk", 0x37: "ka", 0x39: "hi", 0x3F: "kk", 0x40: "ky",
    0x43: "uz", 0x45: "bn", 0x49: "ta", 0x51: "bo", 0x53: "km", 0x54: "lo", 0x55: "my", 0x59: "sd", 0x5E: "am",
    0x63: "ps", 0x65: "dv", 0x80: "ug", 0x92: "ckb",
}  # fmt: skip
"""The primary language in the low ten bits of a Windows language number ([MS-LCID])."""

_FAMILIES = (
    ("\u0400", "\u052f", frozenset({"ru", "uk", "be", "bg", "mk", "kk", "ky", "tg", "uz"})),
    ("\u0590", "\u05ff", frozenset({"he"})),
    ("\u0600", "\u08ff", frozenset({"ar", "fa", "ur", "ps", "sd", "ug", "ckb"})),
    ("\u0900", "\u1fff", frozenset({"hi", "bn", "ta", "th", "lo", "bo", "my", "ka", "am", "km"})),
    ("\u3041", "\u30ff", frozenset({"ja"})),
    ("\u3400", "\u9fff", frozenset({"zh", "zh-Hant", "ja", "ko"})),
    ("\uac00", "\ud7a3", frozenset({"ko"})),
)
_FAR = re.compile("[\u0400-\u1dff\u3041-\ud7a3]")
_WIDE_LETTER = re.compile("[\u2e80-\ud7a3\uf900-\uffdc]")
_NOT_LATIN = frozenset().union(*(tags for _first, _last, tags in _FAMILIES)) | {"el", "hy"}
_TRADITIONAL = frozenset({0x0404, 0x0C04, 0x1404})
CHARACTERS = {
    "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "ltrmark": "\u200e", "rtlmark": "\u200f",
    "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b", "zwnbo": "\u2060", "tab": "\u2003",
}  # fmt: skip
"""Control words that stand for a character; a tab becomes an em space, since lines wrap elsewhere here."""

SYMBOLS = {b"~": "\xa0", b"-": "\xad", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\u2003"}


def codec_of(code_page: int) -> str:
    """The codec of a Windows code page, or empty when it is not known."""
    name = _CODE_PAGES.get(code_page, f"cp{code_page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return name


def language_of(number: int) -> str:
    """The language tag of a Windows language number; empty for none, and for those not in the list."""
    if number in _TRADITIONAL:
        return "zh-Hant"
    return LANGUAGES.get(number & 0x3FF, "") if 0 < number < 0x10000 and number != 0x400 else ""


def decoded(data: bytes, charset: str, wide: str) -> str:
    """Bytes as text in a font's charset. Western fonts in a file of a wide code page may hold either."""
    if charset == "cp1252" and wide in WIDE:
        try:
            return data.decode(wide)
        except UnicodeDecodeError:
            pass
    return data.decode(charset, "replace")


def language_in_script(text: str, narrow: int, wide: int) -> str:
    """The language of a stretch of text by its Windows numbers, `wide` being that of East Asian letters; empty when its
    script is another one: word processors call Korean "English" that was typed with the wrong keyboard."""
    tag = language_of(wide if _WIDE_LETTER.search(text) else narrow)
    far = None if text.isascii() else _FAR.search(text)
    if far is None:
        return "" if tag in _NOT_LATIN else tag
    letter = far.group()
    return tag if any(first <= letter <= last and tag in tags for first, last, tags in _FAMILIES) else ""
