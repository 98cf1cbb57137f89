"""The W3C's EPUB tests come out as the table says, as far as a machine can see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reader.errors import NothingToRead
from reader.formats.registry import recognise
from reader.text.model import (
    Anchors,
    Direction,
    FixedPages,
    Locator,
    Metadata,
    Outline,
    ParseEvent,
    Resource,
    Section,
    Simplified,
)
from reader.text.named_places import START
from tests.conftest import CORPUS
from tests.w3c.outcomes import OUTCOMES, PAGE, TABLE, page

FOLDER = CORPUS / "epub" / "w3c"
Events = Sequence[ParseEvent]


def texts(events: Events) -> list[str]:
    return ["".join(piece.text for piece in event.pieces) for event in events if isinstance(event, Section)]


def losses(events: Events) -> set[str]:
    return {event.what for event in events if isinstance(event, Simplified)}


def pictures(events: Events) -> int:
    return sum(isinstance(event, Resource) for event in events)


def contents(events: Events) -> list[tuple[str, int]]:
    outline = next(event for event in events if isinstance(event, Outline))
    return [(entry.title, entry.target.section) for entry in outline.entries]


def told(events: Events) -> Metadata:
    return next(event for event in events if isinstance(event, Metadata))


def _flows(events: Events) -> bool:
    return not any(isinstance(event, FixedPages) for event in events) and "Lorem ipsum" in "".join(texts(events))


def _each_by_itself(events: Events) -> bool:
    return [text.strip()[:6] for text in texts(events)] == ["Page 1", "Page 2", "Page 3", "Page 4"]


def _in_order(events: Events) -> bool:
    words = ("first", "second", "third", "last")
    return all(word in text for word, text in zip(words, texts(events), strict=True))


def _link_to_the_first(events: Events) -> bool:
    targets = next(event for event in events if isinstance(event, Anchors)).targets
    return {place for name, place in targets.items() if name != START and place.section} == {Locator(1)}


def _one_picture(events: Events) -> bool:
    return pictures(events) == 1 and "\ufffc" in "".join(texts(events))


def _opens(events: Events) -> bool:
    return bool("".join(texts(events)).strip())


CHECKS: dict[str, Callable[[Events], bool]] = {
    "fxl-spine-overrides_duplicate": _flows,
    "lay-fxl-page-spread-right": lambda events: _each_by_itself(events) and "fixed-layout" in losses(events),
    "lay-fxl-spread-auto": _each_by_itself,
    "lay-fxl-spread-default": _each_by_itself,
    "lay-fxl-spread-none": _each_by_itself,
    "lay-pp-spread-none": _each_by_itself,
    "lay-page-layout-both": _flows,
    "lay-pp-layout-default": _flows,
    "lay-pp-spine-overrides_behave-as-global": _flows,
    "lay-pp-spine-overrides_image-spine-pp": lambda events: _flows(events) and _one_picture(events),
    "lay-pp-spine-overrides_image-spine-reflow": lambda events: _flows(events) and len(texts(events)) == 3,
    "lay-fxl-svg-icb_multi": lambda events: pictures(events) == 2,
    "css-epub-text-orientation": lambda events: "vertical-text" in losses(events),
    "css-epub-text-emphasis": lambda events: "vertical-text" in losses(events),
    "css-epub-text-underline-position": lambda events: "vertical-text" in losses(events),
    "mol-navigation": lambda events: "media-overlay" in losses(events) and len(contents(events)) == 2,
    "mol-support_xhtml-load-next": lambda events: "media-overlay" in losses(events),
    "mol-support_xhtml": lambda events: "media-overlay" in losses(events),
    "nav-non-text_img": lambda events: (
        [title for title, _ in contents(events)] == ["Start page", "Description of the Abbey of Sénanque"]
    ),
    "nav-spine_in-spine-hidden-toc-css": lambda events: (
        len(contents(events)) == 2 and "The second link" not in texts(events)[0]
    ),
    "nav-spine_not-in-spine": lambda events: len(contents(events)) == 2,
    "ocf-url_link-relative": _one_picture,
    "pkg-dir_rtl-root-unset": lambda events: told(events).title.startswith("\u200f"),
    "pkg-dir-auto_root-rtl": lambda events: told(events).title.startswith("CSS"),
    "pkg-dir-auto_root-unset": lambda events: told(events).title.startswith("CSS"),
    "pkg-dir_unset-root-unset": lambda events: told(events).title.startswith("CSS"),
    "pkg-dir_creator-rtl": lambda events: told(events).authors == ("Dave Cramer",),
    "pkg-manifest-unlisted-resource": lambda events: pictures(events) == 1,
    "pkg-spine-duplicate-item-hyperlink": _link_to_the_first,
    "pkg-spine-order-svg": lambda events: (
        pictures(events) == 4 and [text.split("Page ")[-1].strip() for text in texts(events)] == ["1", "2", "3", "4"]
    ),
    "pkg-spine-order": _in_order,
    "pub-cmt-avif": _one_picture,
    "pub-cmt-gif": _one_picture,
    "pub-cmt-opus": lambda events: "audio" in losses(events),
    "pub-data-urls_browsing-context": _one_picture,
    "pub-data-urls_top-level-content": lambda events: _one_picture(events) and "\ufffc" in texts(events)[0],
    "sec-untrusted-consent_network": lambda events: pictures(events) == 0 and {"video", "audio"} <= losses(events),
}
"""What a machine can see of a test; of all others, that the book opens."""


def test_every_file_has_its_line_and_every_line_its_file(corpus: Path) -> None:
    assert [each.name for each in TABLE] == sorted((path.stem for path in FOLDER.glob("*.epub")), key=_as_listed)
    assert corpus.is_dir()
    assert {each.outcome for each in TABLE} <= set(OUTCOMES)
    assert CHECKS.keys() <= {each.name for each in TABLE}


def _as_listed(name: str) -> int:
    return [each.name for each in TABLE].index(name) if name in {each.name for each in TABLE} else -1


def test_the_page_is_made_of_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", [each.name for each in TABLE])
def test_it_comes_out_as_the_table_says(name: str, corpus: Path) -> None:
    data = (corpus / "epub" / "w3c" / f"{name}.epub").read_bytes()
    format_ = recognise(data)
    assert format_.kind == "epub"
    if name == "pub-foreign_bad-fallback":
        with pytest.raises(NothingToRead):
            list(format_.parse(data))
        return
    events = list(format_.parse(data))
    assert CHECKS.get(name, _opens)(events)
    assert told(events).direction is Direction.LTR
