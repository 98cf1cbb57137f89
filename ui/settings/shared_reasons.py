"""Why several triggers do not work here, said once: what they have in common, what to do, and which they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from reader.guard.messages import TriggerFact
from ui.settings.section import Section, plain_label
from ui.settings.trigger_words import is_fault, is_under_way, reason_sentence, remedy_sentence, trigger_name

Shared = Mapping[str, Sequence[str]]
"""A reason in words, with its remedy; and the names of the triggers that have it."""


class SharedReasons(Section):
    """Hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What this machine does not notice"), parent)
        self._shown: dict[str, list[str]] = {}
        self._paragraphs: list[QWidget] = []
        self.hide()

    def show_shared(self, shared: Shared) -> None:
        """These from now on."""
        if shared == self._shown:
            return
        self._shown = {why: list(names) for why, names in shared.items()}
        for paragraph in self._paragraphs:
            paragraph.deleteLater()
        self._paragraphs = [paragraph for why, names in shared.items() for paragraph in self._explain(why, names)]
        for paragraph in self._paragraphs:
            self.rows.addWidget(paragraph)
        self.setVisible(bool(shared))

    def _explain(self, why: str, names: Sequence[str]) -> tuple[QWidget, QWidget]:
        """Each name on a line of its own: it is the one that stands at its row below."""
        listed = "\n".join(trigger_name(name) for name in names)
        return plain_label(why, "body", self), plain_label(listed, "soft", self)


def shared_reasons(facts: Iterable[TriggerFact]) -> Shared:
    """What at least two have in common; what stands at a single row is said there."""
    by_reason: dict[str, list[str]] = {}
    for fact in facts:
        if not fact.works and is_fault(fact.reason) and not is_under_way(fact.reason):
            why = f"{reason_sentence(fact.reason)} {remedy_sentence(fact.name, fact.reason)}".strip()
            by_reason.setdefault(why, []).append(fact.name)
    return {why: names for why, names in by_reason.items() if len(names) > 1}
