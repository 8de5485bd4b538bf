"""Lines grouped into bodies and headline blocks."""

from __future__ import annotations

from index.segmenter.bodies import collect, paragraphs
from index.segmenter.lines import label
from index.segmenter.parts import PageParts
from tests.pages import layout, lined, page, places, segmented


def parts(text: str) -> PageParts:
    return collect(label(page(text), layout()), layout(), places())


def test_lines_of_a_paragraph_are_joined_over_captions() -> None:
    items = [
        *lined("开头", kind="start"),
        *lined("▲图", kind="caption"),
        *lined("接着", kind="more"),
        *lined("头", kind="head"),
    ]
    items += lined("新段", kind="more")
    units = paragraphs(items)
    texts = [unit.text if not hasattr(unit, "kind") else unit.kind for unit in units]
    assert texts == ["开头接着", "caption", "head", "新段"]


def test_reports_with_headlines_before_them() -> None:
    found = parts(
        """
        2 综合 2031年8月9日 星期五 责任编辑：某某

        康县政协召开会议

        本报康县讯（通讯员魏青）8月6日，康县政协召开会议，研究近期工作。

        会议强调，要把事办好。

        调研视察

        成县政协开展调研

        本报成县讯 8月7日，成县政协组织委员调研农村供水。（常思）
        """
    )
    assert [len(body.paragraphs) for body in found.bodies] == [2, 1]
    assert [block.before for block in found.blocks] == [0, 1]
    assert [item.kind for item in found.other] == ["masthead", "label"]
    assert found.bodies[1].signed and not found.bodies[0].signed


def test_headings_stay_inside_a_feature() -> None:
    found = parts(
        """
        山水之间商量多

        ——陇南市政协近年工作回眸

        ▲陇南市政协委员走访茶农。

        山大沟深的陇南，村与村隔着几道梁，人与人隔着几条河，委员们就在梁上河边走了三年。

        把板凳搬到院坝里

        一人一条板凳，坐下就谈，谈成的事情有三百多件，群众看在眼里，记在心上。

        围着产业出主意

        委员们还就中药材仓储、农村电商物流等题目开展调研，提交报告三十四份。
        """
    )
    assert len(found.bodies) == 1
    body = found.bodies[0]
    assert [paragraph.heading for paragraph in body.paragraphs] == [False, True, False, True, False]
    assert body.sections == 2 and len(body.captions) == 1


def test_lines_between_a_byline_and_the_next_headline_belong_above() -> None:
    found = parts(
        """
        本报康县讯 8月6日，康县政协召开会议，研究近期工作。

        本报记者 李小雨

        成县政协开展调研

        本报成县讯 8月7日，成县政协组织委员调研农村供水。
        """
    )
    assert [len(body.writers) for body in found.bodies] == [1, 0]


def test_a_page_of_headlines_has_no_body() -> None:
    found = parts("康县政协召开会议\n\n成县政协开展调研")
    assert not found.bodies and [block.before for block in found.blocks] == [0]


def test_a_caption_above_a_label_is_of_the_report_above_it() -> None:
    found = segmented(
        """
        康县政协助企业解难

        本报康县讯 6月12日，康县政协走访企业，收集问题五十七个。

        ▲图为委员在车间了解用电情况。
        安 宁 摄

        相关链接
        走访制度建于2018年，每季度走访一次，由主席会议成员带队。
        """
    )
    assert [len(article.captions) for article in found.articles] == [1, 0]


def test_gaps_that_all_paragraphs_have_begin_no_article() -> None:
    parts = [
        "一座桥的十一年",
        "桥在村口，修了十一年，头一年只有两根木头。",
        "从木头到石板",
        "两根木头架在水上，走的人一个一个来。",
        "后来，木头换成了石板，人可以并排走了。",
        "再后来，桥上能走车了。",
        "村里人说，这桥是一年一年商量出来的。",
        "他们还要再商量下去。",
    ]
    assert len(segmented("\n\n\n\n".join(parts)).articles) == 1
