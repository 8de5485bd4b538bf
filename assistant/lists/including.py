"""Put together what is found for one question in several ways: other words, and what is to count too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.records import Question

if TYPE_CHECKING:
    from assistant.lists.evidence import Evidence, Matches
    from assistant.lists.looking import Search

_SEVERAL = 3  # reports; what so few tell of says something
_COMMON = 0.15  # of all reports; what more of them tell of (打分, 群众) is no row by itself


def tells(question: Question, search: Search) -> bool:
    """Say whether what is to count too (断头路也算) tells of few enough places to be a row by itself.

    Args:
        question: for what counts too.
        search: tells how many reports have a word.
    """
    most = max(_SEVERAL, _COMMON * search.total)
    return any(search.spread(group) <= most for group in (*question.groups, *question.activities))


def both(found: Matches, other: Matches) -> Matches:
    """Return what was found for a question together with what was for that which counts too."""
    more = _beside(found, other)
    if not more or other.dropped:
        return found
    evidence = [*found.evidence, *more]
    told = len({e.article.article_id for e in evidence})
    coverage = replace(other.coverage, matched=told, sentences=len(evidence))
    groups, used = found.groups or other.groups, found.used | other.used
    return replace(found, evidence=evidence, groups=groups, coverage=coverage, used=used, share=1.0)


def together(strict: Matches, wide: Matches) -> Matches:
    """Return what a question's own words find, and behind it what words find that tell the same."""
    more = _beside(strict, wide)
    if not more:
        return strict
    dropped = wide.dropped if not strict.evidence else strict.dropped
    return replace(
        wide,
        evidence=[*strict.evidence, *more],
        groups=strict.groups or wide.groups,
        dropped=dropped,
        used=strict.used | wide.used,
        reworded=codes(more) - codes(strict.evidence),
    )


def codes(evidence: Iterable[Evidence]) -> frozenset[str]:
    """Return the places of which some evidence speaks."""
    return frozenset(acting.code for item in evidence for acting in item.acting)


def _beside(found: Matches, other: Matches) -> list[Evidence]:
    known = {(e.article.article_id, e.sentence.start) for e in found.evidence}
    return [e for e in other.evidence if (e.article.article_id, e.sentence.start) not in known]
