"""DOCX notes: footnotes, endnotes and comments, which stand at the end of the text and are linked both ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.formats.docx_names import children, short, value
from reader.formats.docx_package import DocxPackage
from reader.formats.names import one_line
from reader.formats.office_document import walk_progress
from reader.formats.office_line import Line, TextLook
from reader.formats.office_numerals import numeral
from reader.formats.trees import Element
from reader.text.model import Progress

if TYPE_CHECKING:
    from reader.formats.docx_body import Body

_KINDS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_DATE_CHARACTERS = 10


@dataclass(slots=True)
class _Kind:
    """The notes of one kind: all of them by id, and the ids that were met, in order."""

    part: str
    notes: dict[str, Element]
    met: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def meet(self, note_id: str, label: str) -> str:
        """The mark of a note, which is `label` if it is met for the first time."""
        if note_id not in self.met:
            self.met[note_id] = label
            self.order.append(note_id)
        return self.met[note_id]


class Notes:
    """The notes of one document."""

    def __init__(self, package: DocxPackage) -> None:
        self._kinds = {name: _Kind(package.part_of(plural), {}) for name, plural in _KINDS.items()}
        for name, kind in self._kinds.items():
            root = package.tree(package.archive.find(kind.part))
            found = children(root, f"w:{name}")
            kind.notes = {value(note, "id"): note for note in found if value(note, "type") in {"", "normal"}}

    def refer(self, name: str, element: Element, line: Line, look: TextLook, own_mark: str = "") -> None:
        """Put the mark of a note into a line, its own or the next number; nothing for a note that is not there."""
        kind, note_id = self._kinds[name], value(element, "id")
        if note_id not in kind.notes:
            return
        first = note_id not in kind.met
        label = kind.meet(note_id, own_mark.strip() or _label(name, len(kind.met) + 1, kind.notes[note_id]))
        if first:
            line.anchor(_place(name, note_id, back=True))
        mark = TextLook(look.style, href="#" + _place(name, note_id))
        line.text(label, mark if "vertical-align" in look.style else mark.raised())

    def write(self, body: Body) -> Iterator[Progress]:
        """Write all notes that were met, each kind behind a rule, and the comments that nothing refers to."""
        for name, kind in self._kinds.items():
            if name == "comment":
                for note_id, note in kind.notes.items():
                    kind.meet(note_id, _label(name, len(kind.met) + 1, note))
            if not kind.met:
                continue
            body.rule()
            if name == "comment":
                body.reading.losses.add("comments")
            for number, note_id in enumerate(kind.order, 1):  # a note may add others to it
                note = kind.notes[note_id]
                body.note(kind.part, note, _lead(name, note_id, kind.met[note_id], note))
                yield from walk_progress(number, len(kind.order))


def _lead(name: str, note_id: str, label: str, note: Element) -> Line:
    """What a note begins with: its place, its mark as a link back, and who wrote a comment when."""
    line = Line()
    line.anchor(_place(name, note_id))
    line.text(label, TextLook(href="#" + _place(name, note_id, back=True)))
    line.text(" ")
    if name == "comment":
        author, date = one_line(value(note, "author"), 200), one_line(value(note, "date"))[:_DATE_CHARACTERS]
        line.text(", ".join(part for part in (author, date) if part), TextLook("font-weight:bold"))
        line.text(": " if author or date else "")
    return line


def _label(name: str, number: int, note: Element) -> str:
    if name == "comment":
        return f"[{one_line(value(note, 'initials'), 9)}{number}]"
    return numeral(number, "lowerRoman") if name == "endnote" else str(number)


def _place(name: str, note_id: str, *, back: bool = False) -> str:
    return f"{'r' if back else 'n'}-{name}-{''.join(letter for letter in note_id if letter.isalnum() or letter == '-')}"


def has_text(root: Element | None) -> bool:
    """Whether a part holds any words."""
    return root is not None and any(short(each) == "w:t" and (each.text or "").strip() for each in root.iter())
