"""Which keys mean what: as they come, as they were changed, and as nonsense was kept."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QKeyCombination, Qt

from reader.guard.messages import PanicKeys
from ui.reading.key_judgement import Reason, judge
from ui.reading.key_map import MOST_KEYS, WAY_OUT, KeyMap, decoded, normal
from ui.reading.page_actions import ACTION_OF, PAGE_ACTIONS

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
NAMES = sorted(ACTION_OF)
KEYS = ["B", "K", "Ctrl+K", "Alt+X", "Shift+Z", "F8", "/", "Ctrl+Shift+P", "O", "Del"]


def test_no_two_actions_come_with_the_same_key() -> None:
    keys = Counter(key for action in PAGE_ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(normal(key) == key for key in keys), "as they are compared"


@pytest.mark.parametrize("action", [action for action in PAGE_ACTIONS if action.name not in {"library", "follow"}])
def test_the_keys_that_an_action_comes_with_could_also_be_chosen(action: object) -> None:
    name = action.name  # type: ignore[attr-defined]  # parametrize tells no type
    for key in KeyMap().keys(name):
        combination = KeyMap().sequences()[name][KeyMap().keys(name).index(key)][0]  # type: ignore[index]
        assert judge(combination, name, KeyMap({name: ()}), PanicKeys()).can_be_used, (name, key)


def test_a_key_more_and_one_less() -> None:
    changed = KeyMap().with_key("find", "K")
    assert changed.keys("find") == ("Ctrl+F", "/", "K")
    assert changed.changed == ["find"]
    assert changed.without_key("find", "K").changed == []
    assert changed.without_key("find", "K").encoded() == "{}", "what is as it comes is not kept"


def test_what_is_taken_from_another_is_there_no_longer_and_comes_back() -> None:
    taken = KeyMap().with_key("find", "B")
    assert taken.owner("B") == "find"
    assert "B" not in taken.keys("bookmark")
    back = taken.reset("bookmark")
    assert back.keys("bookmark") == KeyMap().keys("bookmark")
    assert back.keys("find") == ("Ctrl+F", "/")


def test_all_keys_of_an_action_can_go() -> None:
    empty = KeyMap().without_key("find", "/").without_key("find", "Ctrl+F")
    assert decoded(empty.encoded()).keys("find") == ()


@pytest.mark.parametrize(
    ("kept", "name", "expected"),
    [
        (None, "find", ("Ctrl+F", "/")),
        ("no json", "find", ("Ctrl+F", "/")),
        ('["find"]', "find", ("Ctrl+F", "/")),
        ('{"find": 7}', "find", ("Ctrl+F", "/")),
        ('{"gone": ["K"], "find": ["K"]}', "find", ("K",)),
        ('{"find": ["K", "nonsense", "K", "Ctrl+K, Ctrl+B"]}', "find", ("K",)),
        ('{"find": ["B"]}', "bookmark", ("Ctrl+D",)),
        ('{"find": ["K"], "copy": ["K", "J"]}', "copy", ("J",)),
        ('{"library": ["K"]}', "library", ("Esc", "K")),
        ('{"find": ["Esc", "K"]}', "find", ("K",)),
        ('{"find": ["Esc", "K"]}', "library", ("Esc",)),
    ],
)
def test_what_was_kept(kept: str | None, name: str, expected: tuple[str, ...]) -> None:
    assert decoded(kept).keys(name) == expected


def test_a_flood_of_keys_is_none() -> None:
    keys = ", ".join(f'"Ctrl+Alt+{letter}"' for letter in "ABCDEFGHIJKLMNOP")
    assert len(decoded(f'{{"find": [{keys}]}}').keys("find")) == MOST_KEYS


@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "remove", "reset"]), st.sampled_from(NAMES), st.sampled_from(KEYS)),
        max_size=25,
    )
)
def test_whatever_is_chosen_no_key_means_two_things_and_it_is_kept_as_it_is(
    steps: list[tuple[str, str, str]],
) -> None:
    chosen = KeyMap()
    for step, name, key in steps:
        if step == "add":
            chosen = chosen.with_key(name, key)
            assert chosen.owner(key) == name
        elif step == "remove":
            chosen = chosen.without_key(name, key)
        else:
            chosen = chosen.reset(name)
        keys = Counter(each for action in NAMES for each in chosen.keys(action))
        assert [each for each, count in keys.items() if count > 1] == []
        assert chosen.owner(WAY_OUT) == "library"
        assert decoded(chosen.encoded()).sequences() == chosen.sequences()


@pytest.mark.parametrize(
    ("key", "held", "reason"),
    [
        (Qt.Key.Key_K, NONE, Reason.LETTER),
        (Qt.Key.Key_K, SHIFT, Reason.LETTER),
        (Qt.Key.Key_K, CTRL, Reason.FREE),
        (Qt.Key.Key_F8, NONE, Reason.FREE),
        (Qt.Key.Key_PageDown, ALT, Reason.FREE),
        (Qt.Key.Key_B, NONE, Reason.TAKEN),
        (Qt.Key.Key_V, CTRL, Reason.WRITING),
        (Qt.Key.Key_O, CTRL, Reason.LIBRARY),
        (Qt.Key.Key_F, CTRL, Reason.HAS_IT),
        (Qt.Key.Key_Control, CTRL, Reason.HELD),
        (Qt.Key.Key_Shift, SHIFT, Reason.HELD),
        (Qt.Key.Key_Pause, NONE, Reason.PANIC),
        (Qt.Key.Key_F9, NONE, Reason.PANIC),
        (Qt.Key.Key_F9, CTRL, Reason.PANIC),
        (Qt.Key.Key_L, CTRL, Reason.LOCK),
        (Qt.Key.Key_F1, NONE, Reason.HELP),
        (Qt.Key.Key_Comma, CTRL, Reason.SETTINGS),
        (Qt.Key.Key_F11, NONE, Reason.FULL_SCREEN),
        (Qt.Key.Key_Escape, NONE, Reason.WAY_OUT),
        (Qt.Key.Key_Tab, SHIFT, Reason.FOCUS),
        (Qt.Key.Key_Return, NONE, Reason.PRESSES),
        (Qt.Key.Key_Space, NONE, Reason.READS),
        (Qt.Key.Key_Space, SHIFT, Reason.READS),
        (Qt.Key.Key_Down, NONE, Reason.READS),
        (Qt.Key.Key_Home, CTRL, Reason.READS),
        (Qt.Key.Key_Right, SHIFT, Reason.SELECTS),
        (Qt.Key.Key_Right, CTRL | SHIFT, Reason.SELECTS),
        (Qt.Key.Key_F4, ALT, Reason.SYSTEM),
        (Qt.Key.Key_K, Qt.KeyboardModifier.MetaModifier, Reason.SYSTEM),
    ],
)
def test_what_there_is_to_say_of_a_key(key: Qt.Key, held: Qt.KeyboardModifier, reason: Reason) -> None:
    judged = judge(QKeyCombination(held, key), "find", KeyMap(), PanicKeys(key_name="Pause"))
    assert judged.reason is reason
    assert judged.can_be_used == (reason in {
        Reason.FREE, Reason.LETTER, Reason.TAKEN, Reason.WRITING, Reason.LIBRARY
    })  # fmt: skip
    assert "{" not in judged.sentence()
    assert judged.sentence()


def test_every_reason_has_its_sentence_and_names_who_has_the_key() -> None:
    judged = judge(QKeyCombination(NONE, Qt.Key.Key_B), "find", KeyMap(), PanicKeys())
    assert "Bookmark" in judged.sentence()
    assert "“Bookmark" in judged.sentence()
