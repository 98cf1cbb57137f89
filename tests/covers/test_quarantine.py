"""Nothing typed within ten seconds of a panic is ever saved, however the text is edited."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reader.covers.quarantine import QUIET_S, UNSAVED_S, InputGate, Unsaved


def test_keys_are_dropped_until_a_quiet_second() -> None:
    gate = InputGate()
    assert gate.lets_through(0.0)
    gate.shut(10.0)
    assert not gate.lets_through(10.2)
    assert not gate.lets_through(11.1), "0.9 s after the last key"
    assert gate.lets_through(11.1 + QUIET_S)
    assert gate.lets_through(12.2)


def test_without_a_key_the_gate_opens_a_second_after_the_panic() -> None:
    gate = InputGate()
    gate.shut(5.0)
    assert gate.lets_through(5.0 + QUIET_S)


@given(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=50))
def test_typing_on_never_gets_through(gaps: list[float]) -> None:
    gate = InputGate()
    now = 100.0
    gate.shut(now)
    for gap in gaps:
        now += gap
        assert not gate.lets_through(now)


def test_the_window_is_ten_seconds() -> None:
    unsaved = Unsaved()
    unsaved.begin(0.0)
    unsaved.edited(0, 0, 3, UNSAVED_S - 0.01)
    assert unsaved.kept("abc") == ""
    unsaved.edited(3, 0, 2, UNSAVED_S)
    assert unsaved.kept("abcde") == "de"


def test_positions_are_utf16_units() -> None:
    unsaved = Unsaved()
    unsaved.edited(0, 0, 3, 0.0)
    unsaved.begin(1.0)
    unsaved.edited(2, 0, 2, 1.0)
    assert unsaved.kept("😀😈b") == "😀b"


class Typing(RuleBasedStateMachine):
    """A text whose secret letters are upper case: none may be kept, all others must."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.now_s = 0.0
        self.secret_until_s = -1.0
        self.unsaved = Unsaved()

    @rule(seconds=st.sampled_from([0.1, 1.0, 5.0, 11.0]))
    def wait(self, seconds: float) -> None:
        self.now_s += seconds

    @rule()
    def panic(self) -> None:
        self.unsaved.begin(self.now_s)
        self.secret_until_s = self.now_s + UNSAVED_S

    @rule(data=st.data(), added=st.text("abc", max_size=5))
    def edit(self, data: st.DataObject, added: str) -> None:
        position = data.draw(st.integers(0, len(self.text)))
        removed = data.draw(st.integers(0, len(self.text) - position))
        typed = added.upper() if self.now_s < self.secret_until_s else added
        self.text = self.text[:position] + typed + self.text[position + removed :]
        self.unsaved.edited(position, removed, len(added), self.now_s)

    @rule()
    def open_another(self) -> None:
        self.text = ""
        self.unsaved.forget()

    @invariant()
    def only_what_may_be_is_kept(self) -> None:
        assert self.unsaved.kept(self.text) == "".join(letter for letter in self.text if letter.islower())


TestTyping = Typing.TestCase
