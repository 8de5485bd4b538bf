"""Section headings that stand right above the first paragraph of an article, and look like its headline."""

from __future__ import annotations

from dataclasses import replace

from index.segmenter.assign import Assignment
from index.segmenter.pageline import PageLine
from index.segmenter.parts import Body, PageParts, Paragraph

_LONGEST = 14
_SHARE = 3  # one of so many characters at least is the same in parallel headings
_FEWEST = 2


def take_first_sections(parts: PageParts, assignment: Assignment) -> None:
    """Give bodies the last line of their headlines where that is parallel to their further section headings.

    In a continuation it may be the only one; elsewhere a headline has to stand above it.

    Args:
        parts: the page taken apart; its bodies are changed.
        assignment: the headline of each body; it is changed.
    """
    for number, group in list(assignment.heads.items()):
        body = parts.bodies[number]
        last = group.lines[-1]
        if not (body.resumed or len(group.lines) > 1) or not _opens(last, body):
            continue
        body.paragraphs.insert(0, Paragraph([last], heading=True))
        body.sections += 1
        if len(group.lines) > 1:
            assignment.heads[number] = replace(group, lines=group.lines[:-1])
        else:
            del assignment.heads[number]


def _opens(line: PageLine, body: Body) -> bool:
    """Say whether a headline line above a body is its first section heading."""
    above = line.line.number < body.first
    headings = [paragraph.text for paragraph in body.paragraphs if paragraph.heading]
    return above and any(_parallel(line.text, heading) for heading in headings)


def _parallel(one: str, other: str) -> bool:
    """Say whether two short lines are worded alike: of one length, some characters in the same places."""
    if len(one) != len(other) or len(one) > _LONGEST:
        return False
    same = sum([a == b for a, b in zip(one, other, strict=True)])
    return same >= max(_FEWEST, len(one) / _SHARE)
