"""Notes of every format that has them, from the file's bytes to what is shown beside the mark."""

from collections.abc import Iterator

import pytest

from reader.formats.registry import recognise
from reader.reading.markup_walk import SOLID, Element, stretches
from reader.reading.notes import Call, is_mark
from reader.reading.positions import PageMap, PieceSpan
from reader.text.model import Anchors, Locator, Piece, Resource, Section
from tests.formats.makers_office import docx, odt, paragraph, run
from ui.reading.note_lookup import note_behind

MARKDOWN = (
    b"# One\n\nText with a note[^1] and [a link](#two) and [2](#two).\n\n# Two\n\nMore.\n\n"
    b"[^1]: The note.\n\n    Goes on.\n"
)
HTML = (
    "<!doctype html><html lang=ko><body><h1>제목</h1>"
    "<p>본문이 있다<sup><a href='#f1' id=r1>1</a></sup>. <a href='#h2'>2</a></p><h2 id=h2>2 둘째</h2><p>글</p>"
    "<ol><li id=f1>첫째 각주 <a href='#r1'>↩</a></li><li id=f2>둘째 각주</li></ol></body></html>"
)
FB2 = (
    '<?xml version="1.0" encoding="utf-8"?><FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"'
    ' xmlns:l="http://www.w3.org/1999/xlink"><description><title-info><book-title>T</book-title><lang>en</lang>'
    "</title-info></description><body><section><title><p>One</p></title>"
    '<p>Some text<a l:href="#n1" type="note">[1]</a> goes on.</p></section></body><body name="notes">'
    '<section id="n1"><title><p>1</p></title><p>The note.</p></section>'
    '<section id="n2"><title><p>2</p></title><p>Another.</p></section></body></FictionBook>'
)
ODT_NOTE = (
    '<text:p>Text<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>The note.</text:p></text:note-body></text:note> more</text:p>"
)


def docx_with_note() -> bytes:
    body = paragraph(run("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" more"))
    return docx(body, parts={"footnotes": f'<w:footnote w:id="2">{paragraph("The note.")}</w:footnote>'})


class Source:
    """The pieces of a document that was parsed."""

    def __init__(self, data: bytes) -> None:
        events = list(recognise(data).parse(data))
        self.sections = {each.index: each.pieces for each in events if isinstance(each, Section)}
        self.anchors = next((each.targets for each in events if isinstance(each, Anchors)), {})
        self.pages = PageMap(
            [PieceSpan(i, n, p.start, len(p.text)) for i, all_ in self.sections.items() for n, p in enumerate(all_)]
        )

    def piece(self, _document: int, section: int, number: int) -> Piece:
        return self.sections[section][number]

    def resource(self, _document: int, _name: str) -> Resource | None:
        return None

    def resource_size(self, _document: int, _name: str) -> tuple[str, int, int] | None:
        return None

    def notes(self) -> Iterator[str]:
        """What each link inside shows beside it."""
        for section, pieces in self.sections.items():
            for piece in pieces:
                for link, words, offset in _links(piece):
                    target = self.anchors.get(link.attributes["href"].removeprefix("#"))
                    if target is None or not is_mark(words):
                        continue
                    into = offset - (piece.text.rfind("\n", 0, offset) + 1)
                    call = Call(words=words, place=Locator(section, piece.start + offset), into_block=into)
                    found = note_behind(self, 0, self.pages, self.anchors, call, target)
                    if found is not None:
                        yield found.loaded.piece.text


def _links(piece: Piece) -> Iterator[tuple[Element, str, int]]:
    places = [match.start() for match in SOLID.finditer(piece.text)]
    counted = 0
    for stretch in stretches(piece.html):
        link = next((each for each in stretch.path if each.name == "a"), None)
        if link is not None and stretch.solid:
            yield link, stretch.text, places[counted]
        counted += stretch.solid


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        pytest.param(MARKDOWN, ["The note.\nGoes on. ↩\n"], id="markdown"),
        pytest.param(HTML.encode(), ["첫째 각주 ↩\n"], id="html"),
        pytest.param(FB2.encode(), ["1 The note. ↩\n"], id="fb2"),
        pytest.param(odt(ODT_NOTE), ["1 The note.\n"], id="odt"),
        pytest.param(docx_with_note(), ["1 The note.\n"], id="docx"),
    ],
)
def test_notes_of_a_format(data: bytes, shown: list[str]) -> None:
    assert list(Source(data).notes()) == shown
