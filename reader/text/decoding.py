"""Decoding: bytes of unknown encoding to text, without ever failing.

In this order: a byte order mark; what HTML or XML declares; strict UTF-8; UTF-16 by its zeros; the East Asian
encodings, told apart by how usual the characters are that come out; then charset-normalizer; last Windows-1252.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

_SAMPLE_BYTES = 64 * 1024
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})|<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARATION_WITHIN_BYTES = 4096
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip
"""What the web calls by the narrower name is written in the wider one (WHATWG Encoding, labels)."""
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})
"""Codecs of Python's that no document is in; decoding 200 KB of Punycode takes 7 s, and its time is quadratic."""

_HANGUL = re.compile("[가-힣]")
_HAN = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3041-\u30ff]")
_USUAL_SHARE = 0.85
_SINGLE_BYTE = [
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "koi8_u",
    "cp866",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp874",
]
_SINGLE_BYTE += ["cp1257", "cp1258", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding it was in (Python's codec name)."""

    text: str
    encoding: str


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of `data`; `declared` is what a container said. Bytes that fit nothing become U+FFFD."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    for encoding in (declared, declared_encoding(data), "utf-8"):
        text = _strictly(data, encoding)
        if text is not None:
            return Decoded(_without_mark(text), _known(encoding))
    encoding = _utf_16_without_mark(data) or _east_asian(data) or _by_statistics(data)
    return Decoded(_without_mark(data.decode(encoding, "replace")), encoding)


def declared_encoding(data: bytes) -> str:
    """The encoding that an XML declaration or an HTML meta element names, or empty."""
    match = _DECLARED.search(data[:_DECLARATION_WITHIN_BYTES])
    name = _known((match.group(1) or match.group(2)).decode("ascii", "replace")) if match else ""
    return "" if name.startswith(("utf-16", "utf-32", "utf_16", "utf_32")) else name  # then this was not readable


def _known(encoding: str) -> str:
    """Python's name for `encoding`, or empty when it is none of text."""
    try:
        name = codecs.lookup(encoding).name if encoding else ""
        "".encode(name or "ascii")
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_CHARSETS else _WIDER.get(name, name)


def _strictly(data: bytes, encoding: str) -> str | None:
    name = _known(encoding)
    if not name:
        return None
    try:
        return data.decode(name)
    except (UnicodeError, ValueError):
        return None


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")


def _utf_16_without_mark(data: bytes) -> str:
    sample = data[:_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 10
    if max(even, odd) <= enough or min(even, odd) > enough:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _east_asian(data: bytes) -> str:
    """The East Asian encoding whose text looks usual, or empty. Needs some bytes over 0x7F."""
    sample = data[:_SAMPLE_BYTES]
    texts = {name: _leniently(sample, name) for name in ("cp949", "cp932", "euc_jp", "gb18030", "big5")}
    korean, chinese, taiwanese = texts["cp949"], texts["gb18030"], texts["big5"]
    if korean and _share(_HANGUL, korean) > _USUAL_SHARE and _in_level_one(korean, "euc_kr", 0xB0, 0xC8):
        return "cp949"
    for name in ("cp932", "euc_jp"):
        if texts[name] and _share(_KANA, texts[name]) > 0.2 and _share(_KANA, texts[name], _HAN) > _USUAL_SHARE:
            return name
    scores = {
        "gb18030": _in_level_one(chinese, "gb2312", 0xB0, 0xD7) if _share(_HAN, chinese) > 0.6 else 0,
        "big5": _in_level_one(taiwanese, "big5", 0xA4, 0xC6) if _share(_HAN, taiwanese) > 0.6 else 0,
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0.8 else ""


def _leniently(sample: bytes, encoding: str) -> str:
    """The sample's text, where a cut last character does no harm; empty when the bytes are not this encoding."""
    text = sample.decode(encoding, "replace")
    return "" if text.count("\ufffd") > 1 + len(text) // 2000 else text


def _share(letters: re.Pattern[str], text: str, also: re.Pattern[str] | None = None) -> float:
    """The share of `letters` (and of `also`) in the text's letters outside ASCII."""
    wide = sum(1 for character in text if character > "\x7f" and character.isalpha())
    found = len(letters.findall(text)) + (len(also.findall(text)) if also else 0)
    return found / wide if wide else 0.0


def _in_level_one(text: str, encoding: str, first: int, last: int) -> float:
    """The share of two-byte letters whose lead byte is among those of the encoding's everyday characters."""
    letters = "".join(_HANGUL.findall(text) or _HAN.findall(text))
    leads = letters.encode(encoding, "replace")[::2]
    return sum(first <= lead <= last for lead in leads) / len(leads) if leads else 0.0


def _by_statistics(data: bytes) -> str:
    best = charset_normalizer.from_bytes(data[:_SAMPLE_BYTES], cp_isolation=_SINGLE_BYTE).best()
    return _known(best.encoding) or "cp1252" if best else "cp1252"
