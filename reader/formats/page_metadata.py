"""Page metadata: what a web page says of itself, in its title, its meta elements and its JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from reader.formats.names import one_line
from reader.formats.trees import Element, local_name
from reader.text.language import language_tag
from reader.text.model import Direction, Metadata

_MAX_DESCRIPTION_CHARACTERS = 10_000
_MAX_SCRIPTS = 10
_MAX_SCRIPT_CHARACTERS = 256 * 1024
_MAX_OBJECTS = 200
_MAX_NAMES = 20
_LEAST_HEADING_CHARACTERS = 4
_WORKS = re.compile(r"Article|BlogPosting|NewsArticle|Report|Recipe|WebPage|Book|Posting$", re.IGNORECASE)
_JSON_LD = "application/ld+json"
_DATES = ("article:published_time", "date", "dc.date", "dcterms.created", "pubdate", "og:published_time")

Named = dict[str, list[str]]


def page_metadata(root: Element, *, saved: bool = False) -> Metadata:
    """The metadata of a page. A saved page's title element often names its site: what names the article goes first."""
    named = _named(root)
    work = _work(root)
    own = _first(page_title(root), _said(named, "og:title", "twitter:title", "dc.title"), _line(work.get("headline")))
    named_title = _first(_line(work.get("headline")), _said(named, "og:title", "twitter:title", "dc.title"))
    declared = (root.get("dir") or "").lower()
    language = _first(
        root.get("lang") or "", _said(named, "language", "content-language", "dc.language", "og:locale"),
        _line(work.get("inLanguage")),
    )  # fmt: skip
    return Metadata(
        title=(named_title or _without_site(root, own)) if saved else own,
        authors=_authors(named, work),
        language=language_tag(language.partition(",")[0].strip()),
        direction=Direction(declared) if declared in {"ltr", "rtl"} else Direction.AUTO,
        publisher=_first(_name(work.get("publisher")), _said(named, "og:site_name", "dc.publisher")),
        description=_first(
            _said(named, "description", "og:description", "dc.description"), _line(work.get("description"))
        )[:_MAX_DESCRIPTION_CHARACTERS],
        published=_first(
            _said(named, *_DATES),
            _line(work.get("datePublished")),
        ),
        subjects=tuple(
            dict.fromkeys(_line(tag) for tag in named.get("article:tag", [])[:_MAX_NAMES] if _line(tag))
        ),
    )  # fmt: skip


def page_title(root: Element) -> str:
    """The text of the page's title element."""
    title = next((each for each in root.iter("title", "{*}title") if not _in_drawing(each)), None)
    return _line("".join(str(text) for text in title.itertext())) if title is not None else ""


def _without_site(root: Element, title: str) -> str:
    """The title without the name of the site in it, where a heading of the page says which part that is."""
    for heading in root.iter("h1"):
        words = _line("".join(str(text) for text in heading.itertext()))
        if len(words) >= _LEAST_HEADING_CHARACTERS and words in title:
            return words
    return title


def _in_drawing(element: Element) -> bool:
    return any(local_name(each) == "svg" for each in element.iterancestors())


def _named(root: Element) -> Named:
    named: Named = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("http-equiv") or "").lower()
        content = _line(meta.get("content"))
        if name and content:
            named.setdefault(name, []).append(content)
    return named


def _said(named: Named, *names: str) -> str:
    return next((named[name][0] for name in names if name in named), "")


def _authors(named: Named, work: dict[str, Any]) -> tuple[str, ...]:
    authors = work.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    names = [_name(each) for each in listed[:_MAX_NAMES]]
    names = [name for name in names if name] or [
        name
        for each in ("author", "article:author", "dc.creator", "parsely-author")
        for name in named.get(each, [])[:_MAX_NAMES]
        if "://" not in name
    ]
    return tuple(dict.fromkeys(names))[:_MAX_NAMES]


def _name(found: Any) -> str:
    return _line(found.get("name") if isinstance(found, dict) else found)


def _work(root: Element) -> dict[str, Any]:
    """The first object of the page's JSON-LD that is an article or the like; an article goes before a mere page."""
    scripts = [each for each in root.iter("script") if (each.get("type") or "").lower().strip() == _JSON_LD]
    found: list[dict[str, Any]] = []
    for script in scripts[:_MAX_SCRIPTS]:
        text = "".join(str(text) for text in script.itertext())
        if len(text) > _MAX_SCRIPT_CHARACTERS:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        found += [each for each in _objects(data) if _WORKS.search(str(each.get("@type", ""))[:200])]
    found.sort(key=lambda each: "webpage" in str(each.get("@type", "")).lower())
    return found[0] if found else {}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < _MAX_OBJECTS:
        each = waiting.pop(0)
        seen += 1
        if isinstance(each, list):
            waiting += each[:_MAX_OBJECTS]
        elif isinstance(each, dict):
            yield each
            waiting += [each[name] for name in ("@graph", "mainEntity") if name in each]


def _line(found: Any) -> str:
    """One line of plain text, or empty where there is none."""
    if not isinstance(found, str):
        return ""
    return one_line(found)


def _first(*texts: str) -> str:
    return next((text for text in texts if text), "")
