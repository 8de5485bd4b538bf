"""Evidence → the rows of a list: one per place, the best evidence first, duplicates counted once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.citations import Citer
from assistant.lists.evidence import Evidence
from assistant.lists.figures import Figure
from assistant.lists.searching import counting
from assistant.records import Citation, Question, Reported, Row
from assistant.wording import when
from index.mentions.units import units
from index.places import Gazetteer
from index.records import Sentence
from index.reprints import Reprints
from index.words import folded

_RANK = {"set_up": 0, "in_operation": 1, "mentioned": 2}
_LEVELS = {"county": 0, "prefecture": 1, "province": 2}
_STOP = re.compile("[，,；;。！？!?]")
_MOST_CITED = 6
_ADDED = re.compile(r"新增|增加|增设|新建|\b(?:new|added)\b")  # a sum is of what came, not of what there is
_LONG = 190  # days; half a year (上半年) is still a time of its own


@dataclass(slots=True)
class Pile:
    """The evidence for one place, and for one that was only planned or denied."""

    code: str
    name: str
    level: str
    held: list[Evidence] = field(default_factory=list)
    withheld: list[Evidence] = field(default_factory=list)

    def best_first(self) -> list[Evidence]:
        """Return the evidence as it speaks for the row: founded, with a figure, named, early."""
        return sorted(self.held, key=_weight) if len(self.held) > 1 else list(self.held)


def _weight(evidence: Evidence) -> tuple[int, bool, date, bool]:
    named = not any([a.named for a in evidence.acting])
    first = min([d.first for d in evidence.dates], default=date.max)
    return (_RANK[str(evidence.asserted)], evidence.figure is None, first, named)


def piles(evidence: Iterable[Evidence], gazetteer: Gazetteer) -> list[Pile]:
    """Sort evidence by the place that it speaks of.

    A report that stands twice in the archive (in the paper and on the web, lightly edited) counts once.
    """
    evidence = list(evidence)
    printed = printings(evidence)
    found: dict[str, Pile] = {}
    seen: set[tuple[str, str]] = set()
    for item in evidence:
        said = folded(item.article.text)[item.sentence.start : item.sentence.end]
        for acting in item.acting:
            place = gazetteer.get(acting.code)
            key = (acting.code, printed.told(item.article.article_id, said))
            if place is None or key in seen:
                continue
            seen.add(key)
            pile = found.setdefault(acting.code, Pile(acting.code, place.name, place.level))
            (pile.held if item.asserted in _RANK else pile.withheld).append(item)
    return list(found.values())


def unranked(question: Question, rows: Sequence[Row]) -> bool:
    """Say whether the first of a ranking is asked for and no two rows have numbers of one thing."""
    if question.order not in ("most", "least") or question.kind != "compare":
        return False
    told = [row for row in rows if row.quantity is not None]
    # Tents, yuan and places are not ranked with each other.
    sorts = {units().comparable(1.0, row.unit)[1] for row in told}
    return not told or 1 < len(told) == len(sorts)


def printings(evidence: Iterable[Evidence]) -> Reprints:
    """Tell which of the reports that evidence is from are one that was printed twice."""
    known = {item.article.article_id: item for item in evidence}
    annotations = {key: item.annotation for key, item in known.items()}
    return Reprints((item.article for item in known.values()), known=annotations)


def make_rows(question: Question, found: Sequence[Pile], citer: Citer) -> list[Row]:
    """Return one row per place that holds evidence, cited in the order in which the rows are shown.

    Rows are ordered by whether their level is the one asked for, by what is reported, by figure.
    """
    newest = question.order in ("most", "least", "difference") or question.bound is not None
    newest = newest or (question.total and not _ADDED.search(question.text))
    count = counting(question)
    made = [_row(pile, count, newest) for pile in found if pile.held]
    made.sort(key=lambda entry: _order(question, entry[0]))
    return [replace(row, citations=_cited(row.code, held, told, citer, count)) for row, held, told in made]


def _order(question: Question, row: Row) -> tuple[bool, int, int, float, str]:
    level = _LEVELS.get(row.level, 3)
    other = bool(question.levels) and row.level not in question.levels
    return (other, _RANK[row.reported] if question.founding else 0, level, -(row.quantity or 0), row.code)


def _cited(
    code: str, held: Sequence[Evidence], told: Sequence[Evidence], citer: Citer, count: bool
) -> tuple[int, ...]:
    """Cite what speaks for a row: of doings the best sentence of each report, of things all that tells."""
    if not count:
        first = {e.article.article_id: e for e in reversed(held)}
        held = [e for e in held if first[e.article.article_id] is e]
    chosen = {id(e): e for e in (*held[:_MOST_CITED], *told)}
    return tuple(dict.fromkeys(n for e in chosen.values() for n in cite_with_place(e, code, citer)))


def _row(pile: Pile, counting: bool, newest: bool) -> tuple[Row, list[Evidence], list[Evidence]]:
    """Make the row of a place, and name its evidence, the best first, and what of it tells its figures.

    Args:
        pile: the evidence for the place.
        counting: True where the question is of a thing, not of doings: then it is told how many there are.
        newest: True where the newest figure counts, for a ranking; else a later one stands beside the first.
    """
    held = pile.best_first()
    best = held[0]
    telling = [e for e in held if e.figure] if counting else []
    alike = [e for e in telling if e.asserted == best.asserted]
    # A sentence that tells the number itself goes before one after which a number stands.
    told = next((e for e in (*alike, *telling) if not e.also), next(iter((*alike, *telling)), None))
    later = _later(held, date_of(best), told.figure) if told and told.figure else None
    if newest and told is not None:
        alike = [e for e in telling if e.asserted == told.asserted]
        best = told = max(alike, key=_latest)
    figure = told.figure if told else None
    detail = figure.detail if figure else clause(best)
    if later is not None and later.figure is not None and not newest and figure is not None:
        detail = f"{detail or figure.printed}；{when(date_of(later), 'zh')}{later.figure.printed}"
    reported: Reported = best.asserted  # type: ignore[assignment]
    row = Row(
        name=pile.name,
        code=pile.code,
        level=pile.level,
        reported=reported,
        quantity=figure.value if figure else None,
        unit=figure.unit if figure else "",
        detail=detail,
        date=date_of(best),
    )
    return row, held, [e for e in (told, later) if e is not None]


def _latest(evidence: Evidence) -> tuple[str, float]:
    """Order figures by their time; of one day the largest is the whole, the others are parts or additions."""
    last = evidence.dates[0].last.isoformat() if evidence.dates else ""
    return last, evidence.figure.value if evidence.figure else 0.0


def _later(held: Sequence[Evidence], date: str, figure: Figure) -> Evidence | None:
    """Return the newest evidence that the number has become another since."""
    since = [
        e
        for e in held
        if e.figure and e.figure.grown and e.figure.value != figure.value and date_of(e) > date
    ]
    return max(since, key=date_of, default=None)


def cite(evidence: Evidence, citer: Citer) -> int:
    """Cite the sentence of the evidence and return the number."""
    # One quote holds the thing and the number where the number stands in a sentence after it.
    last = max((s.end for s in evidence.also), default=evidence.sentence.end)
    return citer.cite(evidence.article, evidence.sentence.start, last)


def cite_with_place(evidence: Evidence, code: str, citer: Citer) -> list[int]:
    """Cite the sentence, as far as the one that tells its figure, and the one that names its place."""
    numbers = [cite(evidence, citer)]
    for acting in evidence.acting:
        if acting.code == code and not acting.named and acting.at is not None:
            within = (s for s in evidence.annotation.sentences if s.start <= acting.at < s.end)
            numbers += [citer.cite(evidence.article, s.start, s.end) for s in within]
    return numbers


def recited(citer: Citer, *parts: Sequence[Row]) -> tuple[Citer, list[list[Row]]]:
    """Number anew what is cited by the rows that are left, in their order."""
    fresh = Citer()
    renewed: list[list[Row]] = []
    for rows in parts:
        cited = [tuple([fresh.cite(*citer.span(n)) for n in row.citations]) for row in rows]
        renewed.append([replace(row, citations=n) for row, n in zip(rows, cited, strict=True)])
    return fresh, renewed


def renumbered(rows: Sequence[Row], citations: Sequence[Citation]) -> tuple[list[Row], tuple[Citation, ...]]:
    """Return rows, and what they cite, numbered anew from 1.

    Args:
        rows: those that are left of a list.
        citations: of the whole list.
    """
    order = dict.fromkeys(n for row in rows for n in row.citations)
    fresh = {n: i for i, n in enumerate(order, start=1)}
    cited = {citation.n: citation for citation in citations}
    kept = tuple(replace(cited[n], n=i) for n, i in fresh.items())
    return [replace(row, citations=tuple(fresh[n] for n in row.citations)) for row in rows], kept


def date_of(evidence: Evidence) -> str:
    """Return the ISO time of the evidence, empty where none is known.

    Where its own time is long (今年以来), the report's says more of when this was so.
    """
    if not evidence.dates:
        return ""
    own = evidence.dates[0]
    told = evidence.article.event_date
    long = (own.last - own.first).days > _LONG
    return told if long and told else own.iso


def short_clause(text: str, sentence: Sentence, names: Sequence[str], longest: int = 46) -> str:
    """Return the clause of a sentence that holds one of some names, else its beginning."""
    at = min((p for p in (text.find(n, sentence.start, sentence.end) for n in names) if p >= 0), default=-1)
    start = max((m.end() for m in _STOP.finditer(text, sentence.start, max(at, sentence.start))), default=0)
    start = max(start, sentence.start)
    end = _STOP.search(text, max(at, start), sentence.end)
    return text[start : end.start() if end else sentence.end][:longest].strip("“”\"'，,、 ")


def clause(evidence: Evidence, longest: int = 46) -> str:
    """Return the part of the sentence around the thing, cut at punctuation."""
    text, sentence = evidence.article.text, evidence.sentence
    cuts = [m.end() for m in _STOP.finditer(text, sentence.start, evidence.position)]
    start = cuts[-1] if cuts else sentence.start
    end_cut = _STOP.search(text, evidence.position + len(evidence.matched), sentence.end)
    end = end_cut.start() if end_cut else sentence.end
    if end - start > longest:
        start = max(start, evidence.position - longest // 2)
        end = min(end, start + longest)
    return text[start:end].strip("“”\"'，,、 ")
