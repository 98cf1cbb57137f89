"""Forms: what a form says stays as text; nothing can be filled in, chosen or sent."""

from __future__ import annotations

from reader.formats.places import Place
from reader.formats.styles import Style
from reader.formats.trees import Element, local_name, texts
from reader.formats.walking import Walker

FORM_PARTS = ("input", "select", "textarea")
_SILENT_INPUTS = frozenset({"hidden", "password", "file", "image", "color", "range"})
_BOXES = frozenset({"checkbox", "radio"})
_MAX_CHARACTERS = 4000


def form_part(walker: Walker, element: Element, place: Place, _style: Style) -> None:
    """A field as the text that a person would read in it, in brackets; a box as a box."""
    name = local_name(element)
    if name == "textarea":
        text = "".join(texts(element)).strip("\n")
        walker.text(text[:_MAX_CHARACTERS], place._replace(space="lines"))
        return
    said = _of_select(element) if name == "select" else _of_input(element)
    walker.text(said, place)


def _of_select(element: Element) -> str:
    """All that can be chosen, the chosen one marked."""
    options = [child for child in element.iter("option") if "".join(texts(child)).strip()]
    said = []
    for option in options:
        words = " ".join("".join(texts(option)).split())
        said.append(f"☑ {words}" if option.get("selected") is not None else words)
    return f"[{' / '.join(said)[:_MAX_CHARACTERS]}]" if said else ""


def _of_input(element: Element) -> str:
    kind = (element.get("type") or "text").lower()
    if kind in _SILENT_INPUTS:
        return ""
    if kind in _BOXES:
        return "☑ " if element.get("checked") is not None else "☐ "
    words = " ".join((element.get("value") or element.get("placeholder") or "").split())
    return f"[{words[:_MAX_CHARACTERS]}]" if words else ""
