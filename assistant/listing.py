"""Exhaustive answers: lists, counts and rankings over every matching sentence of the archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.citations import Citer
from assistant.lists.choosing import Choice, Chooser
from assistant.lists.distributed import distributed
from assistant.lists.evidence import Evidence, Finder, Matches
from assistant.lists.likely import Likely
from assistant.lists.paraphrase import load_thesaurus
from assistant.lists.remarks import Remarks
from assistant.lists.rows import Pile, make_rows, piles, recited, unranked
from assistant.lists.searching import counting, stated
from assistant.lists.showing import figure_text, line, marks, names
from assistant.lists.wanted import nearby_figure, with_wanted
from assistant.parsing.settling import left_level
from assistant.records import ANSWERING, Citation, Coverage, Question, Row, Status
from assistant.wording import number, place_name, say, when
from index.places import Gazetteer

_MONEY = frozenset({"元", "千元", "万元", "亿元"})
_LATER = re.compile("[；;]")  # before the later figure of a row
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MEANT = ("planned", "denied")
_REPORTED = ("set_up", "in_operation", "mentioned")


@dataclass(slots=True)
class Draft:
    """An answer before it passes the last door.

    Attributes:
        limited: words that nobody could place in the question, but that limited what was found.
        worked: True where the text tells what is printed nowhere: a sum, a difference, how many.
    """

    text: str
    status: Status
    rows: tuple[Row, ...] = ()
    citations: tuple[Citation, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    composed_by: str = "listing"
    notes: list[str] = field(default_factory=list)
    limited: tuple[str, ...] = ()
    worked: bool = False

    @property
    def answers(self) -> bool:
        """Say whether there is an answer, be it in part."""
        return self.status in ANSWERING


class Lister:
    """Answer questions whose answer is a table of places."""

    def __init__(self, finder: Finder, gazetteer: Gazetteer, chooser: Chooser | None = None) -> None:
        self.finder = finder
        self.likely = Likely(finder)
        self.gazetteer = gazetteer
        self.chooser = chooser

    def answer(self, question: Question) -> Draft | None:
        """Return the list, count or ranking that a question asks for; None where nothing matches."""
        if not (question.groups or question.activities):
            return None
        matches = self.likely.more(question, self.finder.find(question))
        choice = self._chosen(question, matches)
        matches = choice.matches
        draft = self.table(question, matches, choice.passed) if matches.evidence else None
        if draft and (_uncounted(question, matches, draft.rows) or unranked(question, draft.rows)):
            return None
        return draft

    def _chosen(self, question: Question, matches: Matches) -> Choice:
        """Return the evidence that a model takes to tell what is asked, where there is one to ask."""
        if self.chooser is None or question.negated:
            return Choice(matches)
        whole = replace(question, order="", limit=0, bound=None)
        draft = self.table(whole, matches) if matches.evidence else None
        rows = [row.code for row in draft.rows] if draft else []
        return self.chooser.chosen(question, matches, rows, self.likely.further(question, matches))

    def table(
        self, question: Question, matches: Matches, passed: Sequence[tuple[str, Evidence]] = ()
    ) -> Draft | None:
        """Return the table of the places that evidence speaks of; None where it speaks of none.

        Args:
            question: as understood.
            matches: the evidence.
            passed: what a model passed over, named below the table.
        """
        citer = Citer()
        evidence = with_wanted(question, matches.evidence)
        if counting(question):
            evidence = distributed(evidence)
        exact = question.founding or question.activities or question.held or counting(question)
        if question.meant or not exact:
            # Where a mention is enough, what is planned is mentioned too.
            evidence = [e if e.asserted in _REPORTED else replace(e, asserted="mentioned") for e in evidence]
        if question.founded and question.times:
            evidence = [e for e in evidence if e.asserted not in ("in_operation", "mentioned")]
        found = self._ours(piles(evidence, self.gazetteer))
        if counting(question) and not question.units:
            found = [self._counted(pile, matches) for pile in found]
        rows = make_rows(question, self._fitting(question, found), citer)
        rows = [row for row in rows if row.level != "province"] or rows
        rows.sort(key=lambda row: row.code in matches.reworded)  # the question's own words go first
        if len(question.places) > 1 and not question.levels:
            rows = [row for row in rows if row.code in question.places]
        if not rows:
            return None
        levels = set(question.levels or (row.level for row in rows))
        fitting = [r for r in rows if r.level in levels]
        # Counties are told beside prefectures only where none of these is.
        lower = fitting and set(question.levels) == {"prefecture"}
        others = [r for r in rows if r.level not in levels and not (lower and r.level == "county")]
        others = [] if left_level(question) else others  # the level left out is told nowhere
        met, unknown = _bounded(question, fitting)
        if question.changed:
            met = [r for r in met if _LATER.search(r.detail)] or met
        met = ranked(question, met)
        others = _bounded(question, others)[0]
        citer, (met, others) = recited(citer, met, others)
        lines = self._lines(question, met, others)
        remarks = Remarks(question, self.gazetteer)
        lines += [*remarks.unknown(unknown), *remarks.withheld(found, rows), *remarks.given_up(matches)]
        lines += [*remarks.reworded(matches, [*met, *others]), *remarks.passed(passed, citer)]
        lines += ["", coverage_line(question, matches.coverage)]
        text = "\n".join(lines).strip()
        said = [name for name in matches.used if name in question.text]
        limited = tuple(w for w in question.unused if _limited(w, matches) or any(w in name for name in said))
        rows = [*met, *others]
        return Draft(text, "answered", tuple(rows), citer.citations, matches.coverage, limited=limited)

    def _ours(self, found: Sequence[Pile]) -> list[Pile]:
        """Return the piles without places of other provinces that reports only name, if others are left."""
        home = self.gazetteer.home

        def ours(pile: Pile) -> bool:
            told = (*pile.held, *pile.withheld)
            own = any((e.article.place_code or "").startswith(pile.code[: len(home)]) for e in told)
            return pile.code.startswith(home) or own

        return [pile for pile in found if ours(pile)] or list(found)

    def _fitting(self, question: Question, found: Sequence[Pile]) -> list[Pile]:
        """Return the piles that are wanted: without places left out by name, or those of plans only."""
        kept = [p for p in found if not any(p.name.startswith(name) for name in question.excluded)]
        if not question.planned or question.negated:
            return kept
        if question.mention or question.meant:
            only = [p for p in kept if not p.held and any(e.asserted in _MEANT for e in p.withheld)]
            return [_as_held(p) for p in only] if only else kept
        return [_as_held(p) for p in kept if any(map(self._intended, p.withheld))]

    def _intended(self, evidence: Evidence) -> bool:
        """Say whether evidence tells of a plan; where it denies too (还打算……没有定), its words decide."""
        text = evidence.article.text[evidence.sentence.start : evidence.sentence.end]
        plans = self.finder.rules.planned
        return evidence.asserted == "planned" or (evidence.asserted == "denied" and bool(plans.search(text)))

    def _counted(self, pile: Pile, matches: Matches) -> Pile:
        """Return a pile that tells a number, from the sentences after its own where those do not."""
        if not matches.groups or any(e.figure for e in pile.held):
            return pile
        held = [nearby_figure(e, matches.groups[0]) for e in pile.held]
        return replace(pile, held=held)

    def _lines(self, question: Question, fitting: Sequence[Row], others: Sequence[Row]) -> list[str]:
        language = question.language
        sure = question.yes_no and not question.each and bool(fitting)
        lines = [say("list.yes", language), ""] if sure else []
        lines += self._opening(question, fitting)
        show = [self._line(question, r) for r in fitting]
        if question.founding and not (question.planned or question.order):
            for reported in _REPORTED:
                part = [self._line(question, r) for r in fitting if r.reported == reported]
                lines += [say(f"list.{reported}", language, n=len(part)), *part] if part else []
        else:
            told = fitting and question.kind != "count"
            lines += [say("list.plain", language, n=len(fitting))] if told else []
            lines += show
        if others:
            lines += ["", say("list.others" if fitting else "list.only_others", language, n=len(others))]
            lines += [self._line(question, r) for r in others]
        return lines

    def _line(self, question: Question, row: Row) -> str:
        return line(row, question.language, self.gazetteer)

    def _foremost(self, question: Question, dated: Sequence[Row]) -> list[str]:
        """Return which row was the first or the last, of those that set the thing up where any did."""
        founded = [row for row in dated if row.reported == "set_up"] or dated
        row = (min if question.order == "earliest" else max)(founded, key=lambda r: r.date)
        told = when(row.date, question.language) + marks(row.citations[:1])
        name = self._name(row, question)
        return [say(f"list.{question.order}", question.language, name=name, figure=told), ""]

    def _opening(self, question: Question, rows: Sequence[Row]) -> list[str]:
        """Return the sentence that answers a count, a ranking or a bound."""
        language = question.language
        if not rows:
            return [say("list.none_meets", language), ""] if question.bound else []
        if question.order in ("earliest", "latest") and any(r.date for r in rows):
            return self._foremost(question, [r for r in rows if r.date])
        if question.order in ("most", "least") and any(r.quantity for r in rows):
            counted = [r for r in rows if r.quantity is not None]
            best = (max if question.order == "most" else min)(counted, key=lambda r: r.quantity or 0.0)
            first = [best, *(r for r in counted if r is not best and r.quantity == best.quantity)]
            cited = tuple(dict.fromkeys(n for row in first for n in row.citations))
            figure = figure_text(best, language) + marks(cited)
            name = ("、" if language == "zh" else ", ").join(self._name(r, question) for r in first)
            return [say(f"list.{question.order}", language, name=name, figure=figure), ""]
        if question.total and len(rows) > 1 and any(r.quantity is not None for r in rows):
            return self._total(question, [r for r in rows if r.quantity is not None])
        if question.kind == "count":
            told = names(rows, language, self.gazetteer)
            unit = "家" if re.search("[几多少]家", question.text) else "个"
            return [say("list.count", language, n=len(rows), unit=unit, names=told), ""]
        return []

    def _total(self, question: Question, rows: Sequence[Row]) -> list[str]:
        values = [value for row in rows for value in leaves(row)]
        unit = rows[0].unit if question.language == "zh" else ""
        added = "+".join(number(v) for v in values)
        total = f"**{added}={number(sum(values))}{unit}**" if len(values) > 1 else f"**{added}{unit}**"
        cited = list(dict.fromkeys(n for r in rows for n in r.citations))
        return [f"{say('list.total', question.language, sum=total)} {marks(cited)}", ""]

    def _name(self, row: Row, question: Question) -> str:
        return place_name(row.code, row.name, question.language, self.gazetteer)


def _limited(word: str, matches: Matches) -> bool:
    """Say whether a word, or the known words that it is made of (捐钱捐物), limited what was found."""
    return any(part in matches.used for part in (word, *load_thesaurus().inside(word)))


def _as_held(pile: Pile) -> Pile:
    meant = [e for e in pile.withheld if e.asserted in _MEANT]
    told: list[Evidence] = [replace(e, asserted="mentioned") for e in meant]
    return replace(pile, held=told)


def leaves(row: Row) -> list[float]:
    """Return the numbers that the quantity of a row is the sum of, as they are printed."""
    parts = [float(n) for n in _NUMBER.findall(row.detail.partition("；")[0])]
    return parts if len(parts) > 1 and sum(parts) == row.quantity else [row.quantity or 0.0]


def _bounded(question: Question, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows that meet the bound, and those of which no number is known."""
    bound = question.bound
    told = [r for r in rows if r.quantity is not None]
    ranking = question.order in ("most", "least") and question.kind == "compare"
    if bound is None and told and (ranking or (question.each and question.units) or stated(question)):
        return told, [r for r in rows if r.quantity is None]
    if bound is None:
        return list(rows), []
    met = [r for r in rows if r.quantity is not None and bound.met(r.quantity)]
    return met, [r for r in rows if r.quantity is None]


def ranked(question: Question, rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a ranking in its order, as many as are wanted; others as they are."""
    if question.order not in ("most", "least"):
        return list(rows)
    sign = -1 if question.order == "most" else 1
    in_order = sorted(rows, key=lambda r: (r.quantity is None, sign * (r.quantity or 0.0)))
    return in_order[: question.limit] if question.limit else in_order


def _uncounted(question: Question, matches: Matches, rows: Sequence[Row]) -> bool:
    """Say whether rows lack the very thing whose amount is asked for: 花了多少经费, told of how many went."""
    given_up = any(set(group) & set(question.counted) for group in matches.dropped)
    money = bool(question.units) and set(question.units) <= _MONEY and not question.asked
    return money and given_up and not any(row.unit in _MONEY for row in rows)


def coverage_line(question: Question, coverage: Coverage) -> str:
    """Return the sentence that says how much was searched."""
    told = say(
        "list.coverage",
        question.language,
        articles=coverage.articles,
        matched=coverage.matched,
        sentences=coverage.sentences,
    )
    if coverage.cut:
        told += say("list.cut", question.language, n=coverage.cut)
    unread = coverage.unreadable
    return told + (say("list.unreadable", question.language, n=unread) if unread else "")
