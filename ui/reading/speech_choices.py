"""How the person wants to be read to: speed, voice, pictures, and for how long. Kept inside the library."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from reader.reading.kept import encoded
from reader.reading.speech_preferences import FASTEST, SLOWEST, SPEECH_SETTING, SpeechPreferences
from reader.reading.voices import Voice, primary
from ui.reading.page_feature import PageParts
from ui.reading.setting_keeper import SettingKeeper
from ui.reading.speech_bar import SpeechBar

_MINUTE_MS = 60_000


class SpeechChoices(QObject):
    """Holds the preferences, shows them in the bar and keeps what is chosen there."""

    changed = Signal()  # another speed or voice
    pictures_chosen = Signal(bool)
    slept = Signal()  # the time to stop has come

    def __init__(self, parts: PageParts, bar: SpeechBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._keeper = SettingKeeper(parts.library, parts.jobs, SPEECH_SETTING)
        self.preferences = SpeechPreferences()
        self.sleep = QTimer(self)
        self.sleep.setSingleShot(True)
        self.sleep.timeout.connect(self.slept)
        self._sleep_minutes = 0
        bar.voice_chosen.connect(self._choose_voice)
        bar.pictures_chosen.connect(self._choose_pictures)
        bar.sleep_chosen.connect(self._choose_sleep)

    def take(self, preferences: SpeechPreferences) -> None:
        """What the library holds."""
        self.preferences = preferences
        self._show()

    def agree(self, *, agrees: bool) -> None:
        """The person's answer to what the system's service gets."""
        self._keep(msgspec.structs.replace(self.preferences, is_agreed=agrees, is_switched_off=not agrees))

    def change_speed(self, by: int) -> None:
        """Faster (1) or slower (-1), heard at once."""
        speed = min(FASTEST, max(SLOWEST, self.preferences.speed + by))
        if speed != self.preferences.speed:
            self._keep(msgspec.structs.replace(self.preferences, speed=speed))
            self.changed.emit()

    def end(self) -> None:
        """Reading aloud has ended: nothing is left to stop after a while."""
        self._choose_sleep(0)

    def _choose_voice(self, voice: Voice) -> None:
        voices = {**self.preferences.voices, primary(voice.language): voice.name}
        self._keep(msgspec.structs.replace(self.preferences, voices=voices))
        self.changed.emit()

    def _choose_pictures(self, describes: bool) -> None:
        self._keep(msgspec.structs.replace(self.preferences, describes_pictures=describes))
        self.pictures_chosen.emit(describes)

    def _choose_sleep(self, minutes: int) -> None:
        self._sleep_minutes = minutes
        if minutes:
            self.sleep.start(minutes * _MINUTE_MS)
        else:
            self.sleep.stop()
        self._show()

    def _keep(self, preferences: SpeechPreferences) -> None:
        self.take(preferences)
        self._keeper.keep(encoded(preferences))

    def _show(self) -> None:
        self._bar.show_speed(self.preferences.speed)
        self._bar.show_choices(
            describes_pictures=self.preferences.describes_pictures, sleep_minutes=self._sleep_minutes
        )
