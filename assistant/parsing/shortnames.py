"""Things by their short names in questions: 工作站 where no longer name is said stands for 委员工作站."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from index.terms import Term, Terms

_LENGTH = 3
_LEAST = 5  # characters of a name that is worth shortening
_TOPIC = "cppcc"  # the vocabulary whose things are meant where nothing else is said


@lru_cache(maxsize=4)
def _full_names(terms: Terms, things: re.Pattern[str]) -> dict[str, Term]:
    """Return the things by their short names; where several share one, the shortest name has it."""
    found: dict[str, Term] = {}
    for term in sorted(terms, key=lambda t: len(t.name)):
        if term.topic == _TOPIC and len(term.name) >= _LEAST and things.search(term.name):
            found.setdefault(term.name[-_LENGTH:], term)
    return found


def find_short(text: str, terms: Terms, things: re.Pattern[str]) -> Iterator[tuple[int, int, Term]]:
    """Yield the things that a text calls by their short names, with where they stand.

    Args:
        text: a question, what was understood of it blanked out.
        terms: the domain's terms.
        things: how the names of things end.
    """
    known = _full_names(terms, things)
    at = 0
    while at < len(text):
        term = known.get(text[at : at + _LENGTH])
        if term is not None:
            yield at, at + _LENGTH, term
            at += _LENGTH
        else:
            at += 1


def short_names(terms: Terms, things: re.Pattern[str]) -> tuple[str, ...]:
    """Return the short names of things.

    Args:
        terms: the domain's terms.
        things: how the names of things end.
    """
    return tuple(_full_names(terms, things))
