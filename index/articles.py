"""Page → Articles: the segmenter.

Lines are told apart (`index.lines`), grouped into bodies and headline blocks (`index.bodies`),
headlines are assigned to bodies over the whole page (`index.heads`), and each body becomes an
Article whose every character maps back to its source line. No line is lost: what belongs to no
article is accounted for in `Segmented.other`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.bodies import Body, PageParts, collect
from index.clean import Cleaned, Stretch, join, ranges
from index.dates import DateRange, find_dates
from index.heads import Heads, assign, read_heads
from index.issue import date_page
from index.layout import Layout, load_layout
from index.lead import Lead, names, place_of, read_lead, split_writer
from index.lines import PageLine, label
from index.places import Gazetteer
from index.records import Article, Kind, Line, Page, ReadyArticle

_FEATURE_LENGTH = 1800
_LEAD_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Segmented:
    """What a page became: its articles, and each line that belongs to none with what it is."""

    page: Page
    articles: tuple[Article, ...]
    other: tuple[tuple[int, str], ...]


def identity(source: str, heads: Heads, text: str, issue_date: str | None, repeat: int = 0) -> str:
    """Return the id of an article: a hash of what it is, 16 hex digits.

    Args:
        repeat: how many equal articles stand before it on the same page.
    """
    what = "\x1f".join((source, heads.kicker or "", heads.headline or "", issue_date or "", text, str(repeat)))
    return hashlib.sha256(what.encode("utf-8")).hexdigest()[:16]


def _stretches(body: Body, layout: Layout) -> tuple[list[list[Stretch]], str | None, bool]:
    """Return the paragraphs of a body without signature and credit, the writer, and whether it is a photo report."""
    paragraphs = [[Stretch.whole(item.line) for item in p.lines] for p in body.paragraphs]
    if not paragraphs or not paragraphs[-1]:
        return paragraphs, None, False
    last = paragraphs[-1][-1]
    found = split_writer(last.text, layout)
    if found is None:
        return paragraphs, None, False
    start, writer, photo = found
    kept = Stretch(last.line, last.start, last.start + len(last.text[:start].rstrip()))
    paragraphs[-1][-1] = kept
    return paragraphs, names(writer, layout), photo


def _continued_on(paragraphs: list[list[Stretch]], layout: Layout) -> tuple[list[list[Stretch]], bool]:
    """Cut a closing （下转三版） off the last paragraph and say whether there was one."""
    if not paragraphs or not paragraphs[-1]:
        return paragraphs, False
    last = paragraphs[-1][-1]
    found = layout.continued_on.search(last.text)
    if found is None:
        return paragraphs, False
    paragraphs[-1][-1] = Stretch(last.line, last.start, last.start + found.start())
    return paragraphs, True


def _writer(body: Body, layout: Layout) -> tuple[str | None, bool]:
    """Return the names on the byline, signature or credit lines, and whether one is a photo credit."""
    found = [n for item in body.writers if (n := names(_role_free(item, layout), layout))]
    photo = any(item.kind == "credit" or "摄" in item.text for item in body.writers)
    return " ".join(dict.fromkeys(found)) or None, photo


def _role_free(item: PageLine, layout: Layout) -> str:
    text = item.line.text.strip()
    return re.sub(r"摄影报道|摄影|摄$|供稿$", "", text) if item.kind != "signature" else text


def _kind(body: Body, lead: Lead, photo: bool, heads: Heads, layout: Layout) -> Kind:
    """Name the kind of an article from how it is set."""
    turns = [m["speaker"] for p in body.paragraphs if (m := layout.speaker.match(p.text)) and not p.heading]
    if len(turns) >= 3 and len(set(turns)) < len(turns):
        return "interview"
    if body.marks and not lead.dateline:
        return "continuation"
    if photo and len(body.text) < 900:
        return "photo"
    sections = sum(p.heading for p in body.paragraphs)
    if lead.dateline is None and (sections >= 2 or heads.subhead or len(body.text) > _FEATURE_LENGTH):
        return "feature"
    return "news"


def _event(text: str, issue_date: str | None) -> str | None:
    """Return the date of the first event told in the opening, else that of the issue's month."""
    anchor = DateRange.parse(issue_date) if issue_date else None
    for named in find_dates(text[:_LEAD_LENGTH], anchor):
        if named.range is not None and named.how in ("absolute", "partial"):
            return named.range.iso
    return issue_date[:7] if issue_date else None


class _Maker:
    """Make the articles of one page."""

    def __init__(self, page: Page, layout: Layout, gazetteer: Gazetteer) -> None:
        self.page = page
        self.layout = layout
        self.gazetteer = gazetteer
        self.seen: dict[str, int] = {}

    def article(self, n: int, body: Body, heads: Heads, head_lines: Sequence[PageLine]) -> Article:
        paragraphs, signed, photo = _stretches(body, self.layout)
        paragraphs, turned = _continued_on(paragraphs, self.layout)
        cleaned = join(paragraphs)
        lead = read_lead(_opening(body), self.layout)
        byline, credited = _writer(body, self.layout)
        code = body.place or self._late_place(heads, cleaned.text)
        place = self.gazetteer.get(code) if code else None
        article = Article(
            article_id=self._identity(heads, cleaned.text),
            source=self.page.source,
            n=n,
            kind=_kind(body, lead, photo or credited, heads, self.layout),
            text=cleaned.text,
            kicker=heads.kicker,
            headline=heads.headline,
            subhead=heads.subhead,
            byline=lead.byline or signed or byline,
            dateline=lead.dateline,
            place=place.name if place else None,
            place_code=place.code if place else None,
            level=place.level if place else None,
            issue_date=self.page.issue_date,
            event_date=_event(cleaned.text, self.page.issue_date),
            page=self.page.number,
            paper=self.page.paper,
            date_from=self.page.date_from,
            captions=tuple(item.line.text.strip() for item in body.captions),
            continued=bool(body.marks) or turned,
        )
        return self._placed(article, body, head_lines, cleaned)

    def _placed(self, article: Article, body: Body, head_lines: Sequence[PageLine], cleaned: Cleaned) -> Article:
        """Return the article with its lines and the map of its text."""
        items = [*head_lines, *body.captions, *body.writers, *body.marks]
        items += [item for p in body.paragraphs for item in p.lines]
        lines = ranges(item.line.number for item in items)
        return replace(article, lines=lines, runs=cleaned.runs, edits=cleaned.edits)

    def _late_place(self, heads: Heads, text: str) -> str | None:
        title = "\n".join(part for part in (heads.kicker, heads.headline, heads.subhead) if part)
        return place_of(None, title, "", text, self.gazetteer)

    def _identity(self, heads: Heads, text: str) -> str:
        first = identity(self.page.source, heads, text, self.page.issue_date)
        repeat = self.seen.get(first, 0)
        self.seen[first] = repeat + 1
        return identity(self.page.source, heads, text, self.page.issue_date, repeat) if repeat else first


def _opening(body: Body) -> str:
    """Return the beginning of a body as printed, white space kept, lines joined."""
    return "".join(item.line.text.strip() for p in body.paragraphs[:1] for item in p.lines[:3])


def _own_place(body: Body, layout: Layout, gazetteer: Gazetteer) -> str | None:
    """Return the place that the body itself tells in dateline or lead."""
    lead = read_lead(_opening(body), layout)
    return place_of(lead.dateline, "", body.lead(_LEAD_LENGTH), "", gazetteer)


def _take_captions(parts: PageParts, layout: Layout) -> None:
    """Move lone lines without an end that stand before a body's first paragraph to its captions.

    On a page whose paragraphs are not wrapped, such lines are the texts under pictures that lost
    their mark (▲) on the way.
    """
    for body in parts.bodies:
        while len(body.paragraphs) > 1 and _is_caption(body, layout):
            body.captions.extend(body.paragraphs.pop(0).lines)


def _is_caption(body: Body, layout: Layout) -> bool:
    first = body.paragraphs[0]
    if len(first.lines) > 1 or first.lines[0].column or first.heading or layout.dateline(first.text):
        return False
    return len(first.text) < 60 and not layout.closed(first.text) and bool(layout.date_lead.match(first.text))


def segment_page(page: Page, gazetteer: Gazetteer, layout: Layout | None = None) -> Segmented:
    """Cut a page into its articles and account for every line.

    Args:
        page: the page as a reader saw it.
        gazetteer: the place names.
        layout: the layout rules; the packaged ones when None.

    Returns:
        The dated page, its articles in reading order, and the lines of no article with what they are.
    """
    layout = layout or load_layout()
    items = label(page, layout)
    page = date_page(page, items, layout)
    parts = collect(items, layout, gazetteer)
    _take_captions(parts, layout)
    for body in parts.bodies:
        body.place = _own_place(body, layout, gazetteer)
    assignment = assign(parts, layout, gazetteer)
    maker = _Maker(page, layout, gazetteer)
    articles = []
    for number, body in enumerate(parts.bodies):
        group = assignment.heads.get(number)
        heads = read_heads(group, layout)
        articles.append(maker.article(number + 1, body, heads, group.lines if group else ()))
    other = [*parts.other, *assignment.labels]
    accounted = sorted((item.line.number, "label" if item.kind == "head" else item.kind) for item in other)
    return Segmented(page, tuple(articles), tuple(accounted))


def segment(page: Page, gazetteer: Gazetteer) -> list[Article]:
    """Return the articles of a page in reading order."""
    return list(segment_page(page, gazetteer).articles)


def complete(ready: ReadyArticle, gazetteer: Gazetteer) -> Article:
    """Make an article of a ready one: clean its text, resolve its place and dates."""
    layout = load_layout()
    lines = [Line(ready.line, part) for part in ready.text.split("\n") if part.strip()]
    cleaned = join([Stretch.whole(line)] for line in lines)
    lead = read_lead(cleaned.text[:200], layout)
    heads = Heads(None, ready.headline, None)
    named = gazetteer.resolve(ready.place) if ready.place else None
    code = named.code if named else place_of(
        lead.dateline, ready.headline or "", cleaned.text[:_LEAD_LENGTH], cleaned.text, gazetteer
    )
    place = gazetteer.get(code) if code else None
    return Article(
        article_id=identity(ready.source, heads, cleaned.text, ready.date),
        source=ready.source,
        n=1,
        kind="news",
        text=cleaned.text,
        headline=ready.headline,
        byline=lead.byline,
        dateline=lead.dateline,
        place=place.name if place else None,
        place_code=place.code if place else None,
        level=place.level if place else None,
        issue_date=ready.date,
        event_date=_event(cleaned.text, ready.date),
        lines=((ready.line, ready.line),),
        date_from="given" if ready.date else "",
        runs=cleaned.runs,
        edits=cleaned.edits,
    )
