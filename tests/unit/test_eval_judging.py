"""A scripted model as judge, and LlamaIndex's own evaluators, over real HTTP requests."""

from __future__ import annotations

import pytest

from assistant.generate import load_model
from assistant.records import Answer, Citation
from assistant.settings import Settings
from eval.cases import Case
from eval.evaluators import evaluate_with, passing
from eval.judging import judged, verdict
from eval.runs import Result, run_cases
from eval.sources import Sources
from eval.witness import Witness
from tests.unit.chat_server import Reply, serving

CASES = [
    Case("a", "建成多少个驿站？", "zh", "number", ("24个",)),
    Case("b", "How many?", "en", "number", ("24",), history=("Who built them?",)),
    Case("c", "花了多少钱？", "zh", "unanswerable", abstain=True),
]


class Always:
    """Give one answer to everything."""

    def ask(self, question: str, history: object = (), *, id: str = "") -> Answer:
        quote = Citation(1, "a", "甲.txt", None, "", None, None, (), "全县建成驿站24个。")
        return Answer(question, "zh", "number", "answered", "24个 [1]", citations=(quote,), id=id)


@pytest.fixture
def results() -> list[Result]:
    return run_cases(CASES, Always(), Witness(Sources([])))


@pytest.mark.parametrize(
    ("reply", "language", "said"),
    [
        ("正确\n都有", "zh", True),
        ("错误：缺一项", "zh", False),
        ("Wrong.", "en", False),
        ("right or wrong", "en", None),
        ("", "zh", None),
    ],
)
def test_only_a_clear_first_line_is_a_verdict(reply: str, language: str, said: bool | None) -> None:
    assert verdict(reply, language) is said


def test_the_judge_is_reported_with_its_agreement(results: list[Result]) -> None:
    assert [r.verdict.right for r in results] == [True, True, False]
    script = [Reply(("正确",)), Reply(("wrong",)), Reply(("错误",))]
    with serving(script) as server:
        model = load_model(Settings(model_base_url=server.url, model_name="m"))
        assert model is not None
        told = judged(results, model)
        asked = str(server.asked[1])
    assert told["judge.right"].value == pytest.approx(1 / 3) and told["judge.usable"].value == 1.0
    assert told["judge.agreement"].value == pytest.approx(2 / 3)
    # Agreed 2 of 3; by chance 1/3 · 2/3 + 2/3 · 1/3 = 4/9.
    assert told["judge.kappa"].value == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))
    assert "Who built them?" in asked and "24" in asked


def test_a_judge_that_cannot_be_read_or_reached_counts_as_unusable(results: list[Result]) -> None:
    with serving([Reply(("我不知道",)), Reply(status=400)]) as server:
        model = load_model(Settings(model_base_url=server.url, model_name="m", model_retries=0))
        assert model is not None
        told = judged(results, model)
    assert told["judge.usable"].value == 0.0 and told["judge.right"].cases == 0


def test_llamaindex_evaluators_judge_a_run(results: list[Result]) -> None:
    from llama_index.core.evaluation import CorrectnessEvaluator
    from llama_index.llms.openai_like import OpenAILike

    body = (
        b'{"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0,'
        b' "finish_reason": "stop", "message": {"role": "assistant", "content": "%s"}}]}'
    )
    script = [Reply(body=body % said) for said in (b"4.5\\nall there", b"2.0\\nmissing", b"none")]
    with serving(script) as server:
        llm = OpenAILike(model="m", api_base=server.url, api_key="k", is_chat_model=True, max_retries=0)
        told = evaluate_with(CorrectnessEvaluator(llm=llm), results)
        asked = str(server.asked[0])
    assert [one.passing for one in told[:2]] == [True, False] and told[0].score == 4.5
    assert passing(told).cases == 2 and passing(told).value == 0.5
    assert "建成多少个驿站？" in asked and "24个" in asked
