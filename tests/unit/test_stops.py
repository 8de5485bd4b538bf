"""Points that are read as full stops."""

from __future__ import annotations

from index.segmenter.lines import label
from index.segmenter.printed import observe
from tests.laws import assert_laws
from tests.pages import layout, page, segmented

SCAN = """
康县政协视察农村饮水

本报康县讯(通讯员 白 露)3月6日,康县政协视察农村
饮水工程,委员们走了6个村.每村平均有水塔1.5座.
委员们建议,把管网再往山上接一接.

成县政协议养老

本报成县讯 3月7日,成县政协召开座谈会,议一议
村里老人的吃饭问题.大家说,"灶要小,人要近".
会后,三个村先办了起来.(水长流)
"""


def test_a_page_without_full_stops() -> None:
    found = segmented(SCAN)
    assert_laws(found)
    assert [article.headline for article in found.articles] == ["康县政协视察农村饮水", "成县政协议养老"]
    assert [article.text[-4:] for article in found.articles] == ["接一接.", "了起来."]
    assert found.articles[1].byline == "水长流"


def test_points_between_figures_stay() -> None:
    texts = [item.text for item in observe(page(SCAN), layout())]
    assert any("1.5座。" in text for text in texts)


def test_a_page_that_has_full_stops_keeps_its_points() -> None:
    text = "会议开得好。人来得齐。话说得实.事办得快.账算得清.\n\n第二段也是这样说的。第三段还是这样说的。"
    assert "实.事" in label(page(text), layout())[0].text
