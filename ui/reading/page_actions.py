"""Everything that one can do on a page: its name, what it is called, and the keys that mean it at first.

One table, so that no two features take the same key. Plain scrolling keys belong to the views.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "PageActions"


class Group(Enum):
    """Under which heading an action is listed."""

    GO = QT_TRANSLATE_NOOP("PageActions", "Going about")
    FIND = QT_TRANSLATE_NOOP("PageActions", "Finding and looking up")
    MARK = QT_TRANSLATE_NOOP("PageActions", "Marking")
    LOOK = QT_TRANSLATE_NOOP("PageActions", "How the page looks")
    LISTEN = QT_TRANSLATE_NOOP("PageActions", "Listening")
    FOCUS = QT_TRANSLATE_NOOP("PageActions", "Quiet and privacy")
    PAGE = QT_TRANSLATE_NOOP("PageActions", "The page")


@dataclass(frozen=True)
class PageAction:
    """`title` in English, to be translated; `keys` in Qt's portable text."""

    name: str
    group: Group
    title: str
    keys: tuple[str, ...] = ()
    icon: str = ""


def _action(name: str, group: Group, title: str, *keys: str, icon: str = "") -> PageAction:
    return PageAction(name, group, title, keys, icon)


PAGE_ACTIONS: tuple[PageAction, ...] = (
    _action("library", Group.PAGE, QT_TRANSLATE_NOOP("PageActions", "Back to the library"), "Esc", icon="back"),
    _action("outline", Group.GO, QT_TRANSLATE_NOOP("PageActions", "Contents"), "O", icon="outline"),
    _action("pages", Group.GO, QT_TRANSLATE_NOOP("PageActions", "Small pages"), "Shift+O"),
    _action("go_to", Group.GO, QT_TRANSLATE_NOOP("PageActions", "Go to a page or per cent"), "Ctrl+G", "G"),
    _action("back", Group.GO, QT_TRANSLATE_NOOP("PageActions", "Back from a jump"), "Alt+Left", "Backspace"),
    _action("forward", Group.GO, QT_TRANSLATE_NOOP("PageActions", "Forward again"), "Alt+Right"),
    _action("jumps", Group.GO, QT_TRANSLATE_NOOP("PageActions", "Where you came from"), "Shift+J"),
    _action("next_chapter", Group.GO, QT_TRANSLATE_NOOP("PageActions", "Next chapter"), "Ctrl+PgDown"),
    _action("previous_chapter", Group.GO, QT_TRANSLATE_NOOP("PageActions", "Previous chapter"), "Ctrl+PgUp"),
    _action("bookmark", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Bookmark here, or no longer"), "B", "Ctrl+D"),
    _action("bookmarks", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Bookmarks"), "Shift+B"),
    _action("find", Group.FIND, QT_TRANSLATE_NOOP("PageActions", "Find in this document"), "Ctrl+F", "/",
            icon="search"),
    _action("next", Group.FIND, QT_TRANSLATE_NOOP("PageActions", "Next place found"), "F3"),
    _action("previous", Group.FIND, QT_TRANSLATE_NOOP("PageActions", "Previous place found"), "Shift+F3"),
    _action("found", Group.FIND, QT_TRANSLATE_NOOP("PageActions", "All places found"), "Ctrl+Shift+F"),
    _action("look_up", Group.FIND, QT_TRANSLATE_NOOP("PageActions", "Look the word up in dictionaries"), "D"),
    _action("elsewhere", Group.FIND, QT_TRANSLATE_NOOP("PageActions", "Where else the word stands"), "Shift+D"),
    _action("highlight_yellow", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Highlight in yellow"), "1"),
    _action("highlight_green", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Highlight in green"), "2"),
    _action("highlight_blue", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Highlight in blue"), "3"),
    _action("highlight_pink", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Highlight in pink"), "4"),
    _action("note", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Write a note"), "N"),
    _action("remove_mark", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Remove the mark"), "Del"),
    _action("marks", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Marks and notes"), "M"),
    _action("next_mark", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Next mark"), "]"),
    _action("previous_mark", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Previous mark"), "["),
    _action("undo_mark", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Take the last change of a mark back"), "Ctrl+Z"),
    _action("copy", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Copy, for half a minute"), "Ctrl+C"),
    _action("select_all", Group.MARK, QT_TRANSLATE_NOOP("PageActions", "Select all"), "Ctrl+A"),
    _action("typography", Group.LOOK, QT_TRANSLATE_NOOP("PageActions", "Typeface, size and lines"), "A"),
    _action("larger", Group.LOOK, QT_TRANSLATE_NOOP("PageActions", "Larger"), "Ctrl++", "Ctrl+=", icon="text-larger"),
    _action("smaller", Group.LOOK, QT_TRANSLATE_NOOP("PageActions", "Smaller"), "Ctrl+-", icon="text-smaller"),
    _action("natural", Group.LOOK, QT_TRANSLATE_NOOP("PageActions", "As large as it was"), "Ctrl+0"),
    _action("mode", Group.LOOK, QT_TRANSLATE_NOOP("PageActions", "Scroll, turn pages, or two at a time"), "P"),
    _action("theme", Group.LOOK, QT_TRANSLATE_NOOP("PageActions", "The next colours"), "T", icon="theme"),
    _action("fit", Group.LOOK, QT_TRANSLATE_NOOP("PageActions", "Fit the width, the page or the text"), "W",
            icon="fit-width"),
    _action("rotate", Group.LOOK, QT_TRANSLATE_NOOP("PageActions", "Turn the pages to the right"), "R"),
    _action("cover_alone", Group.LOOK, QT_TRANSLATE_NOOP("PageActions", "First page alone, as a cover"), "Shift+P"),
    _action("night_pages", Group.LOOK,
            QT_TRANSLATE_NOOP("PageActions", "White pages at night: turned dark, dimmed or white"), "I"),
    _action("rotate_back", Group.LOOK, QT_TRANSLATE_NOOP("PageActions", "Turn the pages to the left"), "Shift+R"),
    _action("speak", Group.LISTEN, QT_TRANSLATE_NOOP("PageActions", "Read aloud, or pause"), "S"),
    _action("speak_stop", Group.LISTEN, QT_TRANSLATE_NOOP("PageActions", "Stop reading aloud"), "Shift+S"),
    _action("speak_previous", Group.LISTEN, QT_TRANSLATE_NOOP("PageActions", "Hear the sentence before"), "Alt+Up"),
    _action("speak_next", Group.LISTEN, QT_TRANSLATE_NOOP("PageActions", "Hear the next sentence"), "Alt+Down"),
    _action("speak_slower", Group.LISTEN, QT_TRANSLATE_NOOP("PageActions", "Speak slower"), "Alt+-"),
    _action("speak_faster", Group.LISTEN, QT_TRANSLATE_NOOP("PageActions", "Speak faster"), "Alt++", "Alt+="),
    _action("discreet", Group.FOCUS, QT_TRANSLATE_NOOP("PageActions", "Discreet text, and back"), "Q"),
    _action("shade", Group.FOCUS, QT_TRANSLATE_NOOP("PageActions", "Show only the lines at the pointer"), "Shift+L"),
    _action("ruler", Group.FOCUS, QT_TRANSLATE_NOOP("PageActions", "Reading ruler"), "L"),
    _action("more_lines", Group.FOCUS, QT_TRANSLATE_NOOP("PageActions", "More lines in the ruler or the shade"), "+",
            "="),
    _action("fewer_lines", Group.FOCUS, QT_TRANSLATE_NOOP("PageActions", "Fewer lines in the ruler or the shade"), "-"),
    _action("tools", Group.PAGE, QT_TRANSLATE_NOOP("PageActions", "Show the tools, or hide them"), "F10"),
    _action("information", Group.PAGE, QT_TRANSLATE_NOOP("PageActions", "Information"), "Ctrl+I", icon="information"),
    _action("keys", Group.PAGE, QT_TRANSLATE_NOOP("PageActions", "All keys"), "?"),
    _action("caret", Group.PAGE, QT_TRANSLATE_NOOP("PageActions", "Move a caret with the arrows"), "F7"),
    _action("follow", Group.PAGE, QT_TRANSLATE_NOOP("PageActions", "Open what the caret stands on"), "Return"),
)  # fmt: skip
ACTION_OF = {action.name: action for action in PAGE_ACTIONS}


def title_of(name: str) -> str:
    """What an action is called, in the person's language."""
    return QCoreApplication.translate(_CONTEXT, ACTION_OF[name].title)


def group_title(group: Group) -> str:
    """The heading of a group, in the person's language."""
    return QCoreApplication.translate(_CONTEXT, group.value)


def default_keys() -> dict[str, tuple[QKeySequence, ...]]:
    """The keys of every action as they come."""
    return {action.name: tuple(QKeySequence(key) for key in action.keys) for action in PAGE_ACTIONS}
