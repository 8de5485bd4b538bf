"""Segmentation measured on generated pages, with seeds and corpus articles that nothing was tuned on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from eval.likeness import read_share
from eval.matching import squeeze
from eval.pagemaker import TEXT_STYLES, MadePage, Stock, load_stock, make_page
from eval.segmentation import PageScore, score_page, total
from index.articles import segment
from index.errors import WendangError
from index.places import Gazetteer
from index.readers import read
from index.records import Page

# Seeds from here on, and the odd lines of the corpus, are kept for measuring; tuning takes lower ones.
HELD_OUT = 7_000_000
# How many pages of each style make the standard 200.
COUNTS = {**dict.fromkeys(TEXT_STYLES, 9), "html": 30, "docx": 12, "pdf": 37, "scan": 4}
# Characters of an end or a headline that may be misread on a scan.
_MISREAD = 3


@dataclass(frozen=True, slots=True)
class StyleScore:
    """What the segmentation of the pages of one style is worth.

    Attributes:
        score: over all articles of the style.
        pages: how many pages were measured.
        characters: share of the printed characters that were read, for scans; None elsewhere.
        reason: why the style was not measured, "" where it was.
    """

    score: PageScore
    pages: int
    characters: float | None = None
    reason: str = ""


def measure(
    corpus: Path | None,
    counts: dict[str, int] = COUNTS,
    first: int = HELD_OUT,
    told: Callable[[str], None] | None = None,
) -> list[StyleScore]:
    """Make pages of every style, segment them, and judge what came out.

    Args:
        corpus: news texts to cut articles from; where there is none, all is made of templates.
        counts: pages per style.
        first: the first seed.
        told: called with the name of each style before it is measured.
    """
    stock, gazetteer = load_stock(corpus, held_out=first >= HELD_OUT), Gazetteer.load()
    scores = []
    with TemporaryDirectory(prefix="wendang-pages-") as folder:
        for style, count in counts.items():
            if told is not None:
                told(style)
            scores.append(_style(style, range(first, first + count), stock, gazetteer, Path(folder)))
    return scores


def _style(style: str, seeds: range, stock: Stock, gazetteer: Gazetteer, folder: Path) -> StyleScore:
    scores: list[PageScore] = []
    shares: list[float] = []
    try:
        for seed in seeds:
            made = make_page(style, seed, stock)
            pages = list(read_made(made, folder))
            articles = [article for page in pages for article in segment(page, gazetteer)]
            scores.append(
                score_page(f"{style}-{seed}", articles, made.gold, _MISREAD if style == "scan" else 0)
            )
            if style == "scan":
                recognised = squeeze("".join(line.text for page in pages for line in page.lines))
                shares.append(read_share(recognised, made.bodies))
    except WendangError as error:
        return StyleScore(total(scores, style), len(scores), reason=str(error))
    return StyleScore(total(scores, style), len(scores), fmean(shares) if shares else None)


def read_made(made: MadePage, folder: Path) -> Iterator[Page]:
    """Read a made page through the reader for its format.

    Args:
        made: the page.
        folder: where its file is written.

    Raises:
        WendangError: there is no reader for it here.
    """
    path = folder / made.name
    path.write_bytes(made.data)
    for page in read(path):
        if isinstance(page, Page):
            yield page
