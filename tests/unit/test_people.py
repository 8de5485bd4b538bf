"""People, and the posts printed beside their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.mentions.people import find_people


def found(text: str) -> list[tuple[str, str]]:
    return [(m.name, m.post) for m in find_people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3月2日，河源市政协党组书记、主席赵海主持召开会议。", [("赵海", "河源市政协党组书记、主席")]),
        ("县政协主席钱福堂主持并讲话。", [("钱福堂", "县政协主席")]),
        ("社区党支部书记孙玉兰高兴地说。", [("孙玉兰", "社区党支部书记")]),
        ("市政协主席李毅先后到三个县调研。", [("李毅", "市政协主席")]),
        ("区政协副主席周媛媛第一时间带队赶到。", [("周媛媛", "区政协副主席")]),
        ("会议由县委副书记吴万福主持。", [("吴万福", "县委副书记")]),
        ("这部书由省政协主席欧阳明主编。", [("欧阳明", "省政协主席")]),
        ("县长李和平带队检查。", [("李和平", "县长")]),
        ("局长郑强调研供水工程。", [("郑强", "局长")]),
        ("州政协副主席扎西东珠带队视察。", [("扎西东珠", "州政协副主席")]),
        ("市政协主席乌兰汗主持会议。", [("乌兰汗", "市政协主席")]),
        ("县政协主席索南昂旺主持，18名委员到会。", [("索南昂旺", "县政协主席")]),
        ("县政协委员慕容海正把账本摊开。", [("慕容海", "县政协委员")]),
        ("副主席买买提·热合曼说，", [("买买提·热合曼", "副主席")]),
        ("英国部长约翰·史密斯抵达。", [("约翰·史密斯", "英国部长")]),
        ("省政协委员、师范大学教授冯晓红建议，", [("冯晓红", "省政协委员、师范大学教授")]),
        ("村民卫生财告诉记者，", []),
        ("村民陈生财告诉记者，", [("陈生财", "村民")]),
        ("市工业和信息化局副局长褚杰指出，", [("褚杰", "市工业和信息化局副局长")]),
    ],
)
def test_posts_before_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name, post.removeprefix("由")) for name, post in found(text)] == expected


def test_a_list_shares_the_last_post() -> None:
    text = "区政协主席蒋大江、副主席沈芳、韩小明和杨帆参加。"
    assert found(text) == [
        ("蒋大江", "区政协主席"),
        ("沈芳", "副主席"),
        ("韩小明", "副主席"),
        ("杨帆", "副主席"),
    ]


def test_two_posts_of_two_people_are_kept_apart() -> None:
    text = "市委书记朱宁与江岸市委常委、县委书记秦路座谈。"
    assert found(text) == [("朱宁", "市委书记"), ("秦路", "江岸市委常委、县委书记")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本报河源讯（通讯员尤 磊）近日，", [("尤磊", "通讯员")]),
        ("本报河源讯(通讯员许立新 何鸿)5月6日", [("许立新", "通讯员"), ("何鸿", "通讯员")]),
        ("（记者 吕大伟 通讯员 施小明）", [("吕大伟", "记者"), ("施小明", "通讯员")]),
        ("通讯员 张晶 摄影报道", [("张晶", "通讯员")]),
        ("编辑：孔慧责任编辑：曹兵", [("孔慧", "编辑"), ("曹兵", "责任编辑")]),
        ("记者从会上了解到，记者应邀参加", []),
    ],
)
def test_credit_lines(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市政协主席公孙策远常说，", [("公孙策远", "市政协主席")]),
        ("县政协委员上官婉如告诉记者，", [("上官婉如", "县政协委员")]),
        ("县政协主席李明轩总说：", [("李明轩", "县政协主席")]),
        ("副主席王燕一再叮嘱", [("王燕", "副主席")]),
        ("市长赴东方红广场，书记经常到村里，主任一一介绍", []),
    ],
)
def test_names_before_a_habit_and_names_of_two_characters(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_an_interview_names_its_speakers() -> None:
    text = "记者：今年有何打算？\n严全科：我们将扩大协商。\n全会提出：要深化改革。"
    assert found(text) == [("严全科", "")]


def test_a_title_after_a_name() -> None:
    assert found("学习习近平总书记重要讲话") == [("习近平", "总书记")]


@pytest.mark.parametrize(
    "text",
    [
        "委员高度重视提案办理，代表应邀列席会议",
        "局长向市民介绍情况",
        "主席会议和常委会会议、主席令第三号",
        "委员工作站、委员联络室、政协委员书屋",
        "群众关切的问题，家长呼喊声不断",
        "特保队员陆先生发现，村民张某某报警",
        "委员入网格·创城进万家活动",
        "党支部书记讲授党课",
        "各级领导干部应当带头",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert found(text) == []


def test_a_place_is_no_person() -> None:
    text = "县委书记安宁区说"
    assert find_people(text, [(4, 7)]) == []


def test_the_name_is_given_without_the_space_that_is_printed() -> None:
    (mention,) = find_people("（通讯员曹 磊）")
    assert (mention.text, mention.name) == ("曹 磊", "曹磊")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县政协主席撒有德听商户盘账。", [("撒有德", "县政协主席")]),
        ("静原县政协主席吕志新开玩笑说，", [("吕志新", "静原县政协主席")]),
        ("为这件提案，县政协主席何海梁三次召集水务部门会商。", [("何海梁", "县政协主席")]),
        ("县政协主席巩小平坦言，难在头一年。", [("巩小平", "县政协主席")]),
        ("副院长纪守仁暗访时带着水壶。", [("纪守仁", "副院长")]),
        ("县政协主席妥俊林翻开笔记本。", [("妥俊林", "县政协主席")]),
        ("县政协副主席丑建明边听边记。", [("丑建明", "县政协副主席")]),
        ("州政协副主席才让卓玛骑马下山。", [("才让卓玛", "州政协副主席")]),
        ("县政协委员马·伊布拉捐出一千个馕。", [("马·伊布拉", "县政协委员")]),
        ("县政协主席张 军六次上门协商。", [("张军", "县政协主席")]),
        ("村民李拴牢抹了一把汗。", [("李拴牢", "村民")]),
        ("村支书陶铁柱感激不尽。", [("陶铁柱", "村支书")]),
        ("通讯员蔡长明提及往事。", [("蔡长明", "通讯员")]),
    ],
)
def test_names_before_any_word(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_every_name_of_a_list_may_end_before_any_word() -> None:
    text = "市政协副主席包金玲、关志远逐条过了一遍。"
    assert found(text) == [("包金玲", "市政协副主席"), ("关志远", "市政协副主席")]


@pytest.mark.parametrize(
    "text",
    [
        "主席张罗饭菜，局长马上召集开会",
        "局长任职表态发言，委员连续三年督办",
        "记者高兴地看到，记者查询发现，多位摄影师捕捉到身影",
        "村民于是又凑了一笔钱，群众安居乐业",
        "群众提供线索，学生严重超载",
        "县政协主席和平时一样早早到场",
        "党员和干部轮流值守，副主席和群众座谈",
        "执法人员上门，局长",
    ],
)
def test_words_behind_posts_are_no_names(text: str) -> None:
    assert found(text) == []


@given(
    st.text(
        alphabet="县政协党组书记、主席副王李张欧阳高磊伟·先后主持说 （通讯员）：委员群众\n买提", max_size=60
    )
)
def test_mentions_quote_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for mention in find_people(text):
        assert mention.text == text[mention.start : mention.end]
        assert mention.start >= last
        assert len(mention.name) >= 2
        last = mention.end
