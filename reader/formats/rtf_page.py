"""The text of an RTF file as an HTML tree: paragraphs, lists, tables, notes and pictures in the order they come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from reader.formats.rtf_header import Header
from reader.formats.rtf_inline import Run, append, bookmark_id, inline, joined, run_language, take_over
from reader.formats.rtf_state import TWIPS_PER_PX, Character, Paragraph
from reader.formats.rtf_tables import MAX_CELLS_IN_ROW, Row, RowPlan, table_element
from reader.formats.trees import Element, printable

MAX_PARAGRAPHS = 100_000
MAX_RUNS = 250_000
MAX_NOTES = 20_000
MAX_ROWS = 500
"""A longer table is several."""

PICTURE = "x-rtf-picture:"
_MAX_LIST_LEVEL = 8


@dataclass(slots=True)
class _List:
    element: Element
    number: int
    item: Element | None = None


@dataclass(slots=True)
class _Place:
    """Where paragraphs go: the text itself, or a note."""

    container: Element
    runs: list[Run | Element] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    cells: list[Element] = field(default_factory=list)
    cell: Element | None = None
    marker: str = ""


class Page:
    """Takes what the reader finds. `full` says that there is more than is taken."""

    def __init__(self, header: Header, *, has_rtl: bool) -> None:
        self.root = etree.Element("div")
        self.header = header
        self.plan = RowPlan()
        self.full = False
        self.losses: set[str] = set()
        self._has_rtl = has_rtl
        self._place = _Place(self.root)
        self._around: list[_Place] = []
        self._notes: list[Element] = []
        self._counts: Counter[tuple[int, int]] = Counter()
        self._breaks = False
        self._paragraphs = 0
        self._runs = 0

    # --- inside a paragraph

    def text(self, text: str, character: Character, link: str) -> None:
        """Letters. Text that the author deleted goes; hidden text is shown, and that is said."""
        if character.deleted or not text:
            return
        if character.hidden and text.strip():
            self.losses.add("hidden-text")
        last = self._place.runs[-1] if self._place.runs else None
        if isinstance(last, Run) and last.character == character and last.link == link:
            last.parts.append(text)
        elif self._counted():
            self._place.runs.append(Run([text], character, link))

    def line(self) -> None:
        if self._counted():
            self._place.runs.append(etree.Element("br"))

    def list_text(self, text: str) -> None:
        """What a writer put before a list's item; it is shown only where the list itself is not known."""
        self._place.marker = text

    def anchor(self, name: str) -> None:
        if name and self._counted():
            self._place.runs.append(etree.Element("span", id=bookmark_id(name)))

    def picture(self, number: int, width_twips: int) -> None:
        element = etree.Element("img", src=f"{PICTURE}{number}", alt="")
        if width_twips > 0:
            element.set("width", str(max(1, min(width_twips // TWIPS_PER_PX, 4096))))
        if self._counted():
            self._place.runs.append(element)

    def _counted(self) -> bool:
        self._runs += 1
        self.full = self.full or self._runs > MAX_RUNS or self._paragraphs > MAX_PARAGRAPHS
        return not self.full

    # --- borders

    def end_paragraph(self, paragraph: Paragraph) -> None:
        """Close the paragraph; an empty one is left out, since space between them is the page's matter."""
        place = self._place
        self._paragraphs += 1
        if not paragraph.in_table and place.rows and not place.cells:
            self._end_table()
        if not place.runs:
            return
        runs, place.runs = place.runs, []
        level = self.header.list_level(paragraph.list_number, paragraph.list_level) if paragraph.list_number else None
        if place.marker and level is None:
            runs.insert(0, Run([place.marker], Character(), ""))
        place.marker = ""
        element = self._element(paragraph, runs)
        if level is not None:
            self._into_list(paragraph, element)
        else:
            place.lists = []
            self._container(paragraph).append(element)

    def page_break(self) -> None:
        self._breaks = True

    def end_cell(self, paragraph: Paragraph) -> None:
        place = self._place
        self._paragraphs += 1
        self.end_paragraph(paragraph if paragraph.in_table else Paragraph(in_table=True))
        place.lists = []
        cell = place.cell if place.cell is not None else etree.Element("td")
        place.cell = None
        if len(place.cells) >= MAX_CELLS_IN_ROW:
            place.cells[-1].extend(list(cell))
            return
        paragraphs = list(cell)
        if len(paragraphs) == 1 and paragraphs[0].tag == "p":
            take_over(cell, paragraphs[0])
        place.cells.append(cell)

    def end_nested_cell(self, paragraph: Paragraph) -> None:
        """A cell of a table inside a cell ends: its text stays, as paragraphs of the outer cell."""
        self.losses.add("table")
        self.end_paragraph(paragraph if paragraph.in_table else Paragraph(in_table=True))

    def end_row(self) -> None:
        place = self._place
        if place.cells:
            place.rows.append(Row(place.cells, list(self.plan.plans), self.plan.rtl))
        place.cells, place.cell = [], None
        if len(place.rows) >= MAX_ROWS:
            self._end_table()

    def begin_note(self) -> None:
        """A note begins: its number stands in the text, its own text at the end of the document."""
        number = len(self._notes) + 1
        if number > MAX_NOTES:
            self.full = True
        raised = etree.Element("sup", id=f"rtf-reference-{number}")
        etree.SubElement(raised, "a", href=f"#rtf-note-{number}").text = str(number)
        self._place.runs.append(raised)
        note = etree.Element("div", id=f"rtf-note-{number}")
        self._notes.append(note)
        self._around.append(self._place)
        self._place = _Place(note)

    def end_note(self, paragraph: Paragraph) -> None:
        if not self._around:
            return
        self._end_place(paragraph)
        note = self._place.container
        number = note.get("id", "").rpartition("-")[2]
        first = next(note.iterchildren("p"), None)
        if first is None:
            first = etree.SubElement(note, "p")
        first.text = f"{number} {(first.text or '').lstrip()}"
        last = next(note.iterchildren("p", reversed=True), first)
        back = etree.SubElement(last, "a", href=f"#rtf-reference-{number}")
        back.text = " ↩"
        self._place = self._around.pop()

    def finish(self, paragraph: Paragraph) -> Element:
        """The whole tree, once there is no more."""
        while self._around:
            self.end_note(paragraph)
        self._end_place(paragraph)
        if self._notes:
            etree.SubElement(self.root, "hr")
            self.root.extend(self._notes)
        if self.full:
            self.losses.add("text-cut")
        return self.root

    def _end_place(self, paragraph: Paragraph) -> None:
        self.end_paragraph(paragraph)
        if self._place.cells or self._place.cell is not None:
            self.end_cell(Paragraph(in_table=True))
            self.end_row()
        self._end_table()

    def _end_table(self) -> None:
        rows, self._place.rows = self._place.rows, []
        if rows:
            self._place.container.append(table_element(rows))

    def _container(self, paragraph: Paragraph) -> Element:
        place = self._place
        if not paragraph.in_table:
            return place.container
        if place.cell is None:
            place.cell = etree.Element("td")
        return place.cell

    def _into_list(self, paragraph: Paragraph, element: Element) -> None:
        """The paragraph as an item of its list; lists go on where they were interrupted."""
        lists, depth = self._place.lists, min(max(paragraph.list_level, 0), _MAX_LIST_LEVEL)
        while len(lists) > depth + 1 or (lists and lists[-1].number != paragraph.list_number):
            lists.pop()
        for deeper in range(depth + 1, _MAX_LIST_LEVEL + 1):
            self._counts.pop((paragraph.list_number, deeper), None)
        key = (paragraph.list_number, depth)
        while len(lists) <= depth:
            level = self.header.list_level(paragraph.list_number, len(lists))
            parent = lists[-1].item if lists and lists[-1].item is not None else self._container(paragraph)
            made = etree.SubElement(parent, "ol" if level and level.kind else "ul")
            if level and level.kind:
                made.set("type", level.kind)
                made.set("start", str(level.start + self._counts[key]))
            lists.append(_List(made, paragraph.list_number))
        self._counts[key] += 1
        element.attrib.pop("style", "")
        item = etree.SubElement(lists[-1].element, "li")
        item.append(element)
        if element.tag == "p":
            take_over(item, element)
        lists[-1].item = item

    # --- elements

    def _element(self, paragraph: Paragraph, runs: list[Run | Element]) -> Element:
        level = paragraph.level if paragraph.level >= 0 else self.header.heading_styles.get(paragraph.style, 0)
        element = etree.Element(f"h{min(level, 6)}" if level else "p")
        style = paragraph.css() + (";page-break-before:always" if self._breaks else "")
        self._breaks = False
        if style:
            element.set("style", style)
        if paragraph.rtl or (paragraph.rtl is False and self._has_rtl):
            element.set("dir", "rtl" if paragraph.rtl else "ltr")
        languages: Counter[str] = Counter()
        for run in runs:
            if isinstance(run, Run):
                run.text = printable(joined("".join(run.parts)))
                languages[run_language(run)] += len(run.text.strip())
        language = languages.most_common(1)[0][0] if languages else ""
        if language:
            element.set("lang", language)
        for run in runs:
            append(element, inline(run, language, paragraph.rtl) if isinstance(run, Run) else run)
        return element
