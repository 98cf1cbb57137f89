"""How each writing is set, as data: families, line height, measure, first lines and how lines end.

The figures follow common book practice: a column of 30 to 33 em for alphabets, 34 to 38 em for Han, kana and Hangul;
taller lines for scripts that stack marks; first lines of paragraphs set in by what printers of each script are used
to. typefaces.py has the families.
"""

from __future__ import annotations

import msgspec

from reader.reading.typefaces import HAN, LATIN, Face, stack

BODY_SIZES_PX = (14, 15, 16, 17, 18, 19, 20, 22, 24, 26, 28, 32, 36, 42, 48)
DEFAULT_BODY_SIZE_PX = 20


class TypeSetting(msgspec.Struct, frozen=True, kw_only=True):
    """How one writing is set. `line_height` is a multiple of the body size, `column_em` the measure.

    `indent_em` is how far first lines are set in where paragraphs are told apart so, `indents_opening` whether the
    first paragraph of a chapter is too.
    """

    families: tuple[str, ...] = ()
    script: str = LATIN
    line_height: float = 1.62
    column_em: float = 32.0
    justified: bool = False
    breaks_anywhere: bool = False
    indent_em: float = 1.4
    indents_opening: bool = False
    spaces_letters: bool = False


_LATIN_SETTING = TypeSetting(spaces_letters=True)
_HANGUL = TypeSetting(
    script="kore", line_height=1.66, column_em=34.0, indent_em=1.0, indents_opening=True, spaces_letters=True
)
_HAN_SIMPLIFIED = TypeSetting(
    script="hans",
    line_height=1.75,
    column_em=34.0,
    justified=True,
    breaks_anywhere=True,
    indent_em=2.0,
    indents_opening=True,
    spaces_letters=True,
)
_HAN_TRADITIONAL = msgspec.structs.replace(_HAN_SIMPLIFIED, script="hant")
_HAN_HONG_KONG = msgspec.structs.replace(_HAN_SIMPLIFIED, script="hanthk")
_KANA = msgspec.structs.replace(_HAN_SIMPLIFIED, script="jpan", indent_em=1.0)
_ARABIC = TypeSetting(script="arab", line_height=1.85)
"""Urdu, too: Qt (6.11) puts the letters of Nastaliq faces, which slope, on the wrong side of the line, so that words
fall apart and dots are at other letters. Naskh is not what its readers like best, but it can be read."""


def _script(script: str, line_height: float = 1.75) -> TypeSetting:
    return TypeSetting(script=script, line_height=line_height)


_BY_LANGUAGE: dict[str, TypeSetting] = {
    "ko": _HANGUL,
    "zh": _HAN_SIMPLIFIED,
    "zh-hans": _HAN_SIMPLIFIED,
    "zh-cn": _HAN_SIMPLIFIED,
    "zh-sg": _HAN_SIMPLIFIED,
    "zh-hant": _HAN_TRADITIONAL,
    "zh-tw": _HAN_TRADITIONAL,
    "zh-hk": _HAN_HONG_KONG,
    "zh-mo": _HAN_HONG_KONG,
    "ja": _KANA,
    "ar": _ARABIC,
    "fa": _ARABIC,
    "ps": _ARABIC,
    "ug": _ARABIC,
    "ckb": _ARABIC,
    "sd": _ARABIC,
    "ur": _ARABIC,
    "he": _script("hebr"),
    "yi": _script("hebr"),
    "th": _script("thai"),
    "lo": _script("laoo"),
    "km": _script("khmr", 1.95),
    "my": _script("mymr", 2.0),
    "bo": _script("tibt", 1.9),
    "dz": _script("tibt", 1.9),
    "hi": _script("deva"),
    "mr": _script("deva"),
    "ne": _script("deva"),
    "bn": _script("beng"),
    "as": _script("beng"),
    "gu": _script("gujr"),
    "pa": _script("guru"),
    "kn": _script("knda"),
    "ml": _script("mlym"),
    "or": _script("orya"),
    "si": _script("sinh"),
    "sa": _script("deva"),
    "ta": _script("taml"),
    "te": _script("telu"),
    "am": _script("ethi"),
    "ti": _script("ethi"),
    "hy": _script("armn"),
    "ka": _script("geor"),
}

# ISO 639-3 and old codes that documents carry, as the two-letter code above.
_SAME_AS = {
    "kor": "ko", "zho": "zh", "cmn": "zh", "jpn": "ja", "ara": "ar", "arb": "ar", "fas": "fa", "pes": "fa",
    "prs": "fa", "urd": "ur", "uig": "ug", "heb": "he", "iw": "he", "tha": "th", "lao": "lo", "khm": "km",
    "mya": "my", "bod": "bo", "hin": "hi", "ben": "bn", "amh": "am", "tir": "ti", "yue": "zh-hk",
}  # fmt: skip

_SCRIPT_LANGUAGES: tuple[tuple[int, int, str], ...] = (
    (0x0530, 0x058F, "hy"), (0x0590, 0x05FF, "he"), (0x0600, 0x06FF, "ar"), (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"), (0x0A00, 0x0A7F, "pa"), (0x0A80, 0x0AFF, "gu"), (0x0B00, 0x0B7F, "or"),
    (0x0B80, 0x0BFF, "ta"), (0x0C00, 0x0C7F, "te"), (0x0C80, 0x0CFF, "kn"), (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"), (0x0E00, 0x0E7F, "th"), (0x0E80, 0x0EFF, "lo"), (0x0F00, 0x0FFF, "bo"),
    (0x1000, 0x109F, "my"), (0x10A0, 0x10FF, "ka"), (0x1200, 0x137F, "am"), (0x1780, 0x17FF, "km"),
    (0x3040, 0x30FF, "ja"), (0x4E00, 0x9FFF, "zh"), (0xAC00, 0xD7A3, "ko"),
)  # fmt: skip
_SAMPLE_CHARACTERS = 2000
_DECIDES_AT = 0.25
"""A script other than Latin sets the page when it makes a quarter of the letters: such text is full of Latin names."""
_OVERRULES_AT = 0.6
"""A declared language is overruled only by most of the letters: templates leave many a `lang="en"` behind."""


def normal_language(tag: str) -> str:
    """A BCP 47 tag as the key of this module's tables: "zh-Hant-TW" -> "zh-hant", "kor" -> "ko"; "" if unknown."""
    parts = tag.replace("_", "-").lower().split("-")
    parts[0] = _SAME_AS.get(parts[0], parts[0])
    for length in (2, 1):
        key = "-".join(parts[:length])
        if key in _BY_LANGUAGE:
            return key
    return ""


def language_of(text: str, share: float = _DECIDES_AT) -> str:
    """The language whose setting suits `share` of the letters, or "" for alphabets like Latin, Greek and Cyrillic."""
    counts: dict[str, int] = {}
    letters = 0
    for character in text[:_SAMPLE_CHARACTERS]:
        if character.isalpha():
            letters += 1
            key = _script_language(ord(character))
            counts[key] = counts.get(key, 0) + 1
    if counts.get("ja", 0) > 0.05 * letters:
        return "ja"
    best = max((key for key in counts if key), key=counts.__getitem__, default="")
    return best if best and counts[best] >= share * letters else ""


def writing_of(language: str, sample: str = "") -> str:
    """The key of these tables by which a text is set. Given as its language, it says the same without a sample."""
    key = normal_language(language)
    if not key and sample:
        key = language_of(sample, _OVERRULES_AT if language else _DECIDES_AT)
    return key


def setting_for(language: str, sample: str = "", typeface: str = "", home: str = "") -> TypeSetting:
    """How to set a text in `language` (BCP 47); when it is empty or says nothing of a writing, `sample` decides.

    `typeface` is a `Face`, the name of a family, or empty for what suits the writing. `home` is the language whose
    Han shapes a text takes that is in no language of theirs.
    """
    setting = _BY_LANGUAGE.get(writing_of(language, sample), _LATIN_SETTING)
    own = setting.script if setting.script in HAN else home_script(home)
    return msgspec.structs.replace(setting, families=_families(setting.script, typeface, own))


def home_script(language: str) -> str:
    """Whose Han shapes suit a person who speaks `language`, or a document in it; a script of theirs is that already."""
    if language in HAN:
        return language
    setting = _BY_LANGUAGE.get(normal_language(language))
    return setting.script if setting is not None and setting.script in HAN else HAN[0]


def span_setting(language: str, typeface: str, home: str) -> TypeSetting:
    """How a foreign word or block in a document is set: by its own faces where Han has other shapes there."""
    setting = setting_for(language, typeface=typeface, home=home)
    own = home_script(home)
    if setting.script not in HAN or setting.script == own:
        return setting
    face = Face(typeface) if typeface in tuple(Face) else Face.SERIF
    return msgspec.structs.replace(setting, families=stack(setting.script, face, own))


def code_families(setting: TypeSetting, home: str = "") -> tuple[str, ...]:
    """The families for code inside a text that is set so."""
    return stack(setting.script, Face.MONOSPACE, home_script(home))


def _families(script: str, typeface: str, home: str) -> tuple[str, ...]:
    if typeface in tuple(Face):
        return stack(script, Face(typeface), home)
    families = stack(script, Face.SERIF, home)
    return (typeface, *families) if typeface else families


def larger(size_px: int) -> int:
    """The next body size up, or the same at the top."""
    return next((size for size in BODY_SIZES_PX if size > size_px), BODY_SIZES_PX[-1])


def smaller(size_px: int) -> int:
    """The next body size down, or the same at the bottom."""
    return next((size for size in reversed(BODY_SIZES_PX) if size < size_px), BODY_SIZES_PX[0])


def _script_language(code_point: int) -> str:
    for first, last, language in _SCRIPT_LANGUAGES:
        if first <= code_point <= last:
            return language
    return ""
