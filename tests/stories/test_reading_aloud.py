"""A text is being read aloud when the library is hidden: a guard that knows no text tells the service to forget it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.platform.speech import CANCEL
from tests.screens import x_server
from tests.speech_service import FakeSpeechService
from tests.stories.stage import PASSPHRASE, Stage, wait_for

pytestmark = pytest.mark.onscreen

GUARD = Path(__file__).with_name("speaking_guard.py")
CANCELLED = CANCEL.strip()
SENTENCE = b"What nobody else shall hear is a sentence with a good many words."
_PATIENCE_S = 3.0


@pytest.fixture
def speaking(tmp_path: Path) -> Iterator[tuple[Stage, FakeSpeechService]]:
    """A stage with a document that is being read aloud."""
    pytest.importorskip("PySide6.QtTextToSpeech")
    with x_server() as display, Stage(tmp_path, display, GUARD) as stage:
        text = tmp_path / "a.txt"
        text.write_text("\n\n".join([SENTENCE.decode()] * 50))
        stage.create_vault()
        assert stage.command("import", str(stage.vault), str(text), passphrase=PASSPHRASE).returncode == 0
        text.unlink()
        with FakeSpeechService(tmp_path / "run" / "speech-dispatcher" / "speechd.sock") as service:
            stage.start()
            stage.summon()
            stage.unlock()
            ask_to_be_read_to(stage)
            assert service.clients == 0, "before the person has agreed nothing touches the service"
            stage.press("Tab", "space")
            wait_for(lambda: SENTENCE in service.lines(), "the first sentence at the service")
            yield stage, service


def ask_to_be_read_to(stage: Stage) -> None:
    """Open the document and press the key, until the question is there."""
    for _ in range(10):
        stage.press("Return", "s")
        try:
            wait_for(lambda: len(stage.windows_of(stage.desk())) > 1, "the question", _PATIENCE_S)
        except AssertionError:
            continue
        return
    pytest.fail("nobody was asked")


@pytest.mark.parametrize(
    "end", ["panic", *(pytest.param(end, marks=pytest.mark.slow) for end in ("lock", "death", "close"))]
)
def test_whatever_ends_the_desk_silences_the_service(end: str, speaking: tuple[Stage, FakeSpeechService]) -> None:
    stage, service = speaking
    desk = stage.desk()
    assert CANCELLED not in service.lines()
    match end:
        case "panic":
            stage.press("F9")
        case "lock":
            stage.press("ctrl+l")
        case "death":
            desk.kill()
        case "close":
            stage.press("alt+F4")
    wait_for(lambda: CANCELLED in service.lines(), "the guard's word")
    wait_for(lambda: not desk.is_running(), "the end of the desk")
    wait_for(lambda: 2 in service.left, "the end of its repetitions")
    said_by = {client: [line for who, line in service.heard if who == client] for client in (1, 2)}
    assert set(said_by[2]) == {CANCELLED}, "the guard knows no text"
    assert service.heard[-1] == (2, CANCELLED), "the last word is the guard's, whatever came late"
