"""Mails: what is shown, what is listed, who wrote them, and what is done to fool a reader."""

from __future__ import annotations

import pytest

from reader.errors import DocumentRefused, LockedFile, NothingToRead
from reader.formats import eml_format
from reader.formats.eml_format import FORMAT
from reader.formats.mail_header import decoded_words
from reader.formats.mail_page import MailPage
from reader.formats.registry import recognise
from reader.text.model import Embedded, Metadata, Outline, ParseEvent, Resource
from tests.formats.checks import check_document, losses_of, sections_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, PERSIAN
from tests.formats.makers_eml import encoded, fields, header, mail, multipart, part, usual_mail


class TestEml(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        plain = mail(part(ENGLISH, encoding="quoted-printable"))
        mailbox = b"".join(
            b"From a@b.example Tue Mar  3 09:15:00 2026\r\n" + each + b"\r\n\r\n" for each in [plain] * 3
        )
        return [usual_mail(), plain, plain.replace(b"\r\n", b"\n"), mailbox]


def parsed(data: bytes) -> list[ParseEvent]:
    events = list(FORMAT.parse(data))
    check_document(events)
    return events


def files(events: list[ParseEvent]) -> list[tuple[str, str, int]]:
    return [(event.name, event.media_type, event.size_bytes) for event in events if isinstance(event, Embedded)]


def test_a_usual_mail() -> None:
    events = parsed(usual_mail())
    assert events[0] == Metadata(
        title="Dignity and rights",
        authors=("Kim Min-ji <minji@a.example>",),
        published="2026-03-03 00:15",
    )
    text = whole_text(events)
    assert text.startswith(
        "Dignity and rights\nFrom\nKim Min-ji <minji@a.example>\n"
        "To\nPark, Seo-jun <seojun@b.example>\u2028anna@c.example\n"
        "Date\nTue, 3 Mar 2026 09:15:00 +0900\nSubject\nDignity and rights\n" + ENGLISH
    )
    assert "plain words" not in text, "the HTML is shown instead"
    assert "전달된 편지\nFrom\n김민지 <minji@a.example>\nTo\n" in text
    assert KOREAN in text
    assert text.endswith("Attachments\na.pdf\napplication/pdf\n10 B\n")
    assert files(events) == [("a.pdf", "application/pdf", 10)]
    assert losses_of(events) == {"remote-image"}
    outline = next(event for event in events if isinstance(event, Outline))
    assert [(entry.title, entry.level) for entry in outline.entries] == [
        ("Dignity and rights", 1),
        ("전달된 편지", 2),
        ("Attachments", 2),
    ]


def test_a_mails_style_does_not_reach_its_header() -> None:
    markup = whole_markup(parsed(usual_mail()))
    assert '<p dir="ltr" style="text-align:center">All human' in markup
    assert "<td" in markup
    assert "minji@a.example" in markup


def test_pictures_come_with_the_mail_or_not_at_all() -> None:
    events = parsed(usual_mail())
    assert 'alt="dot" width="40" height="30"' in whole_markup(events)
    assert "[away]" in whole_text(events)
    assert "track.example" not in whole_markup(events)
    assert sum(isinstance(event, Resource) for event in events) == 1


def test_quotes_and_wrapped_lines() -> None:
    body = (
        "Hello,\n\nthis is a paragraph whose lines were broken by a mailer at\nsome seventy letters, so that they are"
        " joined again\nhere.\n\n> quoted\n>> deeper\n> again\n\n-- \nAnna\nhttps://a.example/x.\n"
    )
    events = parsed(mail(part(body)))
    markup, text = whole_markup(events), whole_text(events)
    assert "broken by a mailer at some seventy letters, so that they are joined again here.\n" in text
    assert "quoted\ndeeper\nagain\n--\u2028Anna\u2028https://a.example/x.\n" in text
    assert '<blockquote dir="ltr"><p dir="ltr">quoted</p></blockquote><blockquote' in markup
    assert '<blockquote dir="ltr"><blockquote dir="ltr"><p dir="ltr">deeper' in markup
    assert '<a href="https://a.example/x">https://a.example/x</a>.' in markup


def test_flowed_text() -> None:
    body = "> a line that \n> goes on\nnew para \ngraph\n-- \nsig\n"
    assert "a line that goes on\nnew para graph\u2028--\u2028sig\n" in whole_text(
        parsed(mail(part(body, "text/plain; charset=utf-8; format=flowed")))
    )
    body = "하나 \n둘\n"
    assert "하나둘\n" in whole_text(parsed(mail(part(body, 'text/plain; charset="utf-8"; format=flowed; delsp=yes'))))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (f"{encoded(KOREAN[:9])} <a@b.example>", f"{KOREAN[:9]} <a@b.example>"),
        (
            "=?utf-8?q?Bank_<support=40bank.example>?= <evil@x.example>",
            "“Bank <support@bank.example>” <evil@x.example>",
        ),
        ('"president@gov.example" <evil@x.example>', "“president@gov.example” <evil@x.example>"),
        ("a@b.example, evil@x.example", "a@b.example\u2028evil@x.example"),
        (f"{encoded('a' + chr(0x202E) + 'b')} <a@b.example>", "a[U+202E]b <a@b.example>"),
        ("=?utf-8?q?a=00=0D=0ATo:_x?= <a@b.example>", "a To: x <a@b.example>"),
        ("undisclosed-recipients:;", "undisclosed-recipients:"),
        ("((((((a@b.example", "((((((a@b.example"),
        (f"{encoded(ARABIC)} <a@b.example>", f"{ARABIC} <a@b.example>"),
    ],
)
def test_names_and_addresses(written: str, shown: str) -> None:
    text = whole_text(parsed(mail(part(ENGLISH), fields(From=written))))
    assert f"From\n{shown}\nTo\n" in text


def test_a_second_sender_shows() -> None:
    data = mail(part(ENGLISH)).replace(b"\r\nTo:", b"\r\nFrom: second@x.example\r\nTo:")
    assert "From\nKim Min-ji <minji@a.example>\u2028second@x.example\n" in whole_text(parsed(data))


def test_many_recipients_are_counted() -> None:
    everyone = ", ".join(f"Person Number {number} <p{number}@a.example>" for number in range(300))
    text = whole_text(parsed(mail(part(ENGLISH), fields(To=everyone))))
    assert "Person Number 59 <p59@a.example>\u2028… (+240)\n" in text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"=?utf-8?b?7ZWc?= =?utf-8?b?6riA?=", "한글"),
        (b"=?euc-kr?b?x9Gx2w==?=", "한글"),
        (b"=?utf-8?q?=ED=95?= =?utf-8?q?=9C?= x", "한 x"),
        ("한글 그대로".encode("cp949"), "한글 그대로"),
        (b"=?nonsense?q?abc?=", "abc"),
        (b"=?utf-8?b?%%%?=", ""),
        (b"a =?utf-8?q?b?= c =?broken", "a b c =?broken"),
    ],
)
def test_encoded_words(raw: bytes, text: str) -> None:
    assert decoded_words(raw) == text


def test_file_names() -> None:
    ways = [
        "attachment; filename*=UTF-8''%ED%95%9C.pdf",
        "attachment; filename*0*=UTF-8''%ED%95; filename*1*=%9C.pdf",
        f'attachment; filename="{encoded("한.pdf")}"',
    ]
    trick = 'attachment; filename="=?utf-8?b?cGhvdG/igK5ncGouZXhl?="'
    entities = [part(b"x", "application/pdf", "base64", Content_Disposition=way) for way in [*ways, trick]]
    entities.append(part(b"\x00" * 12_345, "application/octet-stream", "base64", Content_Disposition="attachment"))
    events = parsed(mail(multipart(part(ENGLISH), *entities)))
    assert [name for name, _kind, _size in files(events)] == ["한.pdf"] * 3 + ["photo[U+202E]gpj.exe", "#5"]
    assert "#5\napplication/octet-stream\n12.3 KB\n" in whole_text(events)


def test_encrypted_mail() -> None:
    locked = multipart(
        part("Version: 1", "application/pgp-encrypted"),
        part("-----BEGIN PGP MESSAGE-----", "application/octet-stream"),
        subtype="encrypted",
    )
    smime = part(b"\x30\x80", "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "base64")
    for entity in (locked, smime):
        with pytest.raises(LockedFile):
            list(FORMAT.parse(mail(entity)))
    events = parsed(mail(multipart(part(ENGLISH), smime)))
    assert losses_of(events) == {"encrypted-part"}
    assert [name for name, _kind, _size in files(events)] == ["smime.p7m"]
    assert losses_of(parsed(mail(part("-----BEGIN PGP MESSAGE-----\nxyz")))) == {"encrypted-part"}
    signed = multipart(part(ENGLISH), part(b"x", "application/pgp-signature; name=s.asc"), subtype="signed")
    assert losses_of(parsed(mail(signed))) == set()
    tnef = part(b"x\x9f\x3e\x22", "application/ms-tnef; name=winmail.dat", "base64")
    events = parsed(mail(multipart(part(ENGLISH), tnef)))
    assert losses_of(events) == {"winmail"}
    assert files(events) == [("winmail.dat", "application/ms-tnef", 4)]


def test_broken_mime() -> None:
    whole = usual_mail()
    for data in (
        whole.replace(b"\r\n--=_b0--", b""),
        whole[: len(whole) // 2],
        mail(part(ENGLISH, "text/plain; charset=nonsense")),
        mail(part(ENGLISH, "text; =;;; charset", "8bit-ish")),
        mail(part(ENGLISH, 'multipart/mixed; boundary="')),
        header(fields())[:-2] + b"\r\n" + ENGLISH.encode(),
    ):
        assert "dignity" in whole_text(parsed(data))
    assert KOREAN in whole_text(parsed(mail(part(KOREAN.encode("cp949"), "text/plain"))))


def test_directions() -> None:
    markup = whole_markup(parsed(mail(part(f"{PERSIAN}\n\nabc\n"), fields(encoded(PERSIAN)))))
    assert f'<p dir="rtl" lang="fa">{PERSIAN}</p>' in markup
    assert '<p dir="ltr" lang="fa">abc</p>' in markup
    page = part(f'<html dir="rtl" lang="ar"><body><p>{ARABIC}<p>1', "text/html; charset=utf-8")
    assert '<p dir="rtl" lang="ar">1</p>' in whole_markup(parsed(mail(page)))


def test_a_mailbox_is_read_message_by_message(monkeypatch: pytest.MonkeyPatch) -> None:
    one = b"From a@b.example Tue Mar  3 09:15:00 2026\n" + mail(part(f"{ENGLISH}\n>From the mouth"))
    other = b"\n\nFrom - Tue Mar  3\n" + mail(part(KOREAN), fields("Second"))
    events = parsed(one + other)
    assert [section.title for section in sections_of(events)] == ["Dignity and rights", "Second"]
    assert "rights. From the mouth\n" in whole_text(events)
    monkeypatch.setattr(eml_format, "MAX_MESSAGES", 1)
    events = parsed(one + other)
    assert losses_of(events) == {"mail-cut"}
    assert len(sections_of(events)) == 1


def test_what_is_a_mail() -> None:
    assert recognise(usual_mail()) is FORMAT
    assert recognise(b"From: a@b.example\nSubject: x\n\ntext") is FORMAT
    saved = header({"From": "<Saved by Blink>", "Snapshot-Content-Location": "https://a.example/", "Subject": "x"})
    related = multipart(part("<p>x", "text/html"), subtype="related")
    for data in (
        mail(related, {"From": "<Saved by WebKit>", "Subject": "x", "Date": "x", "MIME-Version": "1.0"}),
        saved + b"x",
        mail(related, {"From": "x", "Subject": "x", "Date": "x", "MIME-Version": "1.0"}),
        b"Title: x\nDate: y\n\ntext",
        b"Subject: an essay\n\nFrom: nobody",
        b"From: here\nto there it is far\n",
        ENGLISH.encode(),
        b"---\nfrom: a\nsubject: b\n---\n# x\n",
    ):
        assert FORMAT.sniff(data) == 0


def test_hostile_mail() -> None:
    deep = part(ENGLISH)
    for number in range(300):
        deep = multipart(deep, boundary=f"b{number}")
    assert losses_of(parsed(mail(deep))) == {"mail-cut"}
    inside = mail(part(ENGLISH))
    for _ in range(300):
        inside = mail(part(inside, "message/rfc822"))
    assert losses_of(parsed(inside)) == {"mail-cut"}
    assert "mail-cut" in losses_of(parsed(mail(multipart(*[part("x")] * 5000))))
    line = b"=?a?q?" * 100_000
    for data in (
        b"From: "
        + line
        + b"\nTo: "
        + b"(" * 100_000
        + b"\nSubject: "
        + b"=?utf-8?b?" * 50_000
        + b"\n\n"
        + b"> " * 500_000,
        b"From: a\n" + b"To: b\n" * 200_000 + b"\n" + b">" * 1_000_000,
        b"From: a\nContent-Type: text/html; " + b'"' + b";" * 500_000 + b"\nSubject: x\n\n" + b"<div>" * 100_000,
        b"From: a\nContent-Type: multipart/mixed; boundary=x\nTo: b\n\n" + b"--x\n" * 200_000,
        b"From: a\nContent-Type: a/b; " + b"".join(b"n*%d=a;" % n for n in range(100_000)) + b"\nTo: b\n\nx",
        b"From: a\nTo: b\nContent-Transfer-Encoding: base64\n\n" + b"=" * 1_000_000,
        b"From: a\nTo: b\n\n" + b"a" * 5_000_000,
        b"From: a\nTo: b\n\n" + b"\n> \n" * 200_000 + b"\n\n",
    ):
        try:
            check_document(list(FORMAT.parse(data)))
        except DocumentRefused:
            continue
    with pytest.raises(NothingToRead):
        list(FORMAT.parse(b"\n\n"))


def test_lines_without_end_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MailPage.__init__, "__defaults__", (3,))
    entity = multipart(part("a\nb"), part("c\nd\ne"))
    events = parsed(mail(entity))
    assert whole_text(events).endswith("a\u2028b\nc\n")
    assert losses_of(events) == {"mail-cut"}
