"""Judge one answer against one case: right or wrong, and why.

Right is an answer that holds every required item in its text or its rows, holds no trap, and is no
longer than its kind allows. A list is judged by its rows: every required item, no trap, no row outside
the required and optional ones. A question that cannot be answered is answered right by the status alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Answer, Row
from eval.cases import Case
from eval.figuring import figures_in
from eval.matching import displayed, holds, names, squeeze, without
from eval.metrics import Scores, scores_from_counts

ABSTAINING = frozenset({"not_found", "no_coverage", "unreadable", "premise_false"})

# Characters of displayed text above which an answer does not count; other kinds are free.
LONGEST = {
    "number": 400,
    "who": 400,
    "when": 400,
    "where": 400,
    "what": 500,
    "followup": 600,
    "summary": 1200,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one answer is worth.

    Attributes:
        reasons: why it is wrong, in words; empty where it is right.
        listing: scores of the rows, None where rows are not scored.
    """

    right: bool
    reasons: tuple[str, ...] = ()
    listing: Scores | None = None


def row_text(row: Row) -> str:
    """Return what a table shows of a row."""
    quantity = "" if row.quantity is None else f"{row.quantity:g}{row.unit}"
    return " ".join(part for part in (row.name, quantity, row.detail, row.date) if part)


def judge(case: Case, answer: Answer) -> Verdict:
    """Judge an answer by the rules of its case."""
    if case.abstain:
        return _refusal(case, answer)
    if answer.status in ABSTAINING:
        scored = Scores(0.0, 0.0, 0.0) if case.listing else None
        return Verdict(False, (f"refused ({answer.status})",), scored)
    if case.listing and answer.rows:
        return _listing(case, answer)
    return _text(case, answer)


def _refusal(case: Case, answer: Answer) -> Verdict:
    """Judge the answer to a question that the archive does not answer."""
    reasons = _traps(case, displayed(answer.text))
    if answer.status not in ABSTAINING:
        reasons.insert(0, f"answered ({answer.status}) what the archive does not tell")
    return Verdict(not reasons, tuple(reasons))


def _traps(case: Case, text: str) -> list[str]:
    """Name the traps in a text, leaving out what optional items say."""
    optional = [form for item in case.optional for form in case.forms(item)]
    rest = without(text, optional)
    return [f"trap: {trap}" for trap in case.trap if holds(rest, case.forms(trap))]


def _missing(case: Case, seen: str) -> list[str]:
    return [f"missing: {item}" for item in case.answer if not holds(seen, case.forms(item))]


def _text(case: Case, answer: Answer) -> Verdict:
    """Judge an answer by what its text and its rows say."""
    text = displayed(answer.text)
    missing = _missing(case, "\n".join([text, *map(row_text, answer.rows)]))
    reasons = missing + _traps(case, text)
    limit = LONGEST.get(case.type)
    if limit is not None and len(text) > limit:
        reasons.append(f"too long: {len(text)} > {limit} characters")
    right = len(case.answer) - len(missing)
    traps = sum(reason.startswith("trap") for reason in reasons)
    scored = scores_from_counts(right, right + traps, len(case.answer)) if case.listing else None
    return Verdict(not reasons, tuple(reasons), scored)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The rows of a list by what the gold says of them."""

    found: frozenset[str]
    outside: tuple[Row, ...]
    trapped: tuple[Row, ...]


def item_of(case: Case, row: Row, items: tuple[str, ...]) -> str | None:
    """Return the gold item that a row names; an exact name goes before a longer one."""
    for item in items:
        if squeeze(row.name) == item:
            return item
    return next((item for item in items if names(row.name, case.forms(item))), None)


def quantities(case: Case, answer: Answer) -> tuple[int, int]:
    """Count the rows whose quantities are those of the gold.

    Returns:
        Rows that show every figure of the gold's value for their item (or the value itself where it has no
        figure), and rows whose item has a value in the gold.
    """
    found = {item: row for row in answer.rows if (item := item_of(case, row, case.answer)) in case.values}
    exact = sum(_shows(row, case.values[item]) for item, row in found.items() if item is not None)
    return exact, len(found)


def _shows(row: Row, value: str) -> bool:
    seen, wanted = row_text(row), figures_in(value)
    return set(wanted) <= set(figures_in(seen)) if wanted else holds(seen, [value])


def _sort_rows(case: Case, answer: Answer) -> _Sorted:
    found: dict[str, Row] = {}
    outside: list[Row] = []
    trapped: list[Row] = []
    for row in answer.rows:
        if item := item_of(case, row, case.answer):
            found[item] = row
        elif item_of(case, row, case.trap):
            trapped.append(row)
        elif not item_of(case, row, case.optional):
            outside.append(row)
    right = tuple(found.values())
    kept = tuple(row for row in outside if not _apart(row, right))
    return _Sorted(frozenset(found), kept, tuple(trapped))


def _apart(row: Row, right: tuple[Row, ...]) -> bool:
    """Say whether a row stands apart: a prefecture or province where the right rows are counties."""
    above = {"prefecture", "province"}
    return row.level in above and bool(right) and not any(other.level in above for other in right)


def _listing(case: Case, answer: Answer) -> Verdict:
    """Judge a list by its rows; an item that only the text names is no row, but is not missing."""
    rows = _sort_rows(case, answer)
    text = displayed(answer.text)
    absent = [item for item in case.answer if item not in rows.found]
    reasons = [f"missing: {item}" for item in absent if not holds(text, case.forms(item))]
    reasons += [f"trap: {row.name}" for row in rows.trapped]
    reasons += [f"outside: {row.name}" for row in rows.outside]
    given = len(rows.found) + len(rows.trapped) + len(rows.outside)
    return Verdict(not reasons, tuple(reasons), scores_from_counts(len(rows.found), given, len(case.answer)))
