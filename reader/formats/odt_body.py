"""ODT body: paragraphs, lists and tables in reading order, written as HTML blocks."""

from __future__ import annotations

from collections.abc import Iterator

from reader.formats.odt_frames import BOXES, FRAMES
from reader.formats.odt_inline import OdtInline, heading_place
from reader.formats.odt_lists import Counting, OdtLabel, html_level
from reader.formats.odt_names import short, value
from reader.formats.odt_reading import PLACE, Note, OdtReading
from reader.formats.odt_styles import Properties
from reader.formats.odt_tables import write_table
from reader.formats.office_blocks import MAX_DEPTH, Blocks, css
from reader.formats.office_document import walk_progress
from reader.formats.office_line import Line, direction_of
from reader.formats.trees import Element, texts
from reader.text.markup import PX_PER_EM
from reader.text.model import Progress

_SKIPPED = frozenset(
    {
        "text:tracked-changes",
        "office:forms",
        "text:sequence-decls",
        "text:variable-decls",
        "text:user-field-decls",
        "text:dde-connection-decls",
        "text:alphabetical-index-auto-mark-file",
        "office:scripts",
        "dc:creator",
        "dc:date",
        "meta:date-string",
        "meta:creator-initials",
        "loext:sender-initials",
        "text:table-of-content-source",
        "text:illustration-index-source",
        "text:table-index-source",
        "text:object-index-source",
        "text:user-index-source",
        "text:alphabetical-index-source",
        "text:bibliography-source",
        "svg:title",
        "svg:desc",
    }
)
_ITEMS = frozenset({"text:list-item", "text:list-header"})
_ALIGNS = frozenset({"center", "justify", "start", "end", "left", "right"})
_LOWEST_HEADING = 6
_MAX_BLANK_LINES = 3
_MODES = {"rl-tb": "rtl", "rl": "rtl", "lr-tb": "ltr", "lr": "ltr"}


class OdtBody:
    """Writes what holds blocks: the text, cells, notes and text boxes of one document."""

    def __init__(self, reading: OdtReading, root: Element) -> None:
        self.reading = reading
        self.out = Blocks(root)
        self._page_break = False
        self._lead: Line | None = None

    def document(self, container: Element) -> Iterator[Progress]:
        """Write the whole text and its notes, with signs of life."""
        total = len(container)  # lxml counts anew each time
        for number, _ in enumerate(self._each_block(container, self.out, 0), 1):
            yield from walk_progress(number, max(number, total))
        for notes in self.reading.notes.values():
            if notes:
                self.out.block("hr")
            for number, note in enumerate(notes, 1):  # a note may add others
                self._note(note)
                yield from walk_progress(number, len(notes))

    def blocks(self, container: Element, out: Blocks, depth: int = 0) -> None:
        """Write all blocks of `container`; below the last depth their text alone."""
        if not self._too_deep(container, out, depth):
            for _ in self._each_block(container, out, depth):
                pass

    def _each_block(self, container: Element, out: Blocks, depth: int) -> Iterator[None]:
        """Write block after block, out of all sections and indexes. Nesting of these takes no stack."""
        waiting = list(reversed(container))
        while waiting:
            yield
            element = waiting.pop()
            name = short(element)
            if name in {"text:p", "text:h"}:
                self._paragraph(element, out, depth)
            elif name == "text:list":
                self._list(element, out, depth)
            elif name == "table:table":
                write_table(self, element, out, depth)
            elif name == "text:tracked-changes":
                self.reading.losses |= {"tracked-changes"} if len(element) else set()
            elif name in FRAMES or name in BOXES:
                self._loose_frame(element, out, depth)
            elif value(element, "text:display") == "none":
                self.reading.losses.add("hidden-text")
            elif name not in _SKIPPED:
                waiting += reversed(element)

    def _note(self, note: Note) -> None:
        self._lead = note.lead()
        self.blocks(note.body, self.out)
        if self._lead is not None:
            lead, self._lead = self._lead, None
            self._write(lead, {}, self.out)

    def direction(self, properties: Properties, line: Line) -> str:
        """`rtl` or `ltr` as the style or, for want of that, the page or the text says; empty without letters."""
        declared = _MODES.get(properties.get("style:writing-mode", ""))
        if declared:
            return declared
        if _MODES.get(self.reading.styles.page_mode) == "rtl":
            return "rtl"
        return direction_of(line.plain_text())

    # --- paragraphs

    def _paragraph(
        self, element: Element, out: Blocks, depth: int, label: OdtLabel | None = None, level: int = 0
    ) -> Element | None:
        """Write a paragraph or heading; its block, or None when it holds nothing to see."""
        style_name = value(element, "text:style-name")
        properties = self.reading.styles.of("paragraph", style_name)
        if properties.get("text:display") == "none":
            self.reading.losses.add("hidden-text")
            return None
        heading = self._heading(element, style_name)
        inline = OdtInline(self.reading, properties, heading=heading > 0)
        if self._lead is not None:
            inline.line, self._lead = self._lead, None
        if heading and short(element) == "text:h":
            inline.line.anchor(PLACE + heading_place("".join(texts(element))))
            words = label.words if label else self.reading.lists.heading(element, heading)
            label = OdtLabel(words=words)
        inline.read(element)
        name = f"h{heading}" if heading else "p"
        block = self._write(inline.line, properties, out, name, label, level)
        for box in inline.boxes:
            self.reading.losses.add("text-box")
            self.blocks(box, out, depth + 1)
        if properties.get("fo:break-after") == "page":
            self._page_break = True
        return block

    def _write(
        self,
        line: Line,
        properties: Properties,
        out: Blocks,
        name: str = "p",
        label: OdtLabel | None = None,
        level: int = 0,
    ) -> Element | None:
        master_page = properties.get("style:master-page-name", "")
        if properties.get("fo:break-before") == "page" or master_page:
            self._page_break = True
        if line.empty:
            out.blank_lines += 1
            if line.has_places:
                line.write(out.block("p"))
            return None
        if label and label.mark is None and label.words:
            line.prefix(f"{label.words} ")
        leading_tab = line.take_leading_tab()
        block, inside_list = self._new_block(name, out, label, level)
        line.write(block)
        self._describe(block, line, properties, out, leading_tab=leading_tab, item=inside_list, level=level)
        return block

    def _new_block(self, name: str, out: Blocks, label: OdtLabel | None, level: int) -> tuple[Element, bool]:
        """A block for a paragraph, and whether it has its indent from a list around it."""
        if label is None or name != "p" or not level:
            return out.block(name), False
        if label.mark is None:
            return out.labelled(html_level(level))
        return out.item(html_level(level), label.mark, label.number), True

    def _describe(
        self,
        block: Element,
        line: Line,
        properties: Properties,
        out: Blocks,
        *,
        leading_tab: bool,
        item: bool,
        level: int,
    ) -> None:
        """Give a block its direction and its style."""
        direction = self.direction(properties, line)
        if direction:
            block.set("dir", direction)
        if properties.get("style:writing-mode", "").startswith("tb"):
            self.reading.losses.add("vertical-text")
        align = self.reading.package.side(properties.get("fo:text-align", ""))
        style = [f"text-align:{align}"] if align in _ALIGNS else []
        if self._page_break:
            style.append("page-break-before:always")
            self._page_break = False
        if not item:
            lengths = self._lengths(properties, out, rtl=direction == "rtl", leading_tab=leading_tab, level=level)
            style.append(lengths)
        out.blank_lines = 0
        declared = ";".join(part for part in style if part)
        if declared:
            block.set("style", declared)

    def _lengths(self, properties: Properties, out: Blocks, *, rtl: bool, leading_tab: bool, level: int) -> str:
        start, end, first, before, after = (
            self.reading.styles.px(properties.get(f"fo:{name}", ""))
            for name in ("margin-left", "margin-right", "text-indent", "margin-top", "margin-bottom")
        )
        start = max(start or 0, 2 * PX_PER_EM * level)
        if leading_tab and not first:
            first = 2 * PX_PER_EM
        if out.blank_lines:
            before = max(before or 0, min(out.blank_lines, _MAX_BLANK_LINES) * PX_PER_EM)
        left, right = (end, start) if rtl else (start, end)
        return css(
            margin_top=max(before, 0) if before is not None else None,
            margin_bottom=max(after or 0, 0),
            margin_left=left or None,
            margin_right=right or None,
            text_indent=first or None,
        )

    def _heading(self, element: Element, style_name: str) -> int:
        """The paragraph's level as a heading of HTML, 0 for body text."""
        if short(element) == "text:h":
            level = value(element, "text:outline-level")
            return (
                min(max(int(level), 1), _LOWEST_HEADING)
                if level.isascii() and level.isdigit() and len(level) < 4
                else 1
            )
        return 1 if self.reading.styles.is_title(style_name) else 0

    def _loose_frame(self, element: Element, out: Blocks, depth: int) -> None:
        """A frame that stands among blocks, as one anchored to its page does."""
        inline = OdtInline(self.reading, {})
        inline.frame(element)
        self._write(inline.line, {}, out)
        for box in inline.boxes:
            self.reading.losses.add("text-box")
            self.blocks(box, out, depth + 1)

    # --- lists

    def _list(self, element: Element, out: Blocks, depth: int, level: int = 1, outer: Counting | None = None) -> None:
        if self._too_deep(element, out, depth):
            return
        counting = self.reading.lists.begin(element, outer, self._list_style_of(element))
        for item in element:
            if short(item) in _ITEMS:
                self._item(item, out, depth, level, counting)

    def _item(self, item: Element, out: Blocks, depth: int, level: int, counting: Counting) -> None:
        """One item: its first paragraph has the number or the bullet, the rest stands below it."""
        labelled = short(item) == "text:list-header"
        inside: Blocks | None = None
        for each in item:
            name = short(each)
            if name == "text:list":
                self._list(each, out, depth + 1, level + 1, counting)
                inside = inside if inside and inside.element.tag == "li" else None
            elif name in {"text:p", "text:h"} and not labelled:
                labelled = True
                label = self.reading.lists.item(counting, item, level)
                block = self._paragraph(each, out, depth, label, level)
                inside = Blocks(block) if block is not None and block.tag == "li" else None
            elif name in {"text:p", "text:h"}:
                self._paragraph(each, inside or out, depth, None, 0 if inside else level)
            elif name == "table:table":
                write_table(self, each, inside or out, depth)

    def _list_style_of(self, element: Element) -> str:
        """The list style that the first paragraph's style names, for a list that names none."""
        paragraph = next((each for item in element for each in item if short(each) in {"text:p", "text:h"}), None)
        name = value(paragraph, "text:style-name")
        return self.reading.styles.of("paragraph", name).get("style:list-style-name", "")

    def _too_deep(self, element: Element, out: Blocks, depth: int) -> bool:
        if depth <= MAX_DEPTH:
            return False
        self.reading.losses.add("nesting")
        out.block("p").text = " ".join(" ".join(texts(element)).split())
        return True
