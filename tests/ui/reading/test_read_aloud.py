"""Reading aloud on the page: what has to be before it, what it says, what stops it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from reader.platform.speech import SpeechFacts
from reader.reading.preferences import PageMode
from reader.reading.speech_preferences import SPEECH_SETTING, SpeechPreferences, decoded
from reader.text.model import FixedPages, Locator, Metadata, PageSize
from reader.text.pieces import Block, Run, Tag
from tests.ui.reading.fake_library import FakeLibrary, paragraph, picture, section_of
from tests.ui.reading.pages import make_page, open_page
from tests.ui.reading.speaking import (
    ENGLISH,
    FRENCH,
    OTHER_ENGLISH,
    FakeEngine,
    agree,
    feature_of,
    give,
    speaking_page,
)
from tests.ui.reading.test_fixed_view import FakePool
from ui.reading.layers import Layer, Span, Tint
from ui.reading.read_aloud import Phase
from ui.reading.reading_page import ReadingPage
from ui.reading.reading_voice import ANSWER_LIMIT_MS
from ui.reading.speech_agreement import SpeechAgreement
from ui.reading.speech_engine import Trouble
from ui.reading.typesetting import Typesetting

SENTENCES = ("First sentence.", "Second one.", "Third.")


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def document(library: FakeLibrary) -> int:
    return library.add([[paragraph(" ".join(SENTENCES[:2])), paragraph(SENTENCES[2])], [paragraph("A new chapter.")]])


def phase(page: ReadingPage) -> Phase:
    return feature_of(page).phase


def spoken(page: ReadingPage) -> list[tuple[int, int]]:
    """What is marked in the first section, as offsets."""
    return [(span.start.offset, span.end.offset) for span in marked(page)]


def marked(page: ReadingPage) -> list[Span]:
    """The spans of the spoken sentence, wherever they are."""
    return list(page.page_view.layers._indexes[Layer.SPOKEN].touching(Locator(0), Locator(1_000_000)))


def status(page: ReadingPage) -> str:
    return feature_of(page).bar.status.text()


def dialog_of(page: ReadingPage) -> SpeechAgreement:
    return page.findChildren(SpeechAgreement)[-1]


def wait_for_sayings(qtbot: QtBot, engine: FakeEngine, many: int) -> None:
    qtbot.waitUntil(lambda: len(engine.texts) == many)


# -- before the first word


def test_nobody_is_read_to_before_having_agreed(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page, engine = open_page(qtbot, library, document), FakeEngine()
    give(page, engine)
    page.act("speak")
    qtbot.waitUntil(lambda: bool(page.findChildren(SpeechAgreement)))
    assert phase(page) is Phase.OFF
    dialog_of(page).later.click()
    assert (engine.openings, engine.texts) == (0, [])
    assert not decoded(library.setting(SPEECH_SETTING)).is_agreed
    page.act("speak")
    qtbot.waitUntil(lambda: len(page.findChildren(SpeechAgreement)) == 1 and dialog_of(page).isVisible())
    dialog_of(page).agree.click()
    qtbot.waitUntil(lambda: engine.texts == [SENTENCES[0]])
    qtbot.waitUntil(lambda: decoded(library.setting(SPEECH_SETTING)).is_agreed)


def test_whoever_wants_none_of_it_is_asked_before_it_comes_back(
    qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    page, engine = open_page(qtbot, library, document), FakeEngine()
    give(page, engine)
    page.act("speak")
    qtbot.waitUntil(lambda: bool(page.findChildren(SpeechAgreement)))
    dialog_of(page).never.click()
    qtbot.waitUntil(lambda: decoded(library.setting(SPEECH_SETTING)).is_switched_off)
    qtbot.waitUntil(lambda: not page.findChildren(SpeechAgreement))
    page.act("speak")
    qtbot.waitUntil(lambda: bool(page.findChildren(SpeechAgreement)))
    assert "off" in dialog_of(page).accessibleName()
    assert not dialog_of(page).never.isVisible()
    dialog_of(page).agree.click()
    qtbot.waitUntil(lambda: engine.texts == [SENTENCES[0]])
    qtbot.waitUntil(lambda: not decoded(library.setting(SPEECH_SETTING)).is_switched_off)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (SpeechFacts(ends_with_desk=True), "at once"),
        (SpeechFacts(), "nobody has tried"),
        (SpeechFacts(ends_with_desk=True, writes_text=True), "LogLevel"),
    ],
)
def test_what_is_known_of_the_service_is_said_before(
    facts: SpeechFacts, words: str, qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    page = open_page(qtbot, library, document)
    give(page, FakeEngine(), facts)
    page.act("speak")
    qtbot.waitUntil(lambda: bool(page.findChildren(SpeechAgreement)))
    said = " ".join(label.text() for label in dialog_of(page).findChildren(type(feature_of(page).bar.status)))
    assert words in said


def test_a_service_on_the_network_gets_nothing(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    agree(library)
    page, engine = open_page(qtbot, library, document), FakeEngine()
    give(page, engine, SpeechFacts(is_networked=True))
    page.act("speak")
    qtbot.waitUntil(lambda: "network" in status(page))
    assert (engine.openings, phase(page)) == (0, Phase.OFF)


def test_the_guard_knows_before_the_service_is_touched(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    agree(library)
    page, engine = open_page(qtbot, library, document), FakeEngine()
    give(page, engine)
    feature = feature_of(page)
    feature.guard_asked.disconnect()
    with qtbot.waitSignal(feature.guard_asked):
        page.act("speak")
    assert (engine.openings, engine.texts) == (0, [])
    feature.note_guard()
    qtbot.waitUntil(lambda: engine.texts == [SENTENCES[0]])
    page.act("speak_stop")
    page.act("speak")
    qtbot.waitUntil(lambda: len(engine.texts) == 2)


def test_a_wish_withdrawn_before_the_guards_answer_says_nothing(
    qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    agree(library)
    page, engine = open_page(qtbot, library, document), FakeEngine()
    give(page, engine)
    feature = feature_of(page)
    feature.guard_asked.disconnect()
    with qtbot.waitSignal(feature.guard_asked):
        page.act("speak")
    page.close_document()
    feature.note_guard()
    assert engine.texts == []


@pytest.mark.parametrize(
    ("trouble", "words"),
    [(Trouble.NO_MODULE, "PySide6-Addons"), (Trouble.NO_SERVICE, "espeak-ng"), (Trouble.BROKEN, "given up")],
)
def test_whatever_is_missing_is_said_and_what_to_do(
    trouble: Trouble, words: str, qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    page, engine = speaking_page(qtbot, library, document)
    engine.failed.emit(trouble)
    assert words in status(page)
    assert not feature_of(page).bar.isHidden()
    assert phase(page) is Phase.OFF
    shown = {each.accessibleName() for each in feature_of(page).bar.findChildren(QToolButton) if each.isVisible()}
    assert shown == {"Read aloud, or pause", "Stop reading aloud"}, "to try again, and to put the words away"
    page.act("speak_stop")
    assert feature_of(page).bar.isHidden()


def test_after_a_trouble_it_is_tried_with_another_engine(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page, broken = speaking_page(qtbot, library, document)
    broken.failed.emit(Trouble.BROKEN)
    assert not broken.is_speaking
    engine = FakeEngine()
    give(page, engine)
    page.act("speak")
    qtbot.waitUntil(lambda: engine.texts == [SENTENCES[0]])
    broken.failed.emit(Trouble.BROKEN)
    assert phase(page) is Phase.SPEAKING, "that one concerns nobody any more"


# -- what is said


def test_it_says_sentence_after_sentence_across_chapters_and_stops_at_the_end(
    qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    page, engine = speaking_page(qtbot, library, document)
    for number, text in enumerate((*SENTENCES, "A new chapter.")):
        wait_for_sayings(qtbot, engine, number + 1)
        assert engine.texts[-1] == text
        engine.end()
    qtbot.waitUntil(lambda: phase(page) is Phase.OFF)
    assert feature_of(page).bar.isHidden()
    assert spoken(page) == []


def test_the_sentence_and_the_word_in_it_are_marked(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page, engine = speaking_page(qtbot, library, document)
    assert spoken(page) == [(0, 15)]
    engine.word.emit(engine.sayings[-1].number, 6, 8)
    assert spoken(page) == [(0, 15), (6, 14)]
    assert [span.tint for span in marked(page)] == [Tint.SPOKEN, Tint.HIT], "the word lies over its sentence"
    engine.word.emit(engine.sayings[-1].number - 1, 0, 2)
    assert spoken(page) == [(0, 15), (6, 14)], "that was another sentence's"
    engine.word.emit(engine.sayings[-1].number, 0, 5)
    assert spoken(page) == [(0, 5), (5, 15)], "of two that begin together the longer would lie above"


def test_it_begins_with_the_selection_and_says_nothing_else(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    agree(library)
    page, engine = open_page(qtbot, library, document), FakeEngine()
    give(page, engine)
    page.page_view.selection.select(Locator(0, 6), Locator(0, 22))
    page.act("speak")
    qtbot.waitUntil(lambda: engine.texts == ["sentence."])
    engine.end()
    qtbot.waitUntil(lambda: engine.texts[1:] == ["Second"])
    engine.end()
    qtbot.waitUntil(lambda: phase(page) is Phase.OFF)


def test_it_begins_where_one_is_reading(qtbot: QtBot, library: FakeLibrary) -> None:
    long = library.add([[paragraph(f"Paragraph number {number}.") for number in range(300)]])
    place = Locator(0, sum(len(f"Paragraph number {number}.\n") for number in range(200)))
    _, engine = speaking_page(qtbot, library, long, at=place)
    assert engine.texts == ["Paragraph number 200."]


def test_the_page_goes_along_until_the_person_looks_elsewhere(qtbot: QtBot, library: FakeLibrary) -> None:
    long = library.add([[paragraph(f"Paragraph number {number}.") for number in range(300)]])
    page, engine = speaking_page(qtbot, library, long)
    view = page.page_view

    def is_in_view() -> bool:
        first, last = view.in_view()
        narration = feature_of(page)._narration
        return bool(narration and narration.current and first <= narration.current.start <= last)

    for _ in range(40):
        said = len(engine.texts)
        engine.end()
        wait_for_sayings(qtbot, engine, said + 1)
        assert is_in_view()
    assert view.place() > Locator(0)
    QTest.keyClick(view, Qt.Key.Key_End)
    elsewhere = view.place()
    engine.end()
    qtbot.waitUntil(lambda: len(engine.texts) == 42)
    assert view.place() == elsewhere
    page.act("speak_next")
    qtbot.waitUntil(lambda: len(engine.texts) == 43)
    qtbot.waitUntil(is_in_view)


@pytest.mark.parametrize("mode", [PageMode.PAGED, PageMode.TWO_COLUMNS])
def test_pages_turn_with_the_voice_and_not_before(mode: PageMode, qtbot: QtBot, library: FakeLibrary) -> None:
    long = library.add([[paragraph(f"Paragraph number {number}. " + "And more. " * 8) for number in range(60)]])
    agree(library)
    page, engine = open_page(qtbot, library, long), FakeEngine()
    give(page, engine)
    page.feature(Typesetting).change(mode=mode)
    view = page.page_view
    qtbot.waitUntil(lambda: view.page_numbers is not None and view.page_numbers.count > 3)
    page.act("speak")
    wait_for_sayings(qtbot, engine, 1)
    narration = feature_of(page)._narration
    assert narration is not None
    places: list[Locator] = []
    for said in range(2, 200):
        first, last = view.in_view()
        assert narration.current is not None
        assert first <= narration.current.start <= last
        places.append(first)
        engine.end()
        wait_for_sayings(qtbot, engine, said)
    assert places == sorted(places), "never back"
    assert 2 <= len(set(places)) <= 40, "page by page, not sentence by sentence"


def test_each_language_has_its_own_voice_and_the_person_may_choose_another(qtbot: QtBot, library: FakeLibrary) -> None:
    text = Block((Tag("p", ' dir="ltr"'),), (Run("He said "), Run("bonjour", (Tag("i", ' lang="fr"'),))))
    page, engine = speaking_page(qtbot, library, library.add([[text, paragraph("Then he left.")]]))
    assert engine.sayings[-1].voice == ENGLISH
    bar = feature_of(page).bar
    bar.voice_chosen.emit(OTHER_ENGLISH)
    assert [saying.voice for saying in engine.sayings] == [ENGLISH, OTHER_ENGLISH], "heard at once"
    engine.end()
    assert (engine.sayings[-1].text, engine.sayings[-1].voice) == ("bonjour", FRENCH)
    engine.end()
    assert (engine.sayings[-1].text, engine.sayings[-1].voice) == ("Then he left.", OTHER_ENGLISH)
    qtbot.waitUntil(lambda: decoded(library.setting(SPEECH_SETTING)).voices == {"en": "Charly"})


def test_a_language_without_a_voice_is_said_if_it_is_the_documents_own(qtbot: QtBot, library: FakeLibrary) -> None:
    thai = library.add([[paragraph("สวัสดี")]], language="th")
    agree(library)
    page, engine = open_page(qtbot, library, thai), FakeEngine()
    give(page, engine)
    page.act("speak")
    qtbot.waitUntil(lambda: "espeak-ng" in status(page))
    assert engine.texts == []


def test_foreign_words_that_nobody_here_speaks_are_passed_over(qtbot: QtBot, library: FakeLibrary) -> None:
    _, engine = speaking_page(qtbot, library, library.add([[paragraph(t) for t in ("One.", "สวัสดี", "Two.")]]))
    engine.end()
    qtbot.waitUntil(lambda: engine.texts == ["One.", "Two."])


def test_latin_words_of_a_language_without_a_voice_are_said_by_the_documents(
    qtbot: QtBot, library: FakeLibrary
) -> None:
    latin = paragraph("Carpe diem.", attributes=' lang="la"')
    _, engine = speaking_page(qtbot, library, library.add([[paragraph("One."), latin]]))
    engine.end()
    qtbot.waitUntil(lambda: engine.texts == ["One.", "Carpe diem."])
    assert engine.sayings[-1].voice == ENGLISH


def test_pictures_are_described_unless_the_person_does_not_want_it(qtbot: QtBot, library: FakeLibrary) -> None:
    document = library.add([[paragraph("One."), picture("a")], [picture("b")], [paragraph("Two.")]])
    page, engine = speaking_page(qtbot, library, document)
    engine.end()
    qtbot.waitUntil(lambda: engine.texts[-1] == "a picture")
    feature_of(page).bar.pictures_chosen.emit(False)
    engine.end()
    qtbot.waitUntil(lambda: engine.texts == ["One.", "a picture", "Two."])


def test_a_document_without_a_word_says_so(qtbot: QtBot, library: FakeLibrary) -> None:
    agree(library)
    page, engine = open_page(qtbot, library, library.add([[paragraph("* * *")]])), FakeEngine()
    give(page, engine)
    page.act("speak")
    qtbot.waitUntil(lambda: "nothing" in status(page))
    assert engine.texts == []


# -- pausing, going about, stopping


def test_a_pause_keeps_nothing_in_the_service_and_the_sentence_comes_again(
    qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    page, engine = speaking_page(qtbot, library, document)
    page.act("speak")
    assert (phase(page), engine.is_speaking) == (Phase.PAUSED, False)
    engine.end()
    assert phase(page) is Phase.PAUSED, "an end that comes late moves nothing"
    page.act("speak")
    assert engine.texts == [SENTENCES[0]] * 2


def test_sentence_by_sentence_speaking_and_paused(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page, engine = speaking_page(qtbot, library, document)
    page.act("speak_next")
    page.act("speak_next")
    page.act("speak_next")
    qtbot.waitUntil(lambda: engine.texts == [*SENTENCES, "A new chapter."])
    page.act("speak")
    page.act("speak_previous")
    qtbot.waitUntil(lambda: spoken(page) == [(28, 34)])
    assert len(engine.texts) == 4, "silently"
    page.act("speak")
    assert engine.texts[-1] == SENTENCES[2]


def test_there_is_nothing_before_the_first_sentence_and_it_comes_again(
    qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    page, engine = speaking_page(qtbot, library, document)
    page.act("speak_previous")
    qtbot.waitUntil(lambda: engine.texts == [SENTENCES[0]] * 2)
    engine.end()
    qtbot.waitUntil(lambda: engine.texts[-1] == SENTENCES[1])


def test_a_selection_made_while_paused_is_what_it_goes_on_with(
    qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    page, engine = speaking_page(qtbot, library, document)
    page.act("speak")
    page.page_view.selection.select(Locator(0, 28), Locator(0, 34))
    page.act("speak")
    qtbot.waitUntil(lambda: engine.texts[-1] == SENTENCES[2])


def test_speed_is_heard_at_once_and_kept(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page, engine = speaking_page(qtbot, library, document)
    for _ in range(12):
        page.act("speak_faster")
    assert engine.sayings[-1].speed == 10
    assert engine.texts[-1] == SENTENCES[0]
    page.act("speak_slower")
    qtbot.waitUntil(lambda: decoded(library.setting(SPEECH_SETTING)).speed == 9)


@pytest.mark.parametrize("end", ["stop", "escape", "library", "hide", "document"])
def test_what_stops_it(end: str, qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page, engine = speaking_page(qtbot, library, document)
    match end:
        case "stop":
            QTest.keyClick(page.page_view, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
        case "escape":
            QTest.keyClick(page.page_view, Qt.Key.Key_Escape)
        case "library":
            page.close_document()
        case "hide":
            page.hide()
        case "document":
            page.open_document(document)
    assert not engine.is_speaking
    assert phase(page) is Phase.OFF
    assert engine.texts == [SENTENCES[0]]


def test_escape_ends_the_reading_before_it_leaves_the_document(
    qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    page, _ = speaking_page(qtbot, library, document)
    with qtbot.assertNotEmitted(page.library_requested):
        page.act("library")
    with qtbot.waitSignal(page.library_requested):
        page.act("library")


def test_it_stops_after_a_while_if_asked_to(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page, engine = speaking_page(qtbot, library, document)
    feature = feature_of(page)
    feature.bar.sleep_chosen.emit(30)
    assert feature.choices.sleep.interval() == 30 * 60_000
    feature.choices.sleep.start(0)
    qtbot.waitUntil(lambda: feature.phase is Phase.OFF)
    assert not engine.is_speaking


def test_a_service_that_never_begins_is_given_up(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page, engine = speaking_page(qtbot, library, document)
    voice = feature_of(page)._voice
    assert voice is not None
    assert voice._patience.interval() > ANSWER_LIMIT_MS, "it has begun"
    engine.begun.disconnect()
    engine.end()
    qtbot.waitUntil(lambda: engine.texts[-1] == SENTENCES[1])
    voice._patience.start(0)
    qtbot.waitUntil(lambda: "does not answer" in status(page))
    assert feature_of(page).preparing.engine is None, "the next time begins with another"
    assert phase(page) is Phase.OFF


# -- fixed pages, keys, screen readers


def test_the_lines_of_fixed_pages_are_read_as_sentences(qtbot: QtBot, library: FakeLibrary) -> None:
    writer = library.new_document("pdf", sha256=b"p" * 32)
    writer.add(Metadata(title="Pages", language="en"))
    for index, text in enumerate(("The first sentence goes\non here. A second", "page.")):
        writer.add(section_of(index, text))
    writer.add(FixedPages(pages=(PageSize(width_pt=300, height_pt=400), PageSize(width_pt=300, height_pt=400))))
    number = writer.finish()
    agree(library)
    page, engine = make_page(qtbot, library, FakePool()), FakeEngine()
    give(page, engine)
    page.open_document(number)
    qtbot.waitUntil(lambda: page.session is not None)
    page.act("speak")
    qtbot.waitUntil(lambda: engine.texts == ["The first sentence goes on here."])
    engine.end()
    engine.end()
    qtbot.waitUntil(lambda: engine.texts[-1] == "page.")
    assert page.fixed_view.page == 1


def test_its_keys_and_buttons_mean_something_only_while_it_is_on(
    qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    page, engine = speaking_page(qtbot, library, document)
    names = ("speak_previous", "speak_next", "speak_slower", "speak_faster", "speak_stop")
    assert all(map(page.page_actions.is_available, names))
    assert page.page_actions.is_on("speak")
    QTest.keyClick(page.page_view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert engine.texts[-1] == SENTENCES[1]
    page.act("speak_stop")
    assert not any(map(page.page_actions.is_available, names))


def test_a_screen_reader_hears_what_every_control_is_and_what_is_going_on(
    qtbot: QtBot, library: FakeLibrary, document: int
) -> None:
    page, _ = speaking_page(qtbot, library, document)
    bar = feature_of(page).bar
    buttons = bar.findChildren(QToolButton)
    assert len(buttons) == 7
    names = [button.accessibleName() for button in buttons]
    assert all(names)
    assert len(set(names)) == 7
    assert bar.status.accessibleName() == bar.status.text() == "Reading aloud: Anne"
    page.act("speak")
    assert bar.status.accessibleName() == "Paused"


def test_the_menu_offers_voices_of_the_language_first_of_all(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    page, _ = speaking_page(qtbot, library, document)
    menu = feature_of(page).bar.menu
    menu.aboutToShow.emit()
    entries = [(entry.text(), entry.isChecked()) for entry in menu.actions() if not entry.isSeparator()]
    assert entries[:2] == [("Anne", True), ("Charly", False)]
    menu.actions()[1].trigger()
    assert feature_of(page).choices.preferences.voices == {"en": "Charly"}


def test_preferences_that_were_kept_hold_at_once(qtbot: QtBot, library: FakeLibrary, document: int) -> None:
    agree(library, SpeechPreferences(is_agreed=True, speed=4, voices={"en": "Charly"}))
    page, engine = open_page(qtbot, library, document), FakeEngine()
    give(page, engine)
    page.act("speak")
    qtbot.waitUntil(lambda: bool(engine.sayings))
    assert (engine.sayings[0].speed, engine.sayings[0].voice) == (4, OTHER_ENGLISH)
