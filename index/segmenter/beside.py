"""What is printed beside a body and told with it, behind its last paragraph: captions and photo credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.clean import Stretch
from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine
from index.segmenter.parts import Body

_SIGNS = "▲△▼▽ \t\u3000"


def beside(body: Body, cut: Sequence[Stretch], layout: Layout) -> list[list[Stretch]]:
    """Return the captions and photo credits of an article as paragraphs, in printing order.

    They belong to no sentence of the body, but who asks what a picture shows, or who took it, finds them.

    Args:
        body: the body.
        cut: the credit that was cut off its last paragraph, empty where there was none.
        layout: the layout rules.
    """
    lines = sorted((*body.captions, *filter(_is_credit, body.writers)), key=lambda item: item.line.number)
    paragraphs: list[list[Stretch]] = [list(cut)] if any(stretch.text.strip() for stretch in cut) else []
    return paragraphs + [[_stretch(item) for item in group] for group in _joined(lines, layout)]


def _stretch(item: PageLine) -> Stretch:
    """Return a line without the sign that points at the picture."""
    stretch = Stretch.whole(item.line, item.skip)
    return stretch._replace(start=stretch.end - len(stretch.text.lstrip(_SIGNS)))


def _is_credit(item: PageLine) -> bool:
    return item.kind in ("credit", "note") or "摄" in item.text


def _joined(lines: Sequence[PageLine], layout: Layout) -> Iterator[list[PageLine]]:
    """Yield the lines of each caption with its credit, and those of other credits."""
    group: list[PageLine] = []
    for item in lines:
        if group and not _goes_on(group[-1], item, layout):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _goes_on(above: PageLine, below: PageLine, layout: Layout) -> bool:
    """Say whether the line below belongs to the caption above: its credit, or the rest of a wrapped one."""
    if below.line.number != above.line.number + 1 or above.kind != "caption":
        return False
    wrapped = below.kind == "caption" and not above.closed and not layout.caption.match(below.text)
    return below.kind == "credit" or wrapped
