"""Lines for the person are lines, whatever a document puts there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.formats.tidying import MAX_LINE_CHARACTERS, line, tidy
from reader.text.model import (
    Embedded,
    FixedPages,
    Locator,
    Metadata,
    Outline,
    OutlineEntry,
    PageSize,
    ParseEvent,
    Progress,
    Section,
)
from reader.workers.checks import ParseCheck

WILD = st.text(st.characters(), max_size=40) | st.builds(lambda text: text * 3000, st.text(min_size=1, max_size=5))


@given(title=WILD, name=WILD)
def test_the_desk_takes_what_was_tidied(title: str, name: str) -> None:
    check = ParseCheck()
    events: list[ParseEvent] = [
        Metadata(
            title=title,
            authors=(name, name),
            language=title,
            publisher=name,
            description=title,
            subjects=(title,),
            series=name,
        ),
        FixedPages(pages=(PageSize(width_pt=1, height_pt=1, label=name),)),
        Section(index=0, title=title, language=name),
        Embedded(name=name),
        Outline(entries=(OutlineEntry(title=title, level=1, target=Locator(0)),)),
    ]
    for event in events:
        check.event(tidy(event))
    check.done()


def test_a_line_is_cut_and_cleaned() -> None:
    assert line(" a\r\n\x00b\u2028c ") == "a b c"
    assert len(line("가" * 5000)) == MAX_LINE_CHARACTERS
    assert line("\ud800") == ""


def test_names_come_once() -> None:
    assert tidy(Metadata(authors=("a", "", "b", "a"))) == Metadata(authors=("a", "b"))


def test_what_is_tidy_stays_the_same_object() -> None:
    for event in (Section(index=0, title="a"), Outline(entries=()), Progress(done=1, total=2)):
        assert tidy(event) is event
