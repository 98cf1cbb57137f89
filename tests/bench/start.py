"""How long one waits for Hearth, and what it weighs; seen from the X server, the frame buffer and the process table.

    launch_to_cover     from starting main.py to the cover's window on the screen
    summon_to_prompt    from the third tap of the gesture to the prompt's window on the screen
    prompt_to_library   from Enter to the library's sidebar in the picture, less the key derivation measured beside it
    guard, desk         peak resident memory; the desk's is set back after the derivation, which takes its own 256 MiB

The library holds the demo texts; the key derivation is the product's own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from reader.vault.kdf import SALT_BYTES, STANDARD, derive
from tests.bench.harness import Figures, figures, report
from tests.screens import x_server
from tests.stories.stage import PASSPHRASE, ROOT, Stage, wait_for

TRIALS = 10
_PANEL = (0xF3, 0xF0, 0xEA)  # the paper theme's panel: the sidebar, which the prompt does not have
_GESTURE = "period"


def main(argv: list[str]) -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="bench start")
    parser.add_argument("--trials", type=int, default=TRIALS)
    trials = parser.parse_args(argv).trials
    samples: dict[str, list[float]] = {"launch_to_cover": [], "summon_to_prompt": [], "prompt_to_library": []}
    memory: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as folder, x_server() as display:
        with Stage(Path(folder) / "home", display) as stage:
            stage.create_vault()
            texts = str(ROOT / "assets/demo")
            assert stage.command("import", str(stage.vault), texts, passphrase=PASSPHRASE).returncode == 0
        for _ in range(trials):
            with Stage(Path(folder) / "home", display) as stage:
                memory = _trial(stage, samples)
    cases = {name: figures(times_ms) for name, times_ms in samples.items()}
    report("start", {**cases, **memory})
    return 0


def _trial(stage: Stage, samples: dict[str, list[float]]) -> dict[str, Figures]:
    samples["launch_to_cover"].append(_timed_ms(stage.start))
    desk = stage.desk()
    wait_for(lambda: _is_idle(desk), "a warm desk")
    cover = stage.windows_of(stage.guard)[0]
    subprocess.run(["xdotool", "windowfocus", "--sync", str(cover)], env=stage.environment, check=True)
    _hold(stage, "keydown")
    stage.press(_GESTURE, _GESTURE)
    samples["summon_to_prompt"].append(_timed_ms(lambda: _summon(stage, desk)))
    _hold(stage, "keyup")
    stage.type(PASSPHRASE)
    derivation_ms = _timed_ms(lambda: derive(PASSPHRASE, os.urandom(SALT_BYTES), STANDARD))
    window = stage.windows_of(desk)[0]
    took_ms = _timed_ms(lambda: _open(stage, window))
    samples["prompt_to_library"].append(max(0.0, took_ms - derivation_ms))
    Path(f"/proc/{desk.pid}/clear_refs").write_text("5")  # the peak starts again from what is resident now
    stage.press("Down", "Return")
    wait_for(lambda: _is_idle(desk), "an open document")
    return {"guard": _peak(stage.guard), "desk": _peak(desk)}


def _summon(stage: Stage, desk: psutil.Process) -> None:
    stage.press(_GESTURE)
    wait_for(lambda: stage.windows_of(desk), "the prompt")


def _hold(stage: Stage, action: str) -> None:
    subprocess.run(["xdotool", action, "Control_L"], env=stage.environment, check=True)


def _open(stage: Stage, window: int) -> None:
    stage.press("Return")
    wait_for(lambda: stage.pixel_of(window, 100, 500) == _PANEL, "the sidebar")


def _is_idle(process: psutil.Process) -> bool:
    before = process.cpu_times().user
    process_wait = time.monotonic() + 0.3
    while time.monotonic() < process_wait:
        time.sleep(0.05)
    return process.cpu_times().user - before < 0.02


def _peak(process: psutil.Process) -> Figures:
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return {"peak_mb": round(int(line.split()[1]) / 1024, 1)}
    return {}


def _timed_ms(work: Callable[[], object]) -> float:
    started_s = time.perf_counter()
    work()
    return (time.perf_counter() - started_s) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
