"""The stand-in that knows the gold: it chooses rightly, and errs as often as it is told."""

from __future__ import annotations

import json

import pytest

import prompts
from eval.cases import Case
from eval.knowing import Knowing, Prompted
from index.errors import ModelError
from index.search import Archive
from tests.asking import assistant

ROWS = "\n".join(
    json.dumps({"n": n, "place": place, "told": [{"text": text}]}, ensure_ascii=False)
    for n, (place, text) in enumerate(
        [("环县", "栽了树。"), ("会宁县", "开了会。"), ("华池县", "修了路。")], 1
    )
)
LINES = "\n".join(
    json.dumps({"n": n, "text": text, "dates": dates}, ensure_ascii=False)
    for n, (text, dates) in enumerate([("去年开了会。", {}), ("今年栽树30株。", {"今年": "2024"})], 1)
)


def case(**given: object) -> Case:
    fields = {"id": "k1", "question": "哪些县栽过树？", "lang": "zh", "type": "list", **given}
    return Case(**fields)  # type: ignore[arg-type]


def test_rows_of_the_gold_are_chosen_by_name_or_by_evidence() -> None:
    model = Knowing()
    model.case = case(answer=("环县",), evidence=("修了路。",))
    assert json.loads(model.complete("rules", ROWS)) == {"yes": [1, 3]}
    model.case = case(abstain=True, answer=("环县",))
    assert json.loads(model.complete("rules", ROWS)) == {"yes": []}


def test_sentences_of_the_gold_are_told_with_their_dates_else_the_refusal() -> None:
    model = Knowing()
    model.case = case(type="number", answer=("30株",), evidence=("今年栽树30株。",))
    assert model.complete(prompts.REFUSAL, LINES) == "今年栽树30株。（2024年）[2]"
    model.case = case(type="number", answer=("9株",), evidence=("前年栽树9株。",))
    assert model.complete(prompts.REFUSAL, LINES) == prompts.REFUSAL


def test_it_errs_as_often_as_it_is_told_to() -> None:
    always, model = Knowing(1.0), Knowing(0.5, seed=3)
    always.case = model.case = case(answer=("环县",))
    assert json.loads(always.complete("rules", ROWS)) == {"yes": [2, 3]}
    told = [json.loads(model.complete("rules", ROWS))["yes"] for _ in range(60)]
    assert 0.35 < sum(1 in one for one in told) / 60 < 0.65


def test_it_refuses_what_is_no_choice() -> None:
    model = Knowing()
    model.case = case(answer=("环县",))
    with pytest.raises(ModelError):
        model.complete("rules", "a parse, please")
    with pytest.raises(ModelError):
        Knowing().complete("rules", ROWS)


def test_an_assistant_answers_with_it_case_by_case(reports: Archive) -> None:
    model = Knowing()
    one = case(question="哪些县建立了委员工作站？", answer=("高台县",))
    asked = Prompted(assistant(reports, reports.folder, model), model, [one])
    assert [row.name for row in asked.ask(one.question, id="k1").rows] == ["高台县"]
