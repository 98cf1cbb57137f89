"""What the desk and a worker say to each other: tagged structs as msgpack, one to a frame.

    desk    Parse, Chunk…, End                         one document, once
    worker  Ready | NoSandbox                          first of all
            Recognised, event… , Done                  or Refused at any point before Done

            or Recognised("zip"), and of each file in it Member, MemberChunk… or MemberRefused; Progress between; Done

    desk    OpenFixed, then RenderPage, ReadPage and FindContent in any number, one at a time
    worker  Opened, then Rendered, PageRead and ContentFound, or Refused to any of them
            before each of these any number of Wanted, which the desk answers with a Chunk

    desk    MatchPattern, then MatchIn in any number   one after the other
    worker  Opened, then Matched to each               or WrongPattern instead of Opened

    desk    ReadDictionary, and of each file DictionaryFile, Chunk…, End
    worker  DictionaryHead, DictionaryChunk… , DictionaryWords… , Done     or Refused at any point before Done

The desk never acts on a number in an answer before reader/workers/checks.py has looked at it.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from reader import errors
from reader.errors import DocumentRefused, ProtocolViolation
from reader.platform.base import SandboxReport
from reader.text.dictionary import DictionaryChunk, DictionaryHead, DictionaryWords
from reader.text.model import PagePixels, PageText, ParseEvent
from reader.text.page_content import Clip, PageContent
from reader.text.patterns import PatternFault, PatternHits, Stretch

_T = TypeVar("_T")

MIB = 1024 * 1024
CHUNK_BYTES = MIB
MAX_DOCUMENT_BYTES = 512 * MIB
MAX_REQUEST_BYTES = CHUNK_BYTES + 1024
MAX_ANSWER_BYTES = 80 * MIB
"""Room for one page of 64 MiB of pixels, or one section."""
MAX_PARSED_BYTES = 2048 * MIB
"""All answers to one Parse: canonical text, markup and images."""
MAX_DETAIL_CHARACTERS = 200
ARCHIVE_KIND = "zip"
"""Recognised of what is no document but holds files."""


class Request(msgspec.Struct, frozen=True, tag=True):
    """Desk to worker."""


class Parse(Request, frozen=True):
    """Make the document that follows canonical. `password` is the document's own, if it has one."""

    password: str = ""
    whole_page: bool = False


class OpenFixed(Request, frozen=True):
    """Keep a document of so many bytes open, to draw its pages. `password` is the document's own, if it has one."""

    password: str = ""
    size_bytes: int = 0


class Chunk(Request, frozen=True):
    """The next bytes of the document, at most CHUNK_BYTES."""

    data: bytes


class End(Request, frozen=True):
    """The document is whole."""


class RenderPage(Request, frozen=True):
    """Draw page `page` (from 0), or a part of it, at `scale` pixels to a point; `dark`: light ink on dark paper."""

    page: int
    scale: float
    clip: Clip | None = None
    dark: bool = False


class ReadPage(Request, frozen=True):
    """The text of page `page`, with its boxes and links."""

    page: int


class MatchPattern(Request, frozen=True):
    """Seek this regular expression in what follows."""

    pattern: str
    ignore_case: bool


class MatchIn(Request, frozen=True):
    """The next stretches of the text that the pattern is sought in."""

    stretches: list[Stretch]


class ReadDictionary(Request, frozen=True):
    """So many files are one dictionary, or one archive that holds it; they follow."""

    file_count: int


class DictionaryFile(Request, frozen=True):
    """The name of the file that follows, without its folder."""

    name: str


class FindContent(Request, frozen=True):
    """Where on page `page` anything is drawn."""

    page: int


class Answer(msgspec.Struct, frozen=True, tag=True):
    """Worker to desk, beside the parse events themselves."""


class Ready(Answer, frozen=True):
    """Code is loaded and the walls are up."""

    report: SandboxReport


class NoSandbox(Answer, frozen=True):
    """This system offers no wall, so this worker will parse nothing."""

    detail: str


class Recognised(Answer, frozen=True):
    """What kind of document the bytes are: the name of a format, such as "epub"."""

    kind: str


class Member(Answer, frozen=True):
    """A file in the archive, of which so many bytes follow. `path` has `/` between its folders, and its own name."""

    path: str
    size_bytes: int


class MemberChunk(Answer, frozen=True):
    """The next bytes of that file: CHUNK_BYTES each time, fewer only at its end."""

    data: bytes


class MemberRefused(Answer, frozen=True):
    """A file in the archive that can't be had; `code` and `detail` as in Refused."""

    path: str
    code: str
    detail: str = ""


class Opened(Answer, frozen=True):
    """The fixed document is open."""


class Rendered(Answer, frozen=True):
    """A drawn page."""

    pixels: PagePixels


class PageRead(Answer, frozen=True):
    """A page's text."""

    text: PageText


class Matched(Answer, frozen=True):
    """The matches in each of the stretches, in their order."""

    hits: list[PatternHits]


class WrongPattern(Answer, frozen=True):
    """The pattern can't be used."""

    fault: PatternFault


class ContentFound(Answer, frozen=True):
    """Where a page has anything."""

    content: PageContent


class Wanted(Answer, frozen=True):
    """Part `number` of the open document is needed, from 0, CHUNK_BYTES each."""

    number: int


class Refused(Answer, frozen=True):
    """The document can't be taken; `code` is the name of a DocumentRefused in reader/errors.py."""

    code: str
    detail: str = ""


class Done(Answer, frozen=True):
    """The last event has been sent."""


AnyRequest = (
    Parse
    | OpenFixed
    | Chunk
    | End
    | RenderPage
    | ReadPage
    | FindContent
    | MatchPattern
    | MatchIn
    | ReadDictionary
    | DictionaryFile
)
AnyAnswer = (
    Ready
    | NoSandbox
    | Recognised
    | Member
    | MemberChunk
    | MemberRefused
    | Opened
    | Rendered
    | PageRead
    | Matched
    | WrongPattern
    | DictionaryHead
    | DictionaryChunk
    | DictionaryWords
    | ContentFound
    | Wanted
    | Refused
    | Done
    | ParseEvent
)

REFUSALS: dict[str, type[DocumentRefused]] = {
    name: value
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, DocumentRefused) and value is not DocumentRefused
}


def encode(message: msgspec.Struct) -> bytes:
    """One struct as msgpack."""
    return msgspec.msgpack.encode(message)


def decode_request(body: bytes | memoryview) -> AnyRequest:
    """Raises ProtocolViolation."""
    return _decode(_REQUESTS, body)


def decode_answer(body: bytes | memoryview) -> AnyAnswer:
    """Raises ProtocolViolation."""
    return _decode(_ANSWERS, body)


def refusal(answer: Refused | MemberRefused) -> DocumentRefused:
    """The error that a refusal stands for. Raises ProtocolViolation for a code that is none."""
    if answer.code not in REFUSALS:
        raise ProtocolViolation("a refusal of an unknown kind")
    return REFUSALS[answer.code](plain_detail(answer.detail))


def plain_detail(detail: str) -> str:
    """A worker's words as they may be shown: one short line of printable characters."""
    return "".join(character for character in detail if character.isprintable())[:MAX_DETAIL_CHARACTERS]


_REQUESTS: msgspec.msgpack.Decoder[AnyRequest] = msgspec.msgpack.Decoder(AnyRequest)
_ANSWERS: msgspec.msgpack.Decoder[AnyAnswer] = msgspec.msgpack.Decoder(AnyAnswer)


def _decode(decoder: msgspec.msgpack.Decoder[_T], body: bytes | memoryview) -> _T:
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProtocolViolation("a message is not one of those agreed on") from error
