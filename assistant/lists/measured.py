"""Answer which places tell a measure of something: one row each, cited where the measure stands.

哪些地方写明了多长时间接待一次群众 asks for a frequency, of receiving people; 哪些县花了不到50万元 for money.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.listing import Draft, Lister
from assistant.lists.evidence import Evidence, Finder, Matches
from assistant.lists.looking import Group, Search
from assistant.lists.measuring import beside, looked_for, told
from assistant.lists.narrowing import narrowed
from assistant.lists.paraphrase import load_thesaurus, paraphrased
from assistant.lists.reports import Reports
from assistant.lists.searching import Way, loose
from assistant.lists.topics import widened
from assistant.lists.unheard import unheard
from assistant.parsing.measures import load_measures
from assistant.records import Measure, Question
from index.search import Archive
from index.words import fold, folded, solid

_SET = ("due", "last day", "time limit")  # measures of what ought to be done
_ENOUGH = 3  # places; of fewer, what tells the same in other words is looked for too
_FEW = 0.34  # of all reports; a measure that more of them tell is none of the subject alone
_LONG = 4  # characters of a subject that is made of several words
_SOME = 6  # reports; a measure that so few tell may stand alone in any archive


class Measurer:
    """List the places whose reports tell a measure.

    Args:
        archive: the open archive.
        finder: finds the sentences.
        lister: makes the table of places.
        reports: makes the table of reports.
    """

    def __init__(self, archive: Archive, finder: Finder, lister: Lister, reports: Reports) -> None:
        self.archive = archive
        self.finder = finder
        self.lister = lister
        self.reports = reports

    def answer(self, question: Question) -> Draft | None:
        """Return one row per place, or report, that tells the measure; None where none does."""
        measure, rest = question.measure, question.unmeasured
        if measure is None or rest is None:
            return None
        rest = self._plain(question, widened(narrowed(rest)))
        if unheard(rest, self.archive, self.lister.gazetteer):
            return None
        matches = _rather(self._found(question, rest, measure), question, measure)
        if not matches.evidence:
            return None
        # A day that is set is mostly one by which something ought to be done.
        rest = replace(rest, meant=rest.meant or measure.name in _SET)
        plain = replace(rest, activities=(), groups=())
        of_reports = question.asked == "article"
        draft = self.reports.telling(plain, matches) if of_reports else self.lister.table(plain, matches)
        said = tuple(word for word in question.unused if word not in rest.unused)
        return replace(draft, limited=said) if draft else None

    def _plain(self, question: Question, rest: Question) -> Question:
        """Return the question without its measure as one whose rows only have to tell of its subject."""
        timed = question.measure is not None and question.measure.name in ("due", "figures")
        return replace(
            rest,
            kind=question.kind,
            asked=question.asked,
            levels=question.levels,
            times=() if timed else question.times,
            units=(),
            counted=(),
            bound=None,
            order="",
            total=False,
            each=False,
            founding=False,
            founded=False,
        )

    def _found(self, question: Question, rest: Question, measure: Measure) -> Matches:
        """Return the sentences that tell the measure of the subject: in themselves, else near them."""
        search = Search(self.archive, rest, self.lister.gazetteer)
        strings = looked_for(question, measure)
        if not strings:
            return Matches()
        topics = self._topics(rest, measure, search)
        wide = self._topics(paraphrased(rest), measure, search)
        found = Matches()
        kind = load_measures().kinds.get(measure.name)
        near = kind is not None and kind.near
        for way in _ways(strings, topics, near):
            found = self._joined(found, self._telling(question, measure, way, rest, search))
        tried = [_ways(strings, wide, near)] if wide != topics else []
        # What is told of the words of a subject has to be told in one sentence.
        tried += [_ways(strings, parts, False)] if (parts := self._apart(topics, measure, search)) else []
        for ways in tried:
            few = measure.bound is not None or len(_places(found.evidence)) < _ENOUGH
            for way in ways if few else ():
                found = self._joined(found, self._telling(question, measure, way, rest, search))
        if found.evidence:
            return found
        return self._alone(question, measure, strings, rest, search, topics)

    def _alone(
        self,
        question: Question,
        measure: Measure,
        strings: Group,
        rest: Question,
        search: Search,
        topics: Sequence[Group],
    ) -> Matches:
        """Return all that tells the measure, where few enough do and its sort says enough."""
        kind = load_measures().kinds.get(measure.name)
        if topics and not (measure.name == "often" or (kind and kind.alone)):
            return Matches()
        found = self._telling(question, measure, Way((strings,)), rest, search)
        reports = {e.article.article_id for e in found.evidence}
        if len(reports) > max(_SOME, _FEW * self.archive.count()):
            return Matches()
        return replace(found, dropped=tuple(topics))

    def _topics(self, rest: Question, measure: Measure, search: Search) -> list[Group]:
        """Return what the measure has to be told of: the subject without words that only say there is one."""
        kind = load_measures().kinds.get(measure.name)
        idle = kind.idle if kind else load_measures().bounds.idle
        said = [*rest.groups, *rest.activities, *rest.words, *loose(rest)]
        kept = [group for group in dict.fromkeys(said) if not idle.fullmatch(group[0])]
        known = [g for group in kept for g in search.known(group, self.finder.tokeniser)]
        held = [g for g in known if search.holds(g) and not idle.fullmatch(g[0])]
        # Of 群众满意度 the word of every report (群众) limits nothing.
        return [_talked(g, measure) for g in held if search.narrows(g)] or held

    def _apart(self, topics: Sequence[Group], measure: Measure, search: Search) -> list[Group]:
        """Return the words of which a longer subject is made (委员下沉: 下沉), as far as they limit."""
        if all(len(group[0]) < _LONG for group in topics):
            return []
        said = [(word,) for group in topics for word in self.finder.tokeniser.words(group[0])]
        words = [group for group in dict.fromkeys(said) if len(group[0]) > 1 and search.narrows(group)]
        return [_talked(group, measure) for group in words]

    def _telling(
        self, question: Question, measure: Measure, way: Way, rest: Question, search: Search
    ) -> Matches:
        """Return the evidence of one way of looking that tells the measure, shown where that stands."""
        found = self.finder.told(rest, way, search)
        kept = []
        for item in found.evidence:
            where = told(question, measure, item.article, item.annotation, item.sentence)
            if where is None or not beside(measure, where, folded(item.article.text), way.needed[1:]):
                continue
            matched = fold(item.article.text[where.start : where.end])
            kept.append(
                replace(item, position=where.start, matched=matched, asserted="mentioned", figure=None)
            )
        reports = {e.article.article_id for e in kept}
        coverage = replace(found.coverage, matched=len(reports), sentences=len(kept))
        return replace(found, evidence=kept, coverage=coverage, dropped=())

    def _joined(self, first: Matches, other: Matches) -> Matches:
        known = {(e.article.article_id, e.sentence.start) for e in first.evidence}
        more = [e for e in other.evidence if (e.article.article_id, e.sentence.start) not in known]
        evidence = [*first.evidence, *more]
        reports = {e.article.article_id for e in evidence}
        coverage = replace(other.coverage, matched=len(reports), sentences=len(evidence))
        return replace(other, evidence=evidence, coverage=coverage, used=first.used | other.used)


def _rather(found: Matches, question: Question, measure: Measure) -> Matches:
    """Return of what tells a measure what tells it of the one thing that the question names (几天内答复)."""
    kind = load_measures().kinds.get(measure.name)
    said = set(kind.rather.findall(question.text)) if kind and kind.rather else set()
    if len(said) != 1:
        return found
    names = load_thesaurus().wide((said.pop(),))
    kept = [e for e in found.evidence if any(name in _sentence(e) for name in names)]
    reports = {e.article.article_id for e in kept}
    coverage = replace(found.coverage, matched=len(reports), sentences=len(kept))
    return replace(found, evidence=kept, coverage=coverage) if kept else found


def _sentence(item: Evidence) -> str:
    return solid(item.article.text[item.sentence.start : item.sentence.end])


def _ways(strings: Group, topics: Sequence[Group], near: bool) -> list[Way]:
    """Return where the subject may stand: in the sentence that tells the measure, or in its paragraph."""
    if not topics:
        return [Way((strings,))]
    return [Way((strings, *topics)), *([Way((strings,), tuple(topics))] if near else [])]


def _talked(group: Group, measure: Measure) -> Group:
    """Return all words for talking where a question says how often people talked by one of them."""
    talked = load_measures().bounds.talked
    said = measure.name == "often" and any(word in name for name in group for word in talked)
    return tuple(dict.fromkeys((*group, *talked))) if said else group


def _places(evidence: Sequence[Evidence]) -> set[str]:
    return {acting.code for item in evidence for acting in item.acting}
