"""A language model as judge, beside the code: what it says of the same answers, and how often both agree.

No figure of a run rests on it. Its share of right answers is reported with its agreement with the code: the
share of equal verdicts, and Cohen's kappa (Cohen 1960), which leaves out what chance would agree on. The
lower these are, the less its own share says.
"""

from __future__ import annotations

from collections.abc import Sequence

import prompts
from assistant.generate import LanguageModel
from eval.matching import displayed
from eval.runs import Result
from eval.scoring import row_text
from eval.significance import Figure, figure
from index.errors import ModelError

_RULES = {"zh": "你是严格的阅卷人。", "en": "You are a strict examiner."}
_WORDS = {"zh": ("正确", "错误"), "en": ("right", "wrong")}
_NONE = {"zh": "无法回答", "en": "there is no answer"}


def verdict(reply: str, language: str) -> bool | None:
    """Return what a judge's first line says: right, wrong, or None where it says neither or both."""
    first = next((line for line in reply.splitlines() if line.strip()), "").casefold()
    said = [word in first for word in _WORDS[language]]
    return said[0] if said[0] != said[1] else None


def ask_judge(result: Result, model: LanguageModel) -> bool | None:
    """Let a model judge one answer; None where its reply cannot be used."""
    case, answer = result.case, result.answer
    language = "en" if case.lang == "en" else "zh"
    right, wrong = _WORDS[language]
    shown = "\n".join([displayed(answer.text), *map(row_text, answer.rows)])
    message = prompts.render(
        "judge_answer",
        language,
        question="\n".join([*case.history, case.question]),
        expected=_NONE[language] if case.abstain else "\n".join(case.answer),
        answer=shown,
        right=right,
        wrong=wrong,
    )
    try:
        return verdict(model.complete(_RULES[language], message), language)
    except ModelError:
        return None


def judged(results: Sequence[Result], model: LanguageModel) -> dict[str, Figure]:
    """Let a model judge every answer.

    Returns:
        Its share of right answers, the share of replies that could be used, and over those its agreement with
        the code, and kappa.
    """
    said = [(ask_judge(result, model), result.verdict.right) for result in results]
    used = [(judge, code) for judge, code in said if judge is not None]
    return {
        "judge.right": figure([(float(judge), 1.0) for judge, _ in used]),
        "judge.usable": figure([(float(judge is not None), 1.0) for judge, _ in said]),
        "judge.agreement": figure([(float(judge == code), 1.0) for judge, code in used]),
        "judge.kappa": _kappa(used),
    }


def _kappa(pairs: Sequence[tuple[bool, bool]]) -> Figure:
    """Return Cohen's kappa of two judges; its interval is not worked out."""
    n = len(pairs)
    if not n:
        return Figure(0.0, 0.0, 0.0, 0)
    agreed = sum(a == b for a, b in pairs) / n
    one, two = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    chance = one * two + (1 - one) * (1 - two)
    value = 1.0 if chance == 1 else (agreed - chance) / (1 - chance)
    return Figure(value, value, value, n)
