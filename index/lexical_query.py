"""Questions to the lexical index as tantivy's queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import FieldType, Occur, Query

from index.records import Filters
from index.words import CJK, compact, needed_pairs, normalise

HEAD_BOOST = 0.6
"""Weight of a word in the title against one in the passage itself."""

_UNIT = re.compile(r"[0-9]+(?:\.[0-9]+)+|[a-z0-9]+|[^\W_]")
_CJK = re.compile(f"[{CJK}]")
# The characters themselves, as tantivy's expressions know no escapes of Python's.
_OTHER = f"[^{CJK.encode('raw_unicode_escape').decode('raw_unicode_escape')}]"


@dataclass(frozen=True, slots=True)
class Fields:
    """The simplest queries, one field each."""

    schema: Any

    def passage(self, passage: int) -> Any:
        """Match one passage."""
        return Query.term_query(self.schema, "passage", passage)

    def passages(self, passages: Iterable[int]) -> Any:
        """Match one of several passages."""
        return Query.term_set_query(self.schema, "passage", [int(passage) for passage in passages])

    def state(self) -> Any:
        """Match the document that holds the sequence number: it stands where no passage does."""
        return self.passage(0)

    def everything(self) -> Any:
        """Match all passages."""
        return self.since(1)

    def since(self, passage: int) -> Any:
        """Match the passages from an id on."""
        return Query.range_query(self.schema, "passage", FieldType.Integer, lower_bound=passage)

    def word(self, field: str, word: str) -> Any:
        """Match a word of a field."""
        return Query.term_query(self.schema, field, word)

    def pattern(self, pattern: str) -> Any:
        """Match passages with a character pair that fits a regular expression as a whole."""
        return Query.regex_query(self.schema, "pairs", pattern)

    def one_of(self, field: str, values: Sequence[str]) -> Any:
        """Match one of several values."""
        return Query.term_set_query(self.schema, field, list(values))

    def overlap(self, which: str, since: int | None, until: int | None) -> Any:
        """Match articles whose issue or event ("issue", "event") overlaps a span of day numbers."""
        bounds = {"lower_bound": since} if since else {"lower_bound": 0}
        last = Query.range_query(self.schema, f"{which}_last", FieldType.Integer, **bounds)
        if not until:
            return last
        first = Query.range_query(self.schema, f"{which}_first", FieldType.Integer, upper_bound=until)
        return all_of([last, first])


def all_of(queries: Sequence[Any]) -> Any:
    """Match what all queries match."""
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: Sequence[Any]) -> Any:
    """Match what at least one query matches."""
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def ranked(fields: Fields, words: Mapping[str, float]) -> Any:
    """Return the query that ranks passages by the words that they and their titles hold."""
    queries = [fields.word("body", word) for word in words]
    queries += [Query.boost_query(fields.word("head", word), HEAD_BOOST) for word in words]
    return any_of(queries)


def filtered(query: Any, fields: Fields, filters: Filters, among: Iterable[int] | None = None) -> Any:
    """Return a query limited to the articles that pass and to given passages, its scores unchanged."""
    limits = _limits(fields, filters) + ([fields.passages(among)] if among is not None else [])
    return all_of([query, *(Query.const_score_query(limit, 0.0) for limit in limits)]) if limits else query


def _limits(fields: Fields, filters: Filters) -> list[Any]:
    limits = []
    if filters.places:
        there = fields.one_of("place", filters.places)
        limits.append(any_of([there, fields.passages(filters.parts)]) if filters.parts else there)
    for field, values in (("kind", filters.kinds), ("source", filters.sources)):
        if values:
            limits.append(fields.one_of(field, values))
    if filters.since or filters.until:
        since, until = _day(filters.since), _day(filters.until)
        limits.append(any_of([fields.overlap(which, since, until) for which in ("issue", "event")]))
    return limits


def _day(iso: str | None) -> int | None:
    return int(iso.replace("-", "")) if iso else None


def containment(fields: Fields, groups: Sequence[Sequence[str]]) -> Any:
    """Return the query for passages that may hold one string of each group; a group that is empty or holds an
    empty string is met by every passage."""
    needed = [group for group in groups if group and all(compact(needle) for needle in group)]
    parts = [any_of([_needle(fields, needle) for needle in group]) for group in needed]
    return all_of(parts) if parts else fields.everything()


def _needle(fields: Fields, needle: str) -> Any:
    certain = needed_pairs(needle)
    if certain:
        return all_of([fields.word("pairs", pair) for pair in certain])
    # Too short for a pair, or Latin letters and digits, which may continue beyond the needle's edge.
    patterns = list(dict.fromkeys(_patterns(normalise(needle))))
    if not patterns:
        return fields.everything()
    return all_of([fields.pattern(pattern) for pattern in patterns])


def _patterns(needle: str) -> Iterator[str]:
    """Yield patterns of pairs: every text that holds a needle has, of each, a pair that fits.

    They say how the pair begins wherever they can: of hundreds of thousands only few are looked at then.
    """
    units = list(_UNIT.finditer(needle))
    for number, unit in enumerate(units):
        said = re.escape(unit.group())
        if not _CJK.match(said):
            # Letters and digits are a token of their own, too.
            yield f"{_OTHER}*{said}{_OTHER}*"
        elif number and _beside(units[number - 1], unit):
            yield f"{_OTHER}+{said}"
        elif number + 1 < len(units) and _beside(units[number + 1], unit):
            yield f"{said}{_OTHER}+"
        else:
            yield f"{said}.*|.?{said}|{_OTHER}+{said}"


def _beside(other: re.Match[str], unit: re.Match[str]) -> bool:
    """Say whether letters or digits stand right beside a character."""
    close = other.end() == unit.start() or unit.end() == other.start()
    return close and not _CJK.match(other.group())
