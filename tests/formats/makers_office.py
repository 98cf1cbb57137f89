"""Word processors' documents that tests make themselves: DOCX, ODT and compound files, part by part."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>'
)
STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB" w:eastAsia="ko-KR"
 w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault>
</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:rPr><w:b/><w:bCs/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="poem"><w:name w:val="Poem"/><w:basedOn w:val="a"/><w:pPr><w:ind w:left="440"/>
<w:spacing w:after="0"/></w:pPr><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>"""
"""A small style sheet: body text of 11 points, headings, a poem."""


def run(text: str, properties: str = "") -> str:
    """A run of text with these properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph; `content` without markup becomes one run."""
    inside = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def heading(text: str, level: int = 1) -> str:
    return paragraph(text, f'<w:pStyle w:val="{level}"/>')


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    """A cell of one paragraph, or of blocks that are ready."""
    inside = content if content.startswith("<w:") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def drawing(relation: str, alt: str = "", width_emu: int = 914_400) -> str:
    """A run with a picture in the line."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width_emu}" cy="{width_emu}"/>'
        f'<wp:docPr id="1" name="p" descr="{alt}"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def numbering(*levels: str, more: str = "") -> str:
    """A numbering definition 1 with these levels, and number 1 that takes it."""
    return f'<w:abstractNum w:abstractNumId="1">{"".join(levels)}</w:abstractNum>{more}' + (
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )


def level(number: int, kind: str, text: str, more: str = "") -> str:
    shape = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{shape}{more}</w:lvl>'


def item(text: str, number: int = 1, at: int = 0) -> str:
    """A paragraph that is an item of a numbering."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def part(name: str, content: str) -> str:
    """An XML part with all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {_NAMESPACES}>{content}</w:{name}>'


def docx(
    body: str,
    *,
    styles: str = STYLES,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, tuple[str, str]] | None = None,
    core: str = "<dc:title>The title</dc:title><dc:creator>A. Author</dc:creator>",
    strict: bool = False,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A DOCX. `parts` are further files by path; `relations` the document's, by id: kind and target (`!` outside)."""
    known = {"footnotes", "endnotes", "comments", "numbering", "settings"}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "",
        "_rels/.rels": _rels(
            {"1": ("officeDocument", "word/document.xml"), "2": ("core-properties", "docProps/core.xml")}
        ),
        "docProps/core.xml": CORE.format(core),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": part("styles", styles),
    }
    listed = {"styles": ("styles", "styles.xml")}
    for name, content in (parts or {}).items():
        plain = name in known
        files[f"word/{name}.xml" if plain else name] = part(name, str(content)) if plain else content
        listed |= {name: (name, f"{name}.xml")} if plain else {}
    files["[Content_Types].xml"] = _content_types(files)
    files["word/_rels/document.xml.rels"] = _rels(listed | dict(relations or {}))
    if strict:
        files = {name: _as_strict(content) for name, content in files.items()}
    return archive(files, compression)


def _content_types(files: Mapping[str, str | bytes]) -> str:
    """What each part is: by its ending, and the parts of the text by their names."""
    office = "application/vnd.openxmlformats-officedocument"
    endings = {"xml": "application/xml", "bin": f"{office}.oleObject", "png": "image/png"}
    endings["rels"] = "application/vnd.openxmlformats-package.relationships+xml"
    names = {"document": "document.main", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    lines = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in endings.items()]
    lines += [
        f'<Override PartName="/word/{name}.xml" ContentType="{office}.wordprocessingml.{kind}+xml"/>'
        for name, kind in names.items()
        if f"word/{name}.xml" in files
    ]
    return f'<Types xmlns="{_TYPES}">{"".join(lines)}</Types>'


def archive(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these entries in order; one called `mimetype` is stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else compression
            made.writestr(entry, content)
    return out.getvalue()


def _rels(relations: Mapping[str, tuple[str, str]]) -> str:
    lines = []
    for name, (kind, target) in relations.items():
        mode = ' TargetMode="External"' if target.startswith("!") else ""
        written = target.removeprefix("!").replace("&", "&amp;")
        lines.append(f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{written}"{mode}/>')
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'


def _as_strict(content: str | bytes) -> str | bytes:
    if isinstance(content, bytes):
        return content
    return content.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
        f'"{R}', '"http://purl.oclc.org/ooxml/officeDocument/relationships'
    )


# --- OpenDocument

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT_NAMESPACES = " ".join(
    [f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "text", "style", "table", "meta", "manifest")]
    + [
        f'xmlns:fo="{_OASIS}xsl-fo-compatible:1.0"',
        f'xmlns:svg="{_OASIS}svg-compatible:1.0"',
        f'xmlns:draw="{_OASIS}drawing:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODT_META = "<dc:title>The title</dc:title><meta:initial-creator>A. Author</meta:initial-creator>"
ODT_STYLES = """<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="page"/>
<style:text-properties fo:font-size="12pt" fo:language="en" fo:country="GB" style:language-asian="ko"
 style:country-asian="KR" style:language-complex="ar" style:country-complex="SA"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Poem" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties
 fo:margin-left="24pt" fo:margin-bottom="0cm"/><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>"""


def odt(
    text: str,
    *,
    automatic: str = "",
    styles: str = ODT_STYLES,
    meta: str = ODT_META,
    parts: Mapping[str, str | bytes] | None = None,
    mime_type: str = ODT_TYPE,
    manifest: str = "",
) -> bytes:
    """An ODT with this content of office:text; `automatic` are its automatic styles."""
    files: dict[str, str | bytes] = {
        "mimetype": mime_type,
        "content.xml": odt_part(
            "document-content",
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{text}</office:text></office:body>",
        ),
        "styles.xml": odt_part("document-styles", f"<office:styles>{styles}</office:styles>"),
        "meta.xml": odt_part("document-meta", f"<office:meta>{meta}</office:meta>"),
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime_type}"/>{manifest}'
        "</manifest:manifest>",
    }
    return archive(files | dict(parts or {}))


def fodt(text: str, *, automatic: str = "", mime_type: str = ODT_TYPE) -> bytes:
    """The same in one XML text."""
    return odt_part(
        f'document office:mimetype="{mime_type}"',
        f"<office:meta>{ODT_META}</office:meta><office:styles>{ODT_STYLES}</office:styles>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body>",
    ).encode()


def odt_part(name: str, content: str) -> str:
    """An XML part with all namespaces declared."""
    tag = name.partition(" ")[0]
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {_ODT_NAMESPACES}>{content}</office:{tag}>'


def odt_style(name: str, family: str = "text", text: str = "", paragraph: str = "", more: str = "") -> str:
    """An automatic style with these attributes of text and paragraph properties."""
    return (
        f'<style:style style:name="{name}" style:family="{family}" {more}><style:text-properties {text}/>'
        f"<style:paragraph-properties {paragraph}/></style:style>"
    )


# --- compound files


def compound_file(*streams: str, loop: bool = False) -> bytes:
    """An OLE container whose directory holds these names, of 512-byte sectors: table, then directory."""
    entries = b"".join(
        _directory_entry(name, 5 if number == 0 else 2) for number, name in enumerate(("Root Entry", *streams))
    )
    entries += bytes(-len(entries) % 512)
    sectors = len(entries) // 512
    chain = [0xFFFFFFFD, *(place + 2 for place in range(sectors - 1)), 1 if loop else 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += (
        bytes(10) + struct.pack("<II", 1, 1) + bytes(4) + struct.pack("<IIIII", 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    )
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    return header + table + entries


def _directory_entry(name: str, kind: int) -> bytes:
    encoded = name.encode("utf-16-le")
    return (encoded.ljust(64, b"\x00") + struct.pack("<HB", len(encoded) + 2, kind)).ljust(128, b"\x00")
