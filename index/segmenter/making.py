"""Make an Article of a body and its headline lines, every character of its text mapped to its source line."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import cast

from index.clean import Cleaned, Stretch, join_both, ranges
from index.places import Place
from index.records import Article, Kind, Level, Page
from index.segmenter.beside import beside as printed_beside
from index.segmenter.event import event_date
from index.segmenter.heads import Heads
from index.segmenter.layout import Layout
from index.segmenter.lead import Lead, narrowed, place_of, read_lead
from index.segmenter.namedplaces import NamedPlaces
from index.segmenter.pageline import PageLine
from index.segmenter.parts import Body, Paragraph
from index.segmenter.writers import names, noted, split_writer, without_credit

_FEATURE_LENGTH = 1800
_PHOTO_LENGTH = 900
_TOLD = 3  # paragraphs of more than the text below a picture
_UNSEEN = dict.fromkeys((0x200B, 0xFEFF))  # what the plain form of a line lacks beside white space
_CLOSING = ("）", ")")
LEAD_LENGTH = 120


def identity(source: str, heads: Heads, text: str, issue_date: str | None, repeat: int = 0) -> str:
    """Return the id of an article: a hash of what it is, 16 hex digits.

    Args:
        repeat: how many equal articles stand before it on the same page.
    """
    what = "\x1f".join(
        (source, heads.kicker or "", heads.headline or "", issue_date or "", text, str(repeat))
    )
    return hashlib.sha256(what.encode("utf-8")).hexdigest()[:16]


def level_of(place: Place | None) -> Level | None:
    """Return the level of a place."""
    return cast(Level, place.level) if place else None


def opening(body: Body) -> str:
    """Return the beginning of a body as printed, white space kept, lines joined."""
    return "".join([item.line.text[item.skip :].strip() for p in body.paragraphs[:1] for item in p.lines[:3]])


def read_origin(body: Body, layout: Layout, places: NamedPlaces) -> None:
    """Read from a body where it comes from: its dateline, its byline, the place that its lead tells."""
    if body.dateline:
        body.origin = read_lead(opening(body), layout)
    lead = body.lead(LEAD_LENGTH)
    tag = places.tag(lead)
    listed = tag if body.paragraphs[0].lines[0].bullet else None
    body.place = listed or place_of(body.origin.dateline, "", lead, "", places) or tag


class ArticleMaker:
    """Make the articles of one page.

    Args:
        page: the page, dated.
        layout: the layout rules.
        places: the place names of the page.
    """

    def __init__(self, page: Page, layout: Layout, places: NamedPlaces) -> None:
        self.page = page
        self.layout = layout
        self.places = places
        self._seen: dict[str, int] = {}
        self._blank = frozenset(line.number for line in page.lines if not line.text.strip())

    def article(self, n: int, body: Body, heads: Heads, head_lines: Sequence[PageLine]) -> Article:
        """Make one article.

        Args:
            n: its 1-based order on the page.
            body: its body.
            heads: its headline, taken apart.
            head_lines: the lines of the headline.
        """
        cleaned, beside, turned = self._text(body)
        told = cleaned.text[: len(cleaned.text) - beside]
        lead = body.origin
        byline, photo = self._writer(body)
        signers = _signers(body, self.layout)
        code = body.place or place_of(None, heads.lines, signers, told, self.places)
        code = code or place_of(None, "", "", signers, self.places)
        if code and lead.dateline:
            code = narrowed(code, heads.lines, told[:LEAD_LENGTH], self.places)
        place = self.places.gazetteer.get(code) if code else None
        captions = tuple(item.line.text.strip() for item in body.captions)
        kind = self._kind(body, lead, photo, heads)
        return Article(
            article_id=self._identity(heads, cleaned.text),
            source=self.page.source,
            n=n,
            kind=kind,
            text=cleaned.text,
            kicker=heads.kicker,
            headline=heads.headline,
            subhead=heads.subhead,
            byline=lead.byline or byline or heads.byline,
            dateline=lead.dateline,
            place=place.name if place else None,
            place_code=place.code if place else None,
            level=level_of(place),
            issue_date=self.page.issue_date,
            event_date=event_date(
                told,
                "\n".join(captions),
                self.page.issue_date,
                report=body.dateline or kind == "interview",
            ),
            page=self.page.number,
            paper=self.page.paper,
            date_from=self.page.date_from,
            captions=captions,
            beside=beside,
            continued=turned or _continued(body),
            lines=_lines(body, head_lines, self._blank),
            runs=cleaned.runs,
            edits=cleaned.edits,
        )

    def _text(self, body: Body) -> tuple[Cleaned, int, bool]:
        """Return the text, how much of its end stands beside the body, and whether it is turned (下转三版).

        Signature and mark of turning are left out.
        """
        paragraphs = [_stretches(paragraph) for paragraph in body.paragraphs]
        last = paragraphs[-1]
        credit: list[Stretch] = []
        if body.writer is not None:
            rest = _cut(last, body.writer.start)
            credit = rest if body.writer.photo else []
        tail = "".join([stretch.text for stretch in last[-2:]]).rstrip()
        turned = self.layout.continued_on.search(tail) if tail[-1:] in _CLOSING else None
        if turned is not None:
            _cut(
                last,
                sum(len(_plain(stretch.text)) for stretch in last[:-2]) + len(_plain(tail[: turned.start()])),
            )
        further = printed_beside(body, credit, self.layout)
        cleaned, own = join_both(paragraphs, further)
        return cleaned, len(cleaned.text) - own, turned is not None

    def _writer(self, body: Body) -> tuple[str | None, bool]:
        """Return the names of the writers, and whether it is a photo report."""
        found: list[str] = []
        photo = body.writer is not None and body.writer.photo
        if body.writer is not None and body.writer.names:
            printed = _tail(body, body.writer.start, self.layout)
            found += [n] if (n := names(printed or body.writer.names, self.layout)) else []
        for item in body.writers:
            if item.kind in ("turn", "note", "stamp"):
                continue
            printed = item.printed
            photo = photo or item.kind == "credit" or "摄" in printed
            if self.layout.author_note.match(item.text):
                printed = noted(printed, self.layout)
            printed = without_credit(printed)
            found += [n] if (n := names(printed, self.layout)) else []
        return " ".join(dict.fromkeys(found)) or None, photo

    def _kind(self, body: Body, lead: Lead, photo: bool, heads: Heads) -> Kind:
        """Name the kind of an article from how it is set."""
        if len(body.turns) >= 3 and len(set(body.turns)) < len(body.turns):
            return "interview"
        if (body.marks or body.paragraphs[0].lines[0].resumes) and not lead.dateline:
            return "continuation"
        told = len(body.paragraphs) >= _TOLD and heads.headline is not None  # a report with pictures
        if photo and not told and sum(len(p.text) for p in body.paragraphs) < _PHOTO_LENGTH:
            return "photo"
        if lead.dateline is not None:
            return "news"
        long = body.sections >= 2 or heads.subhead or len(body.text) > _FEATURE_LENGTH
        return "feature" if long else "news"

    def _identity(self, heads: Heads, text: str) -> str:
        first = identity(self.page.source, heads, text, self.page.issue_date)
        repeat = self._seen.get(first, 0)
        self._seen[first] = repeat + 1
        return identity(self.page.source, heads, text, self.page.issue_date, repeat) if repeat else first


def _signers(body: Body, layout: Layout) -> str:
    """Return who wrote a body, where that may tell where it is from; a note on an essay's author does not."""
    return "\n".join(item.text for item in body.writers if not layout.author_note.match(item.text))


def _continued(body: Body) -> bool:
    """Say whether lines around or at the head of a body say that a part of it stands elsewhere."""
    turned = any(item.kind == "turn" for item in body.writers)
    return bool(body.marks) or turned or body.paragraphs[0].lines[0].resumes


def _plain(text: str) -> str:
    text = "".join(text.split())
    return text.translate(_UNSEEN) if "\u200b" in text or "\ufeff" in text else text


def _stretches(paragraph: Paragraph) -> list[Stretch]:
    stretches = []
    for item in paragraph.lines:
        stretch = Stretch.whole(item.line, item.skip)
        if item.drop:
            stretch = stretch._replace(end=min(stretch.end, len(item.line.text) - item.drop))
        if paragraph.heading and stretch.text[:1] == "#":
            marks = len(stretch.text) - len(stretch.text.lstrip("# \t\u3000"))
            stretch = stretch._replace(start=stretch.start + marks)
        stretches.append(stretch)
    return stretches


def _cut(stretches: list[Stretch], characters: int) -> list[Stretch]:
    """Keep only the first characters, white space not counted, of a paragraph; return the rest."""
    for i, stretch in enumerate(stretches):
        size = len(_plain(stretch.text))
        if characters >= size:
            characters -= size
            continue
        end = stretch.start
        while characters:
            characters -= bool(_plain(stretch.line.text[end]))
            end += 1
        rest = [stretch._replace(start=end), *stretches[i + 1 :]]
        stretches[i] = stretch._replace(end=end)
        stretches[i + 1 :] = [s._replace(end=s.start) for s in stretches[i + 1 :]]
        return rest
    return []


def _tail(body: Body, start: int, layout: Layout) -> str | None:
    """Return the writer's names as printed, with the white space that tells names apart."""
    lines = body.paragraphs[-1].lines
    printed = "".join([item.line.text[item.skip :].rstrip() for item in lines[-2:]])
    found = split_writer(printed, layout)
    return found.names if found else None


def _lines(body: Body, head_lines: Sequence[PageLine], blank: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """Return the ranges of source lines that belong to an article."""
    numbers = [item.line.number for item in (*head_lines, *body.captions, *body.writers, *body.marks)]
    numbers += [item.line.number for paragraph in body.paragraphs for item in paragraph.lines]
    return ranges(numbers, blank)
