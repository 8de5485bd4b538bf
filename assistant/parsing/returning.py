"""Go back to something asked earlier: 回到刚才的培训班 goes on with the turn about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.parsing.language import language_of
from assistant.parsing.moves import load_moves
from assistant.records import Language

_CLAUSE = re.compile("[，,：:；;。？?]")
_WORD = re.compile("[a-z]{4,}")


def returned(text: str, before: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return a turn that goes back without saying so, and the turns up to the one to which it goes back.

    Args:
        text: as asked.
        before: the user's earlier questions, oldest first.

    Returns:
        Both as they are where the turn does not go back, or to nothing that was asked.
    """
    language = language_of(text)
    found = load_moves()[language].back.match(text.lower()) if len(before) > 1 else None
    rest = text[found.end() :] if found else ""
    named = _marks(_CLAUSE.split(rest)[0].lower(), language)
    shared = [len(named & _marks(turn.lower(), language)) for turn in before]
    if not rest or not any(shared):
        return text, tuple(before)
    nearest = max(range(len(before)), key=lambda i: (shared[i], i))
    return rest, tuple(before[: nearest + 1])


def _marks(text: str, language: Language) -> set[str]:
    """Return what two turns about one thing share: character pairs, or words."""
    if language == "en":
        return set(_WORD.findall(text))
    return {text[i : i + 2] for i in range(len(text) - 1)}
