"""Show a sentence in an answer: what answers in bold, long sentences cut to the clauses that matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.words import fold

_CLAUSE = re.compile("[^，,；;。！？!?]+[，,；;。！？!?]*[”’」）)]*")
_ELLIPSIS = "……"


def bold(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with the given spans in bold; overlapping spans become one."""
    merged: list[list[int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    for start, end in reversed(merged):
        text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
    return text


def shorten(
    text: str, spans: Sequence[tuple[int, int]], pieces: Iterable[Sequence[str]], longest: int
) -> str:
    """Return a sentence with its spans in bold, cut to the clauses that hold them or words of the question.

    Args:
        text: the sentence.
        spans: what must be kept, offsets in the sentence.
        pieces: words of the question, each with its variants.
        longest: characters above which clauses are left out.
    """
    if len(text) <= longest:
        return bold(text, spans)
    clauses = [(m.start(), m.end()) for m in _CLAUSE.finditer(text)]
    folded = fold(text)
    names = [name for piece in pieces for name in piece]
    weights = [_weight(clause, spans, names, folded) for clause in clauses]
    kept = _fitting(clauses, weights, longest)
    parts: list[str] = []
    for i, (start, end) in enumerate(clauses):
        if i in kept:
            inside = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
            parts.append(bold(text[start:end], inside))
        elif parts and parts[-1] != _ELLIPSIS:
            parts.append(_ELLIPSIS)
    return "".join(parts) or text[:longest]


def _weight(
    clause: tuple[int, int], spans: Sequence[tuple[int, int]], names: Sequence[str], folded: str
) -> float:
    start, end = clause
    held = 3.0 * any(a < end and b > start for a, b in spans)
    return held + sum(len(name) * 0.3 for name in set(names) if name in folded[start:end])


def _fitting(clauses: Sequence[tuple[int, int]], weights: Sequence[float], longest: int) -> set[int]:
    """Return the clauses to keep: the weightiest first, then their neighbours, while there is room."""
    kept: set[int] = set()
    room = longest
    order = sorted(range(len(clauses)), key=lambda i: (-weights[i], i))
    for i in order:
        length = clauses[i][1] - clauses[i][0]
        if length <= room and (weights[i] > 0 or i - 1 in kept or i + 1 in kept):
            kept.add(i)
            room -= length
    return kept
