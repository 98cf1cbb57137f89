"""Which typefaces set which writing: families in the order in which they are tried, for serif, sans and monospace.

A stack begins with the faces of the text's own writing, so that a Han character takes the shape of its own country;
Latin, Cyrillic and Greek follow, then every other writing, so that a foreign word never falls to whatever face the
system likes best. Noto's faces come first (they cover nearly everything and agree with one another), then what
macOS and Windows bring.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import NamedTuple


class Face(StrEnum):
    """The three kinds of typeface that are there for every writing."""

    SERIF = "serif"
    SANS = "sans"
    MONOSPACE = "monospace"


class _Faces(NamedTuple):
    serif: tuple[str, ...]
    sans: tuple[str, ...]
    monospace: tuple[str, ...] = ()


LATIN = "latn"
HAN = ("hans", "hant", "hanthk", "jpan", "kore")
"""The writings that share Han characters, each with shapes of its own. The first is for texts that say nothing."""


def _cjk(country: str, serif: tuple[str, ...], sans: tuple[str, ...]) -> _Faces:
    return _Faces(
        (f"Noto Serif CJK {country}", f"Source Han Serif {country}", f"Noto Serif {country}", *serif),
        (f"Noto Sans CJK {country}", f"Source Han Sans {country}", f"Noto Sans {country}", *sans),
        (f"Noto Sans Mono CJK {country}",),
    )


def _noto(name: str, *others: str) -> _Faces:
    serif, sans = f"Noto Serif {name}", f"Noto Sans {name}"
    return _Faces((serif, sans, *others), (sans, serif, *others))


_LATIN_FACES = _Faces(
    ("Noto Serif", "Source Serif 4", "Georgia", "DejaVu Serif", "serif"),
    ("Noto Sans", "Source Sans 3", "Helvetica Neue", "Segoe UI", "DejaVu Sans", "sans-serif"),
    ("Noto Sans Mono", "DejaVu Sans Mono", "Menlo", "Consolas", "monospace"),
)
_BY_SCRIPT: dict[str, _Faces] = {
    LATIN: _LATIN_FACES,
    "hans": _cjk("SC", ("Songti SC", "SimSun"), ("PingFang SC", "Microsoft YaHei")),
    "hant": _cjk("TC", ("Songti TC", "PMingLiU"), ("PingFang TC", "Microsoft JhengHei")),
    "hanthk": _cjk("HK", ("Songti TC", "MingLiU_HKSCS"), ("PingFang HK", "Microsoft JhengHei")),
    "jpan": _cjk("JP", ("Hiragino Mincho ProN", "Yu Mincho"), ("Hiragino Sans", "Yu Gothic")),
    "kore": _cjk("KR", ("AppleMyungjo", "Batang"), ("Apple SD Gothic Neo", "Malgun Gothic")),
    "arab": _Faces(
        ("Noto Naskh Arabic", "Scheherazade New", "Geeza Pro", "Traditional Arabic"),
        ("Noto Sans Arabic", "Noto Kufi Arabic", "Geeza Pro", "Segoe UI", "Noto Naskh Arabic"),
    ),
    "hebr": _noto("Hebrew", "New Peninim MT", "David"),
    "thai": _noto("Thai", "Thonburi", "Leelawadee UI"),
    "laoo": _noto("Lao", "Lao MN", "Leelawadee UI"),
    "khmr": _noto("Khmer", "Khmer MN", "Khmer UI"),
    # The bold of Noto Serif Myanmar 2.001 (Debian 12) says that it is the regular, so that all would be bold.
    "mymr": _Faces(*[("Noto Sans Myanmar", "Noto Serif Myanmar", "Myanmar MN", "Myanmar Text")] * 2),
    "tibt": _noto("Tibetan", "Kailasa", "Microsoft Himalaya"),
    "deva": _noto("Devanagari", "Kohinoor Devanagari", "Nirmala UI"),
    "beng": _noto("Bengali", "Bangla MN", "Nirmala UI"),
    "gujr": _noto("Gujarati", "Gujarati MT", "Nirmala UI"),
    "guru": _noto("Gurmukhi", "Gurmukhi MN", "Nirmala UI"),
    "knda": _noto("Kannada", "Kannada MN", "Nirmala UI"),
    "mlym": _noto("Malayalam", "Malayalam MN", "Nirmala UI"),
    "orya": _noto("Oriya", "Oriya MN", "Nirmala UI"),
    "sinh": _noto("Sinhala", "Sinhala MN", "Nirmala UI"),
    "taml": _noto("Tamil", "Tamil MN", "Nirmala UI"),
    "telu": _noto("Telugu", "Telugu MN", "Nirmala UI"),
    "ethi": _noto("Ethiopic", "Kefa", "Ebrima"),
    "armn": _noto("Armenian", "Mshtakan", "Sylfaen"),
    "geor": _noto("Georgian", "Helvetica Neue", "Sylfaen"),
}
SCRIPTS = tuple(_BY_SCRIPT)
_OTHERS = (
    "arab",
    "hebr",
    "thai",
    "deva",
    "beng",
    "taml",
    "telu",
    "ethi",
    "armn",
    "geor",
    "laoo",
    "khmr",
    "mymr",
    "tibt",
)
"""The order of the rest. A family that is not installed costs nothing once the system has said so."""


@cache
def stack(script: str, face: Face, home: str = HAN[0]) -> tuple[str, ...]:
    """The families for a text in `script`. `home` says whose Han shapes a text takes that is in none of `HAN`.

    Within one document no two stacks with other Han shapes begin with the same family: Qt keeps what follows the
    first one by that one's name alone (6.11), and the second would get the shapes of the first.
    """
    order = [script, LATIN, *([] if script in HAN else [home]), *_OTHERS]
    found: list[str] = []
    if face is Face.MONOSPACE:
        own = _faces(script).monospace
        is_foreign = script in HAN and script != home
        found += [*own, *_LATIN_FACES.monospace] if is_foreign else [*_LATIN_FACES.monospace, *own]
        found += _faces(home).monospace
        face = Face.SANS
    for each in order:
        found += _faces(each).serif if face is Face.SERIF else _faces(each).sans
    return tuple(dict.fromkeys(found))


def _faces(script: str) -> _Faces:
    return _BY_SCRIPT.get(script, _LATIN_FACES)
