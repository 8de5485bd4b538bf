"""R@k, MRR and nDCG by the field's own library, ir-measures (MacAvaney et al. 2022), over trec_eval.

A ranking lists articles, best first, each once; the gold names the articles that hold the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from index.errors import SettingsError

# As ir-measures writes them: RR is the reciprocal rank, whose mean is MRR.
MEASURES = ("R@1", "R@5", "R@10", "RR@10", "nDCG@10")


def per_question(
    rankings: Mapping[str, Sequence[str]],
    gold: Mapping[str, Iterable[str]],
    measures: Sequence[str] = MEASURES,
) -> dict[str, dict[str, float]]:
    """Score rankings question by question.

    Args:
        rankings: documents by question, best first; a document counts at its first place only.
        gold: the right documents by question; questions without any are left out.
        measures: names that ir-measures knows.

    Returns:
        By question, the value of each measure; 0 where nothing was found.
    """
    try:
        import ir_measures
    except ImportError as error:
        what, hint = "ir-measures is not installed", "pip install 'wendang[eval]'"
        raise SettingsError(what, subject="eval", hint=hint) from error

    wanted = {question: set(documents) for question, documents in gold.items()}
    wanted = {question: documents for question, documents in wanted.items() if documents}
    qrels = [ir_measures.Qrel(q, d, 1) for q, documents in wanted.items() for d in sorted(documents)]
    found = {q: dict.fromkeys(rankings.get(q, ())) or {"": None} for q in wanted}
    run = [
        ir_measures.ScoredDoc(q, document, float(-place))
        for q, documents in found.items()
        for place, document in enumerate(documents)
    ]
    parsed: list[Any] = [ir_measures.parse_measure(name) for name in measures]
    told: dict[str, dict[str, float]] = {q: dict.fromkeys(measures, 0.0) for q in wanted}
    for metric in ir_measures.iter_calc(parsed, qrels, run):
        told[metric.query_id][str(metric.measure)] = float(metric.value)
    return told
