"""Under which page and column each article is printed: 综合, 简讯, 一句话新闻, 委员风采.

The name of a page stands in its masthead, or on a line above everything else. Columns are named by the labels
between articles; as articles stand side by side, a label only belongs to what shows it: that of briefs to the
items below it, words that headlines repeat to these articles, any other to the next article.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from index.records import WITHIN
from index.segmenter.assign import Assignment
from index.segmenter.labels import names_briefs, unframed
from index.segmenter.layout import Layout
from index.segmenter.pageline import PageLine
from index.segmenter.parts import PageParts

_HAN = "[\u4e00-\u9fff]"
_SPELLED = re.compile(f"(?<!{_HAN}){_HAN}(?:[ \u3000]{_HAN})+(?!{_HAN})")  # 综 合
_ASIDE = re.compile(r"[(（][^()（）]*[)）]|[“”\"'>#|｜·]+(?=\s|$)|(?<=\s)[·>#|｜]+")
_SHORT = 6  # characters of a label that is taken at its word
_REPEATED = 4  # characters of a label that headlines repeat


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    line: PageLine
    briefs: bool


def sections(parts: PageParts, assignment: Assignment, layout: Layout) -> list[str | None]:
    """Return for each body of a page the names of page and column under which it stands, None without any.

    Args:
        parts: the page taken apart.
        assignment: the headline of each body.
        layout: the layout rules.
    """
    labels = list(_labels(parts, assignment, layout))
    first = min((body.first for body in parts.bodies), default=0)
    heads = [line.line.number for group in assignment.heads.values() for line in group.lines]
    opening = [label for label in labels if label.line.line.number < min([first, *heads])]
    page = _of_masthead([item for item in parts.other if item.kind == "masthead"], layout)
    above = opening[0].name if opening and not opening[0].briefs else ""
    if above and not page:
        page, labels = above, [label for label in labels if label is not opening[0]]
    column = _columns(parts, assignment, labels)
    named = ((page, column.get(n, "")) for n in range(len(parts.bodies)))
    return [WITHIN.join(dict.fromkeys(filter(None, names))) or None for names in named]


def _columns(parts: PageParts, assignment: Assignment, labels: Sequence[_Label]) -> dict[int, str]:
    """Return the column of each body that stands in one."""
    found: dict[int, str] = {}
    order = sorted(range(len(parts.bodies)), key=lambda n: parts.bodies[n].first)
    starts = [label.line.line.number for label in labels]
    titles = {n: "".join([item.text for item in group.lines]) for n, group in assignment.heads.items()}
    for label, after in zip_longest(labels, starts[1:]):
        below = [n for n in order if label.line.line.number < parts.bodies[n].first < (after or 10**9)]
        said = label.name.removeprefix("政协")
        repeated = [n for n, title in titles.items() if len(said) >= _REPEATED and said in title]
        if label.briefs:
            below = list(_briefs(below, label, parts, assignment))
        elif repeated:
            below = repeated
        elif label.line.line.role != "heading":
            below = _next(below, titles)
        for n in below:
            found[n] = label.name
    return found


def _next(below: Sequence[int], titles: Container[int]) -> list[int]:
    """Return the next body with those that follow without a headline: briefs by another name."""
    return [*below[:1], *takewhile(lambda n: n not in titles, below[1:])]


def _briefs(below: Sequence[int], label: _Label, parts: PageParts, assignment: Assignment) -> Iterator[int]:
    """Yield the bodies below the label of briefs up to the first that has a headline of its own."""
    for n in below:
        group = assignment.heads.get(n)
        lines = [item.line.number for item in group.lines] if group else []
        above = any(label.line.line.number < line < parts.bodies[n].first for line in lines)
        if above or (lines and parts.bodies[n].dateline):
            return
        yield n


def _labels(parts: PageParts, assignment: Assignment, layout: Layout) -> Iterator[_Label]:
    """Yield the labels of a page in their order, those that only look like one left out."""
    told = [item for item in parts.other if item.kind == "label"]
    for item in sorted((*told, *assignment.labels), key=lambda item: item.line.number):
        text = item.text.lstrip("#")
        name = layout.page_beside.sub("", unframed(text)) if text else ""
        known = name in layout.labels or layout.label_endings.search(name)
        short = item.kind == "label" and len(name) <= _SHORT and layout.names_page(name)
        if name and len(name) <= layout.label_longest and (known or short):
            yield _Label(name, item, names_briefs(item.text, layout))


def _of_masthead(lines: Sequence[PageLine], layout: Layout) -> str:
    """Return the name of a page as its masthead has it between day and editors; "" where it has none."""
    for item in lines:
        printed = _SPELLED.sub(lambda found: "".join(found.group().split()), item.line.text)
        parts = _ASIDE.sub(" ", printed).split()
        for before, part in zip(["", *parts], parts, strict=False):
            name = layout.page_beside.sub("", part)
            if layout.names_page(name) and not layout.page_staff.search(before):
                return name
    return ""
