"""What only several lines together tell: tables, letter-spaced sentences, texts below pictures left out."""

from __future__ import annotations

from index.segmenter.lines import observe
from tests.pages import kinds, layout, page, segmented


def test_rows_of_names_are_a_table_and_two_halves_of_a_headline_are_none() -> None:
    items = observe(
        page(
            """
            凝心聚力　共谋发展

            表扬的委员：
            柳青青　　高小山　　安居
            水长流　　白杨

            通讯员 柳青青
            """
        ),
        layout(),
    )
    assert [item.row for item in items] == [False, True, True, True, False]


def test_a_sentence_set_letter_by_letter_over_two_lines_is_told_from_a_label() -> None:
    items = observe(page("委 员 当 场 把\n\n书 送 给 了 孩 子。\n\n协 商 专 栏"), layout())
    assert [item.spelled for item in items] == [True, True, False]


def test_the_text_below_a_picture_that_was_left_out_is_a_caption() -> None:
    found = kinds(
        """
        委员们先后看了三个村，听取了村民的意见，当场答复了十二个问题。

        [图片]
        新修的便民桥。 白露 摄
        【图片】
        委员们说，桥通了，路也就近了，赶集的日子再也不用绕道走。
        """
    )
    assert [kind for kind, _ in found] == ["start", "boilerplate", "caption", "boilerplate", "start"]


def test_what_is_printed_twice_is_no_table_of_contents() -> None:
    report = "康县政协开展调研\n通讯员在现场看到\n会议开得很好，大家都说好。\n"
    items = observe(page(report + "\n徽县政协召开会议\n会议很短。\n" + report), layout())
    assert not any(item.kind == "boilerplate" for item in items)


def test_a_headline_below_a_table_is_no_row_of_it() -> None:
    found = kinds(
        "先进工作站：\n柳树镇　　白杨镇　　高山镇\n\n一条河两县商量\n\n本报康县讯 3月6日，会议召开。"
    )
    assert found[2] == ("head", "一条河两县商量")


def test_the_second_line_of_a_caption_is_of_the_caption() -> None:
    found = kinds(
        """
        ▲康县政协委员在岸门口镇的木耳合作社里了解今年的收成和
        销路。

        本报康县讯 3月6日，会议召开，听取了合作社的情况介绍。
        """
    )
    assert [kind for kind, _ in found] == ["caption", "caption", "start"]


def test_entries_that_name_the_same_thing_behind_a_gap_are_rows() -> None:
    items = observe(
        page(
            """
            现将优秀提案公布如下：
            关于在老旧小区加装休息座椅的提案　　提案者：白 露
            关于给乡村小学添置体育器材的提案　　提案者：高山
            关于整治集市周边占道经营问题的提案　　提案者：柳青
            某县政协优秀提案名单
            """
        ),
        layout(),
    )
    assert [item.row for item in items] == [False, True, True, True, False]


def test_a_line_that_names_who_took_a_picture_is_a_caption_without_a_sign() -> None:
    found = kinds(
        """
        委员们先后看了三个村，听取了村民的意见，当场答复了十二个问题。

        新印的县志在书展上受到读者欢迎　白露摄

        下一篇报道说的是别的事情，同这张照片没有什么关系。
        """
    )
    assert [kind for kind, _ in found] == ["start", "caption", "start"]


def test_the_number_of_the_page_within_a_sentence_is_no_part_of_it() -> None:
    (article,) = segmented(
        """
        本报民乐讯 6月8日，民乐县政协先后三次召开协商会，请来教育、
        水务、财政三个部门的负责人，同委员们面对面坐在一起，一条
        2
        一条对账，最后由县财政拿出46万元，为9所学校安装净水设备。
        """
    ).articles
    assert "一条一条对账" in article.text


def test_what_tells_where_the_paper_is_made_is_no_article() -> None:
    result = segmented(
        """
        本报民乐讯 6月8日，民乐县政协召开协商会，最后定下了三件实事。
        地址：某市某区某路12号 邮编：700000 广告热线：0000-1234567
        """
    )
    assert result.other == ((2, "masthead"),) and result.articles[0].text.endswith("三件实事。")
