"""FictionBook's elements as HTML's: titles, verse, epigraphs, pictures, and notes that lead back."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reader.formats.trees import Element, local_name, texts

MAX_PAGES = 5_000
_MAX_HEADING_LEVEL = 6
_MAX_NESTING = 100
_PLAIN = {
    "emphasis": "em", "strong": "strong", "strikethrough": "s", "style": "span", "epigraph": "blockquote",
    "cite": "blockquote", "annotation": "blockquote", "subtitle": "p", "text-author": "p", "date": "p", "poem": "div",
    "stanza": "div", "lines": "p", "v": "p",
}  # fmt: skip
_NOTE_BODIES = frozenset({"notes", "comments", "footnotes", "footnote", "comment"})
_SIDE = "text-align:end;font-style:italic"
_STYLES = {
    "subtitle": "text-align:center;font-weight:bold;margin-top:1em;margin-bottom:1em",
    "text-author": _SIDE,
    "date": _SIDE,
    "poem": "margin-top:1em;margin-bottom:1em;margin-left:2em;margin-right:2em",
    "lines": "margin-top:1em;text-indent:0",
}
_REFERENCE = "fb2-reference-"


def pages_of(bodies: list[Element]) -> list[Element]:
    """The book's pages, as HTML trees: what stands before a body's first section, and each section; notes are one."""
    references = _mark_references(bodies)
    pages: list[Element] = []
    for body in bodies:
        is_notes = (body.get("name") or "").lower() in _NOTE_BODIES
        if is_notes:
            for section in body.findall("section"):
                _note(section, references)
        for part in [list(body)] if is_notes else list(_parts(body)):
            root = etree.Element("div")
            if body.get("lang"):
                root.set("lang", body.get("lang", ""))
            for element in part:
                element.tail = None
                root.append(element)
                _convert(element, 1)
            pages.append(root)
    return pages


def _parts(body: Element) -> Iterator[list[Element]]:
    children = [child for child in body if local_name(child)]
    front = next((index for index, child in enumerate(children) if child.tag == "section"), len(children))
    if front:
        yield children[:front]
    rest = children[front:]
    step = 1 + len(rest) // MAX_PAGES
    for start in range(0, len(rest), step):
        yield rest[start : start + step]


# --- notes


def _mark_references(bodies: list[Element]) -> dict[str, str]:
    """Give the first reference to each note an id; note's id to that of its reference."""
    found: dict[str, str] = {}
    for body in bodies:
        for link in body.iter("a"):
            href = link.get("href", "")
            if link.get("type") == "note" and href.startswith("#") and href[1:] not in found:
                found[href[1:]] = link.get("id") or f"{_REFERENCE}{len(found) + 1}"
                link.set("id", found[href[1:]])
    return found


def _note(section: Element, references: dict[str, str]) -> None:
    """A note's number moves into its first paragraph, and a link back into its last."""
    title = section.find("title")
    paragraphs = [child for child in section if child.tag == "p"]
    if title is not None:
        number = etree.Element("strong")
        number.text = " ".join("".join(texts(title)).split())
        section.remove(title)
        if not paragraphs:
            paragraphs = [etree.SubElement(section, "p")]
        number.tail = " " + (paragraphs[0].text or "")
        paragraphs[0].text = None
        paragraphs[0].insert(0, number)
    back = references.get(section.get("id", ""))
    if back and paragraphs:
        _append_text(paragraphs[-1], " ")
        etree.SubElement(paragraphs[-1], "a", href=f"#{back}").text = "↩"


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


# --- elements


def _convert(element: Element, depth: int, nesting: int = 0) -> None:
    """An element and all below it. `depth` counts the sections around, for the level of titles."""
    name = str(element.tag)
    if nesting > _MAX_NESTING:
        _flatten(element)
        return
    if name == "stanza":
        _lines_of_verse(element)
    inside = depth + 1 if name == "section" else depth
    for child in list(element):
        if local_name(child):
            _convert(child, inside, nesting + 1)
    if name == "title":
        _title(element, depth)
    elif name in _PLAIN:
        element.tag = _PLAIN[name]
    elif name == "image":
        _image(element)
    elif name == "a" and element.get("type") == "note":
        _raise(element)
    elif name == "empty-line":
        _empty_line(element)
    elif name in {"td", "th"} and element.get("valign"):
        element.set("style", f"vertical-align:{element.get('valign')}")
    if name in _STYLES:
        element.set("style", _STYLES[name])


def _flatten(element: Element) -> None:
    words, tail = "".join(texts(element)), element.tail
    element.clear()
    element.tag, element.text, element.tail = "span", words, tail


def _title(title: Element, depth: int) -> None:
    """A title's paragraphs are the lines of one heading; a poem's or a stanza's is no chapter."""
    parent = title.getparent()
    in_verse = parent is not None and parent.tag in {"poem", "stanza"}
    title.tag = "p" if in_verse else f"h{min(depth, _MAX_HEADING_LEVEL)}"
    title.set("style", "text-align:center" + (";font-weight:bold" if in_verse else ""))
    for number, line in enumerate(child for child in list(title) if local_name(child)):
        line.tail = None
        line.attrib.pop("style", "")
        if line.tag == "p":
            line.tag = "span"
        if number:
            line.addprevious(etree.Element("br"))


def _lines_of_verse(stanza: Element) -> None:
    """The verses of a stanza become lines of one paragraph."""
    verses = [child for child in stanza if child.tag == "v"]
    if not verses:
        return
    lines = etree.Element("lines")
    verses[0].addprevious(lines)
    for number, verse in enumerate(verses):
        verse.tail = None
        verse.tag = "span"
        if number:
            etree.SubElement(lines, "br")
        lines.append(verse)


def _image(image: Element) -> None:
    parent = image.getparent()
    alone = parent is None or parent.tag in {"section", "div", "body", "epigraph", "cite"}
    name, tail = image.get("id"), image.tail
    source, words = image.get("href") or "", image.get("title") or image.get("alt") or ""
    image.clear()
    image.tail = tail
    image.tag = "p" if alone else "img"
    if name:
        image.set("id", name)
    holder = etree.SubElement(image, "img") if alone else image
    if alone:
        image.set("style", "text-align:center")
    holder.set("src", source)
    holder.set("alt", words)


def _raise(link: Element) -> None:
    """The sign of a note is set high, unless the book has done so itself."""
    parent = link.getparent()
    if parent is None or parent.tag == "sup" or any(child.tag == "sup" for child in link):
        return
    raised = etree.Element("sup")
    raised.tail, link.tail = link.tail, None
    parent.replace(link, raised)
    raised.append(link)


def _empty_line(element: Element) -> None:
    """An empty line is room above the paragraph that follows, so that there is none without words."""
    following = element.getnext()
    element.tag = "span"
    if following is not None and following.tag == "p":
        following.set("style", "margin-top:1.5em")
