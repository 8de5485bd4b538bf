"""Browsing and plain searching: what there is to choose from, lists of articles, results with highlights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from assistant.corrections import gazetteer
from assistant.records import Language
from assistant.ui.actions import address, button
from assistant.ui.charts import time_line
from assistant.ui.chips import place_name
from assistant.ui.reader import merged
from assistant.ui.texts import Texts, texts
from index.records import Filters, Kind
from index.tables.catalogue import Catalogue, Entry, Issue, Shelf

PER_PAGE = 30
_ISSUES, _MONTHS = 400, 240


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is looked at: limits, a shelf, and a title that says it."""

    filters: Filters = Filters()
    shelf: Shelf = field(default_factory=Shelf)
    title: str = ""


def chosen(verb: str, arguments: Sequence[str], language: Language) -> Chosen:
    """Return what an action of the browsing column chooses; everything for one that is unknown."""
    say = texts(language)
    match verb, *arguments:
        case "place", code:
            return Chosen(Filters(places=(code,)), title=place_name(code, language))
        case "month", month:
            return Chosen(shelf=Shelf(month=month), title=month)
        case "kind", "news" | "feature" | "photo" | "interview" | "continuation" as name:
            kind: Kind = name
            return Chosen(Filters(kinds=(kind,)), title=say.get(f"article_kind.{name}", name))
        case "issue", paper, date:
            return Chosen(shelf=Shelf(paper, date), title=f"{paper} {date}".strip())
        case "page", paper, date, page:
            words = say("page", page=page) if page else say("no_page")
            return Chosen(shelf=Shelf(paper, date, page=page), title=f"{paper} {date} {words}".strip())
    return Chosen(title=say("browse.all"))


def facets_html(catalogue: Catalogue, language: Language) -> str:
    """Return the browsing column: issues with their pages, months, places, kinds, each with its count."""
    say = texts(language)
    kinds = [
        (address("browse", "kind", kind), say.get(f"article_kind.{kind}", kind), count)
        for kind, count in sorted(catalogue.tally("kind").items(), key=lambda pair: -pair[1])
    ]
    months = sorted(catalogue.tally("month").items(), reverse=True)[:_MONTHS]
    by_month = [(address("browse", "month", month), month, count) for month, count in months]
    everything = button(address("browse", "all"), escape(say("browse.all")), "wd-facet wd-everything")
    return (
        f'<nav class="wd-facets" aria-label="{escape(say("browse.label"))}">{everything}'
        f"{_group(say('browse.issues'), _issues(catalogue.issues()[:_ISSUES], say), opened=True)}"
        f"{_group(say('browse.months'), _list(by_month))}"
        f"{_group(say('browse.places'), _list(_places(catalogue.places(), language)), opened=True)}"
        f"{_group(say('browse.kinds'), _list(kinds), opened=True)}</nav>"
    )


def _group(title: str, inner: str, *, opened: bool = False) -> str:
    mark = " open" if opened else ""
    return f'<details class="wd-facet-group"{mark}><summary>{escape(title)}</summary>{inner}</details>'


def _list(items: Sequence[tuple[str, str, int]]) -> str:
    return "<ul>" + "".join(f"<li>{_facet(*item)}</li>" for item in items) + "</ul>" if items else ""


def _facet(value: str, words: str, count: int) -> str:
    face = f'<span>{escape(words)}</span><span class="wd-count">{count:,}</span>'
    return button(value, face, "wd-facet")


def _issues(issues: Sequence[Issue], say: Texts) -> str:
    items = []
    for issue in issues:
        whole = _facet(
            address("browse", "issue", issue.paper, issue.date),
            f"{issue.date} {issue.paper}".strip(),
            issue.articles,
        )
        pages = "".join(
            button(
                address("browse", "page", issue.paper, issue.date, number),
                escape(number or "–"),
                "wd-page-number",
                title=f"{say('page', page=number) if number else say('no_page')} ({count})",
            )
            for number, count in issue.pages
        )
        items.append(f'<li>{whole}<div class="wd-issue-pages">{pages}</div></li>')
    return f'<ul class="wd-issues">{"".join(items)}</ul>' if items else ""


def _places(counts: Mapping[str, int], language: Language) -> list[tuple[str, str, int]]:
    """Return places as items, the most reported first; of the home province, counties under prefectures."""
    places, found = gazetteer(), []
    tops = [code for code in counts if (place := places.get(code)) and place.level == "prefecture"]
    for top in sorted(tops, key=lambda code: -counts[code]):
        home = top.startswith(places.home)
        under = [child.code for child in places.under(top) if home and child.code in counts]
        found.append((address("browse", "place", top), place_name(top, language), counts[top]))
        for code in sorted(under, key=lambda code: -counts[code]):
            found.append((address("browse", "place", code), "　" + place_name(code, language), counts[code]))
    return found


def listing_html(
    catalogue: Catalogue, what: Chosen, page: int, action: Sequence[str], language: Language
) -> str:
    """Return one page of a list of articles.

    Args:
        catalogue: what lies in the archive.
        what: which articles.
        page: 0-based page of the list.
        action: verb and arguments that chose them, for the buttons that turn the page.
        language: of the interface.
    """
    say = texts(language)
    count = catalogue.count(what.filters, what.shelf)
    entries = catalogue.entries(what.filters, what.shelf, limit=PER_PAGE, offset=page * PER_PAGE)
    items = "".join(entry_html(entry, say, language) for entry in entries)
    found = escape(say("browse.count", count=f"{count:,}"))
    months = catalogue.tally("month", what.filters) if what.shelf == Shelf() else {}
    line = time_line(months, say("chart.months"), say) if len(months) > 1 else ""
    chart = f'<div class="wd-chart wd-wide">{line}</div>' if line else ""
    head = f'<div class="wd-list-head"><h2>{escape(what.title)}</h2><span>{found}</span></div>'
    return f'{head}{chart}<ol class="wd-entries">{items}</ol>{_pager(page, count, action, say)}'


def _pager(page: int, count: int, action: Sequence[str], say: Texts) -> str:
    last = max(0, (count - 1) // PER_PAGE)
    if not last:
        return ""
    steps = []
    if page:
        steps.append(
            button(address("browse", "turn", page - 1, *action), escape(say("browse.before")), "wd-file")
        )
    steps.append(f"<span>{page + 1} / {last + 1}</span>")
    if page < last:
        steps.append(
            button(address("browse", "turn", page + 1, *action), escape(say("browse.after")), "wd-file")
        )
    return f'<nav class="wd-pager" aria-label="{escape(say("browse.pages"))}">{"".join(steps)}</nav>'


def entry_html(entry: Entry, say: Texts, language: Language, *, query: str = "", snippets: str = "") -> str:
    """Return an article as one item of a list; its headline opens it."""
    head = escape(entry.headline or say("untitled"))
    kicker = f'<span class="wd-kicker">{escape(entry.kicker)}</span>' if entry.kicker else ""
    facts = [
        entry.paper,
        entry.issue_date or "",
        say("page", page=entry.page) if entry.page else "",
        entry.place or "",
        say.get(f"article_kind.{entry.kind}", entry.kind),
        entry.byline or "",
    ]
    line = " · ".join(escape(fact) for fact in facts if fact)
    where = ("read", entry.article_id, "q", query) if query else ("read", entry.article_id)
    title = button(address("desk", *where), head, "wd-entry-title")
    return f'<li class="wd-entry" lang="zh-CN">{kicker}{title}<p class="wd-where">{line}</p>{snippets}</li>'


def highlighted(text: str, words: Sequence[str], most: int = 160) -> str:
    """Return the part of a text around its first match, escaped, every match of the words in <mark>."""
    spans = spans_of(text, words)
    start = max(0, spans[0][0] - most // 4) if spans else 0
    end = min(len(text), start + most)
    pieces, at = ["…" if start else ""], start
    for left, right in spans:
        if left >= end:
            break
        right = min(right, end)
        pieces += [escape(text[at:left]), f"<mark>{escape(text[left:right])}</mark>"]
        at = right
    return "".join((*pieces, escape(text[at:end]), "…" if end < len(text) else ""))


def spans_of(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words stand in a text, in any case; spans in order, those that touch joined."""
    lowered, spans = text.lower(), []
    for word in {word.lower() for word in words if word.strip()}:
        at = lowered.find(word)
        while at >= 0:
            spans.append((at, at + len(word)))
            at = lowered.find(word, at + len(word))
    return merged(spans)
