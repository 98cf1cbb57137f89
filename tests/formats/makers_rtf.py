"""RTF files that tests make themselves, in the ways that Word, LibreOffice and WordPad write them."""

from __future__ import annotations

from tests.formats.makers import ENGLISH, picture

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fswiss\fcharset129 Batang;}{\f2\fcharset204 Arial;}"
    r"{\f3\fcharset178 Arial (Arabic);}{\f4\fcharset134 SimSun;}{\f5\fcharset128 MS Mincho;}{\f6\fcharset2 Symbol;}}"
)
STYLES = (
    r"{\stylesheet{\ql Normal;}{\s1\outlinelevel0\b heading 1;}{\s2 \'e0\'e1 heading 2;}{\s3 heading 3;}"
    r"{\*\cs10 \additive Default Paragraph Font;}}"
)
LISTS = (
    r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc0\levelstartat1{\leveltext\'02\'00.;}{\levelnumbers\'01;}}"
    r"{\listlevel\levelnfc4\levelstartat1{\leveltext\'02\'01.;}{\levelnumbers\'01;}}\listid11}"
    r"{\list{\listlevel\levelnfc23{\leveltext\'01\'b7;}{\levelnumbers;}}\listid12}}"
    r"{\*\listoverridetable{\listoverride\listid11\listoverridecount0\ls1}{\listoverride\listid12\ls2}}"
)
INFO = (
    r"{\info{\title The Declaration}{\author A. Author;B. Author}{\subject rights}{\keywords law, people}"
    r"{\doccomm About.}{\operator Nobody}{\creatim\yr2026\mo3\dy4\hr5\min6}}"
)


def rtf(body: str, *, code_page: int = 1252, info: str = INFO, head: str = FONTS + STYLES + LISTS) -> bytes:
    """A file with every table before its text."""
    start = rf"{{\rtf1\ansi\ansicpg{code_page}\deff0\deflang1033{head}{info}\viewkind4\uc1 \pard\plain "
    return (start + body + "}").encode("latin-1")


def escaped(text: str, encoding: str) -> str:
    r"""Letters as \'xx in an encoding; what is ASCII stays, as Word writes trail bytes too."""
    return "".join(
        chr(byte) if 0x20 <= byte < 0x7F and chr(byte) not in "\\{}" else f"\\'{byte:02x}"
        for byte in text.encode(encoding)
    )


def unicode(text: str, fallback: str = "?") -> str:
    r"""Letters as \uN, each followed by what older readers show."""
    units = text.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{number}{fallback}" for number in numbers)


def pict(kind: str = "PNG") -> str:
    word = {"PNG": "pngblip", "JPEG": "jpegblip"}[kind]
    return rf"{{\*\shppict{{\pict\picwgoal450\{word} {picture(kind).hex()}}}}}{{\nonshppict{{\pict\wmetafile8 0102}}}}"


def usual() -> bytes:
    """A document with a heading, looks, a list, a table, a note, a link, a bookmark and pictures."""
    return rtf(
        rf"\s1\outlinelevel0 {{\b Article 1}}\par \pard\plain \qj\fi360 {ENGLISH}"
        r" {\i italic}{\b  bold}{\scaps  small}{\super 2}\par"
        r"\pard\ls1\ilvl0{\listtext\pard\plain 1.\tab}one\par{\listtext 2.\tab}two\par"
        r"\ilvl1{\listtext a.\tab}inner\par\ilvl0{\listtext 3.\tab}three\par"
        r"\pard See {\field{\*\fldinst {HYPERLINK "
        r'"https://a.example/x"}}{\fldrslt {\ul the site}}} and '
        r'{\field{\*\fldinst HYPERLINK \\l "goal"}{\fldrslt below}}.'
        r"{\super\chftn{\footnote\pard\plain{\super\chftn} The note.}}\par"
        r"\trowd\cellx2000\cellx4000\pard\intbl a\cell b\cell\row\trowd\cellx4000\pard\intbl both\cell\row"
        rf"\pard {pict()}{pict('JPEG')}\par {{\*\bkmkstart goal}}The goal{{\*\bkmkend goal}}\page Next page\par"
    )
