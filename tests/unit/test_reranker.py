"""A cross-encoder made on the spot orders the hits of a search."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import EncoderError
from index.records import Hit
from index.reranker import CrossEncoderReranker
from index.search import Archive
from tests.archives import PairEncoder, ready_archive


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a tiny BERT with random weights."""
    pytest.importorskip("sentence_transformers")
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast, set_seed

    characters = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"县里修水渠办学校种树养老今年了三条所"]
    words = {character: n for n, character in enumerate(dict.fromkeys(characters))}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    set_seed(7)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=64, num_labels=1,
    )  # fmt: skip
    path = tmp_path_factory.mktemp("reranker") / "model"
    BertForSequenceClassification(config).save_pretrained(path)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(path)
    return path


def hit(text: str) -> Hit:
    return Hit("a", "f", None, None, None, text, 0, len(text), 0.0)


def test_the_same_hits_come_back_by_the_models_own_scores(folder: Path) -> None:
    reranker = CrossEncoderReranker.open(str(folder))
    hits = [hit(text) for text in ("县里修水渠", "今年种树", "办了三所学校")]
    told = reranker.rerank("修水渠", hits)
    assert {h.text for h in told} == {h.text for h in hits}
    assert sum(h.score for h in told) == pytest.approx(1.0)
    scores = reranker._model.predict([("修水渠", h.text) for h in told], show_progress_bar=False)
    assert list(scores) == sorted(scores, reverse=True)
    assert reranker.rerank("修水渠", []) == []


def test_a_search_is_ordered_by_it(folder: Path, tmp_path: Path) -> None:
    texts = ("县里今年修了三条水渠。", "县里种树，也修水渠。", "县里办学校，修路修渠。")
    index = ready_archive(tmp_path, ({"id": text[:4], "text": text} for text in texts))
    reranker = CrossEncoderReranker.open(str(folder))
    with Archive.open(index, encoder=PairEncoder(), reranker=reranker) as archive:
        hits = archive.search("县里修水渠", 2)
        plain = Archive.open(tmp_path / "index", encoder=PairEncoder()).search("县里修水渠", 3)
    assert len(hits) == 2 and len(plain) == 3
    expected = [h.text for h in reranker.rerank("县里修水渠", plain)][:2]
    assert [h.text for h in hits] == expected


def test_one_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="reranker cannot be loaded") as caught:
        CrossEncoderReranker.open(str(tmp_path / "nothing"))
    assert "unset reranker" in caught.value.hint
