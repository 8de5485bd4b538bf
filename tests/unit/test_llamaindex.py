"""The archive as a retriever and the assistant as a query engine, on a real small archive."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from llama_index.core import Settings as GlobalSettings
from llama_index.core.evaluation import RetrieverEvaluator
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode, get_response_synthesizer
from llama_index.core.schema import TextNode

from assistant.chat import Assistant
from assistant.llamaindex import ArchiveRetriever, AssistantQueryEngine
from assistant.settings import Settings
from index.build import build
from index.encoder import load_encoder
from index.places import Gazetteer
from index.records import Filters
from index.search import Archive
from index.words import JiebaTokeniser

ARTICLES = [
    {
        "id": "永登一",
        "headline": "永登县政协建起委员工作站",
        "date": "2023-05-06",
        "place": "永登县",
        "text": "本报永登讯 5月4日，永登县政协在12个乡镇建立委员工作站，配备联络员30名。",
    },
    {
        "id": "民勤一",
        "headline": "民勤县政协视察治沙工程",
        "date": "2023-06-09",
        "place": "民勤县",
        "text": "本报民勤讯 6月7日，民勤县政协组织委员视察治沙工程，走访农户20户。",
    },
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("llamaindex")
    ready = folder / "ready.jsonl"
    ready.write_text("\n".join(json.dumps(fields, ensure_ascii=False) for fields in ARTICLES))
    build(
        [Path(ready)],
        folder / "index",
        encoder=load_encoder(),
        tokeniser=JiebaTokeniser(),
        gazetteer=Gazetteer.load(),
    )
    with Archive.open(folder / "index") as opened:
        yield opened


def test_nodes_carry_the_passage_and_where_it_stands(archive: Archive) -> None:
    nodes = ArchiveRetriever(archive, k=5).retrieve("委员工作站 乡镇")
    hits = archive.search("委员工作站 乡镇", 5)
    assert [node.text for node in nodes] == [hit.text for hit in hits]
    assert [node.score for node in nodes] == [hit.score for hit in hits]
    first = nodes[0].metadata
    assert (first["source"], first["headline"]) == ("永登一", "永登县政协建起委员工作站")
    assert (first["place"], first["issue_date"]) == ("永登县", "2023-05-06")
    article = archive.article(first["article_id"])
    assert article.text[first["start"] : first["end"]] == nodes[0].text
    assert len({node.node_id for node in nodes}) == len(nodes)


def test_the_retriever_keeps_to_its_limits(archive: Archive) -> None:
    assert len(ArchiveRetriever(archive, k=1).retrieve("县政协")) == 1
    only = ArchiveRetriever(archive, filters=Filters(places=("620621",))).retrieve("县政协")
    assert {node.metadata["place"] for node in only} == {"民勤县"}


def test_a_stock_query_engine_answers_from_the_passages(archive: Archive) -> None:
    synthesizer = get_response_synthesizer(llm=MockLLM(), response_mode=ResponseMode.COMPACT)
    engine = RetrieverQueryEngine(ArchiveRetriever(archive, k=3), synthesizer)
    response = engine.query("哪里建立了委员工作站？")
    assert [node.text for node in response.source_nodes] == [
        hit.text for hit in archive.search("哪里建立了委员工作站？", 3)
    ]
    assert "12个乡镇" in str(response)  # the model given repeats its prompt: the passages reached it
    node = response.source_nodes[0].node
    assert isinstance(node, TextNode)
    article = archive.article(node.metadata["article_id"])
    assert article.text[node.start_char_idx : node.end_char_idx] == node.text


def test_a_stock_evaluator_scores_the_retriever(archive: Archive) -> None:
    retriever = ArchiveRetriever(archive, k=2)
    evaluator = RetrieverEvaluator.from_metric_names(["hit_rate", "mrr"], retriever=retriever)
    for question, source in (("联络员配备了多少名", "永登一"), ("Who inspected in Minqin?", "民勤一")):
        wanted = [n.node_id for n in retriever.retrieve(question) if n.metadata["source"] == source]
        # In a thread of its own: a browser test in this process may have left its event loop running.
        with ThreadPoolExecutor(1) as thread:
            told = thread.submit(evaluator.evaluate, query=question, expected_ids=wanted).result()
        assert told.metric_vals_dict == {"hit_rate": 1.0, "mrr": 1.0}
        assert told.retrieved_ids[0] == wanted[0]


def test_answers_come_with_one_source_node_per_citation(archive: Archive) -> None:
    engine = AssistantQueryEngine(Assistant(archive, Settings()))
    response = engine.query("永登县政协配备了多少名联络员？")
    assert "30名" in str(response)
    assert response.metadata is not None
    answer = response.metadata["answer"]
    assert answer["status"] == "answered"
    assert [node.text for node in response.source_nodes] == [c["quote"] for c in answer["citations"]]
    metadata = response.source_nodes[0].metadata
    assert (
        archive.article(metadata["article_id"]).text[metadata["start"] : metadata["end"]]
        in (answer["citations"][0]["quote"])
    )
    assert metadata["place"] == "永登县"


def test_the_asynchronous_way_gives_the_same(archive: Archive) -> None:
    engine = AssistantQueryEngine(Assistant(archive, Settings()))
    question = "民勤县政协走访了多少农户？"
    # In a thread of its own: a browser test in this process may have left its event loop running.
    with ThreadPoolExecutor(1) as thread:
        told = thread.submit(lambda: asyncio.run(engine.aquery(question))).result()
    assert str(told) == str(engine.query(question))


def test_the_global_settings_are_left_alone(archive: Archive) -> None:
    ArchiveRetriever(archive).retrieve("县政协")
    AssistantQueryEngine(Assistant(archive, Settings())).query("哪些县建立了委员工作站？")
    assert GlobalSettings._llm is None
    assert GlobalSettings._embed_model is None
