"""Judge where the segmenter lets articles begin and end, and what it reads off their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.cases import ArticleGold
from eval.likeness import begins_like, distance, ends_like
from eval.matching import squeeze
from eval.metrics import Scores, scores_from_counts, share
from index.records import Article


@dataclass(frozen=True, slots=True)
class PageScore:
    """What the segmentation of one page, or of several, is worth.

    Attributes:
        found: articles of the gold of which both ends are right.
        given: articles that the segmenter made.
        gold: articles of the gold.
        headlines: articles of the gold that were found with the right headline (none where none is printed).
        places: those found with the right place.
        months: those found with the right month of the event; a year, where the gold knows only that.
        dated: articles of the gold with a date.
        problems: what was wrong, in words.
    """

    page: str
    found: int
    given: int
    gold: int
    headlines: int
    places: int
    months: int
    dated: int
    problems: tuple[str, ...] = ()

    @property
    def boundaries(self) -> Scores:
        """Return precision, recall and F1 of the boundaries."""
        return scores_from_counts(self.found, self.given, self.gold)

    @property
    def headline_accuracy(self) -> float:
        """Return the share of the gold's articles with the right headline."""
        return share(self.headlines, self.gold)

    @property
    def place_accuracy(self) -> float:
        """Return the share of the gold's articles with the right place."""
        return share(self.places, self.gold)

    @property
    def month_accuracy(self) -> float:
        """Return the share of the gold's dated articles with the right month."""
        return share(self.months, self.dated)


def _ends_match(article: Article, gold: ArticleGold, errors: int) -> bool:
    text = squeeze(article.body)
    if not errors:
        return text.startswith(gold.first_ns) and text.endswith(gold.last_ns)
    return begins_like(text, gold.first_ns, errors) and ends_like(text, gold.last_ns, errors)


def _headline_right(article: Article, gold: ArticleGold, errors: int = 0) -> bool:
    given = squeeze(article.headline or "")
    if not gold.headlines:
        return not given
    wanted = {squeeze(headline) for headline in gold.headlines}
    return given in wanted or (errors > 0 and any(distance(given, head) <= errors for head in wanted))


def month(iso: str | None) -> str | None:
    """Return the month in which an ISO date or range begins, or its year where no month is known."""
    return iso.split("/")[0][:7] if iso else None


def _month_right(article: Article, gold: ArticleGold) -> bool:
    """Compare to the precision of the gold: 2024-08-06 is right where the gold says 2024."""
    given, wanted = month(article.event_date), month(gold.event_date)
    return bool(given and wanted and given.startswith(wanted))


def _likeness(article: Article, gold: ArticleGold, errors: int) -> int:
    """Rank how likely an article is the one that the gold means, 0 for not at all."""
    text = squeeze(article.body)
    if errors:
        start, end = begins_like(text, gold.first_ns, errors), ends_like(text, gold.last_ns, errors)
        return 3 * (start and end) + 2 * start + end
    start, end = gold.first_ns in text, gold.last_ns in text
    return 3 * _ends_match(article, gold, 0) + 2 * start + end


def _match(articles: Sequence[Article], gold: Sequence[ArticleGold], errors: int) -> list[Article | None]:
    """Pair every article of the gold with at most one of the segmenter's, the likeliest first."""
    pairs = [(_likeness(a, g, errors), i, j) for i, g in enumerate(gold) for j, a in enumerate(articles)]
    matched: list[Article | None] = [None] * len(gold)
    taken: set[int] = set()
    for likeness, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if likeness and matched[i] is None and j not in taken:
            matched[i] = articles[j]
            taken.add(j)
    return matched


def _problems(article: Article | None, gold: ArticleGold) -> list[str]:
    name = f"{gold.n}: "
    if article is None:
        return [name + f"not found, begins {gold.first_ns!r}"]
    text = squeeze(article.body)
    found: list[str] = []
    if not text.startswith(gold.first_ns):
        found.append(name + f"begins {text[:18]!r}, should be {gold.first_ns!r}")
    if not text.endswith(gold.last_ns):
        found.append(name + f"ends {text[-18:]!r}, should be {gold.last_ns!r}")
    if not _headline_right(article, gold):
        found.append(name + f"headline {article.headline!r}, should be {gold.headlines[:1]!r}")
    if article.place != gold.place:
        found.append(name + f"place {article.place!r}, should be {gold.place!r}")
    if gold.event_date and not _month_right(article, gold):
        found.append(name + f"date {article.event_date!r}, should be {gold.event_date!r}")
    return found


def score_page(
    page: str, articles: Sequence[Article], gold: Sequence[ArticleGold], errors: int = 0
) -> PageScore:
    """Judge one page's articles.

    Args:
        page: the file's name.
        articles: what the segmenter made of it, in order.
        gold: the articles of that page.
        errors: how many characters of an end or of a headline may be misread, for scans.
    """
    matched = _match(articles, gold, errors)
    pairs = [(a, g) for a, g in zip(matched, gold, strict=True) if a is not None]
    problems = [p for a, g in zip(matched, gold, strict=True) for p in _problems(a, g)]
    return PageScore(
        page=page,
        found=sum(_ends_match(a, g, errors) for a, g in pairs),
        given=len(articles),
        gold=len(gold),
        headlines=sum(_headline_right(a, g, errors) for a, g in pairs),
        places=sum(a.place == g.place for a, g in pairs),
        months=sum(_month_right(a, g) for a, g in pairs),
        dated=sum(bool(g.event_date) for g in gold),
        problems=tuple(problems),
    )


def total(pages: Sequence[PageScore], name: str = "all") -> PageScore:
    """Add up the scores of several pages, so that every article weighs the same."""
    return PageScore(
        page=name,
        found=sum(p.found for p in pages),
        given=sum(p.given for p in pages),
        gold=sum(p.gold for p in pages),
        headlines=sum(p.headlines for p in pages),
        places=sum(p.places for p in pages),
        months=sum(p.months for p in pages),
        dated=sum(p.dated for p in pages),
        problems=tuple(f"{p.page} {problem}" for p in pages for problem in p.problems),
    )
