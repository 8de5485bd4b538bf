"""Exhaustive answers: lists, counts and rankings over every matching sentence of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.citations import Citer
from assistant.lists.evidence import Evidence, Finder, Matches
from assistant.lists.rows import Pile, cite, clause, date_of, make_rows, piles
from assistant.records import Citation, Coverage, Question, Row, Status
from assistant.wording import number, place_name, say, when
from index.places import Gazetteer


@dataclass(slots=True)
class Draft:
    """An answer before it passes the last door."""

    text: str
    status: Status
    rows: tuple[Row, ...] = ()
    citations: tuple[Citation, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    composed_by: str = "listing"
    notes: list[str] = field(default_factory=list)


class Lister:
    """Answer questions whose answer is a table."""

    def __init__(self, finder: Finder, gazetteer: Gazetteer) -> None:
        self.finder = finder
        self.gazetteer = gazetteer

    def answer(self, question: Question) -> Draft | None:
        """Return the list, count or ranking that a question asks for; None where nothing matches."""
        if not (question.groups or question.activities):
            return None
        matches = self.finder.find(question)
        if not matches.evidence:
            return None
        if question.asked == "article":
            return self._articles(question, matches)
        return self._places(question, matches)

    def _places(self, question: Question, matches: Matches) -> Draft | None:
        citer = Citer()
        evidence = matches.evidence
        if question.founded and question.times:
            evidence = [e for e in evidence if e.asserted not in ("in_operation", "mentioned")]
        found = piles(evidence, self.gazetteer)
        rows = make_rows(question, found, citer)
        rows = [row for row in rows if row.level != "province"] or rows
        if len(question.places) > 1 and not question.levels:
            rows = [row for row in rows if row.code in question.places]
        fitting = [r for r in rows if not question.levels or r.level in question.levels]
        if not rows:
            return None
        others = [r for r in rows if r not in fitting]
        fitting = _ranked(question, fitting)
        lines = self._lines(question, fitting, others)
        lines += self._withheld(question, found, rows)
        coverage = matches.coverage
        lines += ["", say("list.coverage", question.language, **_counts(coverage))]
        text = "\n".join(lines).strip()
        return Draft(text, "answered", tuple([*fitting, *others]), citer.citations, coverage)

    def _lines(self, question: Question, fitting: Sequence[Row], others: Sequence[Row]) -> list[str]:
        lines = self._opening(question, fitting)
        if question.founding:
            for reported in ("set_up", "in_operation", "mentioned"):
                part = [r for r in fitting if r.reported == reported]
                lines += [say(f"list.{reported}", question.language, n=len(part))] if part else []
                lines += [self._line(question, r) for r in part]
        else:
            lines += (
                [] if question.kind == "count" else [say("list.plain", question.language, n=len(fitting))]
            )
            lines += [self._line(question, r) for r in fitting]
        if others:
            lines += ["", say("list.others", question.language, n=len(others))]
            lines += [self._line(question, r) for r in others]
        return lines

    def _opening(self, question: Question, rows: Sequence[Row]) -> list[str]:
        """Return the sentence that answers a count or a ranking."""
        language = question.language
        if question.order == "earliest" and any(r.date for r in rows):
            first = min((r for r in rows if r.date), key=lambda r: (r.reported != "set_up", r.date))
            name = place_name(first.code, first.name, language, self.gazetteer)
            told = when(first.date, language) + "".join(f"[{n}]" for n in first.citations[:1])
            return [say("list.earliest", language, name=name, figure=told), ""]
        if question.order in ("most", "least") and any(r.quantity for r in rows):
            counted = [r for r in rows if r.quantity is not None]
            best = (max if question.order == "most" else min)(counted, key=lambda r: r.quantity or 0.0)
            total = f"{number(best.quantity or 0)}{best.unit}"
            parts = f"{best.detail}{'，计' if language == 'zh' else ', '}" if "、" in best.detail else ""
            figure = f"{parts}{total}" + "".join(f"[{n}]" for n in best.citations)
            name = place_name(best.code, best.name, language, self.gazetteer)
            return [say(f"list.{question.order}", language, name=name, figure=figure), ""]
        if question.total and len(rows) > 1 and all(r.quantity is not None for r in rows):
            values = [r.quantity or 0.0 for r in rows]
            total = f"**{'+'.join(number(v) for v in values)}={number(sum(values))}{rows[0].unit}**"
            marks = "".join(f"[{r.citations[0]}]" for r in rows if r.citations)
            return [say("list.total", language, sum=total) + f" {marks}", ""]
        if question.kind == "count":
            joiner = "、" if language == "zh" else ", "
            names = joiner.join(place_name(r.code, r.name, language, self.gazetteer) for r in rows)
            return [say("list.count", language, n=len(rows), names=names), ""]
        return []

    def _line(self, question: Question, row: Row) -> str:
        """Return a row as one line of Markdown with its marks."""
        name = place_name(row.code, row.name, question.language, self.gazetteer)
        detail, _, later = row.detail.partition("；")
        parts = [detail] if detail else []
        if row.quantity is not None and not detail:
            parts = [f"{number(row.quantity)}{row.unit}"]
        elif row.quantity is not None and "、" in detail and question.founding:
            parts.append(
                f"{number(row.quantity)}{row.unit}"
                if question.language == "en"
                else f"计{number(row.quantity)}{row.unit}"
            )
        if row.date:
            parts.append(when(row.date, question.language))
        parts += [later] if later else []
        marks = "".join(f"[{n}]" for n in row.citations)
        colon, comma = ("：", "，") if question.language == "zh" else (": ", ", ")
        return f"- **{name}**{colon if parts else ''}{comma.join(parts)} {marks}"

    def _withheld(self, question: Question, found: Sequence[Pile], rows: Sequence[Row]) -> list[str]:
        """Say which places were left out because the thing is only planned or denied there."""
        listed = {r.code for r in rows}
        names = [p.name for p in found if p.withheld and p.code not in listed]
        if not names or not question.founding:
            return []
        return ["", say("list.planned", question.language, names="、".join(names))]

    def _articles(self, question: Question, matches: Matches) -> Draft:
        citer = Citer()
        first: dict[str, Evidence] = {}
        for item in matches.evidence:
            first.setdefault(item.article.article_id, item)
        rows, lines = [], [say("list.articles", question.language, n=len(first))]
        for item in first.values():
            mark = cite(item, citer)
            title = item.article.headline or item.article.kicker or item.article.text[:20]
            row = Row(
                title,
                item.article.place_code or "",
                "",
                "mentioned",
                None,
                "",
                clause(item),
                date_of(item),
                (mark,),
            )
            rows.append(row)
            about = "，".join(part for part in (item.article.issue_date, row.detail) if part)
            lines.append(f"- 《{title}》（{about}）[{mark}]")
        lines += ["", say("list.coverage", question.language, **_counts(matches.coverage))]
        return Draft("\n".join(lines), "answered", tuple(rows), citer.citations, matches.coverage)


def _ranked(question: Question, rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a ranking in its order, as many as are wanted; others as they are."""
    if question.order not in ("most", "least"):
        return list(rows)
    sign = -1 if question.order == "most" else 1
    ranked = sorted(rows, key=lambda r: (r.quantity is None, sign * (r.quantity or 0.0)))
    return ranked[: question.limit] if question.limit else ranked


def _counts(coverage: Coverage) -> dict[str, int]:
    return {"articles": coverage.articles, "matched": coverage.matched, "sentences": coverage.sentences}
