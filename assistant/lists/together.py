"""Lists that need two answers: places that have several things, and how far two places are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.citations import Citer
from assistant.listing import Draft, coverage_line
from assistant.lists.evidence import Finder
from assistant.lists.rows import Pile, make_rows, piles, recited
from assistant.lists.shortened import short_name
from assistant.lists.showing import english_of, figure_text, line, marks, plural
from assistant.lists.wanted import nearby_figure
from assistant.parsing.asked import load_asked_rules
from assistant.records import Coverage, Question, Row
from assistant.wording import number, place_name, say
from index.places import Gazetteer


class Together:
    """Answer from several lists at once."""

    def __init__(self, finder: Finder, gazetteer: Gazetteer) -> None:
        self.finder = finder
        self.gazetteer = gazetteer

    def both(self, question: Question) -> Draft | None:
        """Return the places that have each of the things named, in whatever reports; else None."""
        if not question.both or len(question.groups) < 2 or not all(short_name(g) for g in question.groups):
            return None
        citer, coverage = Citer(), Coverage()
        lists: list[dict[str, Row]] = []
        for group in question.groups:
            alone = replace(question, groups=(group,), founding=True)
            matches = self.finder.find(alone)
            coverage = _added(coverage, matches.coverage)
            found = piles(matches.evidence, self.gazetteer)
            lists.append({row.code: row for row in make_rows(alone, found, citer)})
        codes = [code for code in lists[0] if all(code in rows for rows in lists[1:])]
        rows = [self._joined(question, [rows[code] for rows in lists]) for code in codes]
        fitting = [r for r in rows if not question.levels or r.level in question.levels]
        others = [r for r in rows if r not in fitting]
        if not rows:
            return None
        citer, (fitting, others) = recited(citer, fitting, others)
        lines = [say("list.yes", question.language), ""] if question.yes_no and fitting else []
        lines += [say("list.both", question.language, n=len(fitting))]
        lines += [line(row, question.language, self.gazetteer, False) for row in fitting]
        if others:
            lines += ["", say("list.others", question.language, n=len(others))]
            lines += [line(row, question.language, self.gazetteer, False) for row in others]
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", (*fitting, *others), citer.citations, coverage)

    def without(self, question: Question) -> Draft | None:
        """Return the places that have the first of two things and not the other, as told; else None."""
        if not question.negated or len(question.groups) != 2 or not _one_alone(question):
            return None
        first, other = question.groups
        citer = Citer()
        plain = replace(question, activities=(), words=(), negated=False, founding=True)
        alone = [replace(plain, groups=(g,), pieces=(g,)) for g in (first, other)]
        matches = [self.finder.find(asked) for asked in alone]
        having = {p.code for p in piles(matches[1].evidence, self.gazetteer) if p.held}
        found = [p for p in piles(matches[0].evidence, self.gazetteer) if p.held and p.code not in having]
        rows = make_rows(alone[0], found, citer)
        fitting = [r for r in rows if not question.levels or r.level in question.levels]
        if not fitting:
            return None
        citer, (fitting,) = recited(citer, fitting)
        names = [g[0] if question.language == "zh" else plural(english_of(g[0])) for g in (first, other)]
        head = say("list.without", question.language, n=len(fitting), one=names[0], two=names[1])
        lines = [head, *(line(row, question.language, self.gazetteer, False) for row in fitting)]
        coverage = _added(matches[0].coverage, matches[1].coverage)
        lines += ["", coverage_line(question, coverage)]
        return Draft("\n".join(lines), "answered", tuple(fitting), citer.citations, coverage)

    def _joined(self, question: Question, found: Sequence[Row]) -> Row:
        chinese = question.language == "zh"
        told = [
            f"{group[0] if chinese else plural(english_of(group[0]))}{'：' if chinese else ': '}"
            f"{figure_text(row, question.language)}"
            for group, row in zip(question.groups, found, strict=True)
        ]
        cited = tuple(dict.fromkeys(n for row in found for n in row.citations))
        detail = ("，" if chinese else ", ").join(told)
        return replace(found[0], quantity=None, unit="", detail=detail, date="", citations=cited)

    def difference(self, question: Question) -> Draft | None:
        """Return by how much the numbers of two places differ; None where one of them is not told."""
        if question.order != "difference" or len(question.places) != 2 or not question.groups:
            return None
        matches = self.finder.find(replace(question, activities=(), words=()))
        found = {p.code: p for p in piles(matches.evidence, self.gazetteer)}
        two = [found[code] for code in question.places if code in found]
        citer = Citer()
        two = [_with_figure(pile, matches.groups[0]) for pile in two]
        rows = make_rows(replace(question, founding=True, levels=()), two, citer)
        values = {r.code: r.quantity for r in rows if r.quantity is not None}
        if len(values) < 2:
            return None
        more, less = sorted(rows, key=lambda r: -(r.quantity or 0.0))
        unit = more.unit if question.language == "zh" else ""
        gap = (more.quantity or 0.0) - (less.quantity or 0.0)
        told = f"{number(more.quantity or 0.0)}-{number(less.quantity or 0.0)}"
        first = say("list.difference", question.language, figure=f"{number(gap)}{unit}", sum=told)
        first += " " + marks([n for row in (more, less) for n in row.citations[:1]])
        lines = [first, "", *(self._figure(row, question) for row in (more, less))]
        lines += ["", coverage_line(question, matches.coverage)]
        return Draft("\n".join(lines), "answered", (more, less), citer.citations, matches.coverage)

    def _figure(self, row: Row, question: Question) -> str:
        name = place_name(row.code, row.name, question.language, self.gazetteer)
        colon = "：" if question.language == "zh" else ": "
        return f"- **{name}**{colon}{figure_text(row, question.language)} {marks(row.citations)}"


def _one_alone(question: Question) -> bool:
    """Say whether a question asks for what has one thing and lacks another."""
    said = "".join(question.text.split()) if question.language == "zh" else question.text.lower()
    return load_asked_rules().signs["without"][question.language].search(said) is not None


def _with_figure(pile: Pile, names: tuple[str, ...]) -> Pile:
    if any(e.figure for e in pile.held):
        return pile
    return replace(pile, held=[nearby_figure(e, names) for e in pile.held])


def _added(one: Coverage, other: Coverage) -> Coverage:
    matched, sentences = one.matched + other.matched, one.sentences + other.sentences
    return Coverage(other.articles, matched, sentences, other.unreadable)
