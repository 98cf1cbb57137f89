"""Files to import, made up from a seed: the same bytes on every machine.

`ARTICLES` and `BOOKS` are tables by the format's name; `bench import` measures every line of them, so whoever adds a
format adds a line.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from html import escape

from tests.bench.material.documents import DocumentMaker
from tests.formats import makers_fb2, makers_mobi, makers_office, makers_pdf, saved_pages
from tests.formats.makers import epub, nav, page

ARTICLE_CHARACTERS = 9_500
"""With its markup an article is a file of 10 KB."""
WAR_AND_PEACE_CHARACTERS, WAR_AND_PEACE_CHAPTERS = 3_200_000, 365
PDF_LINES, PDF_LINE_CHARACTERS = 42, 78

Maker = Callable[[DocumentMaker], bytes]


def text_article(maker: DocumentMaker) -> bytes:
    """Paragraphs with an empty line between."""
    title, paragraphs = _article(maker)
    return "\n\n".join([title, *paragraphs]).encode()


def markdown_article(maker: DocumentMaker) -> bytes:
    """The same with a heading, emphasis, a link and a list."""
    title, paragraphs = _article(maker)
    marked = [f"{paragraph[:40]} *{paragraph[41:60]}* {paragraph[61:]}" for paragraph in paragraphs]
    marked[1:1] = ["## A part", "- one\n- [two](https://a.example/)\n- three"]
    return "\n\n".join([f"# {title}", *marked]).encode()


def html_article(maker: DocumentMaker) -> bytes:
    """The same as a page with a style sheet of its own."""
    title, paragraphs = _article(maker)
    body = "".join(
        f"<p>{escape(each[:40])} <em>{escape(each[41:60])}</em> {escape(each[61:])}</p>" for each in paragraphs
    )
    body += '<h2>A part</h2><ul><li>one</li><li><a href="https://a.example/">two</a></li><li>three</li></ul>'
    head = f"<title>{title}</title><style>p {{margin: 0; text-indent: 1.2em}} h2 {{text-align: center}}</style>"
    return f"<!DOCTYPE html><html><head>{head}</head><body><h1>{title}</h1>{body}</body></html>".encode()


def novel(maker: DocumentMaker) -> bytes:
    """An EPUB of 400 KB of text in 40 chapters."""
    return book(maker, 400_000, 40)


def paper(maker: DocumentMaker) -> bytes:
    """A PDF of 20 pages."""
    return pages(maker, 20)


def docx_article(maker: DocumentMaker) -> bytes:
    """Paragraphs of a word processor."""
    title, paragraphs = _article(maker)
    body = makers_office.heading(title) + "".join(makers_office.paragraph(escape(each)) for each in paragraphs)
    return makers_office.docx(body)


def odt_article(maker: DocumentMaker) -> bytes:
    """The same in OpenDocument's form."""
    title, paragraphs = _article(maker)
    lines = "".join(f'<text:p text:style-name="Standard">{escape(each)}</text:p>' for each in paragraphs)
    return makers_office.odt(f'<text:h text:outline-level="1">{escape(title)}</text:h>{lines}')


def rtf_article(maker: DocumentMaker) -> bytes:
    """The same in Rich Text Format; the words are plain ASCII."""
    title, paragraphs = _article(maker)
    body = r"\par ".join([rf"{{\b {title}}}", *paragraphs])
    return rf"{{\rtf1\ansi\deff0 {body}}}".encode("ascii", "replace")


def fb2_article(maker: DocumentMaker) -> bytes:
    """The same as a section of a FictionBook."""
    title, paragraphs = _article(maker)
    lines = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    return makers_fb2.fb2(f"<section><title><p>{escape(title)}</p></title>{lines}</section>", notes="", binaries={})


def mobi_article(maker: DocumentMaker) -> bytes:
    """The same as a Mobipocket book."""
    title, paragraphs = _article(maker)
    body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    return makers_mobi.mobi(f"<html><body><h1>{title}</h1>{body}</body></html>".encode())


def mail_article(maker: DocumentMaker) -> bytes:
    """The same as a plain letter."""
    title, paragraphs = _article(maker)
    head = f"From: A <a@a.example>\r\nTo: b@a.example\r\nSubject: {title}\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\n"
    return (head + "MIME-Version: 1.0\r\n\r\n" + "\r\n\r\n".join(paragraphs)).encode()


def csv_article(maker: DocumentMaker) -> bytes:
    """A table of words and numbers, as long as an article."""
    words = maker.text(ARTICLE_CHARACTERS).split()
    rows = [f"{number},{one},{two}" for number, (one, two) in enumerate(zip(words[::2], words[1::2], strict=False))]
    return "\r\n".join(["number,one,two", *rows]).replace('"', "").encode()


def saved_article(maker: DocumentMaker) -> bytes:
    """A saved page."""
    return saved_pages.mhtml(html_article(maker).decode())


ARTICLES: dict[str, Maker] = {
    "text": text_article,
    "markdown": markdown_article,
    "html": html_article,
    "docx": docx_article,
    "odt": odt_article,
    "rtf": rtf_article,
    "fb2": fb2_article,
    "mobi": mobi_article,
    "eml": mail_article,
    "csv": csv_article,
    "mhtml": saved_article,
}
BOOKS: dict[str, Maker] = {"epub": novel, "pdf": paper}


def war_and_peace(maker: DocumentMaker) -> bytes:
    """An EPUB of as much text in as many chapters as that book has."""
    return book(maker, WAR_AND_PEACE_CHARACTERS, WAR_AND_PEACE_CHAPTERS)


def book(maker: DocumentMaker, characters: int, chapters: int) -> bytes:
    """An EPUB with a style sheet and a table of contents."""
    names = [f"c{number:03}.xhtml" for number in range(chapters)]
    head = '<link rel="stylesheet" href="book.css"/>'
    files = {
        name: page(f"<h2>Chapter {number + 1}</h2>{_paragraphs(maker, characters // chapters)}", head)
        for number, name in enumerate(names)
    }
    css = "p {margin: 0; text-indent: 1.2em} h2 {text-align: center; margin: 2em 0 1em} em {font-style: italic}"
    contents = nav(*[(name, f"Chapter {number + 1}") for number, name in enumerate(names)])
    return epub(files, others={"book.css": css}, contents=contents, compression=zipfile.ZIP_DEFLATED)


def pages(maker: DocumentMaker, count: int) -> bytes:
    """A PDF of full pages in one of the standard fonts, as ISO 32000 has them: objects, then where each begins."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] /MediaBox [0 0 612 792] >>"
        % (count, b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(count))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number in range(count):
        lines = _lines(maker)
        shown = b"BT /F1 11 Tf 72 720 Td 15 TL " + b" ".join(b"(%s) Tj T*" % line for line in lines) + b" ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
    return makers_pdf.assembled(objects)


def _article(maker: DocumentMaker) -> tuple[str, list[str]]:
    return maker.metadata().title.capitalize(), maker.text(ARTICLE_CHARACTERS).splitlines()


def _paragraphs(maker: DocumentMaker, characters: int) -> str:
    lines = maker.text(characters).splitlines()
    return "".join(f"<p>{line[:40]} <em>{line[41:60]}</em> {line[61:]}</p>" for line in lines)


def _lines(maker: DocumentMaker) -> list[bytes]:
    text = maker.text(PDF_LINES * PDF_LINE_CHARACTERS).replace("\n", " ").encode()
    return [
        text[at : at + PDF_LINE_CHARACTERS] for at in range(0, PDF_LINES * PDF_LINE_CHARACTERS, PDF_LINE_CHARACTERS)
    ]
