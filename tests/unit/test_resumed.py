"""Articles that break off in the middle of a sentence and go on behind another one."""

from __future__ import annotations

from tests.laws import assert_laws
from tests.pages import segmented

TORN = """\
本报山阴讯（通讯员吴 桐）3月6日，山阴县政协组织
委员视察河道清淤，实地察看了7处堤防，听取了水务
局的汇报。委员们认为，河道清淤要同
山阴县政协视察河道清淤

凉州区政协为老人办起书画班
本报凉州讯（通讯员贺 兰）3月8日，凉州区政协为老
年大学送去书画桌椅40套，并派委员每周授课一次，报
名的老人已有126名。
（贺 兰）

堤防加固、沿岸垃圾治理一起做，才能管得长久。山阴
县水务局当场答应5月底前列出清单。
"""

BOX = """\
本报泾川讯（通讯员石 磊）9月2日，泾川县政协召开苹
果产业协商会，20名果农代表和委员面对面交流，大家
说，冷库不够用、纸箱价格高，尤其是套袋

副刊闲话
读书要有恒心
□ 乔 木
读书贵在有恒，一天读几页，一年便是几本。闲时翻书，
忙时想书，日子久了，心里就亮堂。
有人说没有时间读书，其实时间是挤出来的。把书放在枕
边，每晚读几页，便是恒心。
果袋、冷库、纸箱三样成本占了苹果收入的一半。泾川果
农代表建议由县上统一采购果袋，冷库向果农开放。
"""


def test_the_rest_of_a_torn_article_behind_a_signed_one_is_given_back_to_it() -> None:
    result = segmented(TORN)
    assert [article.headline for article in result.articles] == [
        "山阴县政协视察河道清淤",
        "凉州区政协为老人办起书画班",
    ]
    first, second = result.articles
    assert "河道清淤要同堤防加固、沿岸垃圾治理一起做" in first.text
    assert first.text.endswith("5月底前列出清单。")
    assert second.text.endswith("报名的老人已有126名。")
    assert_laws(result)


def test_the_rest_of_a_torn_article_is_taken_out_of_the_end_of_the_one_set_between() -> None:
    result = segmented(BOX)
    first, second = result.articles
    assert first.text.endswith("统一采购果袋，冷库向果农开放。")
    assert second.text.endswith("每晚读几页，便是恒心。")
    assert_laws(result)


def test_an_article_that_is_cut_off_takes_nothing_from_a_whole_one() -> None:
    result = segmented(
        """\
        本报泾川讯（通讯员石 磊）9月2日，泾川县政协召开苹果产业协商会，大家说，冷库不够用、纸箱

        灵台县政协送医下乡
        本报灵台讯（通讯员方 圆）9月3日，灵台县政协组织医卫界委员到百里镇义诊。

        医生们为96名老人量了血压，免费发放了常用药。
        """
    )
    assert [article.text[-8:] for article in result.articles] == [
        "冷库不够用、纸箱",
        "免费发放了常用药。"[-8:],
    ]
