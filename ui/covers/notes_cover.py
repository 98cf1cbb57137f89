"""The Notes cover: a plain-text notepad that is one."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.covers.gestures import FIND_CODE, FIND_PHRASE, PhraseGesture
from reader.covers.notes import Note, NotesStore, matching, new_note_name
from ui.covers.autosave import Autosave
from ui.covers.cover import Cover
from ui.covers.notes_editor import NotesEditor
from ui.covers.notes_side import NotesSide
from ui.jobs import Jobs
from ui.theme import Theme

_SIZE = QSize(960, 640)
_UNDO_OFFER_MS = 8000


class NotesCover(Cover):
    """Find and the list at the side, one note on the page."""

    def __init__(self, store: NotesStore, jobs: Jobs, theme: Theme, *, title: str) -> None:
        super().__init__(theme, title=title, size=_SIZE)
        self._notes = {note.name: note for note in store.notes()}
        self._chosen = ""
        self._deleted: Note | None = None
        self._autosave = Autosave(store, jobs, self)
        self._gesture = PhraseGesture(FIND_PHRASE)
        self._side = NotesSide(self._gesture, theme, self)
        self._editor = NotesEditor(self)
        self._notice, self._notice_words, self._undo = self._make_notice()
        self._notice_timer = QTimer(self, singleShot=True, interval=_UNDO_OFFER_MS)
        self._lay_out()
        self.listen(
            [self._editor, self._editor.viewport(), self._side.words, self._side.list], own_gesture=self._gesture
        )
        self._connect()
        self._choose(self._newest() or self._add())

    def is_saved(self) -> bool:
        """Whether all that may be saved is on the disk."""
        return self._autosave.is_idle()

    def begin_scratch(self) -> None:
        """See `Cover`."""
        self._editor.begin_scratch()

    def drop_scratch(self) -> None:
        """See `Cover`."""
        self._editor.drop_scratch()

    def end_scratch(self) -> None:
        """See `Cover`."""
        self._editor.end_scratch()

    def _choose(self, name: str) -> None:
        self._leave()
        self._chosen = name
        self._editor.show_note(self._notes[name].text)
        self._side.show_notes(self._shown(), name)

    def _leave(self) -> None:
        """An empty note that is left is no note."""
        left = self._notes.get(self._chosen)
        if left and not left.text.strip():
            del self._notes[left.name]
            self._autosave.delete(left.name)

    def _add(self) -> str:
        name = new_note_name()
        self._notes[name] = Note(name=name, text="", changed_at_s=time.time())
        return name

    def _new(self) -> None:
        if not self._input.is_open():
            return
        self._side.words.clear()
        self._choose(self._add())
        self._editor.setFocus()

    def _delete(self) -> None:
        if not self._input.is_open() or self._chosen not in self._notes:
            return
        deleted = self._notes.pop(self._chosen)
        self._autosave.delete(deleted.name)
        self._choose(self._newest() or self._add())
        if deleted.text.strip():
            self._deleted = deleted
            self._say(self.tr("Note deleted."), can_undo=True)

    def _restore(self) -> None:
        if self._deleted and self._input.is_open():
            note, self._deleted = self._deleted, None
            self._notes[note.name] = note
            self._autosave.save(note.name, note.text)
            self._choose(note.name)
        self._notice.hide()

    def _edit(self, text: str) -> None:
        note = Note(name=self._chosen, text=text, changed_at_s=time.time())
        if text == self._notes[note.name].text:
            return
        self._notes[note.name] = note
        self._autosave.save(note.name, text)
        self._side.retitle(note.name, note.title)

    def _find(self) -> None:
        self._side.show_notes(self._shown(), self._chosen)

    def _shown(self) -> Sequence[Note]:
        newest_first = sorted(self._notes.values(), key=lambda note: -note.changed_at_s)
        return matching(newest_first, self._side.words.text())

    def _newest(self) -> str:
        return max(self._notes.values(), key=lambda note: note.changed_at_s).name if self._notes else ""

    def _say(self, words: str, *, can_undo: bool) -> None:
        self._notice_words.setText(words)
        self._undo.setVisible(can_undo)
        self._notice.show()
        self._notice_timer.start()

    def _note_control(self, code: int) -> None:
        """No shortcut is heard in a layout without Latin letters, and what is meant for the line would be kept."""
        if code == FIND_CODE:
            self._focus_find()

    def _connect(self) -> None:
        self._input.control_pressed.connect(self._note_control)
        self._editor.scratch_over.connect(self._input.drop_rest)
        self._editor.scratch_dropped.connect(lambda: self._side.words.setText(""))
        self._editor.text_changed.connect(self._edit)
        self._side.note_chosen.connect(self._choose)
        self._side.words_changed.connect(self._find)
        self._side.new_requested.connect(self._new)
        self._side.delete_requested.connect(self._delete)
        self._undo.clicked.connect(self._restore)
        self._notice_timer.timeout.connect(self._notice.hide)
        self._autosave.failed.connect(
            lambda: self._say(self.tr("The note could not be saved. Is the disk full?"), can_undo=False)
        )
        QShortcut(QKeySequence.StandardKey.New, self, self._new)
        QShortcut(QKeySequence.StandardKey.Find, self, self._focus_find)
        QShortcut(QKeySequence.StandardKey.Delete, self._side.list, self._delete, Qt.ShortcutContext.WidgetShortcut)

    def _focus_find(self) -> None:
        if self._input.is_open():
            self._side.words.enter()
        else:
            self._gesture.enter()

    def _make_notice(self) -> tuple[QWidget, QLabel, QPushButton]:
        notice = QWidget(self)
        notice.setObjectName("notice")
        notice.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words, undo = QLabel(notice), QPushButton(self.tr("Undo"), notice)
        row = QHBoxLayout(notice)
        row.setContentsMargins(24, 6, 16, 6)
        row.addWidget(words, 1)
        row.addWidget(undo)
        notice.hide()
        return notice, words, undo

    def _lay_out(self) -> None:
        edge = QFrame(self)
        edge.setObjectName("edge")
        edge.setFixedWidth(1)
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addWidget(self._editor, 1)
        page.addWidget(self._notice)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(edge)
        row.addLayout(page, 1)
        self._editor.setFocus()
