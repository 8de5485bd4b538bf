"""Rows that a model chooses: only among those found; what it passes over is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from assistant.chat import Assistant
from assistant.records import Answer
from assistant.settings import Settings
from eval.knowing import records
from index.errors import ModelError
from index.search import Archive
from tests.asking import TODAY, archive_of

ASKED = "哪些县建立了委员工作站？"
PLANTED = {
    "anding": {
        "place": "安定区",
        "date": "2024-04-02",
        "headline": "委员带头添新绿",
        "text": "本报安定讯 3月30日，安定区政协组织委员到凤凰山植树造林，栽下云杉600株。",
    },
    "lintao": {
        "place": "临洮县",
        "date": "2024-04-09",
        "headline": "临洮县政协走访校园",
        "text": "本报临洮讯 4月6日，临洮县政协到城北小学察看教室和食堂，院里的树该浇了。",
    },
}


@dataclass
class Picking:
    """A model that picks the places it is given, and does not word answers.

    Attributes:
        said: what it answers in place of a choice.
        shown: the records of each choice that it was asked for.
    """

    places: tuple[str, ...] = ()
    said: str | None = None
    name: str = "picking"
    shown: list[list[dict[str, Any]]] = field(default_factory=list)

    def complete(self, system: str, user: str, on_text: Callable[[str], None] | None = None) -> str:
        found = list(records(user))
        if not found or "told" not in found[0]:
            raise ModelError("only rows are chosen")
        self.shown.append(found)
        if self.said is not None:
            return self.said
        return json.dumps({"yes": [r["n"] for r in found if r["place"] in self.places]})


def asked(reports: Archive, model: Picking | None, question: str = ASKED, **limits: Any) -> Answer:
    settings = Settings.model_validate({"index": reports.folder, "today": TODAY, **limits})
    return Assistant(reports, settings, model).ask(question)


def test_only_what_a_model_picks_is_listed_and_the_rest_is_named_with_its_sentence(reports: Archive) -> None:
    model = Picking(("高台县", "酒泉市"))
    answer = asked(reports, model)
    assert [row.name for row in answer.rows] == ["高台县", "酒泉市"]
    line = next(line for line in answer.text.splitlines() if line.startswith("瓜州县["))
    assert "金塔县[" in line and not answer.checks.unsupported
    (told,) = (r["told"] for r in model.shown[0] if r["place"] == "高台县")
    assert any("9个镇和3个社区" in one["text"] and one["date"] == "2023-03-10" for one in told)


def test_numbers_stay_those_of_the_archive(reports: Archive) -> None:
    plain = asked(reports, None, "哪些县建立了委员工作站？各有多少？")
    chosen = asked(reports, Picking(("高台县", "瓜州县")), "哪些县建立了委员工作站？各有多少？")
    both = {(r.name, r.quantity) for r in plain.rows if r.name in ("高台县", "瓜州县")}
    assert {(r.name, r.quantity) for r in chosen.rows} == both


@pytest.mark.parametrize(
    "said", ["好的", "{}", '{"yes": "1"}', '{"yes": [0]}', '{"yes": [99]}', '{"yes": [true]}', '{"yes": [1']
)
def test_a_choice_of_no_use_leaves_the_rules_rows(reports: Archive, said: str) -> None:
    answer, plain = asked(reports, Picking(said=said)), asked(reports, None)
    assert (answer.rows, answer.text) == (plain.rows, plain.text)


def test_what_holds_every_word_of_the_question_is_not_all_passed_over(reports: Archive) -> None:
    assert asked(reports, Picking()).rows == asked(reports, None).rows


def test_a_model_is_not_asked_of_more_places_than_it_may_be(reports: Archive) -> None:
    none, few = Picking(("高台县",)), Picking(("高台县",))
    assert asked(reports, none, model_rows=0).rows == asked(reports, None).rows and not none.shown
    assert asked(reports, few, model_rows=2).rows == asked(reports, None).rows and not few.shown


def test_a_small_window_takes_several_questions(reports: Archive) -> None:
    wide, small = Picking(("高台县", "瓜州县")), Picking(("高台县", "瓜州县"))
    rows = asked(reports, wide).rows
    assert asked(reports, small, model_context_window=2200).rows == rows
    assert len(wide.shown) == 1 < len(small.shown)
    places = [record["place"] for part in small.shown for record in part]
    assert places == [record["place"] for record in wide.shown[0]]


def test_a_place_that_the_rules_do_not_list_becomes_a_row_where_a_model_picks_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with archive_of(tmp_path_factory.mktemp("chosen"), PLANTED) as small:
        question = "哪些县浇过树？"
        everywhere = Picking(("安定区", "临洮县"))
        answer = asked(small, everywhere, question)
        offered = {record["place"] for part in everywhere.shown for record in part}
        assert {row.name for row in answer.rows} == offered
        assert {row.name for row in asked(small, Picking(("临洮县",)), question).rows} <= {"临洮县"}


def test_who_asks_for_places_that_lack_a_thing_is_answered_by_the_rules(reports: Archive) -> None:
    model = Picking()
    question = "哪些县没有建立委员工作站？"
    assert asked(reports, model, question).rows == asked(reports, None, question).rows
