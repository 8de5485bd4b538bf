"""Find every sentence of the archive that matches the subject of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.lists.asserting import asserted
from assistant.lists.attribution import Acting, Attributor
from assistant.lists.figures import Figure, figure_of
from assistant.lists.scope import in_time, place_fit, sentence_dates
from assistant.lists.shortened import short_name, stands_for, with_short
from assistant.parsing.rules import AssertionRules
from assistant.records import Coverage, Question, Reported
from index.dates import DateRange
from index.places import Gazetteer
from index.records import Annotation, Article, Filters, Sentence
from index.search import Archive, Found
from index.words import Tokeniser, fold

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that matches, with what it asserts of whom.

    Attributes:
        position: where the thing asked about stands in the article's text.
        matched: the string by which it matched.
        asserted: what the sentence says of the thing; "denied" and "planned" are no row of a list.
        also: other sentences that tell the figure.
    """

    article: Article
    annotation: Annotation
    sentence: Sentence
    position: int
    matched: str
    asserted: Reported | str
    acting: tuple[Acting, ...]
    figure: Figure | None
    dates: tuple[DateRange, ...]
    also: tuple[Sentence, ...] = ()

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self.article.text[self.sentence.start : self.sentence.end]


@dataclass(slots=True)
class Matches:
    """The evidence for a question, the groups that it had to meet, and how much was searched."""

    evidence: list[Evidence] = field(default_factory=list)
    groups: tuple[Group, ...] = ()
    dropped: tuple[Group, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)


class Finder:
    """Find matching sentences, exhaustively."""

    def __init__(
        self, archive: Archive, gazetteer: Gazetteer, rules: AssertionRules, tokeniser: Tokeniser
    ) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.rules = rules
        self.tokeniser = tokeniser
        self.attributor = Attributor(gazetteer, rules)

    def find(self, question: Question) -> Matches:
        """Return every sentence that matches a question's subject, time and place.

        Groups that no sentence of the archive meets are looked for word by word. If no sentence meets
        everything, mere words are given up first, then what is done may stand elsewhere in the paragraph,
        then it is given up, and at last the subjects may stand in different sentences of a report.
        """
        search = _Search(self.archive, question.filters)
        groups = [group for wanted in question.groups for group in self._known(wanted, search)]
        activities, words = list(question.activities), list(question.words)
        beside = [group for group in loose(question) if search.containing([group])]
        for needed, near in _relaxations(groups, activities, words, beside):
            found = self._matching(question, needed, near, search)
            if found.evidence:
                said = (*question.groups, *question.activities, *question.words)
                dropped = [g for g in said if g not in needed and g not in near]
                return Matches(found.evidence, tuple(needed), tuple(dropped), found.coverage)
        if len(groups) > 1:
            whole = self._in_one_report(question, groups, search)
            return whole if whole.evidence else self._one_of(question, groups, search)
        return Matches(groups=tuple(groups), coverage=self._coverage(()))

    def _one_of(self, question: Question, groups: Sequence[Group], search: _Search) -> Matches:
        """Return sentences that meet one of the subjects, where no report meets them together."""
        either: Group = tuple(dict.fromkeys(name for group in groups for name in group))
        found = self._matching(question, [either], [], search)
        met = [g for g in groups if any(name in fold(e.text) for e in found.evidence for name in g)]
        return replace(found, dropped=tuple(g for g in groups if g not in met))

    def _known(self, group: Group, search: _Search) -> list[Group]:
        """Return the group, or the words it is made of where the archive nowhere has it whole."""
        if search.containing([group]):
            return [group]
        words = [w for w in self.tokeniser.words(group[0]) if len(w) > 1 and w != group[0]]
        known: list[Group] = [(w,) for w in dict.fromkeys(words) if search.containing([(w,)])]
        return known or [group]

    def _in_one_report(self, question: Question, groups: Sequence[Group], search: _Search) -> Matches:
        """Return sentences that meet the first group in reports that meet the others elsewhere."""
        met = [{f.article.article_id for f in search.containing([g])} for g in groups[1:]]
        found = [f for f in search.containing([groups[0]]) if all(f.article.article_id in ids for ids in met)]
        evidence = [e for match in found for e in self._checked(question, match, groups[:1])]
        return Matches(evidence, tuple(groups), (), self._coverage(evidence))

    def _matching(
        self, question: Question, groups: Sequence[Group], near: Sequence[Group], search: _Search
    ) -> Matches:
        wide = len(groups) > 1 or question.asked == "town" or (bool(question.units) and not question.counted)
        found = self._shortened(groups, search) if wide else search.containing(groups)
        found = [narrowed for match in found if (narrowed := _with_near(match, near))] if near else found
        evidence = [e for match in found for e in self._checked(question, match, groups)]
        return Matches(evidence, tuple(groups), (), self._coverage(evidence))

    def _shortened(self, groups: Sequence[Group], search: _Search) -> list[Found]:
        """Return the sentences that meet the groups; a report that has the full name may use the short."""
        wide = with_short(groups)
        if wide == list(groups):
            return search.containing(groups)
        full = [{f.article.article_id for f in search.containing([g])} for g in groups if short_name(g)]
        return [f for f in search.containing(wide) if all(f.article.article_id in ids for ids in full)]

    def _coverage(self, evidence: Sequence[Evidence]) -> Coverage:
        articles = {e.article.article_id for e in evidence}
        return Coverage(self.archive.count(), len(articles), len(evidence), len(self.archive.refused()))

    def _checked(self, question: Question, found: Found, groups: Sequence[Group]) -> list[Evidence]:
        kept = []
        text = fold(found.article.text)
        for number in found.sentences:
            sentence = found.annotation.sentences[number]
            if not in_time(question, found.article, found.annotation, sentence):
                continue
            if not all(_itself(text[sentence.start : sentence.end], group) for group in groups):
                continue
            evidence = self._evidence(found, text, sentence, groups)
            if evidence and self._in_place(question, evidence) and not self._beside(question, evidence):
                kept.append(evidence)
        return kept

    def _in_place(self, question: Question, evidence: Evidence) -> bool:
        if not question.places:
            return True
        if any(self.gazetteer.contains(place, a.code) for a in evidence.acting for place in question.places):
            return True
        fit = place_fit(question, evidence.article, evidence.annotation, evidence.sentence, self.gazetteer)
        return not evidence.acting and fit >= 0.9

    def _beside(self, question: Question, evidence: Evidence) -> bool:
        """Say whether a sentence is beside the point: excluded, or an appeal where doings are asked for."""
        if any(name in fold(evidence.text) for name in question.excluded):
            return True
        if question.held and not self._holding(evidence):
            return True
        doings = bool(question.activities) and not question.mention
        return doings and bool(self.rules.urged.match(evidence.text))

    def _holding(self, evidence: Evidence) -> bool:
        """Say whether a sentence tells of a meeting that was held; a report's first sentence always may."""
        first = evidence.sentence == evidence.annotation.sentences[0]
        return first or bool(self.rules.held.search(evidence.text))

    def _evidence(
        self, found: Found, text: str, sentence: Sentence, groups: Sequence[Group]
    ) -> Evidence | None:
        article, annotation, names = found.article, found.annotation, groups[0]
        places = list(_pattern(names).finditer(text, sentence.start, sentence.end))
        short = None if places else stands_for(text, sentence.start, sentence.end, names)
        if not places and short is None:
            return None
        position, matched = (places[0].start(), places[0].group()) if places else (short, short_name(names))
        assert position is not None
        starts = [m.start() for m in places] or [position]
        figures = (figure_of(article.text, annotation, sentence, group, starts) for group in groups)
        return Evidence(
            article=article,
            annotation=annotation,
            sentence=sentence,
            position=position,
            matched=matched,
            asserted=asserted(text, sentence, position, matched, self.rules),
            acting=self.attributor.acting(article, annotation, sentence, position),
            figure=next((f for f in figures if f), None),
            dates=sentence_dates(article, annotation, sentence),
        )


def loose(question: Question) -> list[Group]:
    """Return the mere words of a question beside its subject and doings, which no clause asks of each row.

    Where numbers are asked for they say nothing of which rows are wanted: empty.
    """
    if question.kind != "list" or question.each or question.order or question.bound or question.units:
        return []
    used = (*question.groups, *question.activities, *question.words, *question.wanted)
    names = {name for group in used for name in group}
    return [piece for piece in question.pieces if piece not in used and not names & set(piece)]


def _relaxations(
    groups: Sequence[Group], activities: Sequence[Group], words: Sequence[Group], beside: Sequence[Group]
) -> list[tuple[list[Group], list[Group]]]:
    """Return what to look for, strictest first: the groups of one sentence, and those of its paragraph."""
    ways: list[tuple[list[Group], list[Group]]] = [
        *([([*groups, *activities, *words], list(beside))] if beside else []),
        ([*groups, *activities, *words], []),
        ([*groups, *activities], []),
    ]
    if groups and activities:
        ways.append((list(groups), list(activities)))
        # Of several things done, one alone says more than none (带队调研: 带队).
        ways += [([*groups, activity], []) for activity in activities if len(activities) > 1]
        ways.append((list(groups), []))
    kept: list[tuple[list[Group], list[Group]]] = []
    for way in ways:
        if way[0] and way not in kept:
            kept.append(way)
    return kept


def _itself(text: str, group: Group) -> bool:
    """Say whether a name of a group stands in a sentence for itself: 副主席 is no 主席."""
    if "副" not in text:
        return True
    told = [name for name in group if name in text]
    return not told or any(text.count(name) > text.count(f"副{name}") for name in told)


def _with_near(found: Found, near: Sequence[Group]) -> Found | None:
    """Return the sentences in whose paragraph each of the groups is met; None where there is none."""
    text, sentences = fold(found.article.text), found.annotation.sentences
    kept = []
    for number in found.sentences:
        paragraph = [s for s in sentences if s.paragraph == sentences[number].paragraph]
        around = text[paragraph[0].start : paragraph[-1].end] + fold(found.article.title)
        if all(any(name in around for name in group) for group in near):
            kept.append(number)
    return Found(found.article, found.annotation, tuple(kept)) if kept else None


class _Search:
    """Remember what the archive found for the same groups within one question."""

    def __init__(self, archive: Archive, filters: Filters) -> None:
        self._archive = archive
        self._filters = filters
        self._found: dict[tuple[Group, ...], list[Found]] = {}

    def containing(self, groups: Sequence[Group]) -> list[Found]:
        """Return the archive's sentences that meet the groups."""
        key = tuple(groups)
        if key not in self._found:
            self._found[key] = self._archive.containing(groups, self._filters)
        return self._found[key]


@lru_cache(maxsize=256)
def _pattern(names: Group) -> re.Pattern[str]:
    """Return a pattern for the names, the longest first, with or without white space printed inside."""
    longest_first = sorted(names, key=lambda n: -len(n))
    return re.compile("|".join(r"\s*".join(map(re.escape, n)) for n in longest_first))
