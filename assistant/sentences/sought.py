"""What a question seeks, as far as sentences can be compared with it: weighted words and character pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

from assistant.records import Question
from assistant.sentences.clues import Clues
from assistant.sentences.posts import asked_post
from index.search import Archive
from index.words import Tokeniser, fold, normalise, pairs, stop_words

_SPACE = re.compile(r"\s+")
_REACH = 6.0
"""Characters over which the nearness to the asking word falls to 1/e."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question prepared for comparing.

    Attributes:
        text: the question as compared, without white space.
        words, word_weights: its words without stop words, and their rarity, summing to 1.
        pairs, pair_weights: the same for its character pairs.
        near_weights: weights of the pairs, those near the asking word counting more, summing to 1.
        kind: the sort of evidence that answers ("number", "when", "who", "where", "why", "what").
        noun: what the asking word asks for ("公司" in 哪个公司), empty where it stands alone.
        unit: how a number with the unit asked for is written, None where no unit is asked for.
        post: the head of the post whose holder is asked for, "" where none is.
    """

    text: str
    words: tuple[str, ...]
    word_weights: tuple[float, ...]
    pairs: tuple[str, ...]
    pair_weights: tuple[float, ...]
    near_weights: tuple[float, ...]
    kind: str
    noun: str
    unit: re.Pattern[str] | None
    post: str


def seek(question: Question, archive: Archive, tokeniser: Tokeniser, clues: Clues) -> Sought:
    """Prepare a question.

    Args:
        question: as understood; an English one is compared by the Chinese terms found in it.
        archive: tells how rare a word is.
        tokeniser: the archive's.
        clues: what asking words and answers look like.
    """
    said = _SPACE.sub("", normalise(question.text))
    if question.language == "en":
        said = "，".join(piece[0] for piece in (*question.pieces, *question.context))
    elif question.context:
        said += "，" + "，".join(piece[0] for piece in question.context)
    asking = clues.asking.search(said)
    at = (asking.start() + asking.end()) / 2 if asking else float(len(said))
    told = clues.asked.sub("，", said)
    words = tuple(w for w in dict.fromkeys(tokeniser.words(told)) if w not in stop_words())
    shingles = tuple(dict.fromkeys(pairs(told)))
    rare = _rarity(archive, shingles, "pairs")
    near = [r * exp(-abs(_middle(said, p, at) - at) / _REACH) for r, p in zip(rare, shingles, strict=True)]
    noun = asking.group("noun") or "" if asking else ""
    return Sought(
        text=said,
        words=words,
        word_weights=_share(_rarity(archive, words, "body")),
        pairs=shingles,
        pair_weights=_share(rare),
        near_weights=_share(near),
        kind=clues.kind(question.kind, said),
        noun=fold(noun),
        unit=clues.unit(said),
        post=asked_post(question, clues),
    )


def _middle(text: str, token: str, at: float) -> float:
    """Return where a token stands, the occurrence that is nearest to a position."""
    starts = [m.start() for m in re.finditer(re.escape(token), text)]
    return min((start + len(token) / 2 for start in starts), key=lambda p: abs(p - at), default=at)


def _rarity(archive: Archive, tokens: Sequence[str], field: Literal["body", "pairs"]) -> list[float]:
    known = archive.rarity(tokens, field)
    return [known[token] for token in tokens]


def _share(weights: Sequence[float]) -> tuple[float, ...]:
    total = sum(weights)
    return tuple(w / total for w in weights) if total > 0 else tuple(weights)
