"""Preload: everything that parsing would otherwise load from the disk on first use.

A worker calls this before its sandbox closes; from then on no file can be opened.
"""

from __future__ import annotations

import codecs
import encodings.aliases
import importlib
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import charset_normalizer
from PIL import AvifImagePlugin, Image

from reader.errors import DocumentRefused
from reader.formats import images, registry
from reader.formats.pdf_document import pdf_with_text
from reader.formats.pdf_fonts import serve_fonts
from reader.formats.system_fonts import FONT_FOLDERS, find_fonts
from reader.text.model import FixedPages
from reader.text.page_content import Clip

_MARKDOWN = "# A\n\n[a](b) ![c](d) **e** `f`\n\n```python\ng\n```\n\n"
_MARKDOWN += "| h | i |\n|---|---|\n| j | k |\n\n- [ ] l[^1]\n\n[^1]: m\n"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><text>a</text></svg>'
_PAGE = '<html><head><style>p{margin:1em}</style></head><body><p>a<img src="x"/></p></body></html>'
_OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="a" href="a.xhtml"'
    ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
)


def preload(font_folders: Sequence[Path] = FONT_FOLDERS) -> None:
    """Load codecs, image plugins, extensions, fonts and every module used late, by name and by using them once."""
    serve_fonts(find_fonts(font_folders))
    for encoding in sorted(set(encodings.aliases.aliases.values())):
        _quietly(codecs.lookup, encoding)
    Image.preinit()
    Image.init()
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # the sandbox lets no thread start, and one per processor is its default
    charset_normalizer.from_bytes("Größe und Maß, Äpfel und Öl, für Übung".encode("cp1252")).best()
    images.draw_svg(_SVG)
    for kind in images.PILLOW_FORMATS:
        _quietly(_reencode, kind)
    images.cover(_picture("PNG"))
    for data in (_PAGE.encode(), _MARKDOWN.encode(), b"plain text", _epub(), pdf_with_text()):
        _parse_once(data)
    for format_ in registry.FORMATS:
        for data in format_.warm():
            _parse_once(data)
    for module in (
        "PIL.ImageCms",
        "PIL.TiffTags",
        "html.entities",
        "ctypes.util",
        "stringprep",
        "unicodedata",
        "linecache",
    ):
        importlib.import_module(module)


def _parse_once(data: bytes) -> None:
    format_ = registry.recognise(data)
    try:
        fixed = any([isinstance(event, FixedPages) for event in format_.parse(data)])  # noqa: C419 - all of them are wanted
    except DocumentRefused:
        return
    if format_.open and fixed:
        document = format_.open(io.BytesIO(data))
        document.render(0, 1.0)
        document.render(0, 1.0, Clip(left=0, top=0, width=1, height=1), dark=True)
        document.content(0)
        document.text(0)
        document.close()


def _reencode(kind: str) -> None:
    images.reencode(_picture(kind))


def _quietly(step: Callable[[str], object], name: str) -> None:
    """Some codecs and encoders exist on one system only; what is not there can't be met later either."""
    try:
        step(name)
    except (LookupError, OSError, ValueError, ImportError):
        return


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, kind)
    return out.getvalue()


def _epub() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("a.opf", _OPF)
        book.writestr("a.xhtml", _PAGE)
    return out.getvalue()
