"""Who went elsewhere to learn."""

from __future__ import annotations

import pytest

from assistant.lists.travellers import Travellers
from assistant.parsing.rules import load_assertion_rules
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, read

REPORTS = {
    "visit": {
        "headline": "古浪县政协外出学习",
        "date": "2023-06-12",
        "place": "古浪县",
        "text": "6月10日，古浪县政协组织委员赴天水市秦安县学习工作室建设经验。",
    },
    "course": {
        "headline": "民勤县政协办班",
        "date": "2023-07-12",
        "place": "民勤县",
        "text": "7月10日，民勤县政协委员履职培训班在浙江省杭州市开班。",
    },
    "plan": {
        "headline": "渭源县政协开会",
        "date": "2023-08-12",
        "place": "渭源县",
        "text": "8月10日，渭源县政协召开会议，审议了《赴永昌县考察学习的方案》，"
        "学习了总书记在浙江省考察时的讲话。",
    },
    "unnamed": {
        "headline": "张掖市政协履职",
        "date": "2023-10-12",
        "place": "张掖市",
        "text": "今年以来，张掖市政协组织委员外出考察3次，形成报告3份。",
    },
    "home": {
        "headline": "永昌县政协调研",
        "date": "2023-09-12",
        "place": "永昌县",
        "text": "9月10日，永昌县政协组织委员到永昌县新城子镇考察蔬菜。",
    },
}


@pytest.fixture(scope="module")
def travellers(tmp_path_factory: pytest.TempPathFactory) -> Travellers:
    made: Archive = archive_of(tmp_path_factory.mktemp("travellers"), REPORTS)
    return Travellers(made, gazetteer(), load_assertion_rules())


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("哪些县政协去外地考察过？", ["古浪县"]),
        ("哪些市政协去外地考察过？", ["张掖市"]),
        ("哪些县政协外出学习或者在外地办过班？", ["古浪县", "民勤县"]),
        ("Which counties sent people to other places to learn or to train?", ["古浪县", "民勤县"]),
    ],
)
def test_rows_are_those_who_went(travellers: Travellers, question: str, names: list[str]) -> None:
    asked = read(question)
    assert travellers.wanted(asked)
    draft = travellers.answer(asked)
    assert draft is not None and sorted(row.name for row in draft.rows) == sorted(names)
    quotes = {citation.n: citation.quote for citation in draft.citations}
    assert all(row.name in quotes[row.citations[0]] for row in draft.rows)


@pytest.mark.parametrize("question", ["哪些县政协出去调研过？", "哪些县政协调研过蔬菜？"])
def test_surveys_are_other_questions(travellers: Travellers, question: str) -> None:
    assert not travellers.wanted(read(question))


def test_plans_count_where_they_are_asked_for(travellers: Travellers) -> None:
    draft = travellers.answer(read("哪些县政协外出考察过（包括只是计划的）？"))
    assert draft is not None and {row.name for row in draft.rows} == {"古浪县", "渭源县"}
