"""ODT frames: pictures with their words, text boxes, formulas and objects (OpenDocument 1.3, part 3, 10.4)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from reader.formats.odt_names import child, children, short, value
from reader.formats.odt_reading import OdtReading
from reader.formats.office_document import PART, is_metafile
from reader.formats.office_line import markup_text
from reader.formats.trees import Element, plain_names

FRAMES = frozenset({"draw:frame", "draw:a", "draw:g"})
BOXES = frozenset(
    {
        "draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle", "draw:line", "draw:path",
        "draw:polygon", "draw:polyline", "draw:connector", "draw:caption", "draw:measure", "draw:regular-polygon",
        "draw:control",
    }
)  # fmt: skip
"""Shapes, all of which may hold paragraphs."""

_OBJECTS = frozenset({"draw:object", "draw:object-ole", "draw:plugin", "draw:applet", "draw:floating-frame"})
_PARAGRAPHS = frozenset({"text:p", "text:h", "text:list", "table:table"})


@dataclass(slots=True)
class Framed:
    """What a frame holds: elements ready for the line, and boxes to be read after the paragraph."""

    ready: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    href: str = ""


def read_frame(root: Element, reading: OdtReading) -> Framed:
    """What a draw:frame, a group or a shape holds. Nothing inside a text box is looked at here."""
    framed = Framed()
    for element in _parts(root):
        name = short(element)
        if name == "draw:a":
            framed.href = framed.href or value(element, "xlink:href")
        elif name == "draw:frame":
            _read_one(element, reading, framed)
        elif name in BOXES:
            _read_shape(element, reading, framed)
    return framed


def _parts(root: Element) -> Iterator[Element]:
    """Frames and shapes in order, out of groups and links."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        if short(element) in {"draw:a", "draw:g"}:
            waiting += reversed(element)


def _read_shape(shape: Element, reading: OdtReading, framed: Framed) -> None:
    if any(short(each) in _PARAGRAPHS for each in shape):
        framed.boxes.append(shape)
        return
    if short(shape) == "draw:control":
        reading.losses.add("form")
    elif alt := _alt(shape):
        framed.words.append(f"[{alt}]")


def _read_one(frame: Element, reading: OdtReading, framed: Framed) -> None:
    """One frame: alternatives of one thing, the first of which that can be shown is shown."""
    alt = _alt(frame)
    box = child(frame, "draw:text-box")
    if box is not None:
        framed.boxes.append(box)
        return
    for each in frame:
        if short(each) in _OBJECTS:
            math = _formula(each, reading)
            if math is not None:
                framed.ready.append(math)
                return
            _note_object(each, reading)
    source = _best_picture(frame, reading)
    if source or child(frame, "draw:image") is not None:
        framed.ready.append(_image(frame, source, alt, reading))
    elif alt:
        framed.words.append(f"[{alt}]")


def _best_picture(frame: Element, reading: OdtReading) -> str:
    """The first alternative that can be drawn, or the first of all."""
    sources = [source for source in map(reading.package.picture, children(frame, "draw:image")) if source]
    for source in sources[:-1]:
        if not source.startswith(PART) or not is_metafile(reading.package.read(source.removeprefix(PART)) or b""):
            return source
    return sources[-1] if sources else ""


def _image(frame: Element, source: str, alt: str, reading: OdtReading) -> Element:
    image = etree.Element("img", {"src": source or PART, "alt": markup_text(alt)})
    width_px = reading.styles.image_px(value(frame, "svg:width"))
    if width_px:
        image.set("width", str(width_px))
    style = reading.styles.of("graphic", value(frame, "draw:style-name"))
    side = style.get("style:horizontal-pos", "").removeprefix("from-")
    if side in {"left", "right"} and style.get("style:wrap", "none") not in {"none", "run-through"}:
        image.set("style", f"float:{side}")
    return image


def _alt(element: Element) -> str:
    words = child(element, "svg:desc"), child(element, "svg:title")
    return next((" ".join(each.text.split()) for each in words if each is not None and each.text), "")


def _formula(element: Element, reading: OdtReading) -> Element | None:
    """A MathML formula, from a part of its own or from the text itself; None for other objects."""
    math = next((each for each in element if short(each) == "math:math"), None)
    if math is None:
        path = value(element, "xlink:href").removeprefix("./").rstrip("/")
        root = reading.package.part(f"{path}/content.xml") if path and ":" not in path else None
        math = root if root is not None and short(root) == "math:math" else None
    if math is None:
        return None
    math = deepcopy(math)
    math.tail = None
    plain_names(math)
    return math


def _note_object(element: Element, reading: OdtReading) -> None:
    reading.losses.add("embedded")
    href = value(element, "xlink:href")
    if href:
        reading.embedded.append(reading.package.embedded(href))
