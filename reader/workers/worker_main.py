"""A worker's main: one document, then the end.

It starts with nothing but three pipes, loads every parser, walls itself in and says so. Only then does it read bytes
of a document. An error that a format means to raise is answered; any other ends the process, which says enough.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

import msgspec

from reader.errors import (
    DamagedFile,
    DocumentRefused,
    EmptyFile,
    FileTooLarge,
    ProtocolViolation,
    SandboxUnavailable,
    UnknownKind,
)
from reader.formats.contract import NotUnpacked, ParseOptions, Unpacked
from reader.formats.stardict import read_stardict
from reader.platform import this_platform
from reader.platform.base import Platform
from reader.text.model import Progress
from reader.text.patterns import PatternFault, compiled, matches_in
from reader.workers.frames import FrameReader, write_frame
from reader.workers.protocol import (
    MAX_ANSWER_BYTES,
    MAX_DOCUMENT_BYTES,
    MAX_REQUEST_BYTES,
    AnyRequest,
    Chunk,
    ContentFound,
    DictionaryFile,
    Done,
    End,
    FindContent,
    Matched,
    MatchIn,
    MatchPattern,
    Member,
    MemberChunk,
    MemberRefused,
    NoSandbox,
    Opened,
    OpenFixed,
    PageRead,
    Parse,
    ReadDictionary,
    ReadPage,
    Ready,
    Recognised,
    Refused,
    Rendered,
    RenderPage,
    Wanted,
    WrongPattern,
    decode_request,
    encode,
)
from reader.workers.sandbox import enter_sandbox
from reader.workers.supply import SuppliedFile

if TYPE_CHECKING:
    from reader.formats.contract import FixedDocument, Format

    class Recognise(Protocol):
        """Tells the format of a document in memory, or of one in a file."""

        def __call__(self, data: bytes | BinaryIO, /) -> Format: ...


STDIN, STDOUT = 0, 1
_READ_AT_ONCE_BYTES = 4 * 1024 * 1024


def main(argv: list[str]) -> int:
    """Serve one document on stdin and stdout. `--parent` is the process that must outlive this one.

    Where stdin is a socket, it reads none and forks workers instead: nothing else tells the two apart, so that a list
    of processes says no more of one than of the other.
    """
    arguments = argparse.ArgumentParser(allow_abbrev=False)
    arguments.add_argument("--parent", type=int, required=True)
    platform = this_platform()
    platform.die_with_parent(arguments.parse_args(argv).parent)
    platform.harden_process()
    platform.give_way()
    # After die_with_parent: loading takes most of the start.
    from reader.formats.preload import preload  # noqa: PLC0415
    from reader.formats.registry import recognise  # noqa: PLC0415

    preload()
    if stat.S_ISSOCK(os.fstat(STDIN).st_mode):
        from reader.workers.zygote_main import serve_forks  # noqa: PLC0415 - it needs this module

        return serve_forks(platform, recognise)
    return serve(platform, recognise)


def serve(platform: Platform, recognise: Recognise) -> int:
    """Enter the sandbox, then serve one document in the formats that `recognise` knows."""
    with contextlib.suppress(EOFError):  # the desk is gone, or wants no more
        try:
            report = enter_sandbox(platform)
        except SandboxUnavailable as unavailable:
            write_frame(STDOUT, encode(NoSandbox(unavailable.detail)))
            return 1
        Server(STDIN, STDOUT, recognise).run(Ready(report))
    return 0


class Server:
    """Takes requests from one descriptor and answers on another."""

    def __init__(self, reading_fd: int, writing_fd: int, recognise: Recognise) -> None:
        self._recognise = recognise
        self._frames = FrameReader(reading_fd, max_frame_bytes=MAX_REQUEST_BYTES)
        self._writing_fd = writing_fd

    def run(self, first: Ready) -> None:
        """Say that this worker is ready, then serve its one document. Raises EOFError when the desk is gone."""
        self._send(first)
        task = self._receive()
        try:
            match task:
                case Parse(password, whole_page):
                    self._parse(self._document(), ParseOptions(password=password, whole_page=whole_page))
                case OpenFixed(password, size_bytes):
                    self._keep_open(self._supplied(size_bytes), password)
                case MatchPattern(pattern, ignore_case):
                    self._match(pattern, ignore_case=ignore_case)
                case ReadDictionary(file_count):
                    self._read_dictionary(file_count)
                case _:
                    raise ProtocolViolation("no task")
        except DocumentRefused as refused:
            self._refuse(refused)
        except MemoryError:
            self._refuse(FileTooLarge("it needs more memory than a worker may have"))

    def _document(self) -> bytes:
        gathered = io.BytesIO()  # hands out its bytes without another copy
        while not isinstance(request := self._receive(), End):
            if not isinstance(request, Chunk):
                raise ProtocolViolation("no chunk")
            if gathered.tell() + len(request.data) <= MAX_DOCUMENT_BYTES + 1:
                gathered.write(request.data)
        data = gathered.getvalue()
        if not data:
            raise EmptyFile
        if len(data) > MAX_DOCUMENT_BYTES:
            raise FileTooLarge
        return data

    def _parse(self, data: bytes, options: ParseOptions) -> None:
        document_format = self._recognise(data)
        self._send(Recognised(document_format.kind))
        if document_format.unpack is not None:
            self._unpack(document_format.unpack(data))
        else:
            for event in document_format.parse(data, options):
                self._send(event)
        self._send(Done())

    def _unpack(self, files: Iterable[Unpacked | NotUnpacked | Progress]) -> None:
        for file in files:
            if isinstance(file, Progress):
                self._send(file)
                continue
            if isinstance(file, NotUnpacked):
                self._send(MemberRefused(file.path, type(file.error).__name__, file.error.detail))
                continue
            self._send(Member(file.path, sum(map(len, file.chunks))))
            for chunk in file.chunks:
                self._send(MemberChunk(chunk))

    def _supplied(self, size_bytes: int) -> BinaryIO:
        """The document to read from as it is needed; a small one is read at once."""
        if size_bytes <= 0:
            raise EmptyFile
        if size_bytes > MAX_DOCUMENT_BYTES:
            raise FileTooLarge
        file = SuppliedFile(size_bytes, self._fetched)
        return io.BytesIO(file.readall()) if size_bytes <= _READ_AT_ONCE_BYTES else cast("BinaryIO", file)

    def _fetched(self, number: int) -> bytes:
        self._send(Wanted(number))
        answer = self._receive()
        if not isinstance(answer, Chunk):
            raise ProtocolViolation("no chunk")
        return answer.data

    def _keep_open(self, file: BinaryIO, password: str) -> None:
        document_format = self._recognise(file)
        file.seek(0)
        if document_format.open is None:
            raise UnknownKind("its pages are not fixed")
        document = document_format.open(file, password)
        self._send(Opened())
        for request in self._requests():
            try:
                self._serve_page(document, request)
            except DocumentRefused as refused:
                self._refuse(refused)

    def _serve_page(self, document: FixedDocument, request: AnyRequest) -> None:
        match request:
            case RenderPage(page, scale, clip, dark) if page >= 0:
                self._send(Rendered(document.render(page, scale, clip, dark=dark)))
            case FindContent(page) if page >= 0:
                self._send(ContentFound(document.content(page)))
            case ReadPage(page) if page >= 0:
                self._send(PageRead(document.text(page)))
            case _:
                raise DamagedFile("it has no such page")

    def _read_dictionary(self, file_count: int) -> None:
        files: dict[str, bytes] = {}
        for _ in range(file_count):
            named = self._receive()
            if not isinstance(named, DictionaryFile):
                raise ProtocolViolation("no file of a dictionary")
            files[named.name] = self._document()
        if sum(map(len, files.values())) > MAX_DOCUMENT_BYTES:
            raise FileTooLarge
        for event in read_stardict(files):
            self._send(event)
        self._send(Done())

    def _match(self, pattern: str, *, ignore_case: bool) -> None:
        sought = compiled(pattern, ignore_case=ignore_case)
        if isinstance(sought, PatternFault):
            self._send(WrongPattern(sought))
            return
        self._send(Opened())
        for request in self._requests():
            if not isinstance(request, MatchIn):
                raise ProtocolViolation("no text")
            self._send(Matched([matches_in(sought, stretch) for stretch in request.stretches]))

    def _requests(self) -> Iterator[AnyRequest]:
        while True:
            yield self._receive()

    def _receive(self) -> AnyRequest:
        return decode_request(self._frames.read())

    def _refuse(self, refused: DocumentRefused) -> None:
        self._send(Refused(type(refused).__name__, refused.detail))

    def _send(self, answer: msgspec.Struct) -> None:
        body = encode(answer)
        if len(body) > MAX_ANSWER_BYTES:
            raise FileTooLarge("one part of it is too large")
        write_frame(self._writing_fd, body)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    os._exit(code)
