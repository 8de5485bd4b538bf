"""What answers are held against: the files on disk, and the index only for the bounds of articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.sources import Sources

# From an article's id to its 1-based order on its page; None where it is not known.
Locate = Callable[[str], int | None]
# From an article's id to its text; "" where it is not known.
TextOf = Callable[[str], str]
# From a case to the articles that a search finds for it, best first, as (source, article id).
Search = Callable[[Case], Sequence[tuple[str, str]]]


def _nowhere(_: str) -> int | None:
    return None


def _no_text(_: str) -> str:
    return ""


def _no_search(_: Case) -> Sequence[tuple[str, str]]:
    return ()


@dataclass(frozen=True, slots=True)
class Witness:
    """What a run is judged by.

    Attributes:
        sources: the files on which the archive rests, read by other code than the archive's.
        locate: finds the order of an article on its page.
        text_of: gives the text of an article.
        search: finds articles for a case; for the figures of retrieval.
    """

    sources: Sources
    locate: Locate = _nowhere
    text_of: TextOf = _no_text
    search: Search = _no_search

    def found(self, case: Case) -> tuple[str, ...]:
        """Return the articles that a search finds for a case, best first, named as `gold_articles` does."""
        named = (self._name(source, article) for source, article in self.search(case))
        return tuple(dict.fromkeys(named))

    def _name(self, source: str, article: str) -> str:
        canonical = self.sources.canonical(source)
        return canonical if "#" in canonical else f"{canonical}#{self.locate(article)}"


def gold_articles(case: Case) -> frozenset[str]:
    """Return the articles that hold a case's answer, as FILE#N: N is its order on the page or its line."""
    return frozenset(f"{page}#{n}" for page, n in case.evidence_articles) if not case.abstain else frozenset()
