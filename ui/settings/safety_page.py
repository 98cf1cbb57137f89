"""The settings' page of what holds on this machine now and what does not, found out each time it comes to the front."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.platform.safety.finding import REASONS, Finding, Matter, Verdict
from ui.jobs import Jobs
from ui.settings.capture_section import CaptureSection
from ui.settings.finding_row import FindingRow
from ui.settings.section import Section
from ui.settings.settings_column import SettingsColumn
from ui.theme import Theme

Look = Callable[[], Iterable[Finding]]
"""Blocks for a moment, and so is called in a job."""

_ORDER: tuple[Verdict, ...] = ("fails", "unknown", "holds")
_MATTERS = tuple(REASONS)
_ROWS_A_TURN = 3
"""Each takes up to 1.3 ms, and the UI thread has 8."""


class SafetyPage(SettingsColumn):
    """What is looked at is found out in jobs; what the program knows by itself is noted whenever it is known."""

    started = Signal()  # it has come to the front, or shall look again: what others know is wanted anew
    triggers_requested = Signal()  # the page of the triggers
    capture_requested = Signal(bool)  # whether the windows may be captured from now on

    def __init__(
        self,
        looks: Sequence[Look],
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        has_capture_switch: bool = False,
    ) -> None:
        super().__init__(parent)
        self.set_name(self.tr("Safety"))
        self.section: SafetySection | None = None
        self.capture: CaptureSection | None = None
        self._looks, self._jobs, self._theme = looks, jobs, theme
        self._noted: dict[Matter, Finding] = {}
        self._has_triggers_page = False
        self.add_later(self._add_findings)
        if has_capture_switch:
            self.add_later(self._add_capture)

    def note(self, finding: Finding) -> None:
        """Something the program knows by itself; the latest word on a matter counts."""
        self._noted[finding.matter] = finding
        if self.section is not None:
            self.section.note([finding])
        if finding.matter == "capture" and self.capture is not None:
            self.capture.show_admitted(admitted=finding.reason == "admitted")

    def link_triggers(self) -> None:
        """There is a page of the triggers: offer the way to it."""
        self._has_triggers_page = True
        if self.section is not None:
            self.section.link_triggers()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self.section is not None:
            self.section.set_theme(theme)

    def _add_findings(self) -> None:
        self.section = SafetySection(self._looks, self._jobs, self._theme, self)
        self.section.looking.connect(self.started)
        self.section.triggers_requested.connect(self.triggers_requested)
        self.section.note(self._noted.values())
        if self._has_triggers_page:
            self.section.link_triggers()
        self.add_section(self.section, self.section.start)

    def _add_capture(self) -> None:
        self.capture = CaptureSection(self)
        self.capture.capture_requested.connect(self.capture_requested)
        noted = self._noted.get("capture")
        self.capture.show_admitted(admitted=noted is not None and noted.reason == "admitted")
        self.add_section(self.capture, self.capture.start)


class SafetySection(Section):
    """A row for each matter that something is known of; what does not hold stands first."""

    looking = Signal()
    triggers_requested = Signal()

    def __init__(self, looks: Sequence[Look], jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Safety"), parent)
        self._looks, self._jobs = looks, jobs
        self._running = 0
        self._found: dict[Matter, Finding] = {}
        self._has_triggers_page = False
        self._filling = QTimer(self)
        self._filling.timeout.connect(self._fill)
        self.add_text(self.tr("What holds on this machine now and what does not: looked at, not assumed."))
        self.summary = self.add_text("", "soft")
        self.again = QPushButton(self)
        self.again.clicked.connect(self.look)
        self._lay_out_summary()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.rows.addLayout(self._list)
        self.finding_rows = [self._make_row(theme) for _matter in _MATTERS]
        self._show()

    def start(self) -> None:
        self.look()

    def look(self) -> None:
        """Find out anew, unless that is under way."""
        if self._running:
            return
        self.looking.emit()
        self._running = len(self._looks)
        for look in self._looks:
            self._jobs.run(look, self._end, owner=self)
        self._show()

    def note(self, findings: Iterable[Finding]) -> None:
        """Say these; of the other matters what was said before."""
        self._found |= {finding.matter: finding for finding in findings}
        self._show()

    def link_triggers(self) -> None:
        """See `SafetyPage`."""
        self._has_triggers_page = True
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        for row in self.finding_rows:
            row.set_theme(theme)

    def _end(self, findings: Iterable[Finding]) -> None:
        self._running -= 1
        self.note(findings)

    def _show(self) -> None:
        self.again.setText(self.tr("Looking…") if self._running else self.tr("Look again"))
        self.again.setAccessibleName(self.again.text())
        self.summary.setText(self._count())
        self._filling.start(0)

    def _fill(self) -> None:
        """Some of the rows that say something else than they should; the rest when the event loop has turned."""
        found = sorted(self._found.values(), key=_place)
        wanted = [*found, *(None for _row in self.finding_rows[len(found) :])]
        stale = [pair for pair in zip(self.finding_rows, wanted, strict=True) if not self._is_filled(*pair)]
        for row, finding in stale[:_ROWS_A_TURN]:
            row.show_finding(finding)
            row.offer_more(offered=self._has_more(finding))
        if len(stale) <= _ROWS_A_TURN:
            self._filling.stop()

    def _is_filled(self, row: FindingRow, finding: Finding | None) -> bool:
        return row.finding == finding and row.offers_more == self._has_more(finding)

    def _has_more(self, finding: Finding | None) -> bool:
        return self._has_triggers_page and finding is not None and finding.matter == "triggers"

    def _count(self) -> str:
        """How many of each, in an order that needs no plural."""
        if not self._found:
            return ""
        verdicts = [finding.verdict for finding in self._found.values()]
        number = {verdict: QLocale().toString(verdicts.count(verdict)) for verdict in _ORDER}
        return self.tr("Does not hold: {fails} · Can't be told: {unknown} · Holds: {holds}").format(**number)

    def _make_row(self, theme: Theme) -> FindingRow:
        """All that there is room for, at once: so the Tab key goes down the page, however it is sorted."""
        row = FindingRow(theme, self)
        row.more.clicked.connect(self.triggers_requested)
        row.hide()
        self._list.addWidget(row)
        return row

    def _lay_out_summary(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(22)
        across.addWidget(self.summary, 1)
        across.addWidget(self.again, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rows.addLayout(across)


def _place(finding: Finding) -> tuple[int, int]:
    return _ORDER.index(finding.verdict), _MATTERS.index(finding.matter)
