"""The door to the workers: parse a document, or keep a fixed one open to draw its pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager

import msgspec

from reader.errors import ProtocolViolation, WorkerDied, WorkerError, WorkerOverran
from reader.formats.contract import PLAIN, ParseOptions
from reader.platform import this_platform
from reader.platform.base import SandboxReport
from reader.text.dictionary import DictionaryEvent
from reader.text.model import PagePixels, PageText, ParseEvent
from reader.text.page_content import Clip, PageContent
from reader.text.patterns import Fault, PatternFault, PatternHits, Stretch
from reader.workers.checks import ParseCheck, check_content, check_kind, check_page_text, check_pixels
from reader.workers.dictionaries import received_dictionary
from reader.workers.launcher import Worker, launch_worker
from reader.workers.matching import matched
from reader.workers.members import Found, received_members
from reader.workers.nursery import Nursery
from reader.workers.protocol import (
    ARCHIVE_KIND,
    MAX_PARSED_BYTES,
    MIB,
    ContentFound,
    Done,
    FindContent,
    Opened,
    OpenFixed,
    PageRead,
    Parse,
    ReadPage,
    Recognised,
    Rendered,
    RenderPage,
)
from reader.workers.session import Session
from reader.workers.supply import Original
from reader.workers.watchdog import Silence
from reader.workers.zygote import Forks

_STARTS = 4
"""Spares may have died while nobody looked, all of them with the process that forked them; then come new ones."""


_LEAST_CPU_S = 8
_CPU_S_PER_MIB = 30
"""A file of a few KB that needs more is no book; one of 6 MiB may need all of `parse_cpu_s` on a slow machine."""


class TimeLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How long a worker may take. Waiting counts only while the worker is what we wait for.

    `silence` is what makes a hostile file fail within ten seconds, where a large one may take its time: an honest
    format answers page by page (measured: at most 5 s between two answers, for 10 MB of Markdown in one file).
    """

    start_s: float = 30
    parse_s: float = 300
    parse_cpu_s: int = 180
    open_s: float = 60
    page_s: float = 10
    dictionary_s: float = 600
    dictionary_silence: Silence = Silence(wall_s=60, cpu_s=30)
    pattern_s: float = 20
    pattern_silence: Silence = Silence(wall_s=6, cpu_s=2)
    silence: Silence = Silence(wall_s=30, cpu_s=8)

    def cpu_s_for(self, size_bytes: int) -> int:
        """Processor time for parsing a document of this size."""
        return min(self.parse_cpu_s, _LEAST_CPU_S + _CPU_S_PER_MIB * size_bytes // MIB)


class WorkerPool:
    """Starts a worker for each document. From any thread; a parse or an open document belongs to one at a time."""

    def __init__(
        self,
        launch: Callable[[], Worker] | None = None,
        spares: int = 2,
        *,
        limits: TimeLimits | None = None,
    ) -> None:
        """`launch` starts a worker; by default as this system does it best. `spares` are kept waiting."""
        self._nursery = _nursery(spares) if launch is None else Nursery(launch, spares)
        self._limits = limits or TimeLimits()
        self._report: SandboxReport | None = None

    @property
    def sandbox(self) -> SandboxReport | None:
        """The walls that the latest worker stands behind; None before the first."""
        return self._report

    def parse(
        self,
        chunks: Iterable[bytes],
        options: ParseOptions = PLAIN,
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> Generator[Recognised | ParseEvent | Found, None, None]:
        """First what kind of document it is, then its events, checked; complete once the iterator ends.

        After Recognised(ARCHIVE_KIND) come no events but the files in it, each when it is asked for. Closing the
        iterator early kills the worker. Raises DocumentRefused, WorkerError, Cancelled, and whatever `chunks` raises.
        """
        limits = self._limits
        with (
            self._session(MAX_PARSED_BYTES) as session,
            session.task(limits.parse_s, cancelled, silence=limits.silence),
        ):
            session.send(Parse(options.password, options.whole_page))
            size_bytes = session.send_document(chunks)
            session.worker.platform.limit_cpu(session.worker.pid, limits.cpu_s_for(size_bytes))
            recognised = session.expect(Recognised)
            check_kind(recognised.kind)
            yield recognised
            yield from received_members(session) if recognised.kind == ARCHIVE_KIND else _checked_events(session)

    def open_fixed(self, original: Original, password: str = "") -> FixedClient:
        """A fixed document, held open by a worker of its own, which asks for what it needs of it.

        Raises DocumentRefused, WorkerError, and whatever `original` raises, then and whenever a page is asked for.
        """
        session = self._ready_session(None)
        try:
            with session.task(self._limits.open_s, silence=self._limits.silence):
                session.send(OpenFixed(password, original.size_bytes))
                session.expect(Opened, original)
        except BaseException:
            self._nursery.retire(session.worker)
            raise
        return FixedClient(session, original, self._limits.page_s, self._nursery.retire)

    def match(
        self,
        pattern: str,
        stretches: Iterable[Stretch],
        *,
        ignore_case: bool,
        cancelled: Callable[[], bool] | None = None,
    ) -> Generator[PatternHits | PatternFault, None, None]:
        """The matches of a regular expression, stretch by stretch; a fault is the last answer.

        Closing the iterator early kills the worker. Raises WorkerError, Cancelled, and whatever `stretches` raises.
        """
        limits = self._limits
        with (
            self._session(MAX_PARSED_BYTES) as session,
            session.task(limits.pattern_s, cancelled, silence=limits.pattern_silence),
        ):
            try:
                yield from matched(session, pattern, stretches, ignore_case=ignore_case)
            except WorkerOverran:
                yield PatternFault(Fault.TOO_SLOW)

    def read_dictionary(
        self, files: Mapping[str, Iterable[bytes]], *, cancelled: Callable[[], bool] | None = None
    ) -> Generator[DictionaryEvent, None, None]:
        """A StarDict dictionary of its files by name, or of one archive; complete once the iterator ends.

        Closing the iterator early kills the worker. Raises DocumentRefused, WorkerError, Cancelled, and whatever
        reading the files raises.
        """
        limits = self._limits
        with (
            self._session(MAX_PARSED_BYTES) as session,
            session.task(limits.dictionary_s, cancelled, silence=limits.dictionary_silence),
        ):
            yield from received_dictionary(session, files)

    def close(self) -> None:
        """Kill every worker; parses under way and open documents fail with WorkerDied (close those too)."""
        self._nursery.close()

    @contextmanager
    def _session(self, max_total_bytes: int) -> Iterator[Session]:
        session = self._ready_session(max_total_bytes)
        try:
            yield session
        finally:
            self._nursery.retire(session.worker)

    def _ready_session(self, max_total_bytes: int | None) -> Session:
        for start in range(_STARTS):
            session = Session(self._nursery.take(), max_total_bytes=max_total_bytes)
            try:
                with session.task(self._limits.start_s):
                    self._report = session.wait_until_ready()
                    if session.worker.has_ended():  # once it was ready
                        raise WorkerDied
            except BaseException as error:
                self._nursery.retire(session.worker)
                if isinstance(error, WorkerDied) and start + 1 < _STARTS:
                    continue
                raise
            return session
        raise WorkerDied


class FixedClient:
    """One fixed document in one worker. Calls follow one another; `close` may come from any thread at any time."""

    def __init__(self, session: Session, original: Original, page_s: float, retire: Callable[[Worker], None]) -> None:
        self._session = session
        self._original = original
        self._page_s = page_s
        self._retire = retire
        self._lock = threading.Lock()
        self._closed = False
        self._retired = False

    def render(self, page: int, scale: float, clip: Clip | None = None, *, dark: bool = False) -> PagePixels:
        """Page `page` (from 0), or a part of it, at `scale` pixels to a point. Raises DocumentRefused, WorkerError.

        `dark` asks for light ink on dark paper, pictures as they are.
        """
        with self._asking():
            self._session.send(RenderPage(page, scale, clip, dark))
            return check_pixels(self._session.expect(Rendered, self._original).pixels, page=page, clip=clip)

    def content(self, page: int) -> PageContent:
        """Where on page `page` anything is drawn. Raises DocumentRefused, WorkerError."""
        with self._asking():
            self._session.send(FindContent(page))
            return check_content(self._session.expect(ContentFound, self._original).content, page=page)

    def text(self, page: int) -> PageText:
        """The text of page `page`, with its boxes and links. Raises DocumentRefused, WorkerError."""
        with self._asking():
            self._session.send(ReadPage(page))
            return check_page_text(self._session.expect(PageRead, self._original).text, page=page)

    def close(self) -> None:
        """End the worker, without waiting. A call under way fails with WorkerDied. Any number of times."""
        self._closed = True
        self._session.worker.kill()
        self._retire_when_idle()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            with self._lock:
                if self._closed:
                    raise WorkerDied("closed")
                with self._session.task(self._page_s):
                    yield
        except WorkerError:
            self._closed = True
            raise
        finally:
            self._retire_when_idle()

    def _retire_when_idle(self) -> None:
        """Whoever comes last gives the worker back: nobody may be using its pipes then."""
        if self._closed and self._lock.acquire(blocking=False):
            try:
                if not self._retired:
                    self._retired = True
                    self._retire(self._session.worker)
            finally:
                self._lock.release()


def _nursery(spares: int) -> Nursery:
    """Forked workers are cheap to keep; of others one is enough. For a document or two nothing is loaded ahead."""
    if not spares or not this_platform().forks_workers:
        return Nursery(launch_worker, min(spares, 1))
    forks = Forks()
    return Nursery(forks.launch, spares, on_end=forks.close)


def _checked_events(session: Session) -> Iterator[ParseEvent]:
    check = ParseCheck()
    while not isinstance(answer := session.receive(), Done):
        if not isinstance(answer, ParseEvent):
            raise ProtocolViolation("an answer to another question")
        check.event(answer)
        yield answer
    check.done()
