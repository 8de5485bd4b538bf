"""Answer with the sentences of the archive themselves: number, who, when, where, what, without a model."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.evidence import Evidence, Finder
from assistant.lists.scope import sentence_dates
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.sentences.spoken import shorten
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.records import Mention
from index.words import fold

_LONGEST = {"number": 300, "who": 240, "when": 240, "where": 300, "what": 420}
_COVERAGE = {"number": 0.5, "who": 0.46, "when": 0.55, "where": 0.45, "what": 0.42}
_NEARLY = 0.72
_OWN = 0.4
_MOST = 3
_NEEDS_FOCUS = frozenset({"number", "who", "when"})


class Extractor:
    """Answer a question with its best sentences."""

    def __init__(self, scorer: Scorer, finder: Finder, gazetteer: Gazetteer) -> None:
        self.scorer = scorer
        self.finder = finder
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return the sentences that answer; None where none does well enough."""
        candidates = self.scorer.candidates(question)
        if question.byline:
            return self._byline(question, candidates)
        best = self._best(question, candidates)
        if best is None:
            return None
        chosen = self._with_more(question, best, candidates)
        chosen = self._with_doubt(chosen, candidates)
        return self._draft(question, chosen)

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
        return self._draft(
            question, [Candidate(first.article, first.annotation, number, 1.0, 1.0, 1.0, focus)]
        )

    def _names_date(self, evidence: Evidence) -> bool:
        within = evidence.annotation.within(evidence.sentence.start, evidence.sentence.end)
        return any(m.kind == "date" for m in within)

    def _best(self, question: Question, candidates: Sequence[Candidate]) -> Candidate | None:
        """Return the sentence that answers best, where the archive answers at all."""
        ranked = sorted(candidates, key=lambda c: -c.rank)
        if question.places and question.kind in _NEEDS_FOCUS:
            # Of a place of the archive the answer is a name, a date or a figure that the rules know.
            ranked = [c for c in ranked if c.focus] or ranked
        if not ranked or not (self._covered(question, candidates) or self._sure(question, ranked[0])):
            return None
        return ranked[0]

    def _covered(self, question: Question, candidates: Sequence[Candidate]) -> bool:
        """Say whether a sentence covers enough of the question and holds an answer of its kind.

        Names that no rule knows (foreign, of bodies) are no mentions: a sentence that covers nearly all
        of a question for a person may answer it all the same.
        """
        least = _COVERAGE.get(question.kind, 0.45)
        for candidate in candidates[:8]:
            if candidate.coverage >= least and (candidate.focus or question.kind not in _NEEDS_FOCUS):
                return True
        close = (c.coverage >= _NEARLY and c.own >= _OWN for c in candidates[:8])
        return question.kind == "who" and not question.places and any(close)

    def _sure(self, question: Question, best: Candidate) -> bool:
        """Say whether the best sentence answers by the learned model, whatever the rules find in it.

        How many of a thing a place has, who and when there is told by a figure, a name, a date alone.
        """
        if question.places and question.kind in _NEEDS_FOCUS and not best.focus:
            return False
        return best.sure >= self.scorer.ranking.enough

    def _with_more(
        self, question: Question, best: Candidate, candidates: Sequence[Candidate]
    ) -> list[Candidate]:
        """Add what the best sentence leaves open: uncovered words in the same article, or what follows it."""
        chosen = [best]
        missing = [p for p in question.pieces if not _holds(best, p)]
        for other in candidates[:40]:
            same = other.article.article_id == best.article.article_id and other.number != best.number
            gains = [p for p in missing if _holds(other, p)]
            if same and gains and other.score > 0.55 * best.score:
                chosen.append(other)
                missing = [p for p in missing if p not in gains]
            if len(chosen) == 3:
                break
        if question.how:
            chosen += self._manner(question, chosen, best, candidates)
        elif question.kind == "what":
            chosen += self._following(chosen, best, candidates)
        return chosen

    def _with_doubt(self, chosen: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
        """Add the next best sentences where the best one is not certain."""
        belief = self.scorer.beliefs(candidates)
        if belief[chosen[0]] >= self.scorer.ranking.certain:
            return list(chosen)
        others = sorted((c for c in belief if c not in chosen), key=lambda c: -c.rank)
        worth = [c for c in others if belief[c] >= self.scorer.ranking.worth]
        return [*chosen, *worth][:_MOST]

    def _following(
        self, chosen: Sequence[Candidate], best: Candidate, candidates: Sequence[Candidate]
    ) -> list[Candidate]:
        """Return the next sentence where the best one is short and tells only the beginning."""
        if len(best.text) > 60 or len(chosen) > 1:
            return []
        return [
            c
            for c in candidates
            if c.article.article_id == best.article.article_id and c.number == best.number + 1
        ][:1]

    def _manner(
        self,
        question: Question,
        chosen: Sequence[Candidate],
        best: Candidate,
        candidates: Sequence[Candidate],
    ) -> list[Candidate]:
        """Return the next sentence of the same story that tells the way in which it was done."""
        later = [
            c
            for c in candidates
            if c.article.article_id == best.article.article_id
            and best.number < c.number <= best.number + 8
            and c not in chosen
            and self.finder.rules.manner.search(c.text)
            and any(_holds(c, p) for p in question.pieces)
        ]
        return sorted(later, key=lambda c: c.number)[:1]

    def _draft(self, question: Question, chosen: Sequence[Candidate]) -> Draft:
        citer = Citer()
        longest = _LONGEST.get(question.kind, 320) // len(chosen)
        lines = []
        for candidate in chosen:
            mark = citer.cite(candidate.article, candidate.sentence.start, candidate.sentence.end)
            lines.append(f"{self._spoken(question, candidate, longest)} [{mark}]")
        return Draft("\n\n".join(lines), "answered", (), citer.citations, composed_by="extract")

    def _spoken(self, question: Question, candidate: Candidate, longest: int) -> str:
        """Return a sentence as it is shown, with the answer before it where the kind has one."""
        offset = candidate.sentence.start
        focus = self._focus(question, candidate)
        spans = [(m.start - offset, m.end - offset) for m in focus]
        text = shorten(candidate.text.strip(), spans, question.pieces, longest)
        told = self._told(question, candidate, focus)
        if question.kind == "who" and told:
            return f"{told}《{candidate.article.title or candidate.article.source}》"
        if question.language == "en":
            place = self._where(candidate)
            text = say("extract.single", "en", place=place, date=self._dated(candidate), sentence=text)
        return f"{told}{text}"

    def _where(self, candidate: Candidate) -> str:
        article = candidate.article
        return place_name(article.place_code or "", article.place or "", "en", self.gazetteer)

    def _dated(self, candidate: Candidate) -> str:
        dates = sentence_dates(candidate.article, candidate.annotation, candidate.sentence)
        return f", {dates[0].iso}" if dates else ""

    def _focus(self, question: Question, candidate: Candidate) -> list[Mention]:
        """Return the mentions that answer: for who and when the one nearest to the question's words."""
        focus = list(candidate.focus)
        if question.kind not in ("who", "when") or len(focus) < 2:
            return focus
        return [min(focus, key=lambda m: self._distance(question, candidate, m))]

    def _distance(self, question: Question, candidate: Candidate, mention: Mention) -> float:
        """Return how far a mention stands from the words of the question, those after it counting nearer."""
        text = fold(candidate.text)
        at = mention.end - candidate.sentence.start
        gaps = []
        for piece in question.pieces:
            for name in piece:
                found = text.find(name, max(0, at - 1))
                if found >= 0:
                    gaps.append(float(found - at))
                before = text.rfind(name, 0, at)
                if before >= 0:
                    gaps.append(3.0 * (at - before))
        return sum(sorted(gaps)[:2]) if gaps else 999.0

    def _told(self, question: Question, candidate: Candidate, focus: Sequence[Mention]) -> str:
        """Return the answer in a word, before the sentence: a name with its post, a resolved date."""
        colon = "：" if question.language == "zh" else " — "
        if question.kind == "who" and focus:
            names = "、".join(dict.fromkeys(m.name for m in focus))
            post = f"（{focus[0].post}）" if focus[0].post and len(focus) == 1 else ""
            return f"**{names}**{post}{colon}"
        if question.kind == "when" and focus:
            return f"**{when(focus[0].name, question.language)}**{colon}"
        return ""

    def _byline(self, question: Question, candidates: Sequence[Candidate]) -> Draft | None:
        for candidate in candidates[:5]:
            if candidate.article.byline and candidate.coverage >= 0.4:
                citer = Citer()
                opening = candidate.annotation.sentences[0]
                mark = citer.cite(candidate.article, opening.start, opening.end)
                title = candidate.article.title
                text = say("extract.byline", question.language, answer=candidate.article.byline)
                return Draft(
                    f"{text}（《{title}》）[{mark}]", "answered", (), citer.citations, composed_by="extract"
                )
        return None


def _holds(candidate: Candidate, piece: Sequence[str]) -> bool:
    return any(name in fold("".join(candidate.text.split())) for name in piece)
