"""Who made proposals."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.lists.proposers import Proposers
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import archive_of, read

REPORTS = {
    "school": {
        "headline": "校门口不堵了",
        "date": "2023-06-12",
        "place": "永昌县",
        "text": "今年年初，永昌县政协委员李建国提交了《关于疏导校园周边交通的提案》。县政协副主席王海平督办了"
        "委员提出的这件提案。提案人之一、教师张晓梅说，孩子们过马路放心了。",
    },
    "aged": {
        "headline": "古浪县老人有了食堂",
        "date": "2024-07-12",
        "place": "古浪县",
        "text": "古浪县的老年食堂源于政协委员陈玉兰的提案。县民政局局长刘志刚介绍，提案办理中跑了六次。",
    },
    "said": {
        "headline": "渭源县政协培训",
        "date": "2024-08-12",
        "place": "渭源县",
        "text": "渭源县政协主席赵德明强调，委员要写好提案。提案工作由副主席孙国庆负责。",
    },
}


@pytest.fixture(scope="module")
def proposers(tmp_path_factory: pytest.TempPathFactory) -> Proposers:
    made: Archive = archive_of(tmp_path_factory.mktemp("proposers"), REPORTS)
    return Proposers(made, gazetteer())


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("哪些委员提交过提案？", ["李建国", "张晓梅", "陈玉兰"]),
        ("提案人都有哪些人？", ["李建国", "张晓梅", "陈玉兰"]),
        ("谁写过提案？", ["李建国", "张晓梅", "陈玉兰"]),
        ("永昌县有哪些委员递过提案？", ["李建国", "张晓梅"]),
        ("哪几位委员的提案与养老有关？", ["陈玉兰"]),
        ("2024年哪些委员提出过提案？", ["陈玉兰"]),
        ("Which members are named as having submitted proposals?", ["李建国", "张晓梅", "陈玉兰"]),
    ],
)
def test_those_who_made_proposals_are_rows(proposers: Proposers, question: str, names: list[str]) -> None:
    asked = read(question)
    asked = asked.otherwise or asked
    assert proposers.wanted(asked)
    draft = proposers.answer(asked)
    assert draft is not None and sorted(row.name for row in draft.rows) == sorted(names)
    quotes = {citation.n: citation.quote for citation in draft.citations}
    assert all(row.name in quotes[row.citations[0]] for row in draft.rows)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("古浪县老年食堂的提案是谁提的？", "陈玉兰"),
        ("谁提交了关于老年食堂的提案？", "陈玉兰"),
        ("永昌县的提案是谁提交的？", ""),  # two are told
        ("渭源县的提案是谁提交的？", ""),
        ("谁提交了关于码头的提案？", ""),
        ("谁督办了古浪县的提案？", ""),
    ],
)
def test_one_proposal_has_one_author(proposers: Proposers, question: str, name: str) -> None:
    draft = proposers.single(read(question))
    assert (draft.text if draft else "").startswith(f"**{name}**" if name else "")
    assert bool(draft) is bool(name)


def test_two_may_have_made_a_proposal_together(tmp_path: Path) -> None:
    text = "8月4日，古浪县政协督办提案。提案人周长河、马秀兰和县水务局局长高明参加。"
    made = archive_of(tmp_path, {"one": {"date": "2024-08-12", "place": "古浪县", "text": text}})
    draft = Proposers(made, gazetteer()).answer(read("哪些委员提交过提案？"))
    assert draft is not None and [row.name for row in draft.rows] == ["周长河", "马秀兰"]


@pytest.mark.parametrize(
    "question",
    [
        "哪些副主席督办过提案？",
        "永昌县的提案是谁提交的？",
        "哪些县的委员提交过提案？",
        "委员提交了多少件提案？",
    ],
)
def test_other_questions_about_proposals_are_not_for_their_authors(
    proposers: Proposers, question: str
) -> None:
    assert not proposers.wanted(read(question))
