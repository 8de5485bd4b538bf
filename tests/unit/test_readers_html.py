"""Saved web pages: blocks with their lines, roles, date and paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import EmptyInput, UnreadableInput
from index.readers import html, htmlblocks
from index.records import Line, Page

PAGE = """<!DOCTYPE html>
<html><head><title>静海县：小站点办大事_河西演示网</title>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<meta name="publishdate" content="2023-03-04 10:20:00">
<style>p { color: red }</style></head>
<body>
<div class="top"><a href="/">首页</a> <a href="/n">新闻</a></div>
<div>当前位置：首页 > 县区</div>
<h1>静海县：小站点办大事</h1>
<div class="info">2023-03-05 09:00 来源：《河西演示报》 编辑：田水</div>
<div class="text"><p>　　本报静海讯（记者 安宁）3月4日，静海县政协委员工作站开门接待群众，
当天收到意见建议十二条。</p>
<p>　　站长说，收到的意见当天登记、三天回复，
    回复情况张榜公布。<br>每月还要抽查一次，
抽查结果向界别群众通报。</p>
<h3>一张清单</h3>
<figure><img src="a.jpg"><figcaption>图为接待日现场。 安宁 摄</figcaption></figure>
<p>　　截至目前，全县建立委员工作室12个，配备联络员30名，形成了办理清单。</p>
<p>（安宁）</p></div>
<p>上一篇：<a href="/1">甲县开展调研</a></p><p>下一篇：乙县召开座谈会</p>
<div>责任编辑：田水</div>
<ul><li><a href="/2">丙县政协视察重点项目建设情况并提出意见</a></li></ul>
<div style="display:none">看不见的话，看不见的话，看不见的话。</div>
<footer>版权所有 河西演示网</footer>
</body></html>
"""


def page_of(tmp_path: Path, source: str | bytes, name: str = "page.html") -> Page:
    path = tmp_path / name
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return html.read(path)


def lines_with(page: Page, *roles: str) -> list[Line]:
    return [line for line in page.lines if line.role in roles]


def test_the_article_is_told_from_what_stands_around_it(tmp_path: Path) -> None:
    page = page_of(tmp_path, PAGE)
    assert [(line.number, line.text) for line in lines_with(page, "title")] == [(9, "静海县：小站点办大事")]
    assert [line.text for line in lines_with(page, "heading")] == ["一张清单"]
    assert [line.text for line in lines_with(page, "caption")] == ["图为接待日现场。 安宁 摄"]
    assert [(line.number, line.text[:6]) for line in lines_with(page, "")] == [
        (11, "本报静海讯（"),
        (13, "站长说，收到"),
        (14, "每月还要抽查"),
        (18, "截至目前，全"),
        (19, "（安宁）"),
    ]
    around = " ".join(line.text for line in lines_with(page, "boilerplate"))
    for words in ("首页", "当前位置", "上一篇", "下一篇", "责任编辑", "丙县政协", "版权所有", "河西演示报"):
        assert words in around
    assert not any("看不见" in line.text or "color" in line.text for line in page.lines)


def test_a_break_of_the_source_inside_chinese_is_no_space(tmp_path: Path) -> None:
    texts = [line.text for line in lines_with(page_of(tmp_path, PAGE), "")]
    assert texts[0].endswith("接待群众，当天收到意见建议十二条。")
    assert texts[1] == "站长说，收到的意见当天登记、三天回复，回复情况张榜公布。"


def test_date_and_paper_come_from_the_metadata(tmp_path: Path) -> None:
    page = page_of(tmp_path, PAGE)
    assert (page.issue_date, page.date_from, page.paper) == ("2023-03-04", "metadata", "河西演示报")


def test_without_metadata_the_line_below_the_headline_counts(tmp_path: Path) -> None:
    page = page_of(tmp_path, PAGE.replace('<meta name="publishdate" content="2023-03-04 10:20:00">', ""))
    assert page.issue_date == "2023-03-05"
    silent = page_of(
        tmp_path, "<html><body><p>2022年3月5日，县里开了一次会，会上说了很多事情。</p></body></html>"
    )
    assert (silent.issue_date, silent.date_from, silent.paper) == (None, "", "")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_the_bytes_decide_where_the_declaration_is_wrong(tmp_path: Path, encoding: str) -> None:
    page = page_of(tmp_path, PAGE.encode(encoding))
    assert page.encoding == encoding
    assert lines_with(page, "title")[0].text == "静海县：小站点办大事"


def test_several_blocks_on_one_source_line_are_several_lines(tmp_path: Path) -> None:
    page = page_of(tmp_path, PAGE.replace("\n", " "))
    assert {line.number for line in page.lines} == {1}
    assert len(lines_with(page, "")) == 5


def test_a_page_whose_headline_is_no_heading(tmp_path: Path) -> None:
    page = page_of(tmp_path, PAGE.replace("<h1>", "<div class=t>").replace("</h1>", "</div>"))
    assert [line.text for line in lines_with(page, "title")] == ["静海县：小站点办大事"]


def test_the_name_of_the_site_is_not_taken_for_the_headline(tmp_path: Path) -> None:
    page = page_of(tmp_path, PAGE.replace('<div class="top">', '<h1>河西演示网</h1><div class="top">'))
    assert [line.text for line in lines_with(page, "title")] == ["静海县：小站点办大事"]
    assert "河西演示网" in [line.text for line in lines_with(page, "boilerplate")]


def test_preformatted_text_keeps_its_lines(tmp_path: Path) -> None:
    text = "县政协召开座谈会\n\n　　会议听取了委员工作站建设情况的汇报。\n　　会议要求，年底前建成十二个。"
    page = page_of(tmp_path, f"<html><body>\n<pre>{text}</pre></body></html>")
    assert [(line.number, line.text[:4]) for line in page.lines] == [
        (2, "县政协召"),
        (4, "会议听取"),
        (5, "会议要求"),
    ]


def test_entities_and_inline_elements_are_joined(tmp_path: Path) -> None:
    source = "<p>全县<b>委员</b>工作<span>室</span>&ldquo;有事商量&rdquo;&nbsp;共<!-- x -->12个。</p>"
    page = page_of(tmp_path, f"<html><body>{source}</body></html>")
    assert page.lines[0].text == "全县委员工作室“有事商量” 共12个。"


def test_a_page_of_several_articles_keeps_their_headings(tmp_path: Path) -> None:
    paragraph = "<p>会议听取了委员工作站建设情况的汇报，研究了下一步的打算。</p>"
    articles = "".join(f"<div><h2>{name}县政协召开会议</h2>{paragraph}{paragraph}</div>" for name in "甲乙丙")
    head = "<title>演示协商报电子版</title><div>2024年8月9日 星期五</div><div>第2版：综合</div>"
    page = page_of(tmp_path, f"<html><body>{head}{articles}<div>上一版 下一版</div></body></html>")
    assert [line.text for line in lines_with(page, "heading")] == [
        "甲县政协召开会议",
        "乙县政协召开会议",
        "丙县政协召开会议",
    ]
    assert page.issue_date == "2024-08-09"


def test_tables_and_breaks_of_old_pages(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        """<html><head><title>静海县政协走访企业-演示网</title></head><body>
<table><tr><td><a href="/">首页</a> | <a href="/n">要闻</a></td></tr></table>
<table><tr><td><center><font size=5>静海县政协走访企业</font></center>
<center>2023年03月05日 来源：演示日报 作者：安宁 【字号 大 中 小】</center></td></tr>
<tr><td>　　3月4日，静海县政协走访企业9家，收集建议16条，当场答复7条。<br><br>
　　走访组一行还看望了企业里的政协委员，听取他们对营商环境的意见。<br></td></tr></table>
<table><tr><td><a href="/2">·邻县政协视察重点项目建设情况</a></td></tr></table>
<center>演示网 版权所有 未经授权禁止转载</center></body></html>""",
    )
    assert [(line.number, line.text) for line in lines_with(page, "title")] == [(3, "静海县政协走访企业")]
    assert [(line.number, line.text[:4]) for line in lines_with(page, "")] == [(5, "3月4日"), (6, "走访组一")]
    assert (page.issue_date, page.paper) == ("2023-03-05", "演示日报")


def test_deep_nesting_is_read_or_refused_never_fatal(tmp_path: Path) -> None:
    paragraph = "<p>县政协委员工作站开门接待群众，当天收到意见建议十二条。</p>"
    deep = page_of(tmp_path, f"<html><body>{'<div>' * 1000}{paragraph}{'</div>' * 1000}</body></html>")
    assert deep.lines[0].text.startswith("县政协委员")
    with pytest.raises(UnreadableInput, match="nested too deeply"):
        page_of(tmp_path, f"<html><body>{'<div>' * 10_000}{paragraph}{'</div>' * 10_000}</body></html>")


def test_more_lines_than_can_be_numbered_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="65535 lines"):
        htmlblocks.parse("<p>字</p>" + "\n" * 70_000, "long.html")


@pytest.mark.parametrize(
    "source", ["<html></html>", "<!-- nothing -->", "<p> </p>", "<script>var a = 1</script>"]
)
def test_a_page_that_shows_nothing_is_empty(tmp_path: Path, source: str) -> None:
    with pytest.raises(EmptyInput):
        page_of(tmp_path, source)


@pytest.mark.parametrize(
    "source", ["<" * 5000 + "字", "<a " * 5000 + "字", "</" * 5000 + "字", "&#" * 5000 + "字", "<p>字" * 5000]
)
def test_broken_markup_ends_in_a_page_or_a_refusal(tmp_path: Path, source: str) -> None:
    try:
        page = page_of(tmp_path, source)
    except (EmptyInput, UnreadableInput):
        return
    assert page.lines


def test_binary_with_the_name_of_a_web_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        page_of(tmp_path, b"\x00\x01\x02" * 100)


def test_headings_with_anchors_stay_and_menus_of_headings_do_not(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        "<html><head><title>海西演示网</title></head><body><div>"
        "<h3><a name='s1'>甲县政协看望老委员</a></h3>"
        "<p>本网甲县讯 三月的一天，政协委员们分头看望了十二位老委员，听他们讲早年的事。</p>"
        "<h3><a href='2.html'>乙县政协修通小路</a></h3><p>作者：田水　版次：03</p>"
        "<p>本网乙县讯 由委员提出的一条小路通车，两个村的孩子上学少走三里，大家都很高兴。</p>"
        "<h3><a href='3.html'>丙县政协开会</a></h3><h3><a href='4.html'>丁县政协调研</a></h3>"
        "</div></body></html>",
    )
    assert [line.text for line in lines_with(page, "heading", "title")] == [
        "甲县政协看望老委员",
        "乙县政协修通小路",
    ]
    assert "作者：田水 版次：03" in [line.text for line in lines_with(page, "boilerplate")]


def test_a_headline_belongs_to_the_first_article_though_its_date_stands_between(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        "<html><head><title>海西演示报</title></head><body><ul><li><a href='1'>第01版</a></li></ul>"
        "<h3><a href='2.html'>乙县政协修通小路</a></h3><p class=meta>作者：田水　版次：03</p>"
        "<p>本报乙县讯 由委员提出的一条小路通车，两个村的孩子上学少走三里，大家都很高兴。</p></body></html>",
    )
    assert [line.text for line in lines_with(page, "heading")] == ["乙县政协修通小路"]


def test_a_headline_that_no_element_tells_stands_above_the_line_that_says_when(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        "<html><head><title>海西演示网-文章</title></head><body>"
        "<table><tr><td><font size=5><b>甲县政协把会开到牧场上</b></font></td></tr>"
        "<tr><td>作者：田水　　来源：海西演示报　　时间：2018-07-09 09:12:33</td></tr>"
        "<tr><td>7月3日，甲县政协把会开到牧场上，围绕草场围栏怎么拆听取牧民意见，定下三条通道。</td></tr>"
        "</table></body></html>",
    )
    assert [line.text for line in lines_with(page, "title")] == ["甲县政协把会开到牧场上"]
    assert page.issue_date == "2018-07-09"


def test_headlines_in_cells_above_the_first_article_stay(tmp_path: Path) -> None:
    file = tmp_path / "seite.html"
    file.write_text(
        "<html><head><title>河西演示报数字报 2031年05月16日 第03版</title></head><body>"
        "<table><tr><td>静海县政协</td></tr><tr><td>给湖水装上“电子眼”</td></tr></table>"
        "<div><p>本报静海讯（通讯员 安宁）5月12日，静海县政协视察水质监测站，提了四条建议。</p>"
        "<p>监测站去年建成，装了11个探头，投资340万元，天天有人看着。</p></div></body></html>",
        encoding="utf-8",
    )
    page = html.read(file)
    assert [line.text for line in page.lines if line.role != "boilerplate"][:2] == [
        "静海县政协",
        "给湖水装上“电子眼”",
    ]
    assert page.issue_date == "2031-05-16"
