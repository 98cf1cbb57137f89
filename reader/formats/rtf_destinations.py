"""Destinations: what the text in a group is for, by the control word that begins it (RTF 1.9.1, appendix B)."""

from __future__ import annotations

from enum import Enum, auto


class To(Enum):
    """Where the text of a group goes."""

    BODY = auto()
    NOTE = auto()
    NOWHERE = auto()
    FONTS = auto()
    STYLES = auto()
    LISTS = auto()
    ABOUT = auto()
    INFO = auto()
    CREATED = auto()
    FIELD_CODE = auto()
    BOOKMARK = auto()
    OBJECT_CLASS = auto()
    OBJECT = auto()
    PICTURE = auto()
    NUMBER = auto()
    EITHER = auto()
    """`\\upr`: the same text twice, the second time in Unicode."""


INFO_WORDS = frozenset({"title", "author", "subject", "keywords", "doccomm", "company"})
LOSSES = {
    **dict.fromkeys(("annotation",), "comments"),
    **dict.fromkeys(
        ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), "page-header"
    ),
}
TRANSPARENT = frozenset({"shppict", "shpinst", "shpgrp", "do", "result", "objresult", "dptxbxtext", "footnote"})
"""What `\\*` stands before, and is read all the same."""

_NOWHERE = (
    "colortbl filetbl revtbl rsidtbl generator xmlnstbl mmathPr themedata colorschememapping latentstyles datastore "
    "datafield nonshppict shprslt sp xe tc tcn rxe template pnseclvl pn listpicture listname leveltext levelnumbers "
    "private userprops objalias objsect nesttableprops atnid atnauthor atndate atnref atnicn aftncn ftnsep ftnsepc "
    "ftncn aftnsep aftnsepc bkmkend formfield background passwordhash objtime keycode panose falt fontemb "
    "wgrffmtfilter defchp defpap pgptbl protusertbl factoidname picprop annotation header headerl headerr headerf "
    "footer footerl footerr footerf operator manager category hlinkbase comment printim revtim buptim blipuid "
    "bliptag stylename"
)
DESTINATIONS: dict[str, To] = {
    **dict.fromkeys(_NOWHERE.split(), To.NOWHERE),
    **dict.fromkeys(INFO_WORDS, To.INFO),
    "fonttbl": To.FONTS,
    "stylesheet": To.STYLES,
    "listtable": To.LISTS,
    "listoverridetable": To.LISTS,
    "info": To.ABOUT,
    "creatim": To.CREATED,
    "fldinst": To.FIELD_CODE,
    "bkmkstart": To.BOOKMARK,
    "objclass": To.OBJECT_CLASS,
    "objdata": To.OBJECT,
    "pict": To.PICTURE,
    "pntext": To.NUMBER,
    "listtext": To.NUMBER,
    "upr": To.EITHER,
    "footnote": To.NOTE,
}
READ = frozenset({To.BODY, To.NOTE})
"""Text for the reader."""

KEPT = frozenset({To.INFO, To.BOOKMARK, To.OBJECT_CLASS, To.STYLES, To.NUMBER})
"""Text that is kept until its group ends."""

TABLES = frozenset({To.FONTS, To.STYLES, To.LISTS, To.CREATED, To.PICTURE, To.INFO, To.ABOUT})
"""Where control words say nothing of the text that is read."""
