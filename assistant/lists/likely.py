"""Find the rows that a list lacks because reports tell of them in words that no rule knows.

Each place of which the reports found tell is weighed by plain features: how far its best sentence tells what
is asked, what it asserts, how it stands to the other places, what the rules found. Learned trees
(`data/likely.toml`, by `eval/train/rows.py`) say how likely it is a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.lists.alone import itself
from assistant.lists.aspects import Sought, sought
from assistant.lists.asserting import asserted
from assistant.lists.evidence import Evidence, Finder, Matches
from assistant.lists.forest import load_forest
from assistant.lists.levels import bodies_asked
from assistant.lists.looking import Search, limits, locality
from assistant.lists.scope import in_time, sentence_dates
from assistant.lists.searching import counting
from assistant.lists.telling import NAMES as TOLD
from assistant.lists.telling import Look, Table, Teller
from assistant.records import Question
from index.words import folded

_PLACES = frozenset({"county", "prefecture", "place"})
_LOCAL = (
    0.5  # of all reports; an archive of which fewer come from the home province is no paper of its places
)
_SMALL = 300  # reports of an archive of which every one is looked at
_FOUND = 100  # passages in whose reports likely rows are looked for in a larger one
# Of the weight of what is asked, what a row's paragraph and headline tell at least; more where it is alone.
_TOLD, _TOLD_ALONE = 0.2, 0.3
_CLOSE = 150  # sentences that are looked at closely
ENOUGH = 3  # places told of in the question's own words; a list of so many is left as it is
_REPORTED = ("set_up", "in_operation", "mentioned")
_SAID = (*_REPORTED, "planned", "denied", "example")
_COMPARED = ("own_wide", "clause_wide", "paragraph_wide", "report_wide", "pairs_near", "like_clause",
             "like_aspects", "like_paragraph")  # fmt: skip

ITEM = (*TOLD, *_SAID, "urged", "found", "strictly", "named", "home", "shared", "hit_share")
NAMES = (
    *ITEM, *(f"{name}_below" for name in _COMPARED), *(f"{name}_rank" for name in _COMPARED), "sentences",
    "ruled", "strict", "fits", "prefecture", "aspects", "doings", "things", "rows", "strict_rows",
    "reworded", "given_up", "english", "best", "timed", "placed", "mention", "bodies",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence for a place: the evidence that it would be, and its features (len(ITEM),)."""

    evidence: Evidence
    values: Table

    @property
    def rough(self) -> float:
        """Return how well it speaks for its place."""
        value = dict(zip(ITEM, self.values, strict=True))
        told = value["own_wide"] + value["clause_wide"] + 0.5 * value["paragraph_wide"]
        return float(told + value["like_aspects"] + 0.3 * value["found"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be a row.

    Attributes:
        evidence: the sentence that speaks best for it.
        ruled: True where the rules have it as a row.
    """

    code: str
    evidence: Evidence
    ruled: bool


class Likely:
    """Say which places are likely rows of a list.

    Args:
        finder: finds what the rules find.
    """

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.archive, self.gazetteer = finder.archive, finder.gazetteer

    def more(self, question: Question, matches: Matches) -> Matches:
        """Return what the rules found together with the places that are likely rows too.

        Args:
            question: as understood; lists of numbers stay as they are.
            matches: what the rules found; where that is enough, nothing is added.
        """
        own = {a.code for e in matches.evidence if e.asserted in _REPORTED for a in e.acting}
        if not fitting(question) or len(own - matches.reworded) >= ENOUGH or not self._local():
            return matches
        candidates, table = self.table(question, matches)
        if not candidates:
            return matches
        forest = load_forest()
        sure = forest.sure(table)
        beside = bool(matches.evidence)
        least, enough = (forest.threshold, _TOLD) if beside else (forest.alone, _TOLD_ALONE)
        much, thing = table[:, NAMES.index("paragraph_wide")], table[:, NAMES.index("thing_near")]
        # Who tells of a doing alone (调研) tells nothing of what it is asked about (调研过人工智能).
        sure = np.where((much < enough) | (thing == 0.0), 0.0, sure)
        likely = (c for c, p in zip(candidates, sure, strict=True) if p >= least and not c.ruled)
        # What is cited for a row names what it is about.
        added = [c for c in likely if c.evidence.matched]
        if not added:
            return matches
        only = [_of(c.evidence, c.code) for c in added]
        evidence = [*matches.evidence, *only]
        told = {e.article.article_id for e in evidence}
        coverage = replace(matches.coverage, matched=len(told), sentences=len(evidence))
        reworded = matches.reworded | {c.code for c in added}
        return replace(matches, evidence=evidence, coverage=coverage, reworded=reworded)

    def further(self, question: Question, matches: Matches) -> list[Evidence]:
        """Return evidence for the places that the rules do not list, each for one, the likeliest first.

        Args:
            question: as understood; lists of numbers have none.
            matches: what the rules found.
        """
        if not fitting(question) or not self._local():
            return []
        candidates, table = self.table(question, matches)
        if not candidates:
            return []
        order = np.argsort(-load_forest().sure(table), kind="stable")
        told = (candidates[n] for n in order if not candidates[n].ruled)
        # What is cited for a row names what it is about.
        return [_of(c.evidence, c.code) for c in told if c.evidence.matched]

    def table(self, question: Question, matches: Matches) -> tuple[list[Candidate], Table]:
        """Return the places of which the reports found tell, with their features (places, len(NAMES))."""
        search = Search(self.archive, question, self.gazetteer)
        asked = sought(question, search, self.finder.tokeniser, self.archive.count())
        if asked is None:
            return [], np.zeros((0, len(NAMES)))
        ruled = {a.code for e in matches.evidence if e.asserted in _REPORTED for a in e.acting}
        strict = ruled - matches.reworded
        found: dict[str, list[Item]] = {}
        for code, item in self._items(question, matches, asked):
            found.setdefault(code, []).append(item)
        best = {code: max(items, key=lambda i: i.rough) for code, items in found.items()}
        if not best:
            return [], np.zeros((0, len(NAMES)))
        values = np.vstack([item.values for item in best.values()])
        own = [self._of_place(question, code, len(found[code]), ruled, strict) for code in best]
        shared = _of_question(question, matches, asked, values, len(ruled), len(strict))
        of_all = np.tile(shared, (len(best), 1))
        told = [Candidate(code, item.evidence, code in ruled) for code, item in best.items()]
        return told, np.hstack([values, compared(values), np.array(own), of_all])

    def _local(self) -> bool:
        """Say whether most reports come from the home province: of such archives the trees were learned."""
        told = self.archive.places().items()
        own = sum(number for code, number in told if code.startswith(self.gazetteer.home))
        return own >= _LOCAL * self.archive.count()

    def _of_place(
        self, question: Question, code: str, sentences: int, ruled: set[str], strict: set[str]
    ) -> tuple[float, ...]:
        place = self.gazetteer.get(code)
        level = place.level if place else ""
        fits = not question.levels or level in question.levels
        return sentences, code in ruled, code in strict, fits, level == "prefecture"

    def _items(self, question: Question, matches: Matches, asked: Sought) -> Iterator[tuple[str, Item]]:
        """Yield the sentences that tell most, for each place that they tell of."""
        teller, levels = Teller(asked), bodies_asked(question)
        ruled: dict[str, dict[int, bool]] = {}
        for e in matches.evidence:
            strictly = not matches.reworded.issuperset(a.code for a in e.acting)
            ruled.setdefault(e.article.article_id, {})[e.sentence.start] = strictly
        reports = self._reports(question, asked, ruled)
        looks = self._looks(question, teller, reports, ruled)
        for look, told in zip(looks, teller.table(looks), strict=True):
            evidence = self._evidence(look, asked, levels)
            key = evidence.article.article_id
            found = ruled.get(key, {}).get(evidence.sentence.start)
            said = [evidence.asserted == kind for kind in _SAID]
            urged = bool(self.finder.rules.urged.match(evidence.text))
            rest = (*told, *said, urged, found is not None, bool(found))
            for acting in evidence.acting:
                place = self.gazetteer.get(acting.code)
                if place is None or place.level == "province" or not self._inside(question, acting.code):
                    continue
                home = evidence.article.place_code == acting.code
                more = (acting.named, home, len(evidence.acting), reports[key])
                yield acting.code, Item(evidence, np.array([*rest, *more], dtype=np.float64))

    def _looks(
        self, question: Question, teller: Teller, reports: Iterable[str], ruled: dict[str, dict[int, bool]]
    ) -> list[Look]:
        """Return the sentences of some reports that may tell most, and those that the rules found."""
        looks: list[Look] = []
        for key in reports:
            article, annotation = self.archive.article(key), self.archive.annotation(key)
            spans, known = annotation.sentences, ruled.get(key, {})
            timely = [n for n, s in enumerate(spans) if in_time(question, article, annotation, s)]
            looks += teller.looks(article, annotation, timely, {n for n in timely if spans[n].start in known})
        looks.sort(key=lambda look: (not look.needed, -look.rough))
        return [look for order, look in enumerate(looks) if order < _CLOSE or look.needed]

    def _inside(self, question: Question, code: str) -> bool:
        return not question.places or any(self.gazetteer.contains(p, code) for p in question.places)

    def _reports(
        self, question: Question, asked: Sought, ruled: dict[str, dict[int, bool]]
    ) -> dict[str, float]:
        """Return the reports to look at, with the share of the best one's score that a search gives them."""
        query, narrow = asked.texts[0], limits(question)
        hits = self.archive.search(query, _FOUND, question.filters)
        if narrow != question.filters:
            hits += self.archive.search(query, _FOUND, narrow)
        most = max((hit.score for hit in hits), default=1.0) or 1.0
        found = dict.fromkeys(ruled, 0.0)
        if self.archive.count(question.filters) <= _SMALL:
            local = locality(question.places, self.gazetteer)
            every = self.archive.containing([], question.filters, local)
            found |= {held.article.article_id: 0.0 for held in every}
        for hit in hits:
            found[hit.article_id] = max(found.get(hit.article_id, 0.0), hit.score / most)
        self.archive.fetch(found)
        return found

    def _evidence(self, look: Look, asked: Sought, levels: Sequence[str] | None) -> Evidence:
        article, annotation = look.report.article, look.report.annotation
        text, sentence = folded(article.text), annotation.sentences[look.number]
        told = sorted(asked.aspects, key=lambda aspect: -aspect.weight)
        names = (name for aspect in told for name in (*aspect.names, *aspect.wide))
        own = look.sentence
        matched = next((name for name in names if name in own and itself(own, (name,))), "")
        at = text.find(matched, sentence.start, sentence.end) if matched else sentence.start
        said = asserted(text, sentence, at, matched, self.finder.rules) if matched else "mentioned"
        return Evidence(
            article=article,
            annotation=annotation,
            sentence=sentence,
            position=at,
            matched=matched,
            asserted=said,
            acting=self.finder.attributor.acting(article, annotation, sentence, at, levels),
            figure=None,
            dates=sentence_dates(article, annotation, sentence),
        )


def fitting(question: Question) -> bool:
    """Say whether a question asks for places by what is told of them, not by numbers or by what they lack."""
    other = question.negated or question.planned or question.both or question.order or question.bound
    return question.asked in _PLACES and not other and not counting(question)


def compared(values: Table) -> Table:
    """Return how far each place stays below the best in some features, and its rank in them (0 to 1).

    Args:
        values: (places, len(ITEM) or more).
    """
    columns = values[:, [ITEM.index(name) for name in _COMPARED]]
    rank = np.argsort(np.argsort(-columns, axis=0, kind="stable"), axis=0, kind="stable")
    return np.hstack([columns - columns.max(axis=0), rank / len(columns)])


def _of_question(
    question: Question, matches: Matches, asked: Sought, values: Table, rows: int, strict: int
) -> Table:
    """Return the features that all places share."""
    kinds = [aspect.doing for aspect in asked.aspects]
    best = values[:, ITEM.index("own_wide")].max()
    told = (
        len(kinds), kinds.count(True), kinds.count(False), rows / len(values), strict / len(values),
        bool(matches.reworded), len(matches.dropped), question.language == "en", best,
        bool(question.times), bool(question.places), question.mention, bodies_asked(question) is not None,
    )  # fmt: skip
    return np.array(told, dtype=np.float64)


def _of(evidence: Evidence, code: str) -> Evidence:
    """Return evidence for one of the places that it is for."""
    return replace(evidence, acting=tuple(a for a in evidence.acting if a.code == code))
