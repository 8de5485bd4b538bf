"""Work out what is left: so many in all, so many done (收到143件，立案128件：没有立案的15件)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.listing import Draft
from assistant.lists.arithmetic import alike, comparable, difference
from assistant.lists.figures import CARRIERS
from assistant.lists.paraphrase import load_thesaurus
from assistant.lists.workings import Number, Working, drafted
from assistant.parsing.arithmeticrules import load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.wording import say
from index.bigrams import bigrams, held
from index.records import Mention
from index.words import fold

_CLAUSE = re.compile("[，,；;。：:、]")
_STOP = re.compile("[，,；;。？?]")
_ASKED = re.compile("(?:多少|几).?|的|有|是|里|中|被|能")
_CANNOT = re.compile("不(?:了|上|到|成|起|来|着)")  # 开不了饭: 开饭
_INSIDE = re.compile("(?<=[\u4e00-\u9fff])[上了成着过](?=[\u4e00-\u9fff]$)")  # 立上案: 立案
_BEST = 8
_LEAST = 0.2  # coverage of a sentence that may tell of what is asked about
_DONE = 1.0  # what a word for what is done adds to a part, beside the words of the question
_NAMED = 2  # character pairs of the question beside the whole, where it stands in another sentence

Pairs = frozenset[str]


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question says of what is left, in character pairs.

    Attributes:
        said: of the part (没有*立案*的).
        about: of the whole, as far as the clause names it.
        named: whether the part has to stand beside its number.
    """

    said: Pairs
    about: Pairs
    named: bool


class Remainder:
    """Answer how many are left, where sentences tell how many there are and how many are done."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.rules = load_arithmetic()

    def answer(self, question: Question) -> Draft | None:
        """Return each difference with what it is worked out from; None where nothing left is asked for.

        None too where a report prints the number of what is left.
        """
        asked = self.rules.left.every(question)
        best = [c for c in self.scorer.candidates(question) if c.coverage >= _LEAST] if asked else []
        found: list[Working] = []
        for match in asked:
            parts = [part for part in match.groupdict().values() if part]
            said = _pairs(parts, question)
            working = self._left(question, best, said, _about(match, said))
            if working is None and (told := _told_alike(parts, question) - said):
                working = self._left(question, best, told, _about(match, told))
            found += [working] if working else []
        return drafted(question, found) if found else None

    def _left(
        self, question: Question, best: Sequence[Candidate], said: Pairs, about: Pairs
    ) -> Working | None:
        """Return what is left of one thing; None where nothing tells, or where it is printed."""
        for candidate in best[:_BEST]:
            told = _quantities(candidate)
            foreign = question.language == "en"  # what is left may be told in words that no table has
            if any(
                self._printed(candidate, m) and (foreign or not said or _hits(candidate, m, said))
                for m in told
            ):
                return None
            # English words are matched to terms one by one: some of the part may have none.
            pair = self._pair(candidate, told, Sought(said, about, bool(said) and question.language == "zh"))
            if pair is not None:
                return _working(question, Number(candidate, pair[0]), Number(candidate, pair[1]))
        return self._apart(question, best, said, about) if question.language == "zh" else None

    def _pair(
        self, candidate: Candidate, told: Sequence[Mention], sought: Sought
    ) -> tuple[Mention, Mention] | None:
        """Return what there is in all and the part named: a smaller number of its unit behind it."""
        found = []
        for i, part in enumerate(told):
            if self._printed(candidate, part):
                continue  # what is left is nothing to take away
            value, _ = comparable(part)
            wholes = [m for m in told[:i] if alike(m, part) and comparable(m)[0] > value]
            if not sought.named:  # nothing says what the part is: 18个乡镇 less 6个社区 is nothing
                # 办结391件 counts what 418件 does.
                name = "" if any(done in part.name for done in self.rules.done) else part.name
                wholes = [m for m in wholes if not (m.name and name and not set(m.name) & set(name))]
            fit = self._fit(candidate, part, sought.said, sought.named)
            if wholes and fit > 0:
                # Of several wholes (维修的…户、重建的…户) the one that the question names, else the nearest.
                # One in the part's own unit is meant before one of its kind (23个小区、1860户，完工14个).
                hits = [(_hits(candidate, m, sought.about), m.unit == part.unit) for m in wholes]
                same = [own for own in zip(hits, range(len(wholes)), wholes, strict=True) if own[0][1]]
                every = same or list(zip(hits, range(len(wholes)), wholes, strict=True))
                found.append((fit, -i, max(every, key=lambda entry: entry[:2])[2], part))
        return max(found, key=lambda entry: entry[:2])[2:] if found else None

    def _apart(
        self, question: Question, best: Sequence[Candidate], said: Pairs, about: Pairs
    ) -> Working | None:
        """Return what is left where one sentence of a report tells the whole and another one the part."""
        for candidate in best[:_BEST]:
            for part in _quantities(candidate):
                if not _hits(candidate, part, said):
                    continue
                wholes = [
                    (_hits(other, m, about), -comparable(m)[0], Number(other, m))
                    for other in best
                    if other.article.article_id == candidate.article.article_id and other is not candidate
                    for m in _quantities(other)
                    if m.unit == part.unit and comparable(m)[0] > comparable(part)[0]
                ]
                named = [entry for entry in wholes if entry[0] >= _NAMED]
                if named:
                    whole = max(named, key=lambda entry: entry[:2])[2]
                    return _working(question, whole, Number(candidate, part))
        return None

    def _fit(self, candidate: Candidate, part: Mention, said: Pairs, named: bool) -> float:
        """Return how well a number counts the part that the question names, 0 where nothing says so."""
        start, end = _clause(candidate, part)
        clause = candidate.article.text[start:end]
        done = any(word in clause for word in self.rules.done)
        hits = _hits(candidate, part, said)
        # What the question names has to stand there; where it names nothing (还剩多少), what is done.
        return hits + (_DONE if done else 0.0) if hits or not named else 0.0

    def _printed(self, candidate: Candidate, mention: Mention) -> bool:
        text, start = candidate.article.text, candidate.sentence.start
        before = text[max(start, mention.start - 16) : mention.start]
        return bool(self.rules.left.words["printed"].search(before))


def _about(match: re.Match[str], said: Pairs) -> Pairs:
    """Return the character pairs of the clause that asks, without those of the part."""
    before = _STOP.split(match.string[: match.start()])[-1]
    clause = before + _STOP.split(match.string[match.start() :])[0]
    return bigrams(clause) - said


def _pairs(parts: Sequence[str], question: Question) -> Pairs:
    """Return the character pairs by which the part is named, in the words of the archive."""
    if question.language == "en":
        words = [name for piece in question.pieces for name in piece[:3]]
    else:
        words = [w for part in parts for w in _ASKED.split(_CANNOT.sub("", fold(part)))]
        words += [_INSIDE.sub("", word) for word in words]
    return frozenset(pair for word in words for pair in bigrams(word))


def _told_alike(parts: Sequence[str], question: Question) -> Pairs:
    """Return the character pairs of what tells the same as the words that name the part (办完: 办结)."""
    if question.language == "en":
        return frozenset()
    told = load_thesaurus().told
    words = [w for part in parts for w in _ASKED.split(_CANNOT.sub("", fold(part)))]
    return frozenset(pair for word in words for other in told.get(word, ()) for pair in bigrams(other))


def _quantities(candidate: Candidate) -> list[Mention]:
    within = candidate.annotation.within(candidate.sentence.start, candidate.sentence.end)
    return [m for m in within if m.kind == "quantity" and m.value is not None]


def _of_places(one: Mention, two: Mention) -> bool:
    """Say whether both count places."""
    return all(CARRIERS.search(m.name) for m in (one, two))


def _clause(candidate: Candidate, mention: Mention) -> tuple[int, int]:
    """Return where the clause of a number begins and ends."""
    text, sentence = candidate.article.text, candidate.sentence
    stops = [m.end() for m in _CLAUSE.finditer(text, sentence.start, mention.start)]
    stop = _CLAUSE.search(text, mention.end, sentence.end)
    return (stops[-1] if stops else sentence.start), (stop.start() if stop else sentence.end)


def _hits(candidate: Candidate, mention: Mention, said: Pairs) -> int:
    start, end = _clause(candidate, mention)
    return held(said, fold(candidate.article.text[start:end]))


def _working(question: Question, whole: Number, part: Number) -> Working:
    told = f"{whole.mention.text}-{part.mention.text}"
    gap = difference(whole.mention, part.mention)
    return Working(say("list.left", question.language, figure=gap, sum=told), (whole, part))
