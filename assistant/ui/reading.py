"""What happens in the drawer: read an article, see its page as printed, see how an answer was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import gradio as gr

from assistant.records import Citation, Language
from assistant.ui.actions import Action, address
from assistant.ui.asking import PRIVATE
from assistant.ui.conversation import Asker, Turns
from assistant.ui.examples import Holdings
from assistant.ui.frame import Page
from assistant.ui.library import spans_of
from assistant.ui.reader import Around, Way, reader_html
from assistant.ui.rowtable import table_html
from assistant.ui.sheet import sheet_html
from assistant.ui.sources import locate
from assistant.ui.texts import texts
from assistant.ui.why import why_html
from index.errors import WendangError
from index.facsimile import boxes, can_draw, draw, sheet_of
from index.readers.kinds import IMAGE, ends
from index.records import Article
from index.tables.catalogue import Shelf
from index.words import JiebaTokeniser, stop_words

RANKED = 12
_MOST_ON_PAGE = 60


def wire_reading(page: Page, chat: Asker) -> None:
    """Connect the drawer."""
    shown = [page.drawer, page.sheet, page.table]
    asked = [page.turns, page.language]
    page.channels["desk"].submit(_show(chat), asked, shown, trigger_mode="multiple", **PRIVATE)


def _show(chat: Asker) -> Callable[..., Iterator[tuple[Any, ...]]]:
    def show(turns: Turns, language: Language, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        action = Action.of(event)
        try:
            yield from _shown(chat, action, turns, language)
        except (WendangError, LookupError) as error:
            what = error.what if isinstance(error, WendangError) else texts(language)("gone_article")
            yield (
                f'<article class="wd-reader"><p class="wd-empty">{escape(what)}</p></article>',
                "",
                gr.skip(),
            )

    return show


def _shown(chat: Asker, action: Action, turns: Turns, language: Language) -> Iterator[tuple[Any, ...]]:
    turn = turns[action.number()] if 0 <= action.number() < len(turns) else None
    if action.verb == "read":
        yield _read(chat.archive, action, turns, language), "", gr.skip()
    elif action.verb == "page":
        for html in _page(chat.archive, action, language):
            yield gr.skip(), html, gr.skip()
    elif turn is not None and turn.answer is not None and action.verb == "why":
        hits = chat.archive.search(turn.answer.question, RANKED, turn.asked.filters)
        yield why_html(turn.answer, hits, action.number(), language), "", gr.skip()
    elif turn is not None and turn.answer is not None and action.verb == "table":
        yield gr.skip(), gr.skip(), table_html(turn.answer, action.number())


def _read(archive: Holdings, action: Action, turns: Turns, language: Language) -> str:
    """Return an article: with the quotations of a turn, the words of a search, or nothing marked."""
    article = archive.article(action.text())
    if action.text(1) == "q":
        marks = spans_of(article.text, query_words(action.text(2)))
        return reader_html(article, marks, _around(archive, article), language)
    place = action.number(1)
    answer = turns[place].answer if 0 <= place < len(turns) else None
    cited = answer.citations if answer is not None else ()
    here = [citation for citation in cited if citation.article_id == article.article_id]
    spans = [span for citation in here if (span := locate(citation, article.text))]
    ways = _ways(cited, article.article_id, place)
    return reader_html(article, [(s.start, s.end) for s in spans], _around(archive, article, *ways), language)


def query_words(query: str) -> list[str]:
    """Return what of a query is worth marking: all of it, and its words of two characters or more."""
    words = [word for word in JiebaTokeniser().words(query) if len(word) > 1 and word not in stop_words()]
    return [query.strip(), *words]


def _ways(cited: tuple[Citation, ...], article_id: str, turn: int) -> tuple[Way | None, Way | None]:
    """Return the ways to the article cited before and after one, in the order of the answer."""
    order = list(dict.fromkeys(citation.article_id for citation in cited))
    heads = {citation.article_id: citation.headline or citation.source for citation in cited}
    if article_id not in order:
        return None, None
    at = order.index(article_id)

    def way(place: int) -> Way | None:
        known = 0 <= place < len(order)
        return Way(address("desk", "read", order[place], turn), heads[order[place]]) if known else None

    return way(at - 1), way(at + 1)


def _around(
    archive: Holdings, article: Article, previous: Way | None = None, following: Way | None = None
) -> Around:
    catalogue = archive.catalogue
    date, drawn = article.issue_date, can_draw(catalogue.file(article.article_id))
    if date is None:
        return Around(previous=previous, following=following, drawn=drawn)
    shelf = Shelf(article.paper, date, page=article.page or "")
    same = catalogue.entries(shelf=shelf, limit=_MOST_ON_PAGE)
    issues = catalogue.issues(Shelf(article.paper, date))
    return Around(same, issues[0].pages if issues else (), previous, following, drawn)


def _page(archive: Holdings, action: Action, language: Language) -> Iterator[str]:
    """Yield the page as printed; of a scan first without frames, which take a while."""
    say = texts(language)
    article = archive.article(action.text())
    path = archive.catalogue.file(article.article_id)
    if path is None or not can_draw(path):
        yield f'<p class="wd-empty">{escape(say("sheet.gone"))}</p>'
        return
    numbers = [action.number(place) for place in range(1, len(action.arguments))]
    spans = list(zip(numbers[::2], numbers[1::2], strict=False))
    drawing, title = draw(path), article.headline or article.source
    if ends(sheet_of(path)[0], IMAGE):
        yield sheet_html(drawing, (), title, say, waiting=True)
    yield sheet_html(drawing, boxes(article, spans, path), title, say)
