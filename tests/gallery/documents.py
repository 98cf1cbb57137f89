"""The documents of the gallery: the corpus' hardest, and pages of our own with everything that is hard to set."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from PIL import Image, ImageDraw

from tests.conftest import CORPUS

UDHR = ("eng", "rus", "kor", "cmn_hans", "cmn_hant", "jpn", "arb", "pes_1", "heb", "urd", "uig_arab", "tha", "khm",
        "mya", "bod", "hin", "amh")  # fmt: skip
EPUBS = {
    "moby-dick": "idpf/moby-dick.epub", "wasteland": "idpf/wasteland.epub", "spec": "idpf/epub30-spec.epub",
    "children": "idpf/childrens-literature.epub", "blanche": "idpf/page-blanche.epub",
    "shared-culture": "idpf/cc-shared-culture.epub", "georgia": "idpf/georgia-cfi.epub",
    "haruko": "idpf/haruko-jpeg.epub", "links": "idpf/internallinks.epub",
}  # fmt: skip
MARKDOWN = {
    "md-ko": "markdown/ko/src_content_reference_react_useMemo.md",
    "md-ar": "markdown/books/courses_free-courses-ar.md",
    "md-fa": "markdown/books/docs_HOWTO-fa_IR.md",
    "md-ja": "markdown/books/docs_CODE_OF_CONDUCT-ja.md",
}
PDFS = {
    "pdf-columns": "pdf/py-pdf/026-latex-multicolumn_multicolumn.pdf",
    "pdf-math": "pdf/py-pdf/009-pdflatex-geotopo_GeoTopo-komprimiert.pdf",
    "pdf-arabic": "pdf/py-pdf/015-arabic_habibi-oneline-cmap.pdf",
    "pdf-pictures": "pdf/py-pdf/007-imagemagick-images_imagemagick-images.pdf",
    "pdf-form": "pdf/py-pdf/012-libreoffice-form_libreoffice-form.pdf",
}
_SAMPLES = {
    "en": ("The library by the river", "All human beings are born free and equal in dignity and rights. They are "
           "endowed with reason and conscience and should act towards one another in a spirit of brotherhood. "),
    "de": ("Die Bücherei am Fluss", "Donaudampfschifffahrtsgesellschaftskapitäne und Rechtsschutzversicherungs"
           "gesellschaften unterscheiden sich in Selbstverständlichkeiten ihrer Zusammengehörigkeitsgefühle. "),
    "ko": ("강가의 도서관", "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 "
           "이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다. "),
    "zh": ("河边的图书馆", "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。"
           "“书”（《论语》）……他说：“不！”"),
    "ar": ("مكتبة على النهر", "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق، وقد وهبوا عقلًا وضميرًا وعليهم أن "
           "يعامل بعضهم بعضًا بروح الإخاء. انظر Hearth 2.0 في الصفحة 57. "),
    "fa": ("کتابخانهٔ کنار رود", "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند. همه دارای "
           "عقل و وجدان می‌باشند و باید نسبت به یکدیگر با روح برادری رفتار کنند. "),
}  # fmt: skip
RTL = frozenset({"ar", "fa"})


def documents() -> dict[str, Callable[[], bytes]]:
    """Every document by its name, made when it is asked for."""
    found: dict[str, Callable[[], bytes]] = {}
    rights = {f"udhr-{code}": f"html/udhr/{code}.html" for code in UDHR}
    for name, path in (rights | MARKDOWN | PDFS).items():
        found[name] = (CORPUS / path).read_bytes
    for name, path in EPUBS.items():
        found[name] = (CORPUS / "epub" / path).read_bytes
    for file in sorted((CORPUS / "epub" / "w3c").glob("*.epub")):
        found[f"w3c-{file.stem}"] = file.read_bytes
    for language in _SAMPLES:
        found[f"hard-{language}"] = lambda language=language: hard_page(language).encode()  # type: ignore[misc]
    return found | {"comic": comic, "picture": lambda: _drawn((1600, 900), "A picture")}


def hard_page(language: str) -> str:
    """One page of HTML with all that is hard to set, in one language."""
    title, text = _SAMPLES[language]
    direction = "rtl" if language in RTL else "ltr"
    words = text.split() if " " in text.strip() else [text[at : at + 4] for at in range(0, len(text), 4)]
    body = "".join(make(text, words) for make in (_words_and_quotes, _lists, _tables, _code_and_verse))
    return f'<html lang="{language}" dir="{direction}"><title>{title}</title><body><h1>{title}</h1>{body}</body></html>'


def _words_and_quotes(text: str, words: list[str]) -> str:
    return (
        f'<p>{text * 3}</p><h2>{words[0]} <small>{words[1]}</small></h2><p><b>{words[0]}</b> <i>{words[1]}</i> '
        f'H<sub>2</sub>O, E = mc<sup>2</sup>, <span style="font-variant:small-caps">{text[:60]}</span>, '
        f'<code>{words[0]}(x)</code>, <u>{words[1]}</u>, <s>{words[2]}</s>. {text}</p>'
        f"<blockquote><p>{text}</p><blockquote><p>{text}</p></blockquote></blockquote>"
        f'<p lang="ja">日本語の骨と直（ルビ: <ruby>漢字<rt>かんじ</rt></ruby>）。</p>'
        f'<p dir="auto">{text} English words (and 123) in between — שלום — {text}</p>'
    )  # fmt: skip


def _lists(text: str, words: list[str]) -> str:
    return (
        f"<ul><li>{words[0]}<ul><li>{text}<ol><li>{words[1]}</li><li>{text}</li></ol></li></ul></li><li>{text}</li></ul>"
        f'<ol start="8"><li>{text}</li><li>{words[2]}</li><li>{text}</li></ol>'
        f"<dl><dt>{words[0]}</dt><dd>{text}</dd><dt>{words[1]}</dt><dd>{words[2]}</dd></dl><hr>"
    )


def _tables(text: str, words: list[str]) -> str:
    narrow = "".join(
        f"<tr><td>{word}</td><td>{number}</td><td>{text[:40]}</td></tr>" for number, word in enumerate(words[:4])
    )
    head = "".join(f"<th>{words[number % len(words)]}</th>" for number in range(12))
    cells = "".join(f"<td>{words[number % len(words)]} {number * 37}</td>" for number in range(12))
    return (
        f"<h3>{words[2]}</h3><table><tr><th>{words[0]}</th><th>{words[1]}</th><th>{words[2]}</th></tr>{narrow}</table>"
        f"<p>{text}</p><table><tr>{head}</tr>{f'<tr>{cells}</tr>' * 5}</table><p>{text}</p>"
    )


def _code_and_verse(text: str, words: list[str]) -> str:
    call = f"    show(word, width=80, height=24, colour='none', title='{words[2]}', another='{words[1]}')"
    line = f"for word in pages:  # {words[0]} {words[1]}\n{call}\n"
    verse = "<br>".join(text[at : at + 30] for at in range(0, 120, 30))
    return f"<pre>{line * 2}</pre><p>{verse}</p><p>{text * 2}</p>"


def comic() -> bytes:
    """Five drawn pages as a CBZ."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for number in range(1, 6):
            file.writestr(f"{number:02}.png", _drawn((800, 1200), f"Page {number}"))
    return held.getvalue()


def _drawn(size: tuple[int, int], words: str) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    pen = ImageDraw.Draw(image)
    pen.rectangle((40, 40, size[0] - 40, size[1] - 40), outline="#204060", width=8)
    pen.ellipse((size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4), fill="#C05020")
    pen.text((80, 80), words, fill="#FFFFFF", font_size=64)
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()
