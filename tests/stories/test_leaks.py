"""After a story that ends in a kill, no file the program could write holds a word of it."""

from __future__ import annotations

import io
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.screens import x_server
from tests.stories.stage import PASSPHRASE, Stage, wait_for

CANARY = "Quokkazanzibar"
CANARY_KO = "은하수고래섬"
FRIGHTENED = "zxqfrightenedzxq"
CALM = "zxqcalmzxq"

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp949")

pytestmark = pytest.mark.onscreen


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with x_server() as display, Stage(tmp_path / "home", display) as stage:
        yield stage


def test_no_word_stays_on_the_disk(stage: Stage, tmp_path: Path) -> None:
    medium = tmp_path / "medium"
    medium.mkdir()
    book = medium / f"{CANARY} {CANARY_KO}.epub"
    book.write_bytes(_book())
    stage.create_vault()
    stage.start()
    stage.summon()
    stage.unlock()
    _import(stage, book)
    _search_and_read(stage)
    stage.desk().kill()
    wait_for(lambda: stage.windows_of(stage.guard), "the cover after the desk's death")
    _look(stage.home)
    listed = stage.command("list", str(stage.vault), passphrase=PASSPHRASE)
    assert CANARY in listed.stdout, "the document was never there: the story shows nothing"


def test_what_is_typed_in_the_excitement_stays_nowhere(stage: Stage) -> None:
    stage.create_vault()
    stage.start()
    stage.type(CALM)
    wait_for(lambda: _stands(stage.home, CALM), "what is typed in calm to be kept: else this test could not fail")
    stage.summon()
    stage.unlock()
    stage.press("F9")
    stage.type(FRIGHTENED)
    wait_for(lambda: stage.windows_of(stage.guard), "the cover")
    stage.type(FRIGHTENED)
    stage.press("ctrl+s")
    stage.guard.terminate()
    wait_for(lambda: not stage.guard.is_running() or stage.guard.status() == "zombie", "the guard's end")
    _look(stage.home, FRIGHTENED)


def _import(stage: Stage, path: Path) -> None:
    stage.press("ctrl+o")
    wait_for(lambda: len(stage.windows_of(stage.desk())) > 1, "the import dialog")
    before = _fingerprint(stage.vault)
    stage.type(str(path.parent))
    stage.press("Return")
    wait_for(lambda: _all_chosen(stage), "the import dialog to go")
    wait_for(lambda: _fingerprint(stage.vault) != before, "a change in the vault")
    _wait_until_quiet(stage.vault)


def _all_chosen(stage: Stage) -> bool:
    """The folder is listed off the UI's thread: choose again until there was something to choose."""
    stage.press("ctrl+a", "Return")
    return len(stage.windows_of(stage.desk())) == 1


def _search_and_read(stage: Stage) -> None:
    before = _fingerprint(stage.vault)
    stage.press("ctrl+f")
    stage.type(CANARY)
    stage.press("Return")
    wait_for(lambda: _fingerprint(stage.vault) != before, "the document's opening to be noted")
    stage.press("ctrl+f")
    stage.type(CANARY)
    stage.press("ctrl+a", "ctrl+c", "Escape", "space", "space")
    _wait_until_quiet(stage.vault)


def _fingerprint(vault: Path) -> tuple[int, ...]:
    return tuple(path.stat().st_mtime_ns for path in sorted(vault.iterdir()))


def _wait_until_quiet(vault: Path) -> None:
    """The last commit comes a fifth of a second after the page has come to rest."""
    seen = _fingerprint(vault)
    since_s = time.monotonic()

    def quiet() -> bool:
        nonlocal seen, since_s
        now = _fingerprint(vault)
        if now != seen:
            seen, since_s = now, time.monotonic()
        return time.monotonic() - since_s > 2.5

    wait_for(quiet, "the vault to come to rest")


def _look(home: Path, *words: str) -> None:
    """Every file under the home, in every encoding a program might have left a word in, names included."""
    needles = [form for word in words or (CANARY, CANARY_KO, PASSPHRASE) for form in _forms(word)]
    looked = 0
    for path in home.rglob("*"):
        name = str(path.relative_to(home)).encode()
        content = path.read_bytes() if path.is_file() else b""
        looked += bool(content)
        for needle in needles:
            assert needle not in content, f"{needle!r} in {path}"
            assert needle not in name, f"{needle!r} in the name {path}"
    assert looked >= 3, "there was hardly a file to look at"


def _stands(home: Path, word: str) -> bool:
    return any(word.encode() in path.read_bytes() for path in home.rglob("*") if path.is_file())


def _forms(word: str) -> Iterator[bytes]:
    for text in {word, word.lower(), unicodedata.normalize("NFD", word)}:
        yield from (text.encode(encoding) for encoding in _ENCODINGS if _can(text, encoding))
        yield quote(text).encode()
        yield text.encode("unicode_escape")


def _can(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _book() -> bytes:
    """An EPUB that bears the canary in its title, its text, a file name and a picture's metadata."""
    picture = io.BytesIO()
    notes = PngInfo()
    notes.add_text("Comment", CANARY)
    notes.add_itxt("Description", CANARY_KO)
    Image.new("RGB", (400, 300), "#A9481F").save(picture, "PNG", pnginfo=notes)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">x</dc:identifier><dc:title>{CANARY}</dc:title><dc:creator>{CANARY_KO}</dc:creator>'
        "<dc:language>ko</dc:language></metadata><manifest>"
        '<item id="t" href="t.xhtml" media-type="application/xhtml+xml"/>'
        f'<item id="p" href="{CANARY}.png" media-type="image/png" properties="cover-image"/>'
        '</manifest><spine><itemref idref="t"/></spine></package>'
    )
    lines = "".join(f"<p>{CANARY} {CANARY_KO} {number}</p>" for number in range(300))
    text = (
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{CANARY}</title></head>'
        f'<body><h1>{CANARY_KO}</h1><img src="{CANARY}.png" alt="{CANARY}"/>{lines}</body></html>'
    )
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("p.opf", package)
        archive.writestr("t.xhtml", text)
        archive.writestr(f"{CANARY}.png", picture.getvalue())
    return whole.getvalue()
