"""Read how many rows a ranking is wanted to have, and which row is meant by its number."""

from __future__ import annotations

from assistant.parsing.rules import QuestionRules
from assistant.records import Language

_ENGLISH = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SMALL = {
    **dict(zip("一二三四五六七八九十", range(1, 11), strict=True)),
    **dict(zip(_ENGLISH, range(2, 11), strict=True)),
    "两": 2,
}


_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def place_of(said: str) -> int:
    """Return the number of a row as a follow-up says it (二, 2, second); 0 where it is none."""
    if said in _ORDER:
        return _ORDER.index(said) + 1
    return _SMALL.get(said) or (int(said) if said.isdecimal() else 0)


def small(said: str) -> int:
    """Return a small number as a question says it: 三, three, 3.

    Raises:
        ValueError: it is none.
    """
    return _SMALL.get(said) or int(said)


def limit_of(text: str, language: Language, rules: QuestionRules) -> int:
    """Return how many rows of a ranking are wanted, 0 for all.

    Args:
        text: the folded question.
        language: its language.
        rules: the rules of questions.
    """
    found = rules.limit[language].search(text.lower())
    if not found:
        return 0
    said = found["n"] or found["m"]
    return small(said)
