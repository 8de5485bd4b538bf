"""Documents of a meeting: in title marks or enumerated, by what was done with them and at which meeting."""

from __future__ import annotations

import pytest

from assistant.lists.events import Events
from assistant.parsing.documentrules import load_document_rules
from assistant.parsing.rules import load_assertion_rules
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, read

REPORTS = {
    "one": {
        "headline": "古浪县政协召开十届三次主席会议",
        "date": "2023-06-12",
        "place": "古浪县",
        "text": "6月10日，古浪县政协召开十届三次主席会议。会议学习了省上出台的《关于办好读书活动的意见》，"
        "听取了渠道清淤情况的汇报。会议审议通过了《春灌视察方案》《古浪县政协读书积分办法》，"
        "通过界别委员联系办法和专委会工作规则。",
    },
    "two": {
        "headline": "古浪县政协召开十届四次主席会议",
        "date": "2023-07-12",
        "place": "古浪县",
        "text": "7月10日，古浪县政协召开十届四次主席会议，审议了《秋季植树方案》。",
    },
}
THIRD = "古浪县政协十届三次主席会议"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(tmp_path_factory.mktemp("documents"), REPORTS)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            f"{THIRD}通过了哪些文件？",
            ["《春灌视察方案》", "《古浪县政协读书积分办法》", "界别委员联系办法", "专委会工作规则"],
        ),
        (f"{THIRD}审议了哪几个方案？", ["《春灌视察方案》"]),
        (f"{THIRD}学习了哪些文件？", ["《关于办好读书活动的意见》"]),
        (f"{THIRD}听取了哪些汇报？", ["渠道清淤情况的汇报"]),
        ("古浪县政协十届四次主席会议审议了哪些方案？", ["《秋季植树方案》"]),
        (
            "Which documents were studied at the Gulang chairpersons' meeting of June 2023?",
            ["《关于办好读书活动的意见》"],
        ),
        ("古浪县政协十届五次主席会议审议了哪些方案？", []),
    ],
)
def test_documents_of_one_meeting(archive: Archive, question: str, names: list[str]) -> None:
    draft = Events(archive, gazetteer(), load_assertion_rules()).answer(read(question))
    assert [row.name for row in draft.rows] == names if draft else not names


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("哪些县的主席会议审议了方案，方案各是什么？", {"古浪县": "《春灌视察方案》"}),
        ("哪些县开过专题协商会，题目分别是什么？", None),
    ],
)
def test_titles_for_each_place(archive: Archive, question: str, told: dict[str, str] | None) -> None:
    events, understood = Events(archive, gazetteer(), load_assertion_rules()), read(question)
    assert events.titled(understood) is (told is not None)
    draft = events.titles(understood) if told else None
    for row in draft.rows if draft else ():
        assert told is not None and told[row.name] in row.detail
    assert (draft is not None) is (told is not None)


@pytest.mark.parametrize(
    ("before", "done"),
    [
        ("会议审议通过了", "通过"),
        ("会议学习了省政协出台的", "学习"),
        ("会议学习了《甲》，讨论了《通过的办法》和", "讨论"),
        ("会上发了", ""),
    ],
)
def test_what_was_done_with_a_document(before: str, done: str) -> None:
    rules = load_document_rules()
    told = rules.done(before)
    assert (told if told in before else "") == done


def test_of_several_doings_any_will_do() -> None:
    rules = load_document_rules()
    assert {"听取", "审议"} <= set(rules.doing("听取和审议过哪些报告"))
    assert rules.said("听汇报的调研报告有哪几份") == ("调研报告",)
