"""Comics: pages in natural order, what ComicInfo.xml says, and archives that are no comics."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image

from reader.errors import DamagedFile, DocumentRefused, FileTooLarge, LockedFile, UnsupportedKind
from reader.formats import comic_format, limits
from reader.formats.archive import Archive
from reader.formats.comic_format import FORMAT, sniff_archive
from reader.formats.contract import FixedDocument
from reader.formats.registry import recognise
from reader.text.model import Cover, Direction, FixedPages, Locator, Metadata, Outline
from tests.formats.checks import check_document, losses_of, sections_of, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ENGLISH, epub, page, picture

INFO = """<?xml version="1.0"?><ComicInfo><Title>The Return</Title><Series>Heroes</Series><Number>12</Number>
<Writer>Jane Doe, 한강</Writer><Penciller>X</Penciller><Publisher>The Press</Publisher><Year>2020</Year><Month>2</Month>
<Genre>Drama, History</Genre><Tags>History, war</Tags><LanguageISO>ja</LanguageISO><Summary>What
happens.</Summary><Manga>YesAndRightToLeft</Manga>
<Pages><Page Image="1" Bookmark="One"/><Page Image="2" Type="FrontCover"/><Page Image="99" Bookmark="gone"/></Pages>
</ComicInfo>"""


def shade(value: int, size: tuple[int, int] = (40, 60)) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, value).save(out, "PNG")
    return out.getvalue()


def cbz(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as comic:
        for name, content in files.items():
            comic.writestr(name, content)
    return out.getvalue()


class TestComic(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [
            cbz({"1.png": shade(10), "2.jpg": picture("JPEG"), "ComicInfo.xml": INFO}),
            cbz({"a/1.png": shade(10), "b/1.webp": picture("WEBP"), "read.txt": ENGLISH}, zipfile.ZIP_DEFLATED),
        ]

    def test_the_text_is_found(self) -> None:
        """Pictures have none."""
        assert all(whole_text(self.format.parse(sample)) == "" for sample in self.samples())


def opened(data: bytes) -> FixedDocument:
    assert FORMAT.open is not None
    return FORMAT.open(BytesIO(data))


def shades(data: bytes) -> list[int]:
    """The grey of each page in order."""
    document = opened(data)
    return [document.render(section.index, 0.2).data[0] for section in sections_of(FORMAT.parse(data))]


def test_pages_are_in_natural_order() -> None:
    names = ["p10.png", "p2.PNG", "p1.png", "ch10/1.png", "ch2/1.png", "ch2/００3.png", "P3.png"]
    data = cbz({name: shade(10 * number) for number, name in enumerate(names)})
    order = [names[value // 10] for value in shades(data)]
    assert order == ["ch2/1.png", "ch2/００3.png", "ch10/1.png", "p1.png", "p2.PNG", "P3.png", "p10.png"]


def test_what_an_archiver_leaves_behind_is_no_page() -> None:
    files: dict[str, str | bytes] = {
        "__MACOSX/._1.png": b"junk", ".hidden/2.png": shade(1), "Thumbs.db": b"x", "a/.DS_Store": b"x",
        "a/1.png": shade(50), "credits.nfo": "by us", "a/Desktop.ini": "x",
    }  # fmt: skip
    data = cbz(files)
    assert recognise(data) is FORMAT
    assert shades(data) == [50]


def test_what_comicinfo_says() -> None:
    files = {f"{number}.png": shade(10 * number) for number in range(4)}
    events = list(FORMAT.parse(cbz({**files, "ComicInfo.xml": INFO})))
    check_document(events)
    assert events[0] == Metadata(
        title="The Return", authors=("Jane Doe", "한강"), language="ja", direction=Direction.RTL,
        publisher="The Press", published="2020-02", description="What\nhappens.",
        subjects=("Drama", "History", "war"), series="Heroes", series_index="12",
    )  # fmt: skip
    outline = next(event for event in events if isinstance(event, Outline)).entries
    assert [(entry.title, entry.target) for entry in outline] == [("One", Locator(1))]
    cover = next(event for event in events if isinstance(event, Cover))
    with Image.open(io.BytesIO(cover.data)) as image:
        assert abs(int(image.convert("L").tobytes()[0]) - 20) < 3


@pytest.mark.parametrize(
    "info", ["", "<", "<ComicInfo><Pages><Page Image='-1' Bookmark='x'/></Pages></ComicInfo>", "\0" * 99]
)
def test_a_broken_comicinfo_is_left_aside(info: str) -> None:
    events = list(FORMAT.parse(cbz({"1.png": shade(1), "ComicInfo.xml": info})))
    check_document(events)
    assert events[0] == Metadata()


def test_folders_are_the_outline() -> None:
    names = ["Heroes/1 Begin/1.png", "Heroes/1 Begin/2.png", "Heroes/2 End/1.png"]
    events = list(FORMAT.parse(cbz({name: shade(9) for name in names})))
    outline = next(event for event in events if isinstance(event, Outline)).entries
    assert [(entry.title, entry.level, entry.target) for entry in outline] == [
        ("1 Begin", 1, Locator(0)),
        ("2 End", 1, Locator(2)),
    ]
    alone = list(FORMAT.parse(cbz({"a/1.png": shade(9), "a/2.png": shade(9)})))
    assert next(event for event in alone if isinstance(event, Outline)).entries == ()


def test_sizes_are_those_of_the_pictures() -> None:
    data = cbz({"1.png": shade(1, (40, 60)), "2.png": shade(1, (80, 60))})
    pages = next(event for event in FORMAT.parse(data) if isinstance(event, FixedPages)).pages
    assert [(each.width_pt, each.height_pt) for each in pages] == [(30, 45), (60, 45)]


def test_import_unpacks_headers_and_the_cover_only(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = [Image.effect_noise((600, 600), 90) for _ in range(5)]
    files = {}
    for number, image in enumerate(noise):
        out = io.BytesIO()
        image.save(out, "PNG")
        files[f"{number}.png"] = out.getvalue()
    whole: list[str] = []
    read = Archive.read_alone

    def noted(archive: Archive, name: str) -> bytes:
        whole.append(name)
        return read(archive, name)

    monkeypatch.setattr(Archive, "read_alone", noted)
    list(FORMAT.parse(cbz(files)))
    assert whole == ["0.png"]


def test_reading_on_and_on_meets_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    data = cbz({f"{number}.png": shade(number) for number in range(3)})
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 2 * len(shade(0)))
    document = opened(data)
    for _ in range(9):
        for number in range(3):
            assert document.render(number, 0.1).data[0] == number


def test_a_comic_inside_is_a_part_of_it() -> None:
    inner = cbz({"2.png": shade(30), "1.png": shade(20)})
    data = cbz({"0.png": shade(10), "Part 1.cbz": inner, "Part 2.cbz": b"broken"})
    assert recognise(data) is FORMAT
    assert shades(data) == [10, 20, 30]


def test_comics_inside_may_not_swell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comic_format, "_MAX_INNER_BYTES", 100)
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(cbz({"0.png": shade(10), "a.cbz": cbz({"1.png": shade(20)})})))


def test_a_broken_page_keeps_its_place() -> None:
    data = cbz({"1.png": shade(10), "2.png": b"\x89PNG broken", "3.png": shade(30)})
    events = list(FORMAT.parse(data))
    check_document(events)
    assert len(sections_of(events)) == 3
    assert losses_of(events) == {"missing-page"}
    document = opened(data)
    with pytest.raises(DamagedFile):
        document.render(1, 1)
    assert document.render(2, 1).data[0] == 30
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(cbz({"1.png": b"x", "2.png": b"y"})))


@pytest.mark.parametrize(
    ("names", "sure"),
    [
        (["1.png", "2.jpg"], True),
        (["1.png", "ComicInfo.xml", "a.nfo", "b.txt"], True),
        (["1.png", "book.pdf"], False),
        (["1.png", "index.html"], False),
        (["a.txt"], False),
        (["1.cbz", "2.cbz"], False),
        (["__MACOSX/1.png", "a.txt"], False),
        ([], False),
    ],
)
def test_which_archives_are_comics(names: list[str], sure: bool) -> None:
    assert (sniff_archive(names, b"") > 0) is sure
    assert sniff_archive(names, b"application/epub+zip") == 0


def test_a_book_with_pictures_is_a_book() -> None:
    assert recognise(epub({"a.xhtml": page("<p>a</p>")}, others={"1.png": shade(1)})).kind == "epub"


@pytest.mark.parametrize(("head", "kind"), [(b"7z\xbc\xaf\x27\x1c\0\4", "cb7"), (b"Rar!\x1a\x07\x01\0", "cbr")])
def test_other_archives_are_named(head: bytes, kind: str) -> None:
    data = head + bytes(100)
    assert recognise(data) is FORMAT
    with pytest.raises(UnsupportedKind, match=kind):
        list(FORMAT.parse(data))
    with pytest.raises(UnsupportedKind, match=kind):
        opened(data)


def test_an_entry_without_a_name_is_no_page() -> None:
    data = cbz({"1.png": shade(10), "x": b""})
    at = data.rfind(b"PK\x01\x02")
    nameless = bytearray(data)
    nameless[at + 28 : at + 30] = b"\0\0"  # the length of its name, which becomes a part of its comment
    nameless[at + 32 : at + 34] = b"\x01\0"
    assert recognise(bytes(nameless)) is FORMAT
    assert shades(bytes(nameless)) == [10]


def test_locked_and_swelling_entries() -> None:
    data = bytearray(cbz({"1.png": shade(10)}))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    with pytest.raises(LockedFile):
        list(FORMAT.parse(bytes(data)))
    bomb = cbz({"1.png": shade(10)[:60] + bytes(300_000_000)}, zipfile.ZIP_DEFLATED)
    with pytest.raises(DocumentRefused):
        list(FORMAT.parse(bomb))
