"""List the places from which the archive has reports, where nothing narrower than place and time is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.chronicle import in_time
from assistant.lists.daily import doings
from assistant.lists.levels import Level, level_asked
from assistant.lists.looking import limits
from assistant.lists.mentioned import Named, mentioned
from assistant.lists.rows import short_clause
from assistant.parsing.rowrules import load_row_rules
from assistant.records import Coverage, Question, Row
from assistant.wording import place_name, say, when
from index.places import Gazetteer
from index.records import Article, Kind
from index.search import Archive

_MOST_CITED = 4
# A clause that says no more than the day.
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:至\d{1,2}日)?[上下晚]?[午上]?")
_NOBODY: Mapping[str, Named] = {}


def _title(article: Article) -> str:
    """Return the headline in title marks, else the first clause of the text."""
    head = article.headline or article.kicker
    return f"《{head}》" if head else _opening(article.text)


def _opening(text: str) -> str:
    """Return the clause before the second stop (after the dateline), else all up to the first."""
    clauses = re.split("[，,。]", text, maxsplit=2)
    told = [clause for clause in clauses if not _DAY.fullmatch(clause.strip())]
    return (clauses[max(0, len(clauses) - 2)] if len(told) == len(clauses) else told[0])[:30]


def _left_out(question: Question, article: Article) -> bool:
    """Say whether the question leaves out the place of a report (除了……以外)."""
    return any(name and name in (article.place or "") for name in question.excluded)


class Reporter:
    """Answer which places were in the paper at all."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer) -> None:
        self.archive = archive
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return one row per place with reports in the time and place asked about, each with its headlines.

        None where the question names a subject (then that is looked for), or no limit at all.
        """
        narrower = question.groups or question.activities
        limited = bool(question.places or question.times or question.photos or question.filters.printed)
        if not limited and question.scope:
            limited = level_asked(question) != Level()
        elif not limited and question.levels:
            # Every place of a level, as long as the question asks for having been in the paper.
            limited = bool(load_row_rules().paper.search(question.text.lower()))
        if narrower or not limited:
            return None
        kinds: tuple[Kind, ...] = ("photo",) if question.photos else question.filters.kinds
        told = question.mention and question.places and not question.photos
        named = mentioned(self.archive, self.gazetteer, question) if told else {}
        named = {**doings(self.archive, self.gazetteer, question), **named}
        level = level_asked(question)
        named = {code: where for code, where in named.items() if level.fits(self.gazetteer.get(code))}
        return self.of(question, self.archive.heads(replace(limits(question), kinds=kinds)), named)

    def of(
        self, question: Question, articles: Iterable[Article], named: Mapping[str, Named] = _NOBODY
    ) -> Draft | None:
        """Return one row per place that some reports are from; None where none fits the time and level.

        Args:
            question: as understood.
            articles: the reports.
            named: places that reports from elsewhere name, which come after the others.
        """
        piles: dict[str, list[Article]] = {}
        level = level_asked(question)
        for article in articles:
            code = article.place_code or ""
            if (
                code
                and not _left_out(question, article)
                and in_time(question, article)
                and (not question.levels or article.level in question.levels)
                and level.fits(self.gazetteer.get(code))
            ):
                piles.setdefault(code, []).append(article)
        named = {code: told for code, told in named.items() if code not in piles}
        if (bound := question.bound) is not None:  # 有两篇以上报道的县
            piles = {code: told for code, told in piles.items() if bound.met(len(told))}
            named = {code: told for code, told in named.items() if bound.met(1)}
        return self._draft(question, piles, named) if piles or named else None

    def _draft(
        self, question: Question, piles: Mapping[str, list[Article]], named: Mapping[str, Named]
    ) -> Draft:
        citer = Citer()
        cited = (article for articles in piles.values() for article in articles[:_MOST_CITED])
        self.archive.fetch([article.article_id for article in cited])
        rows = [self._row(code, articles, citer) for code, articles in sorted(piles.items())]
        rows += [self._named(code, told, citer) for code, told in sorted(named.items())]
        lines = [say("list.plain", question.language, n=len(rows))]
        lines += [self._line(question, row) for row in rows]
        reports = sum(map(len, piles.values())) + len(named)
        coverage = Coverage(self.archive.count(), reports, reports, len(self.archive.refused()))
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(rows), citer.citations, coverage)

    def _row(self, code: str, articles: Sequence[Article], citer: Citer) -> Row:
        place = self.gazetteer.get(code)
        marks = []
        for article in articles[:_MOST_CITED]:
            opening = self.archive.annotation(article.article_id).sentences[0]
            marks.append(citer.cite(article, opening.start, opening.end))
        heads = "、".join(_title(a) for a in articles[:_MOST_CITED])
        date = articles[0].event_date or articles[0].issue_date or ""
        name, level = (place.name, place.level) if place else (code, "")
        return Row(name, code, level, "mentioned", None, "", heads, date, tuple(marks))

    def _named(self, code: str, told: Named, citer: Citer) -> Row:
        """Return the row of a place that a report from elsewhere names."""
        article, sentence = told.article, told.sentence
        place = self.gazetteer.get(code)
        name, level = (place.name, place.level) if place else (code, "")
        mark = citer.cite(article, sentence.start, sentence.end)
        detail = short_clause(article.text, sentence, [name, name[:-1]])
        detail = _opening(article.text[sentence.start : sentence.end]) if _DAY.fullmatch(detail) else detail
        date = article.event_date or article.issue_date or ""
        return Row(name, code, level, "mentioned", None, "", detail, date, (mark,))

    def _line(self, question: Question, row: Row) -> str:
        name = place_name(row.code, row.name, question.language, self.gazetteer)
        colon, comma = ("：", "，") if question.language == "zh" else (": ", ", ")
        parts = [row.detail, *([when(row.date, question.language)] if row.date else [])]
        return f"- **{name}**{colon}{comma.join(parts)} " + "".join(f"[{n}]" for n in row.citations)
