"""From the key to no pixel of the desk, on a real screen, seen from outside.

Several guards, each on an X server of its own whose frame buffer is a file that this process maps: nobody is asked
what is on the screen. A trial opens the demo library, waits until the picture is still, presses F9 by XTEST and looks
at the frame buffer until all the monitors bear one colour, the cover's. The library's window always shows text, so a
screen of one colour holds no pixel of it. Times run from just before the key is handed to the server. Xvfb has no
vertical blanking: what a monitor adds (at most one frame, 17 ms at 60 Hz) is not in the figures.

    idle            the library is open and quiet
    shift_taps      the same, from the third bare tap of Shift
    ui_blocked      the desk's process is stopped (SIGSTOP): stricter than a busy UI thread
    menu            the desk's own menu is open
    grab            another client holds keyboard and pointer, as any open menu does: the desk can't see the key
    dialog          the dialog for adding files is open
    drag            the mouse pulls a selection over a document; its button is down
    full_screen     the window manager shows the desk full-screen
    import          the key comes while the demo library is being imported, at an instant drawn by lot
    cpu_load        another program keeps every core busy
    arabic, korean, russian     that keyboard layout
    input_method    ibus in the middle of a Korean syllable; F9 is a key of its own
    three_screens   three monitors, and the desk's window lies over all of them
    compositor      picom with fading on; for two seconds more it is looked at whether the desk shines through
    compositor_blocked, three_composited    both at once
    command         from the start of `main.py panic` to no pixel; `command_answer` until it has ended

There is no video in the program yet, and so no case of it. `came_back` counts the trials in which the desk was seen
again after it had been covered, `seen_max_ms` is how long after the key it could be seen at the longest; `load` is the
machine's load average over a minute when the case ended (1 is one busy core). The process that looks takes precedence
over others where it may, so that its own waiting is not counted.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.bench.harness import figures, report
from tests.bench.stations import situations
from tests.bench.stations.equipment import Equipment
from tests.bench.stations.situations import Cause, Situation
from tests.bench.stations.station import Station

_STATIONS = 4
Figures = dict[str, float | int]


class Case(NamedTuple):
    """What is tried, on what, how often, and what is timed."""

    situation: Situation
    equipment: Equipment = Equipment.PLAIN
    trials: int = 25
    timed: Callable[[Station, Cause], float] = Station.hide


CASES = {
    "idle": Case(situations.idle, trials=50),
    "shift_taps": Case(situations.shift_taps),
    "ui_blocked": Case(situations.ui_blocked),
    "menu": Case(situations.menu),
    "grab": Case(situations.grab),
    "dialog": Case(situations.dialog),
    "drag": Case(situations.drag),
    "full_screen": Case(situations.full_screen),
    "import": Case(situations.importing),
    "cpu_load": Case(situations.cpu_load),
    "arabic": Case(situations.in_layout("ara"), trials=10),
    "korean": Case(situations.in_layout("kr"), trials=10),
    "russian": Case(situations.in_layout("ru"), trials=10),
    "command": Case(situations.command),
    "command_answer": Case(situations.command_and_answer, timed=Station.finish),
    "input_method": Case(situations.composing, Equipment.INPUT_METHOD),
    "three_screens": Case(situations.straddling, Equipment.THREE_SCREENS),
    "compositor": Case(situations.idle, Equipment.COMPOSITOR),
    "compositor_blocked": Case(situations.ui_blocked, Equipment.COMPOSITOR, 10),
    "three_composited": Case(situations.straddling, Equipment.THREE_SCREENS_AND_COMPOSITOR, 10),
}


@contextmanager
def stations(equipment: Equipment, count: int) -> Iterator[list[Station]]:
    """Some of a kind; they take turns, because each refuses to open again for a while."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as ends:
        made = []
        for number in range(count):
            place = Path(folder) / str(number)
            place.mkdir()
            made.append(Station(place, equipment))
            ends.callback(made[-1].close)
        yield made


def run_case(name: str, case: Case, at: list[Station], trials: int) -> Figures:
    """All trials of one case."""
    samples_ms: list[float] = []
    failed = 0
    for station in at:
        station.forget()
    for number in range(trials):
        station = at[number % len(at)]
        try:
            station.open()
            with case.situation(station) as cause:
                samples_ms.append(case.timed(station, cause))
        except TimeoutError as error:
            failed += 1
            sys.stderr.write(f"{name} {number}: {error}\n")
    result: Figures = {**figures(samples_ms), "failed": failed}
    if case.equipment.fades:
        result["came_back"] = sum(station.came_back for station in at)
        result["seen_max_ms"] = round(max((ms for station in at for ms in station.seen_ms), default=0.0), 1)
    result["load"] = round(os.getloadavg()[0], 1)
    sys.stderr.write(f"{name}: {result}\n")
    return result


def run(names: list[str], trials: int | None) -> dict[str, Figures]:
    """Those cases, in the order of the equipment that they need."""
    results: dict[str, Figures] = {}
    for equipment in Equipment:
        chosen = [name for name in names if CASES[name].equipment is equipment]
        if not chosen:
            continue
        with stations(equipment, min(_STATIONS, trials or _STATIONS)) as at:
            for name in chosen:
                results[name] = run_case(name, CASES[name], at, trials or CASES[name].trials)
    return results


def main(argv: list[str]) -> int:
    """Run it; 1 when a trial failed, or the desk came back."""
    parser = argparse.ArgumentParser(prog="bench panic", description=__doc__)
    parser.add_argument("--trials", type=int, help="so many of each case")
    parser.add_argument("--case", choices=[*CASES], action="append", help="only this one; may be given again")
    arguments = parser.parse_args(argv)
    results = run(arguments.case or [*CASES], arguments.trials)
    report("panic", results)
    return int(any(result["failed"] or result.get("came_back") for result in results.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
