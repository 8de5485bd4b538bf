"""Named things and people as rows, over invented reports, each answer checked by code of the tests' own."""

from __future__ import annotations

import pytest

from assistant.chat import Assistant
from assistant.records import Answer
from index.search import Archive
from tests.answers import faults
from tests.asking import archive_of, assistant

# Invented; only the names of the places are real.
REPORTS: dict[str, dict[str, str]] = {
    "a": {
        "headline": "山丹县政协到企业问难处",
        "date": "2023-03-10",
        "place": "山丹县",
        "text": "本报山丹讯 3月6日，山丹县政协组织委员走访企业。走访组先后来到绿源乳业公司、焉支陶瓷厂"
        "和清泉镇的马场合作社，了解用工情况。县人社局、税务局等4个部门到场答复。"
        "县政协委员、农艺师阮青禾给合作社讲了一堂剪枝课。",
    },
    "b": {
        "headline": "高台县政协表扬委员和工作站",
        "date": "2023-04-14",
        "place": "高台县",
        "text": "本报高台讯 4月10日，高台县政协召开会议，对3名优秀委员和2个先进委员工作站通报表扬。\n"
        "优秀委员：\n钟秋实(女)　　卢北望　　费满仓\n先进委员工作站：\n南华镇　　骆驼城镇",
    },
    "c": {
        "headline": "临泽县：“枣园夜话”成品牌",
        "date": "2023-06-16",
        "place": "临泽县",
        "text": "本报临泽讯 6月12日，临泽县政协推广“枣园夜话”协商品牌，围绕“戈壁养殖”开展专题调研。"
        "调研组在板桥镇、平川镇委员工作站听取意见，审议了《关于扶持戈壁养殖的提案》。"
        "会议决定增补丁望舒、柯石、梁小雨3人为县政协委员。",
    },
    "d": {
        "headline": "肃南县政协委员义诊",
        "date": "2023-07-14",
        "place": "肃南县",
        "text": "7月9日，肃南县政协委员、县医院医生牛望川在康乐镇为牧民义诊。 通讯员 安 雪 摄影报道",
    },
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("named"), REPORTS)


@pytest.fixture(scope="module")
def asked(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant(archive, tmp_path_factory.mktemp("asked"))


def rows(asked: Assistant, question: str) -> list[str]:
    answer: Answer = asked.ask(question)
    assert not answer.checks.unsupported and answer.checks.quotes_verbatim, answer.text
    return [row.name for row in answer.rows]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("山丹县政协走访了哪些企业？", ["绿源乳业公司", "焉支陶瓷厂", "马场合作社"]),
        ("Which companies did the Shandan County CPPCC visit?", ["绿源乳业公司", "焉支陶瓷厂", "马场合作社"]),
        ("山丹县有哪些部门到场答复？", ["县人社局", "税务局"]),
        ("哪些委员讲过课？", ["阮青禾"]),
        ("高台县受表扬的优秀委员有哪些？", ["钟秋实", "卢北望", "费满仓"]),
        ("哪些委员被增补了？", ["丁望舒", "柯石", "梁小雨"]),
        ("临泽县有哪些协商品牌？", ["枣园夜话"]),
        ("临泽县政协有哪些调研课题？", ["戈壁养殖"]),
        ("临泽县政协审议了哪些提案？", ["《关于扶持戈壁养殖的提案》"]),
        ("临泽县在哪些委员工作站听取意见？", ["板桥镇委员工作站", "平川镇委员工作站"]),
        ("哪些委员给牧民义诊过？", ["牛望川"]),
        ("哪些人给报纸拍过照片？", ["安雪"]),
    ],
)
def test_names_of_the_kind_and_no_others(asked: Assistant, question: str, names: list[str]) -> None:
    assert sorted(rows(asked, question)) == sorted(names)


def test_each_row_is_cited_to_a_sentence_with_its_name(asked: Assistant, archive: Archive) -> None:
    answer = asked.ask("山丹县政协走访了哪些企业？")
    quotes = {c.n: c.quote for c in answer.citations}
    assert answer.rows
    for row in answer.rows:
        assert any(row.name in quotes[n] for n in row.citations)
    assert faults(answer, archive) == []


def test_a_doing_that_no_report_tells_names_nobody(asked: Assistant) -> None:
    assert rows(asked, "哪些委员捐过书？") == []
    assert rows(asked, "哪些企业倒闭了？") == []


def test_a_question_for_one_thing_is_no_list_of_names(asked: Assistant) -> None:
    assert asked.reader.read("哪个企业最大？").asked != "named"
    assert asked.reader.read("市政协主席有哪些人？").asked == "person"


def test_what_is_no_list_of_names_is_read_as_before(asked: Assistant) -> None:
    question = asked.reader.read("哪些企业倒闭了？")
    assert question.otherwise is not None and question.otherwise.asked == ""
