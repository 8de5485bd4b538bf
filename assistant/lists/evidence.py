"""Find every sentence of the archive that matches the subject of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.lists.alone import itself, spelled
from assistant.lists.asserting import asserted
from assistant.lists.attribution import Acting, Attributor
from assistant.lists.figures import Figure, figure_of
from assistant.lists.including import both, codes, tells, together
from assistant.lists.levels import bodies_asked
from assistant.lists.looking import Group, Search
from assistant.lists.paraphrase import load_thesaurus, paraphrased, spoken
from assistant.lists.scope import excluded_words, in_time, place_fit, sentence_dates
from assistant.lists.searching import Way, counting, loose, ways, with_near
from assistant.lists.sharpened import sharpened
from assistant.lists.shortened import short_name, stands_for, with_short
from assistant.lists.speeches import only_in_speech, only_in_title
from assistant.lists.topics import topical
from assistant.lists.weighing import WHOLE, by_share, weighed, with_most
from assistant.parsing.rowrules import load_row_rules
from assistant.parsing.rules import AssertionRules
from assistant.records import Coverage, Question, Reported
from index.dates import DateRange
from index.places import Gazetteer
from index.quick import quick
from index.records import Annotation, Article, Sentence
from index.search import Archive, Found
from index.words import Tokeniser, fold, folded

_Asked = tuple[Sequence[str] | None, tuple[bool, bool]]  # levels of bodies; are additions, or plans, counted
_MEETING = ("会", "会议")
_LAID = re.compile("(?:提请|提交|报请|报送|送交)$")  # before a meeting that is to deal with a thing yet
_SPIRIT = ("精神", "重要讲话")  # behind the name of a meeting whose spirit another one studies
_ENOUGH = 3  # places told of by the question's own words; of fewer, other words for the same are tried
_MORE = 0.2  # of the weight of what is asked, by which other words have to tell more of it
_MANY = 1500  # sentences beyond which no others are looked for in other words


@quick
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
    def end(self) -> int:
        """Return where the thing ends in the article's text."""
        return self.position + len(self.matched)

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self.article.text[self.sentence.start : self.sentence.end]


@dataclass(slots=True)
class Matches:
    """The evidence for a question, the groups that it had to meet, and how much was searched.

    Attributes:
        used: every word that limited what was found.
        reworded: codes of the places of which only other words than the question's tell the same.
        share: of the weight of what is asked, what the way of looking met.
    """

    evidence: list[Evidence] = field(default_factory=list)
    groups: tuple[Group, ...] = ()
    dropped: tuple[Group, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    used: frozenset[str] = frozenset()
    reworded: frozenset[str] = frozenset()
    share: float = 0.0


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

        Groups that no sentence of the archive meets are looked for word by word. What is given up where no
        sentence meets everything, `assistant.lists.searching.ways` says.
        """
        search = Search(self.archive, question, self.gazetteer)
        if question.asked or question.kind == "list":
            question = sharpened(spoken(question, search.holds), search, self.archive.count())
        found = self._first(question, search)
        for kind in question.also:
            found = both(found, self._first(kind)) if tells(kind, search) else found
        if len(found.evidence) > _MANY:
            return found
        # Who asks where a thing is mentioned at all asks for every mention of it, in whatever words.
        enough = len(codes(found.evidence)) >= _ENOUGH and not (question.mention or topical(question))
        # Who says what is to count too has said the other words.
        enough = enough or (bool(question.also) and bool(found.evidence))
        if enough and found.share >= WHOLE:
            return found
        wide = paraphrased(question)
        if wide == question:
            return found
        other = self._first(wide)
        # What tells all that is asked in other words goes before what tells a part of it in the same.
        if other.evidence and found.share < WHOLE and other.share > found.share + _MORE:
            return together(Matches(), other)
        return found if enough else together(found, other)

    def _first(self, question: Question, search: Search | None = None) -> Matches:
        found = Matches()
        for found in self.tries(question, search):
            if found.evidence:
                break
        return found

    def tries(self, question: Question, search: Search | None = None) -> Iterator[Matches]:
        """Yield what each way of looking finds, the strictest first, and nothing at the end.

        Args:
            question: the question.
            search: what was looked for already under the limits of this question.
        """
        search = search or Search(self.archive, question, self.gazetteer)
        groups = [group for wanted in question.groups for group in search.known(wanted, self.tokeniser)]
        mere = [group for group in loose(question) if search.narrows(group) or not search.holds(group)]
        beside = [group for group in mere if search.holds(group)]
        groups = [search.telling(group, question.pieces) for group in groups]
        known = all(search.holds(group) for group in groups)
        if not counting(question):
            # What fewest reports tell of is what the question is of: its clause is shown.
            groups.sort(key=search.spread)
        doings, words = question.activities, question.words
        known_ways = list(ways(groups, doings, words, beside, spare=known))
        if question.asked or question.kind == "list":
            known_ways += weighed(groups, (*doings, *words), beside, search, self.archive.count())
        said, reports = (*groups, *doings, *words), self.archive.count()
        telling = any(load_thesaurus().inside(group[0]) for group in mere)
        for share, way in by_share(known_ways, said, beside, search, reports):
            # A list of all that have a word of every report (委员) is none of what was asked of it.
            if not (telling and search.everywhere((*way.needed, *way.near, *way.far))):
                yield replace(self.told(question, way, search), share=share)
        yield Matches(groups=tuple(groups), coverage=self._coverage((), search.cut))

    def told(self, question: Question, way: Way, search: Search) -> Matches:
        """Return what meets one way of looking, with the groups of the question that it gives up.

        Args:
            question: whose limits of time and place hold.
            way: what each sentence and its surroundings have to hold.
            search: what was looked for already under the limits of this question.
        """
        groups = way.needed
        if not groups:
            return Matches()
        wide = len(groups) > 1 or question.asked == "town" or (bool(question.units) and not question.counted)
        elsewhere = (*way.near, *way.far)
        found = self._shortened(way, search) if wide else search.containing(groups, elsewhere)
        if way.near:
            urged = self._urged(question)
            found = [kept for match in found if (kept := with_near(match, way.near, way.apart, urged))]
        if way.far:
            found = search.also(found, way.far)
        if way.rest:
            found = [kept for match in found if (kept := with_most(match, way.rest, way.least))]
        evidence = [e for match in found for e in self._checked(question, match, groups)]
        names = {name for group in (*groups, *way.near, *way.far) for name in group}
        said = (*question.groups, *question.activities, *question.words)
        dropped = tuple(g for g in said if not names & set(g))
        coverage = self._coverage(evidence, search.cut)
        return Matches(evidence, (*groups, *way.far), dropped, coverage, frozenset(names))

    def _shortened(self, way: Way, search: Search) -> list[Found]:
        """Return the sentences that meet the groups; a report that has the full name may use the short."""
        wide, elsewhere = with_short(way.needed), (*way.near, *way.far)
        if wide == list(way.needed):
            return search.containing(way.needed, elsewhere)
        full = [g for g in way.needed if short_name(g)]
        return search.also(search.containing(wide, (*full, *elsewhere)), full)

    def _coverage(self, evidence: Sequence[Evidence], cut: int = 0) -> Coverage:
        articles = {e.article.article_id for e in evidence}
        return Coverage(self.archive.count(), len(articles), len(evidence), len(self.archive.refused()), cut)

    def _checked(self, question: Question, found: Found, groups: Sequence[Group]) -> list[Evidence]:
        kept = []
        text, added = folded(found.article.text), load_row_rules().added.search(question.text.lower())
        asked = bodies_asked(question), (added is not None, question.planned)
        for number in found.sentences:
            sentence = found.annotation.sentences[number]
            if not in_time(question, found.article, found.annotation, sentence):
                continue
            if not all(itself(text[sentence.start : sentence.end], group) for group in groups):
                continue
            evidence = self._evidence(found, text, sentence, groups, asked)
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
        if any(name in fold(evidence.text) for name in excluded_words(question)):
            return True
        if question.held and not self._holding(evidence):
            return True
        spoken_of = evidence.sentence.start, evidence.sentence.end, evidence.position
        text = evidence.article.text
        if only_in_speech(question, text, *spoken_of) or only_in_title(question, text, *spoken_of):
            return True
        urged = self._urged(question)
        return urged is not None and bool(urged.match(evidence.text))

    def _urged(self, question: Question) -> re.Pattern[str] | None:
        """Return how sentences begin that only say what ought to be done, where it is asked what was done."""
        asks = question.mention or question.meant or self.rules.urging.search(question.text.lower())
        return self.rules.urged if question.activities and not asks else None

    def _holding(self, evidence: Evidence) -> bool:
        """Say whether a sentence tells of a meeting that was held; a report's first sentence always may.

        What a meeting dealt with is told in the sentences after the one that it was held (会议学习了……).
        """
        first = evidence.annotation.sentences[0]
        if _LAID.search(evidence.article.text, evidence.sentence.start, evidence.position):
            return False
        if evidence.sentence == first or self.rules.held.search(evidence.text):
            return True
        text = evidence.article.text
        dealt = not evidence.matched.endswith(_MEETING) or text.startswith(_SPIRIT, evidence.end)
        return dealt and bool(self.rules.held.search(text, first.start, first.end))

    def _evidence(
        self, found: Found, text: str, sentence: Sentence, groups: Sequence[Group], asked: _Asked
    ) -> Evidence | None:
        article, annotation, names = found.article, found.annotation, groups[0]
        places = list(spelled(names).finditer(text, sentence.start, sentence.end))
        short = None if places else stands_for(text, sentence.start, sentence.end, names)
        if not places and short is None:
            return None
        position, matched = (places[0].start(), places[0].group()) if places else (short, short_name(names))
        assert position is not None
        starts = [m.start() for m in places] or [position]
        inside = annotation.within(sentence.start, sentence.end)
        counted = any([m.kind == "quantity" for m in inside])
        levels, of = asked
        figures = (figure_of(article.text, annotation, sentence, g, starts, *of) for g in groups if counted)
        return Evidence(
            article=article,
            annotation=annotation,
            sentence=sentence,
            position=position,
            matched=matched,
            asserted=self._asserted(article, text, sentence, position, matched),
            acting=self.attributor.acting(article, annotation, sentence, position, levels, inside),
            figure=next((f for f in figures if f), None),
            dates=sentence_dates(article, annotation, sentence),
        )

    def _asserted(
        self, article: Article, text: str, sentence: Sentence, position: int, matched: str
    ) -> Reported | str:
        """Return what a sentence asserts of a thing; a caption shows it and founds nothing."""
        told = asserted(text, sentence, position, matched, self.rules)
        caption = sentence.start >= len(article.text) - article.beside
        return "mentioned" if caption and told in ("set_up", "in_operation") else told
