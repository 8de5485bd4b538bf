"""The read path: search, exhaustive containment, filters, and questions while the archive changes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index.errors import ArchiveMismatch, ArchiveMissing
from index.fusion import load_fusion
from index.records import Filters
from index.relevance import NAMES
from index.search import Archive, Locality, Told
from tests.archives import PairEncoder, build_archive, ready_archive, tokeniser

ARTICLES = [
    {"id": "a", "headline": "甲县建起工作站", "date": "2024-08-06", "place": "榆中县",
     "text": "榆中县政协在18个乡镇建起委员工作站。委员每周到站里值班。\n站里收到意见36条。"},
    {"id": "b", "headline": "協商議事進院落", "date": "2024-09", "place": "永昌县",
     "text": "永昌縣設立協商議事室116個。居民在樹下議事。"},
    {"id": "c", "headline": "春耕", "date": "2025", "place": "兰州市",
     "text": "兰州市组织农机手检修农机。委员 工 作 站也来帮忙。"},
    {"id": "d", "text": "没有日期和地点的一篇，讲到雪山和草原。"},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ready_archive(tmp_path_factory.mktemp("search"), ARTICLES)


@pytest.fixture(scope="module")
def archive(folder: Path) -> Archive:
    return Archive.open(folder, encoder=PairEncoder(), tokeniser=tokeniser())


def sources(archive: Archive, question: str, filters: Filters = Filters()) -> list[str]:
    """Return the sources of what the words of a question find."""
    return [hit.source for hit in archive.search(question, 10, filters) if "lexical" in hit.channels]


def test_a_hit_says_where_it_stands(archive: Archive) -> None:
    hit = archive.search("委员工作站建在哪里", 1)[0]
    item = archive.article(hit.article_id)
    assert (hit.source, hit.headline) == ("a", "甲县建起工作站")
    assert (hit.place, hit.issue_date) == ("榆中县", "2024-08-06")
    assert hit.text == item.text[hit.start : hit.end]
    assert set(hit.channels) == {"lexical", "vector"}
    assert hit.score > 0


def test_hits_are_ordered_and_bounded(archive: Archive) -> None:
    hits = archive.search("委员在站里议事", 3)
    assert len(hits) <= 3
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert archive.search("委员", 0) == []


@pytest.mark.parametrize(
    "question",
    ["", "  \n", "？！。", "的了在", "哪些是谁的？", "Who is it?", "🙂🙃", "\x00", "\ud800", "…" * 10_000],
)
def test_odd_questions_find_nothing_and_raise_nothing(archive: Archive, question: str) -> None:
    assert archive.search(question) == []


def test_a_very_long_question_is_answered(archive: Archive) -> None:
    assert archive.search("委员工作站" * 2000, 1)[0].source == "a"


@pytest.mark.parametrize(
    "question",
    ["Сколько депутатов было на собрании?", "委員会の会議はどこで開かれましたか", "¿Cuántos miembros hay?",
     "كم عدد الأعضاء؟", "委员" * 5_000, "workstation " * 900, "a" * 10_000, "0" * 10_000],
)  # fmt: skip
def test_any_language_and_length_is_answered_honestly(archive: Archive, question: str) -> None:
    for hit in archive.search(question, 3):
        assert hit.text in archive.article(hit.article_id).text
        assert hit.channels


def test_eight_threads_find_what_one_finds(archive: Archive) -> None:
    questions = [
        f"{place}的委员{thing}" for place in "甲榆永兰" for thing in ("议事", "工作站", "农机", "草原")
    ]
    alone = [archive.search(question) for question in questions]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(archive.search, questions * 8))
    assert together == alone * 8


def test_english_and_relevance_reach_through_filters(archive: Archive) -> None:
    hits = archive.search("Which township has committee workstations?", 5, Filters(places=("620123",)))
    assert [hit.source for hit in hits] == ["a"]


def test_traditional_and_simplified_find_each_other(archive: Archive) -> None:
    assert sources(archive, "协商议事室")[0] == "b"
    assert sources(archive, "委員工作站")[0] == "a"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), {"a", "b", "c", "d"}),
        (Filters(places=("620100",)), {"a", "c"}),
        (Filters(places=("620123",)), {"a"}),
        (Filters(since="2024-08-01", until="2024-08-31"), {"a"}),
        (Filters(since="2024-09-15"), {"b", "c"}),
        (Filters(sources=("d",)), {"d"}),
        (Filters(kinds=("photo",)), set()),
        (Filters(places=("110000",)), set()),
        (Filters(places=("620000",)), {"a", "b", "c"}),
        (Filters(until="2024-08-31"), {"a"}),
        (Filters(places=("620100",), since="2025-01-01"), {"c"}),
        (Filters(sources=("a", "d"), kinds=("news",)), {"a", "d"}),
        (Filters(pages=("3",)), set()),
    ],
)
def test_filters_limit_everything(archive: Archive, filters: Filters, expected: set[str]) -> None:
    assert {item.source for item in archive.articles(filters)} == expected
    assert archive.count(filters) == len(expected)
    assert {found.article.source for found in archive.containing([], filters)} == expected
    assert {hit.source for hit in archive.search("委员议事农机草原", 10, filters)} <= expected
    literal = {found.article.source for found in archive.containing([["委员"], ["站"]], filters)}
    assert literal == expected & {"a", "c"}


def test_containing_names_the_sentences(archive: Archive) -> None:
    found = archive.containing([["工作站"]])
    said: dict[str, list[str]] = {}
    for f in found:
        chosen = [f.annotation.sentences[i] for i in f.sentences]
        said[f.article.source] = [f.article.text[s.start : s.end] for s in chosen]
    assert said == {"a": ["榆中县政协在18个乡镇建起委员工作站。"], "c": ["委员 工 作 站也来帮忙。"]}


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([["站"]], {"a", "c"}),
        ([["协商议事室"]], {"b"}),
        ([["16个"]], {"b"}),
        ([["委员"], ["18个"]], {"a"}),
        ([["委员"], ["36条"]], set()),
        ([["委员", "居民"], [""]], {"a", "b", "c"}),
        ([["雪山", "不存在"]], {"d"}),
        ([["甲县"]], set()),
    ],
)
def test_containing_is_literal(archive: Archive, groups: list[list[str]], expected: set[str]) -> None:
    assert {found.article.source for found in archive.containing(groups)} == expected


def test_what_is_not_there_is_an_error(archive: Archive) -> None:
    with pytest.raises(KeyError):
        archive.article("0" * 16)
    with pytest.raises(KeyError):
        archive.annotation("0" * 16)


def test_the_archive_knows_what_it_holds(archive: Archive) -> None:
    assert archive.places() == {"620100": 1, "620123": 1, "620321": 1}
    assert archive.months() == {"2024-08": 1, "2024-09": 1, "2025-01": 1}
    status = archive.status()
    assert (status["articles"], status["files"], status["encoder"]) == (4, 1, "pairs 1")
    assert status["sequence"] == status["lexical_sequence"] == status["vectors_sequence"] == archive.sequence


def test_an_archive_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing) as caught:
        Archive.open(tmp_path / "none")
    assert "wendang index build" in caught.value.hint


def test_another_encoder_or_tokeniser(folder: Path) -> None:
    class Other:
        name, version = "other", "1"

        def words(self, text: str) -> list[str]:
            return list(text)

    with pytest.raises(ArchiveMismatch, match="other 1") as caught:
        Archive.open(folder, tokeniser=Other())
    assert "wendang index rebuild" in caught.value.hint
    with pytest.raises(ArchiveMismatch, match="pairs 7"):
        Archive.open(folder, encoder=PairEncoder(version="7"))


def test_a_reader_takes_up_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "ready.jsonl"
    path.write_text('{"id": "x", "text": "第一篇讲水利建设。"}\n', encoding="utf-8")
    build_archive(tmp_path / "index", path)
    reader = Archive.open(tmp_path / "index", encoder=PairEncoder())
    before = reader.sequence
    assert not reader.refresh()
    path.write_text('{"id": "y", "text": "第二篇讲教育发展。"}\n', encoding="utf-8")
    build_archive(tmp_path / "index", path)
    assert reader.sequence == before
    assert [h.text for h in reader.search("水利建设")] == []
    assert reader.refresh()
    assert reader.sequence > before
    assert reader.search("教育发展")[0].source == "y"
    assert reader.containing([["水利"]]) == []
    assert [f.article.source for f in reader.containing([["教育"]])] == ["y"]
    assert not reader.refresh()


def test_few_passages_of_one_article(tmp_path: Path) -> None:
    text = "\n".join(f"第{i}次讨论水利建设，会上听取意见并作了安排。" * 8 for i in range(9))
    lines = [{"id": "long", "text": text}, {"id": "short", "text": "水利建设有了进展。"}]
    with Archive.open(ready_archive(tmp_path, lines), encoder=PairEncoder()) as archive:
        found = [hit.source for hit in archive.search("水利建设", 10)]
    assert sorted(found) == ["long", "long", "long", "short"]


def test_a_page_of_an_issue_limits_both_channels(tmp_path: Path) -> None:
    for number, name in ((1, "甲县"), (2, "乙县")):
        file = tmp_path / f"20240806_0{number}.txt"
        file.write_text(
            f"河州日报 2024年8月6日 第{number}版\n\n{name}修好水渠\n\n"
            f"本报讯 {name}水务局今年修好水渠三十公里，惠及农户五百户，群众都说水渠修得好。\n",
            encoding="utf-8",
        )
    build_archive(tmp_path / "index", tmp_path)
    with Archive.open(tmp_path / "index", encoder=PairEncoder()) as archive:
        pages = {item.page: item.source for item in archive.articles()}
        assert len(pages) == 2 and None not in pages
        for page, source in pages.items():
            only = Filters(pages=(str(page),))
            assert {hit.source for hit in archive.search("哪里修好水渠", 10, only)} == {source}
            assert {found.article.source for found in archive.containing([["水渠"]], only)} == {source}
            assert archive.count(only) == 1
        assert archive.search("哪里修好水渠", 10, Filters(pages=("9",))) == []


def test_fusion_weights_are_data() -> None:
    fusion = load_fusion()
    assert fusion.weights.shape == (len(NAMES),)
    assert fusion.depth_for(1) == fusion.depth
    assert fusion.depth_for(100) == 100 * fusion.depth_per_hit
    assert (fusion.vector_depth_for(1), fusion.vector_depth_for(100)) == (fusion.vector_depth, 100)


def test_fused_scores_are_shares_of_belief_in_the_order_of_the_weights() -> None:
    fusion = load_fusion()
    table = np.zeros((3, len(NAMES)))
    table[1, NAMES.index("lexical")] = 0.9
    table[2, NAMES.index("vector")] = 0.5
    scores = fusion.scores(table)
    assert scores.sum() == pytest.approx(1.0)
    assert scores[1] > scores[2] > scores[0]
    assert fusion.scores(table[:0]).shape == (0,)


def test_one_channel_alone(archive: Archive) -> None:
    for channel in ("lexical", "vector"):
        hits = archive.by_channel("委员工作站建在哪里", channel, 5)
        assert hits
        assert all(set(hit.channels) == {channel} for hit in hits)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_rare_words_tell_more(archive: Archive) -> None:
    rarity = archive.rarity(["委员", "雪山", "没有的词"])
    assert 0 < rarity["委员"] < rarity["雪山"] <= rarity["没有的词"]
    pairs = archive.rarity(["委员", "雪山"], "pairs")
    assert pairs["委员"] < pairs["雪山"]


def test_reading_imports_nothing_heavy() -> None:
    heavy = {"torch", "transformers", "sentence_transformers", "gradio", "llama_index", "lxml", "trafilatura"}
    code = f"import sys, index.search as s; print({heavy!r} & set(sys.modules), 'index.build' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set() False"


def test_whether_anything_holds_is_told_without_a_list(archive: Archive) -> None:
    assert archive.holds([["委员工作站"]])
    assert archive.holds([["工作站"], ["机"]]) == bool(archive.containing([["工作站"], ["机"]]))
    assert not archive.holds([["作委员"]])


def test_a_locality_keeps_reports_from_there_and_those_that_name_it(archive: Archive) -> None:
    # Lanzhou: one report is from there, one from a county under it.
    local = Locality(("620100",), ("兰州市", "兰州"))
    assert [found.article.source for found in archive.containing([["工作站"]], local=local)] == ["a", "c"]
    named = Locality(("110000",), ("永昌",))
    assert [found.article.source for found in archive.containing([["协商"]], local=named)] == ["b"]
    assert archive.containing([["工作站"]], local=named) == []
    assert [item.passages for item in archive.outline([["协商"]], local=named)] == [1]


def test_heads_are_the_articles(archive: Archive) -> None:
    heads = archive.heads()
    assert [head.source for head in heads] == ["a", "b", "c", "d"]
    assert heads == list(archive.articles())
    assert [head.text for head in heads] == [whole.text for whole in archive.articles()]
    assert [head.source for head in archive.heads(told=Told("title", ("春耕", "工作站")))] == ["a", "c"]
    assert archive.heads(told=Told("byline", ("%",))) == []
