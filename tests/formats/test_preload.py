"""After preload, parsing opens no file and imports nothing: a worker's sandbox would refuse it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from reader.formats.markdown_code import LANGUAGES
from tests.conftest import ROOT
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, epub, page, pdf, picture
from tests.formats.makers_mobi import mobi
from tests.formats.makers_pdf import Placed, placed
from tests.formats.saved_pages import KOREAN_NEWS, WIKI, mhtml, saved_html, single_file, warc, webarchive
from tests.formats.test_comic_format import INFO, cbz
from tests.formats.test_epub_fixed import comic
from tests.formats.test_markdown_format import SAMPLE as MARKDOWN

CODE = "<?php import a; def f(x: int): return 'b' /* c */ <script>var d = \"e\"</script><style>p{margin:1em}</style> #"
PROGRAM = """
import sys
from io import BytesIO
from pathlib import Path
from reader.errors import DocumentRefused
from reader.formats import registry
from reader.formats.preload import preload

files = [path.read_bytes() for path in sorted(Path(sys.argv[1]).iterdir())]
preload()
loaded = set(sys.modules)
seen = []
sys.addaudithook(lambda event, args: seen.append((event, str(args[0]))) if event in ("open", "import") else None)
for data in files:
    try:
        format_ = registry.recognise(data)
        fixed = "FixedPages" in [type(event).__name__ for event in format_.parse(data)]
        if format_.open and fixed:
            document = format_.open(BytesIO(data))
            document.render(0, 1.0)
            document.text(0)
    except DocumentRefused as refused:
        assert not __debug__ or refused is not None
opened = [what for what in seen if what[0] == "open" or what[1] not in loaded]
print(len(files), opened)
"""


def opened_while_parsing(folder: Path) -> tuple[int, str]:
    """How many files of a folder were parsed by a process that had loaded all, and the list of what it opened then."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    count, _, opened = done.stdout.partition(" ")
    return int(count), opened.strip()


def test_nothing_is_opened_while_parsing(tmp_path: Path, corpus: Path) -> None:
    kinds = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
    pictures = {f"p{number}.{kind.lower()}": picture(kind) for number, kind in enumerate(kinds)}
    images = "".join(f'<img src="{name}"/>' for name in pictures)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="8">w</text></svg>'
    files: dict[str, bytes] = {
        "a.epub": epub({"a.xhtml": page(f"<p>{ARABIC}{images}{drawing}</p>"), "d.svg": drawing}, others=pictures),
        "b.pdf": pdf(ENGLISH),
        "c.md": MARKDOWN.encode(),
        "code.md": ("# A\n\n$$a$$\n\n" + "".join(f"```{name}\n{CODE}\n```\n\n" for name in LANGUAGES)).encode(),
        "d.epub": epub({"a.xhtml": page("<p>a</p>")})[:-30],
        "e.pdf": pdf(ENGLISH)[:200],
        "g.epub": comic(),
        "h.mobi": mobi(b"<html><body><p>caf\xe9</p>", utf_8=False, pictures=[picture()]),
        "f.html": f'<meta charset="euc-kr"><html><body><p>{KOREAN}<p>x<p>y'.encode("euc_kr"),
    }
    for name, make in (("m", mhtml), ("w", webarchive), ("x", warc), ("y", saved_html), ("z", single_file)):
        files[f"s-{name}"] = make(KOREAN_NEWS.html)
        files[f"t-{name}"] = make(WIKI.html)
    files["s-charset"] = mhtml(f"<html><body><p>{KOREAN}</p></body></html>", charset="euc-kr")
    files["s-idn"] = (
        f"<html><body><p>{KOREAN}<a href='http://\u043f\u0440\u0438\u043c\u0435\u0440.example/'>x</a>".encode()
    )
    files |= {f"image-{name}": data for name, data in pictures.items()}
    files["i.avif"], files["j.svg"] = picture("AVIF"), drawing.encode()
    files["k.cbz"] = cbz({**pictures, "ComicInfo.xml": INFO}, zipfile.ZIP_DEFLATED)
    files["l.pdf"] = placed([Placed(60, 700, f"{ARABIC}{KOREAN}")], catalogue=b"/Lang (ar)")
    files["m.tiff"] = picture("TIFF", mode="CMYK", compression="tiff_lzw")
    files["n.png"] = picture("PNG", mode="I;16")
    files["o.webp"] = picture("WEBP", mode="RGBA")
    for encoding in (
        "cp949",
        "gb18030",
        "big5",
        "cp932",
        "euc_jp",
        "koi8_r",
        "cp1256",
        "utf-16",
        "cp874",
        "shift_jis_2004",
    ):
        files[f"t-{encoding}"] = (KOREAN + ARABIC + "人人生而自由すべての人間 Все люди").encode(encoding, "ignore")
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    for path in (
        *corpus.glob("epub/w3c/pub-cmt*.epub"),
        *corpus.glob("pdf/py-pdf/00*.pdf"),
        *corpus.glob("html/udhr/[a-f]*"),
    ):
        (tmp_path / path.name).symlink_to(path)
    count, opened = opened_while_parsing(tmp_path)
    assert count > len(files)
    assert opened == "[]"
