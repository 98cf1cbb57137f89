"""One worker and what it is asked: sends, receives, and turns every way it can end into an error of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from reader.errors import Cancelled, ProtocolViolation, SandboxUnavailable, WorkerDied, WorkerError, WorkerOverran
from reader.platform.base import SandboxReport
from reader.workers.frames import FrameReader, write_frame
from reader.workers.launcher import Worker
from reader.workers.protocol import (
    CHUNK_BYTES,
    MAX_ANSWER_BYTES,
    AnyAnswer,
    AnyRequest,
    Chunk,
    End,
    NoSandbox,
    Ready,
    Refused,
    Wanted,
    decode_answer,
    encode,
    plain_detail,
    refusal,
)
from reader.workers.sandbox import LIMITS
from reader.workers.supply import Original
from reader.workers.watchdog import TOO_MUCH_CPU, Silence, Watchdog

A = TypeVar("A")

_OUT_OF_MEMORY_BYTES = LIMITS.memory_bytes // 4
"""A library in C that gets no more ends its process, mostly at a request that doubles what it holds."""


class Session:
    """The desk's side of one worker. One thread at a time, inside `task`; `kill` from any."""

    def __init__(self, worker: Worker, *, max_total_bytes: int | None) -> None:
        self.worker = worker
        self._frames = FrameReader(worker.reading_fd, max_frame_bytes=MAX_ANSWER_BYTES, max_total_bytes=max_total_bytes)
        self._watchdog: Watchdog | None = None
        self._cancelled: Callable[[], bool] = _never

    @contextmanager
    def task(
        self, patience_s: float, cancelled: Callable[[], bool] | None = None, *, silence: Silence | None = None
    ) -> Iterator[None]:
        """What is asked inside may keep us waiting for `patience_s` in all, and for each answer as `silence` says.

        Any failure of the worker kills it.
        """
        self._cancelled = cancelled or _never
        worker = self.worker
        with Watchdog(
            worker.kill,
            patience_s=patience_s,
            cancelled=self._cancelled,
            silence=silence,
            cpu_seconds=lambda: worker.platform.cpu_seconds(worker.pid),
        ) as self._watchdog:
            try:
                yield
            except (WorkerError, Cancelled):
                self.worker.kill()
                raise

    def wait_until_ready(self) -> SandboxReport:
        """The walls that the worker says it has. Raises SandboxUnavailable, WorkerError."""
        answer = self._receive()
        if isinstance(answer, NoSandbox):
            raise SandboxUnavailable(plain_detail(answer.detail))
        if not isinstance(answer, Ready) or not answer.report.is_confined:
            raise ProtocolViolation("a worker begins by saying that it is ready")
        return answer.report

    def send(self, request: AnyRequest) -> None:
        """Raises WorkerError, Cancelled."""
        if self._cancelled():
            raise Cancelled
        body = encode(request)
        self._while_waiting(lambda: write_frame(self.worker.writing_fd, body))

    def send_document(self, chunks: Iterable[bytes]) -> int:
        """All of a document; how many bytes it has. Raises WorkerError, Cancelled, and whatever `chunks` raises."""
        size_bytes = 0
        for chunk in chunks:
            size_bytes += len(chunk)
            for start in range(0, len(chunk), CHUNK_BYTES):
                self.send(Chunk(chunk[start : start + CHUNK_BYTES]))
        self.send(End())
        return size_bytes

    def receive(self) -> AnyAnswer:
        """The next answer; a refusal is raised. Raises DocumentRefused, WorkerError, Cancelled."""
        if self._cancelled():
            raise Cancelled
        answer = self._receive()
        if isinstance(answer, Refused):
            raise refusal(answer)
        return answer

    def expect(self, kind: type[A], original: Original | None = None) -> A:
        """The next answer, of one kind; before it the worker may ask for parts of `original`. Raises as `receive`."""
        answer = self.receive()
        while isinstance(answer, Wanted) and original is not None:
            if not 0 <= answer.number * CHUNK_BYTES < original.size_bytes:
                raise ProtocolViolation("a part that the document has not")
            self.send(Chunk(original.chunk(answer.number)))
            answer = self.receive()
        if not isinstance(answer, kind):
            raise ProtocolViolation("an answer to another question")
        return answer

    def _receive(self) -> AnyAnswer:
        return decode_answer(self._while_waiting(self._frames.read))

    def _while_waiting(self, work: Callable[[], A]) -> A:
        watchdog = self._watchdog
        if watchdog is None:
            raise RuntimeError("outside a task")
        try:
            with watchdog.waiting():
                return work()
        except (EOFError, ProtocolViolation) as ended:
            if watchdog.verdict is not None:
                raise watchdog.verdict from ended
            if isinstance(ended, ProtocolViolation):
                raise
            raise self._cause_of_death() from ended

    def _cause_of_death(self) -> WorkerError:
        self.worker.kill()  # it may have closed its pipe and stayed
        status = self.worker.reap()
        if self.worker.platform.is_cpu_limit(status):
            return WorkerOverran(TOO_MUCH_CPU)
        if status and self.worker.peak_bytes > _OUT_OF_MEMORY_BYTES:
            return WorkerOverran("it needed too much memory")
        return WorkerDied()


def _never() -> bool:
    return False
