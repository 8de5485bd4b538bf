"""Plain BM25 and a stock LlamaIndex pipeline over the same articles."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from eval.bench import Bench, open_bench
from eval.cases import Case
from eval.measures import all_parts, figures
from eval.peers import Peer, open_peers
from eval.peers.pieces import LENGTH, pieces_of
from eval.runs import run_cases

TEXTS = [
    "茶农说，春茶的价钱比去年好。合作社帮着找了销路。" * 8,
    "老街的路灯修好了，夜里走路不怕了。",
    "村里的小学添了120套新桌椅，孩子们很高兴。",
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("peers")
    rows = [json.dumps({"text": text}, ensure_ascii=False) for text in TEXTS]
    (folder / "stories.jsonl").write_text("\n".join(rows), encoding="utf-8")
    with open_bench([folder / "stories.jsonl"], folder / "index") as opened:
        yield opened


@pytest.fixture(scope="module")
def peers(bench: Bench) -> dict[str, Peer]:
    assert bench.archive is not None and bench.encoder is not None
    return open_peers(bench.archive, bench.encoder)


def test_pieces_are_whole_sentences_and_lose_nothing(bench: Bench) -> None:
    assert bench.archive is not None
    pieces = list(pieces_of(bench.archive.articles()))
    assert "".join(piece.text for piece in pieces) == "".join(TEXTS)
    assert all(len(piece.text) <= LENGTH and piece.text.endswith("。") for piece in pieces)


@pytest.mark.parametrize("name", ["BM25", "LlamaIndex"])
def test_peers_find_and_cite_what_is_asked(name: str, bench: Bench, peers: dict[str, Peer]) -> None:
    case = Case(
        "q",
        "小学添了多少套桌椅？",
        "zh",
        "number",
        ("120套",),
        (),
        evidence=(TEXTS[2],),
        evidence_articles=(("stories.jsonl", 3),),
    )
    results = run_cases([case], peers[name], peers[name].witness(bench.witness))
    found = figures(all_parts(results))
    assert found["right"].value == found["citation.verbatim"].value == 1.0
    assert found["citation.recall"].value == found["retrieval.R@1"].value == 1.0


def test_plain_bm25_refuses_what_shares_no_word(peers: dict[str, Peer]) -> None:
    assert peers["BM25"].ask("火箭？").status == "not_found"
    assert peers["BM25"].ask("？！").status == "not_found"
