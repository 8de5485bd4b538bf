"""Does the evidence of a case stand word for word in the article that it names, and the answer in it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.linting import Problem, Row
from eval.linting.pages import Key, Pages
from eval.sources import comparable


def check_evidence(file: str, rows: Sequence[Row], pages: Pages) -> Iterator[Problem]:
    """Yield evidence that does not stand where the case says, and articles that there are not."""
    for row in rows:
        named = [tuple(pair) for pair in row.get("evidence_articles", ())]
        sentences = row.get("evidence", [])
        if len(named) != len(sentences):
            yield Problem(file, row["id"], f"{len(sentences)} sentences of evidence, {len(named)} articles")
        for field in ("gold_articles", "near_articles", "evidence_articles", "apart"):
            for page, n in row.get(field, ()):
                if (page, n) not in pages.articles:
                    yield Problem(file, row["id"], f"{field}: there is no article {n} of {page}")
        for sentence, (page, n) in zip(sentences, named, strict=False):
            if (page, n) in pages.articles and not _stands(comparable(sentence), (page, n), pages):
                yield Problem(file, row["id"], f"not in article {n} of {page}: {sentence}")
        if row["type"] != "unanswerable" and not sentences:
            yield Problem(file, row["id"], "it has no evidence")
        yield from _strangers(file, row)


def _stands(sentence: str, key: Key, pages: Pages) -> bool:
    """Say whether a sentence stands in an article, or beside all of its page: a credit, a caption."""
    page = [article for article in pages.articles.values() if article.key[0] == key[0]]
    holding = [article.key for article in page if sentence in article.text]
    return key in holding or (not holding and pages.sources.holds(key[0], sentence))


def _strangers(file: str, row: Row) -> Iterator[Problem]:
    """Yield items that are required and wrong at once, and aliases of items that there are not."""
    items = {*row["answer"], *row.get("optional", ()), *row.get("trap", ())}
    for item in sorted(set(row["answer"]) & {*row.get("optional", ()), *row.get("trap", ())}):
        yield Problem(file, row["id"], f"{item} is an answer and something else too")
    for field in ("aliases", "values"):
        for item in sorted(set(row.get(field, {})) - items):
            yield Problem(file, row["id"], f"{field} has {item}, which is no item")
