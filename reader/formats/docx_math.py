"""DOCX math: formulas of Office MathML (ECMA-376, 22.1) as MathML, which mathml.py sets in a line."""

from __future__ import annotations

from lxml import etree

from reader.formats.docx_names import child, math_value, short
from reader.formats.office_line import markup_text
from reader.formats.trees import Element

_MAX_DEPTH = 60
_BRANCHES: dict[str, tuple[str, tuple[str, ...]]] = {
    "m:f": ("mfrac", ("m:num", "m:den")),
    "m:sSup": ("msup", ("m:e", "m:sup")),
    "m:sSub": ("msub", ("m:e", "m:sub")),
    "m:sSubSup": ("msubsup", ("m:e", "m:sub", "m:sup")),
    "m:limLow": ("munder", ("m:e", "m:lim")),
    "m:limUpp": ("mover", ("m:e", "m:lim")),
}
"""Elements whose parts stand in MathML in this order."""

_ROW = "mrow"
_PROPERTIES = "Pr"


def to_mathml(element: Element) -> Element:
    """A `math` element for an m:oMath, or for an m:oMathPara, which stands in lines of its own."""
    math = etree.Element("math")
    if short(element) == "m:oMathPara":
        math.set("display", "block")
    _fill(math, element, 0)
    return math


def _fill(target: Element, source: Element | None, depth: int) -> Element:
    """Put what `source` holds into `target`; below the last depth its text alone."""
    if source is None:
        return target
    if depth > _MAX_DEPTH:
        etree.SubElement(target, "mtext").text = markup_text("".join(str(text) for text in source.itertext()))
        return target
    for each in source:
        _add(target, each, depth + 1)
    return target


def _add(target: Element, element: Element, depth: int) -> None:
    name = short(element)
    if name == "m:r":
        text = "".join(each.text or "" for each in element if short(each) in {"m:t", "w:t"})
        etree.SubElement(target, "mtext").text = markup_text(text)
    elif name in _BRANCHES:
        tag, parts = _BRANCHES[name]
        made = etree.SubElement(target, tag)
        for part in parts:
            _fill(etree.SubElement(made, _ROW), child(element, part), depth)
    elif name in _OWN:
        _OWN[name](target, element, depth)
    elif not name.endswith(_PROPERTIES):
        _fill(target, element, depth)


def _radical(target: Element, element: Element, depth: int) -> None:
    degree = child(element, "m:deg")
    indexed = degree is not None and any(short(each) == "m:t" and each.text for each in degree.iter())
    made = etree.SubElement(target, "mroot" if indexed else "msqrt")
    _fill(etree.SubElement(made, _ROW), child(element, "m:e"), depth)
    if indexed:
        _fill(etree.SubElement(made, _ROW), degree, depth)


def _n_ary(target: Element, element: Element, depth: int) -> None:
    """A sum or an integral with its limits, and what it is of behind it."""
    sign = math_value(child(child(element, "m:naryPr"), "m:chr")) or "∫"
    made = etree.SubElement(target, "munderover")
    etree.SubElement(made, "mo").text = markup_text(sign[:1])
    for part in ("m:sub", "m:sup"):
        _fill(etree.SubElement(made, _ROW), child(element, part), depth)
    etree.SubElement(target, "mtext").text = "\xa0"
    _fill(target, child(element, "m:e"), depth)


def _delimiters(target: Element, element: Element, depth: int) -> None:
    properties = child(element, "m:dPr")
    begin, end = child(properties, "m:begChr"), child(properties, "m:endChr")
    separator = math_value(child(properties, "m:sepChr")) or "|"
    etree.SubElement(target, "mo").text = markup_text(math_value(begin) if begin is not None else "(")
    parts = [each for each in element if short(each) == "m:e"]
    for number, part in enumerate(parts):
        if number:
            etree.SubElement(target, "mo").text = markup_text(separator)
        _fill(target, part, depth)
    etree.SubElement(target, "mo").text = markup_text(math_value(end) if end is not None else ")")


def _accent(target: Element, element: Element, depth: int) -> None:
    made = etree.SubElement(target, "mover")
    _fill(etree.SubElement(made, _ROW), child(element, "m:e"), depth)
    properties = child(element, "m:accPr")
    etree.SubElement(made, "mo").text = markup_text(math_value(child(properties, "m:chr")) or "^")


def _matrix(target: Element, element: Element, depth: int) -> None:
    table = etree.SubElement(target, "mtable")
    rows = [each for each in element if short(each) in {"m:mr", "m:e"}]
    for row in rows:
        line = etree.SubElement(table, "mtr")
        for cell in [row] if short(row) == "m:e" else row:
            if short(cell) == "m:e":
                _fill(etree.SubElement(line, "mtd"), cell, depth)


def _before(target: Element, element: Element, depth: int) -> None:
    """Signs before a base stand behind an empty one."""
    made = etree.SubElement(target, "msubsup")
    etree.SubElement(made, "mtext").text = ""
    for part in ("m:sub", "m:sup"):
        _fill(etree.SubElement(made, _ROW), child(element, part), depth)
    _fill(target, child(element, "m:e"), depth)


_OWN = {
    "m:rad": _radical,
    "m:nary": _n_ary,
    "m:d": _delimiters,
    "m:acc": _accent,
    "m:m": _matrix,
    "m:eqArr": _matrix,
    "m:sPre": _before,
}
