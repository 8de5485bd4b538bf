"""Whether a sentence holds a value of the kind that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.sentences.fulfilled import fulfilled
from assistant.sentences.presumed import load_presumptions
from tests.asking import archive_of, assistant

REPORTS = {
    "orchard": {
        "headline": "积石山县政协调研花椒园",
        "date": "2023-06-02",
        "place": "积石山县",
        "text": "本报积石山讯（通讯员 温小禾）6月1日，积石山县政协组织9名委员调研花椒园。"
        "全县建成委员工作站12个，其余村镇的工作站打算明年建成。县政协主席尕藏云带队看了3个烘干房。",
    },
    "depot": {
        "headline": "两当县政协视察冷库",
        "date": "2023-07-03",
        "place": "两当县",
        "text": "本报两当讯 7月2日，两当县政协视察冷库建设。企业计划明年把冷库建成。",
    },
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("fulfilled")
    return assistant(archive_of(folder, REPORTS), folder)


def told(bench: Assistant, question: str, part: str) -> dict[str, float]:
    asked = bench.reader.read(question)
    scorer = bench.extractor.scorer
    best = next(c for c in scorer.best(asked) if part in c.text)
    return fulfilled(asked, scorer.sought(asked), best)


@pytest.mark.parametrize(
    ("question", "part", "lacking"),
    [
        ("积石山县建了多少个委员工作站？", "12个", 0.0),
        ("积石山县建了多少个委员工作站？", "烘干房", 0.5),
        ("积石山县种了多少亩花椒？", "12个", 1.0),
        ("积石山县花椒园里住了多少户？", "3个烘干房", 1.0),
        ("积石山县政协组织几名委员调研花椒园？", "9名", 0.0),
    ],
)
def test_a_number_has_to_count_what_is_asked(
    bench: Assistant, question: str, part: str, lacking: float
) -> None:
    assert told(bench, question, part)["unfigured"] == lacking


def test_who_wrote_a_report_is_not_who_is_asked_for(bench: Assistant) -> None:
    question = "积石山县调研花椒园的9名委员分别叫什么名字？"
    assert told(bench, question, "9名委员")["unnamed"] == 1.0
    assert told(bench, question, "尕藏云")["unnamed"] == 0.0


def test_what_is_only_planned_has_not_come_about(bench: Assistant) -> None:
    assert told(bench, "两当县的冷库是什么时候建成的？", "计划")["only_planned"] == 1.0
    assert told(bench, "两当县的冷库计划什么时候建成？", "计划")["only_planned"] == 0.0
    answer = bench.ask("两当县的冷库是什么时候建成的？")
    assert answer.status == "not_found"


def test_all_places_named_have_to_be_told_of(bench: Assistant) -> None:
    assert told(bench, "积石山县和两当县合办的花椒园有多大？", "花椒园")["place_missed"] == 0.5
    assert told(bench, "积石山县的花椒园有多大？", "花椒园")["place_missed"] == 0.0


def test_a_loose_property_only_makes_an_answer_less_likely(bench: Assistant) -> None:
    rules = load_presumptions()
    loose = bench.reader.read("两当县的冷库是哪家公司建的？")
    strict = bench.reader.read("两当县政协主席今年多少岁？")
    assert 0.5 < rules.attribute_missed(loose, "冷库", "冷库") < 1.0
    assert rules.attribute_missed(strict, "冷库", "冷库") == 1.0
    assert bench.ask("两当县政协主席今年多少岁？").status == "not_found"


def test_the_names_of_several_things_are_a_list_of_names(bench: Assistant) -> None:
    question = "积石山县的12个委员工作站分别叫什么名字？"
    assert told(bench, question, "12个")["unnamed"] == 1.0
    assert bench.ask(question).status == "not_found"


def test_the_day_of_a_turn_is_told_where_the_turn_is(bench: Assistant) -> None:
    assert bench.ask("积石山县的委员工作站是哪天撤销的？").status == "not_found"
    assert bench.ask("When did Liangdang County close its cold store?").status == "not_found"
