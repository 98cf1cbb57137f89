"""The only module that knows Qt TextToSpeech, with Qt's own silent engine on its thread."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QObject, Signal
from pytestqt.qtbot import QtBot

from reader.platform.speech import SpeechDispatcher, SpeechService
from reader.reading.voices import Voice, choose_voice, voices_for
from tests.speech_service import FakeSpeechService
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import open_page
from tests.ui.reading.speaking import agree, feature_of, give
from ui.reading import reading_voice, speech_engine
from ui.reading.read_aloud import Phase
from ui.reading.reading_voice import with_country
from ui.reading.speech_engine import ENGINE_NAMES, Saying, SpeechEngine, Trouble, _Speaker

MOCK = ("mock",)
FASTEST = 10


@pytest.fixture
def engine() -> Iterator[SpeechEngine]:
    pytest.importorskip("PySide6.QtTextToSpeech")
    made = SpeechEngine(MOCK)
    yield made
    made.close()


def opened(qtbot: QtBot, engine: SpeechEngine) -> tuple[Voice, ...]:
    with qtbot.waitSignal(engine.opened) as answer:
        engine.open()
    return answer.args[0]  # type: ignore[no-any-return]


def test_the_silent_engine_is_never_chosen_for_a_person() -> None:
    assert "mock" not in ENGINE_NAMES


def test_all_voices_of_all_languages_are_found(qtbot: QtBot, engine: SpeechEngine) -> None:
    voices = opened(qtbot, engine)
    assert {(voice.language, voice.name) for voice in voices} >= {
        ("en-GB", "Anne"),
        ("fi-FI", "Kari"),
        ("nn-NO", "Ingvild"),
    }


def test_a_sentence_begins_has_words_and_ends(qtbot: QtBot, engine: SpeechEngine) -> None:
    voices = opened(qtbot, engine)
    words: list[tuple[int, int, int]] = []
    told: list[tuple[str, int]] = []
    engine.word.connect(lambda *word: words.append(word))
    engine.begun.connect(lambda number: told.append(("begun", number)))
    engine.ended.connect(lambda number: told.append(("ended", number)))
    engine.say(Saying(7, "one two three", voices[0], FASTEST))
    qtbot.waitUntil(lambda: told == [("begun", 7), ("ended", 7)])
    assert (7, 4, 3) in words


def test_the_next_sentence_takes_the_place_of_one_that_is_being_said(qtbot: QtBot, engine: SpeechEngine) -> None:
    voices = opened(qtbot, engine)
    ended: list[int] = []
    engine.ended.connect(ended.append)
    engine.say(Saying(1, "a long sentence of many words that nobody will hear to its end", voices[0], -FASTEST))
    with qtbot.waitSignal(engine.begun):
        pass
    engine.say(Saying(2, "short", voices[1], FASTEST))
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [2]


def test_what_is_stopped_tells_of_no_end(qtbot: QtBot, engine: SpeechEngine) -> None:
    voices = opened(qtbot, engine)
    ended: list[int] = []
    engine.ended.connect(ended.append)
    with qtbot.waitSignal(engine.begun):
        engine.say(Saying(1, "a long sentence of many words", voices[0], FASTEST))
    engine.stop()
    with qtbot.waitSignal(engine.begun):
        engine.say(Saying(2, "short", voices[0], FASTEST))
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [2]


def test_without_qts_speech_part_it_says_so(
    qtbot: QtBot, engine: SpeechEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "PySide6.QtTextToSpeech", raising=False)
    real = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "PySide6.QtTextToSpeech":
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with qtbot.waitSignal(engine.failed) as told:
        engine.open()
    assert told.args == [Trouble.NO_MODULE]


def test_a_system_without_an_engine_says_so(qtbot: QtBot) -> None:
    pytest.importorskip("PySide6.QtTextToSpeech")
    engine = SpeechEngine(("no-such-engine",))
    with qtbot.waitSignal(engine.failed) as told:
        engine.open()
    assert told.args == [Trouble.NO_SERVICE]
    engine.close()


def test_a_page_is_read_aloud_by_it(qtbot: QtBot, engine: SpeechEngine) -> None:
    library = FakeLibrary()
    agree(library)
    page = open_page(qtbot, library, library.add([[paragraph("One. Two."), paragraph("Three.")]]))
    give(page, engine)
    said: list[int] = []
    engine.begun.connect(said.append)
    page.act("speak")
    qtbot.waitUntil(lambda: len(said) == 3)
    qtbot.waitUntil(lambda: feature_of(page).phase is Phase.OFF)


class State:
    def __init__(self, name: str) -> None:
        self.name = name


class LateService(QObject):
    """Qt's engine over a service that tells of an old sentence after it was given a new one."""

    stateChanged = Signal(object)  # noqa: N815 - as Qt has it
    sayingWord = Signal(str, int, int, int)  # noqa: N815 - as Qt has it

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def availableLocales(self) -> list[QLocale]:
        return [QLocale("en_GB"), QLocale.c()]

    def availableVoices(self) -> list[Any]:
        names = ("English", "English+Annie", "Chinese (Mandarin, latin as Pinyin)", "Klingon")
        return [type("QtVoice", (), {"name": lambda _self, name=name: name})() for name in names]

    def setLocale(self, locale: Any) -> None:
        self.locale = locale.name()

    def setVoice(self, voice: Any) -> None:
        self.voice = voice.name()

    def setRate(self, rate: float) -> None:
        self.rate = rate

    def say(self, text: str) -> None:
        self.calls.append(text)

    def stop(self) -> None:
        self.calls.append("stop")

    def tell(self, state: str) -> None:
        self.stateChanged.emit(State(state))


@pytest.fixture
def late(qtbot: QtBot) -> tuple[_Speaker, LateService, list[tuple[str, int]]]:
    speaker, service = _Speaker((), SpeechService()), LateService()
    assert speaker._take(service)  # type: ignore[arg-type]  # it has what is used
    told: list[tuple[str, int]] = []
    speaker.begun.connect(lambda number: told.append(("begun", number)))
    speaker.ended.connect(lambda number: told.append(("ended", number)))
    return speaker, service, told


Late = tuple[_Speaker, LateService, list[tuple[str, int]]]
VOICE = Voice(language="en-GB", name="English", locale="en_GB")


def test_the_cancelled_sentences_end_is_not_taken_for_that_of_the_next(late: Late, qtbot: QtBot) -> None:
    speaker, service, told = late
    speaker.say(Saying(1, "one", VOICE, 0))
    service.tell("Speaking")
    speaker.say(Saying(2, "two", VOICE, 0))
    assert service.calls == ["one", "stop"], "the old one first falls silent"
    service.tell("Ready")
    qtbot.waitUntil(lambda: service.calls == ["one", "stop", "two"])
    service.tell("Speaking")
    service.tell("Ready")
    assert told == [("begun", 1), ("begun", 2), ("ended", 2)]


def test_an_old_sentence_that_begins_late_is_stopped_again(late: Late, qtbot: QtBot) -> None:
    speaker, service, told = late
    speaker.say(Saying(1, "one", VOICE, 0))
    speaker.say(Saying(2, "two", VOICE, 0))
    service.tell("Speaking")
    assert service.calls == ["one", "stop", "stop"]
    service.tell("Ready")
    qtbot.waitUntil(lambda: service.calls[-1] == "two")
    assert told == []


def test_a_service_that_tells_nothing_of_what_was_cancelled_is_not_waited_for(late: Late, qtbot: QtBot) -> None:
    speaker, service, _ = late
    speaker.say(Saying(1, "one", VOICE, 0))
    speaker.say(Saying(2, "two", VOICE, 0))
    qtbot.waitUntil(lambda: service.calls == ["one", "stop", "two"])


def test_a_service_that_has_ended_is_asked_nothing_more(qtbot: QtBot, tmp_path: Path) -> None:
    """Qt's engine would crash, and the desk with it."""
    with FakeSpeechService(tmp_path / "speechd.sock") as alive:
        speaker, service = _Speaker((), SpeechDispatcher(tmp_path / "speechd.sock")), LateService()
        speaker._take(service)  # type: ignore[arg-type]  # as above
        qtbot.waitUntil(lambda: alive.clients == 1)
        speaker.say(Saying(1, "one", VOICE, 0))
        service.tell("Speaking")
        alive.hang_up()
        with qtbot.waitSignal(speaker.failed) as told:
            pass  # it is noticed without anybody's asking
    assert told.args == [Trouble.BROKEN]
    speaker.stop()
    speaker.say(Saying(2, "two", VOICE, 0))
    assert service.calls == ["one"]


def test_nothing_is_ever_paused_in_the_service() -> None:
    """It would keep the text, and be told to pause for everybody, screen readers too."""
    text = Path(speech_engine.__file__).read_text(encoding="utf-8")
    assert ".pause(" not in text
    assert ".resume(" not in text


def test_the_hundred_variants_of_a_voice_are_left_out_and_chinese_is_known(late: Late) -> None:
    found: list[Voice] = []
    speaker, service = _Speaker((), SpeechService()), LateService()
    speaker.opened.connect(found.extend)
    speaker._take(service)  # type: ignore[arg-type]  # as above
    assert {(voice.language, voice.name) for voice in found} >= {
        ("en-GB", "English"),
        ("zh", "Chinese (Mandarin, latin as Pinyin)"),
    }
    assert not any("+" in voice.name for voice in found)
    assert ("", "Klingon") not in {(voice.language, voice.name) for voice in found}


class EspeakVoices(LateService):
    """As eSpeak lists them: the voice of the country is not the first of it."""

    def availableLocales(self) -> list[QLocale]:
        return [QLocale("pt_BR"), QLocale("en_US")]

    def availableVoices(self) -> list[Any]:
        names = {
            "en_US": ("English (Caribbean)", "English (America)", "English (America, New York City)"),
            "pt_BR": ("Portuguese (Portugal)", "Portuguese (Brazil)"),
        }[self.locale]
        return [type("QtVoice", (), {"name": lambda _self, name=name: name})() for name in names]


def test_the_voice_of_the_country_comes_first() -> None:
    found: list[Voice] = []
    speaker = _Speaker((), SpeechService())
    speaker.opened.connect(found.extend)
    speaker._take(EspeakVoices())  # type: ignore[arg-type]  # as above
    assert choose_voice(found, "hello", [with_country("en")], {}).name == "English (America)"  # type: ignore[union-attr]
    assert choose_voice(found, "olá", ["pt-BR"], {}).name == "Portuguese (Brazil)"  # type: ignore[union-attr]
    assert [voice.language for voice in found] == ["en-US"] * 3 + ["pt-BR"] * 2, "in the same order each time"


def test_a_language_without_a_country_is_the_persons_own_or_the_one_of_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_voice, "_system", lambda: "en-GB")
    assert [with_country(tag) for tag in ("en", "EN", "pt", "ko", "zh-Hant", "en-AU")] == [
        "en-GB", "en-GB", "pt-BR", "ko-KR", "zh-Hant", "en-AU",
    ]  # fmt: skip


BRAZIL = Voice(language="pt-BR", name="Rita", locale="pt_BR")
PORTUGAL = Voice(language="pt-PT", name="Inês", locale="pt_PT")
VOICES = (PORTUGAL, BRAZIL, VOICE)


def test_the_same_country_comes_first_and_another_will_do() -> None:
    assert voices_for(VOICES, "pt-BR") == [BRAZIL, PORTUGAL]
    assert choose_voice(VOICES, "olá", ["pt-BR"], {}) == BRAZIL
    assert choose_voice(VOICES, "olá", ["pt-AO"], {}) == PORTUGAL
    assert choose_voice(VOICES, "olá", ["pt-BR"], {"pt": "Inês"}) == PORTUGAL
    assert choose_voice(VOICES, "olá", ["pt-BR"], {"pt": "gone"}) == BRAZIL


def test_what_nobody_speaks_is_said_by_whoever_reads_the_letters() -> None:
    assert choose_voice(VOICES, "carpe diem", ["la", "pt-BR"], {}) == BRAZIL
    assert choose_voice(VOICES, "안녕", ["ko", "pt-BR", "en"], {}) is None
    assert choose_voice(VOICES, "hello", ["", "ko", "en"], {}) == VOICE
