"""Which words of a question are not to be found where it seems to be answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lists.paraphrase import load_thesaurus
from assistant.records import Question
from assistant.sentences.clues import Clues
from assistant.sentences.coverage import Wanted, wanted
from index.mentions.wordlists import tagger
from index.records import Annotation, Article
from index.search import Archive
from index.words import Tokeniser, compact, solid, stop_words

# First letters of the parts of speech that say something: nouns, verbs, adjectives, idioms, foreign words.
_TELLING = frozenset("nvajlie")
_BESIDE = 0.9
_LETTERS = 0.7
"""How far a word is held by a text that only holds its characters, each somewhere (晒药 in 到处晾晒药材)."""
_UNREAD = 0.6
"""Weight of a word of an English question that could not be turned into the words of the archive."""
_NO_WORD = "\x00"
"""Never the rarity of a word that the archive holds."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A word of the question: how rare it is (0 to 1), whether it is a noun, how far from the asking word."""

    word: Wanted
    rarity: float
    noun: bool
    away: float


class Lost:
    """The words of one question, to be looked for in articles.

    Args:
        question: as understood.
        archive: tells how rare a word is.
        tokeniser: the archive's.
        clues: what asking words look like.
    """

    def __init__(self, question: Question, archive: Archive, tokeniser: Tokeniser, clues: Clues) -> None:
        text = compact(question.text)
        asking = clues.asking.search(text)
        at = (asking.start() + asking.end()) / 2 if asking else float(len(text))
        told = clues.asked.sub("，", text)
        words = _words(question, told, tokeniser, clues) if question.language == "zh" else []
        self._said = [
            _Said(word, self._rarity(word, archive), noun, _away(word.names[0], text, at))
            for word, noun in words or [(word, True) for word in wanted(question, tokeniser)]
        ]
        self._unread = _UNREAD * len(question.unused) if question.language == "en" else 0.0

    @property
    def size(self) -> int:
        """How many words the question has."""
        return len(self._said)

    def of(self, article: Article, annotation: Annotation, number: int) -> dict[str, float]:
        """Return what is lost beside a sentence and in its article, as `answering.NAMES` says."""
        text = solid(article.text)
        title = solid(article.title)
        start = annotation.sentences[max(0, number - 1)].start
        end = annotation.sentences[number].end
        middle = annotation.sentences[number].start
        own = solid(article.text[middle:end])
        near = solid(article.text[start:end]) + title
        here, whole = [], []
        for said in self._said:
            inside = max(said.word.held(own), _BESIDE * said.word.held(near))
            here.append(1.0 - inside)
            whole.append(1.0 - max(inside, said.word.held(text + title)))
        nearest = min(range(len(self._said)), key=lambda i: self._said[i].away, default=None)
        return {
            "here": self._share(here),
            "article": self._share(whole),
            "noun_here": self._worst(here, True),
            "noun_article": self._worst(whole, True),
            "other_article": self._worst(whole, False),
            "asked_here": 0.0 if nearest is None else here[nearest] * self._said[nearest].rarity,
            "asked_article": 0.0 if nearest is None else whole[nearest] * self._said[nearest].rarity,
            "unknown": self._unknown(text + title),
            "soft_here": 1.0 - self.told(near)[0],
            "soft_article": 1.0 - self.told(text + title)[0],
        }

    def told(self, text: str) -> tuple[float, float]:
        """Return how far a text tells the question's words, other words of the same characters too.

        Args:
            text: folded, without white space.

        Returns:
            The share of the words, weighted by rarity, and how far that nearest to the asking word; 0 to 1.
        """
        lost = [1.0 - _softly(said.word, text) for said in self._said]
        if not lost:
            return 1.0 - self._share(lost), 0.0
        nearest = min(range(len(self._said)), key=lambda i: self._said[i].away)
        return 1.0 - self._share(lost), 1.0 - lost[nearest]

    def _share(self, lost: Sequence[float]) -> float:
        total = sum(said.rarity for said in self._said) + self._unread
        gone = sum(x * said.rarity for x, said in zip(lost, self._said, strict=True)) + self._unread
        return gone / total if total else 0.0

    def _worst(self, lost: Sequence[float], noun: bool) -> float:
        found = (x * said.rarity for x, said in zip(lost, self._said, strict=True) if said.noun is noun)
        return max(found, default=0.0)

    def _unknown(self, text: str) -> float:
        nouns = (said for said in self._said if said.noun and _softly(said.word, text) < _LETTERS / 2)
        return max((said.rarity for said in nouns), default=0.0)

    def _rarity(self, word: Wanted, archive: Archive) -> float:
        """Return how rare a word is: that of its rarest part against that of a word that is nowhere."""
        parts = [p for p in (*word.words, word.names[0]) if p not in stop_words()]
        known = archive.rarity([*(word.words or word.names[:1]), _NO_WORD])
        most = known.pop(_NO_WORD)
        return max((known[p] for p in parts if p in known), default=0.0) / most if most else 0.0


def _words(question: Question, told: str, tokeniser: Tokeniser, clues: Clues) -> list[tuple[Wanted, bool]]:
    """Return the words of a Chinese question that say something, and whether each is a noun.

    A word that is a term is held where one of the term's other names stands, a verb where its stem does.
    """
    terms = {piece[0]: piece for piece in question.pieces}
    found: dict[str, tuple[Wanted, bool]] = {}
    tagged = tagger()(told)
    # Names of places that were understood as such are asked for otherwise (timely.py and the fit of places).
    placed = 0 < sum(tag == "ns" for _, tag in tagged) <= len(question.places)
    for word, tag in tagged:
        if placed and tag == "ns":
            continue
        if len(word) < 2 or tag[0] not in _TELLING or word in stop_words() or word in found:
            continue
        if clues.idle.fullmatch(word):
            continue
        parts = tuple(w for w in tokeniser.words(word) if 1 < len(w) < len(word))
        stem = clues.endings.sub("", word) if tag[0] == "v" else ""
        names = (*terms.get(word, (word,)), *load_thesaurus().told.get(word, ()))
        if stem:
            names = (*names, stem, *load_thesaurus().told.get(stem, ()))
        found[word] = Wanted(names, parts, 1.0), tag[0] == "n"
    return list(found.values())


def _softly(word: Wanted, text: str) -> float:
    """Return how far a text holds a word, or else its characters."""
    letters = set(word.names[0])
    return max(word.held(text), _LETTERS * sum(letter in text for letter in letters) / len(letters))


def _away(word: str, text: str, at: float) -> float:
    """Return how far a word stands from the asking word; one that is not said itself stands farthest."""
    starts = [m.start() for m in re.finditer(re.escape(word), text)]
    return min((abs(start + len(word) / 2 - at) for start in starts), default=float(len(text)))
