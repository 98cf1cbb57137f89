"""DOCX reading: what all parts of the walk through one document share."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.formats.docx_fields import Fields
from reader.formats.docx_names import relation_id
from reader.formats.docx_numbering import Numbering
from reader.formats.docx_package import DocxPackage
from reader.formats.docx_styles import Properties, Styles
from reader.formats.trees import Element
from reader.text.markup import PX_PER_EM

_TWENTIETHS_PER_PT = 20
_EMU_PER_PT = 12_700
MAX_LENGTH_PX = 320
_MAX_IMAGE_PX = 4096


@dataclass(slots=True)
class Reading:
    """One document while it is read; `part` is the one that the walk is in."""

    package: DocxPackage
    styles: Styles
    numbering: Numbering
    part: str
    losses: set[str] = field(default_factory=set)
    fields: Fields = field(default_factory=Fields)
    character_looks: dict[tuple[tuple[str, str], ...], str] = field(default_factory=dict)

    def px(self, twentieths: str) -> int | None:
        """A length of the document in px of the page, where 16 px are the size of its body text."""
        if not twentieths:
            return None
        px = round(int(twentieths) / _TWENTIETHS_PER_PT / self.styles.body_pt * PX_PER_EM)
        return max(-MAX_LENGTH_PX, min(px, MAX_LENGTH_PX))

    def list_indent(self, level: int) -> str:
        """How far an item whose numbering does not say it stands inside, in twentieths of a point."""
        return str(round(2 * level * self.styles.body_pt * _TWENTIETHS_PER_PT))

    def image_px(self, emu: int) -> int:
        """The width of a picture in px of the page; 0 for none that can be believed."""
        px = round(emu / _EMU_PER_PT / self.styles.body_pt * PX_PER_EM)
        return px if 0 < px <= _MAX_IMAGE_PX else 0

    def target(self, element: Element, name: str = "id") -> str:
        """The path in the archive that an element's relationship means, or empty."""
        relation = self.package.relations(self.part).get(relation_id(element, name))
        if relation is None:
            return ""
        if relation.outside:
            self.losses.add("remote-image")
            return ""
        return self.package.archive.find(relation.target)

    def address(self, element: Element) -> str:
        """The address outside that a hyperlink's relationship means, or empty."""
        relation = self.package.relations(self.part).get(relation_id(element))
        return relation.target if relation and relation.outside else ""

    def run_style(self, properties: Properties, base: Properties, *, heading: bool) -> str:
        """The declarations that a run with these properties is written with, in a paragraph with `base`."""
        complex_ = properties.get("rtl") == "1" or properties.get("cs") == "1"
        bold_base = base.get("bCs" if complex_ else "b") == "1"
        wanted = {
            "b": properties.get("bCs" if complex_ else "b", ""),
            "i": properties.get("iCs" if complex_ else "i", ""),
            **{name: properties.get(name, "") for name in ("smallCaps", "strike", "dstrike", "u", "vertAlign")},
            "base": f"{heading:d}{bold_base:d}",
        }
        key = tuple(wanted.items())
        if key not in self.character_looks:
            self.character_looks[key] = _declarations(wanted, heading=heading, bold_base=bold_base)
        return self.character_looks[key]


def _declarations(wanted: dict[str, str], *, heading: bool, bold_base: bool) -> str:
    """A heading is bold by itself: only a run that is lighter than the heading's own style says so."""
    bold = wanted["b"] == "1"
    found = []
    if bold and not heading:
        found.append("font-weight:bold")
    elif heading and bold_base and not bold:
        found.append("font-weight:normal")
    if wanted["i"] == "1":
        found.append("font-style:italic")
    if wanted["smallCaps"] == "1":
        found.append("font-variant:small-caps")
    lines = [
        line
        for line, on in (("underline", wanted["u"]), ("line-through", "1" in {wanted["strike"], wanted["dstrike"]}))
        if on
    ]
    if lines:
        found.append(f"text-decoration:{' '.join(lines)}")
    if wanted["vertAlign"]:
        found.append(f"vertical-align:{wanted['vertAlign']}")
    return ";".join(found)
