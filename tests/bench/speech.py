"""From the end of the library to silence: how long the system's voice goes on after a panic, a lock, a dead desk.

The real program on an X server of its own, the real Speech Dispatcher with eSpeak, and a PulseAudio whose only output
is a null sink: what would be heard is recorded from that sink and looked at in steps of 10 ms. A trial opens a text,
asks to be read to, waits for sound, and ends the library somewhere inside a sentence. Times run from just before the
key is pressed (or the kill) to the last step that is louder than a whisper; PulseAudio's own buffer, some 20 to 40 ms
of what had been played already, is in them.

    panic     F9
    lock      Ctrl+L
    death     the desk is killed from outside
    alone     the control: panic, but nobody tells the service (its socket has been renamed)

Wants the packages speech-dispatcher, speech-dispatcher-espeak-ng, pulseaudio and pulseaudio-utils, which no test needs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.harness import figures, report
from tests.screens import x_server
from tests.stories.stage import PASSPHRASE, Stage, wait_for

PROGRAMS = ("speech-dispatcher", "pulseaudio", "parec")
CASES = ("panic", "lock", "death", "alone")
_KEYS = {"panic": "F9", "lock": "ctrl+l", "alone": "F9"}
_RATE = 16_000
_STEP_BYTES = _RATE // 100 * 2
_WHISPER = 200  # of 32767
_INTO_THE_SENTENCE_S = 1.5
_LONGEST_S = 12.0
_QUIET_S = 1.5
_SENTENCE = (
    "The quick brown fox jumps over the lazy dog while the rain falls on the roof of the old house at the end of the "
    "long road that leads to the sea, and nobody knows who built it or why its windows are lit."
)


class Ear:
    """Hears what the sink would play."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.last_loud_s = 0.0
        command = ["parec", "-d", "silent.monitor", "--format=s16le", f"--rate={_RATE}", "--channels=1"]
        self._recorder = subprocess.Popen(
            [*command, "--latency-msec=10"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._recorder.stdout is not None
        while data := self._recorder.stdout.read(_STEP_BYTES):
            if max(map(abs, struct.unpack(f"<{len(data) // 2}h", data))) > _WHISPER:
                self.last_loud_s = time.monotonic()

    def wait_for_silence(self) -> float:
        """When it was last loud."""
        wait_for(lambda: time.monotonic() - self.last_loud_s > _QUIET_S, "silence", _LONGEST_S)
        return self.last_loud_s

    def close(self) -> None:
        self._recorder.kill()
        self._recorder.wait()


@contextmanager
def sound_server(folder: Path) -> Iterator[str]:
    """A PulseAudio that plays into nothing; its address."""
    address = folder / "sound"
    script = f"load-module module-native-protocol-unix socket={address} auth-anonymous=1\n"
    script += "load-module module-null-sink sink_name=silent\nset-default-sink silent\n"
    (folder / "sound.pa").write_text(script)
    environment = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    command = ["pulseaudio", "-n", "-F", str(folder / "sound.pa"), "--exit-idle-time=-1", "--daemonize=no"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(address.exists, "a sound server")
        yield f"unix:{address}"
    finally:
        server.kill()
        server.wait()


def trial(case: str, sound: str) -> float:
    """Milliseconds until silence."""
    folder = Path(tempfile.mkdtemp(prefix="hearth-speech-"))
    try:
        with x_server() as display, Stage(folder, display) as stage:
            stage.environment["PULSE_SERVER"] = sound
            _begin(stage, folder)
            ear = Ear(stage.environment)
            try:
                return _time(case, stage, folder, ear)
            finally:
                ear.close()
                _end_service(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _begin(stage: Stage, folder: Path) -> None:
    """A document that is about to be read aloud."""
    text = folder / "a.txt"
    text.write_text("\n\n".join([_SENTENCE] * 40))
    stage.create_vault()
    assert stage.command("import", str(stage.vault), str(text), passphrase=PASSPHRASE).returncode == 0
    stage.start()
    stage.summon()
    stage.unlock()
    for _ in range(10):
        stage.press("Return", "s")
        threading.Event().wait(2.0)
        if len(stage.windows_of(stage.desk())) > 1:
            break
    stage.press("Tab", "space")


def _time(case: str, stage: Stage, folder: Path, ear: Ear) -> float:
    wait_for(lambda: ear.last_loud_s > 0, "a voice")
    threading.Event().wait(_INTO_THE_SENTENCE_S)
    if case == "alone":
        address = folder / "run" / "speech-dispatcher" / "speechd.sock"
        address.rename(address.with_suffix(".away"))
    desk, begun_s = stage.desk(), time.monotonic()
    if case == "death":
        desk.kill()
    else:
        stage.press(_KEYS[case])
    wait_for(lambda: not desk.is_running(), "the end of the desk")
    return (ear.wait_for_silence() - begun_s) * 1000


def _end_service(folder: Path) -> None:
    """It outlives its clients by some seconds."""
    for path in folder.glob("run/speech-dispatcher/pid/*.pid"):
        try:
            os.kill(int(path.read_text()), signal.SIGTERM)
        except (OSError, ValueError):
            continue


def main(arguments: list[str]) -> int:
    """Run the trials and report."""
    parser = argparse.ArgumentParser(prog="bench speech")
    parser.add_argument("--trials", type=int, default=5)
    options = parser.parse_args(arguments)
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        sys.stderr.write(f"not installed: {', '.join(missing)}\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="hearth-sound-") as folder, sound_server(Path(folder)) as sound:
        cases = {case: figures([trial(case, sound) for _ in range(options.trials)]) for case in CASES}
    report("speech", cases)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
