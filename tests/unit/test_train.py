"""The training of the built-in encoder, on a corpus of a few invented articles."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoder import load_encoder

pytest.importorskip("datasets")
pytest.importorskip("sentence_transformers")

from eval.train.__main__ import main
from eval.train.corpus import Document, cut_passages, hold_out, read_documents
from eval.train.pairs import Recipe, draw_pairs
from eval.train.vocabulary import UNKNOWN, assign_rows, count_words, train_tokenizer

_SUBJECTS = [
    "冬小麦",
    "苹果园",
    "养老院",
    "输水管道",
    "博物馆",
    "篮球赛",
    "高速公路",
    "助学金",
    "古树",
    "夜市",
]
_DEEDS = [
    "完成了改造",
    "迎来大批访客",
    "通过了验收",
    "受到居民好评",
    "引起热议",
    "启动二期工程",
    "恢复开放",
    "增收三成",
]


def _article(rng: random.Random, n: int) -> str:
    subject = _SUBJECTS[n % len(_SUBJECTS)]
    sentences = [
        f"柳湾县第{n}号{subject}{rng.choice(_DEEDS)}，负责人介绍了{subject}的情况。" for _ in range(16)
    ]
    return f"2023-08-0{n % 9 + 1} 10:00，正文：{''.join(sentences)}"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = random.Random(5)
    path = tmp_path_factory.mktemp("corpus") / "news.txt"
    path.write_text("\n".join(_article(rng, n) for n in range(60)), encoding="utf-8")
    return path


def test_documents_are_cleaned_and_cut(corpus: Path) -> None:
    documents = read_documents(corpus)
    assert len(documents) == 60
    assert all("正文" not in document.text and "2023" not in document.text for document in documents)
    assert all(len(document.passages) >= 2 for document in documents)


@given(st.text(alphabet="县委员。！；\n，ab", max_size=400), st.integers(1, 120))
def test_passages_tile_the_sentences(text: str, target: int) -> None:
    passages = cut_passages(text, target)
    joined = "".join(sentence for passage in passages for sentence in passage)
    assert "".join(joined.split()) in "".join(text.split())
    assert all(passage for passage in passages)
    assert all(sum(map(len, passage)) >= target for passage in passages[:-1])


def test_holding_out_depends_on_the_text_alone(corpus: Path) -> None:
    documents = read_documents(corpus)
    kept, held = hold_out(documents, 0.3)
    assert 0 < len(held) < len(kept)
    again_kept, again_held = hold_out(documents[::-1], 0.3)
    assert set(again_held) == set(held) and set(again_kept) == set(kept)


def test_pairs_come_from_one_article_each(corpus: Path) -> None:
    documents = read_documents(corpus)
    by_passage = {"".join(p): document for document in documents for p in document.passages}
    drawn = draw_pairs(documents, Recipe(same=1.0, spaced=0.0), seed=3)
    first = [next(drawn) for _ in range(len(documents))]
    assert {by_passage[passage].text for _, passage in first} == {document.text for document in documents}
    for query, passage in first:
        assert 0 < len(query) <= 30
        assert all(clause in passage for clause in query.split())
    again = draw_pairs(documents, Recipe(same=1.0, spaced=0.0), seed=3)
    assert first == [next(again) for _ in range(len(documents))]


def test_no_character_is_unknown(corpus: Path) -> None:
    tokenizer = train_tokenizer(count_words(d.text for d in read_documents(corpus)), 8000)
    tokens = tokenizer.encode("柳湾县的冬小麦，鑫淼焱 Abc 907!", add_special_tokens=False).tokens
    assert UNKNOWN not in tokens
    assert "冬小麦" in tokens and "鑫" in tokens and "a" in tokens
    assert tokenizer.encode("🙂", add_special_tokens=False).ids == []


def test_frequent_pieces_have_rows_of_their_own(corpus: Path) -> None:
    tokenizer = train_tokenizer(count_words(d.text for d in read_documents(corpus)), 8000)
    mapping = assign_rows(tokenizer, 1000, ["的", "不在其中的词"])
    assert mapping[0] == mapping[tokenizer.token_to_id("的")] == 0
    assert mapping.max() == 999
    owners = np.bincount(mapping)
    assert (owners[1:501] == 1).all()
    assert owners[501:].max() - owners[501:].min() <= 1
    assert len(set(assign_rows(tokenizer, 9000, []).tolist())) == tokenizer.get_vocab_size()


@pytest.mark.slow
@pytest.mark.parametrize("start", ["random", "latent"])
def test_training_gives_a_folder_that_both_ways_load(corpus: Path, tmp_path: Path, start: str) -> None:
    from sentence_transformers import SentenceTransformer

    output = tmp_path / "encoder"
    sizes = ["--pieces", "8000", "--rows", "2000", "--dimensions", "16", "--batch", "8", "--steps", "3"]
    main(
        [
            "--corpus",
            str(corpus),
            "--output",
            str(output),
            "--start",
            start,
            "--cmrc",
            str(_cmrc(tmp_path)),
            *sizes,
        ]
    )
    texts = ["柳湾县的冬小麦怎么样？", "助学金", "", "🙂", "夜市恢复开放"]
    ours = load_encoder(str(output)).encode(texts)
    theirs = SentenceTransformer(str(output), device="cpu").encode(texts)
    assert ours.shape == (5, 16)
    assert np.abs(ours - theirs).max() < 1e-5
    assert not ours[2:4].any()


def _cmrc(folder: Path) -> Path:
    paragraphs = [
        {"context": f"{subject}在县城东边。", "qas": [{"question": f"{subject}在哪里？"}]}
        for subject in _SUBJECTS
    ]
    path = folder / "cmrc.json"
    path.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    return path


def test_a_document_is_its_passages() -> None:
    assert Document((("一。", "二。"), ("三。",))).text == "一。二。三。"
