"""A model's proposal of a parse: used where it keeps to the schema, thrown away as a whole where not."""

from __future__ import annotations

import json

import pytest

from assistant.parsing.proposed import Proposer, read_proposal, wants_help
from assistant.records import Bound
from index.errors import ModelError
from tests.asking import read, terms

ODD = "Which counties set up more than ten zeppelin workstations of the committee members?"


class Scripted:
    """A model that says what it is told to say, and counts how often it is asked."""

    def __init__(self, answer: str | None) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def complete(self, system: str, user: str) -> str:
        self.asked.append(user)
        if self.answer is None:
            raise ModelError("no answer")
        return self.answer


def proposal(**changes: object) -> str:
    told = {
        "kind": "list",
        "rows": "county",
        "subject": [["委员工作站"]],
        "doing": [],
        "order": "",
        "limit": 0,
    }
    return json.dumps(told | {"limit": 0, "bound": None, "lacking": False, "planned": False} | changes)


def test_a_sound_proposal_is_taken_over() -> None:
    model = Scripted(f"好的：{proposal(bound={'sign': '>', 'value': 10})}")
    question = Proposer(model, terms()).better(read(ODD))
    assert question.kind == "list" and question.levels == ("county",)
    assert "委员工作站" in question.groups[0] and "政协委员工作站" in question.groups[0]
    assert question.bound == Bound(">", 10.0) and question.unused == ()
    assert "zeppelin" in model.asked[0]


def test_places_and_times_stay_as_they_were_resolved() -> None:
    before = read("In 2023, which counties of Jiuquan had zeppelin workstations?")
    after = Proposer(Scripted(proposal()), terms()).better(before)
    assert (after.places, after.times) == (before.places, before.times) and before.places


def test_the_rules_alone_do_where_nothing_is_left_over() -> None:
    model = Scripted(proposal())
    question = read("哪些县建立了委员工作站？")
    assert not wants_help(question)
    assert Proposer(model, terms()).better(question) is question and not model.asked


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "",
        "I cannot do that.",
        "[1, 2]",
        "{",
        proposal(kind="poem"),
        proposal(rows="galaxy"),
        proposal(order="up"),
        proposal(limit=-1),
        proposal(limit=True),
        proposal(bound={"sign": "~", "value": 3}),
        proposal(bound={"sign": ">", "value": "many"}),
        proposal(subject="委员工作站"),
        proposal(subject=[["workstation"]]),
        proposal(subject=[[]]),
        proposal(subject=[], doing=[]),
        proposal(lacking="no"),
        proposal(command="rm"),
        proposal(subject=[["不在词表也不在问题里的东西"]]),
    ],
)
def test_what_does_not_keep_to_the_schema_changes_nothing(answer: str | None) -> None:
    question = read(ODD)
    assert wants_help(question)
    assert Proposer(Scripted(answer), terms()).better(question) is question


def test_a_proposal_is_found_among_other_words() -> None:
    assert read_proposal(f"Here it is:\n```json\n{proposal()}\n```")["rows"] == "county"
    with pytest.raises(ValueError, match="schema"):
        read_proposal("{}")
