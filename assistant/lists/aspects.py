"""What a question asks of each row: words that weigh by their rarity, and what tells the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.lists.looking import Group, Search
from assistant.lists.paraphrase import load_thesaurus
from assistant.records import Question
from index.words import Tokeniser, fold, pairs

_LEAST = 0.05  # what a word weighs that every report has


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing or doing asked for.

    Attributes:
        names: what it is called in the question, folded, with its variants.
        wide: the same and what tells the same.
        weight: its rarity: the logarithm of the reports there are to those that have it.
        doing: True where it is something done, False where a thing, None for a mere word.
    """

    names: Group
    wide: Group
    weight: float
    doing: bool | None


@dataclass(frozen=True, slots=True)
class Sought:
    """A question prepared for comparing reports with it.

    Attributes:
        aspects: what is asked for.
        weights: (aspects,) their weights, summing to 1.
        pairs, pair_weights: the character pairs of the aspects and their rarity, summing to 1.
        texts: the question and its aspects alone, as they are compared by vectors.
    """

    aspects: tuple[Aspect, ...]
    weights: NDArray[np.float64]
    pairs: tuple[str, ...]
    pair_weights: NDArray[np.float64]
    texts: tuple[str, str]


def sought(question: Question, search: Search, tokeniser: Tokeniser, total: int) -> Sought | None:
    """Prepare a question; None where it asks for nothing that a report could say.

    Args:
        question: as understood.
        search: tells how many reports have a word.
        tokeniser: takes words apart that no report has.
        total: how many reports there are.
    """
    found = tuple(_aspects(question, search, tokeniser, total))
    if not found:
        return None
    weights = np.array([aspect.weight for aspect in found])
    shingles = tuple(dict.fromkeys(pair for aspect in found for pair in pairs(aspect.names[0])))
    rarity = [_weight(search.spread((pair,)), total) for pair in shingles]
    core = "，".join(aspect.names[0] for aspect in found)
    said = fold(question.text) if question.language == "zh" else core
    share = np.array(rarity) / max(sum(rarity), 1e-9)
    return Sought(found, weights / weights.sum(), shingles, share, (said, core))


def _aspects(question: Question, search: Search, tokeniser: Tokeniser, total: int) -> Iterator[Aspect]:
    text, seen = fold(question.text), set[str]()
    parts: list[tuple[Sequence[Group], bool | None]] = [
        (question.groups, False),
        (question.activities, True),
        (question.words, None),
        (question.pieces, None),
    ]
    known = load_thesaurus()
    for groups, doing in parts:
        for group in (part for whole in groups for part in _known(whole, search, tokeniser)):
            if seen & set(group):
                continue
            seen.update(group)
            wide = known.wide(group, [name for name in group if name in text])
            yield Aspect(group, wide, _weight(search.spread(group), total), doing)


def _known(group: Group, search: Search, tokeniser: Tokeniser) -> list[Group]:
    """Return a word, or what it is made of where no report has it (种树栽苗)."""
    if search.spread(group) or any(name in load_thesaurus().told for name in group):
        return [group]
    words = [word for word in tokeniser.words(group[0]) if len(word) > 1 and word != group[0]]
    return [(word,) for word in dict.fromkeys(words)] or [group]


def _weight(spread: int, total: int) -> float:
    return max(_LEAST, math.log((total + 1.5) / (spread + 0.5)))
