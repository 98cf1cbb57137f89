"""Media: pictures wherever a page keeps them, and what is known of sound, video and embedded files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.formats.elements import quoted, shown_size
from reader.formats.inline import inline_tags
from reader.formats.places import Place
from reader.formats.styles import Style
from reader.formats.trees import Element
from reader.formats.walking import Picture, Walker
from reader.text.bidi import show_controls
from reader.text.pieces import image_run

_XLINK = "{http://www.w3.org/1999/xlink}href"
_LATE_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-actualsrc", "data-hires")
"""Where pages keep the address of a picture that their script would load when it is scrolled to."""

_CANDIDATE = re.compile(r"\s*((?:data:[^\s,]*,)?[^\s,]\S*?)(?:\s+([\d.]{1,8})[wx])?\s*(?:,(?=\s|$)|$)")
_BACKGROUND = re.compile(r"""url\(\s*["']?(data:[^"')]+)""", re.IGNORECASE)
_MAX_CANDIDATES = 30
_SPACER_PX = 2
_PLACEHOLDER_PX = 16
_MAX_ALT_CHARACTERS = 1000


def image(walker: Walker, element: Element, place: Place, style: Style) -> None:
    """A picture, or in brackets what it shows where it is not in the document."""
    picture = _picture(walker, element)
    alt = " ".join((element.get("alt") or "").split())
    if picture is None:
        if alt:
            walker.text(f"[{show_controls(alt)[:_MAX_ALT_CHARACTERS]}]", place)
        return
    if max(picture.width_px, picture.height_px) <= _SPACER_PX and not alt:
        return
    _show(walker, element, picture, alt, place, style)


def embedded(walker: Walker, element: Element, place: Place, style: Style) -> None:
    """An `object` or `embed`: its picture, or what stands inside for those who can't show it."""
    source = element.get("data") or element.get("src") or ""
    picture = walker.around.picture(source) if source else None
    if picture is None:
        walker.flowed.losses.add("embedded")
        if source[:5].lower() == "data:":
            walker.around.embed(source, element.get("type") or "")
        walker.children(element, place)
        return
    _show(walker, element, picture, " ".join((element.get("alt") or "").split()), place, style)


def video(walker: Walker, element: Element, place: Place, style: Style) -> None:
    """A video's poster, where the page holds it."""
    poster = element.get("poster")
    picture = walker.around.picture(poster) if poster else None
    if picture is not None:
        _show(walker, element, picture, "", place, style)


def saved_drawing(walker: Walker, element: Element, place: Place, style: Style) -> None:
    """A `canvas`: what was drawn on it, where the page was saved with that as its background."""
    background = _BACKGROUND.search(element.get("style") or "")
    picture = walker.around.picture(background[1]) if background else None
    if picture is None:
        walker.flowed.losses.add("script")
        walker.children(element, place)
        return
    _show(walker, element, picture, "", place, style)


def _picture(walker: Walker, element: Element) -> Picture | None:
    """The first of the element's sources that is a picture and no placeholder."""
    placeholder: Picture | None = None
    for source in _sources(element):
        picture = walker.around.picture(source)
        if picture is None:
            continue
        if max(picture.width_px, picture.height_px) > _PLACEHOLDER_PX:
            return picture
        placeholder = placeholder or picture
    return placeholder


def _sources(element: Element) -> Iterator[str]:
    source = element.get("src") or element.get(_XLINK) or element.get("href") or ""
    if source:
        yield source
    for name in _LATE_SOURCES:
        if element.get(name):
            yield element.get(name, "")
    background = _BACKGROUND.search(element.get("style") or "")
    if background:
        yield background[1]
    for name in ("srcset", "data-srcset"):
        yield from _candidates(element.get(name) or "")
    holder = next(element.iterancestors("picture"), None)  # libxml2 puts what follows a `source` inside it
    if holder is not None:
        for other in holder.iter("source"):
            yield from _candidates(other.get("srcset") or other.get("data-srcset") or "")


def _candidates(srcset: str) -> list[str]:
    """The addresses of a `srcset`, the largest first."""
    found: list[tuple[float, str]] = []
    for number, candidate in enumerate(_CANDIDATE.finditer(srcset)):
        if number >= _MAX_CANDIDATES:
            break
        try:
            size = float(candidate[2] or 1)
        except ValueError:
            size = 1.0
        found.append((size, candidate[1]))
    return [source for _size, source in sorted(found, key=lambda each: -each[0])]


def _show(walker: Walker, element: Element, picture: Picture, alt: str, place: Place, style: Style) -> None:
    width, height = shown_size(element, style, picture.width_px, picture.height_px)
    alt = show_controls(alt)[:_MAX_ALT_CHARACTERS]
    markup = f'<img src="res:{picture.name}" alt="{quoted(alt)}" width="{width}" height="{height}"'
    side = style.get("float") or (element.get("align") or "").lower()
    kept = [f"float:{side}"] if side in {"left", "right"} else []
    if style.get("vertical-align") in {"middle", "top", "bottom", "sub", "super"}:
        kept.append(f"vertical-align:{style['vertical-align']}")
    markup += f' style="{";".join(kept)}">' if kept else ">"
    walker.writer.object(image_run(markup, inline_tags(place.look)), place.slot)
