"""What each line of a page is, decided over the whole page."""

from __future__ import annotations

from index.segmenter.lines import label
from tests.pages import kinds, layout, page

TORN = """
    皋兰县政协

    走访企业送服务

    本报皋兰讯(通讯员高原)3月10日,皋兰县政协组织委员走访工业园区的九家企业,听取企业负责人对改善营商环境的意见。

    委员们建议,把分散在几个部门的检查合并起来,由政务服务中心统一排期,让企业把

    精力放在生产上。县政协副主席郑重表示,意见将整理成提案,逐条跟踪办理,件件都要有回音。

    (高原)
"""

NARROW = """
    本报泾川讯（通讯员闵秋实）9月10日，

    泾川县政协十届十五次常委会会议召开，

    县政协主席汪若海主持并讲话。

    会议围绕“促进温泉康养产业发展”专

    题议政，六名常委作了发言。会议还通

    过了委员联络服务办法。

    泾川县政协召开常委会会议

    本报渭源讯（通讯员冉竹青）9月10日，

    渭源县政协十一届十二次常委会会议召

    开。

    渭源县政协召开常委会会议

    常委会之窗
"""


def test_a_torn_paragraph_goes_on() -> None:
    assert [kind for kind, _ in kinds(TORN)] == ["head", "head", "start", "start", "more", "signature"]


def test_headlines_after_their_bodies_in_narrow_columns() -> None:
    found = kinds(NARROW)
    assert [first for kind, first in found if kind == "head"][:2] == ["泾川县政协召开常", "渭源县政协召开常"]
    assert [first for kind, first in found if kind == "start"] == [
        "本报泾川讯（通讯",
        "会议围绕“促进温",
        "本报渭源讯（通讯",
    ]


def test_a_broken_credit_is_part_of_its_paragraph() -> None:
    found = kinds(
        """
        日前，天水市政协组织委员到村里参加
        劳动，同村干部商量办法，并看望了七
        户困难群众，送去了米面和油，还帮着
        把院子里的积雪扫了出去。 记者 汪源
        强 摄影报道
        本报甘谷讯（通讯员 黄国艳）10月2日
        上午，甘谷县政协召开会议，研究近期
        工作，安排部署下一步的重点事项，要
        求各委室抓紧落实。
        """
    )
    assert [kind for kind, _ in found][:6] == ["start", "more", "more", "more", "more", "start"]


def test_names_over_an_essay_are_a_byline() -> None:
    found = kinds("小站大用\n\n陆游山\n\n工作站办起来不难，难的是天天有人坐。我在站里住了三年，有三点体会。")
    assert [kind for kind, _ in found] == ["head", "byline", "start"]


def test_numbered_lines_without_an_end_are_headings() -> None:
    found = kinds(
        """
        办好一件事有三步，缺了哪一步都走不远，这是我们三年来摸出来的办法。

        （一）摸清底数

        会前走访，会上商量，会后回访，三步都要有人盯着，盯到办成为止。

        （二）盯住不放

        每个季度回访一次，办成的销号，没有办成的说明原因，再商量。
        """
    )
    assert [kind for kind, _ in found] == ["start", "head", "start", "head", "start"]


def test_an_empty_page_has_no_lines() -> None:
    assert label(page("\n\n　\n"), layout()) == []


def test_contents_numbers_of_pages_and_the_day_below_a_byline_are_no_text() -> None:
    found = kinds(
        """
        导读
        康县政协议养老 …… 2版
        一盏灯亮到天明（详见3版）
        第1页 共2页

        一碗面里的乡愁

        □ 本报记者 安 宁
        2031年6月12日

        凌晨四点，面馆就亮了灯，揉面、醒面、拉面，他干了二十六年。
        """
    )
    assert [kind for kind, _ in found] == [
        "label", "boilerplate", "boilerplate", "boilerplate", "head", "byline", "boilerplate", "start"
    ]  # fmt: skip


def test_a_notice_below_a_poem_is_a_headline() -> None:
    found = kinds(
        """
        河水绕过村庄
        岸上的人
        都在等一场雨

        更 正
        本报5月7日三版“王小山”应为“王晓山”，特此更正。
        """
    )
    assert found[-2:] == [("head", "更 正"), ("start", "本报5月7日三版")]


def test_lines_in_the_middle_of_a_column_are_headlines() -> None:
    found = kinds(
        """
              康县政协委员安宁：
                山坡上种出“甜日子”
          “这果子，甜得很！”二月的大棚里，康
        县政协委员安宁摘下头一茬草莓，招呼来人
        尝一口，说是比去年的还要甜上几分。
          安宁是岸门口镇人，前些年回到村里种
        草莓，从三座棚干起，如今有二十座棚。
        """
    )
    assert [kind for kind, _ in found] == ["head", "head", "start", "more", "more", "start", "more"]


def test_whom_a_document_addresses_is_no_headline() -> None:
    found = kinds(
        """
        关于表彰优秀提案的决定

        各参加单位，县直有关部门：

        去年，县政协共收到提案131件，全部办复。经主席会议研究，决定予以表彰。
        """
    )
    assert [kind for kind, _ in found] == ["head", "start", "start"]


def test_the_section_of_the_paper_below_its_name_is_of_the_masthead() -> None:
    text = "陇 原 协 商 报\n2031年3月2日 星期五\nA3 委员·履职\n\n康县政协议养老\n\n本报康县讯 会议开得好。"
    assert [kind for kind, _ in kinds(text)][:3] == ["masthead"] * 3
