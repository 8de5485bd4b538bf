"""Pages in traditional characters: told in simplified ones, shown as printed."""

from __future__ import annotations

from pathlib import Path

from index.articles import complete, segment_page
from index.clean import readable
from index.mentions import annotate
from index.readers import read
from index.records import Page, ReadyArticle
from index.segmenter.traditional import Original, simplified
from tests.laws import assert_annotated, assert_laws
from tests.pages import gazetteer, page

PAGE = """濠江協商報　2018年12月6日　星期四　第二版

蘭州政協委員視察養老服務
【本報蘭州訊】（記者 區 婉儀）12月3日，蘭州市政協副主席劉國棟帶領十二名委員視察
長者服務中心，了解送餐、陪診等服務，提出建議18條。

榆中縣加固校舍
本報榆中訊　近日，榆中縣27所學校的校舍加固完成，縣政協組織委員驗收。
"""


def test_what_is_told_is_told_as_of_a_page_in_simplified_characters() -> None:
    result = segment_page(page(PAGE), gazetteer())
    assert_laws(result)
    first, second = result.articles
    assert (first.place_code, second.place_code) == ("620100", "620123")
    assert (first.event_date, first.issue_date, result.page.number) == ("2018-12-03", "2018-12-06", "2")
    assert [article.dateline for article in result.articles] == ["蘭州", "榆中"]


def test_what_is_shown_is_shown_as_printed() -> None:
    result = segment_page(page(PAGE), gazetteer())
    first, second = result.articles
    assert (first.headline, second.headline) == ("蘭州政協委員視察養老服務", "榆中縣加固校舍")
    assert first.byline == "區婉儀" and result.page.paper == "濠江協商報"
    assert first.text.startswith("【本報蘭州訊】") and "帶領十二名委員視察長者服務中心" in first.text
    assert result.page.lines == page(PAGE).lines


def test_mentions_stand_in_the_printed_text() -> None:
    first, second = segment_page(page(PAGE), gazetteer()).articles
    known = annotate(first, gazetteer())
    assert_annotated(first, known)
    places = {(mention.text, mention.code) for mention in known.mentions if mention.kind == "place"}
    assert ("蘭州市", "620100") in places
    (person,) = [m for m in known.mentions if m.kind == "person" and m.post.endswith("副主席")]
    assert (person.text, person.name) == ("劉國棟", "劉國棟")
    counts = {(m.value, m.name) for m in annotate(second, gazetteer()).mentions if m.kind == "quantity"}
    assert (27.0, "学校") in counts


def test_blocks_of_a_web_page_that_share_a_line(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>蘭州政協委員視察養老服務</title></head><body><h1>蘭州政協委員視察養老服務</h1>"
        "<p>12月3日，蘭州市政協組織委員視察長者服務中心，了解送餐、陪診等服務的開展情況。</p>"
        "<p>委員們認為，應增加夜間服務人手，並與醫院建立轉介機制，讓長者得到照顧。</p></body></html>",
        encoding="utf-8",
    )
    (read_page,) = read(path)
    assert isinstance(read_page, Page) and len({line.number for line in read_page.lines}) == 1
    result = segment_page(read_page, gazetteer())
    assert_laws(result)
    (article,) = result.articles
    assert "組織委員視察長者服務中心" in article.text and "並與醫院建立轉介機制" in article.text


def test_ready_articles_too() -> None:
    text = "本報榆中訊 12月3日，榆中縣政協召開會議。"
    article = complete(ReadyArticle("a", "/a", 1, "", text, "榆中縣政協開會", "2018-12-06"), gazetteer())
    assert (article.place_code, article.dateline, article.event_date) == ("620123", "榆中", "2018-12-03")
    assert article.text.endswith("榆中縣政協召開會議。")


def test_a_page_with_single_traditional_characters_stays_as_it_is() -> None:
    text = "本报讯 近日，某县政协组织委员视察乾元观，听取瞭望塔修缮情况，并就保护工作提出建议。"
    text += "会议要求，各责任单位要把保护工作放在心上，一件一件抓落实。" * 3 + "記"
    assert readable(text) is text
    plain = page(text)
    assert simplified(plain) is plain


def test_what_is_not_found_stays_as_it_is() -> None:
    original = Original("視察 養老服務", "视察 养老服务")
    assert original("养老 服务") == "養老 服務"
    assert original("别的") == "别的"
