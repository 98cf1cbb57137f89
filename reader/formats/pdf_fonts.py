"""PDFium's system fonts, answered from memory: in the sandbox it could not open one when it draws.

PDFium asks for a font that a PDF names but does not carry (public/fpdf_sysfontinfo.h): MapFont chooses one, GetFontData
copies it, and PDFium keeps that copy while a page needs it. Whoever gets no answer is served by PDFium's own
Latin fonts, which is what is wanted for Helvetica, Times and Courier and all that goes by their names.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from reader.formats.system_fonts import FontFace, Script

_INTERFACE_VERSION = 2
"""PDFium asks for each font when it meets it, and keeps a bold name bold; version 1 wants a list of all fonts first."""
_WHOLE_FONT = 0
_NOTHING = memoryview(b"")
_WHOLE_COLLECTION = int.from_bytes(b"ttcf", "big")

_JOHAB_CHARSET, _TURKISH_CHARSET, _BALTIC_CHARSET = 130, 162, 186  # wingdi.h; PDFium passes them but doesn't name them
_CHARSETS: Mapping[int, Script] = {
    pdfium.FXFONT_HANGEUL_CHARSET: Script.KOREAN,
    _JOHAB_CHARSET: Script.KOREAN,
    pdfium.FXFONT_SHIFTJIS_CHARSET: Script.JAPANESE,
    pdfium.FXFONT_GB2312_CHARSET: Script.SIMPLIFIED_CHINESE,
    pdfium.FXFONT_CHINESEBIG5_CHARSET: Script.TRADITIONAL_CHINESE,
    pdfium.FXFONT_ARABIC_CHARSET: Script.ARABIC,
    pdfium.FXFONT_HEBREW_CHARSET: Script.HEBREW,
    pdfium.FXFONT_THAI_CHARSET: Script.THAI,
    pdfium.FXFONT_GREEK_CHARSET: Script.GENERAL,
    pdfium.FXFONT_CYRILLIC_CHARSET: Script.GENERAL,
    pdfium.FXFONT_EASTERNEUROPEAN_CHARSET: Script.GENERAL,
    pdfium.FXFONT_VIETNAMESE_CHARSET: Script.GENERAL,
    _TURKISH_CHARSET: Script.GENERAL,
    _BALTIC_CHARSET: Script.GENERAL,
}
_NAME_PARTS: tuple[tuple[Script, tuple[str, ...]], ...] = (
    (Script.KOREAN, ("malgun", "batang", "gulim", "dotum", "gungsuh", "nanum", "myeongjo", "hygothic", "applegothic")),
    (Script.JAPANESE, ("mincho", "msgothic", "mspgothic", "meiryo", "yugothic", "hiragino", "kozgo", "kozmin")),
    (Script.JAPANESE, ("heiseimin", "heiseikaku", "ipaex", "notosansjp")),
    (Script.TRADITIONAL_CHINESE, ("mingliu", "jhenghei", "dfkai", "msung", "lihei", "lisong", "notosanstc")),
    (Script.SIMPLIFIED_CHINESE, ("simsun", "simhei", "yahei", "fangsong", "kaiti", "stsong", "stheiti", "dengxian")),
    (Script.SIMPLIFIED_CHINESE, ("songti", "wenquanyi", "notosanssc", "arialunicode")),
    (Script.ARABIC, ("arab", "nazanin", "naskh", "nastaliq", "urdu")),
    (Script.HEBREW, ("hebrew", "frankruehl", "narkisim", "miriam", "davidmt")),
    (Script.THAI, ("angsana", "cordia", "browallia", "sarabun", "thai")),
    (Script.DEVANAGARI, ("mangal", "devanagari", "nirmala", "aparajita", "kokila", "utsaah", "krutidev")),
    (Script.GENERAL, ("cyr", "greek", "verdana", "tahoma", "calibri", "segoeui", "trebuchet", "lucidasansunicode")),
    (Script.GENERAL, ("notosans", "opensans", "roboto", "ptsans", "dejavusans", "liberationsans")),
)
"""Parts of font names, the first that fits: where a PDF doesn't name a character set, only the font's name tells.

PDFium's own fonts hold Latin alone, so sans serifs that are known for more than that have a stand-in as well.
"""


class FontServer:
    """Answers PDFium's questions. A handle is a face's number from 1 on, so that a wrong one is only a wrong number."""

    def __init__(self, fonts: Mapping[Script, FontFace]) -> None:
        self._faces = list(dict.fromkeys(fonts.values()))
        self._handles = {script: self._faces.index(face) + 1 for script, face in fonts.items()}
        self.interface = pdfium.FPDF_SYSFONTINFO(version=_INTERFACE_VERSION)
        for name, answer in (
            ("MapFont", self._map_font),
            ("GetFontData", self._font_data),
            ("GetFaceName", self._face_name),
            ("DeleteFont", self._delete_font),
        ):
            kind = dict(pdfium.FPDF_SYSFONTINFO._fields_)[name]
            setattr(self.interface, name, kind(answer))

    def handle(self, charset: int, name: str) -> int:
        """The handle of the stand-in for a font of this name and Windows character set; 0 for PDFium's own."""
        script = _CHARSETS.get(charset) or _script_of_name(name)
        return self._handles.get(script, 0) if script else 0

    def table(self, handle: int, tag: int) -> memoryview:
        """What GetFontData shall copy: a table, the font (0) or the collection it is in; empty for what is not there.

        PDFium finds the face in a collection by the difference of the sizes of the last two (its cfx_fontmapper.cpp).
        """
        face = self._face(handle)
        if not face:
            return _NOTHING
        if tag == _WHOLE_FONT:
            return face.data[face.offset :]
        if tag == _WHOLE_COLLECTION:
            return face.data if face.in_collection else _NOTHING
        return face.tables.get(tag.to_bytes(4, "big"), _NOTHING)

    def _face(self, handle: int | None) -> FontFace | None:
        return self._faces[handle - 1] if handle and 0 < handle <= len(self._faces) else None

    def _map_font(self, _this: Any, _weight: int, _italic: int, charset: int, _pitch: int, name: Any, _: Any) -> int:
        return self.handle(charset, (ctypes.cast(name, ctypes.c_char_p).value or b"").decode("latin-1"))

    def _font_data(self, _this: Any, handle: int | None, tag: int, buffer: Any, buffer_bytes: int) -> int:
        return _copy(self.table(handle or 0, tag), buffer, buffer_bytes)

    def _face_name(self, _this: Any, handle: int | None, buffer: Any, buffer_bytes: int) -> int:
        face = self._face(handle)
        return _copy(memoryview(face.name.encode()) if face else _NOTHING, buffer, buffer_bytes)

    def _delete_font(self, _this: Any, _handle: int | None) -> None:
        """Faces stay for the life of the process."""


def serve_fonts(fonts: Mapping[Script, FontFace]) -> None:
    """Let PDFium ask for these fonts only, from now to the end of the process."""
    server = FontServer(fonts)
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(server))  # PDFium keeps its address: it must never be freed
    pdfium.FPDF_SetSystemFontInfo(server.interface)


def _script_of_name(name: str) -> Script | None:
    plain = name.lower().replace(" ", "").replace("-", "")
    return next((script for script, parts in _NAME_PARTS if any(part in plain for part in parts)), None)


def _copy(source: memoryview, buffer: Any, buffer_bytes: int) -> int:
    """As much of `source` as the buffer takes; the bytes that the whole needs."""
    count = min(len(source), buffer_bytes)
    if buffer and count:
        target = (ctypes.c_ubyte * count).from_address(ctypes.addressof(buffer.contents))
        memoryview(target).cast("B")[:] = source[:count]
    return len(source)
