"""Notes of a book: told by `epub:type` or DPUB-ARIA role, and put where a reader finds them.

A note inside the text would interrupt it, and many books hide theirs, for a reading system to open in a window. Here
they stand at the end of their page, in small type, each with a way back to where it is called.
"""

from __future__ import annotations

from urllib.parse import unquote

from lxml import etree

from reader.formats.trees import Element, local_name, texts

_REFERENCE = frozenset({"noteref", "doc-noteref"})
_NOTE = frozenset({"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"})
_NOTES = frozenset({"footnotes", "endnotes", "rearnotes", "notes", "doc-endnotes"})
_BACK = frozenset({"backlink", "doc-backlink", "referrer"})
_MARKED = frozenset({"aside", "div", "section", "p", "li", "dd", "span"})
_MOVED = frozenset({"aside", "div", "section", "p", "span"})
_MAX_REFERENCE_CHARACTERS = 12
_WAY_BACK = "↩"


def types_of(element: Element) -> frozenset[str]:
    """What a page says an element is: its `epub:type` (see trees.plain_names) and its role."""
    said = f"{element.get('data-type') or ''} {element.get('role') or ''}"
    return frozenset(said.lower().split())


def settle_notes(root: Element, targets: set[str]) -> None:
    """Raise the numbers that call notes, and mark and move the notes that something leads to (ids in `targets`)."""
    typed = [(each, types_of(each)) for each in root.iter(etree.Element) if each.get("data-type") or each.get("role")]
    calls: dict[str, Element] = {}
    for element, types in typed:
        if types & _REFERENCE and local_name(element) == "a":
            calls.setdefault(unquote((element.get("href") or "").rpartition("#")[2]), element)
            _raise(element)
    moved = []
    for element, types in typed:
        if types & _NOTE and local_name(element) in _MARKED and element.get("id") in targets:
            if "hidden" in element.attrib:
                del element.attrib["hidden"]
            call = calls.get(element.get("id") or "")
            number = "".join(texts(call)).strip() if call is not None else ""
            _add_way_back(element, call)
            if local_name(element) in _MOVED and not _among_notes(element):
                _number(element, number)
                moved.append(element)
            _set_small(element)
    body = next(root.iter("body"), None)
    if moved and body is not None:
        _move(moved, body)


def _raise(call: Element) -> None:
    """Set a note's number high, unless the page does so itself."""
    raised = next(call.iter("sup"), None) is not None or next(call.iterancestors("sup"), None) is not None
    if raised or len("".join(texts(call)).strip()) > _MAX_REFERENCE_CHARACTERS:
        return
    _wrap_content(call, "sup")


def _number(note: Element, number: str) -> None:
    """Put the call's number before a note that does not begin with it: at its page's end it stands among others."""
    words = "".join(texts(note)).strip()
    if not number or len(number) > _MAX_REFERENCE_CHARACTERS or words.strip("[(").startswith(number.strip("[()]")):
        return
    holder = next((each for each in note if local_name(each) in {"p", "div"}), note)
    if holder is not note and (note.text or "").strip():
        holder = note
    raised = etree.Element("sup")
    raised.text = number
    raised.tail = " " + (holder.text or "").lstrip()
    holder.text = None
    holder.insert(0, raised)


def _set_small(note: Element) -> None:
    _wrap_content(note, "small")


def _wrap_content(element: Element, name: str) -> None:
    wrapper = etree.Element(name)
    wrapper.text, element.text = element.text, None
    for child in list(element):
        wrapper.append(child)
    element.append(wrapper)


def _add_way_back(note: Element, call: Element | None) -> None:
    """A link to the note's call on the same page, unless the note leads back itself."""
    if call is None or any(types_of(each) & _BACK for each in note.iter(etree.Element)):
        return
    around = {each.get("id") for each in (call, *call.iterancestors()) if each.get("id")}
    if any(unquote((link.get("href") or "").rpartition("#")[2]) in around for link in note.iter("a")):
        return
    name = call.get("id") or f"call.{note.get('id')}"
    call.set("id", name)
    link = etree.Element("a", {"href": f"#{name}"})
    link.text = _WAY_BACK
    holder = next((each for each in reversed(note) if local_name(each) in {"p", "div"}), note)
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "").rstrip() + " "
    else:
        holder.text = (holder.text or "").rstrip() + " "
    holder.append(link)


def _among_notes(note: Element) -> bool:
    """Whether the note stands in a list of notes, where it is found as it is."""
    return any(
        types_of(each) & _NOTES or local_name(each) in {"li", "ol", "ul", "dl", "table"}
        for each in note.iterancestors()
    )


def _move(notes: list[Element], body: Element) -> None:
    body.append(etree.Element("hr"))
    for note in notes:
        parent = note.getparent()
        if parent is None:
            continue
        tail, note.tail = note.tail, None
        previous = note.getprevious()
        if tail and previous is not None:
            previous.tail = (previous.tail or "") + tail
        elif tail:
            parent.text = (parent.text or "") + tail
        if local_name(note) == "span":
            note.tag = "div"
        body.append(note)
