"""E-mail: a message (RFC 5322) with its parts, or a mailbox of several (mbox, RFC 4155)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader.errors import FileTooLarge, LockedFile, NothingToRead
from reader.formats import limits
from reader.formats.assembly import Assembly
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.mail_choice import Message, message_of
from reader.formats.mail_header import author_names, published, read_fields
from reader.formats.mail_page import MailPage, file_name
from reader.formats.mail_parts import read_mail
from reader.formats.names import shown_name
from reader.formats.portions import Portioned, portions
from reader.text.language import language_direction
from reader.text.model import Embedded, Metadata, ParseEvent, Simplified

MAX_MESSAGES = 2000
MAX_FILES = 1000
_SURE = 0.95
_FROM_LINE = re.compile(rb"(?:\A|(?<=\n)\r?\n)From [^\r\n]{1,1000}\r?\n(?=[!-9;-~]{1,80}[ \t]*:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_FIELD_LINE = re.compile(rb"[!-9;-~]{1,80}[ \t]*:|[ \t]+\S")
_ORIGINS = frozenset({"from", "received", "return-path", "delivered-to", "sender", "x-mozilla-status"})
_OTHERS = frozenset({"to", "cc", "bcc", "subject", "date", "message-id", "mime-version", "content-type", "reply-to"})
_WARM = b"""From: =?utf-8?q?a?= <b@c.example>\nDate: Thu, 1 Jan 2026 00:00:00 +0000\nMIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64\n\nPHA+YTwvcD4=\n--x\nContent-Type: text/plain; format=flowed
Content-Transfer-Encoding: quoted-printable\n\n> a=20\n--x
Content-Disposition: attachment; filename*=utf-8''b\nContent-Transfer-Encoding: x-uuencode\n\n--x--\n"""


def sniff(head: bytes) -> float:
    """Header fields from the first line on, among them one that says where the mail comes from. Saved pages, which
    have such fields too, are another format's."""
    top = head.lstrip(b"\xef\xbb\xbf\r\n")
    is_mailbox = _FROM_LINE.match(top)
    if is_mailbox:
        top = top[is_mailbox.end() :]
    lines = top.splitlines()[:400]
    for number, line in enumerate(lines):
        if not line.strip():
            lines = lines[:number]
            break
        if not _FIELD_LINE.match(line):
            return 0.0
    fields = read_fields(b"\n".join(lines))
    names = set(fields.raw)
    if not names & _ORIGINS or not names & (_OTHERS if "from" in names else {"from", "subject", "to"}):
        return 0.0
    if "snapshot-content-location" in names or fields.text("from").lower().startswith("<saved by"):
        return 0.0
    is_page = fields.mime().get_content_type() == "multipart/related" and not names & {"to", "received", "message-id"}
    return 0.0 if is_page else _SURE


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    if len(data) > limits.MAX_ENTRY_BYTES:
        raise FileTooLarge
    messages, more = _messages(data)
    first = message_of(read_mail(messages[0]))
    page = MailPage(first)
    yield _metadata(first, page, alone=len(messages) == 1)
    assembly = Assembly(page.language)
    count, readable = 0, False
    for number, raw in enumerate(messages):
        message = first if number == 0 else message_of(read_mail(raw))
        page = page if number == 0 else MailPage(message, page.lines_left)
        readable = readable or not message.is_locked
        yield from _page_events(assembly, page, message, str(number))
        for part_number, part in enumerate(page.files, 1):
            count += 1
            if count <= MAX_FILES:
                name = file_name(part, part_number)
                yield Embedded(name=name, media_type=shown_name(part.media_type, 100), size_bytes=part.size_bytes())
    if not readable:
        raise LockedFile("mail")
    if assembly.empty:
        raise NothingToRead
    if more or count > MAX_FILES:
        yield Simplified(what="mail-cut")
    yield assembly.outline()
    yield assembly.anchors()


class _Around(Portioned):
    """The surroundings of one message: the pictures that it brought along."""

    def __init__(self, assembly: Assembly, name: str, page: MailPage) -> None:
        super().__init__(assembly, list(portions(page.root)), f"{name}-")
        self._mail = page

    def image_data(self, src: str) -> bytes | None:
        part = self._mail.pictures.get(src)
        return part.data() if part is not None else super().image_data(src)


def _page_events(assembly: Assembly, page: MailPage, message: Message, name: str) -> Iterator[ParseEvent]:
    title = shown_name(message.part.fields.text("subject"), 300)
    yield from _Around(assembly, name, page).events(page.language, title=title, losses=frozenset(page.losses))


def _messages(data: bytes) -> tuple[list[bytes], bool]:
    """The messages in the file, and whether there are more than are read."""
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    if not _FROM_LINE.match(data):
        return [data], False
    borders = list(_FROM_LINE.finditer(data))
    ends = [border.start() for border in borders[1:]] + [len(data)]
    found = [
        _QUOTED_FROM.sub(rb"\1", data[border.end() : end])
        for border, end in zip(borders[:MAX_MESSAGES], ends, strict=False)
    ]
    return found, len(borders) > MAX_MESSAGES


def _metadata(message: Message, page: MailPage, *, alone: bool) -> Metadata:
    fields = message.part.fields
    return Metadata(
        title=shown_name(fields.text("subject")) if alone else "",
        authors=author_names(fields) if alone else (),
        language=page.language,
        direction=language_direction(page.language),
        published=published(fields) if alone else "",
    )


def warm() -> Iterable[bytes]:
    """A mail with every transfer encoding."""
    return (_WARM,)


FORMAT = Format("eml", sniff, guarded(parse), warm=warm)
