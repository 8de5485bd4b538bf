"""Those whose people went elsewhere to learn, one row per place (rules in `data/destinations.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.destinations import JourneyRules, gone, load_journeys
from assistant.lists.looking import Search
from assistant.lists.rows import short_clause
from assistant.lists.scope import in_time, sentence_dates
from assistant.lists.showing import about, marks
from assistant.parsing.rules import AssertionRules
from assistant.records import Coverage, Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.records import Mention, Sentence
from index.search import Archive, Found

_PLACES = frozenset({"county", "prefecture", "place"})
_LOOKED_FOR = ("赴", "前往", "到", "走进", "去往", "在", "外出")
_STOP = re.compile("[，,。；;]")
_REACH = 16  # characters between a place and the course that was held there


class Travellers:
    """Answer who went elsewhere to learn.

    Args:
        archive: the open archive.
        gazetteer: the place names.
        rules: how reports say of whom they speak.
    """

    def __init__(self, archive: Archive, gazetteer: Gazetteer, rules: AssertionRules) -> None:
        self.archive, self.gazetteer = archive, gazetteer
        self.asserting = rules
        self.rules: JourneyRules = load_journeys()

    def wanted(self, question: Question) -> bool:
        """Say whether places are asked for whose people went elsewhere to learn."""
        text, language = question.text.lower(), question.language
        text = "".join(text.split()) if language == "zh" else text
        rows = question.asked in _PLACES and question.kind in ("list", "count")
        told = self.rules.away[language].search(text) and self.rules.visit[language].search(text)
        return rows and bool(told) and not (question.negated or question.mention)

    def answer(self, question: Question) -> Draft | None:
        """Return one row per place whose people went; None where none is told."""
        citer = Citer()
        rows: dict[str, Row] = {}
        search = Search(self.archive, question, self.gazetteer)
        for match in search.containing([_LOOKED_FOR]):
            for sentence, code, mention in self._journeys(question, match):
                if code not in rows:
                    rows[code] = self._row(match, sentence, code, mention, citer)
        fitting = [row for row in rows.values() if not question.levels or row.level in question.levels]
        if not fitting:
            return None
        matched = len({citation.article_id for citation in citer.citations})
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), matched, len(citer.citations), unread, search.cut)
        lines = [say("list.plain", question.language, n=len(fitting))]
        lines += [self._line(question, row) for row in fitting]
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(fitting), citer.citations, coverage)

    def _journeys(self, question: Question, match: Found) -> Iterator[tuple[Sentence, str, Mention]]:
        """Yield the sentences of a report that tell of a journey, whose it was, and where to."""
        for number in match.sentences:
            sentence = match.annotation.sentences[number]
            if not in_time(question, match.article, match.annotation, sentence):
                continue
            for mention in self._away(question, match, sentence):
                code = self._whose(match, sentence, mention)
                near = mention.code and self._near(code, mention.code)
                if code and self._fits(question, code) and not near:
                    yield sentence, code, mention
                    break

    def _away(self, question: Question, match: Found, sentence: Sentence) -> list[Mention]:
        """Return the places that a sentence says people went to, to learn."""
        asked, language = question.text.lower(), question.language
        reached = [*gone(match, sentence, self.rules, self.gazetteer), *self._listed(match, sentence)]
        if self.rules.course[language].search(asked):
            reached += self._courses(match, sentence)
        home = self.gazetteer.home if self.rules.out[language].search(asked) else ""
        reached += self._unnamed(match, sentence, self.rules.unnamed_out)
        reached += [] if home else self._unnamed(match, sentence, self.rules.unnamed)
        meant = question.meant or question.planned or bool(self.rules.meant.search(asked))
        told = (m for m in reached if not (home and m.code.startswith(home)))
        return [m for m in told if self._learnt(match, sentence, m, meant)]

    def _listed(self, match: Found, sentence: Sentence) -> list[Mention]:
        """Return places behind a verb of going that stand among others (到甲大学、乙市考察)."""
        text = match.article.text
        named = match.annotation.within(sentence.start, sentence.end)
        places = [m for m in named if m.kind == "place" and m.code]
        found: list[Mention] = []
        for verb in self.rules.going.finditer(text, sentence.start, sentence.end):
            done = self.rules.learnt.search(text, verb.end(), min(sentence.end, verb.end() + 2 * _REACH))
            listed = done and not _STOP.search(text, verb.end(), done.start())
            found += [
                m
                for m in places
                if listed and done and verb.end() < m.start < done.start() and text[m.start - 1] == "、"
            ]
        return found

    def _unnamed(self, match: Found, sentence: Sentence, rule: re.Pattern[str]) -> list[Mention]:
        """Return where a sentence says that people went elsewhere, without saying where (外出考察)."""
        found = rule.finditer(match.article.text, sentence.start, sentence.end)
        return [Mention("place", m.start(), m.end(), m.group(), "") for m in found]

    def _courses(self, match: Found, sentence: Sentence) -> list[Mention]:
        """Return the places in which a sentence says a course was held."""
        text, rules = match.article.text, self.rules
        named = match.annotation.within(sentence.start, sentence.end)
        inside = [m for m in named if m.kind == "place" and m.code and rules.at.match(text, m.start - 1)]
        return [m for m in inside if rules.held.search(text, m.end, min(sentence.end, m.end + _REACH))]

    def _learnt(self, match: Found, sentence: Sentence, mention: Mention, meant: bool) -> bool:
        """Say whether people went to learn, and no leader did; plans count where `meant` says so."""
        text = match.article.text
        before = text[sentence.start : mention.start]
        behind = text[mention.end : min(sentence.end, mention.end + 2 * _REACH)]
        own = text[mention.start : mention.end]
        learnt = self.rules.learnt.search(before[-_REACH:] + own + behind)
        if not learnt or self.rules.leaders.search(_STOP.split(before)[-1]):
            return False
        title = self.rules.title.search(before)
        # 《赴甲县考察的报告》 tells of a journey, 《赴甲县考察的方案》 of none.
        planned = title and self.rules.plan.match(text, sentence.start + title.start())
        planned = planned or self.rules.urged.search(before) or self.asserting.planned.search(before)
        return meant or not planned

    def _whose(self, match: Found, sentence: Sentence, mention: Mention) -> str:
        """Return the code of the place whose people went, "" where nothing tells."""
        article = match.article
        before = [
            m
            for m in match.annotation.within(sentence.start, mention.start)
            if m.kind == "place" and m.code and article.text.startswith("政协", m.end)
        ]
        return before[-1].code if before else article.place_code or ""

    def _fits(self, question: Question, code: str) -> bool:
        within = self.gazetteer.contains
        return not question.places or any(within(place, code) for place in question.places)

    def _near(self, one: str, other: str) -> bool:
        return self.gazetteer.contains(one, other) or self.gazetteer.contains(other, one)

    def _row(self, match: Found, sentence: Sentence, code: str, mention: Mention, citer: Citer) -> Row:
        mark = citer.cite(match.article, sentence.start, sentence.end)
        place = self.gazetteer.get(code)
        name, level = (place.name, place.level) if place else (code, "")
        name = f"{name}政协" if level == "province" else name  # the province's body, not every place in it
        detail = short_clause(match.article.text, sentence, [match.article.text[mention.start : mention.end]])
        dates = sentence_dates(match.article, match.annotation, sentence)
        date = dates[0].iso if dates else ""
        return Row(name, code, level, "mentioned", None, "", detail, date, (mark,))

    def _line(self, question: Question, row: Row) -> str:
        name = place_name(row.code, row.name, question.language, self.gazetteer)
        told = about((row.detail, when(row.date, question.language)), question.language)
        return f"- **{name}**{told} {marks(row.citations)}"
