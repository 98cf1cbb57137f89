"""What is read aloud ends with the desk: the guard tells the speech service so, and knows no text of it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from reader.guard.messages import SpeechNoted, SpeechRequested
from reader.guard.silencing import LATE_S, LET_GO_S, Silencing
from reader.guard.states import Event
from reader.guard.timers import Timers
from reader.platform.speech import CANCEL, SpeechDispatcher, SpeechService
from tests.guard.stage import Stage, wait_until
from tests.guard.stub_desk import SPEECH_NAME, SPOKEN
from tests.speech_service import FakeSpeechService

CANCELLED = CANCEL.strip()


class Recorder(SpeechService):
    def __init__(self) -> None:
        self.calls: list[str] = []

    def cancel(self) -> None:
        self.calls.append("cancel")

    def let_go(self, limit_s: float = 0.0) -> None:
        self.calls.append("let go")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[FakeSpeechService]:
    with FakeSpeechService(tmp_path / SPEECH_NAME) as made:
        yield made


@pytest.fixture
def speaking(
    tmp_path: Path, service: FakeSpeechService, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Stage]]:
    monkeypatch.delenv("DISPLAY", raising=False)
    stages: list[Stage] = []

    def build() -> Stage:
        stage = Stage(tmp_path, "speaks", speech=SpeechDispatcher(tmp_path / SPEECH_NAME))
        stages.append(stage)
        stage.open()
        wait_until(lambda: b"." in service.lines(), "the text at the service")
        return stage

    yield build
    for stage in stages:
        if stage.thread.is_alive():
            stage.end()


def cancelled_after_the_text(service: FakeSpeechService) -> bool:
    lines = service.lines()
    return CANCELLED in lines[lines.index(SPOKEN) :]


@pytest.mark.parametrize("event", [Event.PANIC, Event.LOCK, Event.LAUNCHED_AGAIN])
def test_the_service_is_silenced_by_a_client_that_sent_nothing_else(
    event: Event, speaking: Callable[[], Stage], service: FakeSpeechService
) -> None:
    stage = speaking()
    stage.thread.post(event)
    wait_until(lambda: cancelled_after_the_text(service), "the guard's word")
    assert not stage.alive(stage.desk_pids[:1]), "the kill does not wait for it"
    wait_until(lambda: service.lines().count(CANCELLED) == 1 + len(LATE_S), "its repetitions, for what came late")
    wait_until(lambda: 2 in service.left, "the end of its connection")
    assert {line for client, line in service.heard if client == 2} == {CANCELLED}


def test_a_desk_that_dies_of_itself_is_silenced(speaking: Callable[[], Stage], service: FakeSpeechService) -> None:
    stage = speaking()
    stage._platform.kill_process(stage.desk_pids[0])
    wait_until(lambda: cancelled_after_the_text(service), "the guard's word")


def test_the_end_of_the_program_silences(speaking: Callable[[], Stage], service: FakeSpeechService) -> None:
    stage = speaking()
    stage.end()
    wait_until(lambda: service.lines().count(CANCELLED) == 2, "its word, and once more at the end")


def test_a_service_that_nobody_used_is_left_alone(
    tmp_path: Path, service: FakeSpeechService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Connecting alone would start one that the system starts on demand, and hush a screen reader."""
    monkeypatch.delenv("DISPLAY", raising=False)
    stage = Stage(tmp_path, "plain", speech=SpeechDispatcher(tmp_path / SPEECH_NAME))
    stage.open()
    stage.thread.post(Event.PANIC)
    wait_until(lambda: stage.thread.state.refusing and stage.settled >= 2, "a panic that has been handled")
    stage.end()
    assert service.clients == 0


def test_another_desk_does_not_inherit_the_wish() -> None:
    speech = Recorder()
    silencing = Silencing(speech, Timers())
    silencing.expect_speech()
    silencing.expect_none()
    silencing.begin()
    assert speech.calls == []


def test_it_is_said_again_and_then_no_more() -> None:
    now, speech = [0.0], Recorder()
    timers = Timers(lambda: now[0])
    silencing = Silencing(speech, timers)
    silencing.expect_speech()
    silencing.begin()
    for pause_s in (*LATE_S, LET_GO_S):
        assert timers.due() == []
        now[0] += pause_s
        assert timers.due() == [Event.SPEECH_LATE]
        silencing.go_on()
    assert timers.wait_s() is None
    assert speech.calls == ["cancel"] * (1 + len(LATE_S)) + ["let go"]


def test_a_second_panic_begins_again() -> None:
    speech = Recorder()
    silencing = Silencing(speech, Timers())
    silencing.expect_speech()
    silencing.begin()
    silencing.begin()
    assert speech.calls == ["cancel", "cancel"]
    silencing.end()
    assert speech.calls[2:] == ["cancel", "let go"]


def test_the_messages_have_room_for_no_text() -> None:
    for kind in (SpeechRequested, SpeechNoted):
        assert msgspec.structs.fields(kind) == ()


def test_a_service_that_hangs_delays_nobody_and_is_told_when_it_takes_it(tmp_path: Path) -> None:
    """Its queue of connections is full: connecting would wait."""
    path = tmp_path / SPEECH_NAME
    with FakeSpeechService(path, answers=False):
        waiting = []
        for _ in range(16):
            client = socket.socket(socket.AF_UNIX)
            client.setblocking(False)
            waiting.append(client)
            if client.connect_ex(str(path)):
                break
        else:
            pytest.fail("the queue is never full")
        speech = SpeechDispatcher(path)
        speech.cancel()
        for client in waiting:
            client.close()


def test_a_service_that_is_not_there_or_has_gone_is_no_error(tmp_path: Path) -> None:
    speech = SpeechDispatcher(tmp_path / SPEECH_NAME)
    speech.cancel()
    speech.let_go()
    assert list(tmp_path.iterdir()) == [], "nothing is started and nothing is made"
    with FakeSpeechService(tmp_path / SPEECH_NAME) as service:
        speech.cancel()
        wait_until(lambda: service.lines() == [CANCELLED], "a service that came later")
    for _ in range(3):
        speech.cancel()
    speech.let_go()
