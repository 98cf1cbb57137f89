"""A book's ways in: table of contents, page list and landmarks (EPUB 3.3 navigation document, NCX, OPF 2 guide)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.formats.archive import Archive, resolve_path
from reader.formats.elements import HEADINGS, is_block
from reader.formats.names import one_line
from reader.formats.styles import declarations, remove_keeping_tail, resolve
from reader.formats.trees import Element, local_name, parse_page, parse_xml, texts
from reader.text.decoding import decode
from reader.text.pieces import LINE_BREAK

_MAX_LINES = 20_000
_LONG_TITLE_CHARACTERS = 60
_LEAST_TITLE_CHARACTERS = 15
"""What is shorter and stands on a line of its own is a number, or "Chapter Seven": its title comes behind it."""

_PARAGRAPHS = frozenset({"p", *HEADINGS})
_TYPE_SELECTOR = re.compile(r"\[\s*\w+\|type(?=[\s\]~^$*|=])")
"""`[epub|type~='toc']`: the attribute has a plain name here."""

_START_TYPES = ("bodymatter", "text", "start")
"""Of landmarks, of an OPF 2 guide, and as some shops ask for it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """One line of the table of contents or of the page list: level from 1, page's path and fragment."""

    title: str
    level: int
    page: str
    fragment: str


@dataclass(slots=True)
class WaysIn:
    """All lists of places: the contents in order, printed pages by label, landmarks by type (`cover`, `bodymatter`)."""

    contents: list[Contents] = field(default_factory=list)
    pages: list[Contents] = field(default_factory=list)
    landmarks: dict[str, Contents] = field(default_factory=dict)

    @property
    def start(self) -> Contents | None:
        """Where the text proper begins, if the book says so."""
        return next((self.landmarks[name] for name in _START_TYPES if name in self.landmarks), None)


def read_navigation(archive: Archive, path: str) -> WaysIn:
    """The lists of an EPUB 3 navigation document; empty lists when it is missing."""
    ways = WaysIn()
    data = archive.read_if_sound(path) if path else None
    if data is None:
        return ways
    root = _styled(parse_page(decode(data).text), archive, path)
    navs = [(set((each.get("data-type") or "").lower().split()), each) for each in root.iter("nav")]
    toc = next((nav for types, nav in navs if "toc" in types), navs[0][1] if navs else None)
    if toc is not None:
        ways.contents = _lines_of(toc, path)
    for types, nav in navs:
        if "page-list" in types:
            ways.pages = _lines_of(nav, path)
        elif "landmarks" in types:
            ways.landmarks = dict(_landmarks(nav, path))
    return ways


def read_ncx(archive: Archive, path: str) -> WaysIn:
    """The navMap and pageList of an EPUB 2 table of contents; empty lists when it is missing."""
    ways = WaysIn()
    data = archive.read_if_sound(path) if path else None
    if data is None:
        return ways
    root = parse_xml(decode(data).text)
    for nav_map in root.iter("{*}navMap"):
        _ncx_points(nav_map, 1, path, ways.contents)
    for page_list in root.iter("{*}pageList"):
        for target in page_list.iter("{*}pageTarget"):
            line = _ncx_line(target, 1, path)
            ways.pages.append(line if line.title else _titled(line, target.get("value") or ""))
    return ways


def read_guide(package: Element, base: str) -> dict[str, Contents]:
    """The references of an OPF 2 guide, by type."""
    found: dict[str, Contents] = {}
    for guide in package.iter("{*}guide"):
        for reference in guide.iter("{*}reference"):
            kind = (reference.get("type") or "").strip().lower()
            if kind and reference.get("href"):
                found.setdefault(kind, _line(reference, reference.get("href") or "", 1, base))
    return found


def read_contents_page(archive: Archive, path: str) -> list[Contents]:
    """The links of a page that is a table of contents by itself: what a book without any list still has."""
    data = archive.read_if_sound(path) if path else None
    if data is None:
        return []
    links = (each for each in parse_page(decode(data).text).iter("a") if each.get("href"))
    lines = [_line(link, link.get("href") or "", 1, path) for link in links]
    return [line for line in lines if line.title and line.page][:_MAX_LINES]


def _styled(root: Element, archive: Archive, path: str) -> Element:
    """The page with its styles, where they may tell a long line's title from what is said of it; else as it is."""
    links = (each for nav in root.iter("nav") for each in nav.iter("a") if len(each) > 1)
    if not any(len(one_line("".join(texts(each)))) > _LONG_TITLE_CHARACTERS for each in links):
        return root
    sheets = []
    for element in list(root.iter("style", "link", "base", "script")):
        if local_name(element) == "style":
            sheets.append("".join(texts(element)))
        elif "stylesheet" in (element.get("rel") or "").lower().split():
            data = archive.read_if_sound(resolve_path(path, element.get("href") or ""))
            sheets.append(decode(data).text if data is not None else "")
        remove_keeping_tail(element)
    return resolve(root, [_TYPE_SELECTOR.sub("[data-type", sheet) for sheet in sheets])


def _lines_of(nav: Element, path: str) -> list[Contents]:
    lines: list[Contents] = []
    for child in nav:
        if local_name(child) == "ol":
            _nav_list(child, 1, path, lines)
    return lines[:_MAX_LINES]


def _landmarks(nav: Element, path: str) -> Iterator[tuple[str, Contents]]:
    """Each landmark by each of its types; the last of several is not wanted, so they come in reverse."""
    for link in reversed(list(nav.iter("a"))):
        for kind in (link.get("data-type") or "").lower().split():
            yield kind, _line(link, link.get("href") or "", 1, path)


def _nav_list(ordered: Element, level: int, base: str, lines: list[Contents]) -> None:
    for item in ordered:
        for child in item:
            name = local_name(child)
            if name in {"a", "span"}:
                lines.append(_line(child, child.get("href") or "", level, base))
            elif name == "ol":
                _nav_list(child, level + 1, base, lines)


def _ncx_points(parent: Element, level: int, base: str, lines: list[Contents]) -> None:
    for point in parent:
        if local_name(point) == "navpoint" and len(lines) < _MAX_LINES:
            line = _ncx_line(point, level, base)
            if line.title:
                lines.append(line)
            _ncx_points(point, level + 1, base, lines)


def _ncx_line(point: Element, level: int, base: str) -> Contents:
    label = next((each for each in point if local_name(each) == "navlabel"), None)
    content = next((each for each in point if local_name(each) == "content"), None)
    href = (content.get("src") or "") if content is not None else ""
    line = _line(label if label is not None else point, href, level, base)
    return line if label is not None else _titled(line, "")


def _line(element: Element, href: str, level: int, base: str) -> Contents:
    """A line named by its text; by the alternative texts of its pictures, or its title, where it has none."""
    title = _title_in(element)
    if not title:
        title = one_line(" ".join(each.get("alt") or "" for each in element.iter("img", "{*}img")))
    title = title or one_line(element.get("title") or "")
    return Contents(title, level, resolve_path(base, href) if href else "", href.partition("#")[2])


def _title_in(element: Element) -> str:
    """The words of a line. Of a long one in several lines of its own the first ones: a summary stands below a title."""
    title = ""
    for each in _broken(element).split(LINE_BREAK):
        line = one_line(each)
        joined = f"{title} {line}" if title and line else title or line
        if len(joined) > _LONG_TITLE_CHARACTERS and len(title) >= _LEAST_TITLE_CHARACTERS:
            break
        title = joined
    return title


def _broken(element: Element) -> str:
    """The element's text with a LINE_BREAK wherever a line ends on the page."""
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "br":
            parts.append(LINE_BREAK)
        elif name:
            is_apart = name in _PARAGRAPHS or is_block(name, declarations(child))
            parts += [LINE_BREAK, _broken(child), LINE_BREAK] if is_apart else [_broken(child)]
        parts.append(child.tail or "")
    return "".join(parts)


def _titled(line: Contents, title: str) -> Contents:
    return Contents(one_line(title), line.level, line.page, line.fragment)
