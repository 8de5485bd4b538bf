"""Page → Articles: the segmenter.

    Page ─printed, lines→ PageLine (what each line is)
         ─bodies→ PageParts (bodies, headline blocks)
         ─assign, heads→ which headline belongs to which body
         ─making→ Article

No line is lost: what belongs to no article is accounted for in `Segmented.other`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from index.clean import Stretch, join, readable
from index.places import Gazetteer
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
from index.segmenter.lead import place_of, read_lead
from index.segmenter.lines import label
from index.segmenter.making import LEAD_LENGTH, ArticleMaker, identity, level_of, read_origin
from index.segmenter.namedplaces import NamedPlaces
from index.segmenter.resumed import join_torn
from index.segmenter.sections import take_first_sections
from index.segmenter.traditional import Original, blocks_of, simplified
from index.segmenter.webcopy import written_by


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
    plain = simplified(page)
    result = _segmented(plain, gazetteer, layout)
    if plain is page:
        return result
    original, blocks = Original.of(page, plain), blocks_of(page, plain)
    articles = tuple(original.article(article, blocks) for article in result.articles)
    paper = original(result.page.paper)
    return replace(result, page=replace(result.page, lines=page.lines, paper=paper), articles=articles)


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
        articles.append(replace(article, section=printed[number]))
    if web and len(articles) == 1 and articles[0].byline is None:
        said = written_by([item.line.text for item in parts.other if item.kind == "boilerplate"], layout)
        articles[0] = replace(articles[0], byline=said)
    other = sorted(
        (item.line.number, "label" if item.kind == "head" else item.kind)
        for item in (*parts.other, *assignment.labels)
    )
    return Segmented(page, tuple(articles), tuple(other))


def segment(page: Page, gazetteer: Gazetteer) -> list[Article]:
    """Return the articles of a page in reading order."""
    return list(segment_page(page, gazetteer).articles)


def complete(ready: ReadyArticle, gazetteer: Gazetteer) -> Article:
    """Make an article of a ready one: clean its text, resolve its place and dates.

    Args:
        ready: the article as given.
        gazetteer: the place names.
    """
    layout, places = load_layout(), NamedPlaces(gazetteer)
    lines = [Line(ready.line, part) for part in ready.text.split("\n") if part.strip()]
    cleaned = join([Stretch.whole(line)] for line in lines)
    text = readable(cleaned.text)
    original = Original(cleaned.text, text)
    lead = read_lead(text[:200], layout)
    heads = Heads(None, ready.headline, None)
    code = _given_place(ready.place, gazetteer) or place_of(
        lead.dateline, readable(ready.headline or ""), text[:LEAD_LENGTH], text, places
    )
    place = gazetteer.get(code) if code else None
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
        event_date=event_date(text, "", ready.date, report=lead.dateline is not None),
        lines=((ready.line, ready.line),),
        date_from="given" if ready.date else "",
        runs=cleaned.runs,
        edits=cleaned.edits,
    )


def _given(ready: ReadyArticle) -> str:
    """Return the given id, else the file's name: the number of a line changes with every line before it."""
    file = Path(ready.path).name
    return file if ready.source == f"{file}#{ready.line}" else ready.source


def _given_place(name: str | None, gazetteer: Gazetteer) -> str | None:
    place = gazetteer.resolve(readable(name)) if name else None
    return place.code if place else None
