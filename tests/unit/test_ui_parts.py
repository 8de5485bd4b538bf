"""Pieces of the page as HTML: chips, charts, tables, limits, articles; everything escaped, nothing lost."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from unittest.mock import Mock

from hypothesis import given
from hypothesis import strategies as st

from assistant.corrections import Corrections
from assistant.records import Answer, Citation, Language, Row
from assistant.ui.actions import Action, address, button
from assistant.ui.charts import bar_chart, columns, months_between, quantities, reports_by_month
from assistant.ui.chips import Chip, alternatives, chips, chips_html, dropped_words
from assistant.ui.files import table_file
from assistant.ui.labels import amount
from assistant.ui.library import highlighted, spans_of
from assistant.ui.reader import Around, Way, merged, reader_html, text_html
from assistant.ui.rowtable import table_html
from assistant.ui.scope import all_months, filters_of, limits_line, scope_html
from assistant.ui.sheet import sheet_html
from assistant.ui.texts import texts
from assistant.ui.why import why_html
from index.facsimile import Drawing
from index.records import Article, Filters, Hit
from tests.browser.scene import SmallArchive

TEXT = "白河县讯 县里建了四处。<script>坏</script>群众说好。\n第二段也说四处。"
ARTICLE = Article(
    "a1", "样报.txt", 1, "news", TEXT, kicker="肩<b>题", headline="四处", byline="林溪", place="白河县",
    issue_date="2031-05-06", page="2", paper="样报", lines=((3, 9),), captions=("图：<i>桥</i>",),
)  # fmt: skip
ROWS = (
    Row("甲县", "620123", "county", "set_up", 12.0, "个", "9个乡镇", "2031-05", (1,)),
    Row("乙<县>", "620121", "county", "mentioned", 30.0, "个", citations=(2,)),
    Row("丙县", "620122", "county", "mentioned", None),
    Row("丁县", "620105", "county", "mentioned", 7.0, "所"),
)
CITATIONS = tuple(
    Citation(n, f"a{n}", "样报.txt", "四处", "样报", date, "2", (), "县里建了四处。")
    for n, date in enumerate(("2031-05-06", "2031-07-01", None), 1)
)
UNDERSTOOD: dict[str, object] = {
    "kind": "list", "places": ["620123"], "times": ["2031-05-01/2031-05-31"],
    "subject": [["议事室", "协商室"]],
}  # fmt: skip
ANSWER = Answer(
    "有几处？", "zh", "list", "answered", "四处。[1]", ROWS, CITATIONS, understood=UNDERSTOOD,
    timing_ms={"total": 12.0},
)  # fmt: skip


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def values(html: str) -> list[str]:
    return [unescape(value) for value in re.findall(r'<button[^>]* value="([^"]*)"', html)]


class Event:
    """An event as Gradio hands it over."""

    def __init__(self, data: object) -> None:
        self._data = data


@given(st.lists(st.text(max_size=8), max_size=4))
def test_a_buttons_value_carries_any_arguments(arguments: list[str]) -> None:
    from urllib.parse import unquote

    (value,) = values(button(address("ask", "drop", *arguments), "x"))
    assert [unquote(part) for part in value.split("/")] == ["ask", "drop", *arguments]


def test_a_malformed_action_is_empty() -> None:
    assert Action.of(Event(None)) == Action("")
    action = Action.of(Event({"verb": "drop", "args": [1, "x", 99999999999], "fields": "no"}))
    assert (action.number(), action.number(1), action.number(2), action.number(7)) == (1, -1, -1, -1)
    assert (action.text(1), action.text(9), action.fields) == ("x", "", None)


def test_the_understood_question_is_shown_in_chips_with_names() -> None:
    assert [(chip.key, chip.words) for chip in chips(ANSWER)] == [
        ("place:620123", "榆中县"),
        ("time:2031-05-01/2031-05-31", "2031-05-01 – 2031-05-31"),
        ("subject:议事室", "议事室"),
    ]
    html = chips_html(ANSWER, Corrections(("place:620105",)), 4)
    assert "ask/drop/4/place%3A620123" in values(html)
    assert "ask/restore/4/place%3A620105" in values(html)
    assert 'aria-pressed="true">名单' in html
    assert dropped_words("place:620105", "en") != "620105"


def test_strange_understanding_makes_no_chip() -> None:
    strange = Answer("问", "zh", "what", "answered", "", understood={"places": 3, "subject": [[], "x", [1]]})
    assert chips(strange) == []


def test_bars_are_of_the_commonest_unit_and_sorted() -> None:
    assert quantities(ANSWER) == ("个", [("乙<县>", 30.0), ("甲县", 12.0)])
    drawing = bar_chart(quantities(ANSWER)[1], "各地")
    lengths = [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"', drawing)]
    assert lengths[1] / lengths[0] == 12 / 30
    assert "乙&lt;县&gt;" in drawing and "<县>" not in drawing


def test_the_time_line_has_every_month_between() -> None:
    assert reports_by_month(ANSWER) == {"2031-05": 1, "2031-07": 1}
    assert months_between("2030-11", "2031-02") == ["2030-11", "2030-12", "2031-01", "2031-02"]
    drawn = re.findall(r'data-month="([\d-]+)"', columns({"2031-05": 1, "2031-07": 2}, 100, 10))
    assert drawn == ["2031-05", "2031-06", "2031-07"]


def test_the_table_sorts_by_numbers_and_offers_files() -> None:
    html = table_html(ANSWER, 2)
    keys = re.findall(r'<td role="cell" class="wd-c-quantity" data-key="([^"]*)"', html)
    assert keys == ["12", "30", "", "7"]
    assert [value for value in values(html) if value] == [
        f"save/table/2/{kind}" for kind in ("csv", "md", "docx")
    ]
    assert 'href="#wd-2-1"' in html and "<县>" not in html
    assert "wd-bars" in html and "wd-months" in html


def test_the_table_shows_only_columns_that_say_something() -> None:
    def shown(rows: tuple[Row, ...], language: Language = "zh") -> list[str]:
        html = table_html(replace(ANSWER, rows=rows, language=language), 0)
        return re.findall(r'<th scope="col" role="columnheader" class="wd-c-(\w+)"', html)

    bare = (Row("甲县", "620123", "county"), Row("乙县", "620121", "county"))
    assert shown(bare) == ["name", "reported"]
    mixed = (*bare, Row("丙市", "620100", "prefecture", quantity=2.0, citations=(1,)))
    assert shown(mixed) == ["name", "level", "reported", "quantity", "citations"]
    assert "level" not in shown(mixed, "en"), "English names of places tell their level"
    html = table_html(replace(ANSWER, rows=ROWS), 0)
    assert "--wd-columns: 5" in html, "what is told at length stands below its row"
    assert html.count('role="row"') == len(ROWS) + 1


def test_an_english_table_names_places_and_units_in_english() -> None:
    rows = (
        Row("榆中县", "620123", "county", "set_up", 1200.0, "户", "9个乡镇；2031年6月14户", "2031-05", (1,)),
        Row("永登县", "620121", "county", "set_up", 12.0, "户", citations=(2,)),
    )
    told = replace(ANSWER, rows=rows, language="en")
    html = table_html(told, 0)
    assert "Yuzhong County (榆中县)" in plain(html) and "1,200 households" in html
    assert "Number by place (households)" in html and ">Yuzhong</text>" in html
    assert not re.search("[户个]", plain(html)), "no Chinese unit is left"
    counted = replace(told, rows=tuple(replace(row, unit="个") for row in rows))
    html = table_html(counted, 0)
    assert "<figcaption>Number by place</figcaption>" in html and "9 townships; 2031-06: 14" in html
    assert amount(3.5, "万元", "en") == "3.5 ten thousand yuan"
    assert amount(12.0, "%", "en") == "12%"
    assert amount(7.0, "锅", "en") == "7 锅", "an unknown unit stays as printed"


def test_a_spreadsheet_gets_numbers_that_add_up() -> None:
    rows = list(csv.reader(io.StringIO(table_file(ANSWER, "csv", texts("zh")).decode("utf-8-sig"))))
    number, unit = rows[0].index("数量"), rows[0].index("单位")
    assert [row[number] for row in rows[1:]] == ["12", "30", "", "7"]
    assert [row[unit] for row in rows[1:]] == ["个", "个", "", "所"]
    assert [row[-1] for row in rows[1:3]] == [
        "《四处》，样报，2031-05-06，第2版，样报.txt",
        "《四处》，样报，2031-07-01，第2版，样报.txt",
    ]


def test_long_names_are_cut_to_their_width() -> None:
    assert ">Zhangjiachuan</text>" in bar_chart([("Zhangjiachuan", 2.0)], "")
    assert ">甲乙丙丁戊己…</text>" in bar_chart([("甲乙丙丁戊己庚辛", 2.0)], "")


def test_limits_are_checked_against_what_is_offered() -> None:
    months = ["2031-05", "2031-06", "2031-07"]
    fields = {"places": ["620123", "999999", 3], "kinds": ["photo", "poem"], "from": 2, "to": "1"}
    found = filters_of(fields, months)
    assert found == Filters(places=("620123",), since="2031-06-01", until="2031-07-31", kinds=("photo",))
    assert filters_of({"from": 0, "to": 2}, months).empty
    assert filters_of(None, []).empty
    assert filters_of({"from": -1, "to": 77, "places": "x"}, months).empty


def test_the_form_of_the_limits_counts_what_passes() -> None:
    catalogue = SmallArchive().catalogue
    assert all_months(catalogue) == ["2031-05", "2031-06"]
    html = scope_html(catalogue, Filters(since="2031-06-01", until="2031-06-30"), "zh")
    assert "1 篇报道" in html and 'name="from" min="0" max="1" value="1"' in html
    assert limits_line(Filters(), "zh") == ""
    line = limits_line(Filters(places=("620123",), kinds=("photo",)), "zh", 5)
    assert "榆中县" in line and "图片" in line and "5 篇报道" in line


def test_a_place_or_a_time_can_be_exchanged_for_what_was_meant() -> None:
    place, time = Chip("place", "place:620123", "榆中县"), Chip("time", "time:2031-05", "2031-05")
    assert [value for value, _ in alternatives(place, "zh")] == ["620100", "620000"]
    assert [value for value, _ in alternatives(time, "zh")] == ["2031", "2030-05", "2032-05"]
    assert list(alternatives(Chip("subject", "subject:议事室", "议事室"), "zh")) == []
    assert list(alternatives(Chip("time", "time:2031-05-01/2031-06-30", ""), "zh")) == []
    # Counties of one name in several provinces say where they lie.
    same = dict(alternatives(Chip("place", "place:110105", "朝阳区"), "zh"))
    assert any("长春市" in words or "朝阳市" in words for words in same.values())
    answer = Answer("榆中县建了几个？", "zh", "number", "answered", "四个。", understood=UNDERSTOOD)
    html = chips_html(answer, Corrections(instead=(("place:620102", "620123"),)), 0)
    assert "ask/instead/0/place%3A620123/620100" in html
    assert "ask/restore/0/place%3A620102" in html


def test_a_branch_of_places_that_is_shut_only_names_what_lies_under_it() -> None:
    counts = {"620000": 5, "620100": 3, "620123": 2, "110000": 4, "110101": 1}
    catalogue = Mock(places=lambda: counts, tally=lambda what: {}, count=lambda filters: 9)
    html = scope_html(catalogue, Filters(), "zh")
    # The home province stands open; of other places the page's script draws what is opened.
    assert 'value="620100"' in html and 'value="110000"' in html
    assert 'value="620123"' not in html and 'value="110101"' not in html
    named = [json.loads(unescape(told)) for told in re.findall(r"data-under='([^']*)'", html)]
    assert named == [[["620123", "榆中县", 2]], [["110101", "东城区", 1]]]
    # What is chosen is shown.
    assert 'value="110101" checked' in scope_html(catalogue, Filters(places=("110101",)), "zh")


def test_an_article_is_read_as_printed_with_its_marks_and_ways() -> None:
    way = Way("desk/read/a2/0", "下一篇")
    html = reader_html(ARTICLE, [(5, 12)], Around(following=way, drawn=True), "zh")
    assert "肩&lt;b&gt;题" in html and "<b>" not in html and "<script" not in html
    assert "样报 · 2031-05-06 · 第 2 版 · 白河县 · 消息 · 林溪" in html
    assert "<mark>县里建了四处。</mark>" in html
    assert {"desk/read/a2/0", "desk/page/a1/5/12"} <= set(values(html))
    assert "图：&lt;i&gt;桥" in html


@given(st.text(alphabet="<>&甲乙丙。\n", min_size=1, max_size=40), st.data())
def test_marking_for_reading_neither_loses_nor_adds_text(text: str, data: st.DataObject) -> None:
    offsets = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [(min(pair), max(pair)) for pair in data.draw(st.lists(offsets, max_size=4))]
    html = re.sub(
        r'<span class="wd-passage".*?</span>', "", text_html(Article("a", "s", 1, "news", text), spans)
    )
    assert plain(html) == text
    inside = {n for start, end in spans for n in range(start, end)}
    marked = sum(len(plain(piece)) for piece in re.findall(r"<mark>(.*?)</mark>", html, re.S))
    assert marked == len(inside) == sum(end - start for start, end in merged(spans))


def test_found_words_are_highlighted_in_any_case_around_the_first() -> None:
    assert spans_of("AI与ai", ["ai", ""]) == [(0, 2), (3, 5)]
    text = "前" * 300 + "议事室<b>" + "后" * 300
    html = highlighted(text, ["议事室"])
    assert "<mark>议事室</mark>&lt;b&gt;" in html and html.startswith("…") and html.endswith("…")
    assert highlighted("没有", ["议事室"]) == "没有"


def test_how_an_answer_was_found_names_scores_and_what_was_cited() -> None:
    hit = Hit("a1", "样报.txt", "<四处>", None, None, TEXT, 0, len(TEXT), 0.5, {"lexical": 1.25})
    html = why_html(ANSWER, [hit], 0, "zh")
    assert "榆中县" in html and "议事室、协商室" in html and "合计 12 ms" in html
    assert "<td>0.500</td><td>1.250</td><td>–</td>" in html
    assert '<span class="wd-n">1</span>' in html and "&lt;四处&gt;" in html
    assert "wd-list" not in html, "its rows are laid out as a table, not as a list's"
    told = why_html(replace(ANSWER, understood={"levels": ["county"], "signs": ["founding"]}), [], 0, "zh")
    assert "县（区）" in told and "founding" not in told, "what has no name for people is not shown"


def test_the_page_as_printed_has_a_frame_for_each_box() -> None:
    html = sheet_html(Drawing(b"jpeg", 600, 850), [(10, 20, 30, 40)], '"<题>"', texts("zh"))
    waiting = sheet_html(Drawing(b"j", 6, 8), [], "题", texts("zh"), waiting=True)
    assert "status" not in html and "扫描版面" in waiting
    assert html.count("<rect") == 1 and 'viewBox="0 0 600 850"' in html
    assert "&quot;&lt;题&gt;&quot;" in html and "base64,anBlZw==" in html
