"""DOCX drawings: pictures of DrawingML and VML with their words, text boxes, and what is a loss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reader.formats.docx_names import short, value, whole
from reader.formats.docx_reading import Reading
from reader.formats.office_document import PART
from reader.formats.office_line import Line, markup_text
from reader.formats.styles import declarations, length_px
from reader.formats.trees import Element

_KNOWN_CHOICES = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "a14", "v", "wpi", "cx", "cx1", "aink", "am3d"})
_EMBEDDED_LOSSES = {"c:chart": "chart", "c:chartSpace": "chart", "dgm:relIds": "diagram", "o:OLEObject": "embedded"}
_MAX_DIAGRAM_WORDS = 2000


@dataclass(slots=True)
class Drawn:
    """What a drawing holds: pictures ready for the line, text boxes to be read after the paragraph."""

    images: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def read_drawing(root: Element, reading: Reading) -> Drawn:
    """What a w:drawing, w:pict or w:object holds. Nothing inside a text box is looked at here."""
    drawn = Drawn()
    alt, width_px, floats = _frame(root, reading)
    for element in _parts(root):
        name = short(element)
        if name == "a:blip":
            source = reading.target(element, "embed") or (reading.target(element, "link") if not drawn.images else "")
            drawn.images.append(_image(source, alt or _picture_alt(element), width_px, floats))
        elif name == "v:imagedata":
            source = reading.target(element)
            shape = element.getparent()
            drawn.images.append(_image(source, alt or _vml_alt(element), _vml_width_px(shape, reading), ""))
        elif name == "w:txbxContent":
            drawn.boxes.append(element)
        elif name in _EMBEDDED_LOSSES:
            reading.losses.add(_EMBEDDED_LOSSES[name])
            drawn.words += _diagram_words(element, reading) if name == "dgm:relIds" else []
        elif name == "v:textpath" and element.get("string"):
            drawn.words.append(element.get("string") or "")
    if alt and not drawn.images and not drawn.boxes:
        drawn.words.insert(0, f"[{alt}]")
    return drawn


def add_drawing(drawn: Drawn, line: Line, href: str) -> None:
    """Put a drawing's pictures and words into the line."""
    for image in drawn.images:
        line.add(image, href)
    for words in drawn.words:
        line.text(f"{words} ")


def chosen(alternate: Element) -> Element | None:
    """The branch of an mc:AlternateContent that is read: the first choice that is known, else the fallback."""
    fallback = None
    for branch in alternate:
        name = short(branch)
        if name == "mc:Choice" and set((branch.get("Requires") or "").split()) <= _KNOWN_CHOICES:
            return branch
        if name == "mc:Fallback":
            fallback = branch
    return fallback


def _parts(root: Element) -> Iterator[Element]:
    """The elements of a drawing in order: of alternatives one, and nothing below a text box."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        name = short(element)
        if name == "w:txbxContent":
            continue
        if name == "mc:AlternateContent":
            branch = chosen(element)
            waiting += [branch] if branch is not None else []
        else:
            waiting += reversed(element)


def _frame(root: Element, reading: Reading) -> tuple[str, int, str]:
    """The words, the width and the side of a DrawingML frame."""
    alt, width_px, floats = "", 0, ""
    for frame in root:
        if short(frame) not in {"wp:inline", "wp:anchor"}:
            continue
        for each in frame:
            name = short(each)
            if name == "wp:docPr":
                alt = each.get("descr") or each.get("title") or ""
            elif name == "wp:extent":
                width_px = reading.image_px(whole(each.get("cx") or ""))
        if short(frame) == "wp:anchor" and any(short(each) in {"wp:wrapSquare", "wp:wrapTight"} for each in frame):
            side = next((each.text or "" for each in frame.iter() if short(each) == "wp:align"), "")
            floats = side if side in {"left", "right"} else ""
    return alt, width_px, floats


def _image(source: str, alt: str, width_px: int, floats: str) -> Element:
    image = etree.Element("img", {"src": PART + source, "alt": markup_text(alt)})
    if width_px:
        image.set("width", str(width_px))
    if floats:
        image.set("style", f"float:{floats}")
    return image


def _picture_alt(blip: Element) -> str:
    """The words of a picture inside a group, which stand with the picture itself."""
    picture = next((each for each in blip.iterancestors() if short(each) == "pic:pic"), None)
    for each in picture.iter() if picture is not None else ():
        if short(each) == "pic:cNvPr":
            return each.get("descr") or each.get("title") or ""
    return ""


def _vml_alt(imagedata: Element) -> str:
    shape = imagedata.getparent()
    title = next((text for name, text in imagedata.attrib.items() if str(name).endswith("}title")), "")
    return str((shape.get("alt") if shape is not None else "") or title)


def _vml_width_px(shape: Element | None, reading: Reading) -> int:
    """A VML shape's width, which is written as CSS in points."""
    width = declarations(shape).get("width", "") if shape is not None else ""
    if not width.endswith("pt"):
        return length_px(width) or 0
    points = whole(width.removesuffix("pt"))
    return reading.image_px(points * 12_700)


def _diagram_words(element: Element, reading: Reading) -> list[str]:
    """The words in the boxes of a SmartArt diagram."""
    root = reading.package.tree(reading.target(element, "dm"))
    if root is None:
        return []
    return [each.text for each in root.iter() if short(each) == "a:t" and each.text][:_MAX_DIAGRAM_WORDS]


def form_box(element: Element) -> str:
    """The sign of an old form's checkbox; empty for other form fields."""
    box = next((each for each in element.iter() if short(each) == "w:checkBox"), None)
    if box is None:
        return ""
    states = {short(each): value(each).lower() not in {"0", "false", "off"} for each in box}
    return "☒" if states.get("w:checked", states.get("w:default", False)) else "☐"
