"""Somebody who presses keys and hears what a screen reader is told; the screen is not looked at."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from tests.accessible_tree import AccessibleTree, Node
from tests.stories.stage import wait_for


class Hearing:
    """`environment` names the display whose keyboard it is."""

    def __init__(self, tree: AccessibleTree, environment: Mapping[str, str]) -> None:
        self.tree = tree
        self._environment = environment

    def press(self, *keys: str) -> None:
        """Keys by xdotool's names, one after the other."""
        subprocess.run(["xdotool", "key", "--delay", "30", *keys], env=self._environment, check=True)

    def type(self, text: str) -> None:
        """Type text into whatever has the keyboard."""
        subprocess.run(["xdotool", "type", "--delay", "15", text], env=self._environment, check=True)

    def hear(self, sentence: str) -> None:
        """Wait until it is said; what was said before it is over."""
        wait_for(lambda: self.tree.has_announced(sentence), f"to hear {sentence!r}")
        self.tree.announced.clear()

    def find(self, name: str, role: str) -> Node:
        """What is on the screen under a name that begins like this, as soon as it is there."""
        found: list[Node] = []

        def look() -> bool:
            found[:] = filter(None, [self.tree.named(name, role)])
            return bool(found)

        wait_for(look, f"{role} {name!r}")
        return found[0]

    def wait_for_keyboard(self, name: str) -> None:
        """Until it is in something whose name begins like this."""
        wait_for(lambda: self.tree.focused().startswith(name), f"the keyboard in {name!r}")

    def wait_for_rows(self, name: str, count: int) -> list[str]:
        """What the rows of a list say, once it is there and there are so many."""
        rows: list[str] = []

        def look() -> bool:
            node = self.tree.named(name, "list")
            rows[:] = self.tree.child_names(node) if node is not None else []
            return len(rows) == count

        wait_for(look, f"{count} rows of {name!r}")
        return rows
