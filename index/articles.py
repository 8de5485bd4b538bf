"""Page → Articles: the segmenter.

    Page ─printed, lines→ PageLine (what each line is)
         ─bodies→ PageParts (bodies, headline blocks)
         ─assign, heads→ which headline belongs to which body
         ─making→ Article

No line is lost: what belongs to no article is accounted for in `Segmented.other`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from os.path import basename

from index.clean import Cleaned, Stretch, join, readable
from index.places import Gazetteer, Place
from index.records import Article, Line, Page, ReadyArticle
from index.segmenter.assign import assign
from index.segmenter.bodies import collect
from index.segmenter.captions import settle_captions, take_captions
from index.segmenter.columns import sections
from index.segmenter.event import event_date
from index.segmenter.heads import Heads, read_heads
from index.segmenter.issue import date_page
from index.segmenter.layout import Layout
from index.segmenter.layoutfile import load_layout
from index.segmenter.lead import Lead, place_of, read_lead
from index.segmenter.lines import label
from index.segmenter.making import LEAD_LENGTH, ArticleMaker, identity, level_of, read_origin
from index.segmenter.namedplaces import NamedPlaces
from index.segmenter.pageline import PageLine
from index.segmenter.parts import Body, PageParts
from index.segmenter.resumed import join_torn
from index.segmenter.runon import lines_of
from index.segmenter.sections import take_first_sections
from index.segmenter.traditional import Original, blocks_of, simplified
from index.segmenter.webcopy import copies, written_by


@dataclass(frozen=True, slots=True)
class Segmented:
    """What a page became.

    Attributes:
        page: the page with its date, number and paper filled in.
        articles: its articles in reading order.
        other: (1-based source line, what it is) of each non-blank line that belongs to no article.
    """

    page: Page
    articles: tuple[Article, ...]
    other: tuple[tuple[int, str], ...]


def segment_page(page: Page, gazetteer: Gazetteer, layout: Layout | None = None) -> Segmented:
    """Cut a page into its articles and account for every line.

    Args:
        page: the page as a reader saw it.
        gazetteer: the place names.
        layout: the layout rules; the packaged ones when None.
    """
    layout = layout or load_layout()
    if page.format == "text":
        page = replace(page, lines=lines_of(page.lines, layout))
    plain = simplified(page)
    result = _together(plain, [_segmented(part, gazetteer, layout) for part in _parts(plain, layout)])
    if plain is page:
        return result
    original, blocks = Original.of(page, plain), blocks_of(page, plain)
    articles = tuple(original.article(article, blocks) for article in result.articles)
    paper = original(result.page.paper)
    return replace(result, page=replace(result.page, lines=page.lines, paper=paper), articles=articles)


def _parts(page: Page, layout: Layout) -> list[Page]:
    """Return a page, or each of the web pages that were copied one after the other into one text file."""
    if page.format != "text":
        return [page]
    found = copies(page.lines, layout)
    return [replace(page, lines=tuple(lines)) for lines in found]


def _together(page: Page, parts: Sequence[Segmented]) -> Segmented:
    """Return what the parts of a page became as one; the page has date and number of the first."""
    if len(parts) == 1:
        return replace(parts[0], page=replace(parts[0].page, lines=page.lines))
    articles = [article for part in parts for article in part.articles]
    numbered = tuple(replace(article, n=n) for n, article in enumerate(articles, 1))
    other = tuple(line for part in parts for line in part.other)
    return Segmented(replace(parts[0].page, lines=page.lines), numbered, other)


def _segmented(page: Page, gazetteer: Gazetteer, layout: Layout) -> Segmented:
    places = NamedPlaces(gazetteer)
    items = label(page, layout)
    page = date_page(page, items, layout)
    parts = collect(items, layout, places)
    join_torn(parts, layout, places)
    web = page.format == "html" or any(item.line.role == "title" for item in items)
    take_captions(parts, layout, web)
    for body in parts.bodies:
        read_origin(body, layout, places)
    settle_captions(parts, layout, places)
    assignment = assign(parts, layout, places)
    take_first_sections(parts, assignment)
    maker = ArticleMaker(page, layout, places)
    printed = sections(parts, assignment, layout)
    articles = []
    for number, body in enumerate(parts.bodies):
        group = assignment.heads.get(number)
        lines = group.lines if group else ()
        article = maker.article(number + 1, body, read_heads(lines, layout), lines)
        said = article.byline or _said(parts, lines, body, layout, alone=web and len(parts.bodies) == 1)
        articles.append(replace(article, section=printed[number], byline=said))
    other = sorted(
        (item.line.number, "label" if item.kind == "head" else item.kind)
        for item in (*parts.other, *assignment.labels)
    )
    return Segmented(page, tuple(articles), tuple(other))


def _said(
    parts: PageParts, heads: Sequence[PageLine], body: Body, layout: Layout, *, alone: bool
) -> str | None:
    """Return whom the line with time and source names as the author of an article.

    It stands between headline and text; of a page with one article only (`alone`), anywhere.
    """
    first = min((item.line.number for item in heads), default=body.first)
    frame = [
        item.line.text
        for item in parts.other
        if item.kind == "boilerplate" and (alone or first < item.line.number < body.first)
    ]
    return written_by([*(item.line.text for item in body.writers if item.kind == "stamp"), *frame], layout)


def segment(page: Page, gazetteer: Gazetteer) -> list[Article]:
    """Return the articles of a page in reading order."""
    return list(segment_page(page, gazetteer).articles)


def complete(ready: ReadyArticle, gazetteer: Gazetteer) -> Article:
    """Make an article of a ready one: clean its text, resolve its place and dates.

    Args:
        ready: the article as given.
        gazetteer: the place names.
    """
    return complete_all([ready], gazetteer)[0]


def complete_all(given: Sequence[ReadyArticle], gazetteer: Gazetteer) -> list[Article]:
    """Make articles of ready ones; see `complete`.

    Each step is done for all of them before the next is: what one step needs stays at hand in the processor,
    which takes a quarter less time than article by article.
    """
    layout = load_layout()
    cleaned = [join([Stretch.whole(line)] for line in _lines(ready)) for ready in given]
    texts = [readable(clean.text) for clean in cleaned]
    leads = [read_lead(text[:200], layout) for text in texts]
    codes = [
        _given_place(ready.place, gazetteer) or _found_place(ready, text, lead, gazetteer)
        for ready, text, lead in zip(given, texts, leads, strict=True)
    ]
    days = [
        event_date(text, "", ready.date, report=lead.dateline is not None)
        for ready, text, lead in zip(given, texts, leads, strict=True)
    ]
    places = [gazetteer.get(code) if code else None for code in codes]
    return [_completed(*parts) for parts in zip(given, cleaned, texts, leads, places, days, strict=True)]


def _lines(ready: ReadyArticle) -> list[Line]:
    return [Line(ready.line, part) for part in ready.text.split("\n") if part.strip()]


def _found_place(ready: ReadyArticle, text: str, lead: Lead, gazetteer: Gazetteer) -> str | None:
    headline = readable(ready.headline) if ready.headline else ""
    return place_of(lead.dateline, headline, text[:LEAD_LENGTH], text, NamedPlaces(gazetteer))


def _completed(
    ready: ReadyArticle,
    cleaned: Cleaned,
    text: str,
    lead: Lead,
    place: Place | None,
    day: str | None,
) -> Article:
    original = Original(cleaned.text, text)
    heads = Heads(None, ready.headline, None)
    return Article(
        article_id=identity(_given(ready), heads, cleaned.text, ready.date),
        source=ready.source,
        n=1,
        kind="news",
        text=cleaned.text,
        headline=ready.headline,
        byline=original(lead.byline) if lead.byline else None,
        dateline=original(lead.dateline) if lead.dateline else None,
        place=place.name if place else None,
        place_code=place.code if place else None,
        level=level_of(place),
        issue_date=ready.date,
        event_date=day,
        lines=((ready.line, ready.line),),
        date_from="given" if ready.date else "",
        runs=cleaned.runs,
        edits=cleaned.edits,
    )


def _given(ready: ReadyArticle) -> str:
    """Return the given id, else the file's name: the number of a line changes with every line before it."""
    file = basename(ready.path)
    return file if ready.source == f"{file}#{ready.line}" else ready.source


def _given_place(name: str | None, gazetteer: Gazetteer) -> str | None:
    place = gazetteer.resolve(readable(name)) if name else None
    return place.code if place else None
