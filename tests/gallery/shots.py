"""Which pictures the gallery takes: each document in the looks that are hard for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from reader.reading.preferences import PageMode
from tests.gallery.documents import MARKDOWN, PDFS, UDHR

THEMES = ("paper", "sepia", "night")


class Shot(msgspec.Struct, frozen=True, kw_only=True):
    """One picture. `fraction` is how far into the document, `acts` are actions done before it is taken.

    `scale` and `interface` (a language, "ar" mirrors) hold for a whole process: pictures are taken group by group.
    """

    document: str
    theme: str = "paper"
    body_px: int = 20
    mode: PageMode = PageMode.SCROLLED
    fraction: float = 0.0
    width: int = 1366
    height: int = 740
    scale: int = 1
    interface: str = "en"
    acts: tuple[str, ...] = ()
    preferences: Mapping[str, object] = {}

    @property
    def name(self) -> str:
        """What the picture is called: all that differs from the ordinary."""
        plain = Shot(document=self.document)
        fields = ("theme", "body_px", "mode", "fraction", "width", "scale", "interface")
        said = [f"{getattr(self, field)}" for field in fields if getattr(self, field) != getattr(plain, field)]
        chosen = [f"{key}={value}" for key, value in self.preferences.items()]
        return "_".join([self.document, *said, *chosen, *self.acts]).replace("/", "-").replace(" ", "-")

    @property
    def group(self) -> tuple[int, str]:
        """What must be set before a process starts."""
        return self.scale, self.interface


def shots() -> Iterator[Shot]:
    """All of them."""
    for code in UDHR:
        name = f"udhr-{code}"
        yield Shot(document=name, fraction=0.3)
        yield Shot(document=name, theme="night", mode=PageMode.TWO_COLUMNS, fraction=0.3)
    for language in ("en", "de", "ko", "zh", "ar", "fa"):
        yield from _hard(f"hard-{language}")
    for name in (*MARKDOWN, "moby-dick", "wasteland", "spec", "children", "blanche", "georgia"):
        yield Shot(document=name, fraction=0.1)
        yield Shot(document=name, theme="sepia", mode=PageMode.PAGED, fraction=0.5)
    for name in (*PDFS, "comic", "picture", "shared-culture", "haruko"):
        for theme in THEMES:
            yield Shot(document=name, theme=theme)
        yield Shot(document=name, acts=("mode", "mode"))
    for name in ("hard-ko", "hard-ar", "pdf-columns"):
        for scale, interface in ((2, "ko"), (2, "ar"), (1, "ar")):
            yield Shot(document=name, scale=scale, interface=interface, width=683 if scale == 2 else 1366,
                       height=340 if scale == 2 else 740, acts=("tools", "outline"))  # fmt: skip


def _hard(name: str) -> Iterator[Shot]:
    for theme in THEMES:
        for fraction in (0.0, 0.35, 0.7):
            yield Shot(document=name, theme=theme, fraction=fraction)
    for size in (14, 36):
        yield Shot(document=name, body_px=size, fraction=0.1)
    for mode in (PageMode.PAGED, PageMode.TWO_COLUMNS):
        for fraction in (0.1, 0.5, 0.8):
            yield Shot(document=name, mode=mode, fraction=fraction)
    yield Shot(document=name, width=683, height=340, scale=2, fraction=0.4)
