"""Markdown: with tables, footnotes, fenced code and task lists; raw HTML goes the way of any HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

import markdown

from reader.errors import FileTooLarge
from reader.formats import limits
from reader.formats.assembly import Assembly
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.html_format import single_page_events
from reader.formats.surroundings import SinglePage
from reader.formats.trees import parse_html, printable
from reader.text.decoding import decode
from reader.text.language import guess_language, language_tag, text_direction
from reader.text.model import Metadata, ParseEvent

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_FIELD = re.compile(r"^(\w+)\s*:\s*(.*?)\s*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,3}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_HEADING_ID = re.compile(r"\s*\{/?\*?\s*#?[\w-]*\s*\*?/?\}\s*$")
_HEADING_WITH_ID = re.compile(r"^(#{1,6}[ \t].*?)[ \t]*\{/\*([\w-]+)\*/\}[ \t]*$", re.MULTILINE)
"""MDX writes the id of a heading as a comment in braces."""

_TASK = re.compile(r"<li>(\s*(?:<p>)?\s*)\[([ xX])\]\s", re.IGNORECASE)
_SIGNS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), weight)
    for pattern, weight in (
        (r"\A---[ \t]*\n(?:[\w-]+\s*:.*\n)+---", 0.6),
        (r"^#{1,6}[ \t]+\S", 0.35),
        (r"^(?:=|-){3,}[ \t]*$", 0.1),
        (r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)", 0.35),
        (r"^[ \t]{0,3}(?:```|~~~)", 0.4),
        (r"^[ \t]{0,3}[*+-][ \t]+\S.*\n[ \t]{0,3}[*+-][ \t]+\S", 0.2),
        (r"\*\*[^\s*][^*\n]{0,200}\*\*|__[^\s_][^_\n]{0,200}__", 0.2),
        (r"^\|.*\|[ \t]*\n\|[ :|-]+\|", 0.4),
        (r"^>[ \t]+\S", 0.1),
        (r"!\[[^\]\n]*\]\([^)\n]+\)", 0.35),
    )
)
_SURE = 0.35
_EXTENSIONS = ("tables", "footnotes", "fenced_code", "def_list", "attr_list", "md_in_html", "sane_lists", "toc", "abbr")


def sniff(head: bytes) -> float:
    text = decode(head).text.replace("\r\n", "\n")
    weight = sum(weight for pattern, weight in _SIGNS if pattern.search(text))
    return min(0.9, 0.3 + weight / 2) if weight >= _SURE else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    if len(data) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    text = printable(decode(data).text)
    front, body = split_front_matter(text)
    heading = _HEADING.search(body)
    language = language_tag(front.get("lang") or front.get("language")) or guess_language(body)
    metadata = Metadata(
        title=front.get("title") or (_HEADING_ID.sub("", heading.group(1)) if heading else ""),
        authors=tuple(name for name in [front.get("author", "")] if name),
        language=language,
        direction=text_direction(body),
        published=front.get("date", ""),
        description=front.get("description", ""),
    )
    yield metadata
    assembly = Assembly(language)
    if front.get("title") and not re.match(r"\s*#[ \t]", body):
        body = f"# {front['title']}\n\n{body}"
    page = to_html(body)
    yield from single_page_events(parse_html(page), SinglePage(assembly), page)


def to_html(text: str) -> str:
    """Markdown as an HTML page; ids of headings as GitHub makes them, so that links to them work."""
    converter = markdown.Markdown(
        extensions=list(_EXTENSIONS),
        extension_configs={"toc": {"slugify": heading_id, "permalink": False}},
        output_format="html",
    )
    text = _HEADING_WITH_ID.sub(r"\1 {#\2}", text)
    body = _TASK.sub(
        lambda match: f"<li>{match.group(1)}{'☐' if match.group(2) == ' ' else '☑'} ", converter.convert(text)
    )
    return f"<html><head></head><body>{body}</body></html>"


def heading_id(title: str, separator: str) -> str:
    """The id of a heading: letters of any script in lower case, spaces as hyphens."""
    return re.sub(r"\s", separator, re.sub(r"[^\w\s-]", "", title.strip().lower()))


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The simple `name: value` lines of YAML front matter, and the text behind it."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    fields = {name.lower(): value.strip("\"'") for name, value in _FRONT_FIELD.findall(match.group(1))}
    return fields, text[match.end() :]


FORMAT = Format("markdown", sniff, guarded(parse))
