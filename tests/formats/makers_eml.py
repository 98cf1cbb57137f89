"""Mails that tests make themselves, byte by byte, as mailers write them and as nobody should."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Mapping
from email.header import Header

from tests.formats.makers import ENGLISH, KOREAN, picture

CRLF = "\r\n"


def encoded(text: str, charset: str = "utf-8") -> str:
    """RFC 2047 words on one line."""
    return Header(text, charset, maxlinelen=10_000).encode()


def fields(subject: str = "Dignity and rights", **others: str) -> dict[str, str]:
    """The fields of a usual mail; `reply_to` is Reply-To, and so on."""
    usual = {
        "Received": "from mx.a.example by mx.b.example; Tue, 3 Mar 2026 09:15:00 +0900",
        "From": "Kim Min-ji <minji@a.example>",
        "To": '"Park, Seo-jun" <seojun@b.example>, anna@c.example',
        "Date": "Tue, 3 Mar 2026 09:15:00 +0900",
        "Subject": subject,
        "Message-ID": "<1@a.example>",
        "MIME-Version": "1.0",
    }
    return usual | {name.replace("_", "-"): value for name, value in others.items()}


def part(content: bytes | str, kind: str = "text/plain; charset=utf-8", encoding: str = "", **others: str) -> bytes:
    """An entity: its fields, an empty line, its content in a transfer encoding."""
    data = content.encode() if isinstance(content, str) else content
    lines = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in others.items()}
    if encoding:
        lines["Content-Transfer-Encoding"] = encoding
    if encoding == "base64":
        data = base64.encodebytes(data)
    elif encoding == "quoted-printable":
        data = quopri.encodestring(data)
    return header(lines) + data


def header(lines: Mapping[str, str]) -> bytes:
    return (CRLF.join(f"{name}: {value}" for name, value in lines.items()) + CRLF + CRLF).encode("utf-8")


def multipart(*parts: bytes, subtype: str = "mixed", boundary: str = "=_b0", **parameters: str) -> bytes:
    """Entities in one; what stands before the first boundary is for mailers that know no MIME."""
    extra = "".join(f'; {name}="{value}"' for name, value in parameters.items())
    line = f"{CRLF}--{boundary}".encode()
    inside = b"".join(line + CRLF.encode() + each for each in parts)
    kind = f'multipart/{subtype}; boundary="{boundary}"{extra}'
    return header({"Content-Type": kind}) + b"preamble" + inside + line + b"--" + CRLF.encode() + b"epilogue"


def mail(entity: bytes, lines: Mapping[str, str] | None = None) -> bytes:
    """A message: its fields before those of its entity."""
    return header(lines or fields())[:-2] + entity


def usual_mail() -> bytes:
    """Text and HTML with a picture in it, a file, and a forwarded Korean message."""
    page = f"<html><head><style>p{{text-align:center}} table{{display:none}}</style></head><body><p>{ENGLISH}</p>"
    page += '<img src="cid:dot@a.example" alt="dot"><img src="https://track.example/x.gif" alt="away"></body></html>'
    related = multipart(
        part(page, "text/html; charset=utf-8", "quoted-printable"),
        part(picture(), "image/png; name=dot.png", "base64", Content_ID="<dot@a.example>"),
        subtype="related",
        boundary="=_b2",
    )
    body = multipart(part("plain words"), related, subtype="alternative", boundary="=_b1")
    forwarded = mail(
        part(KOREAN.encode("cp949"), "text/plain; charset=ks_c_5601-1987", "base64"),
        fields(encoded("전달된 편지", "euc-kr"), From=f"{encoded('김민지')} <minji@a.example>"),
    )
    return mail(
        multipart(
            body,
            part(forwarded, "message/rfc822"),
            part(b"%PDF-1.4 x", "application/pdf", "base64", Content_Disposition='attachment; filename="a.pdf"'),
        )
    )
