"""The frozen dataclasses that pass between the stages of the write and the read path.

    file ─reader→ Page ─articles→ Article ─mentions→ Annotation (Sentence, Mention)
                                     └─passages→ Passage
    query ─search→ Hit

Offsets are Python string offsets, half open. Dates are ISO 8601 strings with the precision that is
known ("2024", "2024-08", "2024-08-06"), ranges are two of them joined by a slash.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from index.provenance import Edit, Run
from index.quick import quick

Kind = Literal["news", "feature", "photo", "interview", "continuation"]
Level = Literal["county", "prefecture", "province"]
WITHIN = " › "
"""Stands between the name of a page and that of a column in `Article.section`."""
GIVEN = "sidecar"
"""`Page.date_from` of a date that an `archive.toml` gives for the file; it counts more than a printed one."""
LineRole = Literal["", "heading", "boilerplate", "caption", "title"]
_START = attrgetter("start")
_PARAGRAPH = attrgetter("paragraph")
MentionKind = Literal["place", "date", "quantity", "person"]


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source file.

    Attributes:
        number, text: 1-based line of the source file, and what is printed there.
        role: what the format itself says of the line (HTML, Markdown, font size); empty where nothing.
        size: font size in points, or height of the letters in pixels on a scan; 0 where unknown.
        box: (x0, top, x1, bottom) on the page, from its top left corner, in points or, on a scan, pixels.
        confidence: how sure the recognition of a scan is of the line; 1 where nothing was recognised.
    """

    number: int
    text: str
    role: LineRole = ""
    size: float = 0.0
    box: tuple[float, float, float, float] | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a reader saw it.

    Attributes:
        source, path: the file's name, as citations show it; where it lies, the key under which it is kept.
        digest: SHA-256 of the file's bytes, in hex.
        format: the reader that read it: "text", "html", ...
        lines: every line of the file, blank ones included.
        paper, issue_date: name of the newspaper, "" where unknown; None where neither printed nor inferable.
        date_from: where the date stands: "sidecar" (archive.toml gives it for the file), "masthead",
            "web page", "file name", "metadata", "inferred: ...", "".
        number, encoding: page within the issue as printed, None where unknown; text encoding detected.
        sheet: 1-based page of the file, 0 where the file is the page.
    """

    source: str
    path: str
    digest: str
    format: str
    lines: tuple[Line, ...]
    paper: str = ""
    issue_date: str | None = None
    date_from: str = ""
    number: str | None = None
    encoding: str = "utf-8"
    sheet: int = 0


@dataclass(frozen=True, slots=True)
class ReadyArticle:
    """One line of a `.jsonl` file of ready articles, as given.

    Attributes:
        source, digest: the given id, else FILE#LINE; SHA-256 of the line's bytes, in hex.
        path, line: the file it stands in, and the 1-based line of it.
    """

    source: str
    path: str
    line: int
    digest: str
    text: str
    headline: str | None = None
    date: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """One input, or one line of a file of ready articles, that could not be read.

    Attributes:
        source, reason: the file's name, or FILE#LINE; what is wrong with it, and what to try.
    """

    source: str
    reason: str


@quick
@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page.

    Attributes:
        article_id: 16 hex digits, a hash of what the article is (source, head, date, text).
        source: name of the file it stands in (or FILE#LINE, or the given id, for ready articles).
        n, page: 1-based order on the page; number of the page within the issue as printed.
        place: full name of the place it reports from ("榆中县"), None where unresolved.
        place_code, level: six-digit GB/T 2260 code and level of that place.
        issue_date, event_date: ISO date of the issue, date or range of the first event told, as far as known.
        text: the body from its dateline on, then captions and photo credits; no head, no signature.
        lines: 1-based inclusive ranges of source lines that belong to the article.
        runs, edits: where each stretch of `text` stands in the source, what cleaning changed; in order.
        captions: picture captions, as printed.
        beside: how many characters at the end of the text are no part of the body.
        continued: True where the page says that a part stands elsewhere (接一版, 下转).
        section: names of the page and the column that it stands under ("综合 › 简讯"), where known.
        first_part: id of the article on another page that it goes on from, where the archive has that.
    """

    article_id: str
    source: str
    n: int
    kind: Kind
    text: str
    kicker: str | None = None
    headline: str | None = None
    subhead: str | None = None
    byline: str | None = None
    dateline: str | None = None
    place: str | None = None
    place_code: str | None = None
    level: Level | None = None
    issue_date: str | None = None
    event_date: str | None = None
    page: str | None = None
    lines: tuple[tuple[int, int], ...] = ()
    paper: str = ""
    date_from: str = ""
    runs: tuple[Run, ...] = ()
    edits: tuple[Edit, ...] = ()
    captions: tuple[str, ...] = ()
    beside: int = 0
    continued: bool = False
    section: str | None = None
    first_part: str | None = None

    @property
    def body(self) -> str:
        """Return the text without what is printed beside it."""
        return self.text[: len(self.text) - self.beside]

    @property
    def title(self) -> str:
        """Return kicker, headline and subhead in printing order, joined by a space."""
        return " ".join(part for part in (self.kicker, self.headline, self.subhead) if part)


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: text[start:end], in its 0-based paragraph."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole consecutive sentences of one article; passages tile the text without overlap.

    `text == article.text[start:end]`.
    """

    article_id: str
    start: int
    end: int
    text: str


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in an article's text, at text[start:end].

    Attributes:
        kind, text: what it is, and how it is printed.
        name: canonical form: full place name, ISO date or range, person's name without inner
            spaces, or, for a quantity, what is counted ("乡镇", "委员工作室"; "" where unsaid).
        code, level: of a place.
        value, unit: the number of a quantity (1.8万 → 18000.0) and its unit as printed ("个", "件", "万元").
        hedge: 约, 余, 多, 近 ... as printed beside the number, else "".
        post: the post as printed, for a person ("市政协党组书记、主席").
    """

    kind: MentionKind
    start: int
    end: int
    text: str
    name: str
    code: str = ""
    level: str = ""
    value: float | None = None
    unit: str = ""
    hedge: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is known of an article's text: its sentences and what they mention, both in order."""

    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie inside text[start:end]."""
        first = bisect_left(self.mentions, start, key=_START)
        after = bisect_left(self.mentions, end, first, key=_START)
        return tuple([m for m in self.mentions[first:after] if m.end <= end])

    def paragraph(self, number: int) -> tuple[Sentence, ...]:
        """Return the sentences of a paragraph."""
        first = bisect_left(self.sentences, number, key=_PARAGRAPH)
        return self.sentences[first : bisect_right(self.sentences, number, first, key=_PARAGRAPH)]


@dataclass(frozen=True, slots=True)
class Filters:
    """Limits on which articles are searched; an empty filter lets everything pass.

    Attributes:
        places: place codes; an article passes if its own place is one of them or lies under one.
        since, until: first and last ISO day wanted, inclusive.
        parts: filled in by the archive: ids of the passages of continuations that have no place of their own,
            and whose first part passes `places`.
        sources, kinds, pages: file names, kinds of article, page numbers within the issue as printed.
        sections: names of pages or columns under which an article is printed.
    """

    places: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    pages: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()
    sections: tuple[str, ...] = ()

    @property
    def printed(self) -> bool:
        """Say whether it limits where on paper articles stand, of which the lexical index knows nothing."""
        return bool(self.pages or self.sections)

    @property
    def empty(self) -> bool:
        """Say whether every article passes."""
        return not (self.places or self.since or self.until or self.sources or self.kinds or self.printed)


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found, best first in a list of hits.

    Attributes:
        score: the fused score; only its order within one answer has a meaning.
        channels: score per channel ("lexical", "vector") where that channel found it.
    """

    article_id: str
    source: str
    headline: str | None
    place: str | None
    issue_date: str | None
    text: str
    start: int
    end: int
    score: float
    channels: dict[str, float] = field(default_factory=dict)
