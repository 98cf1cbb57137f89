"""Runs of an RTF paragraph as inline elements: looks as CSS, links, directions and languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from lxml import etree

from reader.formats.rtf_charsets import language_in_script
from reader.formats.rtf_state import Character
from reader.formats.trees import Element, texts
from reader.text.language import language_tag


@dataclass(slots=True)
class Run:
    """A stretch of text with one look; `text` is set once all its parts are there."""

    parts: list[str]
    character: Character
    link: str
    text: str = ""


def take_over(holder: Element, paragraph: Element) -> None:
    """The only paragraph of an item or a cell becomes that itself."""
    holder.remove(paragraph)
    align = next((each for each in (paragraph.get("style") or "").split(";") if each.startswith("text-align")), "")
    if align:
        holder.set("style", align)
    for name in ("dir", "lang"):
        if paragraph.get(name):
            holder.set(name, paragraph.get(name, ""))
    holder.text = paragraph.text
    holder.extend(list(paragraph))


def bookmark_id(name: str) -> str:
    """The id of the place that a bookmark names."""
    return "rtf-bookmark-" + quote(name.strip()[:200], safe="")


def run_language(run: Run) -> str:
    """The language that a run is in by its numbers and its letters; empty when they do not agree."""
    return language_tag(language_in_script(run.text, run.character.language, run.character.wide_language))


def inline(run: Run, language: str, paragraph_rtl: bool | None) -> Element | str:
    """A run as an element, or as bare text where it looks like its paragraph."""
    style = _css(run.character)
    own = run_language(run)
    turned = run.character.rtl is not None and run.character.rtl != bool(paragraph_rtl) and not run.text.isascii()
    if not (style or turned or run.link or (own and own != language)):
        return run.text
    element = etree.Element("a", href=run.link) if run.link else etree.Element("span")
    if style:
        element.set("style", style)
    if turned:
        element.set("dir", "rtl" if run.character.rtl else "ltr")
    if own and own != language:
        element.set("lang", own)
    element.text = run.text
    return element


def append(parent: Element, child: Element | str) -> None:
    """Append an element, or text behind all that is there."""
    if not isinstance(child, str):
        parent.append(child)
        return
    last = next(parent.iterchildren(reversed=True), None)
    if last is None:
        parent.text = (parent.text or "") + child
    else:
        last.tail = (last.tail or "") + child


@lru_cache(maxsize=4096)
def _css(character: Character) -> str:
    bold, italic = character.bold, character.italic
    if character.rtl:
        bold, italic = character.rtl_bold or bold, character.rtl_italic or italic
    line = [name for wanted, name in ((character.underline, "underline"), (character.strike, "line-through")) if wanted]
    found = [
        "font-weight:bold" if bold else "",
        "font-style:italic" if italic else "",
        f"text-decoration:{' '.join(line)}" if line else "",
        "font-variant:small-caps" if character.small_caps else "",
        f"vertical-align:{character.raised}" if character.raised else "",
    ]
    return ";".join(each for each in found if each)


def joined(text: str) -> str:
    """Surrogate halves, as `\\u` writes them, joined to letters; a lone one is replaced."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def text_sample(root: Element) -> str:
    """The beginning of the text, to guess its language by."""
    parts: list[str] = []
    size = 0
    for part in texts(root):
        parts.append(part)
        size += len(part)
        if size > 4000:
            break
    return "".join(parts)
