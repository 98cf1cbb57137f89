"""MHTML: saved pages of browsers and of Word, told apart from mail, with their parts."""

# ruff: noqa: E501 - lines of pages and of files are left as they are

from __future__ import annotations

import base64
import email.message
import email.policy

import pytest

from reader.errors import DamagedFile, FileTooLarge
from reader.formats.mhtml_format import FORMAT
from reader.text.model import Embedded, Metadata
from tests.formats.checks import check_document, whole_markup, whole_text
from tests.formats.makers import ENGLISH, KOREAN, picture
from tests.formats.saved_contract import SavedPageContract
from tests.formats.saved_pages import ADDRESS, NEWS, around, mhtml, paragraphs


class TestMhtml(SavedPageContract):
    format = FORMAT
    make = staticmethod(mhtml)

    @staticmethod
    def samples() -> list[bytes]:
        return [mhtml(NEWS.html, parts={"https://news.example/i/photo.png": picture()}), WORD]


WORD = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Next"\r\n\r\nThis document is a Single File Web Page.'
    "\r\n\r\n------=_Next\r\nContent-Location: file:///C:/0A/document.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    'Content-Type: text/html; charset="windows-1252"\r\n\r\n<html><head></head><body><p>Caf=E9 and dignity, two words=\r\n '
    "more</p><img src=3D\"document_files/i.png\"></body></html>\r\n------=_Next\r\nContent-Location: "
    f"file:///C:/0A/document_files/i.png\r\nContent-Transfer-Encoding: base64\r\nContent-Type: image/png\r\n\r\n{base64.b64encode(picture()).decode()}\r\n------=_Next--\r\n"
).encode()  # fmt: skip


def mail(kind: str = "related", **headers: str) -> bytes:
    message = email.message.EmailMessage(email.policy.SMTP)
    for name, value in {"From": "a@a.example", "To": "b@b.example", "Subject": "s", **headers}.items():
        message[name.replace("_", "-")] = value
    message.set_content(f"<p>{ENGLISH} <img src='cid:i'></p>", "html")
    message.add_related(picture(), "image", "png", cid="<i>", headers=["Content-Location: https://a.example/i.png"])
    if kind == "mixed":
        message.make_mixed()
    return message.as_bytes()


def test_words_own_pages() -> None:
    events = list(FORMAT.parse(WORD))
    assert "Café and dignity, two words more" in whole_text(events)
    assert '<img src="res:i1.png"' in whole_markup(events)


@pytest.mark.parametrize("kind", ["related", "mixed"])
def test_a_mail_is_none(kind: str) -> None:
    assert FORMAT.sniff(mail(kind)) == 0
    assert FORMAT.sniff(mail(kind, Received="from x", Message_ID="<1@a.example>")) == 0


@pytest.mark.parametrize(
    "head", [b"", b"From: x\r\n", b"Content-Type: multipart/related\r\n\r\n", b"\x00" * 50, b"<html>"]
)
def test_what_else_is_none(head: bytes) -> None:
    assert FORMAT.sniff(head) == 0


def test_the_subject_is_the_title_where_the_page_has_none() -> None:
    metadata = next(iter(FORMAT.parse(mhtml(f"<html><body>{paragraphs(ENGLISH, 2)}</body></html>"))))
    assert isinstance(metadata, Metadata)
    assert metadata.title == "Dignity – saved"


def test_the_charset_of_the_part_counts() -> None:
    assert KOREAN in whole_text(FORMAT.parse(mhtml(f"<html><body><p>{KOREAN}</p></body></html>", charset="euc-kr")))


def test_parts_by_content_id() -> None:
    html = f'<html><head><link rel=stylesheet href="cid:css-1@mhtml.blink"></head><body><p>{ENGLISH}</p><img src="cid:p.png"></body>'
    parts = {"cid:css-1@mhtml.blink": b"p{text-align:right}", "cid:p.png": picture()}
    made = mhtml(html, parts=parts).replace(b"application/octet-stream", b"text/css")
    markup = whole_markup(FORMAT.parse(made))
    assert 'style="text-align:right"' in markup
    assert "res:i1.png" in markup


def test_files_that_came_along_are_listed_and_not_opened() -> None:
    data = mhtml(around(paragraphs(ENGLISH, 3)), parts={"https://news.example/f/evil\u202efdp.exe": b"MZ" * 50})
    events = list(FORMAT.parse(data))
    check_document(events)
    listed = [event for event in events if isinstance(event, Embedded)]
    assert [(each.media_type, each.size_bytes) for each in listed] == [("application/octet-stream", 100)]
    assert listed[0].name == "evil[U+202E]fdp.exe"


def test_a_frameset_shows_its_main_frame() -> None:
    html = '<html><frameset cols="1,2"><frame src="nav.html"><frame src="text.html"></frameset></html>'
    parts = {
        "https://news.example/2026/nav.html": b"<html><body><a href=x>menu</a></body></html>",
        "https://news.example/2026/text.html": f"<html><body>{paragraphs(ENGLISH, 4)}</body></html>".encode(),
    }
    assert "4. All human" in whole_text(FORMAT.parse(mhtml(html, parts=parts)))


def test_what_has_no_page_is_refused() -> None:
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(b"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=b\n\n--b\n\nx\n--b--"))


def test_bombs_of_parts() -> None:
    top = b"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=b\n\n"
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(top + b"--b\n\nx\n" * 6000))
    nested = b"".join(
        b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(3000)
    )
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(b"From: <Saved by Blink>\n" + nested))


def test_no_address_of_the_outside_is_in_what_is_shown_as_picture() -> None:
    markup = whole_markup(FORMAT.parse(mhtml(around(f'<p>{ENGLISH}</p><img src="{ADDRESS}/x.png">'))))
    assert 'src="http' not in markup
