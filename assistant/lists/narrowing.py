"""Take away from a question for a list what limits no row: words for the bodies and for levels of places."""

from __future__ import annotations

from dataclasses import replace

from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question

_PLACES = frozenset({"county", "prefecture", "place", "town"})
_ROWS = _PLACES | {"person", "author", "meeting", "document", "named"}


def narrowed(question: Question) -> Question:
    """Return a question for a list without the parts of its subject that only say of whom the rows are.

    Every report of a paper of consultative bodies is of such a body: 县政协, 各级政协 or 下辖县区 name the
    rows that are wanted, and a sentence that tells what a body did need not say the word.

    Args:
        question: as understood; one that asks for no rows, or for reports, stays as it is.
    """
    if question.asked not in _ROWS:
        return question
    rules = load_row_rules()
    generic = rules.generic[question.asked == "town"]

    def limits(group: tuple[str, ...]) -> bool:
        return not (generic.fullmatch(group[0]) or rules.empty.fullmatch(group[0]))

    groups = tuple(filter(limits, question.groups))
    telling = tuple(group for group in groups if not rules.idle.fullmatch(group[0]))
    return replace(
        question,
        groups=telling or groups,
        words=tuple(filter(limits, question.words)),
        pieces=tuple(filter(limits, question.pieces)),
    )
