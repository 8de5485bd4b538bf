"""Show how a question was understood: the parts that say something, and the words that could not be used."""

from __future__ import annotations

from assistant.corrections import time_words
from assistant.records import Bound, Question


def explain(question: Question) -> dict[str, object]:
    """Return the parts of an understood question that say something, for people to look at.

    "rows" is what a list consists of, "subject" what its sentences must hold (alternatives side by side),
    "beside" mere words that are given up first, "asked_of_each" what is wanted of each row,
    "unused" the words that could not be used.
    """
    parts: dict[str, object] = {
        "language": question.language,
        "kind": question.kind,
        "rows": question.asked,
        "levels": list(question.levels),
        "subject": [list(group) for group in question.groups],
        "activities": [list(group) for group in question.activities],
        "beside": [list(group) for group in question.words],
        "asked_of_each": [piece[0] for piece in question.wanted],
        "counted": question.counted[0] if question.counted else "",
        "post": question.post,
        "places": list(question.places),
        "times": [time_words(t) for t in question.times],
        "units": list(question.units),
        "order": question.order,
        "limit": question.limit,
        "bound": _bound(question.bound),
        "excluded": list(question.excluded),
        "signs": [name for name in _SIGNS if getattr(question, name)],
        "carried_over": [piece[0] for piece in question.context],
        "sides": [side.text for side in question.sides],
        "unused": list(question.unused),
    }
    return {name: value for name, value in parts.items() if value}


_SIGNS = (
    *("founding", "founded", "planned", "negated", "both", "changed", "total", "yes_no"),
    *("issue_only", "byline", "printed", "mention", "held", "photos", "things_done"),
)


def _bound(bound: Bound | None) -> str:
    return f"{bound.sign} {bound.value:g}" if bound else ""
