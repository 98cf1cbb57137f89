"""Markdown in the forms that people write it."""

from __future__ import annotations

import base64

from reader.formats.markdown_format import FORMAT
from reader.formats.registry import recognise
from reader.text.model import Anchors, Direction, Metadata, Outline, Resource
from tests.formats.checks import check_document, sections_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, picture

SAMPLE = f"""---
title: "The Declaration"
author: A. Author
---

# Article 1

{ENGLISH} See [below](#second-part) and [a site](https://a.example/x?y=1).[^1]

![dot](data:image/png;base64,{base64.b64encode(picture()).decode()})

## Second part

- [ ] open
- [x] done

| a | b |
|---|---|
| 1 | 2 |

```python
def f():

    return "<b>"
```

<div onclick="x()">raw <b>html</b><script>alert(1)</script></div>

[^1]: The note.
"""


class TestMarkdown(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [SAMPLE.encode(), SAMPLE.replace("\n", "\r\n").encode("utf-16")]


def test_what_the_front_matter_says() -> None:
    metadata = next(iter(FORMAT.parse(SAMPLE.encode())))
    assert isinstance(metadata, Metadata)
    assert (metadata.title, metadata.authors) == ("The Declaration", ("A. Author",))


def test_blocks_come_out() -> None:
    events = list(FORMAT.parse(SAMPLE.encode()))
    text, markup = whole_text(events), whole_markup(events)
    assert "☐ open\n☑ done\n" in text
    assert "a\nb\n1\n2\n" in text
    assert 'def f():\n\n    return "<b>"\n' in text
    assert "raw html" in text
    assert "alert" not in text
    assert "onclick" not in markup
    assert 'href="https://a.example/x?y=1"' in markup
    assert any(isinstance(event, Resource) for event in events)


def test_links_and_outline_lead_to_their_places() -> None:
    events = list(FORMAT.parse(SAMPLE.encode()))
    text = whole_text(events)
    outline = next(event for event in events if isinstance(event, Outline))
    assert [(entry.title, entry.level) for entry in outline.entries] == [
        ("Article 1", 1),
        ("Second part", 2),
    ]
    for entry in outline.entries:
        assert text[entry.target.offset :].startswith(entry.title)
    anchors = next(event for event in events if isinstance(event, Anchors))
    places = [text[target.offset :][:11] for target in anchors.targets.values()]
    assert "Second part" in places
    assert any(place.startswith("The note") for place in places)


def test_headings_in_other_scripts_are_linked_as_written() -> None:
    events = list(FORMAT.parse(f"[x](#자유-조항)\n\n# 자유 조항\n\n{KOREAN}\n".encode()))
    anchors = next(event for event in events if isinstance(event, Anchors))
    (target,) = anchors.targets.values()
    assert whole_text(events)[target.offset :].startswith("자유 조항")


def test_right_to_left() -> None:
    events = list(
        FORMAT.parse(f"# {ARABIC}\n\n{ARABIC}\n\nEnglish here.\n\n| {ARABIC} | ب |\n|---|---|\n| ج | د |\n".encode())
    )
    markup = whole_markup(events)
    assert sections_of(events)[0].direction is Direction.RTL
    assert '<h1 dir="rtl" lang="ar">' in markup
    assert '<p dir="ltr" lang="ar">English' in markup
    assert "ب\n" + ARABIC in whole_text(events), "columns are reversed"


def test_a_long_document_without_chapters_is_cut_at_headings() -> None:
    long = "\n\n".join(f"## Heading {number}\n\n{ENGLISH * 300}" for number in range(60))
    events = list(FORMAT.parse(long.encode()))
    check_document(events)
    sections = sections_of(events)
    assert len(sections) > 5
    assert all(section.title.startswith("Heading") for section in sections)


def test_prose_is_not_markdown() -> None:
    assert recognise(f"{ENGLISH}\n\n{ENGLISH}\n".encode()) is not FORMAT
    assert recognise(b"# A heading\n\nand a [link](http://a.example).\n") is FORMAT


def test_ids_in_the_ways_they_are_written() -> None:
    for heading in ("## Goal {/*my-id*/}", "## Goal {#my-id}"):
        events = list(FORMAT.parse(f"# Top\n\n[x](#my-id)\n\n{heading}\n\n{ENGLISH}\n".encode()))
        anchors = next(event for event in events if isinstance(event, Anchors))
        (target,) = anchors.targets.values()
        assert whole_text(events)[target.offset :].startswith("Goal\n")
