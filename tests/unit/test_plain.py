"""What people say around a question says nothing of it: asked so or so, it reads the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.parsing.language import language_of
from assistant.parsing.plain import load_plain
from assistant.parsing.shown import explain
from tests.asking import read

PLAIN = [
    "环县有多少个委员工作室？",
    "哪些县建立了委员工作站？",
    "谁主持了会宁县政协常委会会议？",
    "2023年瓜州县政协开了哪些会？",
    "环县和瓜州县哪个委员工作站多？",
    "介绍一下清水县的协商议事室",
]
ENGLISH = [
    "how many members' studios does Huan County have?",
    "which counties set up committee workstations?",
    "who chaired the standing committee meeting in Huining?",
]
AROUND = [
    "您好，{}谢谢！",
    "麻烦问一下，{}",
    "我是乡镇的干部，领导让我整理一份材料，想知道{}",
    "最近在写一篇论文，需要了解{}",
    "{}急用，谢谢",
    "{}写汇报要用",
    "  {} ",
]
AROUND_ENGLISH = [
    "Hello, {} Thanks!",
    "Could you please tell me {}",
    "I'd like to know {}",
    "I'm writing a report. {}",
    "{} Thank you very much",
]


def understood(text: str) -> dict[str, object]:
    return explain(read(text))


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("question", PLAIN)
def test_courtesy_and_purpose_change_nothing(question: str, around: str) -> None:
    assert understood(around.format(question)) == understood(question)


@pytest.mark.parametrize("around", AROUND_ENGLISH)
@pytest.mark.parametrize("question", ENGLISH)
def test_courtesy_in_english_changes_nothing(question: str, around: str) -> None:
    assert understood(around.format(question)) == understood(question)


@pytest.mark.parametrize("question", PLAIN)
def test_spaces_and_widths_change_nothing(question: str) -> None:
    assert understood(" ".join(question)) == understood(question)
    assert understood(question.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789"})) == understood(
        question
    )


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("环县 委员工作室 数量", "环县委员工作室有多少个"),
        ("会宁县政协常委会会议 主持人", "会宁县政协常委会会议是谁主持的"),
        ("民乐县政协主席", "民乐县政协主席是谁"),
        ("民乐县政协一把手是谁？", "民乐县政协主席是谁？"),
        ("民乐县政协“一把手”（主席）是谁？", "民乐县政协主席是谁？"),
        ("名字见报的各市县区政协“一把手”有哪些人？", "哪些政协主席被点了名？"),
        ("报上提到哪些政协主席？", "哪些政协主席被点了名？"),
        ("张掖下面的县市都有哪几个被写进来了？", "张掖有哪些县在报道里出现过？"),
        ("光是张掖市辖下的，一共报了几个县市？", "张掖市有哪些县在报道里出现过？"),
        ("报道里一共提到几位政协副主席？", "报道里提到了哪些政协副主席？"),
        ("2023年有几位通讯员供过稿？", "2023年有哪些通讯员供过稿？"),
        ("有几篇是关于供水的？", "有哪些报道是关于供水的？"),
        ("报道里开过常委会会议的有几家？", "有几家政协开过常委会会议？"),
        ("张掖那几个县有哪些上过报？", "张掖有哪些县在报道里出现过？"),
        ("会宁县政协啥时候开的常委会？", "会宁县政协什么时候开的常委会？"),
        ("哪些地方修过渠？护栏这种小事也算", "哪些地方修过渠？"),
        ("哪些地方写到老年人（提到一句也算）", "哪些地方写到老年人"),
        ("建立了委员工作站的县，数一数都有谁", "建立了委员工作站的县有哪些"),
        ("2023年3、5月各县政协有什么消息？", "2023年3月、5月各县政协有什么消息？"),
        ("建有委员工作室的县（区）分别建了几个？", "建有委员工作室的县（区）有哪些，各建了几个？"),
        ("2023年县一级的政协都在忙些什么？", "2023年各县政协有什么消息？"),
        ("跟养老有关的报道哪里有？", "跟养老有关的报道涉及哪些地方？"),
        ("number of members' studios in Huan County", "how many members' studios in Huan County"),
        ("想统计立案数，报道里写到立案件数的有哪几家？", "哪些地方的政协报道里写到立案件数？"),
        ("给委员办过集中培训的有哪几家，各多少人？", "哪些地方的政协给委员办过培训，各多少人？"),
        ("村里建了议事亭的都有谁？", "哪些地方村里建了议事亭？"),
        ("走访过企业的委员都有谁？", "走访过企业的委员都有谁？"),
        ("有没有政协出去学习的？分别去了哪里？", "哪些政协出去学习，分别去了哪里？"),
        ("把开过主席会议的政协列出来，附上届次。", "哪些政协开过主席会议。"),
        ("还有多少提案没办完？按县说。", "哪些县还有提案没办完，各多少件？"),
        ("民政工作会议精神都有谁学了？", "哪些地方的政协学习了民政工作会议精神？"),
        ("委员培训班谁办过？在哪里办？", "哪些地方的政协办过委员培训班？在哪里办？"),
        ("党的十九届六中全会的精神", "十九届六中全会的精神"),
        ("村或社区里设了议事亭的是哪些县？", "设了议事亭的是哪些县？"),
        ("各县专门用来议事的屋子有多少间？", "各县协商议事室有多少间？"),
        ("委员的工作站有多少个？", "委员工作站有多少个？"),
        (
            "whose standing committee meetings were reported?",
            "which cppccs' standing committee meetings were reported?",
        ),
        ("环县的接待日是从什么时候开始办的？", "环县的接待日什么时候开始办的？"),
        ("哪些县区和市建了议事亭？", "哪些市县区建了议事亭？"),
        ("哪些地方建的是联络站而不是工作站？", "哪些地方建的是联络站？"),
        (
            "which counties run liaison stations rather than studios?",
            "which counties run liaison stations?",
        ),
        ("只登了图片、署“摄影报道”的有哪些县？", "署“摄影报道”的有哪些县？"),
        (
            "how many nursery places for children under three?",
            "how many nursery slots for infants and toddlers?",
        ),
        ("counties with committee workstations", "which counties have committee workstations"),
        (
            "list the counties under Dingxi City that are reported on, with the topic of each.",
            "which counties under Dingxi City had news.",
        ),
        (
            "give me one line on what each county of Linxia was reported doing.",
            "which county of Linxia had news.",
        ),
        ("which counties or county-level cities held meetings?", "which counties held meetings?"),
        ("where did members plant trees?", "in which places did members plant trees?"),
        ("where was a road repaired?", "in which places was a road repaired?"),
        ("where was the training course held?", "where was the training course held?"),
        ("where did members from Huining train?", "where did members from Huining train?"),
        ("who took members outside Gansu?", "who took members to other provinces?"),
    ],
)
def test_speech_and_keywords_read_like_a_whole_question(said: str, plain: str) -> None:
    assert understood(said) == understood(plain)


@pytest.mark.parametrize("text", ["谢谢", "你好", "也算", "thanks", "谁写的？", "列出所有县政协副主席"])
def test_something_is_always_left(text: str) -> None:
    assert load_plain()["zh"].say(text) == text


@given(st.text(max_size=60))
def test_a_plain_message_stays_plain(text: str) -> None:
    for plainly in load_plain().values():
        once = plainly.say(text)
        assert bool(once) == bool(text)


def test_what_is_named_in_an_aside_is_as_good() -> None:
    question = read("哪些县办起了书屋（政协书屋、委员书屋都算）？")
    said = [question, *question.also]
    assert {"书屋", "委员书屋"} <= {name for one in said for group in one.groups for name in group}


def test_one_or_the_other_is_asked_like_which_of_the_two() -> None:
    assert understood("委员工作站，环县多还是瓜州县多？") == understood("委员工作站，环县和瓜州县哪个多？")


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Which counties have canteens, whether new or old?", "Which counties have canteens?"),
        ("Which counties put new canteens into service?", "Which counties opened new canteens?"),
        ("早市的事先不说，环县有几个站？", "环县有几个站？"),
        ("谁发了言", "谁发言"),
        ("柏坡县最高的院墙是多少米？", "柏坡县最高院墙是多少米？"),
        ("柏坡县的书架比井口县多添了几个？", "柏坡县的书架比井口县多添了几个？"),
        ("柏坡县的书架比井口县多装了几个？", "柏坡县的书架比井口县多几个？"),
        ("《柏坡旧事》一书收了多少篇文章？", "《柏坡旧事》收录了多少篇？"),
        ("委员何小满是做什么工作的？", "何小满是谁？"),
        ("环县政协做什么工作？", "环县政协做什么工作？"),
        ("柏坡县的委员小院里，镇上的多还是村里的多？", "柏坡县的镇上小院比村里小院多多少？"),
        ("柏坡县的树多还是井口县的树多？", "柏坡县的树还是井口县的树多？"),
    ],
)
def test_what_limits_nothing_is_left_out(said: str, plain: str) -> None:
    assert load_plain()["en" if said.isascii() else "zh"].say(said) == plain


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("老师您好，井口村的渠哪天通水？谢谢！", "井口村的渠哪天通水？"),
        ("能告诉我柏坡县建了几个读书角吗？", "柏坡县建了几个读书角？"),
        ("请问柏坡县有几个读书角呢", "柏坡县有几个读书角"),
        ("问卷调查有多少份？", "问卷调查有多少份？"),
        ("开了几次会，干的什么？", "开了几次会，干的什么？"),
        ("冷库用电，哪些县的政协视察过？", "哪些县的政协视察过冷库用电？"),
        ("委员驿站，柏坡县建了几个？", "柏坡县建了几个委员驿站？"),
        ("2023年8月，哪些县开了会？", "2023年8月，哪些县开了会？"),
        ("给护林员买过保险的，是哪几个县的政协？", "哪几个县的政协给护林员买过保险？"),
        ("请把督导组去过的村子一一列出来", "列出督导组去过的村子"),
        ("哪个多：甲县的茶社，还是乙县的茶社？", "哪个多：甲县的茶社，还是乙县的茶社？"),
        ("建的茶社哪个多：甲县2021年的，还是乙县2022年的？", "甲县2021年和乙县2022年，建的茶社哪个多？"),
        ("谁家给护林员买过保险？", "哪些地方的政协给护林员买过保险？"),
        ("到海边考察过的政协都有谁，看了什么？", "哪些地方的政协到海边考察过，看了什么？"),
        ("谁搞过知识竞赛？多少人参加？", "哪些地方的政协搞过知识竞赛？多少人参加？"),
        ("谁主持了知识竞赛？", "谁主持了知识竞赛？"),
        ("三家的茶话会，开得最晚的是哪家？", "三家的茶话会，开得最晚的是哪家？"),
        ("都有谁设了茶社", "哪些地方的政协设了茶社"),
        ("哪些县开过茶话会，各是第几次？", "哪些县开过茶话会？"),
        ("柏坡县的茶话会，是第几次？", "柏坡县的茶话会，是第几次？"),
        ("有没有哪家政协请村民来听会的？怎么请的？", "哪些政协请村民来听会，怎么请的？"),
        ("麻烦把办过灯会的市县区整理一遍", "哪些市县区办过灯会"),
        ("柏坡县有几个乡镇办了灯会？分别是哪几个？", "柏坡县哪些乡镇办了灯会？"),
        ("哪些县评过“最美”“先进”这类称号？", "哪些县评过“最美”、“先进”？"),
        ("哪些县用了抽查、暗访的办法监督？", "哪些县搞过抽查、暗访？"),
        ("哪些县把赶集的日子固定了下来？", "哪些县把赶集的日子固定了？"),
        ("帮瓜农卖过瓜的是哪里的茶社？", "哪些地方的茶社帮瓜农卖过瓜？"),
        ("哪些县讨论的题目跟路有关？", "哪些县协商过道路方面的事？"),
        ("哪些地方商量了两次或者更多次？", "哪些地方商量了两次以上？"),
        ("What number of clinics were opened?", "how many clinics were opened?"),
        ("Which counties had CPPCC events on 3 May?", "Which counties were active on 3 May?"),
        ("哪些报道写到上亿元的钱？", "哪些报道写到1亿元以上的钱？"),
        ("柏坡县政协主席的姓名是什么？", "柏坡县政协主席是谁？"),
        ("柏坡县灯会的参加人数是多少？", "柏坡县灯会的有多少人参加？"),
        ("谁是柏坡镇茶社的站长？", "柏坡镇茶社的站长是谁？"),
        ("参与赈灾的县政协有几家？分别是哪几家？", "有几个县政协参与赈灾？是哪几个？"),
        ("村民反映最集中的难处有哪些？", "村民主要反映哪些难处？"),
    ],
)
def test_other_builds_are_said_in_the_usual_order(said: str, plain: str) -> None:
    assert load_plain()[language_of(said)].say(said) == plain
