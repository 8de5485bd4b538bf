"""Say no in the right way: nothing says so, no coverage of that time or place, a false premise."""

from __future__ import annotations

from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft
from assistant.lists.evidence import Finder
from assistant.lists.looking import locality
from assistant.lists.rows import make_rows, piles
from assistant.parsing.language import is_courtesy
from assistant.parsing.rules import load_question_rules
from assistant.records import Coverage, Question
from assistant.wording import number, place_name, say
from index.dates import DateName, DateRange
from index.places import Gazetteer
from index.search import Archive
from index.terms import Terms

_OPENING = 16  # characters of a report without a headline
_OF_ALL = ("list", "compare", "summary")  # kinds of questions whose answer is drawn from the whole archive


def _of_plan(time: DateName, question: Question) -> bool:
    """Say whether a time of a question tells which plan is meant."""
    rule = load_question_rules().of_plan[question.language]
    behind = question.text.lower().split(time.text.lower())[1:]
    return any(rule.match(rest) for rest in behind)


def _coming(time: DateName, question: Question) -> bool:
    """Say whether a time is one that lies ahead of whoever says it (明年)."""
    return load_question_rules().coming[question.language].match(time.text.lower()) is not None


class Refuser:
    """Explain why a question has no answer here."""

    def __init__(self, archive: Archive, finder: Finder, gazetteer: Gazetteer, terms: Terms) -> None:
        self.archive = archive
        self.finder = finder
        self.gazetteer = gazetteer
        self.terms = terms

    def outside(self, question: Question) -> Draft | None:
        """Return a refusal where the archive cannot cover the time or the place asked about."""
        return self._no_time(question) or self._no_place(question)

    def premise(self, question: Question) -> Draft | None:
        """Return what there is instead, where a thing asked about is not there but its kin is."""
        if not question.places or question.kind in ("who", "summary"):
            return None
        # Only things that are set up and counted have kin that a question takes for them (工作室, 工作站).
        things = load_question_rules().things
        for group in (g for g in question.groups if things.search(g[0])):
            if self.finder.find(replace(question, groups=(group,), activities=(), times=())).evidence:
                continue
            if self.archive.holds([group], replace(question.filters, places=question.places)):
                continue  # it is there, if not in the time or the way asked about
            for kin in self.terms.kin(group[0]):
                draft = self._kin(question, group[0], kin)
                if draft:
                    return draft
        return None

    def _kin(self, question: Question, thing: str, kin: str) -> Draft | None:
        names = tuple(self.terms.variants(kin))
        near = locality(question.places, self.gazetteer)
        if not self.archive.holds([names], question.filters, near):
            return None
        found = self.finder.find(replace(question, groups=(names,), activities=(), times=()))
        if not found.evidence or names not in found.groups:
            return None
        citer = Citer()
        rows = make_rows(question, piles(found.evidence, self.gazetteer), citer)
        if not rows:
            return None
        lines = [
            say("refusal.premise", question.language, place=self._places(question), thing=thing, other=kin),
            *(
                self._row_line(row.name, row.detail, row.quantity, row.unit, row.citations)
                for row in rows[:3]
            ),
        ]
        return Draft("\n".join(lines), "premise_false", tuple(rows), citer.citations, found.coverage)

    def _row_line(
        self, name: str, detail: str, quantity: float | None, unit: str, cited: tuple[int, ...]
    ) -> str:
        figure = detail or (f"{number(quantity)}{unit}" if quantity is not None else "")
        return f"- {name}：{figure} " + "".join(f"[{n}]" for n in cited[:3])

    def nothing(self, question: Question) -> Draft:
        """Return the refusal where nothing in the archive says so."""
        coverage = Coverage(self.archive.count(), 0, 0, len(self.archive.refused()))
        told = (question.pieces, question.context, question.places, question.times, question.post)
        understood = any(told)
        key = "refusal.not_found" if understood else "refusal.nothing_understood"
        key = "refusal.courtesy" if is_courtesy(question.text) else key
        text = say(key, question.language)
        if coverage.unreadable and not coverage.articles:
            return Draft(
                say("refusal.unreadable", question.language, n=coverage.unreadable),
                "unreadable",
                coverage=coverage,
            )
        return Draft(text, "not_found", coverage=coverage, composed_by="extract")

    def nearest(self, question: Question, draft: Draft) -> Draft:
        """Return the refusal with the nearest reports that there are, as links and not as an answer."""
        query = " ".join(p[0] for p in question.pieces)
        names = [place.name for code in question.places if (place := self.gazetteer.get(code))]
        hits = self.archive.search(" ".join([*names, query]), 2) if query else []
        if not hits:
            return draft
        citer = Citer()
        links: dict[str, str] = {}
        for article_id in dict.fromkeys(hit.article_id for hit in hits):
            link = self._link(question, article_id, citer)
            links.setdefault(link.rpartition(" [")[0], link)
        draft.text += "\n\n" + say("refusal.nearest", question.language)
        draft.text += "".join(f"\n- {link}" for link in links.values())
        draft.citations = citer.citations
        return draft

    def _link(self, question: Question, article_id: str, citer: Citer) -> str:
        """Return a report's title with a mark that opens its first sentence."""
        article, annotation = self.archive.article(article_id), self.archive.annotation(article_id)
        first = annotation.sentences[0] if annotation.sentences else None
        start, end = (first.start, first.end) if first else (0, len(article.text))
        title = article.headline or article.kicker
        opening = " ".join(article.text.split())[:_OPENING].rstrip("0123456789.")
        shown = f"《{title}》" if title else say("refusal.untitled", question.language, opening=opening)
        return f"{shown} [{citer.cite(article, start, end)}]"

    def _places(self, question: Question) -> str:
        named = ((code, self.gazetteer.get(code)) for code in question.places)
        joiner = "、" if question.language == "zh" else ", "
        return joiner.join(place_name(c, p.name, question.language, self.gazetteer) for c, p in named if p)

    def in_coverage(self, question: Question) -> Question:
        """Return the question without relative times (今年, 去年) that the archive cannot mean.

        They count from the day of asking; in an archive that ended earlier they are said from inside it,
        where one report of a place is asked for, or what was planned for then (今年计划建多少). A list of
        everywhere else keeps them, and so finds no coverage.
        """
        covered = self._covered() if question.times else None
        if covered is None:
            return question
        of_one = question.kind == "compare" and len(question.places) == 1 and not question.asked
        said = (question.kind not in _OF_ALL or of_one) and bool(question.places)
        times = [
            t
            for t in question.times
            if t.how != "relative"
            or t.range is None
            or t.range.overlaps(covered)
            or not (said or _of_plan(t, question) or _coming(t, question))
        ]
        ahead = any(_coming(t, question) for t in question.times if t not in times)
        words = (load_question_rules().coming_told,) if ahead else ()
        return replace(question, times=tuple(times), words=(*question.words, *words))

    def said_from_inside(self, draft: Draft, asked: Question, within: Question) -> Draft:
        """Return an answer that says which times of the question were read as the reports use them."""
        left = [t for t in asked.times if t not in within.times]
        if not left or not draft.answers:
            return draft
        said = "、".join(f"“{t.text}”" for t in left)
        note = say("refusal.from_inside", asked.language, time=said, last=self._months()[-1])
        return replace(draft, text=f"{draft.text}\n\n{note}")

    def _months(self) -> list[str]:
        return sorted(m for m in self.archive.months() if m)

    def _covered(self) -> DateRange | None:
        months = self._months()
        if not months:
            return None
        return DateRange(DateRange.parse(months[0]).first, DateRange.parse(months[-1]).last)

    def _no_time(self, question: Question) -> Draft | None:
        covered = self._covered() if question.times else None
        if covered is None:
            return None
        asked = [t.range for t in question.times if t.range]
        if not asked or len(asked) < len(question.times) or any(r.first <= covered.last for r in asked):
            return None
        times, months = "、".join(_in_full(t) for t in question.times), self._months()
        text = say("refusal.no_time", question.language, time=times, first=months[0], last=months[-1])
        return Draft(text, "no_coverage", coverage=self._coverage())

    def _no_place(self, question: Question) -> Draft | None:
        if not question.places or any(self._known(code) for code in question.places):
            return None
        text = say("refusal.no_place", question.language, place=self._places(question))
        return Draft(text, "no_coverage", coverage=self._coverage())

    def _known(self, code: str) -> bool:
        """Say whether the archive reports from a place, from under it, or names it."""
        if any(self.gazetteer.contains(code, known) for known in self.archive.places() if known):
            return True
        place = self.gazetteer.get(code)
        names = (
            tuple(n for n in (place.name, place.short, *place.aliases) if n and len(n) > 1) if place else ()
        )
        return bool(names) and self.archive.holds([names])

    def _coverage(self) -> Coverage:
        return Coverage(self.archive.count(), 0, 0, len(self.archive.refused()))


def _in_full(time: DateName) -> str:
    """Return a time as it was said, a relative one with what it means today: 今年（2026）."""
    meant = f"（{time.range.iso}）" if time.how == "relative" and time.range else ""
    return f"{time.text}{meant}"
