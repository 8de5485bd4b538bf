from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer

import index
from index.unigram import Unigram, read_unigram

_ODD = "℃㎡Ⅲ①ﬁ½İΣςéＡｂ１〇々ゞｶﾞ한\u1100\u1161\u0301\u200b\u00ad𠮷😀\x00\u2028…—·"
_LIKELY = st.text(alphabet="兰州市榆中县政协委员工作站建成了18个2024年。，“”、 \n—％abcXYZ")
_TEXTS = st.lists(st.one_of(_LIKELY, st.text(alphabet=_ODD + "县a1。"), st.text()), max_size=6)


@cache
def described() -> bytes:
    return next((Path(index.__file__).parent / "data" / "encoder").rglob("tokenizer.json")).read_bytes()


@cache
def library() -> Tokenizer:
    return Tokenizer.from_buffer(described())


@cache
def builtin() -> Unigram:
    model = read_unigram(described())
    assert model is not None
    return model


def of_library(texts: list[str]) -> list[list[int]]:
    return [one.ids for one in library().encode_batch(texts, add_special_tokens=False)]


@given(_TEXTS)
@example(["", "。", "\n"])
@example(["榆中县ABC县12月", "榆中县\u0301", "１２月Ａ股", "ﬁnance", "县" * 500 + "a" * 401])
def test_pieces_are_those_of_the_library(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    for cut, expected in zip(builtin().cut(texts), of_library(texts), strict=True):
        assert cut is None or cut.tolist() == expected


def test_usual_texts_are_not_left_to_the_library() -> None:
    texts = ["榆中县政协在18个乡镇建成“委员工作站”，A股上涨3.5％——", "Hello, World", "12月"]
    assert all(cut is not None and len(cut) for cut in builtin().cut(texts))


@pytest.mark.parametrize("text", ["气温8℃", "한국", "Σ", "e\u0301", "𠮷", "县" * 401])
def test_doubtful_texts_are_left_to_the_library(text: str) -> None:
    assert [cut is None for cut in builtin().cut(["县", text, "县"])] == [False, True, False]


def test_of_equal_ways_the_library_s_is_taken() -> None:
    data = json.loads(described())
    data["model"]["vocab"] = [["<unk>", 0], *([p, -1.0] for p in "甲乙丙丁"), ["甲乙", -2.0], ["乙丙", -2.0],
                              ["丙丁", -2.0], ["甲乙丙", -3.0], ["乙丙丁", -3.0]]  # fmt: skip
    made = json.dumps(data).encode()
    model, texts = read_unigram(made), ["甲乙丙丁", "乙丙", "甲乙丙丁甲乙丙丁", "丁丙乙甲"]
    assert model is not None
    expected = [one.ids for one in Tokenizer.from_buffer(made).encode_batch(texts, add_special_tokens=False)]
    assert [cut.tolist() if cut is not None else None for cut in model.cut(texts)] == expected


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("normalizer", {"type": "NFKC"}),
        ("pre_tokenizer", {"type": "Whitespace"}),
        ("pre_tokenizer", None),
        ("added_tokens", [{"id": 36000, "content": "县"}]),
        ("truncation", {"max_length": 8}),
    ],
)
def test_models_of_another_kind_are_refused(key: str, value: Any) -> None:
    assert read_unigram(json.dumps(json.loads(described()) | {key: value}).encode()) is None
