"""Advertisements belong to no article and part the ones around them."""

from __future__ import annotations

import pytest

from tests.laws import assert_laws
from tests.pages import segmented

PAGE = """\
崇信县政协为企业引来技工
本报崇信讯（通讯员乔 木）5月8日，崇信县政协牵线，6家企业同职教中心签下用工协议。

{advert}

华亭市政协视察校园食堂
本报华亭讯（通讯员安 然）5月9日，华亭市政协组织委员视察了4所学校的食堂。
"""


@pytest.mark.parametrize(
    "advert",
    [
        "遗失声明\n王小五不慎将二代身份证丢失，声明作废。\n某某商行公章（编号0012）遗失，声明作废。",
        "招租  河滨路临街商铺两间对外出租,有意者请联系:139****0000",
        "某某节水灌溉设备公司  滴灌带  管材  厂价直供  电话：0930—80 0 0000",
        "更正：5月2日二版《果园》一文中“一千亩”应为“一万亩”。特此致歉。",
        "征集启事:本报“我的工作室”征文截至今年11月30日,字数1500字以内。",
        "本版图片除署名外均由各县政协办公室提供",
        "征 订 启 事\n本报下一年度征订工作已经开始，全国邮局均可办理。",
    ],
)
def test_an_advertisement_is_accounted_for_and_is_no_article(advert: str) -> None:
    result = segmented(PAGE.format(advert=advert))
    assert [article.headline for article in result.articles] == [
        "崇信县政协为企业引来技工",
        "华亭市政协视察校园食堂",
    ]
    assert all("作废" not in article.text and "征" not in article.text for article in result.articles)
    assert {kind for _, kind in result.other} == {"boilerplate"}
    assert_laws(result)


def test_a_notice_of_a_body_is_an_article() -> None:
    result = segmented(PAGE.format(advert="关于征集史料的公告\n县政协现向社会征集老照片，期限三个月。"))
    assert len(result.articles) == 3
