"""How much of a question's words a sentence holds, alone and with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lists.paraphrase import load_thesaurus
from assistant.records import Question
from index.records import Annotation, Article
from index.words import Tokeniser, folded, pairs, solid

Piece = tuple[str, ...]

_CONTEXT = 0.35
_UNUSED = 1.2
_PAIR = 2  # characters
_DONE = re.compile("(?<=.)[过了]$")
# How much a word counts that stands not in the sentence but beside it.
_BESIDE = {"title": 0.75, "before": 0.6, "paragraph": 0.5, "lead": 0.35}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the question.

    Attributes:
        names: the word, and what tells the same.
        words: what it is made of.
        weight: how much it weighs.
        told: what tells the same as each of `words`.
    """

    names: Piece
    words: tuple[str, ...]
    weight: float
    told: tuple[Piece, ...] = ()

    def held(self, text: str) -> float:
        """Return 1 where the text holds one of the names, else the share of the words that it holds."""
        for name in self.names:
            if name in text:
                return 1.0
        told = self.told or ((),) * len(self.words)
        found = [
            len(word)
            for word, same in zip(self.words, told, strict=True)
            if word in text or any(name in text for name in same)
        ]
        return 0.8 * sum(found) / sum(map(len, self.words)) if found else 0.0


def wanted(question: Question, tokeniser: Tokeniser) -> list[Wanted]:
    """Return the words of a question with their weights: its own in full, those of earlier turns less."""
    own = question.pieces or question.groups
    weighted = [(p, 1.0) for p in own] + [(p, _CONTEXT) for p in question.context]
    same = load_thesaurus().told
    found = []
    for piece, factor in weighted:
        parts = _parts(piece, tokeniser)
        told = tuple(same.get(_DONE.sub("", part), ()) for part in parts)
        names = (*piece, *same.get(_DONE.sub("", piece[0]), ()))
        found.append(Wanted(names, parts, factor * min(5, len(piece[0])), told))
    return found


def _parts(piece: Piece, tokeniser: Tokeniser) -> tuple[str, ...]:
    """Return the words that a word is made of; where the tokeniser knows none, its character pairs."""
    words = tokeniser.words(piece[0])
    parts = tuple(w for w in dict.fromkeys(words) if len(w) > 1 and w != piece[0])
    return parts or (tuple(dict.fromkeys(pairs(piece[0]))) if len(piece[0]) > _PAIR else ())


class Surroundings:
    """The folded texts of an article's sentences and of what stands around each."""

    def __init__(self, article: Article, annotation: Annotation) -> None:
        text = folded(article.text)
        self.title = solid(article.title)
        self.sentences = ["".join(text[s.start : s.end].split()) for s in annotation.sentences]
        self._paragraphs: dict[int, str] = {}
        for sentence, part in zip(annotation.sentences, self.sentences, strict=True):
            self._paragraphs[sentence.paragraph] = self._paragraphs.get(sentence.paragraph, "") + part
        self._of = [s.paragraph for s in annotation.sentences]

    def coverage(self, question: Question, words: Sequence[Wanted]) -> list[tuple[float, float]]:
        """Return what share of the question's words is found in and around each sentence, and in it alone."""
        total, count = 0.0, len(self.sentences)
        held, own = [0.0] * count, [0.0] * count
        for word in words:
            inside = [word.held(sentence) for sentence in self.sentences]
            around = self._around(word, inside)
            for number in range(count):
                held[number] += word.weight * max(inside[number], around[number])
                own[number] += word.weight * inside[number]
            total += word.weight
        total += _UNUSED * len(question.unused)
        return [(h / total, o / total) if total else (0.0, 0.0) for h, o in zip(held, own, strict=True)]

    def _around(self, word: Wanted, inside: Sequence[float]) -> list[float]:
        """Return how much a word counts that stands beside each sentence; 0 where it stands inside."""
        if min(inside, default=1.0) >= 1.0:
            return [0.0] * len(inside)
        near = {number: word.held(text) for number, text in self._paragraphs.items()}
        always = max(_BESIDE["title"] * word.held(self.title), _BESIDE["lead"] * near[self._of[0]])
        before, above = (word.held(""), *inside), [_BESIDE["paragraph"] * near[n] for n in self._of]
        return [
            0.0 if own >= 1.0 else max(always, _BESIDE["before"] * last, paragraph)
            for own, last, paragraph in zip(inside, before, above, strict=False)
        ]
