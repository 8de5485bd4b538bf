"""Take a message apart that asks several questions, and put the answers together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.citations import MARK
from assistant.listing import Draft
from assistant.parsing.language import is_courtesy
from assistant.records import Citation, Status

# After a question mark, or before a clause that asks the same of another (……是谁，凉州区的又是谁).
_END = re.compile("(?<=[？?])|[，,；;](?=[^，,；;？?]{2,12}又(?:是谁|是多少|有多少|有几个|叫什么)[？?。]?$)")
MOST = 6  # questions in one message that are answered one by one
_SINGLE = frozenset({"who", "when", "where", "number", "what"})


def split(text: str) -> list[str]:
    """Return the questions of a message, each with its question mark; courtesy is none."""
    parts = (part.strip() for part in _END.split(text) if part.strip(" 　？?。"))
    return [part for part in parts if not is_courtesy(part)]


def separate(kinds: Sequence[str]) -> bool:
    """Say whether questions of these kinds are answered one by one.

    A list question and its rider (各有多少？) are one question.
    """
    return len(kinds) > 1 and all(kind in _SINGLE for kind in kinds)


def join(drafts: Sequence[Draft]) -> Draft:
    """Return one answer of several; it is partial where one of them is no answer.

    What several of them quote has one number.
    """
    texts: list[str] = []
    cited: dict[tuple[str, int, str], Citation] = {}
    for draft in drafts:
        new = {c.n: cited.setdefault(_quoted(c), replace(c, n=len(cited) + 1)).n for c in draft.citations}
        texts.append(_renumbered(draft.text, new))
    answered = [d for d in drafts if d.answers]
    first = answered[0] if answered else drafts[0]
    status: Status = first.status if len(answered) in (0, len(drafts)) else "partial"
    text = "\n\n".join(texts)
    citations = tuple(cited.values())
    return Draft(text, status, (), citations, first.coverage, first.composed_by, list(first.notes))


def _renumbered(text: str, new: Mapping[int, int]) -> str:
    return MARK.sub(lambda mark: f"[{new.get(int(mark[1]), mark[1])}]", text)


def _quoted(citation: Citation) -> tuple[str, int, str]:
    return citation.article_id, citation.start, citation.quote
