"""Tell what a place's body did: its reports by sort of deed and by date, each by its opening sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.levels import level_asked
from assistant.lists.looking import limits
from assistant.lists.scope import in_time as told_in_time
from assistant.lists.scope import overlaps
from assistant.parsing.rowrules import load_row_rules
from assistant.parsing.rules import load_deeds
from assistant.records import Coverage, Question
from assistant.sentences.spoken import shorten
from assistant.wording import place_name, say, when
from index.dates import DateName, DateRange
from index.places import Gazetteer
from index.records import Article, Sentence
from index.search import Archive

_SENTENCE = 90
_MOST = 40
_READ = 60  # reports of the places that are read for what they tell of another time
_LONG = 500  # characters of a report that tells several deeds
_MORE = 6  # sentences of a long report that tell deeds of their own
_BODY = re.compile("政协|cppcc|committee", re.IGNORECASE)


class Chronicler:
    """Answer what a place's body did in general."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer) -> None:
        self.archive = archive
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return a dated line per deed of the places asked about; None where there is none.

        What the bodies under a prefecture did is its own only where the question names no body.
        """
        places = question.places or question.filters.places
        if not (places or question.times):
            return None
        every = [a for a in self.archive.heads(limits(question)) if in_time(question, a)]
        every = self._of_level(question, every)
        own = [a for a in every if not places or a.place_code in places]
        body = bool(_BODY.search(question.text)) and bool(places)
        under = [a for a in every if places and a.place_code not in places]
        told = own if body and own else every
        named = sorted(self._named(question, places), key=_when) if body and not own else []
        if not (named or told) and places and question.times:
            named = sorted(self._told(question), key=_when)
        deeds = named[:_MOST] or self._first(told, body and bool(own))
        if not deeds:
            return None
        reports = len({article.article_id for article, _ in named}) or len(told)
        return self._draft(question, deeds, reports, under if body and own else [])

    def _of_level(self, question: Question, reports: Sequence[Article]) -> list[Article]:
        """Return the reports of the level of bodies that a question names (县区一级的政协)."""
        level = level_asked(question)
        if not question.scope:
            return list(reports)
        return [a for a in reports if level.fits(self.gazetteer.get(a.place_code or ""))]

    def _told(self, question: Question) -> Iterator[tuple[Article, Sentence]]:
        """Yield the sentences that tell of the times asked about, in the places' reports of other times."""
        heads = self.archive.heads(limits(replace(question, times=())))[:_READ]
        for article in heads:
            annotation = self.archive.annotation(article.article_id)
            body = (s for s in annotation.sentences if s.start < len(article.body))
            timely = (s for s in body if told_in_time(question, article, annotation, s))
            yield from ((article, s) for s in islice(timely, _MORE))

    def _first(self, reports: Sequence[Article], whole: bool) -> list[tuple[Article, Sentence]]:
        """Return the first deeds of reports by their dates, as many as are shown; no other report is read."""
        dated = sorted(reports, key=lambda a: (a.event_date or a.issue_date or "9999", a.n))
        self.archive.fetch([article.article_id for article in dated[:_MOST]])
        every = (deed for article in dated for deed in self._deeds(article, whole))
        return sorted(islice(every, _MOST), key=_when)

    def _deeds(self, article: Article, whole: bool) -> Iterator[tuple[Article, Sentence]]:
        """Yield the opening of a report, and of a long one the sentences that tell further deeds."""
        sentences = self.archive.annotation(article.article_id).sentences
        yield article, sentences[0]
        if whole and len(article.text) > _LONG:
            acted = re.compile(f"[^，,。]{{0,24}}?{load_row_rules().acted}")
            told = [s for s in sentences[1:] if acted.match(article.text, s.start, s.end)]
            first = {s.paragraph: s for s in reversed(told)}
            yield from ((article, s) for s in sorted(first.values(), key=lambda s: s.start)[:_MORE])

    def _named(self, question: Question, places: Sequence[str]) -> Iterator[tuple[Article, Sentence]]:
        """Yield the sentences in which the body of a place acts, in reports from elsewhere."""
        for code in places:
            place = self.gazetteer.get(code)
            if place is None:
                continue
            short = {"province": "省政协", "prefecture": "市政协"}.get(place.level, "县政协")
            names = (f"{place.name}政协", short) if place.level == "province" else (f"{place.name}政协",)
            acted = re.compile(
                f"(?:{'|'.join(names)})(?:党组|办公厅)?[^，,。]{{0,12}}?{load_row_rules().acted}"
            )
            for found in self.archive.containing([names], question.filters):
                for number in found.sentences:
                    sentence = found.annotation.sentences[number]
                    timely = told_in_time(question, found.article, found.annotation, sentence)
                    if timely and acted.search(found.article.text, sentence.start, sentence.end):
                        yield found.article, sentence

    def _draft(
        self,
        question: Question,
        deeds: Sequence[tuple[Article, Sentence]],
        reports: int,
        under: Sequence[Article],
    ) -> Draft:
        citer, language = Citer(), question.language
        lines = [say("list.articles", language, n=reports)]
        for name, part in self._sorted(deeds, language):
            lines += [f"**{name}**"] if name else []
            lines += [self._line(question, article, sentence, citer) for article, sentence in part]
        if under:
            codes = dict.fromkeys(a.place_code for a in under if a.place_code)
            joiner = "、" if language == "zh" else ", "
            names = joiner.join(self._name(code, question) for code in codes)
            lines += ["", say("list.under", language, n=len(under), names=names)]
        unread = len(self.archive.refused())
        coverage = Coverage(self.archive.count(), reports, len(deeds), unread)
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", (), citer.citations, coverage)

    def _name(self, code: str, question: Question) -> str:
        place = self.gazetteer.get(code)
        return place_name(code, place.name if place else code, question.language, self.gazetteer)

    def _sorted(
        self, deeds: Sequence[tuple[Article, Sentence]], language: str
    ) -> list[tuple[str, list[tuple[Article, Sentence]]]]:
        """Return the deeds by sort, in the order of the rules; without headings where there are few."""
        if len(deeds) < 5:
            return [("", list(deeds))]
        sorts: dict[str, list[tuple[Article, Sentence]]] = {}
        rules = load_deeds()
        for article, sentence in deeds:
            text = article.text[sentence.start : sentence.end]
            name = next((r.names[language] for r in rules if r.pattern.search(text)), "")
            sorts.setdefault(name, []).append((article, sentence))
        order = [r.names[language] for r in rules]
        return [(name, sorts[name]) for name in order if name in sorts]

    def _line(self, question: Question, article: Article, sentence: Sentence, citer: Citer) -> str:
        mark = citer.cite(article, sentence.start, sentence.end)
        date = when(article.event_date or article.issue_date or "", question.language)
        text = shorten(article.text[sentence.start : sentence.end], [], question.pieces, _SENTENCE)
        title = article.headline or article.kicker or ""
        of_one = len(question.places) == 1 and article.place_code in question.places
        where = "" if of_one or not article.place_code else f" **{self._name(article.place_code, question)}**"
        return f"- **{date}**{where} {f'《{title}》' if title else ''}{text} [{mark}]"


def _when(deed: tuple[Article, Sentence]) -> tuple[str, int, int]:
    article, sentence = deed
    return article.event_date or article.issue_date or "9999", article.n, sentence.start


def in_time(question: Question, article: Article) -> bool:
    """Say whether a report as a whole is of one of the times asked about; True where none is asked."""
    told = article.issue_date if question.issue_only else article.event_date or article.issue_date
    if not question.times:
        return True
    fits = DateName.matches if question.issue_only else overlaps
    return told is not None and any(fits(time, DateRange.parse(told)) for time in question.times)
