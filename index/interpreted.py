"""An English question that somebody else turned into Chinese, checked against what the tables know of it.

A language model knows more words than any table, and makes things up: its translation counts where everything
that the tables are sure of stands in it, and no place or number beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from index.english import Part, Translation, is_english
from index.errors import ModelError
from index.places import Gazetteer
from index.terms import Terms
from index.words import fold

_LONGEST = 200
"""Characters of a translation."""
_SURE = {"place", "date", "session", "term", "name", "as it is"}
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_HAN = re.compile("[\u3400-\u9fff]")


class Interpreter(Protocol):
    """Somebody who translates questions."""

    def translate(self, question: str, known: Sequence[tuple[str, Sequence[str]]]) -> str:
        """Return an English question in Chinese.

        Args:
            question: in English.
            known: words of it, with the Chinese of which one is to be used.

        Raises:
            ModelError: there is no usable answer.
        """
        ...


def interpreted(
    question: str, table: Translation, interpreter: Interpreter, gazetteer: Gazetteer, terms: Terms
) -> Translation:
    """Return a translation with the interpreter's words where they agree with it, else with what is wrong.

    Args:
        question: in English.
        table: what the tables make of it.
        interpreter: translates it as a whole.
        gazetteer: the place names.
        terms: the domain's terms, for other words of one thing.
    """
    known = [(part.said, part.chinese) for part in table.parts if part.how in _SURE]
    try:
        said = interpreter.translate(question, known).strip()
    except ModelError as error:
        return replace(table, doubt=str(error))
    doubt = _doubt(fold(said), question, table, gazetteer, terms)
    return replace(table, doubt=doubt) if doubt else replace(table, whole=said, unknown=())


def _doubt(said: str, question: str, table: Translation, gazetteer: Gazetteer, terms: Terms) -> str:
    """Return what is wrong with a translation, empty where nothing is."""
    if not _HAN.search(said) or is_english(said) or "\n" in said or len(said) > _LONGEST or "://" in said:
        return "it is no Chinese question"
    sure = [part for part in table.parts if part.how in _SURE]
    lost = [part.said for part in sure if not _stands(part, said, terms)]
    if lost:
        return f"it lacks {', '.join(lost)}"
    # Numbers of dates, and those that the question writes out, come from the tables.
    given = set(_DIGITS.findall(fold("，".join([question, *_words(sure)]))))
    own = [number for number in _DIGITS.findall(said) if number not in given]
    asked = [code for n in gazetteer.find("，".join(_words(sure))) for code in (n.code,) if code]
    named = [(n.text, n.code) for n in gazetteer.find(said) if n.code]
    # What lies above a place that was asked about may be named with it.
    places = [name for name, code in named if not any(gazetteer.contains(code, other) for other in asked)]
    return f"it adds {', '.join([*own, *places])}" if own or places else ""


def _words(parts: Iterable[Part]) -> list[str]:
    return [word for part in parts for word in part.chinese]


def _stands(part: Part, said: str, terms: Terms) -> bool:
    """Say whether a translation has what the tables know of some words: a date whole, else one word."""
    if part.how == "date":
        return all(word in said for word in part.chinese)
    words = {other for word in part.chinese for other in (word, *terms.variants(word))}
    if part.how == "place":
        # A county goes without its kind where that leaves two characters.
        words |= {word[:-1] for word in words if len(word) > 2}
    return any(fold(word) in said for word in words)
