"""Office documents inside a worker's walls: nothing is opened or imported late, and every answer is believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import DocumentRefused
from reader.formats.contract import Format
from reader.formats.registry import recognise
from reader.workers.checks import ParseCheck
from tests.formats.makers import ARABIC, picture
from tests.formats.makers_office import compound_file, docx, drawing, odt, paragraph, run
from tests.formats.test_docx_format import TestDocx
from tests.formats.test_odt_format import TestOdt, frame, p
from tests.formats.test_preload import opened_while_parsing

SAMPLES = [*TestDocx.samples(), *TestOdt.samples()]


def damaged(sample: bytes) -> list[bytes]:
    """The sample cut, and with other bytes in many places."""
    step = max(1, len(sample) // 25)
    cuts = [sample[:end] for end in range(1, len(sample), step)]
    return cuts + [sample[:at] + b"\x00<\xff" + sample[at + 3 :] for at in range(0, len(sample), step)]


def test_nothing_is_opened_while_parsing(tmp_path: Path) -> None:
    files = [*SAMPLES, compound_file("WordDocument"), SAMPLES[0][:-40], *damaged(SAMPLES[3])[:30]]
    pictures = {f"word/media/{kind}": picture(kind) for kind in ("TIFF", "GIF", "BMP", "WEBP")}
    images = {kind: ("image", f"media/{kind}") for kind in ("TIFF", "GIF", "BMP", "WEBP")}
    files.append(docx(paragraph("".join(map(drawing, images)) + run("a")), parts=pictures, relations=images))
    files.append(docx(paragraph(ARABIC)).replace(b"UTF-8", b"UTF-9"))
    for number, data in enumerate(files):
        (tmp_path / f"{number:03}").write_bytes(data)
    count, opened = opened_while_parsing(tmp_path)
    assert count == len(files)
    assert opened == "[]"


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_desk_believes_every_answer(sample: bytes) -> None:
    for data in (sample, *damaged(sample)):
        try:
            events = list(recognise(data).parse(data))
        except DocumentRefused:
            continue
        check = ParseCheck()
        for event in events:
            check.event(event)
        check.done()


def test_names_of_foreign_origin_are_believed() -> None:
    long = "x\x7f\u2028y " * 5000
    core = (
        f"<dc:title>{long}</dc:title><dc:creator>{'a;' * 5000}</dc:creator><cp:keywords>{'k%d,' * 5000}</cp:keywords>"
    )
    core += f"<dc:description>{long}\n{long}</dc:description><dc:language>{'e' * 999}</dc:language>"
    names = [f"word/embeddings/{'n' * 300}{number}\x7f.bin" for number in range(1500)]
    body = paragraph("a\x7f\x85b", '<w:pStyle w:val="1"/>') + paragraph("c")
    meta = f"<dc:title>{long}</dc:title><meta:initial-creator>{long}</meta:initial-creator>"
    meta += "<meta:keyword>k</meta:keyword>" * 5000
    links = [f"./{long}", *(f"./Object {number}" for number in range(1200))]
    objects = "".join(frame(f'<draw:object xlink:href="{link}"/>') for link in links)
    for data in (docx(body, core=core, parts=dict.fromkeys(names, b"x")), odt(p(f"a{objects}"), meta=meta)):
        check = ParseCheck()
        for event in recognise(data).parse(data):
            check.event(event)
        check.done()


@pytest.mark.parametrize("format_", [recognise(SAMPLES[0]), recognise(SAMPLES[2])])
def test_no_other_format_is_as_sure(format_: Format) -> None:
    for sample in SAMPLES:
        assert (recognise(sample) is format_) == (
            format_.kind in {"docx"} if sample in SAMPLES[:2] else format_.kind == "odt"
        )
