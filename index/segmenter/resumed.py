"""Bodies that break off in the middle of a sentence and go on behind another article.

Columns that were read across each other, and boxes set into a column, tear an article in two: its first part
ends without a full stop, and what opens in the middle of a sentence further down is the rest of it.
"""

from __future__ import annotations

from itertools import pairwise

from index.segmenter.layout import Layout
from index.segmenter.namedplaces import NamedPlaces, acts
from index.segmenter.pageline import PageLine
from index.segmenter.parts import Body, HeadBlock, PageParts, Paragraph
from index.segmenter.wordbreaks import torn
from index.segmenter.writers import split_writer

_FURTHER = 3  # bodies behind a torn one among which its rest is looked for
_SHORTEST = 12  # characters of a paragraph that can break off
_OPENING = 12  # characters within which an article names who acts
_REST, _TOLD = 400, 600  # characters of a rest, and of the articles, that tell of which it is
_LEAST = 200
_NEARER = 5  # pairs of characters that a rest shares more with the torn article than with the one around it
_IN_TEXT = frozenset("，。、；：")
_GOES_ON = frozenset("，、,")


def join_torn(parts: PageParts, layout: Layout, places: NamedPlaces) -> None:
    """Give the articles that break off their rest.

    Args:
        parts: the page taken apart; its bodies are changed.
        layout: the layout rules.
        places: the place names of the page.
    """
    n = 0
    while n < len(parts.bodies):
        if _breaks_off(parts.bodies[n]):
            _join(parts, n, layout, places)
        n += 1


def _breaks_off(body: Body) -> bool:
    """Say whether a body ends in the middle of a sentence."""
    last = body.paragraphs[-1]
    item = last.lines[-1]
    if body.signed or body.writer is not None or last.heading or item.closed or item.row or item.entry:
        return False
    text = last.text
    told = len(text) >= _SHORTEST and not _IN_TEXT.isdisjoint(text)
    return told and (text[-1].isalnum() or text[-1] in _GOES_ON)


def _join(parts: PageParts, n: int, layout: Layout, places: NamedPlaces) -> None:
    body = parts.bodies[n]
    heads = {block.before: "".join([line.text for line in block.lines]) for block in parts.blocks}
    for other in range(n + 1, min(n + 1 + _FURTHER, len(parts.bodies))):
        behind = parts.bodies[other]
        if other not in heads and _is_rest(body, behind, layout, places):
            _take_whole(parts, n, other)
            return
        head = heads.get(other, "")
        fits = [(_fit(body, behind, head, i, layout), i) for i in range(1, len(behind.paragraphs))]
        best, i = max(fits, default=(0, 0))
        if best > 0:
            _take_end(body, behind, i, layout)
            return


def _is_rest(body: Body, behind: Body, layout: Layout, places: NamedPlaces) -> bool:
    """Say whether a body without a headline is nothing but the rest of another."""
    first = behind.paragraphs[0].lines[0]
    if behind.dateline or behind.resumed or behind.captions or not _opens_within(first, layout):
        return False
    if torn(body.paragraphs[-1].lines[-1].text, first.text):
        return True
    if any(acts(first.text, name) for name in places.find(first.text[:_OPENING])):
        return False
    told, named = places.told(body.lead(_REST)), places.told(behind.lead(_REST))
    return not named or any(places.contains(a, b) or places.contains(b, a) for a in told for b in named)


def _opens_within(item: PageLine, layout: Layout) -> bool:
    """Say whether nothing in a line says that a paragraph or an article begins with it."""
    marked = item.dateline or item.dated or item.bullet or item.entry or item.row or item.line.role
    return not (
        marked
        or layout.paragraph.match(item.text)
        or layout.section.match(item.text)
        or layout.speaks(item.text)
    )


def _fit(body: Body, behind: Body, head: str, i: int, layout: Layout) -> int:
    """Score a body with a headline as having, from one of its paragraphs on, the rest of another."""
    above, paragraph = behind.paragraphs[i - 1], behind.paragraphs[i]
    first = paragraph.lines[0]
    if paragraph.heading or not above.lines[-1].closed or not _opens_within(first, layout):
        return 0
    rest = "".join([further.text for further in behind.paragraphs[i:]])[:_REST]
    around = head + "".join([before.text for before in behind.paragraphs[:i]])[:_TOLD]
    told = _ends_of(body.text, max(_LEAST, len(around)))
    pairs = {a + b for a, b in pairwise(rest)}
    ours = sum([pair in told and pair not in around for pair in pairs])
    theirs = sum([pair in around and pair not in told for pair in pairs])
    whole = torn(body.paragraphs[-1].lines[-1].text, first.text)
    return ours - theirs - (0 if whole else _NEARER) + 1


def _ends_of(text: str, length: int) -> str:
    """Return the beginning and the end of a text that is longer than what it is compared with."""
    return text if len(text) <= length else text[: length // 2] + text[-length // 2 :]


def _append(body: Body, rest: list[Paragraph]) -> None:
    """Go on with a body in the middle of its last paragraph."""
    last = body.paragraphs[-1]
    body.paragraphs[-1] = Paragraph([*last.lines, *rest[0].lines], last.heading)
    body.paragraphs += rest[1:]
    body.sections += sum([paragraph.heading for paragraph in rest])


def _take_whole(parts: PageParts, n: int, other: int) -> None:
    body, behind = parts.bodies[n], parts.bodies.pop(other)
    _append(body, behind.paragraphs)
    body.writers += behind.writers
    body.writer, body.signed = behind.writer, behind.signed
    parts.blocks = [HeadBlock(block.lines, block.before - (block.before > other)) for block in parts.blocks]


def _take_end(body: Body, behind: Body, i: int, layout: Layout) -> None:
    rest, behind.paragraphs = behind.paragraphs[i:], behind.paragraphs[:i]
    first = rest[0].lines[0].line.number
    _append(body, rest)
    behind.sections -= sum([paragraph.heading for paragraph in rest])
    body.writers += [item for item in behind.writers if item.line.number > first]
    behind.writers = [item for item in behind.writers if item.line.number < first]
    body.writer, behind.writer = behind.writer, split_writer(behind.paragraphs[-1].text, layout)
    body.signed, behind.signed = behind.signed, behind.writer is not None or bool(behind.writers)
