"""PDFs whose fonts are not embedded are drawn in the sandbox, with this computer's fonts or PDFium's own."""

from __future__ import annotations

import ctypes
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest
from PIL import Image

from reader.formats.pdf_fonts import FontServer
from reader.formats.system_fonts import FontFace, Script, find_fonts
from reader.workers.launcher import launch
from reader.workers.pool import WorkerPool
from reader.workers.supply import HeldOriginal

CHILD = Path(__file__).with_name("font_child.py")
STEP_PT, SIZE_PT, HEIGHT_PT = 50, 36, 60

CJK = {
    Script.KOREAN: ("HYSMyeongJo-Medium", "Korea1", "한국글人"),
    Script.JAPANESE: ("HeiseiMin-W3", "Japan1", "あア人間"),
    Script.SIMPLIFIED_CHINESE: ("STSong-Light", "GB1", "人权宣言"),
    Script.TRADITIONAL_CHINESE: ("MSung-Light", "CNS1", "人權宣言"),
}
UNICODE = {
    Script.KOREAN: ("UniKS-UCS2-H", "utf-16-be"),
    Script.JAPANESE: ("UniJIS-UCS2-H", "utf-16-be"),
    Script.SIMPLIFIED_CHINESE: ("UniGB-UCS2-H", "utf-16-be"),
    Script.TRADITIONAL_CHINESE: ("UniCNS-UCS2-H", "utf-16-be"),
}
NATIONAL = {
    Script.KOREAN: ("KSCms-UHC-H", "cp949"),
    Script.JAPANESE: ("90ms-RKSJ-H", "cp932"),
    Script.SIMPLIFIED_CHINESE: ("GBK-EUC-H", "gbk"),
    Script.TRADITIONAL_CHINESE: ("ETen-B5-H", "big5"),
}
NAMED = {
    Script.ARABIC: ("TraditionalArabic", "بجدس"),
    Script.HEBREW: ("FrankRuehl", "אבגש"),
    Script.THAI: ("AngsanaNew", "กขฃม"),
    Script.DEVANAGARI: ("Mangal", "कखगम"),
    Script.GENERAL: ("ArialCYR", "ЖЩψŁ"),
}

FOUND = find_fonts()


def needs(*scripts: Script) -> pytest.MarkDecorator:
    return pytest.mark.skipif(bool(set(scripts) - FOUND.keys()), reason="this computer has no font for it")


def made(content: bytes, font: bytes, *others: bytes, width_pt: int = 400) -> bytes:
    """A PDF of one page with one font, object 5; `others` follow it."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
        % (width_pt, HEIGHT_PT),
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
        font,
        *others,
    )
    body = b"\n".join(b"%d 0 obj\n%s\nendobj" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.5\n" + body + b"\ntrailer << /Root 1 0 R >>\n%%EOF"


def spaced(strings: list[bytes]) -> bytes:
    """Each string in a column of its own."""
    shown = b" ".join(b"1 0 0 1 %d 15 Tm %s Tj" % (STEP_PT * number + 5, one) for number, one in enumerate(strings))
    return b"BT /F %d Tf %s ET" % (SIZE_PT, shown)


def cjk_pdf(script: Script, encodings: dict[Script, tuple[str, str]] = UNICODE, text: str = "") -> bytes:
    name, ordering, sample = CJK[script]
    encoding, codec = encodings[script]
    strings = [b"<%s>" % character.encode(codec).hex().encode() for character in text or sample]
    return made(
        spaced(strings),
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} /DescendantFonts [6 0 R] >>".encode(),
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /FontDescriptor 7 0 R /CIDSystemInfo"
        f" << /Registry (Adobe) /Ordering ({ordering}) /Supplement 1 >> >>".encode(),
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>".encode(),
    )


def named_pdf(name: str, text: str) -> bytes:
    """A simple font: only its name says which script it is for."""
    glyphs = " ".join(f"/uni{ord(character):04X}" for character in text)
    encoding = f"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [65 {glyphs}] >>"
    font = f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /Encoding {encoding} >>"
    return made(spaced([b"(%c)" % (65 + number) for number in range(len(text))]), font.encode())


def latin_pdf(name: str) -> bytes:
    font = f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
    return made(spaced([b"(A)", b"(g)", b"(M)", b"(i)"]), font.encode())


def columns(pool: WorkerPool, data: bytes) -> list[bytes]:
    """The pixels of each of the four characters, as a real worker draws them."""
    document = pool.open_fixed(HeldOriginal(data))
    try:
        drawn = document.render(0, 1.0)
    finally:
        document.close()
    size = (drawn.width_px, drawn.height_px)
    image = Image.frombytes("RGB", size, drawn.data, "raw", "BGRX", drawn.stride).convert("L")
    return [image.crop((STEP_PT * n, 0, STEP_PT * (n + 1), HEIGHT_PT)).tobytes() for n in range(4)]


def ink(column: bytes) -> int:
    return sum(value < 128 for value in column)


def assert_four_forms(drawn: list[bytes]) -> None:
    assert all(ink(column) > 20 for column in drawn)
    assert len(set(drawn)) == len(drawn), "different characters look different: these are no boxes"


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    """Workers as the desk starts them."""
    pool = WorkerPool(spares=0)
    yield pool
    pool.close()


@pytest.fixture
def bare_pool(tmp_path: Path) -> Iterator[WorkerPool]:
    """Workers on a computer whose only font folder is `tmp_path`."""
    pool = WorkerPool(lambda: launch([sys.executable, "-E", "-s", str(CHILD), str(tmp_path)]), 0)
    yield pool
    pool.close()


@pytest.mark.parametrize("script", [pytest.param(script, marks=needs(script)) for script in CJK])
def test_east_asian_text_without_its_font_is_drawn(pool: WorkerPool, script: Script) -> None:
    drawn = columns(pool, cjk_pdf(script))
    assert_four_forms(drawn)
    assert drawn == columns(pool, cjk_pdf(script, NATIONAL)), "in the older encodings too"


@needs(Script.KOREAN)
def test_a_computer_without_fonts_would_show_nothing_korean(pool: WorkerPool, bare_pool: WorkerPool) -> None:
    data = cjk_pdf(Script.KOREAN)
    assert columns(pool, data) != columns(bare_pool, data)


@pytest.mark.parametrize("script", [pytest.param(script, marks=needs(script)) for script in NAMED])
def test_a_font_name_tells_the_script(pool: WorkerPool, script: Script) -> None:
    assert_four_forms(columns(pool, named_pdf(*NAMED[script])))


@pytest.mark.skipif(len({face.name for face in map(FOUND.get, CJK) if face}) < len(CJK), reason="one font for all")
def test_each_region_has_its_own_forms(pool: WorkerPool) -> None:
    one, other, third = (
        columns(pool, cjk_pdf(script, text="骨直骨直"))[:2]
        for script in (Script.JAPANESE, Script.SIMPLIFIED_CHINESE, Script.TRADITIONAL_CHINESE)
    )
    assert one[0] != other[0] != third[0] != one[0]


@needs(Script.GENERAL)
def test_a_bold_name_is_drawn_bold(pool: WorkerPool) -> None:
    plain, bold = (columns(pool, latin_pdf(name)) for name in ("Calibri", "Calibri-Bold"))
    assert all(ink(thick) > ink(thin) * 1.1 for thick, thin in zip(bold, plain, strict=True))


@pytest.mark.parametrize("name", ["Helvetica", "Arial", "TimesNewRoman", "CourierNew", "NobodyHasThis"])
def test_latin_is_drawn_with_the_built_in_fonts(pool: WorkerPool, bare_pool: WorkerPool, name: str) -> None:
    drawn = columns(pool, latin_pdf(name))
    assert_four_forms(drawn)
    assert drawn == columns(bare_pool, latin_pdf(name)), "with and without system fonts"


@pytest.mark.parametrize("script", CJK)
def test_without_any_system_font_nothing_fails(bare_pool: WorkerPool, script: Script) -> None:
    columns(bare_pool, cjk_pdf(script))


@needs(Script.KOREAN)
def test_a_font_that_is_garbage_inside_harms_no_other(bare_pool: WorkerPool, tmp_path: Path) -> None:
    face = FOUND[Script.KOREAN]
    start = face.offset + 12 + 16 * len(face.tables)
    whole = bytes(face.data)
    end = max(len(whole) // 3, start)
    (tmp_path / face.name.partition("#")[0]).write_bytes(whole[:start] + b"\xa5" * (end - start) + whole[end:])
    columns(bare_pool, cjk_pdf(Script.KOREAN))
    assert_four_forms(columns(bare_pool, latin_pdf("Arial")))


def font_file(*tables: bytes, start: int = 0, length: int = 4, signature: bytes = b"OTTO", body: bytes = b"") -> bytes:
    """A font of tables that all lie at `start` (0: after the directory)."""
    at = start or 12 + 16 * len(tables)
    records = b"".join(struct.pack(">4sIII", tag, 0, at, length) for tag in tables)
    return signature + struct.pack(">HHHH", len(tables), 0, 0, 0) + records + (body or bytes(16))


NEEDED = (b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"CFF ")
WHOLE = font_file(*NEEDED)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"OTTO",
        b"no font at all, but long enough to be looked at",
        WHOLE[:60],
        font_file(*NEEDED, length=1 << 20),
        font_file(*NEEDED, start=0xFFFFFFF0, length=0xFFFFFFF0),
        font_file(*NEEDED[:-1]),
        font_file(*[b"cmap"] * 200),
        b"ttcf" + struct.pack(">III", 0x10000, 0, 0),
        b"ttcf" + struct.pack(">III", 0x10000, 1, 0xFFFFFFFF),
        b"ttcf" + struct.pack(">III", 0x10000, 0xFFFFFFFF, 0),
    ],
)
def test_a_damaged_font_is_passed_over(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "NanumGothic.ttf").write_bytes(damaged)
    (tmp_path / "UnDotum.ttf").write_bytes(WHOLE)
    assert {script: face.name for script, face in find_fonts([tmp_path]).items()} == {Script.KOREAN: "UnDotum.ttf#0"}


def test_fonts_are_found_in_inner_folders_and_the_best_is_taken(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    for name in ("NotoSansThai[wght].ttf", "Garuda.ttf", "Unknown.ttf"):
        (inner / name).write_bytes(WHOLE)
    (inner / "loop").symlink_to(tmp_path)
    assert find_fonts([tmp_path / "none", tmp_path])[Script.THAI].name == "NotoSansThai[wght].ttf#0"


def test_a_folder_under_a_font_s_name_is_no_font(tmp_path: Path) -> None:
    (tmp_path / "Garuda.ttf").mkdir()
    assert find_fonts([tmp_path]) == {}


def test_unreadable_fonts_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Garuda.ttf").symlink_to(tmp_path / "gone")
    assert find_fonts([tmp_path]) == {}


@pytest.fixture
def collection(tmp_path: Path) -> FontFace:
    """The second face of a collection of two, which share their tables."""
    offsets = (20, 20 + len(font_file(*NEEDED, body=b"-")) - 1)
    tables_at = 2 * offsets[1] - offsets[0]
    faces = font_file(*NEEDED, start=tables_at, body=b"-")[:-1] * 2
    data = b"ttcf" + struct.pack(">IIII", 0x10000, 2, *offsets) + faces + b"abcdef"
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(data)
    return find_fonts([tmp_path])[Script.KOREAN]


def ask(server: FontServer, handle: int, tag: int, buffer_bytes: int) -> tuple[int, bytes, bytes]:
    """GetFontData as PDFium calls it: the answer, the buffer, and the bytes behind the buffer."""
    buffer = (ctypes.c_ubyte * (buffer_bytes + 64))(*[0xEE] * (buffer_bytes + 64))
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ubyte)) if buffer_bytes else None
    interface = ctypes.pointer(server.interface)
    needed = server.interface.GetFontData(interface, handle, tag, pointer, buffer_bytes)
    return needed, bytes(buffer[:buffer_bytes]), bytes(buffer[buffer_bytes:])


TTCF, CMAP = 0x74746366, 0x636D6170


def test_a_face_in_a_collection_is_told_by_the_sizes(collection: FontFace) -> None:
    server = FontServer({Script.KOREAN: collection})
    whole, single = (ask(server, 1, tag, 0)[0] for tag in (TTCF, 0))
    assert (whole, whole - single) == (len(collection.data), collection.offset)
    assert ask(server, 1, TTCF, whole)[1] == bytes(collection.data)
    assert ask(server, 1, CMAP, 4) == (4, b"abcd", b"\xee" * 64)


@pytest.mark.parametrize("tag", [0, TTCF, CMAP, 0xFFFFFFFF])
@pytest.mark.parametrize("buffer_bytes", [0, 1, 3, 4, 100, 100_000])
@pytest.mark.parametrize("handle", [0, 1, 2, 2**63, 2**64 - 1])
def test_no_more_is_written_than_the_buffer_takes(
    collection: FontFace, tag: int, buffer_bytes: int, handle: int
) -> None:
    needed, inside, behind = ask(FontServer({Script.KOREAN: collection}), handle, tag, buffer_bytes)
    assert behind == b"\xee" * 64
    assert inside[needed:] == b"\xee" * (buffer_bytes - min(needed, buffer_bytes))
    assert (needed > 0) == (handle == 1 and tag != 0xFFFFFFFF)


def test_names_of_faces_differ_and_fit_their_buffer(collection: FontFace) -> None:
    server = FontServer({Script.KOREAN: collection})
    buffer = ctypes.create_string_buffer(b"\xee" * 64)
    needed = server.interface.GetFaceName(
        ctypes.pointer(server.interface), 1, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_char)), 7
    )
    assert (needed, buffer.raw[:8]) == (len("NotoSansCJK-Regular.ttc#1"), b"NotoSan\xee")
    assert server.interface.GetFaceName(ctypes.pointer(server.interface), 9, None, 0) == 0


@pytest.mark.parametrize(
    ("charset", "name", "script"),
    [
        (129, b"Whatever", Script.KOREAN),
        (128, b"", Script.JAPANESE),
        (134, b"\xcb\xce\xcc\xe5", Script.SIMPLIFIED_CHINESE),
        (136, b"Arial", Script.TRADITIONAL_CHINESE),
        (178, b"Arial", Script.ARABIC),
        (204, b"Times", Script.GENERAL),
        (0, b"Malgun Gothic", Script.KOREAN),
        (1, b"MS-Mincho", Script.JAPANESE),
        (2, b"PMingLiU", Script.TRADITIONAL_CHINESE),
        (0, b"Verdana,Bold", Script.GENERAL),
        (0, b"NotoSansJP-Bold", Script.JAPANESE),
        (0, b"Helvetica", None),
        (0, b"Times-Roman", None),
        (2, b"Symbol", None),
        (0, None, None),
        (-1, b"\xff\xfe%s%n", None),
    ],
)
def test_which_font_is_chosen(charset: int, name: bytes | None, script: Script | None) -> None:
    faces = {each: FontFace(each.name, memoryview(b""), 0, {}) for each in Script}
    server = FontServer(faces)
    text = ctypes.cast(ctypes.create_string_buffer(name), ctypes.POINTER(ctypes.c_char)) if name is not None else None
    handle = server.interface.MapFont(ctypes.pointer(server.interface), 400, 0, charset, 0, text, None)
    assert handle == (None if script is None else list(Script).index(script) + 1)


def test_no_fonts_no_handles() -> None:
    server = FontServer({})
    assert not server.handle(pdfium.FXFONT_HANGEUL_CHARSET, "Batang")


def test_drawing_opens_no_file(tmp_path: Path, corpus: Path) -> None:
    own = [*map(cjk_pdf, CJK), *(named_pdf(*NAMED[script]) for script in NAMED), latin_pdf("Arial")]
    for number, data in enumerate(own):
        (tmp_path / f"{number}.pdf").write_bytes(data)
    paths = [*sorted(tmp_path.iterdir()), *sorted(corpus.rglob("*.pdf"))[:60]]
    command = [sys.executable, "-E", "-s", str(CHILD), "--no-open", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=110)
    assert done.returncode == 0, f"ended with {done.returncode} {done.stderr}"
    assert int(done.stdout) >= len(own)
