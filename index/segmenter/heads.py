"""Tell kicker, headline and subhead of a group of headline lines apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.quick import quick
from index.records import Line
from index.segmenter.layout import Layout
from index.segmenter.markup import bare
from index.segmenter.pageline import PageLine
from index.segmenter.writers import is_name, names

_SAME_SIZE = 0.94
_WIDE = 1.4  # a headline so many columns wide was broken because it is too long
_LETTERS, _LETTER = 4, 2  # parts of a headline set letter by letter; characters of one, a mark counted in
_FEW, _SOME = 4, 7  # characters of what is left over of a headline, and of the line above it
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))


@quick
@dataclass(frozen=True, slots=True)
class Heads:
    """The parts of a headline."""

    kicker: str | None = None
    headline: str | None = None
    subhead: str | None = None
    byline: str | None = None

    @property
    def lines(self) -> str:
        """Return the parts that are there, one a line."""
        return "\n".join([part for part in (self.kicker, self.headline, self.subhead) if part])


def read_heads(lines: Sequence[PageLine], layout: Layout) -> Heads:
    """Tell kicker, headline and subhead apart.

    A line that opens with a dash, or only tells who was there, is a subhead; a line that goes on with the one
    before it joins it; a line that repeats the subhead is a web copy's own title and is dropped. Of what is
    left the line in the largest type is the headline, or the last one where types are equal or unknown; what
    stands before it is the kicker, what stands after it in smaller type the subhead.

    Args:
        lines: the headline lines of one article in order.
        layout: the layout rules.
    """
    heads: list[_Part] = []
    subheads: list[str] = []
    byline: str | None = None
    previous: PageLine | None = None
    for item in lines:
        told, writer = _without_writer(bare(item.printed), layout)
        text, byline = _closed_up(told), byline or writer
        if heads and (item.below or layout.subhead.match(item.text.lstrip("#")) or _attended(text, layout)):
            subheads.append(text)
        elif subheads:
            subheads[-1] += text
        elif heads and previous is not None and goes_on(previous, item, layout):
            heads[-1].text += f" {text}" if _clauses(previous, item, layout) else text
        else:
            heads.append(_Part(text, item.line.size))
        previous = item
    below = "".join(subheads).lstrip("—―- ")
    heads = [part for part in heads if not below or below not in part.text] or heads
    return _arranged(heads, subheads, byline, layout)


def _attended(text: str, layout: Layout) -> bool:
    """Say whether a headline line only tells who was at a meeting (甲主持并讲话 乙应邀通报情况)."""
    return all(layout.attended.fullmatch(part) for part in text.split())


def _without_writer(text: str, layout: Layout) -> tuple[str, str | None]:
    """Return a headline without the writer that is named on its line, and the writer."""
    found = layout.byline_behind.search(text)
    writer = names(found["names"], layout) if found else None
    if found is None or writer is None or not all(map(is_name, writer.split())):
        return text, None
    return text[: found.start()], writer


def _closed_up(text: str) -> str:
    """Return a headline that was set letter by letter without the white space between its letters."""
    parts = text.split()
    longest = max(map(len, parts), default=0)
    spaced = (len(parts) >= _LETTERS and longest <= _LETTER) or (len(parts) > 1 and longest == 1)
    return "".join(parts) if spaced else text


@dataclass(slots=True)
class _Part:
    """One headline line, joined with those that go on with it, and the size of its type."""

    text: str
    size: float


def _arranged(heads: Sequence[_Part], subheads: list[str], byline: str | None, layout: Layout) -> Heads:
    if not heads:
        return Heads(subhead=" ".join(subheads) or None, byline=byline)
    if len(heads) == 1:
        return Heads(None, heads[0].text, " ".join(subheads) or None, byline)
    told = [
        part for part in heads if not (part.text.startswith(("（", "(")) and part.text.endswith(("）", ")")))
    ] or heads
    # The name of a body alone is a kicker, though it stand below the headline.
    bodies = [part for part in told if layout.organisation.fullmatch(part.text)]
    told = [part for part in told if part not in bodies] or told
    largest = max(part.size for part in told)
    main = max(i for i, part in enumerate(heads) if part.size >= largest * _SAME_SIZE and part in told)
    before, after = heads[:main], heads[main + 1 :]
    subheads = [*(part.text for part in after if part not in bodies), *subheads]
    kicker = " ".join([part.text for part in (*before, *(part for part in after if part in bodies))])
    return Heads(kicker or None, heads[main].text, " ".join(subheads) or None, byline)


def goes_on(before: PageLine, item: PageLine, layout: Layout) -> bool:
    """Say whether a headline line was broken and goes on in the next one."""
    if before.line.size and item.line.size and before.line.role == item.line.role == "heading":
        return _same_type(before.line, item.line)
    if before.text.endswith(("、", "：", "，", ",")) or item.line.role in ("title", "heading"):
        return False
    if (
        item.blanks == 0
        and before.column
        and before.size >= _WIDE * before.column
        and item.size < before.size
    ):
        return True
    body = layout.organisation.fullmatch(before.text)
    if item.blanks == 0 and not body and _letters(before) and _letters(item):
        return True
    if item.blanks == 0 and (_is_open(before, item, layout) or _clauses(before, item, layout)):
        return True
    unbalanced = any(before.text.count(a) > before.text.count(b) for a, b in _PAIRS)
    return (
        unbalanced
        or _leftover(before, item, layout)
        or (item.blanks == 0 and len(before.text) >= 10 and layout.goes_on.match(item.text) is not None)
    )


def _letters(line: PageLine) -> bool:
    """Say whether a line is set letter by letter, as one long headline on two lines may be."""
    return line.gaps > 0 and line.gaps * 2 >= len(line.text) - 2


def _is_open(before: PageLine, item: PageLine, layout: Layout) -> bool:
    """Say whether a line leaves a clause open that the next one, of no other body, closes."""
    if layout.subject.fullmatch(before.text) and layout.verbs.match(item.text):
        return True
    clause = layout.open_clause.search(before.text)
    if clause is None or layout.verbs.search(clause.group()):
        return False
    return not layout.acting.match(item.text) and not layout.subhead.match(item.text)


def _clauses(before: PageLine, item: PageLine, layout: Layout) -> bool:
    """Say whether a body and a colon stand before two clauses of like length, the second on its line."""
    acting = layout.acting.match(before.text)
    if acting is None or before.text[acting.end() : acting.end() + 1] not in ("：", ":"):
        return False
    first, second = len(before.text) - acting.end() - 1, len(item.text)
    told = layout.acting.match(item.text) or layout.subhead.match(item.text) or "：" in item.text
    return first > _FEW and abs(first - second) <= 1 and not told and not item.gaps and not before.gaps


def _leftover(before: PageLine, item: PageLine, layout: Layout) -> bool:
    """Say whether a line of a few characters is what did not fit on the one above, no body's name."""
    return (
        item.blanks == 0
        and len(item.text) <= _FEW < _SOME <= len(before.text)
        and len(before.line.text.split()) == len(item.line.text.split()) == 1
        and not layout.organisation.search(before.text)
        and not layout.verbs.search(item.text)
    )


def _same_type(above: Line, below: Line) -> bool:
    """Say whether two lines of known size are of one type and stand right below each other."""
    if min(above.size, below.size) < _SAME_SIZE * max(above.size, below.size):
        return False
    if above.box is None or below.box is None:
        return True
    beside = min(above.box[2], below.box[2]) - max(above.box[0], below.box[0]) <= 0
    return not beside and 0 <= below.box[1] - above.box[1] < 2.2 * below.size
