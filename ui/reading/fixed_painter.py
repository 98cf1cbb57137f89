"""Paints fixed pages: their pixels on the screen's, what is coloured in them, or plain paper while they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from reader.reading.fixed_preferences import NightPages
from reader.text.model import Locator, PageText
from ui.reading.fixed_scene import PAGE_END, FixedScene
from ui.reading.fixed_text import boxes_between
from ui.reading.fixed_tiles import Ink, Tile
from ui.reading.layers import Span, Tint
from ui.theme import Theme

_ON_WHITE = {
    Tint.HIT: "#F7E3A1", Tint.YELLOW: "#FBE98B", Tint.GREEN: "#C9E6A8", Tint.BLUE: "#BBDCF3", Tint.PINK: "#F7C3CA",
    Tint.SPOKEN: "#D9CFF2", Tint.SELECTION: "#E3C2AC",
}  # fmt: skip
"""Deeper than the themes' own: these pages stay light, and their ink shows through."""
_WORDS = frozenset({Tint.HIT, Tint.CURRENT_HIT})
_WIDEST_SPACE = 1.2
_NIGHT_TINT = "#CFC9BF"
"""What white paper becomes at night where it stays paper: paper in dim light."""

_BLACK = "#000000"
_CARET_PX = 2
_SAME_PX = 0.5
Mode = QPainter.CompositionMode


def ink_for(theme: Theme, night: NightPages, *, is_text: bool, is_tinted: bool) -> Ink:
    """What a theme makes of pages. Pages of pictures are never turned into negatives, only dimmed."""
    if not theme.is_dark:
        return Ink(theme.paper, _BLACK) if is_tinted else Ink()
    if night is NightPages.PLAIN:
        return Ink()
    if night is NightPages.INVERTED and is_text:
        return Ink(theme.paper, theme.ink, dark=True)
    return Ink(_NIGHT_TINT, _BLACK)


def paint_scene(painter: QPainter, scene: FixedScene, theme: Theme) -> None:
    """Draw all pages in view."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for page in scene.pages_in_view():
        paint_page(painter, scene, page, theme)


def paint_page(painter: QPainter, scene: FixedScene, page: int, theme: Theme) -> None:
    """Draw one page with everything on it."""
    to_device = _snapped(scene.transform(page) * QTransform.fromScale(scene.ratio, scene.ratio))
    to_view = QTransform.fromScale(1 / scene.ratio, 1 / scene.ratio)
    area = QRectF(to_device.mapRect(scene.layout.shown(page)).toAlignedRect())
    painter.save()
    painter.setTransform(to_view)
    painter.setClipRect(area)
    painter.fillRect(area, QColor(scene.ink.paper or "#FFFFFF"))
    for tile, image in _images(scene, page):
        _paint_tile(painter, tile, image, to_device * to_view, scene.scale(page))
    painter.setTransform(to_device * to_view)
    _paint_marks(painter, scene, page, theme)
    painter.restore()
    if scene.layout.equal_heights and len(scene.layout.rows[scene.layout.row_of(page)]) > 1:
        return  # a picture over two pages is not cut by a line
    painter.setPen(QColor(theme.line))
    painter.drawRect(to_view.mapRect(area).toAlignedRect().adjusted(-1, -1, 0, 0))


def _images(scene: FixedScene, page: int) -> Iterator[tuple[Tile, QImage]]:
    """What there is of a page, the coarsest first: at least a stand-in, if it was ever drawn."""
    renderer = scene.renderer
    if renderer is None:
        return
    wanted = list(scene.tiles(page))
    found = [(tile, image) for tile in wanted if (image := renderer.image(tile)) is not None]
    if not found or (found[0][0].clip is not None):
        stand_in = renderer.stand_in(page)
        if stand_in is not None:
            yield stand_in
    yield from found


def _paint_tile(painter: QPainter, tile: Tile, image: QImage, page: QTransform, scale: float) -> None:
    left, top = (tile.clip.left, tile.clip.top) if tile.clip is not None else (0, 0)
    edge = max(left + image.width(), top + image.height())
    exact = abs(tile.scale - scale) * edge < _SAME_PX * scale  # else it would be drawn as if scaled, and blurred
    of_tile = scale if exact else tile.scale
    painter.setTransform(QTransform.fromScale(1 / of_tile, 1 / of_tile) * page)
    painter.drawImage(QPointF(left, top), image)


def _snapped(transform: QTransform) -> QTransform:
    """Moved to whole pixels, so that pixels fall on pixels."""
    dx, dy = round(transform.dx()) - transform.dx(), round(transform.dy()) - transform.dy()
    return transform * QTransform.fromTranslate(dx, dy)


def _paint_marks(painter: QPainter, scene: FixedScene, page: int, theme: Theme) -> None:
    text = scene.text(page)
    if text is None:
        return
    spans = scene.layers.between(Locator(page), Locator(page, PAGE_END))
    marks = [*spans_on(text, spans), *((box, Tint.SELECTION) for box in selected_on(text, page, scene.selection.span))]
    painter.setCompositionMode(Mode.CompositionMode_Screen if scene.ink.dark else Mode.CompositionMode_Multiply)
    for box, tint in marks:
        painter.fillRect(box, mark_colour(tint, theme, on_dark=scene.ink.dark))
    painter.setCompositionMode(Mode.CompositionMode_SourceOver)


def mark_colour(tint: Tint, theme: Theme, *, on_dark: bool) -> QColor:
    """What a mark is painted with over a page: the ink under it stays readable."""
    if tint is Tint.CURRENT_HIT:
        colour = QColor(theme.ember)
        colour.setAlphaF(0.55)
        return colour
    return QColor(str(getattr(theme, tint.value)) if on_dark else _ON_WHITE[tint])


def spans_on(text: PageText, spans: Iterable[Span]) -> Iterator[tuple[QRectF, Tint]]:
    """The rectangles, in points, of what is coloured on one page, and for what."""
    for span in spans:
        start = span.start.offset if span.start.section == text.page else 0
        end = span.end.offset if span.end.section == text.page else len(text.text)
        boxes = boxes_between(text, start, end)
        for box in boxes if span.tint in _WORDS else _closed_up(boxes):
            yield box, span.tint


def selected_on(text: PageText | None, page: int, span: tuple[Locator, Locator] | None) -> Iterator[QRectF]:
    """The rectangles, in points, of what is selected on one page."""
    if text is None or span is None or not span[0].section <= page <= span[1].section:
        return
    start = span[0].offset if page == span[0].section else 0
    end = span[1].offset if page == span[1].section else len(text.text)
    yield from _closed_up(boxes_between(text, start, end))


def paint_caret(painter: QPainter, scene: FixedScene, place: Locator, theme: Theme) -> None:
    """A caret before the letter at a place."""
    rect = scene.caret_rect(place)
    if not rect.isNull():
        thick = QRect(round(rect.left()), round(rect.top()), max(_CARET_PX, round(rect.width())),
                      max(_CARET_PX, round(rect.height())))  # fmt: skip
        painter.fillRect(thick, QColor(theme.ember))


def _closed_up(boxes: Iterable[QRectF]) -> Iterator[QRectF]:
    """Neighbours on a line as one rectangle, so that the spaces between words are coloured too."""
    run: QRectF | None = None
    for box in boxes:
        if run is not None and _are_neighbours(run, box):
            run = run.united(box)
            continue
        if run is not None:
            yield run
        run = box
    if run is not None:
        yield run


def _are_neighbours(one: QRectF, other: QRectF) -> bool:
    height = max(one.height(), other.height())
    gap = max(one.left(), other.left()) - min(one.right(), other.right())
    return abs(one.center().y() - other.center().y()) < height / 2 and gap < _WIDEST_SPACE * height
