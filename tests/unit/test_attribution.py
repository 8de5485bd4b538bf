"""Of whom a sentence speaks: named before the thing, listed side by side, or left to the surroundings."""

from __future__ import annotations

import pytest

from assistant.lists.attribution import Acting
from tests.asking import attributor, sentence_with, told

THING = "委员工作站"


def acting(text: str, **given: str) -> list[str]:
    """Return the codes of the places for which the first sentence on the thing holds."""
    return [a.code for a in found(text, **given)]


def found(text: str, **given: str) -> tuple[Acting, ...]:
    article, annotation = told(text, date="2023-06-09", **given)
    sentence = sentence_with(article, annotation, THING)
    position = article.text.index(THING)
    return attributor().acting(article, annotation, sentence, position)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("高台县建成委员工作站12个。", ["620724"]),
        ("高台县、瓜州县建成委员工作站12个。", ["620724", "620922"]),
        ("高台县和瓜州县都建成了委员工作站。", ["620724", "620922"]),
        ("高台县政协、瓜州县政协建成委员工作站。", ["620724", "620922"]),
        # The outer of two names that follow each other only says where the inner one lies.
        ("张掖市高台县建成委员工作站12个。", ["620724"]),
        ("酒泉市瓜州县建成委员工作站12个。", ["620922"]),
    ],
)
def test_the_places_named_before_the_thing(text: str, codes: list[str]) -> None:
    assert acting(text) == codes


def test_a_place_named_after_the_thing_in_its_clause() -> None:
    assert acting("委员工作站授牌仪式在瓜州县举行。") == ["620922"]


def test_what_is_spread_is_told_of_the_places_that_it_comes_to() -> None:
    text = "在瓜州县试办的委员工作站，明年准备推广到高台县、临泽县两个县，房子已经选好。"
    assert acting(text, place="张掖市") == ["620724", "620723"]
    assert acting("委员工作站在瓜州县试办，经验已经推广，高台县还在看。") != ["620724"]


def test_a_sentence_without_a_place_speaks_of_the_report() -> None:
    text = "高台县政协召开会议。去年底建成委员工作站12个。"
    assert acting(text, place="高台县") == ["620724"]
    (place,) = found(text, place="高台县")
    assert not place.named


def test_words_for_here_name_the_place_of_the_report() -> None:
    (place,) = found("全县建成委员工作站12个。", place="高台县")
    assert (place.code, place.named, place.at) == ("620724", True, 0)


def test_the_authority_above_is_not_meant() -> None:
    assert acting("在张掖市政协指导下，去年建成委员工作站12个。", place="高台县") == ["620724"]


def test_an_example_from_elsewhere_is_not_meant() -> None:
    text = "县政协借鉴瓜州县的经验，建成委员工作站12个。"
    assert acting(text, place="高台县") == ["620724"]


def test_what_a_study_tour_shows_stands_where_it_went() -> None:
    text = "本报正宁讯 6月5日，正宁县政协赴张掖市高台县考察学习。考察组走进委员工作站，听了介绍。"
    assert acting(text, place="正宁县") == ["620724"]


def test_a_report_of_a_prefecture_speaks_of_the_county_that_it_names() -> None:
    text = "本报酒泉讯 6月5日，酒泉市政协委员在瓜州县走访。瓜州县建成委员工作站15个。"
    assert acting(text, place="酒泉市") == ["620922"]
    assert acting("本报酒泉讯 全市建成委员工作站68个。", place="酒泉市") == ["620900"]


def test_a_report_from_nowhere_speaks_of_nobody() -> None:
    assert acting("委员工作站里坐满了人。") == []


def of_bodies(text: str, levels: tuple[str, ...], **given: str) -> list[str]:
    article, annotation = told(text, date="2023-06-09", **given)
    sentence = sentence_with(article, annotation, THING)
    position = article.text.index(THING)
    return [a.code for a in attributor().acting(article, annotation, sentence, position, levels)]


def test_a_body_acts_wherever_it_went() -> None:
    text = "张掖市政协组织委员，在高台县调研委员工作站。"
    assert acting(text, place="张掖市") == ["620724"]
    assert of_bodies(text, (), place="张掖市") == ["620700"]


def test_a_report_is_of_its_body_where_the_level_fits() -> None:
    text = "督导组先后到瓜州县、金塔县察看委员工作站。"
    assert of_bodies(text, (), place="酒泉市") == ["620900"]
    assert of_bodies(text, ("county",), place="酒泉市") == ["620900"]  # a row below those of the counties


def test_a_report_that_names_a_body_of_the_level_asked_for_is_none_of_the_one_above() -> None:
    text = "督导组先后到瓜州县、金塔县察看委员工作站。6月8日，瓜州县政协听取了汇报。"
    assert "620900" not in of_bodies(text, ("county",), place="酒泉市")


def test_what_a_meeting_did_its_own_body_did() -> None:
    text = (
        "6月7日，天水市政协召开常委会会议。会议建议秦州区、麦积区先行试点。会议审议通过了关于{thing}的办法。"
    )
    assert acting(text.format(thing=THING), place="天水市") == ["620500"]
    asked = "6月7日，天水市政协召开座谈会。秦州区作了发言。各站长希望{thing}多办实事。"
    assert acting(asked.format(thing=THING), place="天水市") == ["620502"]
