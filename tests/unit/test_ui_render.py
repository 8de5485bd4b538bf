"""Answers as chat messages: marks, status words, and nothing that a text could smuggle in."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Answer, Checks, Citation, Coverage, Row, Status
from assistant.ui.render import answer_html, draft_html, error_html, question_html, safe_html
from assistant.ui.rowtable import COLUMNS, table_head, table_rows
from assistant.ui.texts import texts

CITATION = Citation(
    1, "a1", "样报.txt", '他说"好"<b>', "样报", "2031-05-06", "2", ((3, 3),), "县里建了四处。"
)


class Elements(HTMLParser):
    """Collect the elements of an HTML text with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def answer(text: str = "县里建了四处。[1]", status: Status = "answered", **more: object) -> Answer:
    plain = Answer("问", "zh", "what", status, text, citations=(CITATION,), coverage=Coverage(31, 9, 14))
    return Answer(**{**{name: getattr(plain, name) for name in plain.__slots__}, **more})


HARMLESS = {"p", "br", "em", "strong", "code", "ul", "ol", "li", "blockquote", "hr", "a", "div", "span"}
HARMLESS |= {"button", "details", "summary", "s"}
HARMLESS |= {"table", "thead", "tbody", "tr", "th", "td", *(f"h{n}" for n in range(1, 7))}

ALLOWED = {"class", "href", "title", "style", "id", "start", "role", "type", "value"}
ALLOWED |= {"aria-label", "aria-hidden", "aria-pressed"}


def assert_harmless(html: str) -> None:
    for tag, attributes in Elements(html).found:
        assert tag in HARMLESS, tag
        assert set(attributes) <= ALLOWED, attributes
        assert (attributes.get("href") or "#").startswith("#")
        assert re.fullmatch(r"(text-align:(left|right|center))?", attributes.get("style") or "")


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "![图](http://192.0.2.1/p.png)",
    "[点这里](javascript:alert(1))",
    "<javascript:alert(1)>",
    "http://192.0.2.1/",
    "[a]: http://192.0.2.1/\n\n[a]",
    "![a][b]\n\n[b]: http://192.0.2.1/p.png",
    "```\n<script>\n```",
    "    <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<details open ontoggle=alert(1)>",
    "a\n\n\n<svg onload=alert(1)>\n\n",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_no_element(text: str) -> None:
    assert_harmless(safe_html(text))
    assert_harmless(answer_html(answer(text + "[1]"), 0))
    assert_harmless(draft_html(text, texts("zh")))
    assert_harmless(question_html(text, 0, texts("zh")))
    assert_harmless(error_html(text, text, 0, texts("zh")))


@given(st.text(alphabet="<>!()[]{}`*_#&;:/\\\"'=\n 1a字，|-~", max_size=60))
def test_no_text_whatever_becomes_a_foreign_element(text: str) -> None:
    html = answer_html(answer(text), 3)
    assert_harmless(html)
    assert "\n\n" not in html


def test_a_mark_of_a_citation_becomes_a_link_into_the_panel() -> None:
    links = [a for tag, a in Elements(answer_html(answer(), 2)).found if a.get("class") == "wd-cite"]
    assert links == [{"class": "wd-cite", "href": "#wd-2-1", "title": '他说"好"<b>'}]


def test_brackets_that_are_no_citation_stay_text() -> None:
    html = answer_html(answer("文号〔2031〕[7]号"), 0)
    assert "[7]" in html
    assert "wd-cite" not in html


def test_a_markdown_table_keeps_its_cells_and_marks() -> None:
    html = safe_html("| 地方 | 数量 |\n|---|---:|\n| 白河县 | 21个[1] |")
    assert [tag for tag, _ in Elements(html).found].count("td") == 2
    assert "21个[1]" in html


def test_a_line_below_a_list_is_a_paragraph_of_its_own() -> None:
    html = safe_html("甲：\n- 一\n- 二\n乙：\n- 三")
    assert (
        html.replace("\n", "") == "<p>甲：</p><ul><li>一</li><li>二</li></ul><p>乙：</p><ul><li>三</li></ul>"
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("not_found", "没有找到"),
        ("no_coverage", "没有收录"),
        ("unreadable", "无法识读"),
        ("premise_false", "前提"),
    ],
)
def test_each_kind_of_no_has_its_own_words(status: Status, words: str) -> None:
    assert words in answer_html(answer(status=status), 0)


def test_an_answered_question_shows_no_status() -> None:
    assert "wd-status" not in answer_html(answer(), 0)


def test_the_foot_tells_who_composed_it_what_was_searched_and_what_failed() -> None:
    html = answer_html(answer(composed_by="model:qwen", checks=Checks(False, ("一千户",))), 0)
    assert "由 qwen 组织语言" in html
    assert "检索全部 31 篇，9 篇有相关内容，核对 14 句" in html
    assert "有引文未通过核对" in html
    assert "一千户" in html


def test_unreadable_inputs_are_part_of_the_coverage() -> None:
    assert "核对 1 句，另有 2 个文件无法识读" in answer_html(answer(coverage=Coverage(3, 1, 1, 2)), 0)


def test_a_list_whose_text_tells_its_coverage_is_not_told_twice() -> None:
    html = answer_html(answer(composed_by="listing", coverage=Coverage(3, 1, 1, 2)), 0)
    assert "检索全部" not in html
    assert "2 个文件无法识读" in html


def test_nothing_is_said_of_a_search_that_counted_nothing() -> None:
    assert "检索全部" not in answer_html(answer(coverage=Coverage()), 0)


def test_an_english_answer_has_an_english_foot() -> None:
    assert "searched all 31 articles" in answer_html(answer(language="en"), 0)


def test_rows_become_plain_strings_in_the_order_of_the_columns() -> None:
    row = Row("白河县", "610929", "county", "set_up", 12000.0, "个", "9个乡镇", "2031-05", (1, 3))
    say = texts("zh")
    assert table_rows(answer(rows=(row,)), say) == [
        ["白河县", "县（区）", "已建立", "12,000个", "9个乡镇", "2031-05", "[1][3]"]
    ]
    assert len(table_head(say)) == len(COLUMNS)


def test_a_row_without_quantity_shows_none() -> None:
    assert table_rows(answer(rows=(Row("白河县"),)), texts("en"))[0][:4] == ["白河县", "", "mentioned", ""]


def test_a_question_of_any_length_is_shown_short() -> None:
    assert len(question_html("长" * 100_000, 0, texts("zh"))) < 700
