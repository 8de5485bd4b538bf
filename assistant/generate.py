"""A language model words the answer from numbered evidence.

The model is asked through LlamaIndex, which is imported only when a model is configured. What it
writes is checked elsewhere; here it is only asked, and every way of failing becomes a ModelError.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import prompts
from assistant.records import Citation, Language
from assistant.settings import Settings

OnText = Callable[[str], None]
_NOTHING = {"zh": "（无）", "en": "(none)"}
_NO_DATES: Mapping[int, Mapping[str, str]] = {}
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


@dataclass(slots=True)
class Usage:
    """Tokens that an answer took, bounded from above by the length of the texts: `tokens` says how."""

    read: int = 0
    written: int = 0


class LanguageModel(Protocol):
    """Something that completes a text."""

    name: str

    def complete(self, system: str, user: str, on_text: OnText | None = None) -> str:
        """Answer one message.

        Args:
            system: the rules.
            user: the message.
            on_text: told each piece of the answer as it comes.

        Raises:
            ModelError: there is no usable answer.
        """
        ...


def load_model(settings: Settings) -> LanguageModel | None:
    """Return the model that the settings name, None where they name none.

    Args:
        settings: address, name, key and limits of the model.

    Raises:
        ModelError: the client for it cannot be made.
    """
    if not settings.has_model:
        return None
    from assistant.endpoint import Endpoint

    return Endpoint(settings)


def compose(
    model: LanguageModel,
    question: str,
    evidence: Sequence[Citation],
    language: Language = "zh",
    *,
    dates: Mapping[int, Mapping[str, str]] = _NO_DATES,
    tabled: bool = False,
    history: Sequence[str] = (),
    room: int = 7000,
    on_text: OnText | None = None,
    usage: Usage | None = None,
) -> str:
    """Let a model word the answer to a question from numbered evidence.

    Args:
        model: the model.
        question: the question as asked.
        evidence: the numbered quotes, best first; the last are left out where the room is short.
        language: the language of the answer.
        dates: for the number of a quote what its words for times mean (去年11月: 2021-11).
        tabled: True where a table of all rows will stand below the answer.
        history: the user's earlier questions, oldest first.
        room: tokens for rules, question and evidence together.
        on_text: told each piece of the answer; never told a refusal.
        usage: where the tokens are counted.

    Returns:
        Markdown with [n] marks, or `prompts.REFUSAL` where the evidence does not answer.

    Raises:
        ModelError: there is no usable answer.
    """
    system = prompts.render("answer_rules", language, refusal=prompts.REFUSAL)
    earlier = "\n".join(f"- {line}" for line in history) or _NOTHING[language]
    taken = room - tokens(system + question + earlier) - 300
    user = prompts.render(
        "answer_question",
        language,
        evidence=_lines(evidence, dates, taken) or _NOTHING[language],
        history=earlier,
        question=question,
        form=prompts.load("answer_tabled", language) if tabled else "",
        refusal=prompts.REFUSAL,
    )
    text = model.complete(system, user, _Gate(on_text).add if on_text else None).strip()
    if usage is not None:
        usage.read += tokens(system) + tokens(user)
        usage.written += tokens(text)
    return prompts.REFUSAL if is_refusal(text) else text


def rewrite(model: LanguageModel, question: str, history: Sequence[str], language: Language) -> str:
    """Let a model say a follow-up as a question that stands alone.

    Args:
        model: the model.
        question: the follow-up.
        history: the user's earlier questions, oldest first.
        language: the language of the question.

    Returns:
        The model's words, unchecked.

    Raises:
        ModelError: there is no usable answer.
    """
    earlier = "\n".join(f"- {line}" for line in history)
    system = prompts.render("rewrite_rules", language)
    user = prompts.render("rewrite_question", language, history=earlier, question=question)
    return model.complete(system, user).strip()


def is_refusal(text: str) -> bool:
    """Say whether a model's text says that the evidence does not answer.

    Args:
        text: the model's text.
    """
    return text.strip().strip("`*_。. \n").startswith(prompts.REFUSAL)


def first_object(text: str) -> dict[str, Any]:
    """Return the JSON object that a model's text holds; what stands around it is passed over.

    Args:
        text: the model's text.

    Raises:
        ValueError: it holds none.
    """
    found = _OBJECT.search(text)
    value = json.loads(found.group()) if found else None
    if not isinstance(value, dict):
        raise ValueError("it holds no JSON object")
    return value


def room(settings: Settings) -> int:
    """Return how many tokens of a model's window are left for the prompt.

    Args:
        settings: the model's window and the longest answer.
    """
    return max(0, settings.model_context_window - settings.model_max_tokens)


def _lines(evidence: Sequence[Citation], dates: Mapping[int, Mapping[str, str]], budget: int) -> str:
    """Return the evidence as JSON lines, as many as the budget of tokens allows, at least one."""
    lines: list[str] = []
    for citation in evidence:
        line = json.dumps(_record(citation, dates.get(citation.n)), ensure_ascii=False)
        budget -= tokens(line)
        if lines and budget < 0:
            break
        lines.append(line)
    return "\n".join(lines)


def _record(citation: Citation, dates: Mapping[str, str] | None) -> dict[str, object]:
    printed = {
        "headline": citation.headline,
        "paper": citation.paper,
        "date": citation.issue_date,
        "page": citation.page,
    }
    return {
        "n": citation.n,
        **{key: value for key, value in printed.items() if value},
        "text": citation.quote,
        **({"dates": dict(dates)} if dates else {}),
    }


def tokens(text: str) -> int:
    """Bound the tokens of a text: byte-pair encodings take well under one for every two UTF-8 bytes.

    A Chinese character has three bytes, so it counts one and a half.
    """
    return len(text.encode("utf-8", "replace")) // 2 + 1


class _Gate:
    """Let the answer through piece by piece once it is clear that it is no refusal."""

    def __init__(self, on_text: OnText) -> None:
        self._on_text = on_text
        self._held = ""
        self._open = False

    def add(self, piece: str) -> None:
        if self._open:
            self._on_text(piece)
            return
        self._held += piece
        begun = self._held.lstrip()
        if begun and not prompts.REFUSAL.startswith(begun[: len(prompts.REFUSAL)]):
            self._open = True
            self._on_text(self._held)
