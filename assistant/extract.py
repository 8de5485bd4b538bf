"""Answer with the sentences of the archive themselves: number, who, when, where, what, without a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.bylines import names_in
from assistant.lists.evidence import Evidence, Finder
from assistant.lists.scope import sentence_dates
from assistant.records import Question
from assistant.sentences.answering import (
    UNTIMELY,
    Vector,
    evidence,
    load_decision,
    names_a_stranger,
    presumes_too_much,
    strange,
)
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.company import Companions, Shown
from assistant.sentences.credits import asks_credit, credited, names_work
from assistant.sentences.faroff import far_off
from assistant.sentences.focus import has_role
from assistant.sentences.lost import Lost
from assistant.sentences.pointed import pointed
from assistant.sentences.posts import asked_post, fits_level, holds, takes
from assistant.sentences.printed import told_by_issue
from assistant.sentences.series import of_another
from assistant.sentences.slot import nameless, strangers, unfilled
from assistant.sentences.spoken import shorten
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.records import Mention
from index.words import compact

_LONGEST = {"number": 300, "who": 240, "when": 240, "where": 300, "what": 420}
# Log odds by which a sentence with a figure, a person or a date as asked for goes before one without.
_FOCUS_LEAD, _FOCUS_FIRST, _SAID_FIRST, _ROLE_FIRST = 2.0, 1000.0, 3.0, 6.0
_NOTHING_SAID = 4.0  # log odds by which a sentence that holds no word of the question goes behind others
_ABOUT = 0.2  # share of the question's words that a sentence has to hold to go before all others for that
_SURELY = 0.8
_SHORT = 24  # characters
_SEVERAL = re.compile(
    r"哪[些几两二三四五六七八九十]|分别|\b(?:which|what) (?!(?:is|was|does|has)\b)[a-z]+s\b"
)
_ITEMS, _SERIES = 3, 280  # items that make a series; characters of the longest sentence shown whole for one
_SOMEWHERE = re.compile("哪[里儿](?!举|召|开会|办)")  # 哪里有断头路, not 会在哪里开
_NEEDS_FOCUS = frozenset({"number", "who", "when"})
_SHOWN = 3  # sentences at most that are shown, one of which is to count what is asked for
_WRITTEN = 0.3  # share of the question's words in a report whose writer is asked for


class Extractor:
    """Answer a question with its best sentences."""

    def __init__(self, scorer: Scorer, finder: Finder, gazetteer: Gazetteer) -> None:
        self.scorer = scorer
        self.finder = finder
        self.gazetteer = gazetteer
        self.decision = load_decision()
        self.companions = Companions(scorer, finder.rules.manner)

    def answer(self, question: Question, surely: bool = False) -> Draft | None:
        """Return the sentences that answer; None where none does well enough.

        Args:
            question: the question.
            surely: True where another way of answering follows, which is to be taken in doubt.
        """
        if question.kind == "who" and self.scorer.clues.bodies.search(question.text):
            question = replace(question, kind="what")
        if question.kind == "list" and self._names_unknown(question):
            return None
        candidates = self.scorer.best(question)
        if question.printed and (printed := told_by_issue(question, candidates)):
            return printed
        if asks_credit(question):
            return self._credit(question, sorted(candidates, key=lambda c: -c.rank))
        if question.byline and (written := self._byline(question, candidates)):
            return written
        candidates = [c for c in candidates if not self._of_lower_body(question, c)] or candidates
        if question.byline and not names_work(question):
            candidates = self._of_authors(question, candidates)
        ranked = self.ranked(question, candidates)
        least = max(_SURELY, self.decision.threshold) if surely else self.decision.threshold
        if not ranked or self.confidence(question, ranked) < least:
            return None
        return self._draft(question, self.companions.shown(question, ranked))

    def _names_unknown(self, question: Question) -> bool:
        """Say whether a thing that a list is about is nowhere in the archive."""
        return any(not self.scorer.archive.holds([group]) for group in question.groups)

    def founded(self, question: Question) -> Draft | None:
        """Return when a thing was founded: the earliest dated sentence that says so."""
        matches = self.finder.find(question)
        dated = [e for e in matches.evidence if e.asserted == "set_up" and self._names_date(e)]
        if not dated:
            return None
        first = min(dated, key=lambda e: e.dates[0].first)
        number = first.annotation.sentences.index(first.sentence)
        within = first.annotation.within(first.sentence.start, first.sentence.end)
        focus = tuple(m for m in within if m.kind == "date")
        best = Candidate(first.article, first.annotation, number, 1.0, 1.0, 1.0, focus)
        return self._draft(question, Shown((best,), ()))

    def _names_date(self, evidence: Evidence) -> bool:
        within = evidence.annotation.within(evidence.sentence.start, evidence.sentence.end)
        return any(m.kind == "date" for m in within)

    def ranked(self, question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the sentences that may answer, best first.

        Where a figure, a person or a date is asked for, a sentence that holds one goes before a sentence that
        holds none and is little better.
        """
        ranked = sorted((c for c in candidates if c.rank > -inf), key=lambda c: -c.rank)
        said = self.scorer.clues.said(question.text)
        if ranked and (said or question.places or question.kind in _NEEDS_FOCUS):
            best = ranked[0].article.article_id
            first = {id(c): said for c in ranked if c.article.article_id == best}
            # Of a place of the archive the answer is a name, a date or a figure that the rules know.
            ranked.sort(key=lambda c: -c.rank - _lead(question, c, first.get(id(c))))
        return ranked

    def confidence(self, question: Question, ranked: Sequence[Candidate]) -> float:
        """Return how sure it is that the first of the ranked sentences answers, 0 to 1."""
        if (question.times and ranked[0].fit < UNTIMELY) or far_off(question, ranked[0], self.gazetteer):
            return 0.0
        post = question.post or asked_post(question, self.scorer.clues)
        if post and question.places and not self._names_holder(question, ranked[0], post):
            return 0.0  # of a place's own posts the names are known
        if self._of_lower_body(question, ranked[0]):
            return 0.0
        features = self.evidence(question, ranked)
        if strange(features) or presumes_too_much(features):
            return 0.0
        shown = ranked[:_SHOWN]
        if self._at_home(question, ranked[0]) and self._lacking(question, ranked, shown):
            return 0.0
        if of_another(question, shown):
            return 0.0
        sure = self.decision.confidence(features)
        return 0.0 if names_a_stranger(features, sure) else sure

    def _of_lower_body(self, question: Question, best: Candidate) -> bool:
        """Say whether a body is asked about and the best sentence is of one below it."""
        code = question.places[0] if len(question.places) == 1 else ""
        place, own = self.gazetteer.get(code), best.article.place_code or ""
        if place is None or own == code or not self.gazetteer.contains(code, own):
            return False
        body = f"{place.name}政协"
        return body in question.text and body not in f"{best.article.title}{best.article.text}"

    def _at_home(self, question: Question, best: Candidate) -> bool:
        """Say whether a place's affairs are asked about of which the archive tells as local papers do."""
        codes = (*question.places, best.article.place_code or "")
        return any(code.startswith(self.gazetteer.home) for code in codes)

    def _lacking(self, question: Question, ranked: Sequence[Candidate], shown: Sequence[Candidate]) -> bool:
        """Say whether the person, the name or the number that is asked for is not there."""
        if strangers(question, ranked) or nameless(question, shown):
            return True
        return unfilled(question, self.scorer.sought(question), shown)

    def _names_holder(self, question: Question, best: Candidate, post: str) -> bool:
        levels = [place.level for code in question.places if (place := self.gazetteer.get(code))]
        within = best.annotation.within(best.sentence.start, best.sentence.end)
        people = [m for m in within if m.kind == "person" and any(fits_level(m.post, of) for of in levels)]
        return any(holds(m.post, post) or takes(best.article.text[m.end :], post) for m in people)

    def evidence(self, question: Question, ranked: Sequence[Candidate]) -> Vector:
        """Return the features by which that is decided; see `assistant.sentences.answering`."""
        scorer = self.scorer
        sought = scorer.sought(question)
        lost = Lost(question, scorer.archive, scorer.tokeniser, scorer.clues)
        return evidence(question, sought, lost, ranked)

    def _draft(self, question: Question, shown: Shown) -> Draft:
        citer = Citer()
        longest = _LONGEST.get(question.kind, 320) // (len(shown.told) + len(shown.also))
        told = [self._line(question, c, longest, citer) for c in shown.told]
        also = [self._quoted(question, c, longest, citer) for c in shown.also]
        if also:
            told.append(
                say("extract.also", question.language) + "\n" + "\n".join(f"- {line}" for line in also)
            )
        return Draft("\n\n".join(told), "answered", (), citer.citations, composed_by="extract")

    def _line(self, question: Question, candidate: Candidate, longest: int, citer: Citer) -> str:
        """Return a sentence with its mark, and with the answer before it where the kind has one."""
        told = self._told(question, candidate, pointed(question, candidate))
        quoted = self._quoted(question, candidate, longest, citer)
        if question.kind == "who" and told and candidate.article.title:
            # The name and where it stands: a sentence names others, who are not asked for.
            return f"{told}《{candidate.article.title}》 {quoted[quoted.rindex('[') :]}"
        return f"{told}{quoted}"

    def _quoted(self, question: Question, candidate: Candidate, longest: int, citer: Citer) -> str:
        """Return a sentence as it is shown, what answers in bold, with its mark."""
        mark = citer.cite(candidate.article, candidate.sentence.start, candidate.sentence.end)
        offset = candidate.sentence.start
        spans = [(m.start - offset, m.end - offset) for m in pointed(question, candidate)]
        text = candidate.text.strip()
        # Of what stands in a series every item is asked for (去了哪些点), and none is left out.
        longest = len(text) if _SEVERAL.search(question.text.lower()) and _in_series(text) else longest
        text = shorten(text, spans, question.pieces, longest)
        if question.language == "en":
            place = self._where(candidate)
            text = say("extract.single", "en", place=place, date=self._dated(candidate), sentence=text)
        return f"{text} [{mark}]"

    def _where(self, candidate: Candidate) -> str:
        article = candidate.article
        return place_name(article.place_code or "", article.place or "", "en", self.gazetteer)

    def _dated(self, candidate: Candidate) -> str:
        dates = sentence_dates(candidate.article, candidate.annotation, candidate.sentence)
        told = [d for d in dates if d.first.year == d.last.year]  # a plan of five years is no date
        return f", {told[0].iso}" if told else ""

    def _told(self, question: Question, candidate: Candidate, focus: Sequence[Mention]) -> str:
        """Return the answer in a word, before the sentence: a name with its post, a resolved date."""
        colon = "：" if question.language == "zh" else " — "
        if question.kind == "who" and focus:
            names = "、".join(dict.fromkeys(m.name for m in focus))
            post = f"（{focus[0].post}）" if focus[0].post and len(focus) == 1 else ""
            return f"**{names}**{post}{colon}"
        if question.kind == "when" and focus:
            return f"**{when(focus[0].name, question.language)}**{colon}"
        if self._of_somewhere(question, candidate):
            return f"**{candidate.article.place}**{colon}"
        return ""

    def _of_somewhere(self, question: Question, candidate: Candidate) -> bool:
        """Say whether it is asked of which place something is told, and the sentence names none."""
        asks = question.kind == "where" and not question.places and _SOMEWHERE.match(question.text)
        return bool(asks and candidate.article.place) and not self.gazetteer.find(candidate.text)

    def _credit(self, question: Question, candidates: Sequence[Candidate]) -> Draft | None:
        """Return who took the picture beside a report."""
        found = credited(question, candidates)
        if found is None:
            return None
        citer = Citer()
        mark = citer.cite(found.article, found.start, found.end)
        text = say("extract.byline", question.language, answer=found.name)
        title = f"（《{found.article.title}》）" if found.article.title else ""
        return Draft(f"{text}{title}[{mark}]", "answered", (), citer.citations, composed_by="extract")

    def _of_authors(self, question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the sentences that name the author of a work; none where a report of the paper is meant."""
        clues = self.scorer.clues
        if question.places or clues.report.search(question.text):
            return []
        return [c for c in candidates if clues.authored.search(c.text)]

    def _byline(self, question: Question, candidates: Sequence[Candidate]) -> Draft | None:
        for candidate in candidates[:5]:
            if candidate.article.byline and candidate.coverage >= _WRITTEN:
                citer = Citer()
                mark = citer.cite(candidate.article, *_signed(candidate))
                title = candidate.article.title
                text = say("extract.byline", question.language, answer=candidate.article.byline)
                shown = f"（《{title}》）" if title else ""
                return Draft(f"{text}{shown}[{mark}]", "answered", (), citer.citations, composed_by="extract")
        return None


def _in_series(text: str) -> bool:
    """Say whether a sentence names several things in a row and can be shown whole."""
    return len(text) <= _SERIES and text.count("、") >= _ITEMS - 1


def _signed(candidate: Candidate) -> tuple[int, int]:
    """Return where the name of a report's writer stands in its text; else where the report begins."""
    opening = candidate.annotation.sentences[0]
    for name in names_in(candidate.article.byline or ""):
        if (at := candidate.article.text.find(name)) >= opening.end:
            return at, at + len(name)
    return opening.start, opening.end


def _lead(question: Question, candidate: Candidate, said: re.Pattern[str] | None) -> float:
    """Return by how much a sentence goes before others for holding an answer of the kind asked for."""
    lead = _SAID_FIRST if said and said.search(compact(candidate.text)) else 0.0
    lead += _ROLE_FIRST if has_role(question, candidate.focus) else 0.0
    if question.places and question.pieces and candidate.coverage == 0:
        lead -= _NOTHING_SAID  # it only names the place
    if question.kind not in _NEEDS_FOCUS or not candidate.focus:
        return lead
    if said and question.kind == "who" and not candidate.own:
        return lead  # it names somebody, of whom it tells nothing that is asked
    return lead + (_FOCUS_FIRST if question.places and candidate.coverage >= _ABOUT else _FOCUS_LEAD)
