"""Is the gold of a list exhaustive? Every article is scanned by a rule that the case itself gives (`scan`).

The scan reads the files by the gold's bounds and knows nothing of the assistant's listing. What it finds must
be accounted for: an article of the gold, or one whose place the case names as required, optional or wrong, or
one that it sets apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from eval.linting import Problem, Row
from eval.linting.pages import GoldArticle, Pages
from eval.sources import comparable
from index.places import Gazetteer


def check_lists(file: str, rows: Sequence[Row], pages: Pages) -> Iterator[Problem]:
    """Yield lists without a scan, and articles that a scan finds and no field accounts for."""
    for row in rows:
        exhaustive = row["type"] == "list" or "exhaustive" in row.get("tags", ())
        if row["type"] in ("list", "time_filtered") and exhaustive and "scan" not in row:
            yield Problem(file, row["id"], "a list needs a scan")
        if "scan" in row:
            yield from _account(file, row, pages)


def _account(file: str, row: Row, pages: Pages) -> Iterator[Problem]:
    scan = row["scan"]
    gold = {tuple(pair) for pair in row.get("gold_articles", ())}
    apart = {tuple(pair) for pair in row.get("apart", ())}
    places = {*row["answer"], *row.get("optional", ()), *row.get("trap", ())}
    found = {key for key, article in pages.articles.items() if _fits(article, scan)}
    for key in sorted(found - gold - apart):
        if pages.articles[key].place not in places:
            what = f"the scan finds article {key[1]} of {key[0]} ({pages.articles[key].place})"
            yield Problem(file, row["id"], f"{what}, and the case does not account for it")
    if not {"from", "to"} & scan.keys():
        for page, n in sorted(gold - found):
            if _told_in(row, pages.articles[(page, n)]):
                yield Problem(file, row["id"], f"the scan does not find article {n} of {page}")


def _told_in(row: Row, article: GoldArticle) -> bool:
    """Say whether the evidence stands in the article itself, not in a caption beside it."""
    return any(comparable(sentence) in article.body for sentence in row["evidence"])


def _fits(article: GoldArticle, scan: Row) -> bool:
    if "any" in scan and not any(re.search(pattern, article.text) for pattern in scan["any"]):
        return False
    if scan.get("level", article.level) != article.level or scan.get("kind", article.kind) != article.kind:
        return False
    if "under" in scan and not any(_under(article.place, outer) for outer in scan["under"]):
        return False
    return _within(article.event, scan.get("from", ""), scan.get("to", ""))


def _within(event: str, first: str, last: str) -> bool:
    """Say whether an event lies wholly between two dates of any precision."""
    if not (first or last):
        return True
    start, _, end = event.partition("/")
    begun, ended = f"{start}-01-01"[:10], f"{end or start}-99-99"[:10]
    return bool(event) and begun >= first and ended <= f"{last or '9999'}-99-99"[:10]


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def _under(inner: str, outer: str) -> bool:
    book = _gazetteer()
    one, other = book.resolve(inner), book.resolve(outer)
    return one is not None and other is not None and book.contains(other.code, one.code)
