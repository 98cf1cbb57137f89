"""Article: which part of a saved page is its text, and what of the page goes.

readability-lxml scores the page and names the elements of the article; nothing that it makes is shown. What is shown is
the page's own elements, with their styles, languages and pictures, pruned here. Where the choice looks wrong (too
little text, one of many alike), the page stays whole.
"""

from __future__ import annotations

import re
from typing import Any, cast

from lxml import etree
from lxml import html as lxml_html
from readability import Document  # type: ignore[import-untyped]
from readability.readability import Unparseable  # type: ignore[import-untyped]

from reader.formats.styles import declarations, remove_keeping_tail
from reader.formats.trees import Element, local_name, parse_html, texts

_MARK = "data-hearth-number"
_MAX_ELEMENTS = 20_000
_MAX_CHARACTERS = 2_000_000
"""The library's time grows with the square of some pages; larger ones are shown whole."""

_ENOUGH_WORTH = 400
_SHARE = 0.5
"""A text of that many letters is an article; a shorter one where it is at least this share of the page's own text."""

_ALIKE_WORTH = 60
_HEAVY_LINKS = 0.5
_WIDE_LETTERS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WIDE_LETTER_WORTH = 3
_NEVER = frozenset({"script", "style", "link", "template", "iframe", "frame", "nav", "noscript", "dialog"})
_FORMS = frozenset({"form", "button", "select", "input", "textarea", "fieldset"})
_MAX_FORM_WORTH = 300
_WORDS_AROUND = frozenset({"aside", "footer", "header", "menu"})
_ALWAYS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "pre", "math", "svg", "figure", "picture", "img", "table"})
_PICTURES = frozenset({"img", "picture", "svg", "video", "canvas", "math", "object"})
_UNLIKELY = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|comments?|cookie\w*|disqus|newsletter|pagination|pager|popup|promo\w*|"
    r"recommend\w*|related|share|sharing|shoutbox|sidebar|social|sponsor\w*|subscribe|toolbar|widget|edit-?section|"
    r"mw-editsection|navbox|noprint|outbrain|taboola|paywall-?overlay|sns|utility|skip-?link)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|dateline|published|pub-?date|timestamp|entry-?date|posted-?on)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAX_BYLINE_CHARACTERS = 200


def keep_article(root: Element) -> bool:
    """Leave in the page what is its article. True when words went; False when the page stays as it was.

    The styles of the page must be resolved onto its elements.
    """
    body = next(iter(root.iter("body")), root)
    elements = list(body.iter(etree.Element))
    if len(elements) > _MAX_ELEMENTS or sum(len(text) for text in texts(body)) > _MAX_CHARACTERS:
        return False
    _drop_hidden(elements)
    whole = _own_worth(body)
    chosen = _chosen(root, body)
    chosen = _widened(chosen)
    kept = {element for top in chosen for element in _sound_parts(top)}
    worth = sum(_text_worth(element) for element in kept)
    if not chosen or worth == 0 or (worth < _ENOUGH_WORTH and worth < whole * _SHARE):
        return False
    before = _letters(body)
    _prune(body, kept | _head_of(body, chosen, kept))
    return _letters(body) < before


class _Chooser(Document):  # type: ignore[misc]  # the library has no types
    """The library's choice of elements, without its cleaning and its markup."""

    def sanitize(self, node: Any, candidates: Any, keep_all_images: bool = False) -> str:
        self.html = node
        return "".join(node.itertext())


def _chosen(root: Element, body: Element) -> list[Element]:
    """The elements that the library takes for the article, none inside another, in the page's order."""
    numbered = dict(enumerate(body.iter(etree.Element)))
    for number, element in numbered.items():
        element.set(_MARK, str(number))
    try:
        chooser = _Chooser(parse_html(lxml_html.tostring(root, encoding="unicode", method="html")))
        chooser.summary(html_partial=True)
        marks = [each.get(_MARK) for each in cast("Element", chooser.html).iter(etree.Element)]
    except (Unparseable, ValueError, AssertionError, AttributeError, TypeError):
        marks = []
    finally:
        for element in numbered.values():
            del element.attrib[_MARK]
    found = sorted(int(mark) for mark in marks if mark is not None)
    tops: list[Element] = []
    for number in found:
        element = numbered[number]
        if not tops or tops[-1] not in element.iterancestors():
            tops.append(element)
    return [top for top in tops if local_name(top) not in {"html", "body"}] or (tops and [body]) or []


def _widened(chosen: list[Element]) -> list[Element]:
    """The choice, or what holds it, where it is one of several alike: an answer in a forum, a step of many."""
    if not chosen or local_name(chosen[0]) == "body":
        return chosen
    element: Element | None = max(chosen, key=lambda each: sum(len(text) for text in texts(each)))
    while element is not None and local_name(element) not in {"body", "html"}:
        parent = element.getparent()
        alike = [each for each in parent if _is_like(each, element)] if parent is not None else []
        if len(alike) >= 2 and parent is not None:
            inside = [top for top in chosen if parent not in top.iterancestors()]
            return [*inside, *[each for each in parent if _is_like(each, element) or each is element]] or chosen
        element = parent
    return chosen


def _is_like(one: Element, other: Element) -> bool:
    """Whether a neighbour is another of the same: same element and class, with text of its own."""
    return (
        one is not other
        and one.tag == other.tag
        and local_name(one) != "p"
        and _first_class(one) == _first_class(other) != ""
        and not _is_unlikely(one)
        and _own_worth(one) >= _ALIKE_WORTH
    )


def _first_class(element: Element) -> str:
    return (element.get("class") or "").partition(" ")[0]


# --- what goes inside the article


def _sound_parts(top: Element) -> list[Element]:
    """The element and all inside it that belongs to the text."""
    kept: list[Element] = []
    waiting = [top]
    while waiting:
        element = waiting.pop()
        if element is not top and _is_around(element):
            continue
        kept.append(element)
        waiting += [child for child in element if isinstance(child.tag, str)]
    return kept


def _is_around(element: Element) -> bool:
    """Whether an element inside the article is none of its text: tools, other articles, advertisements."""
    name = local_name(element)
    if name in _NEVER:
        return True
    if name in _ALWAYS:
        return False
    if _is_unlikely(element) or (name in _FORMS and _own_worth(element) < _MAX_FORM_WORTH):
        return True
    if name in _WORDS_AROUND | {"ul", "ol", "div", "section"}:
        length = sum(len(text.strip()) for text in texts(element))
        linked = _linked(element)
        has_pictures = next(element.iterdescendants(*_PICTURES), None) is not None
        several = len(element.findall(".//a")) >= 3 or name in _WORDS_AROUND
        return several and length > 0 and linked > length * _HEAVY_LINKS and not has_pictures
    return False


def _is_unlikely(element: Element) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(named) < 3 or local_name(element) in {"html", "body", "article", "main"}:
        return False
    return _UNLIKELY.search(named) is not None and next(element.iter("article", "main"), None) is None


def _drop_hidden(elements: list[Element]) -> None:
    for element in elements:
        if declarations(element).get("display") == "none" and not element.xpath("descendant-or-self::*/@id"):
            remove_keeping_tail(element)


def _prune(body: Element, kept: set[Element]) -> None:
    """Take all elements away that are neither kept nor around a kept one, and the text right inside the latter."""
    around = {ancestor for element in kept for ancestor in element.iterancestors()}
    for element in list(body.iter(etree.Element)):
        if element in kept:
            continue
        parent = element.getparent()
        if element in around or element is body:
            element.text = None
            if parent is not None and parent not in kept:
                element.tail = None
        elif parent is not None and (parent in kept or parent in around or parent is body):
            if parent in kept:
                remove_keeping_tail(element)
            else:
                parent.remove(element)
    for element in kept:
        parent = element.getparent()
        if parent is not None and parent not in kept:
            element.tail = None


def _head_of(body: Element, chosen: list[Element], kept: set[Element]) -> set[Element]:
    """The page's heading, and who wrote it when, where these stand before the article and not in it."""
    headings = [each for each in body.iter("h1") if "".join(texts(each)).strip()]
    if not headings or any(each in kept for each in headings):
        return set()
    before: set[Element] = set()
    tops, named = set(chosen), set(headings)
    heading: Element | None = None
    for element in body.iter(etree.Element):
        if element in tops:
            break
        if (
            heading is None
            and element in named
            and not any(local_name(each) == "nav" for each in element.iterancestors())
        ):
            heading = element
            before.update(element.iter(etree.Element))
        elif heading is not None and element not in before and _is_byline(element):
            before.update(element.iter(etree.Element))
    return before if heading is not None else set()


def _is_byline(element: Element) -> bool:
    named = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}"
    if local_name(element) != "time" and not _BYLINE.search(named):
        return False
    return 0 < sum(len(text.strip()) for text in texts(element)) <= _MAX_BYLINE_CHARACTERS


# --- measures


def _letters(element: Element) -> int:
    return sum(len("".join(text.split())) for text in texts(element))


def _own_worth(element: Element) -> int:
    """How much an element says outside of links; a syllable or character of East Asia says more than a letter."""
    return sum(_worth(text) for text in texts(element)) - sum(
        _worth(text) for link in element.iterdescendants("a") for text in texts(link)
    )


def _text_worth(element: Element) -> int:
    """What stands right in an element and behind its children."""
    return _worth(element.text or "") + sum(_worth(child.tail or "") for child in element)


def _linked(element: Element) -> int:
    return sum(len(text.strip()) for link in element.iterdescendants("a") for text in texts(link))


def _worth(text: str) -> int:
    letters = len("".join(text.split()))
    return letters if text.isascii() else letters + (_WIDE_LETTER_WORTH - 1) * len(_WIDE_LETTERS.findall(text))
