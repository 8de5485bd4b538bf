"""The evidence panel: the quoted sentence marked in the whole article, everything else inert."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Answer, Citation
from assistant.ui.sources import Span, empty_html, locate, marked_html, panel_html, shortened
from assistant.ui.texts import texts
from index.errors import ArchiveError
from index.records import Article

TEXT = "白河县讯 县里建了四处。<script>坏</script>群众说好。\n县里建了四处。"
ARTICLE = Article("a1", "样报.txt", 1, "news", TEXT, headline="<i>四处</i>", byline="记者 <b>林</b>")
CITATION = Citation(
    1, "a1", "样报.txt", "<i>四处</i>", "样报", "2031-05-06", "2", ((3, 3), (5, 6)), "县里建了四处。", 5
)


def panel(*citations: Citation, article: Article = ARTICLE, turn: int = 0) -> str:
    answer = Answer("有<几>处？", "zh", "what", "answered", "", citations=citations)
    return panel_html(answer, turn, {"a1": article}.__getitem__)


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def marked(html: str) -> list[str]:
    return [plain(piece) for piece in re.findall(r"<mark.*?</mark>", html, re.S)]


def test_the_quote_is_marked_where_the_citation_says() -> None:
    later = replace(CITATION, start=TEXT.rindex("县里"))
    assert locate(CITATION, TEXT) == Span(5, 12, 1)
    assert locate(later, TEXT) == Span(TEXT.rindex("县里"), len(TEXT), 1)
    assert marked(panel(CITATION)) == ["县里建了四处。"]


def test_a_wrong_offset_is_found_again_and_a_lost_quote_is_said_to_be_lost() -> None:
    assert locate(replace(CITATION, start=9), TEXT) == Span(5, 12, 1)
    lost = replace(CITATION, quote="另一句。")
    assert locate(lost, TEXT) is None
    html = panel(lost)
    assert "未能在其中找到" in html
    assert marked(html) == ["另一句。"]


def test_an_article_that_is_gone_leaves_the_quote() -> None:
    def gone(article_id: str) -> Article:
        raise ArchiveError("no such article", subject=article_id)

    html = panel_html(Answer("问", "zh", "what", "answered", "", citations=(CITATION,)), 0, gone)
    assert "已没有这篇报道" in html
    assert marked(html) == ["县里建了四处。"]


def test_text_head_and_question_are_escaped() -> None:
    html = panel(CITATION)
    assert "<script" not in html
    assert "<i>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;坏" in html
    assert "有&lt;几&gt;处" in html


def test_citations_of_one_article_share_one_card() -> None:
    second = replace(CITATION, n=2, quote="群众说好。", start=TEXT.index("群众"))
    html = panel(CITATION, second)
    assert html.count("<details") == 1
    assert marked(html) == ["县里建了四处。", "群众说好。"]
    assert 'id="wd-0-1"' in html and 'id="wd-0-2"' in html


def test_the_card_says_where_the_article_stands() -> None:
    assert "样报 · 2031-05-06 · 第 2 版 · 样报.txt · 第 3、5–6 行" in panel(CITATION)


def test_an_answer_without_citations_says_so() -> None:
    assert "没有引用原文" in panel()
    assert "会在这里显示" in empty_html(texts("zh"))


def test_anchors_of_two_turns_differ() -> None:
    assert 'id="wd-4-1"' in panel(CITATION, turn=4)


@given(st.text(alphabet="<>&\"'甲乙丙。\n", max_size=40), st.data())
def test_marking_neither_loses_nor_adds_text(text: str, data: st.DataObject) -> None:
    offsets = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    pairs = data.draw(st.lists(offsets, max_size=4))
    spans = [Span(min(pair), max(pair), n) for n, pair in enumerate(pairs, 1) if pair[0] != pair[1]]
    html = marked_html(text, spans, 0)
    assert plain(html) == text
    for span in spans:
        pieces = re.findall(rf'<mark class="[^"]*\bwd-0-{span.n}\b[^"]*">(.*?)</mark>', html, re.S)
        assert plain("".join(pieces)) == text[span.start : span.end]
        assert html.count(f'id="wd-0-{span.n}"') == 1


def test_a_long_question_is_cut_in_the_heading() -> None:
    assert shortened("长" * 99) == "长" * 40 + "…"
    assert shortened("两\n行") == "两 行"
