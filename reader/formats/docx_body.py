"""DOCX body: paragraphs, lists and tables in reading order, written as HTML blocks."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reader.formats.docx_drawings import chosen
from reader.formats.docx_inline import Inline
from reader.formats.docx_names import child, short, value
from reader.formats.docx_notes import Notes
from reader.formats.docx_numbering import Label
from reader.formats.docx_reading import Reading
from reader.formats.docx_styles import Properties, paragraph_properties
from reader.formats.docx_tables import write_table
from reader.formats.office_blocks import MAX_DEPTH, Blocks, css
from reader.formats.office_document import walk_progress
from reader.formats.office_line import Line, direction_of
from reader.formats.trees import Element
from reader.text.markup import PX_PER_EM
from reader.text.model import Progress

_WRAPPERS = frozenset(
    {"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo", "mc:Choice", "mc:Fallback"}
)
_ALIGNS = {
    "center": "center", "right": "end", "end": "end", "left": "start", "start": "start",
    **dict.fromkeys(("both", "distribute", "thaiDistribute", "lowKashida", "mediumKashida", "highKashida"), "justify"),
}  # fmt: skip
"""Left and right are the sides where lines start and end, in paragraphs from right to left too (17.3.1.13)."""

_INDENTS = ("start", "end", "first")
_BODY_OUTLINE = 9
_LOWEST_HEADING = 6
_MAX_BLANK_LINES = 3


class Body:
    """Writes what holds blocks: the body, cells, notes and text boxes of one document."""

    def __init__(self, reading: Reading, notes: Notes, root: Element) -> None:
        self.reading = reading
        self.out = Blocks(root)
        self._notes = notes
        self._page_break = False
        self._joined: Line | None = None

    def document(self, container: Element) -> Iterator[Progress]:
        """Write the whole body, with signs of life."""
        total = len(container)  # lxml counts anew each time
        for number, element in enumerate(_block_elements(container, self.reading), 1):
            self._block(element, self.out, 0)
            yield from walk_progress(number, max(number, total))
        self._end_joined(self.out)
        yield from self._notes.write(self)

    def blocks(self, container: Element, out: Blocks, depth: int = 0) -> None:
        """Write all blocks of `container`; below the last depth their text alone."""
        if depth > MAX_DEPTH:
            self.reading.losses.add("nesting")
            out.block("p").text = " ".join(each.text or "" for each in container.iter() if short(each) == "w:t")
            return
        for element in _block_elements(container, self.reading):
            self._block(element, out, depth)
        self._end_joined(out)

    def _block(self, element: Element, out: Blocks, depth: int) -> None:
        if short(element) == "w:p":
            self._paragraph(element, out, depth)
        elif short(element) == "w:tbl":
            write_table(self, element, out, depth)
        else:
            self.reading.losses.add("embedded")

    def _end_joined(self, out: Blocks) -> None:
        """Write a paragraph that was to go on in the next, where there is none."""
        if self._joined is not None:
            line, self._joined = self._joined, None
            self._write_line(line, "p", {}, out)

    def rule(self) -> None:
        self.reading.fields.clear()
        self.out.block("hr")

    def note(self, part: str, note: Element, lead: Line) -> None:
        """Write a note of `part` at the end, behind what it begins with."""
        outer, self.reading.part = self.reading.part, part
        self._joined = lead
        self.blocks(note, self.out)
        self.reading.part = outer

    # --- paragraphs

    def _paragraph(self, element: Element, out: Blocks, depth: int) -> None:
        if not len(element) and self._joined is None:
            out.blank_lines += 1
            return
        marks = child(element, "w:pPr")
        own = paragraph_properties(marks)
        style_id = own.get("style", "")
        inherited, run = self.reading.styles.of_paragraph(style_id)
        properties = inherited | own
        heading = self._heading(style_id, properties)
        inline = Inline(self.reading, self._notes, run, heading=heading > 0, rtl=properties.get("bidi") == "1")
        if self._joined is not None:
            inline.lines, self._joined = [self._joined], None
        inline.read(element)
        self.reading.fields.end_paragraph()
        if properties.get("drop_cap") in {"drop", "margin"} or self._mark_is_removed(marks):
            self._joined = inline.line
        else:
            properties = self._with_neighbours(element, properties, style_id)
            self._write(inline, properties, own, heading, out)
        for box in inline.boxes:
            self.reading.losses.add("text-box")
            self.blocks(box, out, depth + 1)
        section = child(marks, "w:sectPr")
        if section is not None and value(child(section, "w:type")) not in {"continuous", "nextColumn"}:
            self._page_break = True

    def _write(self, inline: Inline, properties: Properties, own: Properties, heading: int, out: Blocks) -> None:
        label = self._label(properties, own)
        if label and label.mark is None:
            indents = {"start": self.reading.list_indent(label.level)}
            indents |= {name: length for name, length in label.paragraph.items() if name in _INDENTS}
            properties = properties | indents | own if "num" in own else indents | properties
        self._page_break = self._page_break or inline.break_before or properties.get("page_break") == "1"
        for number, line in enumerate(inline.lines):
            if number:
                self._page_break = True
                label = None
                properties = {key: each for key, each in properties.items() if key != "first"}
            name = f"h{heading}" if heading else "p"
            self._write_line(line, name, properties, out, label)

    def _write_line(
        self, line: Line, name: str, properties: Properties, out: Blocks, label: Label | None = None
    ) -> None:
        if line.empty:
            out.blank_lines += 1
            if line.has_places:
                line.write(out.block("p"))
            return
        if label and label.mark is None and label.words:
            line.prefix(f"{label.words} ")
        leading_tab = line.take_leading_tab()
        block, inside_list = self._new_block(name, out, label)
        line.write(block)
        self._describe(block, line, properties, out, leading_tab=leading_tab, item=inside_list)

    def _new_block(self, name: str, out: Blocks, label: Label | None) -> tuple[Element, bool]:
        """A block for a paragraph, and whether it has its indent from a list around it."""
        if label is None or name != "p":
            return out.block(name), False
        if label.mark is None:
            return out.labelled(label.level)
        return out.item(label.level, label.mark, label.number), True

    def _describe(
        self, block: Element, line: Line, properties: Properties, out: Blocks, *, leading_tab: bool, item: bool
    ) -> None:
        """Give a block its direction and its style."""
        bidi = properties.get("bidi")
        direction = {"1": "rtl", "0": "ltr"}.get(bidi or "") or direction_of(line.plain_text())
        if direction:
            block.set("dir", direction)
        align = _ALIGNS.get(properties.get("jc", ""), "start")
        if align == "end" and direction == "rtl" and bidi is None:
            align = "start"  # flushed right by hand, for want of a direction
        style = [f"text-align:{align}"] if align != "start" else []
        if self._page_break:
            style.append("page-break-before:always")
            self._page_break = False
        if not item:
            style.append(self._lengths(properties, out, rtl=direction == "rtl", leading_tab=leading_tab))
        out.blank_lines = 0
        declared = ";".join(part for part in style if part)
        if declared:
            block.set("style", declared)

    def _lengths(self, properties: Properties, out: Blocks, *, rtl: bool, leading_tab: bool) -> str:
        start, end, first, before, after = (
            self.reading.px(properties.get(name, "")) for name in (*_INDENTS, "before", "after")
        )
        if leading_tab and not first:
            first = 2 * PX_PER_EM
        if out.blank_lines:
            before = max(before or 0, min(out.blank_lines, _MAX_BLANK_LINES) * PX_PER_EM)
        left, right = (end, start) if rtl else (start, end)
        return css(
            margin_top=before,
            margin_bottom=after or 0,
            margin_left=left or None,
            margin_right=right or None,
            text_indent=first or None,
        )

    def _heading(self, style_id: str, properties: Properties) -> int:
        """The paragraph's level as a heading of HTML, 0 for body text."""
        outline = int(properties.get("outline", _BODY_OUTLINE))
        if 0 <= outline < _BODY_OUTLINE:
            return min(outline + 1, _LOWEST_HEADING)
        return 1 if self.reading.styles.is_title(style_id) else 0

    def _label(self, properties: Properties, own: Properties) -> Label | None:
        number = properties.get("num", "0")
        if number in {"0", ""}:
            return None
        level = int(properties.get("level", -1 if "num" not in own else 0))
        return self.reading.numbering.label(number, level, properties.get("style", ""))

    def _mark_is_removed(self, marks: Element | None) -> bool:
        """Whether the paragraph's end was deleted by a tracked change: it goes on in the next."""
        removed = child(child(marks, "w:rPr"), "w:del") is not None
        if removed:
            self.reading.losses.add("tracked-changes")
        return removed

    def _with_neighbours(self, element: Element, properties: Properties, style_id: str) -> Properties:
        """Without the space between paragraphs of one style, where the style says so (17.3.1.9)."""
        if properties.get("contextual") != "1":
            return properties
        alike = {"before": _style_of(element.getprevious()), "after": _style_of(element.getnext())}
        return properties | {side: "0" for side, style in alike.items() if style == style_id}


def _style_of(paragraph: Element | None) -> str | None:
    if paragraph is None or short(paragraph) != "w:p":
        return None
    return value(child(child(paragraph, "w:pPr"), "w:pStyle"))


def _block_elements(container: Element, reading: Reading) -> Iterator[Element]:
    """The paragraphs, tables and altChunks of a container, out of all wrappers. Nesting takes no stack."""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        name = short(element)
        if name in {"w:p", "w:tbl", "w:altChunk"}:
            yield element
        elif name == "mc:AlternateContent":
            branch = chosen(element)
            waiting += [branch] if branch is not None else []
        elif name in _WRAPPERS:
            if name in {"w:ins", "w:moveTo"}:
                reading.losses.add("tracked-changes")
            waiting += reversed(element)
        elif name in {"w:del", "w:moveFrom"}:
            reading.losses.add("tracked-changes")
        elif name in {"m:oMathPara", "m:oMath", "w:hyperlink", "w:r"}:
            yield _in_paragraph(element)


def _in_paragraph(element: Element) -> Element:
    """A paragraph for content that stands among blocks by mistake."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraph = etree.Element(f"{{{namespace}}}p")
    paragraph.append(element)
    return paragraph
