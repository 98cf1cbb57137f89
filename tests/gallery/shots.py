"""Which pictures the gallery takes: each document in the looks that are hard for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from reader.reading.preferences import Justification, PageMode, ParagraphStyle
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
        return (
            "_".join([self.document, *said, *chosen, *self.acts]).replace("/", "-").replace(" ", "-").replace(",", "")
        )

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
    yield from _opened_over_it()
    for name in ("hard-ko", "hard-ar", "pdf-columns"):
        for scale, interface in ((2, "ko"), (2, "ar"), (1, "ar")):
            yield Shot(document=name, scale=scale, interface=interface, width=683 if scale == 2 else 1366,
                       height=340 if scale == 2 else 740, acts=("tools", "outline"))  # fmt: skip


def _opened_over_it() -> Iterator[Shot]:
    """What lies over the page or changes it as a whole, in the three directions that there are."""
    for name, word in (("hard-en", "human"), ("hard-ko", "인간은"), ("hard-ar", "الناس")):
        yield Shot(document=name, acts=("typography",))
        yield Shot(document=name, acts=(f"seek={word}", "found"))
        yield Shot(document=name, theme="night", acts=(f"mark={word}",))
        yield Shot(document=name, acts=("aloud",))
        for act in ("ruler", "shade", "discreet"):
            yield Shot(document=name, fraction=0.1, acts=(act,))
        for theme in ("contrast-light", "contrast-dark", "own-1"):
            yield Shot(document=name, theme=theme, fraction=0.3, acts=("tools",))
        yield Shot(document=name, fraction=0.62, acts=(f"caret={word}", "follow"))
        yield Shot(document=name, acts=("outline",))
        yield Shot(document=name, width=900, acts=("outline",))
    yield Shot(document="hard-en", acts=("own-theme",))
    yield Shot(document="hard-ko", fraction=0.1, preferences={"justification": Justification.ON})
    yield Shot(document="hard-de", fraction=0.1, preferences={"justification": Justification.ON})
    yield Shot(document="hard-en", fraction=0.1, preferences={"paragraphs": ParagraphStyle.INDENTED})
    yield Shot(document="wasteland", fraction=0.1, acts=("caret=Unreal City,", "follow"))
    yield Shot(document="pdf-math", fraction=0.3, acts=("pages",))
    yield Shot(document="pdf-math", theme="night", fraction=0.3, acts=("mode", "mode"))
    yield Shot(document="pdf-math", fraction=0.3, acts=("seek=Raum", "found"))
    yield Shot(document="pdf-math", fraction=0.3, acts=("rotate",))
    yield Shot(document="haruko", fraction=0.5)
    yield Shot(document="haruko", fraction=0.5, acts=("pages",))
    yield Shot(document="comic", fraction=0.5, acts=("pages",))


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
