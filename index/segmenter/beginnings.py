"""Weigh whether a paragraph goes on with the article above it or begins a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.quick import quick
from index.segmenter.layout import Layout
from index.segmenter.namedplaces import NamedPlaces, acts
from index.segmenter.pageline import PageLine
from index.segmenter.parts import Body

_OPENING = 60
_ABOVE, _BELOW = 2000, 120  # characters of an article and of a paragraph that tell its subject
_SHARED, _SHARE = 4, 0.35  # pairs of characters, and their share, that a headline has of its subject
_APART = 1.5
_INTRODUCTION = 3  # paragraphs that may introduce an interview
_ITSELF = re.compile("全[省市州县区旗]|该[省市州县区旗]|[省市州县区旗](?:政协|委)")  # how an article goes on
_NEW = 3.0  # what is needed for a new article without a headline


@quick
@dataclass(frozen=True, slots=True)
class Opening:
    """A paragraph that may begin an article.

    Attributes:
        first: its first line.
        text: its plain text.
        pending: the lines between it and the paragraph before, in order.
        photo: whether a photo credit stands at its end or right below it.
        listed: whether it stands in a list of briefs.
        apart: whether more white stands before it than between the paragraphs of the page.
    """

    first: PageLine
    text: str
    pending: Sequence[PageLine]
    photo: bool
    listed: bool = False
    apart: bool = False

    @property
    def heads(self) -> list[PageLine]:
        """Return the headline lines before it."""
        return [item for item in self.pending if item.kind == "head"]

    @property
    def kinds(self) -> set[str]:
        """Return what the lines before it are."""
        return {item.kind for item in self.pending} if self.pending else set()


def begins(opening: Opening, body: Body, layout: Layout, places: NamedPlaces) -> bool:
    """Say whether a new article begins with a paragraph.

    Args:
        opening: the paragraph with what stands before it.
        body: the article above it, so far.
        layout: the layout rules.
        places: the place names of the page.
    """
    first, kinds = opening.first, opening.kinds
    if first.dateline or first.resumes or "mark" in kinds:
        return True
    if first.row:
        return False
    if body.signed or first.bullet or (first.entry and _tagged_elsewhere(first, body, places)):
        return True
    if "label" in kinds and any(
        item.kind == "label" and layout.label_opening.search(item.text) for item in opening.pending
    ):
        return True
    if "head" in kinds:
        if within_itself(opening, body, layout, places):
            return False
        return _after_heads(opening, body, _place(body, places), layout, places) > 0
    return _without_heads(opening, body, layout, places) >= _NEW


def within_itself(opening: Opening, body: Body, layout: Layout, places: NamedPlaces) -> bool:
    """Say whether headlines stand between the first paragraph of their own article and the others.

    The article has no headline above it, they name its place, and what stands below them has no beginning.
    """
    heads, first = opening.heads, opening.first
    if body.headed or not body.dateline or len(body.paragraphs) > 1 or not heads or first.dated:
        return False
    if not (layout.paragraph.match(opening.text) or _ITSELF.match(opening.text)):
        return False
    return _place(body, places) in places.told("\n".join([head.text for head in heads]))


def _tagged_elsewhere(first: PageLine, body: Body, places: NamedPlaces) -> bool:
    """Say whether two paragraphs open with the names of different places in brackets (【…】)."""
    above = body.paragraphs[0].lines[0]
    ours, theirs = places.tag(first.text), places.tag(above.text) if above.entry else None
    return ours is not None and theirs is not None and ours != theirs


def _without_heads(opening: Opening, body: Body, layout: Layout, places: NamedPlaces) -> float:
    """Weigh what speaks for a new article where no headline stands between."""
    listed = opening.listed or _brief(opening, body)
    score = 2.0 if opening.photo else 0.0
    score += 1.0 if opening.first.dated and body.dateline else 0.0
    score += 2.0 if opening.pending and "label" in opening.kinds else 0.0
    score += _APART if opening.apart else 0.0
    if opening.text[-1:] in "？?" and (speaker := layout.speaker.match(opening.text)):
        new = len(body.speakers) != 1 and speaker["speaker"] not in body.speakers
        score += 3.0 if new and not _introduces(body) else 0.0
    if score < _NEW and (score >= 1.0 or listed) and (other := _elsewhere_at_home(opening, body, places)):
        score += (2.0 if other == "acts" else 1.0) + (2.0 if listed else 0.0)
    return score


def _introduces(body: Body) -> bool:
    """Say whether an article, so far, may be what introduces an interview."""
    told = body.speakers or body.dateline or body.resumed
    return not told and len(body.paragraphs) <= _INTRODUCTION


def _elsewhere_at_home(opening: Opening, body: Body, places: NamedPlaces) -> str:
    """Say whether the opening first names another place of the home province, and whether it acts."""
    place = _place(body, places)
    home = places.gazetteer.home
    # In a paper of another province everything is elsewhere.
    found = _home_place(opening.text[:_OPENING], places, home if place and place.startswith(home) else "")
    if found is None or place is None or places.contains(place, found[1]):
        return ""
    return "acts" if found[0] else "named"


def _after_heads(
    opening: Opening, body: Body, place: str | None, layout: Layout, places: NamedPlaces
) -> float:
    """Weigh what speaks for a new article against a section heading."""
    heads, kinds = opening.heads, opening.kinds
    score = 1.5 if body.dateline else -1.0
    score += 3.0 if len(heads) > 1 and any(layout.subhead.match(head.text) for head in heads) else 0.0
    score += 3.0 if _heads_elsewhere(heads, place, places) else 0.0
    score += 2.5 if "label" in kinds else 0.0
    score += 3.0 if "byline" in kinds or "stamp" in kinds else 0.0
    score += 0.5 if opening.first.dated else 0.0
    score += 2.5 if heads[0].blanks > body.gap else 0.0
    elsewhere = _elsewhere_at_home(opening, body, places)
    score += 1.0 if elsewhere else 0.0
    if elsewhere == "acts" and place in places.told("\n".join(head.text for head in heads)):
        score += 1.5  # the headline of the article above, set below it
    score += 3.0 if any(head.line.role == "title" for head in heads) else 0.0
    score += 1.5 if opening.photo else 0.0
    score += 3.0 if layout.essay.search(heads[0].text) else 0.0
    score += 2.5 if _another_subject(heads, opening.text, body) else 0.0
    score += 3.0 if layout.announces(heads[0].text.lstrip("#")) else 0.0
    score += 2.5 if body.paragraphs[0].lines[0].bullet else 0.0
    score -= 4.0 if layout.section.match(heads[0].text) else 0.0
    score -= 1.5 if len(heads) == 1 and len(heads[0].text) <= 8 and "byline" not in kinds else 0.0
    score -= 1.5 if body.sections else 0.0
    return score


def _another_subject(heads: Sequence[PageLine], text: str, body: Body) -> bool:
    """Say whether headlines share words with the paragraph below them that the article above lacks."""
    head = "".join([line.text for line in heads])
    pairs = {a + b for a, b in pairwise(head)}
    above, below = body.lead(_ABOVE), text[:_BELOW]
    fresh = [pair for pair in pairs if pair in below and pair not in above]
    return len(fresh) >= max(_SHARED, _SHARE * len(pairs))


def _heads_elsewhere(heads: Sequence[PageLine], place: str | None, places: NamedPlaces) -> bool:
    named = places.told("\n".join(head.text for head in heads))
    return bool(named) and place is not None and not any(places.contains(place, code) for code in named)


def _brief(opening: Opening, body: Body) -> bool:
    """Say whether both articles would be single paragraphs that open with a date, or as entries of a list."""
    above = body.paragraphs[0].lines[0]
    alike = (opening.first.dated and above.dated) or (opening.first.entry and above.entry)
    return alike and len(body.paragraphs) == 1


def _home_place(text: str, places: NamedPlaces, home: str) -> tuple[bool, str] | None:
    """Return the first place of a province that a text names, and whether a body of it acts."""
    for name in places.find(text):
        if str(name.code).startswith(home):
            return acts(text, name), str(name.code)
    return None


def _place(body: Body, places: NamedPlaces) -> str | None:
    if body.named is None:
        named = places.told(body.lead(80)) or places.told(body.lead(1200))
        body.named = named[0] if named else None
    return body.named
