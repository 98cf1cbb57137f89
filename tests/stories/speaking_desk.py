"""The real desk; what it says goes to the speech service as Qt's engine sends it, and is timed by Qt's silent one.

Qt's own engine for that service needs a library of the system's, which not every machine has.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from reader.platform.speech import socket_path  # noqa: E402 - a script: the path comes first
from ui import desk_app  # noqa: E402
from ui.reading import speech_engine  # noqa: E402


class SpeakingEngine(speech_engine.SpeechEngine):
    """Sends each sentence to the service too, on a connection that lives as long as the desk."""

    def __init__(self) -> None:
        super().__init__(("mock",))
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.connect(str(socket_path(os.environ)))

    def say(self, saying: speech_engine.Saying) -> None:
        self._wire.sendall(b"SPEAK\r\n" + saying.text.encode() + b"\r\n.\r\n")
        super().say(saying)


def main() -> int:
    """Run the desk; its exit status."""
    from ui.reading import read_aloud

    preset = read_aloud.ReadAloud.__init__.__kwdefaults__
    assert preset is not None
    preset["make_engine"] = SpeakingEngine
    return desk_app.main(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
