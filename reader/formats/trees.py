"""Trees: markup of unknown quality to an lxml tree with plain HTML names.

Nothing outside the text is ever read: no entity is resolved, no DTD loaded, no address opened. The parser's own limits
on depth and size stay on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import cast

from lxml import etree
from lxml import html as lxml_html

from reader.errors import DamagedFile

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Element = etree._Element

_NAMED_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DOCTYPE_BEGIN = re.compile("<!DOCTYPE", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


MAX_DEPTH = 100
_PARSER_DEPTH = 2000
"""What stands deeper than 2048 the HTML parser leaves out without a word (measured)."""

_FLATTENED = "data-hearth-flattened"
_NO_TEXT = ("script", "style", "template", "title", "head")
_BREAKS = ("p", "div", "li", "td", "th", "br", "tr", "dt", "dd", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
_LONG_TAG = re.compile(r"<[^<>]{100000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MAX_ATTRIBUTES = 3000


def printable(text: str) -> str:
    """`text` without the characters that markup can't hold, with plain line ends."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def parse_xml(text: str, *, recover: bool = True) -> Element:
    """The root of an XML text. HTML's named entities are known; a DTD and its entities are dropped.

    Raises DamagedFile when there is no element at all, and without `recover` at the first fault.
    """
    _refuse_endless_tags(text)
    text = _without_doctype(_XML_DECLARATION.sub("", printable(text)))
    text = _NAMED_ENTITY.sub(_as_character, text)
    parser = etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile("markup") from error
    if root is None:
        raise DamagedFile("markup")
    return root


def _without_doctype(text: str) -> str:
    """`text` without its first DOCTYPE. Only that one is looked at: an open bracket in each of many is quadratic."""
    begin = _DOCTYPE_BEGIN.search(text)
    match = _DOCTYPE.match(text, begin.start()) if begin else None
    return text[: match.start()] + text[match.end() :] if match else text


def parse_html(text: str) -> Element:
    """The root of an HTML text, however broken; an empty page when there is nothing.

    Raises DamagedFile where tags nest so deep that the parser would leave text out, or hold thousands of attributes.
    """
    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )  # fmt: skip
    _refuse_endless_tags(text)
    text = _XML_DECLARATION.sub("", printable(text))
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return lxml_html.document_fromstring("<html><body></body></html>", ensure_head_body=True)
    if root.xpath(f"boolean({'/*' * _PARSER_DEPTH})"):
        raise DamagedFile("nesting")
    return _flattened(root)


def is_flattened(root: Element) -> bool:
    """Whether elements of the page went because they stood too deep; their text stayed."""
    return root.get(_FLATTENED) is not None


def _flattened(root: Element) -> Element:
    """The page with plain text in place of what stands deeper than anybody writes, for walkers that call themselves.

    The HTML parser leaves texts over 10 MB out unless it is told that a tree may be huge.
    """
    deep = cast("list[Element]", root.xpath("/*" * MAX_DEPTH))
    for element in deep:
        if len(element):
            root.set(_FLATTENED, "")
            etree.strip_elements(element, *_NO_TEXT, with_tail=False)
            for block in element.iter(*_BREAKS):
                block.tail = "\n" + (block.tail or "")
            etree.strip_tags(element, "*")
    return root


def _refuse_endless_tags(text: str) -> None:
    """Refuse a tag with thousands of attributes: libxml2 compares each with all (200,000 take it two minutes)."""
    for tag in _LONG_TAG.finditer(text):
        if len(_QUOTED.sub('""', tag[0]).split(None, _MAX_ATTRIBUTES)) > _MAX_ATTRIBUTES:
            raise DamagedFile("attributes")


def parse_page(text: str) -> Element:
    """A page of a book: as XHTML, or as HTML where it is not well formed. HTML names, no namespace."""
    if "<" not in text:
        return parse_html(f"<p>{html.escape(text)}</p>")
    try:
        root = parse_xml(text, recover=False)
    except DamagedFile:
        root = parse_html(text)
    if local_name(root) != "html":
        return root if local_name(root) == "svg" else parse_html(text)
    plain_names(root)
    return _flattened(root)


def plain_names(root: Element) -> None:
    """Take XHTML's namespace off the names; `epub:type` becomes `data-type`, `xml:lang` becomes `lang`."""
    for element in root.iter(etree.Element):
        name = str(element.tag)
        if name.startswith("{" + XHTML + "}"):
            element.tag = name.rpartition("}")[2]
        for old, new in (
            (EPUB_TYPE, "data-type"),
            (XML_LANG, "lang"),
            ("epub:type", "data-type"),
            ("xml:lang", "lang"),
        ):
            value = element.get(old)
            if value is not None:
                del element.attrib[old]
                element.set(new, element.get(new, value))


def texts(element: Element) -> Iterator[str]:
    """The element's texts in document order, without those of comments."""
    return (str(text) for text in element.itertext(etree.Element))


def local_name(element: Element) -> str:
    """The element's name without its namespace, in lower case; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _as_character(match: re.Match[str]) -> str:
    entity = match.group()
    if match.group(1) in _XML_ENTITIES:
        return entity
    character = html.unescape(entity)
    return character if character != entity else html.escape(entity)
