from reader.reading.history import History
from reader.text.model import Locator


def test_back_and_forward_retrace_the_jumps() -> None:
    history = History()
    history.leave(Locator(0, 5))
    history.leave(Locator(1, 0))
    assert history.back(Locator(2)) == Locator(1, 0)
    assert history.back(Locator(1, 0)) == Locator(0, 5)
    assert history.back(Locator(0, 5)) is None
    assert history.forward(Locator(0, 5)) == Locator(1, 0)
    assert history.forward(Locator(1, 0)) == Locator(2)


def test_a_new_jump_forgets_what_was_ahead() -> None:
    history = History()
    history.leave(Locator(0))
    history.back(Locator(1))
    history.leave(Locator(4))
    assert history.forward(Locator(5)) is None


def test_old_jumps_are_forgotten() -> None:
    history = History()
    for section in range(500):
        history.leave(Locator(section))
    steps = 0
    here = Locator(999)
    while (place := history.back(here)) is not None:
        here, steps = place, steps + 1
    assert steps == 200
