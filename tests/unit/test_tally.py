"""Whether a figure is of the thing, and of the doing, that a number is asked of."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.sentences.tally import Asked, asked_of
from assistant.settings import Settings
from tests.asking import archive_of

REPORTS = {
    "home": {
        "headline": "民乐县政协视察敬老院",
        "date": "2023-05-12",
        "place": "民乐县",
        "text": "本报民乐讯 5月9日，民乐县政协组织委员视察敬老院。"
        "全县60岁以上老年人有3.1万人，建成敬老院14所。"
        "委员们为敬老院送去棉被60床，走访入住老人27名。",
    },
    "class": {
        "headline": "临泽县政协举办培训班",
        "date": "2023-06-12",
        "place": "临泽县",
        "text": "本报临泽讯 6月9日至10日，临泽县政协举办了为期两天的政协委员培训班。"
        "培训班上发放学习资料300份。",
    },
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("tally")
    return Assistant(archive_of(folder, REPORTS), Settings(index=folder))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("民乐县一共接待了多少名群众", Asked("接待", "名", "群众")),
        ("民乐县有多少所敬老院", Asked("", "所", "敬老院")),
        ("提案答复率各是多少", Asked("", "", "")),
        ("收到多少件提案，立案多少件", None),
        ("那次会议是第几届几次", None),
        ("民乐县政协的副主席有几位", Asked("", "位", "副主席")),
        ("民乐县有多少名工作人员", Asked("", "名", "工作人员")),
    ],
)
def test_what_a_number_is_asked_of(question: str, asked: Asked | None) -> None:
    assert asked_of(question) == asked


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("民乐县政协走访了多少名入住老人？", "answered"),
        ("民乐县建成多少所敬老院？", "answered"),
        ("民乐县的敬老院聘用了多少名护工？", "not_found"),
        ("临泽县有多少名政协委员？", "not_found"),
        ("民乐县有多少名养老护理员？", "not_found"),
        ("民乐县政协有多少名常委？", "not_found"),
        ("民乐县政协的副主席有几位？", "not_found"),
        ("民乐县政协送去了多少顶帐篷？", "not_found"),
        ("民乐县政协送去了多少床棉被？", "answered"),
        ("临泽县政协培训班有多少名委员参加？", "not_found"),
        ("临泽县政协培训班发放了多少份学习资料？", "answered"),
    ],
)
def test_a_number_of_another_thing_is_no_answer(assistant: Assistant, question: str, status: str) -> None:
    assert assistant.ask(question).status == status
