"""ODT reading: what all parts of the walk through one document share."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from reader.formats.names import one_line
from reader.formats.odt_lists import OdtLists
from reader.formats.odt_names import child, children, value
from reader.formats.odt_package import OdtPackage
from reader.formats.odt_styles import OdtStyles
from reader.formats.office_line import Line, TextLook
from reader.formats.office_numerals import numeral
from reader.formats.trees import Element
from reader.text.model import Embedded

PLACE = "b:"
"""Before a bookmark's name in the ids of the tree."""

REPEATS = 10_000
"""Cells that a document may save itself by a repeat count, all together."""

_DATE_CHARACTERS = 10


@dataclass(frozen=True, slots=True)
class Note:
    """A note to be written at the end: its number among all, its mark, and the element that holds its text."""

    number: int
    label: str
    body: Element
    author: str = ""

    def lead(self) -> Line:
        """What the note begins with: its place, its mark as a link back, and who wrote an annotation when."""
        line = Line()
        line.anchor(f"n-{self.number}")
        line.text(self.label, TextLook(href=f"#r-{self.number}"))
        line.text(" ")
        line.text(self.author, TextLook("font-weight:bold"))
        line.text(": " if self.author else "")
        return line


@dataclass(slots=True)
class OdtReading:
    """One document while it is read."""

    package: OdtPackage
    styles: OdtStyles
    lists: OdtLists
    losses: set[str] = field(default_factory=set)
    embedded: list[Embedded] = field(default_factory=list)
    notes: dict[str, list[Note]] = field(default_factory=lambda: {"footnote": [], "endnote": [], "annotation": []})
    repeats_left: int = REPEATS
    _notes_met: int = 0
    _unmarked: dict[str, Note] = field(default_factory=dict)

    def refer(self, element: Element, line: Line) -> None:
        """Put the mark of a text:note into a line and keep the note for the end."""
        kind = "endnote" if value(element, "text:note-class") == "endnote" else "footnote"
        body = child(element, "text:note-body")
        if body is None:
            return
        citation = child(element, "text:note-citation")
        label = one_line(value(citation, "text:label") or (citation.text if citation is not None else ""), 20)
        _mark(
            self._note(
                kind, label or numeral(len(self.notes[kind]) + 1, "lowerRoman" if kind == "endnote" else ""), body
            ),
            line,
        )

    def annotate(self, element: Element, line: Line) -> None:
        """The same for an office:annotation; one that has a name has its mark where what it is about ends."""
        self.losses.add("comments")
        author, date = child(element, "dc:creator"), child(element, "dc:date")
        names = (
            one_line(author.text if author is not None else "", 200),
            one_line(date.text if date is not None else "")[:_DATE_CHARACTERS],
        )
        initials = next((one_line(each.text, 9) for each in children(element, "meta:creator-initials")), "")
        label = f"[{initials}{len(self.notes['annotation']) + 1}]"
        note = self._note("annotation", label, element, ", ".join(name for name in names if name))
        name = value(element, "office:name")
        if name:
            self._unmarked[name] = note
        else:
            _mark(note, line)

    def end_annotation(self, element: Element, line: Line) -> None:
        """Put the mark of a named annotation into a line."""
        note = self._unmarked.pop(value(element, "office:name"), None)
        if note:
            _mark(note, line)

    def _note(self, kind: str, label: str, body: Element, author: str = "") -> Note:
        self._notes_met += 1
        note = Note(self._notes_met, label, body, author)
        self.notes[kind].append(note)
        return note


def _mark(note: Note, line: Line) -> None:
    line.anchor(f"r-{note.number}")
    line.text(note.label, TextLook(href=f"#n-{note.number}").raised())


def place_href(name: str) -> str:
    return f"#{PLACE}{quote(name)}" if name else ""
